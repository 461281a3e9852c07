"""A list of organisations: columns known by their headings, every fault at its cell, and none taken in part."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from files.headed import headings, rows_below, written
from files.sheets import Book, Cell
from registers.rules.section_11.columns import PAIRS, Column, column_of, plain
from registers.rules.section_11.parts import PART_WORDS, Part
from scorecard.imports.findings import Collector, Fault
from scorecard.imports.rows import Finding, Severity

#: An area has hundreds of schools, not thousands of organisations.
MOST = 500
_FINDINGS = 200
_LONGEST = 200
Cells = Mapping[Column, Cell]


@dataclass(frozen=True, slots=True)
class Known:
    """What a list is held against. Names are as `plain` makes them; `asked` are organisations in the cycle already."""

    kinds: Mapping[str, int]
    organisations: Mapping[str, int]
    asked: frozenset[int] = frozenset()
    left_out: frozenset[int] = frozenset()
    kind: int | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody named for a part."""

    part: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """One row: an organisation that is known, by its id, or a new one of a kind; and who is named for it."""

    name: str
    agency_id: int | None
    kind_id: int | None
    named: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """Who would be asked, in the list's order, and what was found."""

    organisations: tuple[Organisation, ...]
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether they may be added: a list with one fault adds nobody."""
        return bool(self.organisations) and all(one.severity is not Severity.ERROR for one in self.findings)


def unread(code: str, message: str, remedy: str) -> Listed:
    """A list of which nothing could be read."""
    return Listed((), (Finding(code, Severity.ERROR, "", "", "", message, remedy),))


def listed_in(book: Book, known: Known) -> Listed:
    """The organisations in a book. Where no sheet heads a column with their names, that is the only finding."""
    faults = Collector([one.name for one in book.sheets], most=_FINDINGS)
    found: list[Organisation] = []
    seen = _Seen()
    number, recognised = 0, False
    for sheet in book.sheets:
        heading, columns = headings(sheet, column_of, lambda meant: Column.NAME in meant)
        if sheet.hidden or not columns:
            continue
        recognised = True
        for row in rows_below(sheet, heading, columns, frozenset(Column)):
            number += 1
            one = _Row(row, known, faults).organisation(seen)
            if one is not None:
                found.append(one)
    if not recognised:
        return unread(
            "not-recognised",
            "No row of headings with the name of the organisation was found.",
            "Head one column “Organisation”, and put one organisation in each row below.",
        )
    if not number:
        return unread("no-rows", "There is nothing below the headings.", "Put one organisation in each row.")
    if number > MOST:
        return unread(
            "too-many", f"There are {number:,} rows, and {MOST:,} are the most at once.", "Send a part."
        )
    return Listed(tuple(found), faults.findings([], _FINDINGS))


@dataclass(slots=True)
class _Seen:
    """Where in the list each name stood first."""

    names: dict[str, str] = field(default_factory=dict)


class _Row:
    """One row, everything wrong with which is said at once."""

    def __init__(self, row: Cells, known: Known, faults: Collector) -> None:
        self._row, self._known, self._faults = row, known, faults
        self._wrong = False

    def organisation(self, seen: _Seen) -> Organisation | None:
        """What stands in it; None where something is wrong."""
        name, named = self._name(seen), self._named()
        agency = self._known.organisations.get(plain(name))
        kind = self._kind(agency)
        cell = self._row[Column.NAME]
        if agency in self._known.left_out:
            self._fault(
                cell,
                "left-out",
                "it was left out of this cycle",
                "Take it in again on its own page, or leave the row out.",
            )
        elif agency in self._known.asked:
            says = "it is in this cycle already, so only those who are named are added"
            self._fault(cell, "asked-already", says, "Nothing.", Severity.NOTE)
        return None if self._wrong else Organisation(name, agency, kind, named)

    def _name(self, seen: _Seen) -> str:
        cell = self._row[Column.NAME]
        name = " ".join(written(cell).split())
        if not name:
            self._fault(cell, "name-missing", "no organisation stands in this row", "Write its name.")
        elif len(name) > _LONGEST:
            self._fault(cell, "name-long", f"more than {_LONGEST} characters are no name", "Shorten it.")
        elif plain(name) in seen.names:
            says = f"the same organisation stands in {seen.names[plain(name)]}"
            self._fault(cell, "row-twice", says, "Put everybody who is named for it in one row.")
        else:
            seen.names[plain(name)] = cell.address
        return name

    def _kind(self, agency: int | None) -> int | None:
        """The kind of a new organisation; that of a known one stands, whatever the list says."""
        cell = self._row.get(Column.KIND)
        text = written(cell)
        if agency is not None:
            return None
        if cell is None or not text:
            if self._known.kind is None:
                says = "no kind of organisation stands in this row, and none was chosen"
                self._fault(
                    cell or self._row[Column.NAME], "kind-missing", says, "Choose it when you send the list."
                )
            return self._known.kind
        found = self._known.kinds.get(plain(text))
        if found is None:
            close = get_close_matches(plain(text), list(self._known.kinds), n=1, cutoff=0.7)
            near = f", perhaps “{close[0]}”" if close else ""
            says = "this is no kind of organisation that is asked"
            self._fault(cell, "kind-unknown", says, f"Write one of those on the page of kinds{near}.")
        return found

    def _named(self) -> tuple[Named, ...]:
        found = (self._one_named(part, *columns) for part, columns in PAIRS.items())
        return tuple(one for one in found if one is not None)

    def _one_named(self, part: Part, name_at: Column, email_at: Column) -> Named | None:
        at_name, at_email = self._row.get(name_at), self._row.get(email_at)
        name, email = " ".join(written(at_name).split()), written(at_email).removeprefix("mailto:").lower()
        if not name and not email:
            return None
        who = PART_WORDS[part].lower()
        if not email:
            cell = at_email or at_name or self._row[Column.NAME]
            self._fault(
                cell, "address-missing", f"the {who} has no email address", "Write it, or leave the name out."
            )
        elif not _is_address(email):
            cell = at_email or self._row[Column.NAME]
            self._fault(
                cell, "address-unclear", "this is no email address", "Write one, such as head@school.example."
            )
        if not name:
            cell = at_name or at_email or self._row[Column.NAME]
            self._fault(cell, "person-missing", f"the {who} has no name", "Write it.")
        return Named(part.value, name[:_LONGEST], email)

    def _fault(
        self, cell: Cell, code: str, says: str, remedy: str, severity: Severity = Severity.ERROR
    ) -> None:
        self._wrong = self._wrong or severity is Severity.ERROR
        self._faults.add(cell, Fault(code, says, remedy, severity))


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254
