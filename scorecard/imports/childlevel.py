"""Lists of children: whether a file has a row a child, by its headings or by what its columns hold.

Such a file is none of the board's: it is deleted at once. Nothing a cell holds is ever repeated here, only headings.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from agencies.rules.screening.numbers import is_nhs_number, is_upn
from files.sheets import Cell, Sheet
from scorecard.imports.birthdays import are_births, as_date
from scorecard.imports.childwords import AGES, BIRTHS, CHILD_NAMES, IDS, NAMES, OTHERS, SEXES, SSDA903
from scorecard.imports.findings import quoted

#: A row of headings is looked for among so many filled rows of a sheet.
SEARCHED = 60
#: Identifiers or dates are told from chance by so many of them at least.
_FEWEST = 5

_COUNTED = re.compile(
    r"number|count|total|value|percent|rate|numerator|denominator|result|outof|^n$|^no$|children|q[1-4]|20\d\d"
)
_BIRTH_IN = re.compile(r"birth(?!s|day present|s? ?rate|weight| weight)|\bd\.? ?o\.? ?b\b", re.I)
_OTHER_DATE = re.compile(
    r"due|meeting|train|course|review|start|end|refer|receiv|complet|expir|dbs|updat|period|quarter|week|month|report"
    r"|publish|inspect|appoint|sent|joined|left|induct|visit|incident|notif|audit|deadline|target|conference",
    re.I,
)
_SEX_VALUES = frozenset(("m", "f", "male", "female", "boy", "girl", "u", "1", "2"))


@dataclass(frozen=True, slots=True)
class ChildLevel:
    """Why a file is a list of children: the sheet, the row of its headings (0 when none), and what tells."""

    sheet: str
    row: int
    why: str

    @property
    def words(self) -> str:
        """The reason as a sentence, with no word of any child's."""
        if not self.sheet:
            return f"This file is a list of children, a row a child: {self.why}."
        return f"Sheet “{quoted(self.sheet)}” is a list of children, a row a child: {self.why}."


def children_in(sheet: Sheet, today: date) -> ChildLevel | None:
    """Why a sheet, or a piece of a long one, is a list of children; None when it is none. All its rows count."""
    return _by_headings(sheet, today) or _by_content(sheet, today)


def tells_of_children(text: str) -> bool:
    """Whether a text by itself could be part of a list of children: a date, a number of a child's, a heading's word."""
    cell = Cell("", 1, 1, text, text)
    words = IDS | BIRTHS | NAMES | CHILD_NAMES | SEXES | AGES | OTHERS | SSDA903 | {"child"}
    return (
        as_date(cell) is not None
        or _is_identifier(cell)
        or _bare(text) in words
        or _BIRTH_IN.search(text) is not None
    )


def _by_headings(sheet: Sheet, today: date) -> ChildLevel | None:
    for row in sheet.rows[:SEARCHED]:
        labels = {_bare(cell.written): cell for cell in row if isinstance(cell.value, str)}
        why = _told_by(set(labels))
        if why is None:
            continue
        births = [cell.column for label, cell in labels.items() if label in BIRTHS]
        if _has_children_below(sheet, row, births, today):
            return ChildLevel(sheet.name, row[0].row, why)
    return None


def _told_by(labels: set[str]) -> str | None:
    """What about a row of headings says that a row below it is a child; None when nothing does."""
    ids, births = labels & IDS, labels & BIRTHS
    facts = bool(labels & SEXES) + bool(labels & AGES) + len(labels & OTHERS)
    if "child" in labels and len(labels & SSDA903) >= 2:
        return "its headings are those of the looked-after children return (SSDA903)"
    if births and (ids or labels & (NAMES | CHILD_NAMES) or facts or "child" in labels):
        return "its headings ask for a date of birth with what says whose it is"
    if ids and (facts or labels & (NAMES | CHILD_NAMES)):
        return "its headings ask for a child’s number with other facts of the child"
    if labels & CHILD_NAMES and facts:
        return "its headings ask for a child’s name or initials with other facts of the child"
    if facts >= 3 and labels & AGES and not any(_COUNTED.search(label) for label in labels):
        return "its headings ask for the age and other facts of one child in each row"
    return None


def _has_children_below(sheet: Sheet, headings: Sequence[Cell], births: list[int], today: date) -> bool:
    """Whether rows stand below that could be children. Dates of birth of grown-ups alone make a list of staff."""
    columns = {cell.column for cell in headings}
    below = [row for row in sheet.rows if row[0].row > headings[0].row]
    filled = [row for row in below if sum(cell.column in columns for cell in row) >= 2]
    if not filled:
        return False
    dates = [as_date(cell) for row in filled for cell in row if cell.column in births]
    known = [one for one in dates if one is not None]
    grown_up = sum((today - one).days > 26 * 365 for one in known)
    return not known or grown_up * 2 <= len(known)


def _by_content(sheet: Sheet, today: date) -> ChildLevel | None:
    for column, cells in _columns(sheet).items():
        if len(cells) < _FEWEST:
            continue
        if _mostly(cells, _is_identifier):
            why = "one of its columns holds NHS or pupil numbers, by their check digits"
            return ChildLevel(sheet.name, 0, why)
        if are_births([as_date(cell) for cell in cells], today) and _says_children(sheet, column, cells):
            return ChildLevel(sheet.name, 0, "one of its columns holds dates of birth")
    return None


def _columns(sheet: Sheet) -> dict[int, list[Cell]]:
    columns: dict[int, list[Cell]] = {}
    for row in sheet.rows:
        for cell in row:
            if cell.value is not None:
                columns.setdefault(cell.column, []).append(cell)
    return columns


def _mostly(cells: Sequence[Cell], holds: Callable[[Cell], bool]) -> bool:
    """Whether more than half of a column is so, each of them another: a code that repeats is nobody's own."""
    found = {str(cell.value).strip() for cell in cells if holds(cell)}
    return len(found) >= _FEWEST - 1 and len(found) * 2 > len(cells)


def _is_identifier(cell: Cell) -> bool:
    value = cell.value
    if isinstance(value, int):
        return 10**9 <= value < 10**10 and is_nhs_number(str(value))
    # The length first: a long file has millions of cells, and nearly all are shorter than any number of a child's.
    if not isinstance(value, str) or not 10 <= len(value) <= 30:
        return False
    text = value.strip()
    return is_upn(text) or is_nhs_number(re.sub(r"[ -]", "", text))


def _says_children(sheet: Sheet, column: int, cells: Sequence[Cell]) -> bool:
    """Whether a column of possible dates of birth is one: by its own heading, or a column of sexes beside it."""
    heading = next(
        (cell.written for cell in cells if isinstance(cell.value, str) and as_date(cell) is None), ""
    )
    if _BIRTH_IN.search(heading):
        return True
    if _OTHER_DATE.search(heading):
        return False
    rows = {cell.row for cell in cells}
    beside = (cells for other, cells in _columns(sheet).items() if other != column)
    return any(_are_sexes(other, rows) for other in beside)


def _are_sexes(cells: Sequence[Cell], rows: set[int]) -> bool:
    values = [str(cell.value).strip().lower() for cell in cells if cell.row in rows]
    held = [value for value in values if value in _SEX_VALUES]
    return len(held) >= _FEWEST and len(held) * 5 >= len(rows) * 4 and len(set(held)) > 1


def _bare(heading: str) -> str:
    """A heading without case, signs, notes in brackets about format, and blanks."""
    return "".join(re.findall(r"[a-z0-9]", re.sub(r"\((?!s\))[^)]*\)", "", heading.lower())))


_CENSUS = re.compile(
    rb"<\s*(?:\w+:)?(personbirthdate|lachildid|upn|formerupn|childidentifiers|dob|birthdate|dateofbirth|childid|nhsnumber"
    rb"|cinrecord|ssda903\w*|childlookedafter\w*|lookedafterchild\w*)\b",
    re.I,
)


def census_of_children(data: bytes) -> bool:
    """Whether bytes that are no spreadsheet are an XML return of children (CIN census, SSDA903), in any encoding."""
    words = data.replace(b"\x00", b"")
    return b"<" in words[:200] and _CENSUS.search(words) is not None


def cells_beside_birth(sheet: Sheet) -> Iterator[tuple[Cell, Cell]]:
    """A cell that says “date of birth” and the next in its row: a form about one child has them side by side."""
    for row in sheet.rows:
        for one, other in pairwise(row):
            if isinstance(one.value, str) and _BIRTH_IN.search(one.written) and as_date(other) is not None:
                yield one, other
