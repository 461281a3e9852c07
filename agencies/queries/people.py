"""Who has access to a board, and who is invited."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from django.db.models import Q
from django.utils import timezone

from agencies.models import Agency, Invitation, Membership
from agencies.rules import clock
from agencies.rules.roles import BUNDLES, Permission, Role
from agencies.rules.standing import Standing


@dataclass(frozen=True)
class Member:
    """One open membership."""

    membership_id: int
    person_id: int
    name: str
    email: str
    job_title: str
    role: str
    sentence: str
    agency: str
    since: date


@dataclass(frozen=True)
class Invited:
    """One invitation not yet taken up."""

    id: int
    name: str
    email: str
    role: str
    agency: str
    sent_at: datetime
    #: Whole days it still works, the last part of a day counting as one; 0 when it is too old.
    days_left: int


def members(standing: Standing) -> tuple[Member, ...]:
    """Everyone with an open membership at this board, in the roles' own order, then by name."""
    day = clock.today()
    order = list(Role)
    found = [
        Member(
            membership_id=one.pk,
            person_id=one.person_id,
            name=one.person.name,
            email=one.person.email,
            job_title=one.person.job_title,
            role=standing.vocabulary.role(Role(one.role), day).text,
            sentence=BUNDLES[Role(one.role)].sentence,
            agency=one.agency.name if one.agency else "",
            since=one.since,
        )
        for one in sorted(
            Membership.objects.filter(board_id=standing.board_id, since__lte=day)
            .filter(Q(until__isnull=True) | Q(until__gt=day))
            .select_related("person", "agency"),
            key=lambda one: (order.index(Role(one.role)), one.person.name),
        )
    ]
    return tuple(found)


def waiting_invitations(standing: Standing) -> tuple[Invited, ...]:
    """Invitations of this board neither taken up nor taken back, newest first."""
    at, day = timezone.now(), clock.today()
    return tuple(
        Invited(
            id=one.pk,
            name=one.name,
            email=one.email,
            role=standing.vocabulary.role(Role(one.role), day).text,
            agency=one.agency.name if one.agency else "",
            sent_at=one.sent_at,
            days_left=max(0, ceil((one.expires_at - at) / timedelta(days=1))),
        )
        for one in Invitation.objects.filter(
            board_id=standing.board_id, accepted_at__isnull=True, withdrawn_at__isnull=True
        )
        .select_related("agency")
        .order_by("-pk")
    )


def seated_agencies(standing: Standing) -> tuple[Agency, ...]:
    """The agencies with a seat at this board today, by name."""
    day = clock.today()
    return tuple(
        Agency.objects.filter(
            Q(seats__until__isnull=True) | Q(seats__until__gt=day),
            seats__board_id=standing.board_id,
            seats__since__lte=day,
        )
        .distinct()
        .order_by("name")
    )


def emails_with(board_id: int, permission: Permission, agency_id: int | None = None) -> tuple[str, ...]:
    """Where to write to those who may do this at the board (for one agency, when given)."""
    day = clock.today()
    roles = [role.value for role in Role if permission in BUNDLES[role].permissions]
    found = (
        Membership.objects.filter(board_id=board_id, role__in=roles, since__lte=day, person__is_active=True)
        .filter(Q(until__isnull=True) | Q(until__gt=day))
        .order_by("person__email")
    )
    if agency_id is not None:
        found = found.filter(agency_id=agency_id)
    return tuple(found.values_list("person__email", flat=True).distinct())
