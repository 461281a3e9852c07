"""What is owed of actions: to finish them by their day, and to look whether they stuck once that day has come."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q

from agencies.models import Board, Membership
from agencies.rules import clock
from agencies.rules.roles import BUNDLES, Permission, Role
from agencies.rules.standing import Standing
from agencies.thread import Obligation, Owed
from registers.models import Action, OriginKind
from registers.permissions import can_check
from registers.queries.addresses import address
from registers.queries.owners import owners_present
from registers.rules.actions import State

#: An action is shown as owed from this long before its day.
AHEAD = timedelta(days=42)
#: Who checks, in words.
OFFICE = "The board’s office"


def owed(standing: Standing) -> tuple[Owed, ...]:
    """What this person is to finish, by name or as an agency's lead; for chair and office, what is to be checked."""
    today = clock.today()
    found = [
        _owed(standing, one, "action", "Finish action", one.due_on)
        for one in _to_finish(standing, today + AHEAD)
    ]
    if standing.may(Permission.ACTION_SET):
        found += [
            _owed(standing, one, "check", "See whether it stuck: action", one.check_on)
            for one in _to_check(standing.board_id, today)
            if can_check(standing, one)
        ]
    return tuple(found)


def obligations(board_id: int) -> tuple[Obligation, ...]:
    """Everything of actions that is owed to a board by a day: what is to be finished, and what is to be checked.

    Who was named and has left is owed for by the agency's leads, or else by the office.
    """
    present, office, chairs = owners_present(board_id), *_keepers(board_id)
    code = Board.objects.values_list("code", flat=True).get(pk=board_id)
    found = []
    for one in _open(board_id):
        people: tuple[int, ...] = ()
        if one.owner_id is not None and one.owner_id in present:
            people = (one.owner_id,)
        elif one.agency_id is None:
            people = office
        found.append(_obligation(one, code, "action", "Action to finish", one.due_on, people))
    for one in Action.objects.filter(_CHECKED_LATER, board_id=board_id):
        if one.check_on is None:
            continue
        people = tuple(pk for pk in office if pk != one.completed_by_id) or chairs or office
        found.append(_obligation(one, code, "check", "Action to check", one.check_on, people))
    return tuple(found)


_CHECKED_LATER = Q(state=State.COMPLETE.value, check_on__isnull=False)


def _open(board_id: int) -> Iterable[Action]:
    rows = Action.objects.filter(board_id=board_id, state=State.OPEN.value)
    return rows.select_related("agency__kind").order_by("due_on", "pk")


def _to_finish(standing: Standing, until: date) -> list[Action]:
    """What is due by then and this person's: given by name, or left to their agency or the office by nobody's name."""
    agencies = standing.agencies_with(Permission.ACTION_WORK)
    theirs = Q(owner_id=standing.person_id) | Q(agency_id__in=agencies)
    if standing.wears(Role.BUSINESS_MANAGER):
        theirs |= Q(agency__isnull=True)
    rows = (
        Action.objects.filter(theirs, board_id=standing.board_id, state=State.OPEN.value, due_on__lte=until)
        .select_related("agency")
        .order_by("due_on", "pk")
    )
    present = owners_present(standing.board_id)
    return [one for one in rows if one.owner_id == standing.person_id or one.owner_id not in present]


def _to_check(board_id: int, today: date) -> Iterable[Action]:
    rows = Action.objects.filter(_CHECKED_LATER, board_id=board_id, check_on__lte=today)
    return rows.select_related("agency").order_by("check_on", "pk")


def _keepers(board_id: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The business managers, and the chairs, by id."""
    day = clock.today()
    rows = Membership.objects.filter(board_id=board_id, since__lte=day, person__is_active=True).filter(
        Q(until__isnull=True) | Q(until__gt=day)
    )
    setting = [role.value for role in Role if Permission.ACTION_SET in BUNDLES[role].permissions]
    keeping = list(rows.filter(role__in=setting).order_by("person_id").values_list("person_id", "role"))
    office = tuple(pk for pk, role in keeping if role == Role.BUSINESS_MANAGER)
    return office, tuple(pk for pk, role in keeping if role != Role.BUSINESS_MANAGER)


def _owed(standing: Standing, one: Action, kind: str, words: str, due: date | None) -> Owed:
    return Owed(
        person_id=standing.person_id,
        agency=one.agency.name if one.agency else OFFICE,
        kind=kind,
        reference=one.reference,
        words=f"{words} {one.reference}",
        due=due,
        url=address("registers:action", standing.board_code, one.number),
    )


def _obligation(
    one: Action, board_code: str, kind: str, words: str, due: date, people: tuple[int, ...]
) -> Obligation:
    of_agency = one.agency if kind == "action" else None
    return Obligation(
        board_id=one.board_id,
        agency_id=of_agency.pk if of_agency else None,
        agency=of_agency.name if of_agency else OFFICE,
        people=people,
        kind=kind,
        key=str(one.pk),
        reference=one.reference,
        words=words,
        due=due,
        url=address("registers:action", board_code, one.number),
        # What an invited organisation said in its self-assessment that it will do binds it to nothing.
        kindly=one.origin_kind == OriginKind.SECTION_11 and of_agency is not None and of_agency.kind.kindly,
    )
