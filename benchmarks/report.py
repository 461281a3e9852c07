"""A report of sixty pages, sixty charts and forty tables: seconds, memory, growth, ten queued on two workers.

Headless Chromium prints the same HTML in the same run. It prints without tags, contents or a fixed result, so it does
less: it is the pace to know, not the aim. The floor is a document of one word, which pays for starting the printing
child and nothing else.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from math import log
from pathlib import Path
from statistics import fmean
from typing import Any, TypeVar

from pypdf import PdfReader

from agencies.models import Board
from agencies.rules import clock
from agencies.rules.standing import Actor
from benchmarks import boards, measuring, workers
from benchmarks.reported import of_pages
from design.pdf import ROOT, render
from ops.system import CHROMIUMS
from reports import build, gather
from reports.actions.opening import open_report
from reports.models import Printing, Report
from reports.rules.document import Document, to_json
from reports.rules.kinds import Kind
from reports.tasks import build_report
from scorecard.rules.periods import financial_year

SIZE = boards.Size(quarters=24, agencies=14)
YEAR = boards.LAST.year_start
OFFICE = Actor(None, "The benchmark")
PAGES = 60
#: So many pages each, to see how time grows.
LENGTHS = (15, 30, 60, 120)
ROUNDS = 3
QUEUED, WORKERS = 10, 2
#: Seconds after which Chromium, and the queue, are given up.
PATIENCE = 120
QUEUE_PATIENCE = 900
#: The issue's limits: times Chromium, megabytes, the power of pages that time grows with.
LIMITS = {"times_chromium": 4.0, "megabytes": 300, "power_of_pages": 1.1}
_ONE_WORD = (
    '<!DOCTYPE html><html lang="en-GB"><head><title>Nothing</title></head><body><p>Nothing</p></body></html>'
)
_ASKING = """
import resource, sys
from design.pdf import render
render(sys.stdin.buffer.read().decode())
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
Made = TypeVar("Made")


def run() -> dict[str, Any]:
    """Seconds of each step, pages, peak memory, growth, the queue, and how long Chromium takes over the same pages."""
    clock.fix(boards.TODAY)
    try:
        board = boards.build("board", SIZE)
        opened = open_report(board=board, kind=Kind.ANNUAL, period=financial_year(YEAR), by=OFFICE)
        whole, gathering = _timed(lambda: gather.annual_report(opened))
    finally:
        clock.fix(None)
    document = of_pages(whole, PAGES)
    html, drawing = _timed(lambda: build.html(document))
    pdf = render(html)
    with tempfile.TemporaryDirectory(prefix="lscb-bench-") as folder:
        chromium = _chromium(html, Path(folder))
        works = {"pdf": lambda: render(html), "one_word": lambda: render(_ONE_WORD)}
        seconds = measuring.in_turn(works | ({"chromium": chromium} if chromium else {}), ROUNDS)
        beside = _beside(seconds, Path(folder)) if chromium else {"skipped": "There is no Chromium here."}
    return {
        "size": {"pages": pdf.pages, "charts": html.count("<svg"), "tables": html.count("<caption")},
        "limits": LIMITS,
        "seconds": _rounded({"gather_whole_annual": gathering, "html": drawing, **seconds}),
        "pdf_kilobytes": len(pdf.data) // 1024,
        "peak_megabytes": {"report": _peak(html), "one_word": _peak(_ONE_WORD)},
        "floor": "a document of one word: starting the printing child",
        "ratio_to_floor": round(seconds["pdf"] / seconds["one_word"], 1),
        "chromium": beside,
        "growth": _growth(whole, seconds["one_word"]),
        "queue": _queue(board, document),
    }


def _timed(work: Callable[[], Made]) -> tuple[Made, float]:
    """What the work makes, and the seconds it takes the second time."""
    work()
    started = time.perf_counter()
    made = work()
    return made, time.perf_counter() - started


def _rounded(seconds: Mapping[str, float]) -> dict[str, float]:
    return {name: round(one, 2) for name, one in seconds.items()}


def _growth(whole: Document, floor: float) -> dict[str, Any]:
    """Seconds by length; and the power of pages they grow with, the floor taken off: a line through logarithms."""
    printed = {length: build.html(of_pages(whole, length)) for length in LENGTHS}
    pages = {length: render(html).pages for length, html in printed.items()}

    def one(html: str) -> Callable[[], object]:
        return lambda: render(html)

    seconds = measuring.in_turn({length: one(html) for length, html in printed.items()}, ROUNDS)
    across = [log(pages[length]) for length in LENGTHS]
    up = [log(seconds[length] - floor) for length in LENGTHS]
    middle, height = fmean(across), fmean(up)
    power = sum((x - middle) * (y - height) for x, y in zip(across, up, strict=True)) / sum(
        (x - middle) ** 2 for x in across
    )
    return {
        "seconds_by_pages": {pages[length]: round(seconds[length], 2) for length in LENGTHS},
        "power_of_pages": round(power, 2),
    }


def _queue(board: Board, document: Document) -> dict[str, Any]:
    """Ten records of the same sixty pages, asked for at once, by two real workers: seconds until the last is filed."""
    data = to_json(document)
    waiting = [_record(board, edition, data) for edition in range(2, 2 + QUEUED)]
    with tempfile.TemporaryDirectory(prefix="lscb-bench-") as name:
        folder = Path(name)
        running = [workers.start(folder, number) for number in range(WORKERS)]
        try:
            workers.ready(folder)
            started = time.perf_counter()
            for pk in waiting:
                build_report.delay(pk)
            while Printing.objects.filter(pk__in=waiting).exclude(state=Printing.State.BUILT).exists():
                assert time.perf_counter() - started < QUEUE_PATIENCE, "The queue did not end"
                time.sleep(0.1)
            took = time.perf_counter() - started
        finally:
            for one in running:
                one.terminate()
                one.wait()
    return {"reports": QUEUED, "workers": WORKERS, "seconds": round(took, 1), "each": round(took / QUEUED, 2)}


def _record(board: Board, edition: int, data: dict[str, Any]) -> int:
    """A report that is approved, whose record waits to be printed."""
    year, at = financial_year(YEAR), clock.now()
    by = {"opened_at": at, "opened_by": "The benchmark", "approved_at": at, "approved_by": "The benchmark"}
    report = Report.objects.create(
        board=board,
        kind=Kind.ANNUAL,
        first=year.first,
        last=year.last,
        edition=edition,
        state="approved",
        **by,
    )
    asked: dict[str, Any] = {"report": report, "asked_at": at, "asked_by": "The benchmark"}
    built = {"state": Printing.State.BUILT, "stored": "reports/none.pdf", "sha256": "0" * 64, "pages": 1}
    Printing.objects.create(**asked, **built, number=1, approved=True, data=data, data_sha256="0" * 64)
    return Printing.objects.create(**asked, number=2, final=True).pk


def _chromium(html: str, folder: Path) -> Callable[[], object] | None:
    """Prints the HTML into the folder when called; None where there is no Chromium."""
    program = os.environ.get("LSCB_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if program is None:
        return None
    page = folder / "report.html"
    page.write_text(html.replace("<head>", f'<head><base href="{ROOT.as_uri()}/">', 1))
    words = [program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    words += [f"--user-data-dir={folder / 'profile'}", "--no-pdf-header-footer"]
    words += [f"--print-to-pdf={_printed(folder)}", page.as_uri()]
    return lambda: subprocess.run(words, check=True, capture_output=True, timeout=PATIENCE)


def _printed(folder: Path) -> Path:
    return folder / "chromium.pdf"


def _beside(seconds: dict[str, float], folder: Path) -> dict[str, float]:
    """What Chromium made of the same HTML, and how many times as long as it we take."""
    pages = len(PdfReader(_printed(folder)).pages)
    return {"pages": pages, "ratio_of_ours_to_it": round(seconds["pdf"] / seconds["chromium"], 1)}


def _peak(html: str) -> int:
    """The most memory the printing child ever held, in megabytes.

    Asked of a small process that has no other child: what a parent holds when it forks counts as its child's.
    """
    done = subprocess.run(
        [sys.executable, "-c", _ASKING], cwd=ROOT, input=html.encode(), capture_output=True, check=True
    )
    return int(done.stdout) // 1024
