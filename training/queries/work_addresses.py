"""Work addresses: what the addresses of an agency's staff end with."""

from training.models import WorkDomain


def domains_of(agency_id: int) -> frozenset[str]:
    """The domains an agency's work addresses end with, in lower case; none while nobody has listed any."""
    return frozenset(WorkDomain.objects.filter(agency_id=agency_id).values_list("domain", flat=True))


def is_work_address(agency_id: int, email: str) -> bool:
    """Whether this is an address at one of the agency's own domains. A sub-domain is listed by itself."""
    return email.rpartition("@")[2].lower() in domains_of(agency_id)
