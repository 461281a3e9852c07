"""A team in a spreadsheet: columns guessed by their headings, every fault at its cell, and nobody taken in part."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from files.headed import headings, rows_below, written
from files.sheets import Book, Cell
from scorecard.imports.findings import Collector, Fault
from scorecard.imports.rows import Finding, Severity
from training.rules.bookings import STATE_WORDS, State
from training.rules.columns import Column, address_of, column_of, plain

#: A team is no larger: whoever sends more has sent the wrong file.
MOST_PEOPLE = 500
_FINDINGS = 200
#: What is longer is a sentence above the table, not a heading of it.
_LONGEST_HEADING = 40
#: Names of other things than people who are booked.
_OTHER_NAMES = frozenset({"team", "course", "manager", "line", "venue", "station", "file", "user", "school"})
_NAMED = (Column.EMAIL, Column.NAME, Column.LAST_NAME)
Cells = Mapping[Column, Cell]


@dataclass(frozen=True, slots=True)
class Known:
    """What a team is held against. Names are as `plain` makes them; `held` are addresses in the session already.

    `elsewhere` are addresses of learners with their agency's key; `domains` the work addresses an agency is held to,
    where whoever books may book at no others.
    """

    agencies: Mapping[str, int]
    professions: Mapping[str, int]
    held: Mapping[str, State] = field(default_factory=dict)
    known_at: Mapping[str, int] = field(default_factory=dict)
    domains: Mapping[int, frozenset[str]] | None = None
    agency: int | None = None
    profession: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to be booked."""

    email: str
    name: str
    agency_id: int
    profession_id: int | None


@dataclass(frozen=True, slots=True)
class Team:
    """Who would be booked, in the file's order, and what was found."""

    people: tuple[Person, ...]
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether they may be booked: a file with one fault books nobody."""
        return bool(self.people) and all(one.severity is not Severity.ERROR for one in self.findings)


def unread(code: str, message: str, remedy: str) -> Team:
    """A file of which nothing could be read."""
    return Team((), (Finding(code, Severity.ERROR, "", "", "", message, remedy),))


def team_in(book: Book, known: Known) -> Team:
    """The team in a book. Where no sheet has a name and an address for headings, that is the only finding."""
    faults = Collector([one.name for one in book.sheets], most=_FINDINGS)
    people: dict[str, Person] = {}
    first: dict[str, str] = {}
    number, recognised = 0, False
    for sheet in book.sheets:
        heading, columns = headings(sheet, _meant, _heads_a_team)
        if sheet.hidden or not columns:
            continue
        recognised = True
        for row in rows_below(sheet, heading, columns, _NAMED):
            number += 1
            found = _Row(row, known, faults).person(first)
            if found is not None:
                people[found.email] = found
    if not recognised:
        return unread(
            "not-recognised",
            "No row of headings with a name and an email address was found.",
            "Head one column “Name” and one “Email”, and put one person in each row below.",
        )
    if not number:
        return unread("no-rows", "There is nobody below the headings.", "Put one person in each row.")
    if number > MOST_PEOPLE:
        return unread(
            "too-many",
            f"There are {number:,} rows, and {MOST_PEOPLE} are the most at once.",
            "Send one team.",
        )
    findings = faults.findings([], _FINDINGS)
    if not people and not any(one.severity is Severity.ERROR for one in findings):
        nobody = Finding(
            "nobody-new",
            Severity.ERROR,
            "",
            "",
            "",
            "Everybody in this file is in the session already.",
            "Nothing.",
        )
        findings = (nobody, *findings)
    return Team(tuple(people.values()), tuple(findings))


class _Row:
    """One row, everything wrong with which is said at once."""

    def __init__(self, row: Cells, known: Known, faults: Collector) -> None:
        self._row, self._known, self._faults = row, known, faults

    def person(self, first: dict[str, str]) -> Person | None:
        """Who stands in it; None where something is wrong, or nothing is to be done. `first` says who stood where."""
        email, name, agency = self._email(), self._name(), self._agency()
        if email is None or not name or agency is None:
            return None
        if self._twice(email, first) or self._elsewhere(email, agency) or self._held(email):
            return None
        return Person(email, name, agency, self._profession())

    def _email(self) -> str | None:
        cell = self._row[Column.EMAIL]
        found = address_of(written(cell))
        if found is None:
            self._fault(
                cell,
                "address-unclear",
                "this is no email address",
                "Write one, such as j.smith@police.example.",
            )
        return found

    def _name(self) -> str:
        whole = written(self._row.get(Column.NAME))
        parts = (written(self._row.get(Column.FIRST_NAME)), written(self._row.get(Column.LAST_NAME)))
        name = " ".join((whole or " ".join(filter(None, parts))).split())
        if not name:
            cell = self._row.get(Column.NAME) or self._row[Column.LAST_NAME]
            self._fault(cell, "name-missing", "no name stands in this row", "Write it.")
        return name[:200]

    def _agency(self) -> int | None:
        cell, known = self._row.get(Column.AGENCY), self._known
        text = written(cell)
        if cell is None or not text:
            if known.agency is None:
                says = "no agency stands in this row, and none was chosen"
                self._fault(
                    cell or self._row[Column.EMAIL],
                    "agency-missing",
                    says,
                    "Choose it when you send the file.",
                )
            return known.agency
        found = known.agencies.get(plain(text))
        if found is None:
            near = _near(text, known.agencies)
            says = "this is no agency whose staff you book"
            self._fault(cell, "agency-unknown", says, f"Write its name as it stands here{near}.")
        return found

    def _twice(self, email: str, first: dict[str, str]) -> bool:
        cell = self._row[Column.EMAIL]
        if email in first:
            says = f"the same address stands in {first[email]}"
            self._fault(cell, "row-twice", says, "Leave one of the rows out.")
            return True
        first[email] = cell.address
        return False

    def _elsewhere(self, email: str, agency: int) -> bool:
        cell, known = self._row[Column.EMAIL], self._known
        if known.domains is not None and email.rpartition("@")[2] not in known.domains.get(
            agency, frozenset()
        ):
            says = "this is no work address of the agency"
            self._fault(
                cell,
                "address-elsewhere",
                says,
                "Write the work address, or ask the training coordinator to list it.",
            )
            return True
        if known.known_at.get(email, agency) != agency:
            says = "somebody with this address is entered at another agency"
            self._fault(
                cell, "agency-other", says, "Ask the training coordinator to move them, or leave the row out."
            )
            return True
        return False

    def _held(self, email: str) -> bool:
        state = self._known.held.get(email)
        if state is None:
            return False
        says = f"this person has asked for this session already ({STATE_WORDS[state]}), and is left out"
        self._fault(self._row[Column.EMAIL], "held-already", says, "Nothing.", Severity.NOTE)
        return True

    def _profession(self) -> int | None:
        cell, known = self._row.get(Column.PROFESSION), self._known
        text = written(cell)
        if cell is None or not text:
            return known.profession
        found = known.professions.get(plain(text))
        if found is None:
            becomes = "the one you chose is taken" if known.profession else "none is entered"
            says = f"this profession is not in the board’s list, so {becomes}"
            fault = Fault("profession-unknown", says, "Nothing, or write one of the list.", Severity.NOTE)
            self._faults.add_once(cell, fault, ("profession-unknown", plain(text)))
        return found or known.profession

    def _fault(
        self, cell: Cell, code: str, says: str, remedy: str, severity: Severity = Severity.ERROR
    ) -> None:
        self._faults.add(cell, Fault(code, says, remedy, severity))


def _heads_a_team(meant: Collection[Column]) -> bool:
    return Column.EMAIL in meant and not {Column.NAME, Column.LAST_NAME}.isdisjoint(meant)


def _meant(heading: str) -> Column | None:
    """What a column holds: by a heading that is known, or by the word in it that tells, as in “Officer name”."""
    said = plain(heading)
    if (known := column_of(heading)) is not None or len(said) > _LONGEST_HEADING:
        return known
    found = set(said.split())
    if "email" in found or "e mail" in said:
        return Column.EMAIL
    if found & {"name", "names"} and not found & _OTHER_NAMES:
        return Column.NAME
    return None


def _near(text: str, names: Mapping[str, int]) -> str:
    close = get_close_matches(plain(text), list(names), n=1, cutoff=0.75)
    return f", perhaps “{close[0]}”" if close else ""
