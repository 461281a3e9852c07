"""Checks that were interrupted, that fail, and things that happen at once."""

import threading
from collections.abc import Callable
from importlib import import_module

import pytest
from django.db import connection
from kombu.exceptions import OperationalError

from agencies.models import Agency, Board, Person
from agencies.queries.standings import standing_at
from agencies.rules.standing import Standing
from scorecard import tasks
from scorecard.actions import submissions
from scorecard.models import Figure, Submission
from tests.building import LAST, lines, load, send, small_scorecard

State = Submission.State
#: The modules; the package gives their functions the same names.
checking = import_module("scorecard.actions.submissions.check")
releasing = import_module("scorecard.actions.submissions.release")


@pytest.fixture
def received(board: Board, health: Agency, helen: Standing) -> Callable[..., Submission]:
    """A file received and not yet looked at."""

    def receive(*given: tuple[object, ...], name: str = "return.csv") -> Submission:
        return submissions.receive(board=board, agency=health, data=lines(*given), file_name=name, by=helen)

    return receive


def take_up(submission: Submission) -> int:
    done = submissions.take_up(board_id=submission.board_id, agency_id=submission.agency_id)
    submission.refresh_from_db()
    return done


def test_a_check_whose_worker_was_killed_is_done_again_with_the_same_result(
    received: Callable[..., Submission], health: Agency, helen: Standing
) -> None:
    load(("H02", LAST, 30, 120), by=helen, agency=health)
    killed = received(("H02", LAST, 36, 120))
    Submission.objects.filter(pk=killed.pk).update(state=State.CHECKING, attempts=1)
    assert Figure.objects.get().superseded_by is None

    assert take_up(killed) == 1

    assert (killed.state, killed.attempts, killed.figures_found) == (State.READY, 2, 1)
    assert Figure.objects.get().superseded_by is None


def test_the_sweep_rings_once_for_each_agency_with_something_unfinished(
    received: Callable[..., Submission], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = received(("H01", LAST, 1))
    received(("H01", LAST, 2))
    done = received(("H01", LAST, 3))
    Submission.objects.filter(pk=done.pk).update(state=State.READY)
    rung: list[tuple[int, ...]] = []
    monkeypatch.setattr(tasks, "ring", lambda _, *ids: rung.append(ids))

    tasks.take_up_unfinished()

    assert rung == [(one.board_id, one.agency_id)]


def test_files_are_checked_in_the_order_they_came(received: Callable[..., Submission]) -> None:
    first, second = received(("H01", LAST, 1)), received(("H01", LAST, 2), name="correction.csv")

    assert take_up(first) == 2

    second.refresh_from_db()
    assert first.checked_at is not None
    assert second.checked_at is not None
    assert first.checked_at < second.checked_at


def test_a_file_that_stops_the_worker_is_refused_at_the_fourth_try_and_the_next_one_is_checked(
    received: Callable[..., Submission], monkeypatch: pytest.MonkeyPatch
) -> None:
    poison = received(("H01", LAST, 1))
    sound = received(("H01", LAST, 2), name="sound.csv")
    examine = checking.examine

    def stops(data: bytes, *given: object, **more: object) -> object:
        if b",1," in data:
            raise MemoryError
        return examine(data, *given, **more)

    monkeypatch.setattr(checking, "examine", stops)

    for _ in range(3):
        with pytest.raises(MemoryError):
            take_up(poison)
    assert take_up(poison) == 2

    sound.refresh_from_db()
    assert poison.state == State.REFUSED
    assert "stopped the import three times" in poison.remark
    assert sound.state == State.READY


def test_a_broker_that_is_away_loses_no_work(
    received: Callable[..., Submission], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*_: object) -> None:
        raise OperationalError("no route to Redis")

    monkeypatch.setattr(tasks.check_submissions, "delay", away)
    one = received(("H01", LAST, 1))

    tasks.ring(tasks.check_submissions, one.board_id, one.agency_id)

    assert "the sweep will take it up" in caplog.text
    assert tasks.take_up_unfinished() == 1


def test_checking_what_is_checked_already_changes_nothing(received: Callable[..., Submission]) -> None:
    one = received(("H01", LAST, 1))
    take_up(one)
    before = Submission.objects.filter(pk=one.pk).values().get()

    submissions.check(submission_id=one.pk)

    assert Submission.objects.filter(pk=one.pk).values().get() == before


class Paused:
    """Stops whoever comes by until told to go on."""

    def __init__(self) -> None:
        self.reached, self.go_on = threading.Event(), threading.Event()

    def __call__(self, *_: object, **__: object) -> int:
        self.reached.set()
        assert self.go_on.wait(20)
        return 0


def beside(do: Callable[[], object]) -> tuple[threading.Thread, list[object]]:
    """Do something in a connection of its own; the thread, and where its answer or trouble will be."""
    answer: list[object] = []

    def run() -> None:
        try:
            answer.append(do())
        except Exception as trouble:
            answer.append(trouble)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, answer


@pytest.fixture
def concurrent_helen(
    transactional_db: None, board: Board, health: Agency, police: Agency, health_lead: Person
) -> Standing:
    """The lead of County Health, in a database that other connections see."""
    small_scorecard(board, health, police)
    standing = standing_at(health_lead, board.code)
    assert standing is not None
    return standing


@pytest.mark.django_db(transaction=True)
def test_of_two_releases_of_one_agency_at_once_the_second_waits_and_corrects_the_first(
    concurrent_helen: Standing, health: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = send(lines(("H02", LAST, 30, 120)), by=concurrent_helen, agency=health, name="a.csv")
    second = send(lines(("H02", LAST, 36, 120)), by=concurrent_helen, agency=health, name="b.csv")
    paused = Paused()
    monkeypatch.setattr(releasing.signals, "recompute", paused)

    one, first_answer = beside(lambda: submissions.release(submission_id=first.pk, by=concurrent_helen))
    assert paused.reached.wait(20)
    other, second_answer = beside(lambda: submissions.release(submission_id=second.pk, by=concurrent_helen))
    other.join(0.5)
    waited = other.is_alive()
    paused.go_on.set()
    one.join()
    other.join()

    assert waited, (first_answer, second_answer)
    figures = [(one.value, one.superseded_by_id) for one in Figure.objects.order_by("pk")]
    assert figures == [(25, second.pk), (30, None)]


@pytest.mark.django_db(transaction=True)
def test_a_later_file_never_sets_aside_one_that_is_being_released(
    concurrent_helen: Standing, health: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = send(lines(("H02", LAST, 30, 120)), by=concurrent_helen, agency=health)
    paused = Paused()
    monkeypatch.setattr(releasing.signals, "recompute", paused)

    one, answer = beside(lambda: submissions.release(submission_id=waiting.pk, by=concurrent_helen))
    assert paused.reached.wait(20)
    other, _ = beside(lambda: send(lines(("H02", LAST, 36, 120)), by=concurrent_helen, agency=health))
    other.join(0.5)
    paused.go_on.set()
    one.join()
    other.join()

    waiting.refresh_from_db()
    assert waiting.state == State.RELEASED, answer
    assert Submission.objects.latest("pk").state == State.READY
    assert Figure.objects.get().value == 25


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_check_for_one_agency_at_once(
    concurrent_helen: Standing, board: Board, health: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    submissions.receive(
        board=board, agency=health, data=lines(("H01", LAST, 1)), file_name="a.csv", by=concurrent_helen
    )
    paused = Paused()
    examine = checking.examine
    monkeypatch.setattr(checking, "examine", lambda *given, **more: (paused(), examine(*given, **more))[1])

    one, first = beside(lambda: submissions.take_up(board_id=board.pk, agency_id=health.pk))
    assert paused.reached.wait(20)
    second = submissions.take_up(board_id=board.pk, agency_id=health.pk)
    paused.go_on.set()
    one.join()

    assert (first, second) == ([1], 0)
    assert Submission.objects.get().attempts == 1
