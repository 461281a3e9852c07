"""A sheet in parts: its tables, with the rows of each and the lines above it, and the tables nobody recognises."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from files.sheets import Cell
from scorecard.imports.across import across_at, tidy_at
from scorecard.imports.columns import IGNORE, Column, View, columns_of, like_a_number
from scorecard.imports.headings import Role
from scorecard.imports.layouts import SEARCHED_ROWS, Headings, may_be_headings, side_by_side
from scorecard.imports.rows import Answers, Finding, Layout, Severity
from scorecard.imports.unread import finding_at
from scorecard.imports.written import is_blank, is_symbol, status_word, visible

_PERSON = re.compile(
    r"(?:delegate|attendee|participant|learner|staff|person|employee|candidate|practitioner)s?(?: s)?"
    r"(?: full)?(?: name)?|full name|first name|last name|forename|surname|e ?mail(?: address)?"
)
_COURSE = re.compile(
    r"course|course (?:title|name|date)|training|training (?:course|date|event)|event|session|workshop|attended"
    r"|attendance|attended y n|date attended|did not attend|dna|no show|booked|outcome"
)
#: Two words of letters, as in a person's name.
_NAME = re.compile(r"[^\W\d_]+(?:[-'’ .][^\W\d_]+){1,4}\.?")


@dataclass
class Part:
    """One part of a sheet: with `headings` a table; with `grid_columns` one not recognised; else lines of text.

    `refused` says why it may not be read at all; `left_out` that its sender said it is not for the board.
    """

    first: tuple[Cell, ...]
    headings: Headings | None = None
    grid_columns: tuple[Cell, ...] = ()
    body: list[tuple[Cell, ...]] = field(default_factory=list)
    above: list[tuple[Cell, ...]] = field(default_factory=list)
    refused: Finding | None = None
    left_out: bool = False

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Its rows below the headings, each with the cells of its own columns."""
        if self.headings is None:
            return tuple(self.body)
        view = self.headings.view
        own = (tuple(one for one in row if view.left <= one.column <= view.right) for row in self.body)
        return tuple(row for row in own if row)


def parts_of(view: View, answers: Answers) -> Iterator[Part]:
    """The parts of a sheet in its order; tables side by side come one after the other, with the same lines above."""
    return iter(_Parts(view, answers).found())


class _Parts:
    """A sheet being taken apart, row by row."""

    def __init__(self, view: View, answers: Answers) -> None:
        self._view, self._answers = view, answers
        self._done: list[Part] = []
        self._open: list[Part] = []
        self._loose: list[tuple[Cell, ...]] = []
        self._last_heading_row = 0
        self._tried = 0

    def found(self) -> list[Part]:
        """All parts."""
        last = 0
        for row in self._view.rows:
            number = row[0].row
            if number > self._last_heading_row and not self._begins(row, after=last):
                self._goes_on(row)
            last = number
        if not self._open and not self._done:
            self._first_grid()
        return [*self._done, *self._open]

    def _goes_on(self, row: tuple[Cell, ...]) -> None:
        if not self._open:
            self._loose.append(row)
        for part in self._open:
            part.body.append(row)

    def _begins(self, row: tuple[Cell, ...], *, after: int) -> bool:
        """Whether a table begins with this row; it is opened then."""
        if self._open and not self._worth_trying(row, after):
            return False
        if not self._open:
            self._tried += 1
            if self._tried > SEARCHED_ROWS:
                return False
        refused = _attendance(self._view, row)
        if refused is not None:
            self._start([Part(row, refused=refused)], row[0].row)
            return True
        found = self._headings(row[0].row)
        if found:
            self._start([Part(row, one) for one in found], max(one.last_row for one in found))
            return True
        if self._open and self._is_another(row):
            part = _grid(self._view, row, self._answers)
            self._start([part] if part else [], row[0].row)
            return part is not None
        return False

    def _headings(self, row: int) -> tuple[Headings, ...]:
        tidy_file = tidy_at(self._view, row, self._answers)
        if tidy_file is not None:
            return (tidy_file,)
        found = side_by_side(self._view, row, self._answers)
        if found:
            return found
        across = across_at(self._view, row, self._answers)
        return (across,) if across is not None else ()

    def _start(self, parts: list[Part], last_row: int) -> None:
        above = self._loose
        if self._open and self._open[0].body:
            above = _title_lines(self._open[0].body)
            for part in self._open:
                part.body = part.body[: len(part.body) - len(above)]
        for part in parts:
            part.above = list(above)
        self._done += self._open
        self._open, self._loose = parts, []
        self._last_heading_row = last_row

    def _worth_trying(self, row: tuple[Cell, ...], after: int) -> bool:
        known = self._open[0].headings
        if known is not None and known.layout is Layout.TIDY:
            return False
        roles = known.roles if known is not None else {}
        place = next((roles[one] for one in (Role.CODE, Role.NAME, Role.AREA) if one in roles), row[0].column)
        return may_be_headings(self._view, row, after=after, known=place)

    def _is_another(self, row: tuple[Cell, ...]) -> bool:
        """Whether a row of words after a gap heads another table: words stand where the open one has its figures."""
        known = self._open[0].headings
        if known is None or any(map(like_a_number, row)):
            return False
        figures = {place for one in known.periods for place in one.parts.values()}
        figures |= {place for one in known.indicators for place in one.parts.values()}
        figures |= {known.roles[one] for one in _FIGURE_ROLES if one in known.roles}
        words = [one for one in row if one.column in figures and isinstance(one.value, str)]
        plain = [one for one in words if not status_word(visible(one)) and not is_symbol(visible(one))]
        below = next((one for one in self._view.rows if one[0].row > row[0].row), ())
        return bool(plain) and len(row) > 1 and any(map(like_a_number, below))

    def _first_grid(self) -> None:
        """On a sheet without a table, the row that looks most like headings of one nobody recognised."""
        for number, row in enumerate(self._loose[:SEARCHED_ROWS]):
            part = _grid(self._view, row, self._answers)
            if part is not None:
                part.above = self._loose[:number]
                part.body = [one for one in self._loose[number + 1 :] if one[0].row > self._last_heading_row]
                last = max((cell.row for cell in part.grid_columns), default=row[0].row)
                part.body = [one for one in part.body if one[0].row > last]
                self._done.append(part)
                return


_FIGURE_ROLES = (Role.NUMERATOR, Role.DENOMINATOR, Role.VALUE)


def _title_lines(body: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """The lines at the end of a table's rows that belong to the next: single texts after a gap."""
    taken: list[tuple[Cell, ...]] = []
    for row in reversed(body):
        if len(row) > 2 or any(map(like_a_number, row)):
            break
        taken.insert(0, row)
    return taken if len(taken) < len(body) else []


def _grid(view: View, row: tuple[Cell, ...], answers: Answers) -> Part | None:
    """A row of two or more labels with numbers below it: a table, though nobody can tell of what."""
    if len(row) < 2 or any(map(like_a_number, row)):
        return None
    lines = [row]
    for below in view.rows:
        if below[0].row <= row[0].row or any(map(like_a_number, below)) or len(lines) > 2:
            continue
        if below[0].row - lines[-1][0].row > 1 or not is_blank(view.sheet.cell(below[0].row, row[0].column)):
            break
        lines.append(below)
    after = [one for one in view.rows if one[0].row > lines[-1][0].row][:3]
    if not any(like_a_number(cell) for one in after for cell in one):
        return None
    columns = columns_of(view, [line[0].row for line in lines])
    said = [answers.headings.get(column.key) for column in columns]
    return Part(
        row,
        grid_columns=tuple(column.label() for column in columns),
        left_out=all(one == IGNORE for one in said),
    )


def may_name_people(columns: tuple[Column, ...]) -> bool:
    """Whether headings could be those of a list of persons by course."""
    person = any(_PERSON.fullmatch(one.key) or one.key == "name" for one in columns)
    return person and any(_COURSE.fullmatch(one.key) for one in columns)


def _attendance(view: View, row: tuple[Cell, ...]) -> Finding | None:
    """A list of persons by course: each is somebody's record, and no count."""
    columns: tuple[Column, ...] = columns_of(view, (row[0].row,))
    person = [one for one in columns if _PERSON.fullmatch(one.key) or one.key == "name"]
    course = [one for one in columns if _COURSE.fullmatch(one.key)]
    if not person or not course:
        return None
    below = [one for one in view.rows if one[0].row > row[0].row]
    own = {one.number for one in person}
    cells = [cell for one in below for cell in one if cell.column in own]
    named = [cell for cell in cells if _NAME.fullmatch(visible(cell)) or "@" in cell.written]
    sure = any(_PERSON.fullmatch(one.key) for one in person)
    if not cells or (not sure and len(named) < len(cells) / 2):
        return None
    return finding_at(
        "attendance-by-person",
        Severity.ERROR,
        person[0].label(),
        f"Sheet “{view.sheet.name}” lists people and the courses they came to; the board takes numbers of people, "
        "never their names.",
        "Send a table of courses by agencies, with how many people came from each.",
    )
