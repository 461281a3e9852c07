"""People trained and places taken, in words: headlines, tables, what is asked, and what is not counted yet."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from scorecard.rules.periods import Period
from training.queries.attendance_table import AttendanceTable
from training.queries.trained import COUNCILLORS, STAFF, Asked, Choices, Trained
from training.rules.counting import (
    Share,
    Standing,
    Tally,
    attended_of_booked,
    attended_of_capacity,
    booked_who_attended,
)
from training.rules.people import Reach, Window, half_end

NONE = "–"
UNKNOWN_JOB = "Profession not known"
#: Why this number has no mark beside it.
NEVER_TESTED = (
    "A headline for six months that move with the day: it is not tested for patterns, as two such numbers share "
    "months. The quarters’ own numbers are on the scorecard."
)
STANDING_WORDS = {
    Standing.COUNTED: "counted",
    Standing.OPEN: "list still open: not counted yet",
    Standing.CANCELLED: "cancelled: not counted",
    Standing.TO_COME: "still to come",
}
Option = tuple[str, str, bool]


def window_words(window: Window) -> str:
    """Half-years as “October 2012 to March 2013”, other stretches by their days."""
    if window.first.day == 1 and window.first.month in (4, 10) and window.last == half_end(window.first):
        return f"{window.first:%B %Y} to {window.last:%B %Y}"
    return f"{window.first:%-d %B %Y} to {window.last:%-d %B %Y}"


def headline(found: Trained, asked: Asked) -> str:
    """“700 different frontline staff”, and what of them; “No frontline staff” where nobody came."""
    whom = "people at briefings for councillors" if asked.audience == COUNCILLORS else "frontline staff"
    return f"{found.people:,} different {whom}" if found.people else f"No {whom}"


def places_words(found: Trained) -> str:
    """How many places they took: another number than people. Nothing where nobody came."""
    if not found.people:
        return ""
    return (
        f"They took {found.places:,} place{'' if found.places == 1 else 's'}: who came twice is one person."
    )


def reach_rows(reached: Iterable[Reach], *, shares: bool = True) -> list[tuple[str, ...]]:
    """A row each: name, people, and of how many staff that is which share."""
    return [
        (one.name or UNKNOWN_JOB, f"{one.people:,}", *((_staff(one), _percent(one)) if shares else ()))
        for one in reached
    ]


def tables(
    found: Trained, *, shares: bool
) -> list[tuple[str, str, str, tuple[str, ...], list[tuple[str, ...]]]]:
    """The two tables: (key, title, caption, headings, rows)."""
    more = ("Staff there are", "Share reached") if shares else ()
    told = "; a share is of the staff of those that told how many they have" if shares else ""
    return [
        (
            "agencies",
            "By agency",
            f"Different people by the agency they worked for when they last came{told}",
            ("Agency", "People", *more),
            reach_rows(found.agencies, shares=shares),
        ),
        (
            "professions",
            "By profession",
            f"Different people by what they worked as when they last came{told}",
            ("Profession", "People", *more),
            reach_rows(found.professions, shares=shares),
        ),
    ]


def _staff(one: Reach) -> str:
    return NONE if one.staff is None else f"{one.staff:,}"


def _percent(one: Reach) -> str:
    return "not known" if one.percent is None else f"{one.percent}%"


def waiting_words(waiting: Sequence[str]) -> str:
    """Which sessions are not counted yet, and why; empty where all are."""
    if not waiting:
        return ""
    if len(waiting) == 1:
        return f"The attendance list of {waiting[0]} is still open: nobody in it is counted yet."
    listed = ", ".join(waiting[:12]) + (" and others" if len(waiting) > 12 else "")
    return f"The attendance lists of {len(waiting)} sessions are still open ({listed}): nobody in them is counted yet."


def query_of(asked: Asked) -> str:
    """What is asked for as an address says it; empty for the plain six months."""
    said = {
        "half": asked.half.isoformat() if asked.half else "",
        "agency": asked.agency,
        "profession": asked.profession,
        "course": str(asked.course or ""),
        "audience": "" if asked.audience == STAFF else asked.audience,
    }
    return urlencode({name: value for name, value in said.items() if value})


def selects(known: Choices, asked: Asked) -> list[tuple[str, str, list[Option]]]:
    """The boxes of the form: (name, label, options)."""
    halves = [
        ("", "the last six months"),
        *((one.first.isoformat(), window_words(one)) for one in known.halves),
    ]
    chosen = asked.half.isoformat() if asked.half else ""
    return [
        ("half", "Six months", _options(halves, chosen)),
        ("agency", "Agency", _options([("", "all"), *known.agencies], asked.agency)),
        ("profession", "Profession", _options([("", "all"), *known.professions], asked.profession)),
        ("course", "Course", _options([("", "all"), *known.courses], str(asked.course or ""))),
        (
            "audience",
            "Whom",
            _options([(STAFF, "frontline staff"), (COUNCILLORS, "councillors")], asked.audience),
        ),
    ]


def _options(values: Iterable[tuple[str, str]], chosen: str) -> list[Option]:
    return [(value, words, value == chosen) for value, words in values]


def shares_of(whole: Tally, capacity: int | None) -> list[tuple[str, str, str]]:
    """The three figures: (percentage, what it is, from which numbers); the last where there is a capacity."""
    found = [booked_who_attended(whole), attended_of_booked(whole)]
    if capacity is not None:
        found.append(attended_of_capacity(whole, capacity))
    return [
        (_percent_of(one), f"{one.of}, of {one.out_of}", f"{one.part:,} of {one.whole:,}") for one in found
    ]


def _percent_of(one: Share) -> str:
    return NONE if one.percent is None else f"{one.percent}%"


ATTENDANCE_HEAD = (
    "Booked",
    "Booked and attended",
    "Walk-ins",
    "Attended in all",
    "Did not come",
    "Cancelled in time",
    "Cancelled late",
    "Of those, substitutes",
    "Booked who attended",
)


def attendance_rows(table: AttendanceTable) -> list[tuple[str, list[tuple[str, str]]]]:
    """A line an agency, and the whole last, where there is more than one: each cell with its heading."""
    rows = [(name, _cells(one)) for name, one in table.agencies.items()]
    if len(rows) > 1:
        rows.append(("All agencies", _cells(table.whole)))
    return rows


def _cells(one: Tally) -> list[tuple[str, str]]:
    numbers = (
        one.booked,
        one.attended,
        one.walk_ins,
        one.came,
        one.no_shows,
        one.cancelled,
        one.cancelled_late,
        one.substitutes,
    )
    told = (*(f"{number:,}" for number in numbers), _percent_of(booked_who_attended(one)))
    return list(zip(ATTENDANCE_HEAD, told, strict=True))


def session_rows(table: AttendanceTable) -> list[tuple[str, str, str, str, str, str, str]]:
    """A line a session: reference, course, day, places, booked, attended, and whether it counts."""
    found = []
    for one in table.sessions:
        counts = one.held.standing is Standing.COUNTED
        found.append(
            (
                one.held.reference,
                one.held.course,
                f"{one.held.on:%-d %B %Y}",
                f"{one.held.capacity:,}",
                f"{one.tally.booked:,}" if counts else NONE,
                f"{one.tally.came:,}" if counts else NONE,
                STANDING_WORDS[one.held.standing],
            )
        )
    return found


def quarter_options(periods: Iterable[Period], chosen: Period) -> list[Option]:
    """The quarters there are to choose from."""
    return [(one.first.isoformat(), one.label, one == chosen) for one in periods]
