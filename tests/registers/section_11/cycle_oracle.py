"""What is due in a cycle of self-assessments, worked out slowly and anew: it shares no line with what it judges."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

#: Working days late on which each rung is reached.
RUNGS = {1: 1, 2: 5, 3: 10, 4: 20}
#: The one bank holiday between August and Christmas 2018.
HOLIDAYS = {date(2018, 8, 27)}
REPLIED = ("submitted", "moderated", "agreed")


@dataclass
class Org:
    """An organisation: its group, how its people are reached, and what happens to it on which day."""

    number: int
    duty: str
    kind: str
    kindly: bool
    due: date
    #: Parts that have a link, by the address; `account` is the author's address where the author has an account.
    links: dict[str, str] = field(default_factory=dict)
    account: str = ""
    #: What happens when: a state it comes to.
    comes_to: dict[date, str] = field(default_factory=dict)
    #: A new day given on a day.
    given: dict[date, date] = field(default_factory=dict)
    left_out_on: date | None = None
    state: str = "sent"
    first_came: date | None = None
    #: The day that counts for "in time": a day moved once it had passed was missed.
    promised: date | None = None

    @property
    def name(self) -> str:
        """What it is called."""
        return f"Organisation {self.number:03}"

    def out(self, day: date) -> bool:
        """Whether it was left out by then."""
        return self.left_out_on is not None and day >= self.left_out_on


def works(day: date) -> bool:
    """Whether offices are open."""
    return day.isoweekday() <= 5 and day not in HOLIDAYS


def lateness(due: date, day: date) -> int:
    """Working days late; below zero, still to come."""
    first, last = min(due, day), max(due, day)
    count = sum(works(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))
    return count if day >= due else -count


def _speaks(due: date, day: date) -> bool:
    late = lateness(due, day)
    return works(day) and (late in (-5, 0, 1) or (late > 0 and late % 5 == 0))


@dataclass
class Oracle:
    """The organisations, and what was told and reached so far."""

    orgs: list[Org]
    launched: date
    told: dict[int, date] = field(default_factory=dict)
    digested: dict[str, date] = field(default_factory=dict)
    rungs: dict[tuple[int, date, int], date] = field(default_factory=dict)
    letters: int = 0

    def morning(self, day: date) -> None:
        """Let what happens on this day have happened."""
        for one in self.orgs:
            if one.out(day):
                continue
            if day in one.given:
                before, one.due = one.due, one.given[day]
                if one.promised is None and day > before:
                    one.promised = before
            if day in one.comes_to:
                one.state = one.comes_to[day]
                if one.state == "submitted" and one.first_came is None:
                    one.first_came = day

    def waiting(self, day: date) -> Iterator[Org]:
        """Who was asked and has not replied."""
        for one in self.orgs:
            if not one.out(day) and one.state not in (*REPLIED, "not_sent"):
                yield one

    def links(self, day: date) -> Counter[str]:
        """The addresses to which the round of this day sends a link again."""
        found = Counter[str]()
        for one in self.waiting(day):
            late = lateness(one.due, day)
            heard = [part for part in ("author",) if part in one.links]
            if "author" not in one.links and not one.account:
                heard = [part for part in ("substitute", "executive") if part in one.links][:1]
            if late >= 1 and "substitute" in one.links:
                heard.append("substitute")
            if late >= 5 and not one.kindly and "executive" in one.links:
                heard.append("executive")
            heard = list(dict.fromkeys(heard))
            since = self.told.get(one.number, self.launched)
            days = [since + timedelta(days=n) for n in range(1, (day - since).days + 1)]
            if heard and late >= -5 and any(_speaks(one.due, each) for each in days):
                self.told[one.number] = day
                found.update(one.links[part] for part in heard)
        self.letters += found.total()
        return found

    def digests(self, day: date) -> set[str]:
        """The authors with an account who get a digest on this day, which surely goes."""
        found = set()
        for one in self.waiting(day):
            if not one.account or lateness(one.due, day) < -5:
                continue
            since = self.digested.get(one.account)
            days = [since + timedelta(days=n) for n in range(1, (day - since).days + 1)] if since else []
            if since is None or any(_speaks(one.due, each) for each in days):
                self.digested[one.account] = day
                found.add(one.account)
        return found

    def climb(self, day: date) -> None:
        """Note the rungs that are reached in a round of this day; the kindly come no further than the first."""
        for one in self.waiting(day):
            for rung, days in RUNGS.items():
                key = (one.number, one.due, rung)
                if lateness(one.due, day) >= days and (rung == 1 or not one.kindly):
                    self.rungs.setdefault(key, day)

    def counts(self, day: date) -> dict[str, tuple[int, int, int, Counter[str]]]:
        """By group: asked, replied, overdue, and how many stand in each state."""
        found = {}
        for duty in ("section_11", "own_duty", "invited"):
            there = [one for one in self.orgs if one.duty == duty and not one.out(day)]
            found[duty] = (
                len(there),
                sum(one.state in REPLIED for one in there),
                sum(one.state not in REPLIED and one.due < day for one in there),
                Counter(one.state for one in there),
            )
        return found

    def named(self, day: date, *, kindly: bool) -> list[str]:
        """Who is named to the board as not having replied, or as hoped for."""
        late = [one for one in self.orgs if not one.out(day) and one.state not in REPLIED and one.due < day]
        return sorted(one.name for one in late if one.kindly is kindly)

    def in_time(self, last: date) -> tuple[int, int]:
        """Of those from whom one was due by a day: how many came in time, and how many were due."""
        due = [
            (one.promised or one.due, one.first_came)
            for one in self.orgs
            if one.duty != "invited" and one.left_out_on is None and one.state != "not_sent"
        ]
        due = [each for each in due if each[0] <= last]
        return sum(came is not None and came <= promised for promised, came in due), len(due)
