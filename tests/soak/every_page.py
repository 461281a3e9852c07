"""A long look at every page in a browser: each sample of it, by everybody, at both widths, on paper, without script."""

import re
import subprocess
import sys
import time
from typing import Any

from tests.soak.mutants import ROOT

#: The sweeps of which `make test` tries a part.
SWEEPS = tuple(
    f"tests/journeys/test_{name}.py" for name in ("every_page", "every_page_otherwise", "keyboard")
)


def run(seed: int, rounds: int) -> dict[str, Any]:
    """Try the sweeps whole, whatever the seed and the rounds; AssertionError with their words when one fails."""
    began = time.monotonic()
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--whole", *SWEEPS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-20_000:]
    passed = re.search(r"(\d+) passed", ran.stdout)
    return {
        "sweeps that passed": int(passed[1]) if passed else 0,
        "seconds": round(time.monotonic() - began, 1),
    }
