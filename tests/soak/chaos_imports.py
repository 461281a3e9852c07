"""A long trial of the scheduled import: real Celery workers are killed with -9 while they take in a board's returns.

Each round drops the same files into the inboxes of two like boards. One board's are taken in here, in peace; the
other's by workers that are killed at random moments until a last one may finish. Both must then hold the same.
`make soak` runs it, on an empty database.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connection
from django.test import override_settings

from agencies.models import Agency, Board, Entry, Letter
from agencies.rules import clock
from agencies.rules.roles import Role
from lscb import processes
from scorecard.actions import feeds, submissions
from scorecard.models import Feed, Figure, Return, Signal, Submission
from scorecard.rules.figures import Basis, Kind, Polarity, Unit
from tests import factories
from tests.building import LAST, a_return, lines, series

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2018, 5, 21)
#: Seconds a worker may take to do anything at all, or to finish.
PATIENCE = 90.0
#: A file whose check was begun three times and never ended is refused, so no file is ever interrupted oftener.
MOST_KILLS = 2
_QUARTERS = 40
_DONE = (
    Submission.State.RELEASED,
    Submission.State.TO_CORRECT,
    Submission.State.REFUSED,
    Submission.State.UNCHANGED,
    Submission.State.SET_ASIDE,
)
Files = Mapping[str, list[tuple[str, bytes]]]
State = Mapping[str, list[tuple[Any, ...]]]


def run(seed: int, rounds: int) -> dict[str, Any]:
    """Do `rounds` rounds; what was killed how often, and what became of the files.

    AssertionError, naming seed and round, when a file is taken twice or never, or the two boards differ.
    """
    dice, counts = random.Random(seed), Counter[str]()
    clock.fix(TODAY)
    try:
        for number in range(rounds):
            with tempfile.TemporaryDirectory(prefix="lscb-chaos-") as name:
                folder = Path(name)
                with override_settings(MEDIA_ROOT=folder / "files", INBOX_ROOT=folder / "inbox"):
                    counts += _round(f"seed {seed}, round {number}", number, dice, folder)
    finally:
        clock.fix(None)
    return dict(sorted(counts.items()))


def _round(name: str, number: int, dice: random.Random, folder: Path) -> Counter[str]:
    files = {agency: _files(agency, dice) for agency in ("health", "police")}
    calm, wild = _board(f"calm-{number}", files, folder), _board(f"wild-{number}", files, folder)
    started = time.monotonic()
    for feed in Feed.objects.filter(board=calm):
        feeds.collect(feed)
        submissions.take_up(board_id=calm.pk, agency_id=feed.agency_id)
    undisturbed = time.monotonic() - started
    counts = _disturb(name, wild, dice, folder, undisturbed, sum(map(len, files.values())))
    expected, held = _state(calm), _state(wild)
    for what in expected:
        assert held[what] == expected[what], f"{name}: {what} differ:\n{held[what]}\n{expected[what]}"
    Feed.objects.filter(board__in=(calm, wild)).update(active=False)
    return counts


def _disturb(
    name: str, board: Board, dice: random.Random, folder: Path, undisturbed: float, files: int
) -> Counter[str]:
    """Have workers take in a board's files, killing some; the last one finishes."""
    counts = Counter[str](files=files)
    for turn in range(dice.randint(1, MOST_KILLS)):
        if _done(board, files):
            break
        with _worker(folder, f"{turn}") as worker:
            _until(partial(_begun, board, files, _movement(board)), f"{name}: a worker begins", worker)
            time.sleep(dice.uniform(0, undisturbed))
            counts["killed before all was done"] += not _done(board, files)
            counts[_kill(worker, dice)] += 1
    with _worker(folder, "last") as worker:
        _until(partial(_done, board, files), f"{name}: the last worker finishes", worker)
    _wait_for_others_to_leave()
    for one in Submission.objects.filter(board=board):
        counts[f"files {one.state}"] += 1
        counts[f"checks begun {one.attempts} times"] += 1
    return counts


def _files(agency: str, dice: random.Random) -> list[tuple[str, bytes]]:
    """What one agency drops, in the order it is taken: its history first, then corrections and mistakes."""
    codes = ("H01", "H02", "W01") if agency == "health" else ("P01", "W01")
    history = {code: [dice.randint(40, 60) for _ in range(_QUARTERS)] for code in codes}

    def written(until: int = _QUARTERS) -> bytes:
        return lines(
            *(line for code in codes for line in series(code, history[code][-until:], _out_of(code))),
        )

    made = [written()]
    for _ in range(dice.randint(2, 5)):
        kind = dice.choice(("correction", "correction", "again", "wrong", "unreadable"))
        if kind == "correction":
            history[dice.choice(codes)][-dice.randint(1, 4)] = dice.randint(20, 90)
            made.append(written(dice.randint(4, _QUARTERS)))
        elif kind == "again":
            made.append(dice.choice(made))
        elif kind == "wrong":
            made.append(lines((codes[0], LAST, "lots"), (codes[0], LAST.previous(), 3)))
        else:
            made.append(b"PK\x03\x04 no workbook " + dice.randbytes(40))
    return [(f"{place}.csv", data) for place, data in enumerate(made)]


def _out_of(code: str) -> int | None:
    return None if code == "H01" else 120


def _board(code: str, files: Files, folder: Path) -> Board:
    """A board whose two agencies have dropped these files, each into a feed that releases by itself."""
    board = factories.BoardFactory(code=code)
    _member(board, Role.BUSINESS_MANAGER)
    agencies = {}
    for name, dropped in files.items():
        agencies[name] = factories.AgencyFactory(code=f"{code}-{name}", name=f"The {name} of {code}")
        factories.SeatFactory(board=board, agency=agencies[name])
        _member(board, Role.AGENCY_LEAD, agencies[name])
        a_return(board, agencies[name])
        inbox = folder / "inbox" / f"{code}-{name}"
        inbox.mkdir(parents=True)
        for file_name, data in dropped:
            (inbox / file_name).write_bytes(data)
            os.utime(inbox / file_name, (0, 0))  # long settled
        factories.FeedFactory(
            board=board, agency=agencies[name], folder=inbox.name, policy=Feed.Policy.RELEASE
        )
    _indicators(board, agencies["health"], agencies["police"])
    return board


def _member(board: Board, role: Role, agency: Agency | None = None) -> None:
    person = factories.PersonFactory(email=f"{role}@{(agency or board).code}.example")
    factories.MembershipFactory(board=board, person=person, role=role.value, agency=agency)


def _indicators(board: Board, health: Agency, police: Agency) -> None:
    factories.AreaFactory(code=factories.HAMPSHIRE, name="Hampshire")
    perspective = factories.PerspectiveFactory(board=board)
    for code, owner, more in (
        ("H01", health, {"unit": Unit.COUNT, "polarity": Polarity.CONTEXT, "decimals": 0}),
        ("H02", health, {}),
        ("P01", police, {"kind": Kind.SNAPSHOT, "basis": Basis.SNAPSHOT}),
        ("W01", None, {}),
    ):
        factories.IndicatorFactory(board=board, code=code, owner=owner, perspective=perspective, **more)


@contextmanager
def _worker(folder: Path, turn: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker with its schedule on this trial's database and folders; what is left of it is killed at the end."""
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "lscb",
        "worker",
        "--concurrency=2",
        "--loglevel=WARNING",
    ]
    command += ["--beat", f"--schedule={folder / f'schedule-{turn}'}"]
    command += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    server = os.environ["DATABASE_URL"].rpartition("/")[0]
    environment = {
        **os.environ,
        "DATABASE_URL": f"{server}/{connection.settings_dict['NAME']}",
        "LSCB_EMBEDDED": "1",
        "LSCB_TODAY": TODAY.isoformat(),
        "LSCB_VAR": str(folder),
        "LSCB_INBOX": str(folder / "inbox"),
        "LSCB_SWEEP_SECONDS": "0.3",
    }
    with (folder / f"worker-{turn}.log").open("wb") as log:
        worker = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=processes.before_exec(None),
        )
    try:
        yield worker
    finally:
        _kill_all(worker)


def _kill(worker: subprocess.Popen[bytes], dice: random.Random) -> str:
    """Kill a worker and all it started or, as the system does when memory runs out, one of its children."""
    children = Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text().split()
    if children and dice.random() < 0.3:
        os.kill(int(dice.choice(children)), signal.SIGKILL)
        time.sleep(dice.uniform(0, 0.5))
        _kill_all(worker)
        return "killed a child, then its worker"
    _kill_all(worker)
    return "killed a worker"


def _kill_all(worker: subprocess.Popen[bytes]) -> None:
    """Its number, which is its group's, cannot be another's before it is waited for."""
    if worker.returncode is None:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


def _until(true: Callable[[], bool], what: str, worker: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert worker.poll() is None, f"{what}: the worker ended by itself"
        assert time.monotonic() < deadline, f"{what}: not within {PATIENCE:.0f} seconds"
        time.sleep(0.02)


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


def _begun(board: Board, files: int, before: list[tuple[int, str, int]]) -> bool:
    return _movement(board) != before or _done(board, files)


def _movement(board: Board) -> list[tuple[int, str, int]]:
    """Changes with everything a worker does for the board that others can see."""
    return list(Submission.objects.filter(board=board).values_list("pk", "state", "attempts"))


def _done(board: Board, files: int) -> bool:
    return Submission.objects.filter(board=board, state__in=_DONE).count() == files


def _state(board: Board) -> State:
    """All a board holds, in words that are the same at both boards."""
    agency, sent = "agency__code", Submission.objects.filter(board=board)
    mine = {str(pk) for pk in sent.values_list("pk", flat=True)}
    names = {str(one.pk): f"{one.agency.code} {one.file_name}" for one in sent.select_related("agency")}
    figure = ("first", "last", "breakdown", "numerator", "denominator", "value", "status", "stage", "cell")
    known = {
        "files taken": sent.values_list(agency, "file_name", "sha256", "state", "errors_found", "remark"),
        "figures": Figure.objects.filter(submission__in=sent).values_list(
            "indicator__code", agency, *figure, "submission__file_name", "superseded_by__file_name"
        ),
        "findings": sent.exclude(findings=None).values_list(
            agency, "file_name", "findings__code", "findings__cell"
        ),
        "signals": Signal.objects.filter(indicator__board=board, agency__isnull=False).values_list(
            "indicator__code", agency, "side", "special", "first", "latest_last", "ended_last"
        ),
        "returns": Return.objects.filter(board=board).values_list(agency, "last", "state"),
        "rows left waiting": sent.exclude(checked_rows=None).values_list(agency, "file_name"),
        "letters": Letter.objects.filter(to__contains=board.code).values_list("to", "subject"),
    }
    entries = Entry.objects.filter(kind="submission", reference__in=mine).values_list("reference", "verb")
    found = {name: [*rows] for name, rows in known.items()}
    found["record"] = [(names[reference], verb) for reference, verb in entries]
    return {name: sorted(_alike(row, board.code) for row in rows) for name, rows in found.items()}


def _alike(row: tuple[Any, ...], code: str) -> tuple[str, ...]:
    return tuple(str(cell).replace(code, "board") for cell in row)
