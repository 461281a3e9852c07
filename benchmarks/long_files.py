"""A board and files for it as long as one likes, sent the whole way in a process of its own.

`send(BOARD, AGENCY, FILE)` receives, checks and releases the file as the agency's lead and prints one JSON object:
seconds of each step, and the most memory the process and its children ever held.
"""

import io
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.db import connection

from agencies.models import Agency, Board, Membership, Person
from agencies.queries.standings import standing_at
from agencies.rules import clock
from agencies.rules.roles import Role
from benchmarks import boards
from scorecard.actions import signals, submissions
from scorecard.models import Figure, Indicator, Perspective, Submission
from scorecard.rules.figures import Basis, Kind, Polarity, Unit
from scorecard.rules.periods import Period

ROOT = Path(__file__).resolve().parent.parent
PARTS = 100
QUARTERS = 48
_SENDING = """
import os, sys, django
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lscb.settings")
django.setup()
from benchmarks.long_files import send
send(*sys.argv[1:])
"""
_HEADINGS = "Ref,Period,Number,Out of,Breakdown"


def build(code: str, agencies: int, indicators: int) -> Any:
    """A board whose agencies each own so many percentages of a hundred parts."""
    area = boards.place()
    board = Board.objects.create(code=code, name=f"The {code} board", area_code=area.code)
    perspective = Perspective.objects.create(board=board, code="all", title="All", order=1)
    for agency in boards.seated(board, agencies):
        lead = Person.objects.create(email=f"lead@{agency.code}.example", name="Ann Lead")
        Membership.objects.create(
            person=lead, board=board, agency=agency, role=Role.AGENCY_LEAD.value, since=date(2000, 4, 1)
        )
        short = Agency.objects.get(pk=agency.pk).code.rpartition("-")[2]
        Indicator.objects.bulk_create(
            _indicator(board, perspective, agency, f"A{short}X{number:03}") for number in range(indicators)
        )
    return board


def _indicator(board: Any, perspective: Any, agency: Any, code: str) -> Any:
    return Indicator(
        board=board,
        perspective=perspective,
        owner=agency,
        code=code,
        title=f"Percentage {code}",
        unit=Unit.PERCENT.value,
        kind=Kind.FLOW.value,
        basis=Basis.IN_PERIOD.value,
        polarity=Polarity.CONTEXT.value,
        breakdown="part",
        breakdown_values=[f"part {number}" for number in range(PARTS)],
        frequency="quarter",
        since=date(2000, 4, 1),
        decimals=1,
        version=1,
    )


def periods() -> list[Period]:
    """The quarters up to the last one."""
    return [boards.LAST.shifted(-3 * back) for back in reversed(range(QUARTERS))]


def figures(agency: int, rows: int, seed: int) -> bytes:
    """A CSV file of so many figures of the agency of this number; another seed, other numerators."""
    dice, text = random.Random(seed), io.StringIO()
    text.write(_HEADINGS + "\n")
    written, number = 0, 0
    quarters = [one.short for one in periods()]
    while written < rows:
        for part in range(PARTS):
            for quarter in quarters:
                if written == rows:
                    break
                text.write(f"A{agency}X{number:03},{quarter},{dice.randint(20, 180)},200,part {part}\n")
                written += 1
        number += 1
    return text.getvalue().encode()


def send_apart(board: str, agency: str, file: Path, folder: Path) -> dict[str, Any]:
    """Send a file in a process of its own on this database: what the command below prints."""
    server = os.environ["DATABASE_URL"].rpartition("/")[0]
    done = subprocess.run(
        [sys.executable, "-c", _SENDING, board, agency, str(file)],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": f"{server}/{connection.settings_dict['NAME']}",
            "LSCB_EMBEDDED": "1",
            "LSCB_VAR": str(folder),
        },
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _timed_into(seconds: dict[str, float], work: Callable[..., object]) -> Callable[..., object]:
    def timed(**given: object) -> object:
        started = time.perf_counter()
        done = work(**given)
        seconds["signals"] = time.perf_counter() - started
        return done

    return timed


def send(board_code: str, agency_code: str, file: str) -> None:
    """Send the file and print what it took."""
    clock.fix(boards.TODAY)
    board, agency = Board.objects.get(code=board_code), Agency.objects.get(code=agency_code)
    lead = Membership.objects.select_related("person").get(board=board, agency=agency).person
    by = standing_at(lead, board_code)
    assert by is not None
    seconds: dict[str, float] = {}
    started = time.perf_counter()
    sent = submissions.receive(
        board=board, agency=agency, data=Path(file).read_bytes(), file_name=Path(file).name, by=by
    )
    seconds["receive"] = time.perf_counter() - started
    started = time.perf_counter()
    submissions.take_up(board_id=board.pk, agency_id=agency.pk)
    seconds["check"] = time.perf_counter() - started
    sent = Submission.objects.get(pk=sent.pk)
    assert sent.state == Submission.State.READY, (sent.state, sent.remark, sent.findings.first())
    started = time.perf_counter()
    # What the figures say is worked out in the same transaction; the floor does nothing of the sort.
    with patch.object(signals, "recompute", _timed_into(seconds, signals.recompute)):
        submissions.release(submission_id=sent.pk, by=by)
    submissions.take_up(board_id=board.pk, agency_id=agency.pk)
    seconds["load"] = time.perf_counter() - started - seconds["signals"]
    sent.refresh_from_db()
    assert sent.state == Submission.State.RELEASED, sent.state
    usage = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    held = Figure.objects.filter(submission=sent).count()
    print(
        json.dumps(
            {
                "seconds": seconds,
                "megabytes": {"worker": usage[0] // 1024, "child": usage[1] // 1024},
                "figures": held,
            }
        )
    )
