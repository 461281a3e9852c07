"""Who may be given something to do at a board: its agencies, and people who can see what they owe."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from agencies.models import Agency, Membership, Person, Seat
from agencies.rules import clock
from agencies.rules.roles import BUNDLES, Permission, Role
from agencies.rules.verdict import ALLOWED, Verdict, refused

#: Roles whose people see the actions they are given.
_ROLES = tuple(
    role.value
    for role in Role
    if {Permission.CHALLENGES_SEE_ALL, Permission.ACTION_WORK} & BUNDLES[role].permissions
)


@dataclass(frozen=True, slots=True)
class PossibleOwner:
    """A person, and the hats by which others know who is meant."""

    person_id: int
    name: str
    hats: tuple[str, ...]

    @property
    def words(self) -> str:
        """Such as “Helen Price (Agency lead, County Health)”."""
        return f"{self.name} ({'; '.join(self.hats)})"


def possible_owners(board_id: int) -> tuple[PossibleOwner, ...]:
    """Everybody at this board to whom something may be given by name, by name."""
    hats: dict[int, list[str]] = {}
    names: dict[int, str] = {}
    for one in _memberships(board_id).order_by("person__name", "pk"):
        title = BUNDLES[Role(one.role)].title
        names[one.person_id] = one.person.name
        hats.setdefault(one.person_id, []).append(f"{title}, {one.agency.name}" if one.agency else title)
    return tuple(PossibleOwner(pk, name, tuple(hats[pk])) for pk, name in names.items())


def may_own(person: Person, board_id: int) -> Verdict:
    """Whether something may be given to this person by name."""
    if _memberships(board_id).filter(person=person).exists():
        return ALLOWED
    return refused(f"{person.name} has no part in this board by which they would see it.")


def owners_present(board_id: int) -> frozenset[int]:
    """The ids of those who still see what they were given."""
    return frozenset(_memberships(board_id).values_list("person_id", flat=True))


def sits(agency_id: int, board_id: int) -> bool:
    """Whether the agency has a seat at this board today."""
    return agency_id in seated_on(board_id, clock.today())


def seated_on(board_id: int, day: date) -> frozenset[int]:
    """The ids of the agencies that had a seat at this board on a day."""
    seats = Seat.objects.filter(Q(until__isnull=True) | Q(until__gt=day), board_id=board_id, since__lte=day)
    return frozenset(seats.values_list("agency_id", flat=True))


def agencies_ever(board_id: int) -> tuple[Agency, ...]:
    """Every agency that has or had a seat at this board, by name."""
    return tuple(Agency.objects.filter(seats__board_id=board_id).distinct().order_by("name"))


def _memberships(board_id: int) -> QuerySet[Membership]:
    day = clock.today()
    return (
        Membership.objects.filter(board_id=board_id, role__in=_ROLES, since__lte=day, person__is_active=True)
        .filter(Q(until__isnull=True) | Q(until__gt=day))
        .select_related("person", "agency")
    )
