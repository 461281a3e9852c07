"""A long trial of places: 200 people after the last 20, on more workers than cores, each on a connection of its own.

Some press twice. Exactly 20 are booked, in the order the database accepted them, and the other 180 are the waiting
list in that order. Then some give up while others come, at once, and the list moves by itself; in half of the races
places are kept for agencies. An oracle replays the record one line at a time with a rule of its own, and whoever was
answered before another asked has the earlier place. `make soak` runs a race for every ten rounds begun.
"""

import queue
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from django.db import connection

from agencies.models import Agency, Board, Entry
from agencies.rules import clock
from agencies.rules.standing import Actor
from agencies.rules.verdict import Refused
from tests.factories import (
    AgencyFactory,
    BoardFactory,
    CourseFactory,
    LearnerFactory,
    SessionFactory,
    ShareFactory,
)
from training.actions import bookings
from training.actions.learners import actor_of
from training.models import Booking, Learner, Session

PEOPLE, PLACES, WORKERS = 200, 20, 16
THE_DAY = date(2018, 5, 21)
BY = Actor(None, "The training coordinator")


@dataclass(frozen=True, slots=True)
class Told:
    """When somebody asked and was answered, on the machine's clock, and with which booking; None when refused."""

    asked: float
    answered: float
    booking: int | None


@dataclass
class Oracle:
    """The list of places as it must stand, one line of the record after another."""

    capacity: int
    kept: Mapping[int, int]
    states: dict[int, str] = field(default_factory=dict)
    agencies: dict[int, int] = field(default_factory=dict)

    def heard(self, verb: str, booking: int, agency: int) -> None:
        """Take one line in. AssertionError when it is not what had to come next."""
        self.agencies[booking] = agency
        if verb == "book":
            self.states[booking] = "booked" if self._fits(agency) else "waiting"
        elif verb == "cancel":
            self.states[booking] = "cancelled"
        else:
            assert verb == "move_up", verb
            assert booking == self.next_up(), f"{booking} moved up before its turn"
            self.states[booking] = "booked"

    def next_up(self) -> int | None:
        """The first of those who wait that may have a place now."""
        waiting = sorted(key for key, state in self.states.items() if state == "waiting")
        return next((key for key in waiting if self._fits(self.agencies[key])), None)

    def _fits(self, agency: int) -> bool:
        """Whether with one more for this agency everything taken or still kept has room."""
        taken = Counter(self.agencies[key] for key, state in self.states.items() if state == "booked")
        taken[agency] += 1
        return sum(max(taken[one], self.kept.get(one, 0)) for one in {*taken, *self.kept}) <= self.capacity


def run(seed: int, rounds: int) -> dict[str, Any]:
    """A race for every ten rounds begun; what happened in all. AssertionError names the seed."""
    counts = Counter[str]()
    for number in range(-(-rounds // 10)):
        counts += race(seed + number, shared=number % 2 == 1)
    return dict(sorted(counts.items()))


def race(
    seed: int,
    *,
    people: int = PEOPLE,
    places: int = PLACES,
    workers: int = WORKERS,
    shared: bool = False,
    leave: bool = True,
) -> Counter[str]:
    """One race, from its seed; with `leave`, some give up afterwards while others come."""
    dice = random.Random(seed)
    with clock.at(THE_DAY):
        session, staff = _furnished(people, places, shared)
        counts = _everybody_asks(seed, dice, session, staff, workers)
        if not shared:
            states = list(session.bookings.order_by("pk").values_list("state", flat=True))
            assert states == ["booked"] * places + ["waiting"] * (people - places), f"seed {seed}: {states}"
        if leave:
            counts += _some_leave_while_others_come(seed, dice, session, workers)
    return counts


def _everybody_asks(
    seed: int, dice: random.Random, session: Session, staff: list[Learner], workers: int
) -> Counter[str]:
    """All at once, and every fifth twice; whoever was answered before another asked is before them."""
    asking = staff + staff[::5]
    dice.shuffle(asking)
    told = _at_once([_books(session, one) for one in asking], workers)
    held = sorted((one.booking, one.asked, one.answered) for one in told if one.booking is not None)
    assert len(held) == len(staff), f"seed {seed}: {len(held)} bookings of {len(staff)} people"
    assert session.bookings.values("learner").distinct().count() == len(staff)
    earlier_asked = 0.0
    for _, asked, answered in held:
        assert answered > earlier_asked, f"seed {seed}: overtaken by somebody who asked later"
        earlier_asked = max(earlier_asked, asked)
    _judge(seed, session)
    overlapping = sum(after[1] < before[2] for before, after in pairwise(held))
    return Counter(races=1, people=len(held), pressed_twice=len(told) - len(held), asked_at_once=overlapping)


def _some_leave_while_others_come(
    seed: int, dice: random.Random, session: Session, workers: int
) -> Counter[str]:
    """A third of those with a place or waiting leave, and a few come, all at once: the list moves by itself."""
    open_ = list(session.bookings.filter(state__in=["booked", "waiting"]).values_list("pk", flat=True))
    leaving = dice.sample(open_, len(open_) // 3)
    agencies = list(Agency.objects.filter(learners__bookings__session=session).distinct().order_by("pk"))
    coming = [
        LearnerFactory(board=session.board, agency=dice.choice(agencies)) for _ in range(len(leaving) // 3)
    ]
    work = [_cancels(pk) for pk in leaving] + [_books(session, one) for one in coming]
    dice.shuffle(work)
    _at_once(work, workers)
    _judge(seed, session)
    moved = Entry.objects.filter(kind="session", reference=str(session.pk), verb="bookings.move_up").count()
    return Counter(left=len(leaving), came_later=len(coming), moved_up=moved)


def _judge(seed: int, session: Session) -> None:
    """The rows stand as the oracle says, and nobody waits who may have a place."""
    name = f"seed {seed}"
    agencies = dict(session.bookings.values_list("pk", "agency_id"))
    oracle = Oracle(session.capacity, dict(session.shares.values_list("agency_id", "places")))
    lines = Entry.objects.filter(kind="session", reference=str(session.pk)).order_by("id")
    for verb, details in lines.values_list("verb", "details"):
        oracle.heard(verb.removeprefix("bookings."), details["booking"], agencies[details["booking"]])
    assert dict(session.bookings.values_list("pk", "state")) == oracle.states, name
    assert oracle.next_up() is None, f"{name}: somebody waits who may have a place"
    accepted = [
        details["booking"]
        for verb, details in lines.values_list("verb", "details")
        if verb == "bookings.book"
    ]
    assert accepted == sorted(agencies), f"{name}: keys do not tell the order"


def _furnished(people: int, places: int, shared: bool) -> tuple[Session, list[Learner]]:
    board: Board = BoardFactory()
    agencies = AgencyFactory.create_batch(4)
    session: Session = SessionFactory(
        course=CourseFactory(board=board),
        capacity=places,
        shared_until=date(2018, 6, 1) if shared else None,
    )
    if shared:
        for agency, share in zip(agencies, (places // 2, places // 4, places // 8), strict=False):
            ShareFactory(session=session, agency=agency, places=share)
    staff = [LearnerFactory.build(board=board, agency=agencies[n % 4]) for n in range(people)]
    return session, Learner.objects.bulk_create(staff)


def _books(session: Session, learner: Learner) -> Callable[[], Booking]:
    return lambda: bookings.book(session_id=session.pk, learner=learner, by=actor_of(learner))


def _cancels(booking_id: int) -> Callable[[], Booking]:
    return lambda: bookings.cancel(booking_id=booking_id, by=BY)


def _at_once(work: list[Callable[[], Booking]], workers: int) -> list[Told]:
    """Do all of it on so many connections that begin together; how each was answered."""
    waiting: queue.SimpleQueue[Callable[[], Booking]] = queue.SimpleQueue()
    for one in work:
        waiting.put(one)
    told: list[Told] = []
    broken: list[BaseException] = []
    together = threading.Barrier(workers)

    def worker() -> None:
        try:
            connection.ensure_connection()
            together.wait(30)
            while True:
                told.append(_asked(waiting.get_nowait()))
        except queue.Empty:
            pass
        except BaseException as trouble:
            broken.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _ in range(workers)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(120)
    if broken:
        raise broken[0]
    assert len(told) == len(work)
    return told


def _asked(ask: Callable[[], Booking]) -> Told:
    begun = time.monotonic()
    try:
        booking: int | None = ask().pk
    except Refused:
        booking = None
    return Told(begun, time.monotonic(), booking)
