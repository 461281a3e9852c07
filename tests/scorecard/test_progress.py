"""Progress: seen from outside while the work's transaction is open, and gone with the work; long releases."""

from collections.abc import Callable
from importlib import import_module

import pytest
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from scorecard import tasks
from scorecard.actions import submissions
from scorecard.actions.submissions.progress import Meter, Step
from scorecard.models import Figure, Progress, Return, Submission
from tests.building import LAST, a_return, lines, send
from tests.factories import ProgressFactory, SubmissionFactory

ClientOf = Callable[[Person], Client]
progress = import_module("scorecard.actions.submissions.progress")
releasing = import_module("scorecard.actions.submissions.release")


def seen_from_outside(submission: Submission) -> list[tuple[str, int, int]]:
    """What another connection reads."""
    side = connections.create_connection("default")
    try:
        with side.cursor() as cursor:
            cursor.execute(
                f'SELECT step, done, "of" FROM {Progress._meta.db_table} WHERE submission_id = %s',
                [submission.pk],
            )
            return list(cursor.fetchall())
    finally:
        side.close()


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_while_the_work_has_not_committed_and_stays_when_it_undoes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(progress, "EVERY", 0)
    submission = SubmissionFactory()

    with Meter(submission) as meter, transaction.atomic():
        Submission.objects.select_for_update(no_key=True).get(pk=submission.pk)
        meter.tell(Step.LOADED, 10, 50)
        assert seen_from_outside(submission) == [("loaded", 10, 50)]
        meter.tell(Step.LOADED, 20, 50)
        transaction.set_rollback(True)

    assert seen_from_outside(submission) == [("loaded", 20, 50)]


def test_a_small_file_writes_none_and_a_row_that_cannot_be_written_stops_nothing(
    board: Board, health: Agency, helen: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = send(lines(("H02", LAST, 30, 120)), by=helen, agency=health)
    assert not Progress.objects.exists()
    monkeypatch.setattr(progress, "EVERY", 0)

    submissions.release(
        submission_id=sent.pk, by=helen
    )  # nobody outside sees the file: the test has not committed

    assert Figure.objects.count() == 1
    assert not Progress.objects.exists()


@pytest.fixture
def long_file(monkeypatch: pytest.MonkeyPatch, board: Board, health: Agency, helen: Standing) -> Submission:
    """A file that is longer than what one request releases."""
    monkeypatch.setattr(releasing, "MOST_AT_ONCE", 1)
    owed = a_return(board, health)
    return send(lines(("H01", LAST, 5), ("H02", LAST, 30, 120)), by=helen, agency=health, answers=owed)


def test_a_long_release_is_loaded_by_a_worker_in_the_name_of_who_asked(
    long_file: Submission, health_lead: Person, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[tuple[object, ...]] = []
    monkeypatch.setattr("scorecard.views.submissions.ring", lambda *what: rung.append(what))
    client = client_of(health_lead)
    page = reverse("scorecard:submission", args=["wessex", long_file.pk])

    client.post(reverse("scorecard:release", args=["wessex", long_file.pk]))

    long_file.refresh_from_db()
    assert (long_file.state, Figure.objects.count()) == (Submission.State.LOADING, 0)
    assert rung == [(tasks.load_submission, long_file.pk)]
    ProgressFactory(submission=long_file, step="loaded", done=1, of=2)
    said = client.get(page).content.decode()
    assert "1 of 2 rows loaded." in said
    assert 'hx-trigger="every 1s"' in said
    waiting = {"HX-Request": "true"}
    assert client.get(page, {"seen": "loading-loaded-1"}, headers=waiting).status_code == 204
    assert "1 of 2 rows" in client.get(page, {"seen": "loading"}, headers=waiting).content.decode()

    assert tasks.load_submission(long_file.pk)

    long_file.refresh_from_db()
    assert (long_file.state, Figure.objects.count()) == (Submission.State.RELEASED, 2)
    assert long_file.released_by == "Helen Price (Agency lead, County Health)"
    assert Return.objects.get().state == Return.State.RELEASED
    assert not Progress.objects.exists()
    assert not tasks.load_submission(long_file.pk)
    assert client.get(page, headers=waiting)["HX-Refresh"] == "true"


def test_the_sweep_takes_up_a_load_that_a_killed_worker_left(
    long_file: Submission, helen: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[tuple[object, ...]] = []
    monkeypatch.setattr(tasks, "ring", lambda *what: rung.append(what))
    assert submissions.ask_release(submission_id=long_file.pk, by=helen) is None

    tasks.take_up_unfinished()

    assert rung == [(tasks.load_submission, long_file.pk)]


def test_what_came_in_the_way_of_a_long_release_is_said_on_the_file(
    long_file: Submission, board: Board, health: Agency, helen: Standing, manager: Standing
) -> None:
    submissions.ask_release(submission_id=long_file.pk, by=helen)
    other = send(lines(("H01", LAST, 6)), by=helen, agency=health, answers=Return.objects.get())
    submissions.release(submission_id=other.pk, by=helen)
    submissions.accept(return_id=Return.objects.get().pk, by=manager)

    assert tasks.load_submission(long_file.pk)

    long_file.refresh_from_db()
    assert long_file.state == Submission.State.READY
    assert long_file.remark.startswith("This file changes figures the board has already")


def test_a_load_in_several_bites_gives_what_one_gives(
    board: Board, health: Agency, helen: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scorecard.imports.load.ROWS_AT_ONCE", 2)
    told: list[int] = []
    monkeypatch.setattr(Meter, "tell", lambda self, step, done=0, of=0: told.append(done))
    rows = [("H01", LAST.shifted(-3 * n), 100 + n) for n in range(5)]
    sent = send(lines(*rows), by=helen, agency=health)
    told.clear()

    submissions.release(submission_id=sent.pk, by=helen)

    assert told == [2, 4, 5]
    assert sorted(Figure.objects.values_list("value", flat=True)) == [100, 101, 102, 103, 104]
