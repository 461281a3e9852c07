"""The partners: who came to the board's meetings, and what each gave to its work."""

from collections import Counter
from collections.abc import Iterator

from agencies.models import Board
from registers.models import Invited
from reports.gather.annual.words import cells, section
from reports.models import Contribution
from reports.queries.reports import Text
from reports.rules.blocks import Block, Cell, Column, Paragraph, Section, Table
from reports.rules.money import pounds
from scorecard.rules.periods import Period, financial_year

_CAME = (
    Column("Partner"),
    Column("Meetings", number=True),
    Column("Came", number=True),
    Column("Sent apologies", number=True),
    Column("Absent", number=True),
)
#: The scorecard hides small numbers whatever they count; who came to meetings says nothing of any child.
_ALL = "Meetings of the board itself. No child is counted here, so no number is hidden."
_GIVEN = (Column("Partner"), Column("Contribution", number=True), Column("In kind"))


def partners_section(
    board: Board, year: int, contributions: tuple[Contribution, ...], text: Text
) -> Section | None:
    """Attendance by partner, then contributions by partner."""
    return section(
        "partners", text, (*_attendance(board, financial_year(year)), *_contributions(contributions))
    )


def _attendance(board: Board, year: Period) -> Iterator[Block]:
    """Meetings of the board itself that are written up and closed."""
    rows = Invited.objects.filter(
        meeting__board=board,
        meeting__counts=True,
        meeting__closed_at__isnull=False,
        meeting__held_on__range=(year.first, year.last),
    ).select_related("agency")
    came: dict[str, Counter[str]] = {}
    meetings = set()
    for one in rows.order_by("agency__name"):
        came.setdefault(one.agency.name, Counter())[one.came] += 1
        meetings.add(one.meeting_id)
    if not came:
        return
    seats = sum(sum(each.values()) for each in came.values())
    taken = sum(each[Invited.Came.YES] for each in came.values())
    yield Paragraph(
        f"The board met {_times(len(meetings))}. Of {seats} seats, {taken} {'was' if taken == 1 else 'were'} taken: "
        f"{round(100 * taken / seats)}%.",
        see=("attendance",),
    )
    yield Table(
        "attendance",
        "Who came to the board’s meetings",
        _CAME,
        tuple(_row(*one) for one in came.items()),
        note=_ALL,
    )


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _row(name: str, came: Counter[str]) -> tuple[Cell, ...]:
    kinds = (Invited.Came.YES, Invited.Came.APOLOGIES, Invited.Came.NO)
    return cells(name, str(sum(came.values())), *(str(came[kind]) for kind in kinds))


def _contributions(contributions: tuple[Contribution, ...]) -> Iterator[Block]:
    if not contributions:
        return
    rows = [
        cells(
            one.agency.name if one.agency else one.source,
            "–" if one.amount is None else pounds(one.amount),
            one.in_kind or "–",
        )
        for one in contributions
    ]
    total = sum(one.amount for one in contributions if one.amount is not None)
    rows.append((Cell("All contributions"), Cell(pounds(total), bold=True), Cell("")))
    yield Table("contributions", "What each partner contributed", _GIVEN, tuple(rows))
