"""A real Celery worker, killed with -9 in the middle of an import: the old figures stand, and it is taken up again."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from agencies.models import Agency, Board, Entry, Person
from agencies.queries.standings import standing_at
from agencies.rules.standing import Standing
from scorecard import tasks
from scorecard.actions import feeds, submissions
from scorecard.models import CheckedRow, Feed, Figure, Finding, Submission
from tests.building import LAST, lines, load, small_scorecard
from tests.workers import Worker, database_url, end, start_worker, until

State = Submission.State

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Callable[..., Worker]]:
    """Starts a worker of the tests' database and broker, in a group of its own; all end with the test."""
    started: list[Worker] = []

    def start(*more: str) -> Worker:
        started.append(start_worker(tmp_path / f"worker-{len(started)}.log", *more))
        return started[-1]

    yield start
    for one in started:
        end(one)


@pytest.fixture
def helen(board: Board, health: Agency, police: Agency, health_lead: Person) -> Standing:
    """The lead of County Health, at a board that has a scorecard."""
    small_scorecard(board, health, police)
    standing = standing_at(health_lead, board.code)
    assert standing is not None
    return standing


@pytest.fixture
def figures_held() -> Iterator[psycopg.Connection]:
    """Holds the table of figures so that whoever wants to write to it waits, until this is rolled back."""
    with psycopg.connect(database_url()) as other:
        yield other
        other.rollback()


def hold(other: psycopg.Connection) -> None:
    other.execute("LOCK TABLE scorecard_figure IN SHARE MODE")


def somebody_waits_for_figures() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'scorecard_figure'::regclass"
        )
        return bool(cursor.fetchone()[0])


def test_killed_in_mid_import_the_old_figures_stand_and_the_sweep_takes_it_up(
    board: Board,
    health: Agency,
    helen: Standing,
    business_manager: Person,
    inbox: Path,
    worker: Callable[..., subprocess.Popen[bytes]],
    figures_held: psycopg.Connection,
) -> None:
    load(("H01", LAST, 5), ("H02", LAST, 30, 120), by=helen, agency=health)
    manager = standing_at(business_manager, board.code)
    assert manager is not None
    (inbox / "health").mkdir()
    feeds.set_up(board=board, agency=health, folder="health", by=manager, policy=Feed.Policy.RELEASE)
    dropped = inbox / "health" / "correction.csv"
    dropped.write_bytes(lines(("H01", LAST, 6), ("H02", LAST, 36, 120)))
    os.utime(dropped, (0, 0))
    before = list(Figure.objects.order_by("pk").values())

    hold(figures_held)
    first = worker("--beat", f"--schedule={inbox.parent / 'schedule'}")
    until(somebody_waits_for_figures, "the worker reaches the loading of figures")
    end(first)
    figures_held.rollback()
    until(lambda: not somebody_waits_for_figures(), "the killed worker's connection drops")

    killed = Submission.objects.latest("pk")
    assert killed.state == State.CHECKING
    assert list(Figure.objects.order_by("pk").values()) == before
    assert not Finding.objects.filter(submission=killed).exists()
    assert not CheckedRow.objects.exists()

    worker("--beat", f"--schedule={inbox.parent / 'schedule-2'}")
    until(lambda: Submission.objects.get(pk=killed.pk).state == State.RELEASED, "it is taken up again")

    killed.refresh_from_db()
    assert killed.attempts == 2
    assert sorted(Figure.objects.current().values_list("value", flat=True)) == [6, 30]
    assert Submission.objects.filter(feed__isnull=False).count() == 1
    assert Entry.objects.filter(verb="submissions.release", reference=str(killed.pk)).count() == 1


def test_a_worker_does_what_it_is_rung_for(
    board: Board, health: Agency, helen: Standing, worker: Callable[..., subprocess.Popen[bytes]]
) -> None:
    """The doorbell itself: by name and ids, through Redis, to a process that knows nothing else."""
    sent = submissions.receive(
        board=board, agency=health, data=lines(("H01", LAST, 5)), file_name="x.csv", by=helen
    )
    worker()
    tasks.check_submissions.delay(board.pk, health.pk)

    until(lambda: Submission.objects.get(pk=sent.pk).state == State.READY, "the file is checked")
