"""The numbers of matrices to places told, by course, agency and period: every fault at its cell. Loads nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from agencies.rules import clock
from files.headed import written
from files.sheets import Book, Cell
from scorecard.imports.findings import Collector, Fault
from scorecard.imports.rows import Finding, Severity
from scorecard.rules.periods import Period, quarter_holding
from training.imports.grid import Table
from training.imports.matrix import Matrix, Names, matrices_in
from training.rules.columns import plain
from training.rules.matrices import (
    UNCLEAR,
    Telling,
    Told,
    together,
    told_in,
)

#: So many findings are listed, the gravest first.
MOST = 200
Records = Callable[[Period], Mapping[tuple[int, int], int]]


@dataclass(frozen=True, slots=True)
class Line:
    """Places one cell tells; of several sessions of one course, the first cell stands for them."""

    course_id: int
    agency_id: int
    period: Period
    told: Told
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Read:
    """What came of a book: lines, findings, and how many cells of its matrices hold anything."""

    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]
    cells: int

    @property
    def sound(self) -> bool:
        """Whether it may be loaded: a file with one fault is not loaded in part."""
        return bool(self.lines) and all(one.severity is not Severity.ERROR for one in self.findings)


@dataclass(frozen=True, slots=True)
class _Heading:
    """What heads a row or a column: a course (of which session, if of one), an agency, or neither."""

    key: int | None
    session: int | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    cell: Cell
    told: Told
    session: int | None


def told(book: Book, names: Names, records: Records) -> Read:
    """Read every matrix of a book. `records`: places taken here in a period by course and agency, to say so beside."""
    reader = _Reader(names, Collector([one.name for one in book.sheets], most=MOST))
    for matrix in matrices_in(book, names):
        reader.matrix(matrix)
    return reader.outcome(book, records)


class _Reader:
    """One book being read."""

    def __init__(self, names: Names, faults: Collector) -> None:
        self._names, self._faults = names, faults
        self._entries: dict[tuple[int, int, Period], list[_Entry]] = defaultdict(list)
        self._cells = self._matrices = 0

    def matrix(self, matrix: Matrix) -> None:
        """Take one matrix: its numbers by what heads them, and its totals held against their parts."""
        self._matrices += 1
        table = Table(matrix)
        across, down = matrix.agencies_across, not matrix.agencies_across
        columns = {at: self._heading(cell, across, table.at_column(at)) for at, cell in table.columns.items()}
        rows = {at: self._heading(cell, down, table.at_row(at)) for at, cell in table.rows.items()}
        self._totals(table)
        for (row, column), cell in table.parts():
            self._cells += 1
            entry = told_in(written(cell)) if cell.fault is None and not cell.percent else UNCLEAR
            if entry.telling is Telling.UNCLEAR:
                self._unclear(cell)
                continue
            course, agency = (rows[row], columns[column]) if across else (columns[column], rows[row])
            period = self._period(matrix, column, course)
            if None in (course.key, agency.key) or period is None:
                continue
            assert course.key is not None and agency.key is not None  # noqa: S101, PT018 - looked at above
            self._entries[course.key, agency.key, period].append(_Entry(cell, entry, course.session))

    def outcome(self, book: Book, records: Records) -> Read:
        """Lines and findings, once every matrix is read."""
        before = [
            Finding(
                "hidden-sheet", Severity.NOTE, one.name, "A1", "", f"Sheet “{one.name}” is hidden, and was not read.",
                "Show it, if it is meant.",
            )
            for one in book.sheets
            if one.hidden
        ]  # fmt: skip
        lines = tuple(self._lines(records))
        if not self._matrices:
            before.append(_no_matrix(book))
        findings = self._faults.findings(before, MOST)
        if not lines and not any(one.severity is Severity.ERROR for one in findings):
            findings = (_nothing_told(book), *findings)
        return Read(lines, findings, self._cells)

    def _lines(self, records: Records) -> Iterator[Line]:
        for (course, agency, period), entries in self._entries.items():
            first = entries[0].cell
            if len({one.session for one in entries}) < len(entries) or (
                len(entries) > 1 and None in {one.session for one in entries}
            ):
                again = entries[1].cell
                says = f"this course and agency stand in {first.address} already, for the same period"
                self._fault(again, "places-twice", says, "Leave one of the two out.")
                continue
            whole = together(one.told for one in entries)
            if whole.telling is Telling.NOT_TOLD:
                says = "the number is not told, so none is kept, and none is taken for zero"
                self._faults.add_once(
                    first, Fault("not-told", says, "Nothing, or write it.", Severity.NOTE), ""
                )
            kept = records(period).get((course, agency))
            if kept is not None:
                says = (
                    f"{kept:,} {'place was' if kept == 1 else 'places were'} taken of that course and agency in "
                    f"{period.label} by the records kept here: the two stand side by side, and are never added"
                )
                self._fault(first, "records-kept", says, "Nothing.", Severity.NOTE)
            yield Line(course, agency, period, whole, first.sheet, first.address)

    def _heading(self, cell: Cell, agency: bool, cells: list[Cell]) -> _Heading:
        """What a heading names. One we do not know is a fault only where numbers stand under or beside it."""
        text = written(cell)
        if agency:
            found = self._names.agency(text)
            if found is None:
                self._unknown(cell, "agency", cells)
            return _Heading(found)
        session = self._names.session(text)
        if session is not None:
            day = session.starts.astimezone(clock.LONDON).date()
            return _Heading(session.course_id, session.pk, quarter_holding(day))
        course = self._names.course(text)
        if course is None:
            self._unknown(cell, "course", cells)
        return _Heading(course)

    def _unknown(self, cell: Cell, kind: str, cells: list[Cell]) -> None:
        if not any(told_in(written(one)).telling is Telling.PLACES for one in cells):
            return
        text = written(cell)
        if not text:
            self._fault(cells[0], "heading-missing", f"nothing says of which {kind} it is", "Write its name.")
            return
        if kind == "course" and text and self._names.courses.get(plain(text), 0) is None:
            self._fault(
                cell, "course-unclear", "two courses go by that title", "Write its reference, such as C-7."
            )
            return
        known = self._names.agencies if kind == "agency" else self._names.courses
        close = get_close_matches(plain(text), list(known), n=3, cutoff=0.6)
        near = f", perhaps {' or '.join(f'“{one}”' for one in close)}" if close else ""
        add = (
            "add the course first, under Learning, Courses"
            if kind == "course"
            else "have the business manager add the agency first"
        )
        says = f"no {kind} of this board goes by that name"
        self._faults.add_once(
            cell,
            Fault(f"{kind}-unknown", says, f"Write its name as it stands here{near}, or {add}."),
            text.lower(),
        )

    def _period(self, matrix: Matrix, column: int, course: _Heading) -> Period | None:
        """The period of a column: what stands above it, else what was chosen; a session's own lies in it."""
        above, chosen = matrix.period(column), self._names.period
        at = above[1] if above else matrix.sheet.cell(matrix.heading, matrix.labels)
        if above and chosen and above[0] != chosen:
            says = f"the file says {above[0].label}, and {chosen.label} was chosen"
            self._once(at, "period-other", says, "Correct the file, or choose its own period.", above[0].key)
            return None
        period = above[0] if above else chosen or course.period
        if period is None:
            says = "nothing says which quarter or year these places are of"
            remedy = "Write it above the table, such as Q1 2016/17, or choose it when you send the file."
            self._once(at, "period-missing", says, remedy, matrix.heading)
            return None
        if period.first > self._names.today:
            says = f"{period.label} has not begun yet, so nobody can have taken a place"
            self._once(at, "period-to-come", says, "Check the year.", period.key)
            return None
        if course.period is not None and not (
            period.first <= course.period.first and course.period.last <= period.last
        ):
            says = f"a session named here was not held in {period.label}"
            self._once(
                at, "session-other", says, "Check its reference, or the period.", (course.session, period.key)
            )
            return None
        return period

    def _totals(self, table: Table) -> None:
        for wrong in table.grid.wrong_totals():
            cell = table.cells[wrong.row, wrong.column]
            least = "at least " if wrong.hidden else ""
            says = f"this total is not the sum of its parts, which come to {least}{wrong.known:,}"
            self._fault(cell, "total-wrong", says, "Correct it or its parts, or leave the total out.")
        for cell in table.subtotals:
            says = "this is a subtotal: it was neither counted nor checked"
            self._fault(cell, "subtotal", says, "Nothing.", Severity.NOTE)

    def _unclear(self, cell: Cell) -> None:
        says = "this is no whole number of places"
        remedy = "Write a whole number; * for one that is not to be told; n/a for one that does not apply."
        self._fault(cell, "places-unclear", says, remedy)

    def _fault(
        self, cell: Cell, code: str, says: str, remedy: str, severity: Severity = Severity.ERROR
    ) -> None:
        self._faults.add(cell, Fault(code, says, remedy, severity))

    def _once(self, cell: Cell, code: str, says: str, remedy: str, about: object) -> None:
        self._faults.add_once(cell, Fault(code, says, remedy), about)


def _no_matrix(book: Book) -> Finding:
    message = (
        "No sheet has courses down and agencies across, or the other way round, by the names they have here."
    )
    remedy = "Put the courses’ titles or references in one column and the agencies’ names in one row, or the reverse."
    return Finding("not-recognised", Severity.ERROR, book.sheets[0].name, "A1", "", message, remedy)


def _nothing_told(book: Book) -> Finding:
    message = "The file names courses and agencies, and tells no places."
    return Finding(
        "nothing-told", Severity.ERROR, book.sheets[0].name, "A1", "", message, "Send it with its numbers."
    )
