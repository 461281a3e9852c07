"""Asks a child process for a PDF: it reads only our own files, and neither time nor memory without limit.

What lives here: the parent's side. What the child does is in `design.pdf.child`.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE

#: The project's folder, where relative addresses begin.
ROOT = Path(__file__).resolve().parent.parent.parent
#: Seconds of one report. Forty pages with fifty charts take about five on two small cores.
SECONDS = 300
#: Address space of the child, in bytes: that report needs about a tenth of it.
MEMORY = 2 * 1024**3
#: Seconds between two looks at a child that prints.
_LOOKS = 0.5
#: What the child is told of this machine: enough to find programs and fonts.
_TOLD = ("PATH", "HOME", "FONTCONFIG_PATH", "FONTCONFIG_FILE", "LD_LIBRARY_PATH", "XDG_CACHE_HOME")


class PdfFailed(RuntimeError):
    """No PDF was made, or one that cannot be trusted. The message says why, in what WeasyPrint said."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A printed document: its bytes, and how many pages they hold."""

    data: bytes
    pages: int


def render(
    html: str,
    *,
    base_dir: Path = ROOT,
    seconds: int = SECONDS,
    memory: int = MEMORY,
    meanwhile: Callable[[], None] | None = None,
) -> Pdf:
    """Print `html` as PDF/UA-1. Addresses in it are relative to `base_dir`; only our own files are read.

    Raises PdfFailed when the document has no title or language, when WeasyPrint has anything to complain of
    (a missing picture, a style it doesn't know), and when `seconds` or `memory` (bytes) don't suffice. `meanwhile`
    is called every half second; whatever it raises stops the printing, and is raised.
    """
    words = [sys.executable, "-m", "design.pdf.child", str(base_dir.resolve()), str(seconds), str(memory)]
    # A fixed seed and date: the same input must give the same bytes, so that a sealed report keeps its hash.
    environment = {name: os.environ[name] for name in _TOLD if name in os.environ}
    environment |= {"LANG": "C.UTF-8", "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "0"}
    # From a file: a pipe would have to be fed while the child is looked at.
    with tempfile.TemporaryFile() as page:
        page.write(html.encode())
        page.seek(0)
        with subprocess.Popen(
            words, cwd=ROOT, env=environment, stdin=page, stdout=PIPE, stderr=PIPE
        ) as child:
            try:
                printed, said = _attended(child, seconds, meanwhile)
            except BaseException:
                child.kill()
                raise
    if child.returncode:
        raise PdfFailed(_reason(child.returncode, said.decode(errors="replace")))
    pages, _, data = printed.partition(b"\n")
    return Pdf(data=data, pages=int(pages))


def _attended(
    child: "subprocess.Popen[bytes]", seconds: int, meanwhile: Callable[[], None] | None
) -> tuple[bytes, bytes]:
    """What the child writes and says, once it has ended; it is looked at every half second until then."""
    ends = time.monotonic() + seconds
    while True:
        if meanwhile:
            meanwhile()
        try:
            return child.communicate(timeout=_LOOKS)
        except subprocess.TimeoutExpired:
            if time.monotonic() > ends:
                raise PdfFailed(f"Printing took longer than {seconds} seconds and was stopped.") from None


def _reason(code: int, said: str) -> str:
    """Why the child ended, in a sentence: its own last words, or the signal that ended it."""
    if code < 0 or "MemoryError" in said:
        return "Printing needed more time or memory than it may have, and was stopped."
    return said.strip() or f"Printing ended with status {code} and no word."
