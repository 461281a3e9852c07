"""The stages of `make demo`, one after another, each waited for and timed.

What does not live here: how the run begins and how it is stopped, in `lscb.demo_run`.
"""

import contextlib
import json
import shutil
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from lscb import embedded
from lscb.supervisor import Supervisor

if TYPE_CHECKING:
    from lscb.demo_progress import Progress
    from reports.models import Printing

ROOT = Path(__file__).resolve().parent.parent
#: Seconds without any movement after which the demo gives up and says so.
STUCK_AFTER = 180.0
#: Seconds between two looks at how far something has come.
PAUSE = 0.5
Thing = TypeVar("Thing")


class Trouble(RuntimeError):
    """The demo cannot go on; the text says why, for the person who started it."""


def say(words: str) -> None:
    """One line of progress."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def address(door: socket.socket) -> str:
    """The address of a listening socket, for a browser."""
    host, port = door.getsockname()[:2]
    return f"http://{host}:{port}"


class Stages:
    """Names the stages of a run as they begin, and keeps the seconds each took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._began = time.monotonic()

    @contextlib.contextmanager
    def stage(self, name: str, words: str) -> Iterator[None]:
        """One stage: its words are said when it begins."""
        say(words)
        began = time.monotonic()
        yield
        self.seconds[name] = round(time.monotonic() - began, 1)

    def total(self) -> dict[str, float]:
        """The seconds of every stage, and of the whole."""
        return self.seconds | {"total": round(time.monotonic() - self._began, 1)}


class Demo:
    """One run of the demo in a folder."""

    def __init__(
        self, folder: Path, services: embedded.Services, programs: Supervisor, door: socket.socket
    ) -> None:
        """`door`: the listening socket that is handed to the web part."""
        self.folder = folder
        self.services = services
        self.programs = programs
        self.door = door
        self.address = address(door)
        self.stages = Stages()
        self.before: dict[str, int] = {}

    def prepare(self) -> None:
        """Bring the database up to date and load the demo board, when they aren't already."""
        from django.core.management import call_command

        from lscb import demo_progress

        with self.stages.stage("migrate", "Bringing the database up to date..."):
            call_command("migrate", verbosity=0, interactive=False)
        self.before = demo_progress.counts()
        with self.stages.stage("load", "Loading the demo board..."):
            call_command("load_demo", stdout=sys.stderr)
        with self.stages.stage("training", "Loading who was trained since October 2012..."):
            call_command("load_demo_training", stdout=sys.stderr)

    def start(self) -> None:
        """Start web, worker and beat; return once the web part answers."""
        python, quiet = sys.executable, "--loglevel=WARNING"
        with self.stages.stage("start", "Starting web, worker and beat..."):
            web = [python, "-m", "gunicorn", "lscb.wsgi:application", f"--bind=fd://{self.door.fileno()}"]
            web += ["--workers=2", "--threads=2", "--no-control-socket"]
            self.programs.start("web", web, pass_fds=[self.door.fileno()])
            self.door.close()
            celery = [python, "-m", "celery", "-A", "lscb.celery"]
            alone = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
            self.programs.start("worker", [*celery, "worker", quiet, "--concurrency=2", *alone])
            self.programs.start("beat", [*celery, "beat", quiet, "--pidfile="])
            self._wait("the web part to answer", self._answers, lambda answers: answers, part="web")

    def _answers(self) -> bool:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(f"{self.address}/alive/", timeout=5) as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.HTTPError):
            return False

    def bring_in(self) -> None:
        """Drop the agencies' files, and wait until the scheduled import has dealt with every one."""
        from django.core.management import call_command

        from lscb import demo_progress

        with self.stages.stage("import", "Dropping the agencies' files into their inboxes..."):
            call_command("drop_demo_files", stdout=sys.stderr)
            files = demo_progress.dropped()

            def look() -> "Progress":
                return demo_progress.progress(files)

            self._wait("the imports", look, lambda progress: progress.done, lambda progress: progress.words)
        if refused := demo_progress.refused(files):
            raise Trouble(
                f"{len(refused)} of the demo's files could not be imported; the first is {refused[0]} "
                f"See {self.programs.log('worker')}, and `make demo-reset` to start afresh."
            )

    def accept(self) -> None:
        """Have the demo's business manager accept the returns, but for a few."""
        from django.core.management import call_command

        with self.stages.stage("accept", "Accepting the returns..."):
            call_command("accept_demo_returns", stdout=sys.stderr)

    def question(self) -> None:
        """Have the demo's chair ask about a few figures, agencies answer, and the chair judge what they say."""
        from django.core.management import call_command

        with self.stages.stage("question", "Asking about a few figures..."):
            call_command("question_demo_figures", stdout=sys.stderr)

    def play_diary(self) -> None:
        """Fill the registers: what the demo's board did about its figures, each thing on its day."""
        from django.core.management import call_command

        with self.stages.stage("diary", "Playing what the board did, day by day..."):
            call_command("play_demo_diary", stdout=sys.stderr)

    def print_reports(self) -> dict[str, Any]:
        """Have the worker build the annual report, the next meeting's pack and an evidence pack.

        By kind: the path of the copied PDF, and its pages.
        """
        from agencies.tasks import ring
        from lscb.demo_reports import ask_for_all
        from reports.tasks import build_report

        with self.stages.stage("report", "Asking for the annual report and the packs..."):
            asked = ask_for_all()
            for one in asked.values():
                ring(build_report, one.pk)
            return {kind.value: self._printed(one.pk, kind.value) for kind, one in asked.items()}

    def _printed(self, printing_id: int, kind: str) -> dict[str, Any]:
        from django.core.files.storage import default_storage

        from reports.models import Printing

        def look() -> "Printing":
            return Printing.objects.get(pk=printing_id)

        ended = (Printing.State.BUILT, Printing.State.FAILED)
        printing = self._wait("the reports", look, lambda one: one.state in ended, lambda one: one.step)
        if printing.state == Printing.State.FAILED:
            raise Trouble(f"The {kind} report could not be built: {printing.trouble}")
        name = "annual-report" if kind == "annual" else kind
        target = self.folder / f"{name}-{printing.report.period.label.lower().replace(' ', '-')}.pdf"
        with default_storage.open(printing.stored) as source, target.open("wb") as copy:
            shutil.copyfileobj(source, copy)
        path = target.relative_to(ROOT) if target.is_relative_to(ROOT) else target
        return {"path": str(path), "pages": printing.pages}

    def result(self, printed: dict[str, Any]) -> str:
        """The run in one line of JSON: what the database holds, what of it is new, the PDFs, the seconds."""
        from lscb import demo_progress

        held = {
            name: {"total": number, "new": number - self.before[name]}
            for name, number in demo_progress.counts().items()
        }
        packs = dict(printed)
        return json.dumps(held | {"pdf": packs.pop("annual"), "packs": packs, "seconds": self.stages.total()})

    def _wait(
        self,
        what: str,
        look: Callable[[], Thing],
        enough: Callable[[Thing], bool],
        words: Callable[[Thing], str] = lambda _: "",
        part: str = "worker",
    ) -> Thing:
        """Look until it is enough, saying each change; Trouble when a part ends or nothing moves for long."""
        moved, last = time.monotonic(), None
        while True:
            self.check()
            seen = look()
            if words(seen) != last:
                moved, last = time.monotonic(), words(seen)
                if last:
                    say(f"  {last}")
            if enough(seen):
                return seen
            if time.monotonic() - moved > STUCK_AFTER:
                log = self.programs.log(part)
                end = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
                raise Trouble(
                    f"Nothing has moved for {STUCK_AFTER:.0f} s, waiting for {what}. {log} ends:\n{end}"
                )
            time.sleep(PAUSE)

    def check(self) -> None:
        """Trouble or ProgramEnded when any part of the portal has ended by itself."""
        if dead := self.services.dead():
            raise Trouble(f"{' and '.join(dead)} ended unexpectedly; see {self.folder / 'embedded'}.")
        self.programs.check()

    def stay(self) -> None:
        """Say where the portal is, and who may sign in; then wait for Ctrl-C."""
        from django.db import connections

        connections.close_all()
        signins = self.folder / "sign-ins.txt"
        say(f"\nThe portal is at {self.address}\n")
        if signins.exists():
            say(signins.read_text())
        say("Ctrl-C stops it.")
        while True:
            self.check()
            time.sleep(1)
