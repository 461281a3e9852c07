"""A long trial of chasing: a simulated year in which the broker and the mail server fail in between.

The daily round and the sweeps of the outbox are the real tasks, letters go to a real server on loopback. On some days
rounds are lost, come late, come twice or two at a time; the server is away, busy, refuses, hangs, or hangs up once it
has the words; a worker dies over a letter. An oracle of its own says which digests and rungs are due. Then nobody gets
two digests a day, every one due is written and says what it should, and every rung is reached on its working day, or,
after a whole day without a broker, on the first one with it. `make soak` runs a year for every hundred rounds begun.
"""

import random
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any

import time_machine
from django.conf import settings
from django.db import connection

from agencies.models import Letter
from agencies.rules import clock
from agencies.rules.clock import LONDON
from agencies.tasks import send_waiting_mail
from lscb.tasks import chase
from registers.models import ChairLetter, RungReached
from tests.post import Mood, Post, Taken
from tests.soak.year_oracle import RUNGS, Oracle, Told, Who
from tests.soak.year_world import SECRET, World

BEGINS = date(2018, 5, 1)
#: When the schedule rings, as far as the trial goes, and when the outbox is swept besides.
ROUNDS = (time(8), time(12, 30), time(17, 30))
NIGHT = time(2)
DIGESTS = ("the safeguarding board waits for", "What moved at the safeguarding board")
#: What becomes of a day's rounds, and how often; how many of them come.
_BROKER = {"well": 66, "late": 9, "very late": 6, "lost": 7, "twice": 7, "at once": 5}
_MOODS = {Mood.WELL: 55, Mood.AWAY: 10, Mood.BUSY: 9, Mood.REFUSES: 8, Mood.HANGS: 8, Mood.DROPS: 10}


def run(seed: int, rounds: int) -> dict[str, Any]:
    """Live through a year for every hundred rounds begun; what happened in all. AssertionError names seed and day."""
    counts = Counter[str]()
    for number in range(-(-rounds // 100)):
        counts += year(seed + number)
        _forget()
    return dict(sorted(counts.items()))


def _forget() -> None:
    from django.core.management import call_command

    call_command("flush", verbosity=0, interactive=False)


def year(seed: int, *, people: int = 40, obligations: int = 200, days: int = 365) -> Counter[str]:
    """One year, or a shorter time, from its seed."""
    clock.fix(None)
    dice = random.Random(seed)
    with Post(random.Random(seed)) as post:
        trial = _Trial(seed, dice, post, people, obligations, days)
        return trial.lived()


class _Trial:
    """The world, what the oracle says of it, and what was seen to arrive."""

    def __init__(
        self, seed: int, dice: random.Random, post: Post, people: int, obligations: int, days: int
    ) -> None:
        self.name, self.dice, self.post = f"seed {seed}", dice, post
        self.oracle = Oracle()
        self.days = [BEGINS + timedelta(days=n) for n in range(days)]
        self.world = World(dice, self.oracle, self.days)
        with _at(BEGINS, time(6)):
            self.world.furnish(people=people, obligations=obligations)
        self.told: dict[int, Told] = {}
        self.counts = Counter[str](people=len(self.oracle.people), obligations=obligations)
        self.lost_days: set[date] = set()
        self.silent: Counter[int] = Counter()

    def lived(self) -> Counter[str]:
        """Live through all days; the counts."""
        for day in self.days:
            with _at(day, time(7)):
                self.world.morning(day)
            self._day(day)
        self._judge_rungs()
        self.counts["longest silence, working days"] = max(self.silent.values(), default=0)
        for mood, number in self.post.failed.items():
            self.counts[f"answers: {mood.value}"] += number
        for state in Letter.objects.values_list("state", flat=True):
            self.counts[f"letters: {state}"] += 1
        return self.counts

    def _day(self, day: date) -> None:
        """The rounds and sweeps of a day, and whether what came of them is what was due."""
        (broker,) = self.dice.choices(list(_BROKER), list(_BROKER.values()))
        (mood,) = self.dice.choices(list(_MOODS), list(_MOODS.values()))
        begun, first = len(self.post.taken), None
        for at in self._rounds(day, broker):
            with _at(day, at), self.post.in_mood(mood if self.dice.random() < 0.7 else Mood.WELL):
                _ring(broker)
                if first is None and self.oracle.works(day):
                    first = datetime.combine(day, at, LONDON)
                    self.oracle.climb(day)
                self._a_worker_dies()
                send_waiting_mail()
        if self.oracle.works(day):
            self.counts["working days"] += 1
            self.counts[f"days: broker {broker}"] += 1
            self.counts[f"days: mail server {mood.value}"] += 1
        if first is None:
            self.lost_days.add(day)
        self._judge(day, first, self.post.taken[begun:])
        with _at(day + timedelta(days=1), NIGHT), self.post.in_mood(Mood.WELL):
            before = len(self.post.taken)
            send_waiting_mail()
            assert not _digests(self.post.taken[before:]), f"{self.name}, {day}: a digest came by night"

    def _rounds(self, day: date, broker: str) -> tuple[time, ...]:
        """Those that come. Once a round has come, a later one has little to do: some do come. At weekends none is rung
        for, and now and then one that was lost comes all the same."""
        if day.isoweekday() > 5:
            return ROUNDS[:1] if self.dice.random() < 0.1 else ()
        coming = ROUNDS[{"late": 1, "very late": 2, "lost": 3}.get(broker, 0) :]
        return coming if self.dice.random() < 0.2 else coming[:1]

    def _a_worker_dies(self) -> None:
        """Now and then a worker has claimed a digest, and is heard of no more."""
        waiting = Letter.objects.filter(state=Letter.State.WAITING, day__isnull=False).order_by("pk").first()
        if waiting is not None and self.dice.random() < 0.05:
            Letter.objects.filter(pk=waiting.pk).update(
                state=Letter.State.CLAIMED, claimed_on=datetime.now(LONDON)
            )
            self.counts["letters: worker died"] += 1

    def _judge(self, day: date, first: datetime | None, taken: list[Taken]) -> None:
        """Whom a digest was due to has one in the outbox, and nobody else; what arrived says what it should, once."""
        name = f"{self.name}, {day}"
        written = set(Letter.objects.filter(day=day).values_list("to", flat=True))
        arrived = _by_address(_digests(taken), name)
        for one in taken:
            assert SECRET not in one.text + one.html, f"{name}: a title in {one.subject}"
            assert "County Service" not in one.subject, f"{name}: an agency in {one.subject}"
        for who in self.oracle.people:
            due = self.oracle.digest(who, first, self.told.get(who.pk)) if first else set()
            assert (who.email in written) is bool(due), f"{name}: {who} is due {sorted(due)}"
            came = arrived.pop(who.email, None)
            if due:
                self._count(who, due, came, first)
            if came is not None:
                assert _lines(came.text) == due, f"{name}: {who} got {came.text}, due {sorted(due)}"
        assert not arrived, f"{name}: nobody's digests arrived: {arrived}"

    def _count(self, who: Who, due: set[tuple[str, str]], came: Taken | None, first: datetime | None) -> None:
        self.counts["digests due"] += 1
        self.counts["lines due"] += len(due)
        self.counts["digests arrived"] += came is not None
        self.counts["digests arrived, outcome unknown"] += came is not None and not came.told
        if came is not None and came.told and first is not None:
            self.told[who.pk] = Told(first, frozenset(due))
            self.silent[-who.pk] = max(self.silent[-who.pk], self.silent[who.pk])
            self.silent[who.pk] = 0
        else:
            self.silent[who.pk] += 1

    def _judge_rungs(self) -> None:
        """Every rung that was due was reached, on its day; and no other was."""
        rows = RungReached.objects.values_list("kind", "key", "due_on", "rung", "reached_at", "reference")
        found = {
            ((kind, key, due), rung): at.astimezone(LONDON).date() for kind, key, due, rung, at, _ in rows
        }
        assert len(found) == len(rows), f"{self.name}: a rung was entered twice"
        assert found == {key: day for key, (day, _) in self.oracle.reached.items()}, self.name
        for (missed, rung), (day, late) in self.oracle.reached.items():
            self.counts["rungs reached"] += 1
            self.counts[f"rungs reached: {rung}"] += 1
            in_time = late == RUNGS[rung] or self._had_no_chance(missed[2], rung, day)
            assert in_time, f"{self.name}: {missed} came to rung {rung} on {day}, {late} days late"
            self.counts["rungs on the first day with a broker"] += late != RUNGS[rung]
        lettered = {one for about in ChairLetter.objects.values_list("about", flat=True) for one in about}
        owed_letters = {reference for *_, rung, _, reference in rows if rung == 3}
        assert owed_letters <= lettered, f"{self.name}: no letter names {owed_letters - lettered}"
        self.counts["rungs late"] += 0

    def _had_no_chance(self, due: date, rung: int, reached: date) -> bool:
        """Whether on every working day from the rung's to the day before it was reached no round came."""
        day = self.oracle.shifted(due, RUNGS[rung])
        missed = [day + timedelta(days=n) for n in range((reached - day).days)]
        return all(one in self.lost_days for one in missed if self.oracle.works(one))


def _ring(broker: str) -> None:
    """One round: delivered once, again, or to two workers at a time."""
    if broker == "at once":
        workers = [threading.Thread(target=_work) for _ in range(2)]
        for one in workers:
            one.start()
        for one in workers:
            one.join()
        return
    chase()
    if broker == "twice":
        assert chase() == 0, "A round that came again wrote more digests."


def _work() -> None:
    try:
        chase()
    finally:
        connection.close()


@contextmanager
def _at(day: date, moment: time) -> Iterator[None]:
    """Let it be that moment in London."""
    with time_machine.travel(datetime.combine(day, moment, LONDON), tick=False):
        yield


def _digests(taken: list[Taken]) -> list[Taken]:
    return [one for one in taken if any(words in one.subject for words in DIGESTS)]


def _by_address(digests: list[Taken], name: str) -> dict[str, Taken]:
    found = {one.to: one for one in digests}
    assert len(found) == len(digests), f"{name}: somebody got two digests: {[one.to for one in digests]}"
    return found


def _lines(text: str) -> set[tuple[str, str]]:
    """What stands in a digest: each line with the page below it."""
    lines = text.splitlines()
    return {
        (line.removeprefix("- "), lines[number + 1].strip().removeprefix(settings.PUBLIC_URL))
        for number, line in enumerate(lines)
        if line.startswith("- ")
    }
