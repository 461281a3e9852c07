"""Charts drawn by the server against the same data drawn by Plotly: overview and indicator page, in a real browser.

Both pages are the portal's own, under its own security policy, without their frame's other scripts; in the other's
place each chart is an empty box that Plotly fills, with everything it needs in the page. Time is from asking for the
page until it has been painted whole. Nothing is sent over a network.
"""

import gzip
import json
import os
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.urls import reverse

from agencies.models import Board
from agencies.rules import clock
from benchmarks import boards, readers
from design.charts import Chart, responsive, sparkline
from design.charts.figure import figure
from scorecard.models import Indicator
from scorecard.presenters import indicator as indicator_words
from scorecard.presenters import overview as overview_words

SIZE = boards.Size(quarters=24, agencies=14)
ROUNDS = 9
#: So many small charts the overview is measured with.
CHARTS = 50
NO_BROWSER = "There is no Chromium here: install it, or name one in LSCB_CHROMIUM."
_STATIC = tuple(Path(folder) for folder in settings.STATICFILES_DIRS)
_BOX = '<div class="board-box" data-chart="{}"></div>'
_SCRIPT = """
const stand = document.createElement("template");
stand.id = "9f215cf04c5486422605d13261cb87401f4e7763b6296af81e98efbc0130da53";
document.head.append(stand);
const figures = JSON.parse(document.getElementById("figures").textContent);
const script = document.createElement("script");
script.src = "/static/vendor/plotly-basic.min.js";
script.addEventListener("load", async () => {
  for (const box of document.querySelectorAll("[data-chart]")) {
    const one = figures[Number(box.dataset.chart)];
    await Plotly.newPlot(box, one.data, one.layout, one.config);
  }
  document.documentElement.dataset.drawn = "yes";
});
document.head.append(script);
"""
#: Milliseconds since the page was asked for, once what is there has been painted.
_PAINTED = """() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(
  () => resolve(performance.now()))))"""


def run() -> dict[str, Any]:
    """Milliseconds and bytes of both ways for both pages, and how many times the server's Plotly takes."""
    browser = _chromium()
    if browser is None:
        return {"skipped": NO_BROWSER}
    clock.fix(boards.TODAY)
    try:
        pages = _pages(boards.build("board", SIZE))
    finally:
        clock.fix(None)
    seconds = _seen(browser, pages)
    return {
        page: {
            "charts": pages[f"{page}-plotly"].count("data-chart="),
            "milliseconds": {way: round(seconds[f"{page}-{way}"], 1) for way in ("server", "plotly")},
            "compressed_bytes": {way: _weight(pages[f"{page}-{way}"]) for way in ("server", "plotly")},
            "plotly_to_server": round(seconds[f"{page}-plotly"] / seconds[f"{page}-server"], 1),
        }
        for page in ("overview", "indicator")
    }


def _chromium() -> str | None:
    return os.environ.get("LSCB_CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )


def _pages(board: Board) -> dict[str, str]:
    """Each page both ways, by name."""
    reader = readers.signed_in(board)
    indicator = Indicator.objects.filter(board=board, owner__isnull=False, unit="percent").first()
    assert indicator is not None
    addresses = {
        "overview": (
            reverse("scorecard:overview", args=[board.code]),
            overview_words,
            "sparkline",
            sparkline,
        ),
        "indicator": (
            reverse("scorecard:indicator", args=[board.code, indicator.code]),
            indicator_words,
            "responsive",
            responsive,
        ),
    }
    pages = {}
    for name, (address, owner, drawing, drawn) in addresses.items():
        found: list[Chart] = []

        def kept(chart: Chart, found: list[Chart] = found) -> str:
            found.append(chart)
            return f"@@{len(found) - 1}@@"

        with patch.object(owner, drawing, kept):
            html = reader.get(address).content.decode()
        charts = found[:CHARTS]
        html = re.sub(r"<script(?! id=)[^>]*></script>", "", html)
        pages[f"{name}-server"] = _filled(html, [str(drawn(one)) for one in charts], len(found))
        boxes = [_BOX.format(number) for number in range(len(charts))]
        figures = [figure(one) if name == "indicator" else _small(one) for one in charts]
        pages[f"{name}-plotly"] = _filled(html, boxes, len(found)).replace(
            "</head>",
            '<link rel="stylesheet" href="/static/vendor/plotly.css" id="plotly.js-style-global" '
            'class="no-inline-styles"><link rel="stylesheet" href="/boxes.css">'
            f'<script id="figures" type="application/json">{_told(figures)}</script>'
            '<script type="module" src="/draw.js"></script></head>',
        )
    return pages


def _filled(html: str, drawings: list[str], places: int) -> str:
    """The page with these drawings in their places, and nothing in those that are left."""
    for number in range(places):
        html = html.replace(f"@@{number}@@", drawings[number] if number < len(drawings) else "")
    return html


def _small(chart: Chart) -> dict[str, Any]:
    """The same data as a small chart: no axes, no names, nothing to point at."""
    made = figure(chart)
    layout = made["layout"]
    layout |= {
        "height": 38,
        "width": 148,
        "autosize": False,
        "annotations": [],
        "margin": dict.fromkeys("lrtb", 3),
    }
    for axis in ("xaxis", "yaxis"):
        layout[axis]["visible"] = False
    return made | {"config": {**made["config"], "staticPlot": True, "responsive": False}}


def _told(figures: list[dict[str, Any]]) -> str:
    return json.dumps(figures, separators=(",", ":")).replace("<", "\\u003c")


def _weight(page: str) -> int:
    """Bytes on the wire, compressed: the page and what it draws with."""
    parts = [page.encode()]
    if "data-chart=" in page:
        parts += [_static(f"vendor/{name}") for name in ("plotly-basic.min.js", "plotly.css")]
    return sum(len(gzip.compress(one)) for one in parts)


def _static(name: str) -> bytes:
    return next(folder / name for folder in _STATIC if (folder / name).is_file()).read_bytes()


def _seen(browser: str, pages: dict[str, str]) -> dict[str, float]:
    """Median milliseconds a page, all in turn, each in a window that has kept nothing; a first go does not count."""
    from playwright.sync_api import sync_playwright

    taken: dict[str, list[float]] = {name: [] for name in pages}
    with _served(pages) as address, sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        for number in range(ROUNDS + 1):
            for name in pages:
                window = started.new_context(viewport={"width": 1280, "height": 900})
                page = window.new_page()
                page.goto(f"{address}/{name}")
                if name.endswith("plotly"):
                    page.wait_for_selector("html[data-drawn]", state="attached")
                painted = float(page.evaluate(_PAINTED))
                window.close()
                if number:
                    taken[name].append(painted)
        started.close()
    return {name: median(times) for name, times in taken.items()}


@contextmanager
def _served(pages: dict[str, str]) -> Iterator[str]:
    """A server of these pages and the portal's static files, under the portal's security policy."""
    policy = "; ".join(
        f"{name} {' '.join(values)}"
        for name, values in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
    )
    own = {
        "/draw.js": ("text/javascript", _SCRIPT.encode()),
        "/boxes.css": ("text/css", b".board-box{min-height:38px}"),
        **{f"/{name}": ("text/html; charset=utf-8", page.encode()) for name, page in pages.items()},
    }
    kinds = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, data = own.get(self.path, ("", b""))
            if self.path.startswith("/static/"):
                kind, data = kinds[self.path.rpartition(".")[2]], _static(self.path.removeprefix("/static/"))
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *given: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
