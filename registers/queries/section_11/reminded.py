"""When those without an account were last written to about a self-assessment, besides what somebody sent by hand."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Max

from agencies.models import Entry
from agencies.rules.clock import LONDON
from registers.models import Assessment

#: What the record calls it.
REMIND, ABOUT = "section_11.remind", "assessment"


def last_told(those: Iterable[Assessment]) -> dict[int, date]:
    """The day each was last sent or written about again. One query."""
    every = list(those)
    found = {one.pk: one.sent_at.astimezone(LONDON).date() for one in every if one.sent_at is not None}
    again = Entry.objects.filter(verb=REMIND, kind=ABOUT, reference__in=[str(one.pk) for one in every])
    for key, at in again.order_by().values("reference").annotate(at=Max("at")).values_list("reference", "at"):
        found[int(key)] = at.astimezone(LONDON).date()
    return found
