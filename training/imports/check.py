"""Rows to findings and sound rows: every fault at its cell, all in one pass. Loads nothing."""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches

from agencies.rules import clock
from files.sheets import Cell
from scorecard.imports.findings import Collector, Fault
from scorecard.imports.rows import Finding, Severity
from training.imports.read import Cells, Read
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

    def row(self, row: Cells) -> None:
        """Take one row as far as it is understood; everything wrong with it is said at once."""
        outcome = self._outcome(row)
        email, course, day = self._email(row), self._course(row), self._day(row)
        agency = self._agency(row)
        if outcome is None or email is None or course is None or day is None or agency is None:
            return
        kept = self._session(row, course, day)
        starts = kept.starts if kept else datetime.combine(day, MORNING, clock.LONDON)
        self._note_domain(row, email, agency)
        self._take(
            row,
            SoundRow(
                key=self._key(email, course, day),
                email=email,
                name=_name(row),
                agency_id=agency,
                profession_id=self._profession(row),
                course_id=course,
                session_id=kept.pk if kept else None,
                starts=starts,
                capacity=_whole(row.get(Column.CAPACITY)),
                state=outcome.state.value,
                walk_in=outcome.walk_in,
                followed_up_on=_plain_day(row.get(Column.FOLLOWED_UP)),
                changed=yes_or_no(_text(row.get(Column.CHANGED))),
            ),
        )

    def _take(self, row: Cells, sound: SoundRow) -> None:
        """Keep it; the same person in the same session twice is one row, and two outcomes are a fault."""
        held = self._rows.setdefault(sound.key, sound)
        if held is sound:
            return
        cell = row[Column.EMAIL]
        if (held.state, held.walk_in) == (sound.state, sound.walk_in):
            says = "this person stands in this session twice, and was taken once"
            self._once(cell, "row-twice", says, "Nothing.", "", Severity.NOTE)
        else:
            says = "this person stands in this session twice, with two outcomes"
            self._faults.add(cell, Fault("two-outcomes", says, "Leave the wrong row out."))

    def _key(self, email: str, course: int, day: date) -> str:
        """Tells this row from others and names nobody: only whoever holds the portal's secret can make it."""
        said = f"{self._known.board_id}\t{email}\t{course}\t{day.isoformat()}"
        return hmac.new(self._known.secret, said.encode(), hashlib.sha256).hexdigest()

    def _needed(self, row: Cells, column: Column, remedy: str) -> str:
        """What stands in a cell that must hold something; a blank one is said and gives an empty text."""
        text = _text(row[column])
        if not text:
            fault = Fault(f"{column.value}-missing", f"no {_WORDS[column]} stands in this row", remedy)
            self._faults.add(row[column], fault)
        return text

    def _outcome(self, row: Cells) -> Outcome | None:
        text = self._needed(row, Column.OUTCOME, "Write attended, did not attend or cancelled.")
        if not text:
            return None
        if plain(text) in NO_PLACE:
            says = "nobody had a place, so the row was left out"
            self._once(row[Column.OUTCOME], "no-place", says, "Nothing.", text, Severity.NOTE)
            return None
        found = outcome_of(text)
        if found is None:
            says = "these words name no outcome we know"
            remedy = "Write attended, walk-in, did not attend, cancelled or late cancellation."
            self._once(row[Column.OUTCOME], "outcome-unknown", says, remedy, text)
            return None
        if found.state is State.ATTENDED and _unbooked(row):
            return Outcome(State.ATTENDED, walk_in=True)
        return found

    def _email(self, row: Cells) -> str | None:
        text = self._needed(row, Column.EMAIL, "Write it: it tells people apart.")
        found = address_of(text) if text else None
        if text and found is None:
            remedy = "Write one, such as j.smith@health.example."
            self._faults.add(row[Column.EMAIL], Fault("address-unclear", "this is no email address", remedy))
        return found

    def _agency(self, row: Cells) -> int | None:
        cell = row.get(Column.AGENCY)
        text = _text(cell)
        if cell is None or not text:
            if self._known.default_agency is None:
                at, says = cell or row[Column.EMAIL], "no agency stands in this row"
                self._once(at, "agency-missing", says, "Name it, or say whose file it is.", "")
            return self._known.default_agency
        names = self._known.agencies
        found = names.get(plain(text)) or names.get(plain(text.partition("(")[0]))
        if found is None:
            says = "no agency of this board goes by that name"
            self._once(cell, "agency-unknown", says, f"Write its name{_near(text, names)}.", text)
        return found

    def _course(self, row: Cells) -> int | None:
        text = self._needed(row, Column.COURSE, "Write its title or its reference, such as C-7.")
        names = self._known.courses
        found = names.get(plain(text), 0) if text else 0
        if found or not text:
            return found or None
        if found is None:
            says, remedy = "two courses of this board go by that title", "Write its reference, such as C-7."
            self._once(row[Column.COURSE], "course-unclear", says, remedy, text)
            return None
        says = "no course of this board goes by that title"
        remedy = f"Write its title or its reference{_near(text, names)}, or add the course first."
        self._once(row[Column.COURSE], "course-unknown", says, remedy, text)
        return None

    def _day(self, row: Cells) -> date | None:
        text = self._needed(row, Column.DAY, "Write the day of the session, such as 5 November 2012.")
        found = _plain_day(row[Column.DAY]) if text else None
        if text and found is None:
            remedy = "Write it as 5 November 2012 or 05/11/2012."
            self._faults.add(row[Column.DAY], Fault("day-unclear", "this is no day we can read", remedy))
        if found is not None and found > self._known.today:
            says = "the day has not come yet, so nobody can have come or stayed away"
            remedy = "Check the year; leave sessions to come out."
            self._faults.add(row[Column.DAY], Fault("day-to-come", says, remedy))
            return None
        return found

    def _session(self, row: Cells, course: int, day: date) -> Kept | None:
        """The session kept here: by its reference where that is ours, else the course's of that day."""
        cell = row.get(Column.SESSION)
        named = self._known.sessions.get(plain(_text(cell))) if cell is not None else None
        if (
            named is not None
            and named.course_id == course
            and named.starts.astimezone(clock.LONDON).date() == day
        ):
            return named
        if named is not None and cell is not None:
            says = (
                "that session was of another course or on another day, so the course and the day were gone by"
            )
            self._once(cell, "session-other", says, "Check the reference.", _text(cell), Severity.NOTE)
        return self._known.days.get((course, day))

    def _profession(self, row: Cells) -> int | None:
        cell = row.get(Column.PROFESSION)
        text = _text(cell)
        if cell is None or not text:
            return None
        found = self._known.professions.get(plain(text))
        if found is None:
            says = "the board’s list has no such profession, so it was left out"
            self._once(cell, "profession-unknown", says, "Write one of the list.", text, Severity.NOTE)
        return found

    def _note_domain(self, row: Cells, email: str, agency: int) -> None:
        listed = self._known.domains.get(agency)
        domain = email.rpartition("@")[2]
        if listed and domain not in listed:
            says = f"“{domain}” is not among the agency’s work addresses, so no link can be sent there"
            self._once(
                row[Column.EMAIL], "address-elsewhere", says, "Nothing, or list it.", domain, Severity.NOTE
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


def _unbooked(row: Cells) -> bool:
    """Whether a column of walk-ins, or one of those booked, says that there was no booking."""
    walked_in, booked = (yes_or_no(_text(row.get(one))) for one in (Column.WALK_IN, Column.BOOKED))
    return walked_in is True or booked is False


def _text(cell: Cell | None) -> str:
    """What stands in a cell, without spaces around it; empty for none and for an error."""
    if cell is None or cell.value is None:
        return ""
    return str(cell.written or cell.value).replace("\u00a0", " ").strip()


def _name(row: Cells) -> str:
    whole = _text(row.get(Column.NAME))
    parts = " ".join(filter(None, (_text(row.get(Column.FIRST_NAME)), _text(row.get(Column.LAST_NAME)))))
    return " ".join((whole or parts).split())[:200]


def _plain_day(cell: Cell | None) -> date | None:
    if cell is None:
        return None
    if isinstance(cell.value, datetime):
        return cell.value.date()
    if isinstance(cell.value, date):
        return cell.value
    text = _text(cell)
    if text.isascii() and text.isdigit() and len(text) == 5 and int(text) in _SERIALS:
        return _EPOCH + timedelta(days=int(text))
    return day_of(text)


def _whole(cell: Cell | None) -> int | None:
    text = _text(cell)
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 10_000 else None
