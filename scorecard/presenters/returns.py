"""The returns of a year as a grid: agencies down, quarters across."""

from dataclasses import dataclass
from datetime import date

from scorecard.queries.returns import ReturnRow
from scorecard.rules import life
from scorecard.rules.periods import Period, quarter

_COLOURS = {
    "due": "grey",
    "received": "grey",
    "checking": "grey",
    "to_correct": "red",
    "ready": "yellow",
    "released": "blue",
    "accepted": "green",
    "sent_back": "orange",
}
#: A cell is narrow: released says less here than elsewhere.
_WORDS = {
    **{state.value: words for state, words in life.WORDS.items()},
    "ready": "ready",
    "released": "released",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One return in the grid; `id` is None where there is none, and `words` say why."""

    id: int | None
    words: str
    colour: str
    note: str


@dataclass(frozen=True, slots=True)
class GridLine:
    """One agency: a cell a quarter (with the quarter's name), and how many of its returns are in."""

    agency: str
    cells: tuple[tuple[str, Cell], ...]
    replied: str


@dataclass(frozen=True, slots=True)
class Grid:
    """The year's returns. `replied` says for each quarter how many are in."""

    quarters: tuple[str, ...]
    lines: tuple[GridLine, ...]
    replied: tuple[tuple[str, str], ...]
    summary: str


def grid(rows: tuple[ReturnRow, ...], *, year: int, owing: tuple[str, ...], today: date) -> Grid:
    """Agencies down, the quarters of the year (April to March) across, with the reply rate of each.

    `owing` are agencies that will owe a return of a quarter that has not ended.
    """
    held = {(row.agency, row.first, row.last): row for row in rows}
    opened = {(row.first, row.last) for row in rows}
    coming = {
        one for one in _quarters(year) if (one.first, one.last) not in opened and _is_coming(one, today)
    }
    periods = [one for one in _quarters(year) if (one.first, one.last) in opened or one in coming]
    agencies = sorted({row.agency for row in rows} | (set(owing) if coming else set()))
    lines = tuple(
        GridLine(
            agency,
            tuple(
                (one.label, _cell(held.get((agency, one.first, one.last)), not_due=one in coming))
                for one in periods
            ),
            _rate([row for row in rows if row.agency == agency]),
        )
        for agency in agencies
    )
    replied = tuple((one.label, _rate([row for row in rows if row.first == one.first])) for one in periods)
    return Grid(tuple(one.label for one in periods), lines, replied, _summary(rows))


def _quarters(year: int) -> tuple[Period, ...]:
    return tuple(quarter(year, number) for number in (1, 2, 3, 4))


def _is_coming(one: Period, today: date) -> bool:
    """Whether a quarter's returns are still to be opened: it has not ended, or has only just."""
    return one.next().last >= today


def _cell(row: ReturnRow | None, *, not_due: bool) -> Cell:
    if row is None:
        return Cell(None, "not due" if not_due else "not owed", "", "")
    if row.overdue_days:
        days = f"{row.overdue_days} working day{'' if row.overdue_days == 1 else 's'} overdue"
        return Cell(row.id, _WORDS[row.state] if row.state != "due" else "overdue", "red", days)
    note = f"by {row.due_on:%-d %b}" if row.state in life.OPEN else "nil return" if row.nil else ""
    return Cell(row.id, _WORDS[row.state], _COLOURS[row.state], note)


def _rate(rows: list[ReturnRow]) -> str:
    """How many of these returns the board has, as a share."""
    if not rows:
        return "–"
    inside = sum(row.state in life.IN for row in rows)
    return f"{inside} of {len(rows)} ({(200 * inside + len(rows)) // (2 * len(rows))}%)"


def _summary(rows: tuple[ReturnRow, ...]) -> str:
    if not rows:
        return ""
    latest = max(row.last for row in rows)
    now = [row for row in rows if row.last == latest]
    inside = sum(row.state in life.IN for row in now)
    late = sum(bool(row.overdue_days) for row in now)
    back = sum(row.state == life.State.SENT_BACK for row in now)
    said = f"{now[0].label}: {inside} of {len(now)} returns are in."
    return said + (f" {late} overdue." if late else "") + (f" {back} sent back." if back else "")
