"""Who owes a look at a risk: its owner, or the office, a review; the office a decision when an acceptance ends."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from agencies.models import Board
from agencies.rules import clock
from agencies.rules.roles import Permission
from agencies.rules.standing import Standing
from agencies.thread import Obligation, Owed
from registers.models import Risk
from registers.permissions import can_see_risks
from registers.queries.addresses import address
from registers.queries.risk_owners import people_with

#: What is owed is shown from this long before its day.
AHEAD = timedelta(days=14)
REVIEW, ACCEPTANCE = "review", "acceptance"


@dataclass(frozen=True, slots=True)
class _Look:
    """One look at a risk that is owed by a day; by the office where `owner_id` is None."""

    risk: Risk
    kind: str
    words: str
    due: date
    owner_id: int | None


def owed(standing: Standing) -> tuple[Owed, ...]:
    """The looks at risks that this person owes, from a fortnight before their day."""
    if not can_see_risks(standing):
        return ()
    last = clock.today() + AHEAD
    office = standing.may(Permission.REGISTERS_SET)
    soon = Q(review_on__lte=last) | Q(accepted_until__lte=last)
    return tuple(
        Owed(
            person_id=standing.person_id,
            agency=one.risk.agency.name if one.risk.agency else "",
            kind=one.kind,
            reference=one.risk.reference,
            words=one.words,
            due=one.due,
            url=address("registers:risk", standing.board_code, one.risk.number),
        )
        for one in _looks(standing.board_id, soon)
        if one.due <= last and (office if one.owner_id is None else one.owner_id == standing.person_id)
    )


def obligations(board_id: int) -> tuple[Obligation, ...]:
    """Every review with its day, and every acceptance with its end, of a board's register: from four queries."""
    code = Board.objects.values_list("code", flat=True).get(pk=board_id)
    office = tuple(people_with(board_id, Permission.REGISTERS_SET).values_list("pk", flat=True))
    return tuple(
        Obligation(
            board_id=board_id,
            agency_id=None,
            agency="",
            people=office if one.owner_id is None else (one.owner_id,),
            kind=one.kind,
            key=str(one.risk.pk),
            reference=one.risk.reference,
            words=one.words,
            due=one.due,
            url=address("registers:risk", code, one.risk.number),
        )
        for one in _looks(board_id, Q())
    )


def _looks(board_id: int, which: Q) -> Iterator[_Look]:
    """What is owed about the risks of a register, by number. An owner who no longer sees it owes nothing."""
    seeing = set(people_with(board_id, Permission.RISKS_SEE).values_list("pk", flat=True))
    risks = Risk.objects.filter(which, board_id=board_id, archived_at=None).select_related("agency")
    for risk in risks.defer("cause", "event", "consequence").order_by("number"):
        owner = risk.owner_id if risk.owner_id in seeing else None
        yield _Look(risk, REVIEW, f"Review risk {risk.reference}", risk.review_on, owner)
        if risk.accepted_until is not None:
            words = f"Decide again on risk {risk.reference}: its acceptance ends"
            yield _Look(risk, ACCEPTANCE, words, risk.accepted_until, None)
