"""Explanations owed: who owes which, and which figures they stand beside."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from agencies.rules.roles import Permission
from agencies.rules.standing import Standing
from scorecard.models import Explanation
from scorecard.permissions import agencies_seen
from scorecard.queries.obligations import Due, dues

#: (Indicator, agency, part, last day) of figures of which an explanation is owed.
OwedMarks = frozenset[tuple[int, int, str, date]]


def owed_marks(board_id: int) -> OwedMarks:
    """The board's figures of which an explanation is owed, from one query."""
    return frozenset(
        Explanation.objects.filter(board_id=board_id, text="", indicator__isnull=False).values_list(
            "indicator_id", "agency_id", "breakdown", "last"
        )
    )


def is_owed(marks: OwedMarks, indicator_id: int, agency_id: int | None, last: date, part: str = "") -> bool:
    """Whether an explanation is owed of a figure: of any part without `part`, of any agency's without one."""
    return any(
        indicator == indicator_id and day == last and agency_id in (None, who) and part in ("", breakdown)
        for indicator, who, breakdown, day in marks
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """One explanation owed, whether this reader is who owes it, and by when."""

    explanation: Explanation
    own: bool
    due: date


def explanations_owed(standing: Standing) -> tuple[Asked, ...]:
    """What is still to explain at this board, as far as this person sees its figures, oldest first."""
    own = standing.agencies_with(Permission.COMMENTARY_WRITE)
    seen = agencies_seen(standing)
    waiting = Explanation.objects.filter(board_id=standing.board_id, text="")
    if seen is not None:
        waiting = waiting.filter(agency_id__in=seen | own)
    found = waiting.select_related("indicator", "agency", "submission").order_by(
        "agency__name", "asked_at", "pk"
    )
    return tuple(
        Asked(one.explanation, one.explanation.agency_id in own, one.on)
        for one in dues(standing.board_id, found)
    )


def explanation_seen(standing: Standing, explanation_id: int) -> Explanation | None:
    """An explanation of this board that this person may see; None when there is none."""
    seen = agencies_seen(standing)
    found = Explanation.objects.filter(board_id=standing.board_id, pk=explanation_id)
    return (found if seen is None else found.filter(agency_id__in=seen)).first()


def unexplained_by(standing: Standing) -> Mapping[str, tuple[Due, ...]]:
    """What each of this person's agencies has to explain, and by when, by the agency's name."""
    own = standing.agencies_with(Permission.COMMENTARY_WRITE)
    if not own:
        return {}
    waiting = Explanation.objects.filter(board_id=standing.board_id, agency_id__in=own, text="")
    found: dict[str, list[Due]] = defaultdict(list)
    for one in dues(standing.board_id, waiting.select_related("agency").order_by("pk")):
        found[one.explanation.agency.name].append(one)
    return {name: tuple(theirs) for name, theirs in found.items()}
