"""Which digests and rungs are due on a day, worked out slowly and anew: it shares no line with what it judges."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from agencies.rules.clock import LONDON

#: Bank holidays in England, as gov.uk listed them.
HOLIDAYS = {
    *(date(2018, 3, 30), date(2018, 4, 2), date(2018, 5, 7), date(2018, 5, 28), date(2018, 8, 27)),
    *(date(2018, 12, 25), date(2018, 12, 26), date(2019, 1, 1), date(2019, 4, 19), date(2019, 4, 22)),
    *(date(2019, 5, 6), date(2019, 5, 27), date(2019, 8, 26), date(2019, 12, 25), date(2019, 12, 26)),
}
#: Working days late on which each rung is reached.
RUNGS = {1: 1, 2: 5, 3: 10, 4: 20}
NOUNS = {
    "reply": "Reply",
    "return": "Return",
    "action": "Action",
    "check": "Check of an action",
    "review": "Risk review",
}
SETTLES = timedelta(minutes=15)


@dataclass
class Who:
    """A person: what they are at the board, what they chose, and from which day they are gone."""

    pk: int
    email: str
    role: str
    agency: int | None
    reminded: bool
    told_news: bool
    left: date | None = None


@dataclass
class Thing:
    """Something owed; settled when it has no day."""

    kind: str
    key: str
    reference: str
    url: str
    agency: int | None
    people: tuple[int, ...]
    statutory: bool
    due: date | None


@dataclass(frozen=True)
class Waiting:
    """Something without a day that waits for whoever has a role."""

    words: str
    url: str
    role: str


@dataclass(frozen=True)
class Told:
    """A digest that surely came: when it was written, and its lines."""

    at: datetime
    lines: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Event:
    """Something that happened, at seven in the morning."""

    on: date
    words: str
    reference: str
    url: str
    agency: int | None
    people: tuple[int, ...]
    by: int

    @property
    def at(self) -> datetime:
        """The moment."""
        return datetime.combine(self.on, time(7), LONDON)


#: A thing of an agency, with the day that was missed.
Missed = tuple[str, str, date]


@dataclass
class Oracle:
    """What there is to know, and the rungs reached so far, each with the day and the working days it was late."""

    people: list[Who] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    waiting: set[Waiting] = field(default_factory=set)
    events: list[Event] = field(default_factory=list)
    reached: dict[tuple[Missed, int], tuple[date, int]] = field(default_factory=dict)

    def works(self, day: date) -> bool:
        """Whether offices are open."""
        return day.isoweekday() <= 5 and day not in HOLIDAYS

    def shifted(self, day: date, number: int) -> date:
        """So many working days on, or back."""
        step = timedelta(days=1 if number > 0 else -1)
        for _ in range(abs(number)):
            day += step
            while not self.works(day):
                day += step
        return day

    def lateness(self, due: date, day: date) -> int:
        """Working days late; below zero, still to come."""
        first, last = min(due, day), max(due, day)
        between = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
        count = sum(self.works(one) for one in between)
        return count if day >= due else -count

    def climb(self, day: date) -> None:
        """Note the rungs that are reached in a round of this day."""
        for thing in self.things:
            if thing.agency is None or thing.due is None:
                continue
            late = self.lateness(thing.due, day)
            for rung, days in RUNGS.items():
                key = ((thing.kind, thing.key, thing.due), rung)
                if late >= days and key not in self.reached:
                    self.reached[key] = (day, late)

    def digest(self, who: Who, at: datetime, told: Told | None) -> set[tuple[str, str]]:
        """The lines, each with its page, of what is due to a person in a round at this moment; none: nothing is."""
        day = at.date()
        if who.left is not None and day >= who.left:
            return set()
        mine = [one for one in self.things if one.due is not None and self._is_told(who, one, one.due, day)]
        undated = {(one.words, one.url) for one in self.waiting if who.role == one.role and who.reminded}
        speaks = any(self._speaks(one.due, day, told) for one in mine if one.due is not None)
        speaks = speaks or any(
            told is None or one not in told.lines or (day - told.at.date()).days >= 7 for one in undated
        )
        news = set(self._news(who, at, told)) if who.told_news else set()
        if not speaks and not news:
            return set()
        return (
            {(self._line(one, one.due, day), one.url) for one in mine if one.due is not None} | undated | news
        )

    def _is_told(self, who: Who, thing: Thing, due: date, day: date) -> bool:
        if not self._owes(who, thing, due, day):
            return False
        late = self.lateness(due, day)
        return late >= -5 and (who.reminded or thing.statutory or (thing.agency is not None and late > 0))

    def _owes(self, who: Who, thing: Thing, due: date, day: date) -> bool:
        named = [
            one.pk for one in self.people if one.pk in thing.people and not (one.left and one.left <= day)
        ]
        if who.pk in named:
            return True
        if thing.agency is None or who.agency != thing.agency:
            return False
        if who.role == "agency_lead":
            return not named
        return who.role == "board_member" and ((thing.kind, thing.key, due), 2) in self.reached

    def _speaks(self, due: date, day: date, told: Told | None) -> bool:
        if told is None:
            return True
        since = told.at.date() + timedelta(days=1)
        while since <= day:
            late = self.lateness(due, since)
            if self.works(since) and (late in (-5, 0, 1) or (late > 0 and late % 5 == 0)):
                return True
            since += timedelta(days=1)
        return False

    def _news(self, who: Who, at: datetime, told: Told | None) -> Iterator[tuple[str, str]]:
        after = (told.at if told else at - timedelta(days=7)) - SETTLES
        for one in self.events:
            follows = (
                who.role in ("independent_chair", "business_manager")
                or who.pk in one.people
                or (who.agency is not None and who.agency == one.agency)
            )
            if follows and one.by != who.pk and after < one.at <= at - SETTLES:
                yield f"{one.words} {_day(one.on)}: {one.reference}", one.url

    def _line(self, thing: Thing, due: date, day: date) -> str:
        late = max(0, self.lateness(due, day))
        words = f", {late} working day{'s' if late > 1 else ''} late" if late else ""
        return f"{NOUNS[thing.kind]} due {_day(due)}{words}: {thing.reference}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
