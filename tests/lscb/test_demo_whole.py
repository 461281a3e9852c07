"""`make demo` from end to end: real services, web, worker and beat, the agencies' files, the printed report."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pypdf
import pytest

#: Seconds the whole of it may take on a machine that has other things to do.
PATIENCE = 2_400
ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="/proc is not mounted"),
]


def command(folder: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "lscb.demo_run", "--folder", str(folder), *options]


def living_in(folder: Path) -> list[str]:
    """Processes whose environment or working folder is the demo's."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            told = (process / "environ").read_bytes() + os.fsencode((process / "cwd").resolve())
            if process.name.isdigit() and os.fsencode(folder) in told:
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


def test_it_runs_once_and_then_stays_until_it_is_stopped(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    once = subprocess.run(
        command(folder, "--once"), cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE
    )

    assert once.returncode == 0, once.stderr
    assert once.stdout.count("\n") == 1
    result = json.loads(once.stdout)
    # 14 that sit on the board and send figures, and seven organisations that are asked to assess themselves.
    assert result["agencies"] == {"total": 21, "new": 21}
    assert min(result[name]["new"] for name in ("submissions", "figures", "findings", "signals")) > 0
    assert set(result["packs"]) == {"board-pack", "evidence"}
    for printed in (result["pdf"], *result["packs"].values()):
        assert len(pypdf.PdfReader(printed["path"]).pages) == printed["pages"]
    assert living_in(folder) == []

    staying = subprocess.Popen(
        command(folder), cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert staying.stderr is not None
    said: list[str] = []
    for line in staying.stderr:
        said.append(line)
        if line.startswith("Ctrl-C"):
            break
    address = next(line.split()[-1] for line in said if line.startswith("The portal is at"))
    with urllib.request.urlopen(f"{address}/sign-in/") as page:
        assert page.status == 200
    assert any("chair@demo.example" in line for line in said)

    staying.send_signal(signal.SIGINT)
    output, _ = staying.communicate(timeout=60)

    assert staying.returncode == 0
    assert output == ""
    assert living_in(folder) == []
