"""The golden thread's sockets, with fake rooms plugged in."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

import pytest

from agencies import thread
from agencies.models import Person
from agencies.rules.standing import Standing
from agencies.thread import Offer, Owed, Reference, Step

SIGNAL, OTHER = Reference("signal", "7"), Reference("signal", "8")


@pytest.fixture(autouse=True)
def _empty_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("step_sources", "owed_sources", "offer_sources"):
        monkeypatch.setattr(thread, name, [])


@pytest.fixture
def standing(chair: Person, standing_of: Callable[[Person], Standing]) -> Standing:
    return standing_of(chair)


def step(title: str, on: date) -> Step:
    return Step("challenge", "C1", title, on, "County Health", None, "open", "/challenges/1/")


def owed(words: str, due: date | None) -> Owed:
    return Owed(1, "County Health", "challenge", words, words, due, "/challenges/1/")


def test_with_no_room_plugged_in_every_reference_has_an_empty_answer(standing: Standing) -> None:
    assert thread.steps(standing, [SIGNAL, OTHER]) == {SIGNAL: (), OTHER: ()}
    assert thread.offers(standing, iter([SIGNAL])) == {SIGNAL: ()}
    assert thread.owed(standing) == ()


def test_steps_of_all_rooms_come_together_oldest_first_from_one_call_each(standing: Standing) -> None:
    calls: list[tuple[Reference, ...]] = []

    def room(title: str, on: date) -> thread.StepSource:
        def source(_: Standing, asked: Iterable[Reference]) -> dict[Reference, tuple[Step, ...]]:
            calls.append(tuple(asked))
            return {SIGNAL: (step(title, on),)}

        return source

    thread.step_sources += [room("Answered", date(2018, 3, 1)), room("Asked", date(2018, 2, 1))]

    found = thread.steps(standing, iter([SIGNAL, OTHER]))

    assert [one.title for one in found[SIGNAL]] == ["Asked", "Answered"]
    assert found[OTHER] == ()
    assert calls == [(SIGNAL, OTHER)] * 2


def test_what_is_owed_comes_earliest_first_and_without_a_date_last(standing: Standing) -> None:
    def source(_: Standing) -> Iterator[Owed]:
        yield owed("whenever", None)
        yield owed("later", date(2018, 6, 1))

    thread.owed_sources += [lambda one: tuple(source(one)), lambda _: (owed("sooner", date(2018, 5, 1)),)]

    assert [one.words for one in thread.owed(standing)] == ["sooner", "later", "whenever"]


def test_offers_of_all_rooms_are_shown_in_their_order(standing: Standing) -> None:
    yes, no = Offer("Raise a challenge", "/raise/", True), Offer("Close", "/close/", False, "Not yours.")
    thread.offer_sources += [lambda *_: {SIGNAL: (yes,)}, lambda *_: {SIGNAL: (no,)}]

    assert thread.offers(standing, [SIGNAL])[SIGNAL] == (yes, no)
