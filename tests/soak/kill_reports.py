"""A long trial of printing: real Celery workers are killed with -9 while they build reports.

Each round asks for a draft or, of an approved report, for its record. Workers that build it are killed at random
moments; sometimes somebody cancels it meanwhile; a last worker may finish. All the while the pages are read: no PDF is
ever given out that is not whole, of the data that are filed with it. Each ends built, cancelled, or failed with a
reason. `make soak` runs it, on an empty database: at least twenty workers are killed while they build.
"""

import hashlib
import io
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from agencies.models import Agency, Board, Entry, Person
from agencies.queries.standings import standing_at
from agencies.rules import clock
from agencies.rules.roles import Role
from agencies.rules.standing import Standing
from design.pdf import Pdf
from reports.actions import approving, printing
from reports.models import Printing, Report
from reports.rules.document import Document, fingerprint
from tests import factories
from tests.building import LAST, load, series, small_scorecard
from tests.reports.living import draft_of
from tests.workers import Worker, end, start_worker

TODAY = date(2018, 5, 21)
#: Seconds a worker may take to begin, or to finish.
PATIENCE = 90.0
#: Workers killed while they build, at least.
KILLS = 20
#: A building that was begun so often and never ended is given up.
_GIVEN_UP = printing.MOST_ATTEMPTS + 1
_UNFINISHED = (Printing.State.ASKED, Printing.State.BUILDING)


@dataclass(frozen=True, slots=True)
class World:
    """A board with figures, its chair and office, and a browser in which the chair is signed in."""

    folder: Path
    board: Board
    chair: Standing
    manager: Standing
    reader: Client


def run(seed: int, rounds: int) -> dict[str, Any]:
    """Build reports until `KILLS` workers were killed while they built one; `rounds` is more than enough of them.

    AssertionError, naming seed and round, when half a PDF is ever shown, or one never ends.
    """
    dice, counts = random.Random(seed), Counter[str]()
    with world() as here:
        for number in range(rounds):
            counts += a_round(f"seed {seed}, round {number}", here, dice)
            if counts["killed while building"] >= KILLS:
                break
    assert counts["killed while building"] >= min(KILLS, rounds), counts
    return dict(sorted(counts.items()))


@contextmanager
def world() -> Iterator[World]:
    """A furnished board, its files in a folder that goes at the end."""
    clock.fix(TODAY)
    try:
        with tempfile.TemporaryDirectory(prefix="lscb-kill-") as name:
            folder = Path(name)
            with override_settings(
                MEDIA_ROOT=folder / "files", INBOX_ROOT=folder / "inbox", ALLOWED_HOSTS=["testserver"]
            ):
                yield _furnished(folder)
    finally:
        clock.fix(None)


def _furnished(folder: Path) -> World:
    board = factories.BoardFactory(code="killed", name="The Board Whose Workers Die")
    health, police = (_seated(board, name) for name in ("health", "police"))
    small_scorecard(board, health, police)
    load(
        *series("H02", [28, 32] * 10, 120, until=LAST),
        by=_standing(board, Role.AGENCY_LEAD, health),
        agency=health,
    )
    chair, manager = _standing(board, Role.INDEPENDENT_CHAIR), _standing(board, Role.BUSINESS_MANAGER)
    reader = Client()
    reader.force_login(Person.objects.get(pk=chair.person_id))
    return World(folder, board, chair, manager, reader)


def _seated(board: Board, name: str) -> Agency:
    agency = factories.AgencyFactory(code=f"{board.code}-{name}", name=f"County {name.capitalize()}")
    factories.SeatFactory(board=board, agency=agency)
    return agency


def _standing(board: Board, role: Role, agency: Agency | None = None) -> Standing:
    person = factories.PersonFactory(email=f"{role}@{board.code}.example")
    factories.MembershipFactory(board=board, person=person, role=role.value, agency=agency)
    found = standing_at(person, board.code)
    assert found is not None
    return found


def a_round(name: str, here: World, dice: random.Random, *, kills: int | None = None) -> Counter[str]:
    """One printing from asked for to its end, with workers killed on the way."""
    asked = _asked(here, dice)
    counts = Counter[str]({"records" if asked.final else "drafts": 1})
    cancelled = dice.random() < 0.2 and kills is None
    for turn in range(dice.randint(0, _GIVEN_UP) if kills is None else kills):
        if not _is_going(asked):
            break
        with _worker(here, f"{name}-{turn}") as worker:
            _watched(lambda: _has_moved(asked), f"{name}: a worker begins", here, asked, worker)
            _watched(_after(dice.uniform(0, 1.5)), f"{name}: it builds", here, asked, worker)
            counts["killed while building"] += _state(asked) == Printing.State.BUILDING
            end(worker)
            counts["workers killed"] += 1
        if cancelled and _is_going(asked):
            printing.cancel(printing_id=asked.pk, by=here.chair)
    with _worker(here, f"{name}-last") as worker:
        _watched(lambda: not _is_going(asked), f"{name}: the last worker finishes", here, asked, worker)
    _wait_for_others_to_leave()
    asked.refresh_from_db()
    _ended_well(name, asked)
    counts[f"ended {asked.state}"] += 1
    return counts


def _asked(here: World, dice: random.Random) -> Printing:
    """A draft, or the record of a report that is approved; of an edition of its own, so that none waits for another."""
    report = factories.ReportFactory(board=here.board, edition=Report.objects.count() + 1)
    if dice.random() < 0.5:
        return printing.ask_for(report=report, by=here.manager)
    draft = draft_of(report, _at_once)
    approving.submit(report_id=report.pk, by=here.manager)
    return approving.approve(report_id=report.pk, number=draft.number, by=here.chair)


def _at_once(document: Document, *, draft: bool, told: Callable[[str, int, int], None]) -> Pdf:
    """What is approved is its data; no trial looks at this PDF."""
    return Pdf(b"%PDF-1.7 a draft that is not looked at", pages=1)


@contextmanager
def _worker(here: World, name: str) -> Iterator[Worker]:
    log = here.folder / f"{name.replace(' ', '-').replace(',', '')}.log"
    started = start_worker(log, "--beat", f"--schedule={log.with_suffix('.schedule')}")
    try:
        yield started
    finally:
        end(started)


def _watched(true: Callable[[], bool], what: str, here: World, asked: Printing, worker: Worker) -> None:
    """Wait until something holds, reading the pages all the while."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert worker.poll() is None, f"{what}: the worker ended by itself"
        assert time.monotonic() < deadline, f"{what}: not within {PATIENCE:.0f} seconds"
        _reads_nothing_half(what, here, asked)
        time.sleep(0.05)
    _reads_nothing_half(what, here, asked)


def _reads_nothing_half(what: str, here: World, asked: Printing) -> None:
    """What the pages give out is a whole PDF, or none; what lies in the folder is whole under its name."""
    address = reverse("reports:pdf", args=[here.board.code, asked.report_id, asked.number])
    answer = here.reader.get(address)
    if answer.status_code == 200:
        given = b"".join(answer.streaming_content)
        now = Printing.objects.get(pk=asked.pk)
        assert now.state == Printing.State.BUILT, f"{what}: a PDF is shown of what is {now.state}"
        assert hashlib.sha256(given).hexdigest() == now.sha256, f"{what}: another PDF is shown than was filed"
        assert len(pikepdf.open(io.BytesIO(given)).pages) == now.pages, f"{what}: half a PDF is shown"
        answer.close()
    else:
        assert answer.status_code == 404, f"{what}: {answer.status_code}"


def _ended_well(name: str, one: Printing) -> None:
    """Built with everything, or failed or cancelled with a reason and nothing."""
    verbs = list(
        Entry.objects.filter(kind="report", reference=str(one.report_id)).values_list("verb", flat=True)
    )
    if one.state == Printing.State.BUILT:
        assert fingerprint(one.data or {}) == one.data_sha256, (
            f"{name}: the data are not those of the fingerprint"
        )
        with default_storage.open(one.stored) as kept:
            assert hashlib.sha256(kept.read()).hexdigest() == one.sha256, (
                f"{name}: the file is not the one filed"
            )
        wanted = 2 if one.final else 1
        assert verbs.count("reports.construct") == wanted, f"{name}: filed {verbs}"
        return
    assert (one.stored, one.sha256, one.data) == ("", "", None), (
        f"{name}: {one.state}, and something is filed"
    )
    if one.state == Printing.State.FAILED:
        assert "stopped three times" in one.trouble, f"{name}: {one.trouble}"
    else:
        assert one.state == Printing.State.CANCELLED, f"{name}: {one.state}"
        assert one.cancelled_by, f"{name}: nobody cancelled it"


def _state(asked: Printing) -> str:
    found: str = Printing.objects.values_list("state", flat=True).get(pk=asked.pk)
    return found


def _is_going(asked: Printing) -> bool:
    return _state(asked) in _UNFINISHED


def _has_moved(asked: Printing) -> bool:
    """Whether a worker has begun since this was last asked, or it has ended."""
    now = Printing.objects.get(pk=asked.pk)
    moved = now.attempts > asked.attempts or now.state not in _UNFINISHED
    asked.attempts = now.attempts
    return moved


def _after(seconds: float) -> Callable[[], bool]:
    until = time.monotonic() + seconds
    return lambda: time.monotonic() >= until


def _wait_for_others_to_leave() -> None:
    """The database server notices a killed worker when it next writes to it; only then can the database go."""
    deadline = time.monotonic() + PATIENCE
    query = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    with connection.cursor() as cursor:
        while cursor.execute(query).fetchone()[0]:
            assert time.monotonic() < deadline, "A killed worker's connection does not go."
            time.sleep(0.05)
