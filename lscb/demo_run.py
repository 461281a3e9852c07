"""`make demo`: the portal with its demo board, every part of it real, under one supervisor.

    python -m lscb.demo_run [--once] [--fresh]

It starts the embedded services, brings the database up to date, starts web, worker and beat, drops the demo
agencies' files into their inboxes and watches the scheduled import take them. With `--once` it then has the
worker build the reports, and ends. Progress goes to standard error, the result to standard output.
"""

import argparse
import os
import shutil
import signal
import socket
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from django.core.management import CommandError

from lscb import embedded
from lscb.demo_stages import ROOT, Demo, Trouble, address, say
from lscb.supervisor import ProgramEnded, Supervisor

#: The day the demo takes place: its last quarter has ended, its last returns are due.
TODAY = "2018-05-21"
FIRST_PORT = 8000
_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Ctrl-C, or a request to end from outside."""


def open_door() -> socket.socket:
    """A socket listening on the first free port from 8000 on: from here on the port is ours."""
    for port in range(FIRST_PORT, FIRST_PORT + 100):
        door = socket.socket()
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", port))
            door.listen(64)
        except OSError:
            door.close()
        else:
            return door
    raise Trouble(f"No port from {FIRST_PORT} to {FIRST_PORT + 99} is free.")


def settle(folder: Path, services: embedded.Services, url: str) -> dict[str, str]:
    """Make this process the demo's and Django ready. Returns the environment, for the parts."""
    for name in [name for name in os.environ if name.startswith("LSCB_")]:
        del os.environ[name]
    os.environ.update(
        services.environment(),
        DJANGO_SETTINGS_MODULE="lscb.settings",
        LSCB_VAR=str(folder),
        LSCB_TODAY=TODAY,
        LSCB_SWEEP_SECONDS="2",
        LSCB_PUBLIC_URL=url,
        PYTHONUNBUFFERED="1",
        OPENPYXL_LXML="False",  # else the files' bytes differ once the tests' packages have brought lxml
    )
    (folder / "static").mkdir(exist_ok=True)  # nothing is collected here, but its absence is warned of
    import django

    django.setup()
    return dict(os.environ)


def run(folder: Path, *, once: bool) -> None:
    """Run the demo in a folder until it is done, with `once`, or until it is stopped."""
    say("Starting PostgreSQL and Redis...")
    began = time.monotonic()
    with embedded.start(folder / "embedded") as services, open_door() as door:
        started = round(time.monotonic() - began, 1)
        environment = settle(folder, services, address(door))
        with Supervisor(folder / "logs", environment, ROOT) as programs:
            demo = Demo(folder, services, programs, door)
            demo.stages.seconds["services"] = started
            demo.prepare()
            demo.start()
            demo.bring_in()
            demo.accept()
            demo.question()
            demo.play_diary()
            if once:
                result = demo.result(demo.print_reports())
            else:
                demo.stay()
            say("Stopping...")
    sys.stdout.write(f"{result}\n")


def clear(folder: Path) -> None:
    """Throw the demo's data away. Trouble when it is running."""
    if embedded.in_use(folder / "embedded"):
        raise Trouble("The demo is running: stop it first.")
    shutil.rmtree(folder, ignore_errors=True)


def heed_signals() -> None:
    """Have Ctrl-C and requests to end raise Stopped, once: stopping takes its time, however often it is asked."""

    def stop(number: int, frame: FrameType | None) -> None:
        for each in _ENDINGS:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped

    for each in _ENDINGS:
        signal.signal(each, stop)


def main(arguments: Sequence[str]) -> int:
    """Run the demo: 0 when done, or stopped while it stayed up; 1 on trouble, said; 130 when cut short."""
    parser = argparse.ArgumentParser(prog="python -m lscb.demo_run")
    parser.add_argument("--once", action="store_true", help="end when imports and reports are done")
    parser.add_argument("--fresh", action="store_true", help="throw the demo's data away first")
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "demo", help="where its data lives")
    given = parser.parse_args(arguments)

    try:
        if given.fresh:
            clear(given.folder)
        run(given.folder.resolve(), once=given.once)
    except Stopped:
        say("Stopped.")
        return 130 if given.once else 0
    except (Trouble, ProgramEnded, embedded.CannotStart, CommandError) as trouble:
        say(str(trouble))
        return 1
    return 0


if __name__ == "__main__":
    heed_signals()
    sys.exit(main(sys.argv[1:]))
