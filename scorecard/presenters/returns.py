"""The returns of a year as a grid: agencies down, quarters across."""

from collections import defaultdict
from dataclasses import dataclass

from scorecard.queries.returns import ReturnRow
from scorecard.rules.periods import Period, PeriodKind

_COLOURS = {"due": "grey", "to_correct": "red", "ready": "yellow", "released": "blue", "accepted": "green"}
_WORDS = {
    "due": "due",
    "to_correct": "to correct",
    "ready": "ready",
    "released": "released",
    "accepted": "accepted",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One return in the grid."""

    id: int
    words: str
    colour: str
    note: str


@dataclass(frozen=True, slots=True)
class Grid:
    """The year's returns. `lines` pair an agency's name with (quarter, its cell or None) for each quarter."""

    quarters: tuple[str, ...]
    lines: tuple[tuple[str, tuple[tuple[str, Cell | None], ...]], ...]
    summary: str


def grid(rows: tuple[ReturnRow, ...]) -> Grid:
    """Agencies down, quarters across, with how many are in."""
    periods = sorted({(row.first, row.last) for row in rows})
    by_agency: dict[str, dict[tuple, Cell]] = defaultdict(dict)  # type: ignore[type-arg]
    for row in rows:
        by_agency[row.agency][row.first, row.last] = _cell(row)
    labels = {period: Period(*period, PeriodKind.QUARTER).label for period in periods}
    lines = tuple(
        (agency, tuple((label, cells.get(period)) for period, label in labels.items()))
        for agency, cells in sorted(by_agency.items())
    )
    return Grid(quarters=tuple(labels.values()), lines=lines, summary=_summary(rows))


def _cell(row: ReturnRow) -> Cell:
    if row.overdue_days:
        days = f"{row.overdue_days} day{'' if row.overdue_days == 1 else 's'} overdue"
        return Cell(row.id, _WORDS[row.state] if row.state != "due" else "overdue", "red", days)
    note = f"by {row.due_on:%-d %b}" if row.state in ("due", "to_correct", "ready") else ""
    return Cell(row.id, _WORDS[row.state], _COLOURS[row.state], note)


def _summary(rows: tuple[ReturnRow, ...]) -> str:
    if not rows:
        return ""
    latest = max(row.last for row in rows)
    now = [row for row in rows if row.last == latest]
    inside = sum(row.state in ("released", "accepted") for row in now)
    late = sum(bool(row.overdue_days) for row in now)
    quarter = Period(now[0].first, now[0].last, PeriodKind.QUARTER).label
    overdue = f" {late} overdue." if late else ""
    return f"{quarter}: {inside} of {len(now)} returns are in.{overdue}"
