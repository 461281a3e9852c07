"""A long trial of fifty returns importing while worker, PostgreSQL and Redis are killed with -9 at random moments.

Each round two like boards get the same fifty deliveries by feeds that release what has no error. One board's are
taken in here, in peace; the other's by a real worker, during which two of the three are killed and started again.
Every delivery must then be loaded once or say why not, and both boards hold the same. The servers are the trial's
own: durable ones, on ports they come back to. `make soak` runs it.
"""

import random
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

from django.core.management import call_command
from django.db import DatabaseError, InterfaceError, connection
from django.test import override_settings

from agencies.models import Agency, Board
from agencies.rules import clock
from agencies.rules.standing import Actor
from lscb import engines
from scorecard.actions import submissions
from scorecard.models import Feed, Figure, Submission
from scorecard.rules.periods import Period
from tests import factories
from tests.building import LAST, lines
from tests.conftest import TODAY
from tests.workers import end, start_worker

AGENCIES, QUARTERS = 10, 5
PATIENCE = 120.0
_PASSWORD = "of-this-trial-alone"
_NEVER = timedelta(days=10_000)
_BY = Actor(None, "The trial's feed")
_ENDED = (
    Submission.State.RELEASED,
    Submission.State.TO_CORRECT,
    Submission.State.REFUSED,
    Submission.State.UNCHANGED,
)
Held = list[tuple[Any, ...]]


def run(seed: int, rounds: int) -> dict[str, Any]:
    """Do `rounds` rounds; what was killed how often and what became of the deliveries. AssertionError names both."""
    dice, counts = random.Random(seed), Counter[str]()
    clock.fix(TODAY)
    try:
        with tempfile.TemporaryDirectory(prefix="lscb-chaos-") as name, _Servers(Path(name)) as servers:
            area = factories.AreaFactory(code=factories.HAMPSHIRE, name="Hampshire")
            for number in range(rounds):
                counts += _round(f"seed {seed}, round {number}", number, dice, servers)
                area.refresh_from_db()
    finally:
        clock.fix(None)
    return dict(sorted(counts.items()))


class _Servers:
    """This trial's own PostgreSQL, Redis and worker."""

    def __init__(self, folder: Path) -> None:
        folder.chmod(0o711)  # PostgreSQL runs as another user when we are root
        self.folder = folder
        self._ports: dict[str, int] = {}
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "_Servers":
        self._undo = override_settings(
            MEDIA_ROOT=self.folder / "var" / "files",
            INBOX_ROOT=self.folder / "var" / "inbox",
            QUARANTINE_ROOT=self.folder / "var" / "quarantine",
        )
        self._undo.enable()
        self._before = dict(connection.settings_dict)
        self.start("PostgreSQL")
        self.start("Redis")
        call_command("migrate", verbosity=0)
        self.start("worker")
        return self

    def __exit__(self, *_: object) -> None:
        connection.close()
        for process in self.running.values():
            with suppress(ProcessLookupError):
                process.kill()
            process.wait()
        if "worker" in self.running:
            end(self.running["worker"])
        connection.settings_dict.update(self._before)
        self._undo.disable()

    def start(self, what: str) -> None:
        """Start one of the three where it was before."""
        if what == "worker":
            (self.folder / "var").mkdir(exist_ok=True)
            with patch.dict("os.environ", DATABASE_URL=self.database_url, REDIS_URL=self.redis_url):
                schedule = f"--schedule={self.folder / f'schedule-{time.monotonic_ns()}'}"
                self.running[what] = start_worker(
                    self.folder / f"worker-{time.monotonic_ns()}.log", "--beat", schedule
                )
            return
        with patch.object(engines, "_ports", lambda name, log: self._port(what)):
            if what == "Redis":
                self.running[what], self.redis_url = engines.start_redis(self.folder / "redis", _PASSWORD)
                return
            self.running[what], self.database_url = engines.start_postgres(
                self.folder / "postgres", _PASSWORD, durable=True
            )
        found = urlsplit(self.database_url)
        connection.close()
        connection.settings_dict.update(
            HOST=found.hostname, PORT=found.port, USER=found.username, PASSWORD=found.password, NAME="lscb"
        )

    def kill(self, what: str) -> None:
        """Kill one of the three with -9, and start it again."""
        process = self.running[what]
        if what == "worker":
            end(process)
        else:
            process.send_signal(signal.SIGKILL)
            process.wait()
        self.start(what)

    def revive(self) -> bool:
        """Start the worker again should it have ended by itself, as its supervisor would."""
        if self.running["worker"].poll() is None:
            return False
        self.start("worker")
        return True

    def _port(self, what: str) -> Iterator[int]:
        """The server's own port again and again; the first time a free one."""
        deadline = time.monotonic() + PATIENCE
        if what not in self._ports:
            self._ports[what] = next(_free_ports())
        while time.monotonic() < deadline:
            yield self._ports[what]
            time.sleep(0.2)


def _free_ports() -> Iterator[int]:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        yield int(probe.getsockname()[1])


def _round(name: str, number: int, dice: random.Random, servers: _Servers) -> Counter[str]:
    files = [_file(dice) for _ in range(AGENCIES * QUARTERS)]
    calm, wild = _board(f"calm-{number}", files), _board(f"wild-{number}", files, waiting=True)
    for agency in Agency.objects.filter(seats__board=calm):
        submissions.take_up(board_id=calm.pk, agency_id=agency.pk)
    _deliver(wild, files)
    counts = Counter[str](deliveries=len(files))
    for _ in range(2):
        time.sleep(dice.uniform(0, 2.0))
        what = dice.choice(("worker", "PostgreSQL", "Redis"))
        counts[f"{what} killed"] += 1
        counts["killed before all was done"] += not _done(wild)
        servers.kill(what)
    deadline = time.monotonic() + PATIENCE
    while not _done(wild):
        counts["worker ended by itself"] += servers.revive()
        assert time.monotonic() < deadline, f"{name}: {_unfinished(wild)} are not done"
        time.sleep(0.1)
    expected, held = _figures(calm), _figures(wild)
    assert held == expected, f"{name}: {sorted(set(expected) ^ set(held))[:6]} differ"
    for state, words in Submission.objects.filter(board=wild).values_list("state", "remark"):
        counts[f"deliveries {state}"] += 1
        assert state != Submission.State.REFUSED or words, f"{name}: refused without a word"
    return counts


def _file(dice: random.Random) -> tuple[int, int] | None:
    """What one delivery counts, of how many; None for one in ten, in which a word stands for the number."""
    return None if dice.random() < 0.1 else (dice.randint(20, 180), 200)


def _board(code: str, files: list[tuple[int, int] | None], *, waiting: bool = False) -> Board:
    """A board of ten agencies, each with an indicator and a feed; its deliveries come now or wait."""
    board: Board = factories.BoardFactory(code=code)
    perspective = factories.PerspectiveFactory(board=board)
    for place in range(AGENCIES):
        agency = factories.AgencyFactory(code=f"{code}-{place}", name=f"Agency {place} of {code}")
        factories.SeatFactory(board=board, agency=agency)
        factories.IndicatorFactory(board=board, code=f"A{place}", owner=agency, perspective=perspective)
        factories.FeedFactory(
            board=board,
            agency=agency,
            folder=agency.code,
            policy=Feed.Policy.RELEASE,
            next_run_on=clock.now() + _NEVER,  # the deliveries are here: sweeping empty folders is not tried
        )
        for quarter in _quarters():
            factories.ReturnFactory(board=board, agency=agency, first=quarter.first, last=quarter.last)
    if not waiting:
        _deliver(board, files)
    return board


def _quarters() -> list[Period]:
    return [LAST.shifted(-3 * back) for back in reversed(range(QUARTERS))]


def _deliver(board: Board, files: list[tuple[int, int] | None]) -> None:
    """Receive each agency's five deliveries; nothing rings: the worker's sweep finds them."""
    feeds = Feed.objects.filter(board=board).select_related("agency").order_by("agency__code")
    for place, feed in enumerate(feeds):
        for number, quarter in enumerate(_quarters()):
            counted = files[place * QUARTERS + number]
            line = (f"A{place}", quarter, *(counted or ("lots", 200)))
            submissions.receive(
                board=board,
                agency=feed.agency,
                data=lines(line),
                file_name=f"{number}.csv",
                by=_BY,
                feed=feed,
            )


@contextmanager
def _asking() -> Iterator[None]:
    """Ask the database; one that is just coming back answers the next time."""
    try:
        yield
    except (DatabaseError, InterfaceError):
        connection.close()
        time.sleep(0.2)


def _done(board: Board) -> bool:
    with _asking():
        return not _unfinished(board)
    return False


def _unfinished(board: Board) -> int:
    return Submission.objects.filter(board=board).exclude(state__in=_ENDED).count()


def _figures(board: Board) -> Held:
    """All figures of a board, current and superseded, each once for each time it was loaded."""
    found = Figure.objects.filter(submission__board=board).values_list(
        "indicator__code", "first", "numerator", "denominator", "value", "status", "superseded_by__file_name"
    )
    return sorted(found, key=str)
