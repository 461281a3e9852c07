"""The annual report of a board: seconds, pages, memory; and headless Chromium printing the same HTML.

Chromium prints without tags, so it does less: it is the pace to know, not the aim. The floor is a document of one
word, which pays for starting the printing child and nothing else.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from pypdf import PdfReader

from agencies.rules import clock
from agencies.rules.standing import Actor
from benchmarks import boards, measuring
from design.pdf import ROOT, render
from ops.system import CHROMIUMS
from reports import build, gather
from reports.actions.opening import open_report
from reports.rules.kinds import Kind
from scorecard.rules.periods import financial_year

SIZE = boards.Size(quarters=24, agencies=14)
YEAR = boards.LAST.year_start
ROUNDS = 3
OFFICE = Actor(None, "The benchmark")
#: Seconds after which Chromium is given up.
PATIENCE = 120
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
    """Seconds of each step, pages, peak memory, and how long Chromium takes over the same pages."""
    clock.fix(boards.TODAY)
    try:
        board = boards.build("board", SIZE)
        opened = open_report(board=board, kind=Kind.ANNUAL, period=financial_year(YEAR), by=OFFICE)
        report, gathering = _timed(lambda: gather.annual_report(opened))
    finally:
        clock.fix(None)
    html, drawing = _timed(lambda: build.html(report))
    pdf = render(html)
    with tempfile.TemporaryDirectory(prefix="lscb-bench-") as folder:
        chromium = _chromium(html, Path(folder))
        works = {"pdf": lambda: render(html), "one_word": lambda: render(_ONE_WORD)}
        seconds = measuring.in_turn(works | ({"chromium": chromium} if chromium else {}), ROUNDS)
        beside = _beside(seconds, Path(folder)) if chromium else {"skipped": "There is no Chromium here."}
    return {
        "size": {"indicators": len(tuple(report.indicators())), "charts": html.count("<svg")},
        "seconds": _rounded({"gather": gathering, "html": drawing, **seconds}),
        "pages": pdf.pages,
        "pdf_kilobytes": len(pdf.data) // 1024,
        "peak_megabytes": {"report": _peak(html), "one_word": _peak(_ONE_WORD)},
        "floor": "a document of one word: starting the printing child",
        "ratio_to_floor": round(seconds["pdf"] / seconds["one_word"], 1),
        "chromium": beside,
    }


def _timed(work: Callable[[], Made]) -> tuple[Made, float]:
    """What the work makes, and the seconds it takes the second time."""
    work()
    started = time.perf_counter()
    made = work()
    return made, time.perf_counter() - started


def _rounded(seconds: dict[str, float]) -> dict[str, float]:
    return {name: round(one, 2) for name, one in seconds.items()}


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
