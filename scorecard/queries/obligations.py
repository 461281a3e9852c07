"""What agencies owe the board by a day in the scorecard room: returns, and explanations of figures.

Both are information that a board asks for so that it can do its work, which whoever is asked must give: Children Act
2004, section 14B (section 16H where safeguarding partners ask). So both are statutory.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from agencies.models import Agency, Board
from agencies.rules.clock import LONDON
from agencies.thread import Obligation
from scorecard.models import Explanation, Return
from scorecard.rules import life
from scorecard.rules.answering import explain_by
from scorecard.rules.periods import Period, PeriodKind

RETURN, EXPLANATION = "return", "explanation"


@dataclass(frozen=True, slots=True)
class Due:
    """An explanation owed, and its day."""

    explanation: Explanation
    on: date


def obligations(board_id: int) -> tuple[Obligation, ...]:
    """Every return the board does not have, and every explanation it waits for: from four queries."""
    code = Board.objects.values_list("code", flat=True).get(pk=board_id)
    returns = Return.objects.filter(board_id=board_id, state__in=life.OPEN).select_related("agency")
    waiting = Explanation.objects.filter(board_id=board_id, text="").select_related("agency").order_by("pk")
    return (
        *(_return(code, one) for one in returns.order_by("due_on", "pk")),
        *_explanations(board_id, code, dues(board_id, waiting)),
    )


def dues(board_id: int, explanations: Iterable[Explanation]) -> tuple[Due, ...]:
    """By when each of a board's explanations is owed, in one question however many they are."""
    found = list(explanations)
    returns = Return.objects.filter(board_id=board_id, agency_id__in={one.agency_id for one in found})
    known = {
        (agency_id, first, last): due_on
        for agency_id, first, last, due_on in returns.values_list("agency_id", "first", "last", "due_on")
    }
    return tuple(
        Due(
            one,
            explain_by(
                asked_on=one.asked_at.astimezone(LONDON).date(),
                return_due=known.get((one.agency_id, one.first, one.last)),
            ),
        )
        for one in found
    )


def reference_of(explanations: list[Explanation]) -> str:
    """What people call them: “E-57”, “E-57 and 2 more”."""
    more = len(explanations) - 1
    return f"E-{explanations[0].pk}" + (f" and {more} more" if more else "")


def quarter_of(one: Return) -> str:
    """What people call a return: “Q4 2017/18”."""
    return Period(one.first, one.last, PeriodKind.QUARTER).short


def _return(board_code: str, one: Return) -> Obligation:
    return Obligation(
        board_id=one.board_id,
        agency_id=one.agency_id,
        agency=one.agency.name,
        people=(),
        kind=RETURN,
        key=str(one.pk),
        reference=quarter_of(one),
        words="Return",
        due=one.due_on,
        url=reverse("scorecard:return", kwargs={"board": board_code, "return_id": one.pk}),
        statutory=True,
    )


def _explanations(board_id: int, board_code: str, owed: Iterable[Due]) -> Iterable[Obligation]:
    """One for all that an agency is to explain of one period by one day."""
    together: dict[tuple[Agency, date, date], list[Explanation]] = defaultdict(list)
    for one in owed:
        together[one.explanation.agency, one.explanation.first, one.on].append(one.explanation)
    for (agency, first, due), explanations in together.items():
        yield Obligation(
            board_id=board_id,
            agency_id=agency.pk,
            agency=agency.name,
            people=(),
            kind=EXPLANATION,
            key=first.isoformat(),
            reference=reference_of(explanations),
            words="Explanation",
            due=due,
            url=reverse("scorecard:explanations", kwargs={"board": board_code}),
            statutory=True,
        )
