"""Small returns: two thousand queued at once for two workers, and one from its upload to its check page.

The floor of the queue is the least work that ends with the same figures: one connection, and for each return one
transaction with one INSERT of its rows. It reads no file, checks nothing, keeps no record and tells nobody. The
check page's is an empty page of the same server.
"""

import os
import random
import tempfile
import time
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse

from agencies.models import Agency, Board, Membership, Person
from agencies.rules import clock
from agencies.rules.roles import Role
from agencies.rules.standing import Actor
from agencies.tasks import ring
from benchmarks import boards, measuring, workers
from scorecard import tasks
from scorecard.actions import submissions
from scorecard.models import Feed, Figure, Indicator, Perspective, Return, Submission
from scorecard.rules.figures import Basis, Kind, Polarity, Status, Unit
from scorecard.rules.periods import Period

ROOT = Path(__file__).resolve().parent.parent
#: `BENCH_RETURNS` makes them fewer while one tries things out.
RETURNS = int(os.environ.get("BENCH_RETURNS", "2000"))
QUARTERS = 40
ROWS = 10
PAGE_ROWS = 30
PAGES = 15
WORKERS = 2
#: Seconds after which the workers are given up.
PATIENCE = 1800.0
_SINCE = date(2000, 4, 1)
_BY = Actor(None, "The benchmark")
_ENDED = (Submission.State.RELEASED, Submission.State.TO_CORRECT, Submission.State.REFUSED)


def run() -> dict[str, Any]:
    """Returns a second, that none is lost or double, and the check page's time as a ratio to an empty page."""
    clock.fix(boards.TODAY)
    with tempfile.TemporaryDirectory(prefix="lscb-bench-") as name, ExitStack() as undone:
        folder = Path(name)
        undone.callback(clock.fix, None)
        undone.enter_context(
            override_settings(
                MEDIA_ROOT=folder / "files",
                INBOX_ROOT=folder / "inbox",
                QUARANTINE_ROOT=folder / "quarantine",
            )
        )
        return {"queue": _queue(folder), "check_page": _check_page()}


def _board(code: str, agencies: int, indicators: int) -> Board:
    """A board whose agencies own so many counts each and owe a return for every quarter."""
    area = boards.place()
    board: Board = Board.objects.create(code=code, name=f"The {code} board", area_code=area.code)
    perspective = Perspective.objects.create(board=board, code="all", title="All", order=1)
    for place, agency in enumerate(boards.seated(board, agencies)):
        Indicator.objects.bulk_create(
            _indicator(board, perspective, agency, f"A{place}N{number}") for number in range(indicators)
        )
        Feed.objects.create(
            board=board,
            agency=agency,
            folder=agency.code,
            policy=Feed.Policy.RELEASE,
            policy_set_at=clock.now(),
            policy_set_by=_BY.words,
        )
        Return.objects.bulk_create(
            Return(board=board, agency=agency, first=one.first, last=one.last, due_on=one.last)
            for one in _quarters()
        )
    return board


def _indicator(board: Board, perspective: Perspective, agency: Agency, code: str) -> Indicator:
    return Indicator(
        board=board,
        perspective=perspective,
        owner=agency,
        code=code,
        title=f"Number {code}",
        unit=Unit.COUNT.value,
        kind=Kind.FLOW.value,
        basis=Basis.IN_PERIOD.value,
        polarity=Polarity.CONTEXT.value,
        frequency="quarter",
        since=_SINCE,
        decimals=0,
        version=1,
    )


def _quarters() -> list[Period]:
    return [boards.LAST.shifted(-3 * back) for back in reversed(range(QUARTERS))]


def _file(place: int, quarter: Period, rows: int, dice: random.Random) -> bytes:
    lines = [f"A{place}N{number},{quarter.short},{dice.randint(80, 120)}" for number in range(rows)]
    return "\n".join(("Ref,Period,Number", *lines, "")).encode()


def _queue(folder: Path) -> dict[str, Any]:
    """All received first; then both workers are rung for every agency at once."""
    board, agencies = _board("queue", RETURNS // QUARTERS, ROWS), RETURNS // QUARTERS
    floor = _floor(_board("floor", agencies, ROWS))
    dice = random.Random(1)
    feeds = list(Feed.objects.filter(board=board).select_related("agency").order_by("pk"))
    for place, feed in enumerate(feeds):
        for quarter in _quarters():
            submissions.receive(
                board=board,
                agency=feed.agency,
                data=_file(place, quarter, ROWS, dice),
                file_name=f"{quarter.short}.csv",
                by=_BY,
                feed=feed,
            )
    running = [workers.start(folder, number) for number in range(WORKERS)]
    try:
        workers.ready(folder)
        started = time.monotonic()
        for feed in feeds:
            ring(tasks.check_submissions, board.pk, feed.agency_id)
        while left := Submission.objects.filter(board=board).exclude(state__in=_ENDED).count():
            assert time.monotonic() - started < PATIENCE, f"{left} returns are still not done"
            time.sleep(0.1)
        seconds = time.monotonic() - started
    finally:
        for worker in running:
            worker.kill()
            worker.wait()
    return {
        "returns": len(feeds) * QUARTERS,
        "rows_each": ROWS,
        "workers": WORKERS,
        "seconds": round(seconds, 1),
        "returns_a_second": round(len(feeds) * QUARTERS / seconds, 1),
        "floor_returns_a_second": round(len(feeds) * QUARTERS / floor),
        "ratio_to_floor": round(seconds / floor, 1),
        **_account(board),
    }


def _account(board: Board) -> dict[str, int]:
    """How many were lost or loaded twice. AssertionError when any was."""
    sent = Submission.objects.filter(board=board)
    held = Figure.objects.filter(indicator__board=board)
    expected = sent.count() * ROWS
    found = {
        "lost": sent.exclude(state=Submission.State.RELEASED).count() + max(0, expected - held.count()),
        "double": max(0, held.count() - expected) + held.filter(superseded_by__isnull=False).count(),
    }
    assert not any(found.values()), found
    return found


def _floor(board: Board) -> float:
    """Seconds to insert the same figures, one transaction a return."""
    area, dice = boards.place(), random.Random(2)
    own: dict[int, list[Indicator]] = {}
    for one in Indicator.objects.filter(board=board):
        own.setdefault(one.owner_id or 0, []).append(one)
    sent = boards.sent(board, list(Agency.objects.filter(seats__board=board)))
    started = time.perf_counter()
    for agency_id, indicators in own.items():
        for quarter in _quarters():
            counted = [Decimal(dice.randint(80, 120)) for _ in indicators]
            Figure.objects.bulk_create(
                Figure(
                    indicator=one,
                    agency_id=agency_id,
                    area=area,
                    breakdown="all",
                    period_kind=quarter.kind.value,
                    first=quarter.first,
                    last=quarter.last,
                    basis=one.basis,
                    numerator=number,
                    value=number,
                    status=Status.REPORTED.value,
                    sheet="CSV",
                    cell="C2",
                    submission=sent[agency_id],
                )
                for one, number in zip(indicators, counted, strict=True)
            )
    return time.perf_counter() - started


def _check_page() -> dict[str, Any]:
    """Uploading, checking and showing a return of thirty rows, each time another quarter's."""
    board = _board("page", 1, PAGE_ROWS)
    agency = Agency.objects.get(seats__board=board)
    lead = Person.objects.create(email="lead@page.example", name="Ann Lead")
    Membership.objects.create(
        person=lead, board=board, agency=agency, role=Role.AGENCY_LEAD.value, since=_SINCE
    )
    client = Client(SERVER_NAME="localhost")
    client.force_login(lead, backend="django.contrib.auth.backends.ModelBackend")
    dice, quarters, pages = random.Random(3), iter(_quarters()), list[str]()

    def upload() -> None:
        quarter = next(quarters)
        owed = Return.objects.get(board=board, agency=agency, first=quarter.first)
        file = SimpleUploadedFile("return.csv", _file(0, quarter, PAGE_ROWS, dice))
        answer = client.post(reverse("scorecard:upload", args=[board.code, owed.pk]), {"file": file})
        assert answer.status_code == 302, answer.content
        pages.append(answer["Location"])

    def check() -> None:
        assert submissions.take_up(board_id=board.pk, agency_id=agency.pk) == 1

    def page() -> None:
        answer = client.get(pages[-1])
        assert answer.status_code == 200
        assert b"A0N0" in answer.content

    seconds = measuring.in_turn(
        {
            "upload": upload,
            "check": check,
            "page": page,
            "empty_page": partial(client.get, reverse("page", args=["privacy"])),
        },
        PAGES,
    )
    whole = sum(seconds[one] for one in ("upload", "check", "page"))
    return {
        "rows": PAGE_ROWS,
        "milliseconds": measuring.milliseconds(seconds | {"upload_to_page": whole}),
        "ratio_to_empty_page": round(whole / seconds["empty_page"], 1),
        "page_alone_to_empty_page": round(seconds["page"] / seconds["empty_page"], 1),
    }
