"""Where the matrices of a book are: courses down and agencies across, or the other way round. Reads no numbers."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from files.headed import first_rows, written
from files.sheets import Book, Cell, Sheet
from scorecard.imports.labels import period_named
from scorecard.rules.periods import Period
from training.imports.rows import Kept
from training.rules.columns import plain
from training.rules.matrices import Telling, told_in

#: A period in a sentence is so many words long at most: “1 April 2016 to 30 June 2016”.
_LONGEST_PERIOD = 8
_MARKS = ",:;()[]–-"


@dataclass(frozen=True, slots=True)
class Names:
    """What a matrix may name, as `columns.plain` makes it; a title two courses share is of neither."""

    agencies: Mapping[str, int]
    courses: Mapping[str, int | None]
    sessions: Mapping[str, Kept]
    today: date
    #: The period chosen by whoever sends the file.
    period: Period | None = None

    def agency(self, label: str) -> int | None:
        """The agency a heading names."""
        return self.agencies.get(plain(label)) or self.agencies.get(plain(label.partition("(")[0]))

    def course(self, label: str) -> int | None:
        """The course a heading names, by title, by reference, or by a reference before the title."""
        found = self.courses.get(plain(label))
        return found or self.courses.get(plain(label.partition(" ")[0]))

    def session(self, label: str) -> Kept | None:
        """The session a heading names by its reference, alone or before other words."""
        return self.sessions.get(plain(label.partition(" ")[0]))

    def is_course(self, label: str) -> bool:
        """Whether it names a course or a session of one."""
        return (
            self.course(label) is not None or self.session(label) is not None or plain(label) in self.courses
        )


@dataclass(frozen=True, slots=True)
class Matrix:
    """One matrix: its row of headings, its column of labels, and its rows, up to the next one's headings."""

    sheet: Sheet
    heading: int
    labels: int
    agencies_across: bool
    rows: tuple[tuple[Cell, ...], ...]
    #: The rows above it that are no other matrix's, nearest first.
    above: tuple[tuple[Cell, ...], ...] = field(default=(), repr=False)

    @property
    def columns(self) -> tuple[int, ...]:
        """Every column right of the labels in which anything stands."""
        found = {cell.column for row in self.rows for cell in row if cell.filled}
        found |= {cell.column for cell in self.sheet.rows_by_number[self.heading] if cell.filled}
        return tuple(sorted(column for column in found if column > self.labels))

    def period(self, column: int) -> tuple[Period, Cell] | None:
        """The period that stands above a column, or else anywhere above the matrix; None where none does."""
        for row in self.above:
            cell = self.sheet.label(row[0].row, column)
            if (found := period_in(written(cell))) is not None:
                return found, cell
        for row in self.above:
            for cell in row:
                if (found := period_in(written(cell))) is not None:
                    return found, cell
        found = period_in(self.sheet.name)
        return None if found is None else (found, self.sheet.cell(self.heading, self.labels))


def matrices_in(book: Book, names: Names) -> Iterator[Matrix]:
    """The matrices of a book's sheets that are shown. Text too long to be held is a list of something else."""
    for sheet in book.sheets:
        if not sheet.hidden and not sheet.long:
            yield from _of_sheet(sheet, names)


def period_in(text: str) -> Period | None:
    """The one period the longest run of words names: “Places taken, Q1 2016/17”; None for none, or for several."""
    if (whole := period_named(text)) is not None:
        return whole
    words = text.split()
    for length in range(min(_LONGEST_PERIOD, len(words)), 0, -1):
        runs = (" ".join(words[at : at + length]).strip(_MARKS) for at in range(len(words) - length + 1))
        found = {one for run in runs if run and (one := period_named(run)) is not None}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


@dataclass(frozen=True, slots=True, order=True)
class _Shape:
    """How the matrix of a sheet may lie, the likeliest the greatest: by how many of its headings we know."""

    known: int
    headings: int
    labels: int
    agencies_across: bool


def _of_sheet(sheet: Sheet, names: Names) -> Iterator[Matrix]:
    shape = max(_shapes(sheet, names), default=None)
    if shape is None:
        return
    rows = tuple(sheet.rows)
    wanted = max(1, shape.headings // 2)
    starts = [
        place for place, row in enumerate(rows) if len(_headings(row, names, shape.agencies_across)) >= wanted
    ]
    for place, start in enumerate(starts):
        end = starts[place + 1] if place + 1 < len(starts) else len(rows)
        before = starts[place - 1] + 1 if place else 0
        yield Matrix(
            sheet,
            rows[start][0].row,
            shape.labels,
            shape.agencies_across,
            rows[start + 1 : end],
            tuple(row for row in reversed(rows[before:start]) if not _has_numbers(row)),
        )


def _shapes(sheet: Sheet, names: Names) -> Iterator[_Shape]:
    """Every row that may be the headings of one, with the column of labels to its left that we know most of."""
    for row in first_rows(sheet):
        for across in (True, False):
            headings = _headings(row, names, across)
            if not headings:
                continue
            below = Counter(
                cell.column
                for other in sheet.rows
                if other[0].row > row[0].row
                for cell in other
                if cell.column < headings[0] and _is_name(written(cell), names, agency=not across)
            )
            left = [cell.column for other in sheet.rows for cell in other if cell.column < headings[0]]
            if below:
                labels, known = min(below.items(), key=lambda one: (-one[1], one[0]))
                yield _Shape(known + len(headings), len(headings), labels, across)
            elif left and len(headings) > 1:
                yield _Shape(len(headings), len(headings), max(left), across)


def _headings(row: tuple[Cell, ...], names: Names, agencies: bool) -> list[int]:
    return [cell.column for cell in row if _is_name(written(cell), names, agency=agencies)]


def _is_name(text: str, names: Names, *, agency: bool) -> bool:
    if not text:
        return False
    return names.agency(text) is not None if agency else names.is_course(text)


def _has_numbers(row: tuple[Cell, ...]) -> bool:
    return any(told_in(written(cell)).telling is Telling.PLACES for cell in row)
