"""Rows to findings and sound rows: every fault at its cell, all in one pass. Loads nothing."""

import hmac
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from functools import lru_cache

from agencies.rules import clock
from files.sheets import Cell
from scorecard.imports.findings import Collector, Fault
from scorecard.imports.rows import Finding, Severity
from training.imports.read import Read, Row
from training.imports.rows import Checked, Kept, Known, SoundRow
from training.rules.bookings import State
from training.rules.columns import (
    NO_PLACE,
    Column,
    Outcome,
    address_of,
    day_of,
    outcome_of,
    plain,
    yes_or_no,
)

#: So many findings are listed, the gravest first.
MOST = 200
#: When a session begins whose hour a file does not tell.
MORNING = time(9, 30)
_SERIALS = range(36_526, 55_154)  # 1 January 2000 to 31 December 2050, as spreadsheets count days
_EPOCH = date(1899, 12, 30)


def check(found: Read, known: Known) -> Checked:
    """Check every row; one that is no place (a waiting list's) is left out and said so."""
    checker = _Checker(found, known)
    number = 0
    for row in found.rows():
        checker.row(row)
        number += 1
    return checker.outcome(number)


class _Checker:
    """One file being checked."""

    def __init__(self, found: Read, known: Known) -> None:
        self._read, self._known = found, known
        self._faults = Collector(found.sheets, most=MOST)
        self._rows: dict[str, SoundRow] = {}

    def outcome(self, number: int) -> Checked:
        before = list(self._read.findings)
        if not number and self._read.tables:
            sheet, heading, _ = self._read.tables[0]
            message = f"Headings stand in row {heading} of sheet “{sheet.name}”, and nothing below them."
            before.append(
                Finding(
                    "no-rows",
                    Severity.ERROR,
                    sheet.name,
                    f"A{heading}",
                    "",
                    message,
                    "Send it with its rows.",
                )
            )
        return Checked(tuple(self._rows.values()), self._faults.findings(before, MOST), number)

    def row(self, row: Row) -> None:
        """Take one row as far as it is understood; everything wrong with it is said at once."""
        outcome = self._outcome(row)
        email, course, day = self._email(row), self._course(row), self._day(row)
        agency = self._agency(row)
        if outcome is None or email is None or course is None or day is None or agency is None:
            return
        kept = self._session(row, course, day)
        self._note_domain(row, email, agency)
        sound = SoundRow(
            key=self._key(email, course, day),
            email=email,
            name=_name(row),
            agency_id=agency,
            profession_id=self._profession(row),
            course_id=course,
            session_id=kept.pk if kept else None,
            starts=kept.starts if kept else _morning_of(day),
            capacity=_whole(row.text(Column.CAPACITY)),
            state=outcome.state.value,
            walk_in=outcome.walk_in,
            followed_up_on=_plain_day(row, Column.FOLLOWED_UP),
            changed=yes_or_no(row.text(Column.CHANGED)),
        )
        self._take(row, sound)

    def _take(self, row: Row, sound: SoundRow) -> None:
        """Keep it; the same person in the same session twice is one row, and two outcomes are a fault."""
        held = self._rows.setdefault(sound.key, sound)
        if held is sound:
            return
        cell = row.cell(Column.EMAIL)
        if (held.state, held.walk_in) == (sound.state, sound.walk_in):
            says = "this person stands in this session twice, and was taken once"
            self._once(cell, "row-twice", says, "Nothing.", "", Severity.NOTE)
        else:
            says = "this person stands in this session twice, with two outcomes"
            self._faults.add(cell, Fault("two-outcomes", says, "Leave the wrong row out."))

    def _key(self, email: str, course: int, day: date) -> str:
        """Tells this row from others and names nobody: only whoever holds the portal's secret can make it."""
        said = f"{self._known.board_id}\t{email}\t{course}\t{day.isoformat()}"
        return hmac.digest(self._known.secret, said.encode(), "sha256").hex()

    def _needed(self, row: Row, column: Column, remedy: str) -> str:
        """What stands in a cell that must hold something; a blank one is said and gives an empty text."""
        text = row.text(column)
        if not text:
            fault = Fault(f"{column.value}-missing", f"no {_WORDS[column]} stands in this row", remedy)
            self._faults.add(row.cell(column), fault)
        return text

    def _outcome(self, row: Row) -> Outcome | None:
        text = self._needed(row, Column.OUTCOME, "Write attended, did not attend or cancelled.")
        if not text:
            return None
        if plain(text) in NO_PLACE:
            says = "nobody had a place, so the row was left out"
            self._once(row.cell(Column.OUTCOME), "no-place", says, "Nothing.", text, Severity.NOTE)
            return None
        found = outcome_of(text)
        if found is None:
            says = "these words name no outcome we know"
            remedy = "Write attended, walk-in, did not attend, cancelled or late cancellation."
            self._once(row.cell(Column.OUTCOME), "outcome-unknown", says, remedy, text)
            return None
        if found.state is State.ATTENDED and _unbooked(row):
            return Outcome(State.ATTENDED, walk_in=True)
        return found

    def _email(self, row: Row) -> str | None:
        text = self._needed(row, Column.EMAIL, "Write it: it tells people apart.")
        found = address_of(text) if text else None
        if text and found is None:
            remedy = "Write one, such as j.smith@health.example."
            self._faults.add(
                row.cell(Column.EMAIL), Fault("address-unclear", "this is no email address", remedy)
            )
        return found

    def _agency(self, row: Row) -> int | None:
        text = row.text(Column.AGENCY)
        if not text:
            if self._known.default_agency is None:
                at = row.cell(Column.AGENCY if row.has(Column.AGENCY) else Column.EMAIL)
                says = "no agency stands in this row"
                self._once(at, "agency-missing", says, "Name it, or say whose file it is.", "")
            return self._known.default_agency
        names = self._known.agencies
        found = names.get(plain(text)) or names.get(plain(text.partition("(")[0]))
        if found is None:
            says = "no agency of this board goes by that name"
            self._once(
                row.cell(Column.AGENCY), "agency-unknown", says, f"Write its name{_near(text, names)}.", text
            )
        return found

    def _course(self, row: Row) -> int | None:
        text = self._needed(row, Column.COURSE, "Write its title or its reference, such as C-7.")
        names = self._known.courses
        found = names.get(plain(text), 0) if text else 0
        if found or not text:
            return found or None
        if found is None:
            says, remedy = "two courses of this board go by that title", "Write its reference, such as C-7."
            self._once(row.cell(Column.COURSE), "course-unclear", says, remedy, text)
            return None
        says = "no course of this board goes by that title"
        remedy = f"Write its title or its reference{_near(text, names)}, or add the course first."
        self._once(row.cell(Column.COURSE), "course-unknown", says, remedy, text)
        return None

    def _day(self, row: Row) -> date | None:
        text = self._needed(row, Column.DAY, "Write the day of the session, such as 5 November 2012.")
        found = _plain_day(row, Column.DAY) if text else None
        if text and found is None:
            remedy = "Write it as 5 November 2012 or 05/11/2012."
            self._faults.add(row.cell(Column.DAY), Fault("day-unclear", "this is no day we can read", remedy))
        if found is not None and found > self._known.today:
            says = "the day has not come yet, so nobody can have come or stayed away"
            remedy = "Check the year; leave sessions to come out."
            self._faults.add(row.cell(Column.DAY), Fault("day-to-come", says, remedy))
            return None
        return found

    def _session(self, row: Row, course: int, day: date) -> Kept | None:
        """The session kept here: by its reference where that is ours, else the course's of that day."""
        text = row.text(Column.SESSION)
        named = self._known.sessions.get(plain(text)) if text else None
        if named is None:
            return self._known.days.get((course, day))
        if named.course_id == course and named.starts.astimezone(clock.LONDON).date() == day:
            return named
        says = "that session was of another course or on another day, so the course and the day were gone by"
        self._once(
            row.cell(Column.SESSION), "session-other", says, "Check the reference.", text, Severity.NOTE
        )
        return self._known.days.get((course, day))

    def _profession(self, row: Row) -> int | None:
        text = row.text(Column.PROFESSION)
        if not text:
            return None
        found = self._known.professions.get(plain(text))
        if found is None:
            says = "the board’s list has no such profession, so it was left out"
            self._once(
                row.cell(Column.PROFESSION),
                "profession-unknown",
                says,
                "Write one of the list.",
                text,
                Severity.NOTE,
            )
        return found

    def _note_domain(self, row: Row, email: str, agency: int) -> None:
        listed = self._known.domains.get(agency)
        if listed and (domain := email.rpartition("@")[2]) not in listed:
            says = f"“{domain}” is not among the agency’s work addresses, so no link can be sent there"
            self._once(
                row.cell(Column.EMAIL),
                "address-elsewhere",
                says,
                "Nothing, or list it.",
                domain,
                Severity.NOTE,
            )

    def _once(
        self, cell: Cell, code: str, says: str, remedy: str, about: str, severity: Severity = Severity.ERROR
    ) -> None:
        """A fault many rows share: said at the first, counted after."""
        self._faults.add_once(cell, Fault(code, says, remedy, severity), (code, plain(about)))


_WORDS = {
    Column.EMAIL: "work address",
    Column.COURSE: "course",
    Column.DAY: "day",
    Column.OUTCOME: "outcome",
}


def _near(text: str, names: Iterable[str]) -> str:
    close = get_close_matches(plain(text), list(names), n=1, cutoff=0.75)
    return f", perhaps “{close[0]}”" if close else ""


def _unbooked(row: Row) -> bool:
    """Whether a column of walk-ins, or one of those booked, says that there was no booking."""
    walked_in, booked = (yes_or_no(row.text(one)) for one in (Column.WALK_IN, Column.BOOKED))
    return walked_in is True or booked is False


def _name(row: Row) -> str:
    name = row.text(Column.NAME)
    if not name:
        name = f"{row.text(Column.FIRST_NAME)} {row.text(Column.LAST_NAME)}"
    return " ".join(name.split())[:200]


def _plain_day(row: Row, column: Column) -> date | None:
    if row.cells is not None and (cell := row.cells.get(column)) is not None:
        if isinstance(cell.value, datetime):
            return cell.value.date()
        if isinstance(cell.value, date):
            return cell.value
    text = row.text(column)
    return _written_day(text) if text else None


@lru_cache(maxsize=8192)
def _written_day(text: str) -> date | None:
    if text.isascii() and text.isdigit() and len(text) == 5 and int(text) in _SERIALS:
        return _EPOCH + timedelta(days=int(text))
    return day_of(text)


@lru_cache(maxsize=8192)
def _morning_of(day: date) -> datetime:
    return datetime.combine(day, MORNING, clock.LONDON)


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 10_000 else None
