"""The demonstration's training history: who was booked, came and stayed away, row by row, from October 2012 on.

Invented people, named for what they are. How many came of which agency in a quarter, how many had booked and how many
did not come are `story`'s figures: here they are people and days, so that counting them gives those figures back. In
the autumn and winter of 2012 to 2013 seven hundred different people came; nobody wrote that number down.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from lscb.demo.noise import nearest, shared_out
from lscb.demo.partners import trained
from lscb.demo.story import AGENCIES, QUARTERS, figures
from scorecard.rules.periods import Period
from training.rules.courses import CourseFacts

#: The quarter whose records are the first kept here, and the last day of those told: a list closes within days.
FIRST, UNTIL = QUARTERS[2], date(2018, 5, 18)
NOW = QUARTERS[-1].next()
#: A row is of one of these; each session is of the next.
COURSES = (
    CourseFacts(
        "Working together to safeguard children", 2, Decimal("6.5"), audience="Everybody who meets children"
    ),
    CourseFacts("Learning from reviews", 2, Decimal("3.5"), audience="Everybody who meets children"),
    CourseFacts("Working with fathers", 3, Decimal("6.0"), audience="Those who assess and visit families"),
    CourseFacts(
        "Neglect: seeing it early", 3, Decimal("6.0"), audience="Those who assess and visit families"
    ),
    CourseFacts(
        "Children who go missing", 3, Decimal("4.0"), audience="Police, social care, schools and homes"
    ),
)
#: What an agency's staff work as, by code: each of its people is the next.
POOLS: Mapping[str, tuple[str, ...]] = {
    "csc": ("Social workers",),
    "eh": ("Early help and family support",),
    "pol": ("Police officers and staff",),
    "hlt": ("Health visitors and school nurses", "Health visitors and school nurses", "Midwives"),
    "acu": ("Hospital staff", "Midwives"),
    "cam": ("Mental health staff",),
    "ccg": ("General practice and primary care",),
    "edu": (
        "Teachers and other school staff",
        "Designated safeguarding leads in schools",
        "Early years staff",
        "School governors",
    ),
    "yot": ("Youth justice staff",),
    "prb": ("Probation staff",),
    "dap": ("Voluntary, faith and sports groups",),
    "lado": ("Social workers",),
    "dcs": ("Housing and district council staff",),
    "brd": ("Others",),
}
HEADINGS = (
    "Full name",
    "Work email",
    "Organisation",
    "Job role",
    "Course title",
    "Course date",
    "Attendance status",
    "Places",
    "Follow-up sent",
    "Practice changed",
)
#: So many people of an agency take turns that nobody who came in a quarter comes in the next three.
_TURNS = 5
_IN_A_SESSION = 17
#: Days after which a follow-up is sent, and which lie between a quarter's ends and its sessions.
_LATER, _MARGIN = timedelta(days=92), timedelta(days=5)


@dataclass(frozen=True, slots=True)
class Session:
    """A course on a day."""

    course: str
    on: date


@dataclass(frozen=True, slots=True)
class Taken:
    """What somebody's booking came to. `followed_up` and `changed` are of three months later."""

    agency: str
    person: int
    session: Session
    outcome: str
    followed_up: bool = False
    changed: bool | None = None

    @property
    def came(self) -> bool:
        """Whether they were in the room."""
        return self.outcome in ("Attended", "Walk-in")


@dataclass(frozen=True, slots=True)
class _Told:
    """A quarter's figures: people by agency, places booked, kept and missed, follow-ups sent and changes told."""

    people: Mapping[str, int]
    booked: int
    kept: int
    missed: int
    sent_next: int
    changed_next: int


def file() -> bytes:
    """All of it as the export of a learning system, the same bytes each time."""
    rows = tuple(bookings())
    places: dict[Session, int] = {}
    for one in rows:
        places[one.session] = places.get(one.session, 0) + one.came
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(HEADINGS)
    lines.writerows(_line(one, max(20, places[one.session])) for one in rows)
    return text.getvalue().encode()


def _line(one: Taken, places: int) -> tuple[str | int, ...]:
    jobs = POOLS[one.agency]
    sent = one.session.on + _LATER if one.followed_up else None
    return (
        f"Demo Learner {one.agency.upper()} {one.person:04d}",
        f"learner{one.person:04d}@{one.agency}.demo.example",
        AGENCIES[one.agency],
        jobs[one.person % len(jobs)],
        one.session.course,
        f"{one.session.on:%d/%m/%Y}",
        one.outcome,
        places,
        f"{sent:%d/%m/%Y}" if sent else "",
        "" if one.changed is None else "Yes" if one.changed else "No",
    )


def bookings() -> Iterator[Taken]:
    """Every booking, quarter by quarter."""
    told = {period: _told(period) for period in (*QUARTERS[2:], NOW)}
    pools = {code: _TURNS * max(one.people[code] for one in told.values()) for code in AGENCIES}
    turn = dict.fromkeys(AGENCIES, 0)
    for period, numbers in told.items():
        yield from _quarter(period, numbers, turn, pools)


def _told(period: Period) -> _Told:
    """What the figures say of a quarter; of the one that runs, about half of the last."""
    if period == NOW:
        last = _told(QUARTERS[-1])
        people = {code: (number + 1) // 2 for code, number in last.people.items()}
        return _Told(people, last.booked // 2, last.kept // 2, last.missed // 2, 0, 0)
    place = QUARTERS.index(period)
    parts = {one.breakdown: one.counts[place].number for one in trained(AGENCIES)}
    kept, booked = _figure("W08a", period)
    missed, _ = _figure("W08b", period)
    changed, sent = (0, 0) if period == QUARTERS[-1] else _figure("W09", period.next())
    people = {code: int(parts[name] or 0) for code, name in AGENCIES.items()}
    return _Told(people, booked, kept, missed, sent, changed)


def _figure(code: str, period: Period) -> tuple[int, int]:
    one = next(one for one in figures() if (one.code, one.period, one.breakdown) == (code, period, "all"))
    return int(one.numerator or 0), int(one.denominator or 0)


def _quarter(period: Period, told: _Told, turn: dict[str, int], pools: Mapping[str, int]) -> Iterator[Taken]:
    """One quarter: each person once, some twice, those booked before those who walked in; then who stayed away."""
    people = [
        (code, (turn[code] + number) % pools[code])
        for code in AGENCIES
        for number in range(told.people[code])
    ]
    again = max(nearest(Fraction(8 * len(people), 100)), told.kept - len(people))
    came = [*people, *people[:again]]
    held = _sessions(period, -(-len(came) // _IN_A_SESSION))
    sent = shared_out(told.sent_next, [1] * len(came)) if told.sent_next else (0,) * len(came)
    answers = _answers(told)
    for number, (code, person) in enumerate(came):
        shift = len(held) // 2 if number >= len(people) else 0
        followed = sent[number] > 0
        yield Taken(
            code,
            person,
            held[(number % len(people) + shift) % len(held)],
            "Attended" if number < told.kept else "Walk-in",
            followed,
            next(answers) if followed else None,
        )
    yield from _stayed_away(told, turn, pools, held)
    for code, number in told.people.items():
        turn[code] = (turn[code] + number) % pools[code]


def _answers(told: _Told) -> Iterator[bool | None]:
    """What follow-ups brought: so many changes, a third of the rest without one, the others unanswered."""
    rest = told.sent_next - told.changed_next
    yield from (True for _ in range(told.changed_next))
    yield from (False for _ in range(rest // 3))
    yield from (None for _ in range(rest - rest // 3))


def _stayed_away(
    told: _Told, turn: Mapping[str, int], pools: Mapping[str, int], held: Sequence[Session]
) -> Iterator[Taken]:
    """Who had booked and did not come, and who cancelled, a third of them late: those whose turn is next."""
    number = max(0, told.booked - told.kept)
    by_agency = shared_out(number, list(told.people.values()))
    away = [
        (code, (turn[code] + told.people[code] + later) % pools[code])
        for code, part in zip(told.people, by_agency, strict=True)
        for later in range(part)
    ]
    for place, (code, person) in enumerate(away):
        outcome = "Did not attend" if place % number < told.missed else "Cancelled"
        if outcome == "Cancelled" and place % 3 == 0:
            outcome = "Late cancellation"
        yield Taken(code, person, held[place % len(held)], outcome)


def _sessions(period: Period, number: int) -> list[Session]:
    """So many sessions on working days spread over the quarter, each of the next course."""
    last = min(period.last - _MARGIN, UNTIL)
    span = (last - period.first - _MARGIN).days
    days = [period.first + _MARGIN + timedelta(days=place) for place in range(span + 1)]
    days = [day for day in days if day.weekday() < 5]
    return [
        Session(COURSES[place % len(COURSES)].title, days[place * len(days) // number])
        for place in range(number)
    ]
