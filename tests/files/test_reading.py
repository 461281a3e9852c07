"""Reading apart: a file that eats memory, loops or crashes takes its own process with it, and nothing else."""

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from files import reading, wire
from files.errors import Unreadable
from files.limits import LIMITS, Limits
from files.readers import read
from files.reading import NoChild, read_apart, tally
from tests.files.binaries import Error, xls_bytes, xlsb_bytes
from tests.files.books import csv_bytes, xlsx_bytes
from tests.files.opened import ods_bytes

ROOT = Path(__file__).resolve().parents[2]
GOOD = b"Ref,Number\nD01,5\n"
SHEETS = {
    "Return": [["Ref", 5, 20.2, None, " ", "0", True], [], [Error("#DIV/0!"), -3]],
    "Notes": [["£ – 😀"]],
}


@pytest.fixture(autouse=True)
def _no_child_stays():
    reading.stop()
    yield
    reading.stop()


@contextmanager
def child_that(does: str, monkeypatch, before: str = "pass"):
    """Children run this in place of reading a file, and `before` once, until the block ends."""
    script = (
        f"import sys; from files import child\n{before}\n"
        f"def read(source, *, limits):\n    {does}\n"
        "child.read = read; child.main(int(sys.argv[1]), int(sys.argv[2]))"
    )
    start = subprocess.Popen

    def started(command, **options):
        return start([command[0], "-B", "-c", script, *command[-2:]], **options)

    with monkeypatch.context() as patch:
        patch.setattr(reading.subprocess, "Popen", started)
        yield
    reading.stop()


def refused(source=GOOD, **caps) -> str:
    with pytest.raises(Unreadable) as refusal:
        read_apart(source, **caps)
    assert refusal.value.message
    assert refusal.value.remedy
    return refusal.value.code


@pytest.mark.parametrize(
    "data",
    [
        csv_bytes([["Ref", "£"], [], ["D01", "5"]], encoding="cp1252"),
        csv_bytes([["Ref", "£"], ["D01", "5"]] * 50, encoding="utf-16"),
        xlsx_bytes({"A": [["Ref", 5, 20.2, None, " ", "#DIV/0!"]]}, lambda sheet: sheet.merge_cells("A2:C3")),
        ods_bytes(SHEETS),
        xls_bytes(SHEETS),
        xlsb_bytes(SHEETS),
    ],
)
@pytest.mark.parametrize("limits", [LIMITS, Limits(long_from=10)])
def test_a_book_read_apart_is_the_book_read_here(data, limits, tmp_path):
    (tmp_path / "book").write_bytes(data)

    assert read_apart(data, limits=limits) == read(data, limits=limits)
    assert read_apart(tmp_path / "book", limits=limits) == read(tmp_path / "book", limits=limits)


def test_a_refusal_read_apart_has_the_same_words():
    for data in (b"", b"%PDF-1.7", b"PK\x03\x04", b'Ref\n"5'):
        with pytest.raises(Unreadable) as there:
            read_apart(data)
        with pytest.raises(Unreadable) as here:
            read(data)
        assert (there.value.code, str(there.value)) == (here.value.code, str(here.value))


def test_one_warm_process_reads_one_file_after_the_other():
    read_apart(GOOD)
    before = tally.started
    for _ in range(5):
        read_apart(GOOD)

    assert tally.started == before


@pytest.mark.parametrize(
    "does",
    [
        "held = []\n    while True: held.append(bytearray(10_000_000))",
        "import ctypes; ctypes.string_at(0)",
        "import os; os.abort()",
        "raise SystemExit(0)",
    ],
    ids=["eats memory", "crashes", "aborts", "leaves"],
)
def test_a_file_that_ends_its_process_is_too_heavy_and_the_next_one_reads_well(does, monkeypatch):
    with child_that(does, monkeypatch):
        assert refused(memory=300_000_000) == "file-too-heavy"

    assert read_apart(GOOD) == read(GOOD)


def test_a_file_that_takes_too_long_is_ended_and_the_next_one_reads_well(monkeypatch):
    monkeypatch.setattr(reading, "_START", 2.0)
    began, killed = time.monotonic(), tally.killed
    with child_that("import time; time.sleep(600)", monkeypatch):
        assert refused(seconds=0.5) == "file-too-heavy"

    assert time.monotonic() - began < 20
    assert tally.killed == killed + 1
    assert read_apart(GOOD) == read(GOOD)


def test_a_file_that_loops_is_ended_by_the_system_even_when_nobody_waits(monkeypatch):
    with child_that("\n    while True: pass", monkeypatch):
        assert refused(seconds=1) == "file-too-heavy"


@pytest.mark.parametrize(
    "frames",
    [
        "[{'book': 'csv', 'encoding': None}, {'rows': [[1, [[1, 'x']]]]}]",
        "[{'book': 'tarot', 'encoding': None}]",
        "[{'sheet': 5}]",
        "[{'rows': 7}]",
        "[]",
    ],
)
def test_a_process_that_answers_nonsense_is_not_believed(frames, monkeypatch):
    with child_that("pass", monkeypatch, f"child.wire.frames_of = lambda book: {frames}"):
        assert refused() == "damaged-file"


def test_a_process_that_answers_more_than_the_limits_is_not_believed_and_not_asked_again(monkeypatch):
    many = "[{'book': 'xlsx', 'encoding': None}, *({'sheet': str(n), 'hidden': False, 'hidden_rows': [], "
    many += "'hidden_columns': [], 'anchors': [], 'linked': [], 'long': None} for n in range(900))]"
    with child_that("pass", monkeypatch, f"child.wire.frames_of = lambda book: {many}"):
        assert refused() == "too-large"
        assert not reading._idle


def test_a_frame_that_claims_to_be_endless_is_not_waited_for(monkeypatch):
    does = "import os; os.write(1, b'\\xff\\xff\\xff\\xff'); import time; time.sleep(60)"
    with child_that(does, monkeypatch):
        assert refused() == "damaged-file"


def test_a_process_ended_for_anothers_sake_does_not_cost_the_file():
    read_apart(GOOD)
    os.kill(reading._idle[0].process.pid, signal.SIGSTOP)
    pid = reading._idle[0].process.pid
    killer = threading.Timer(0.3, os.kill, (pid, signal.SIGKILL))
    killer.start()

    assert read_apart(GOOD) == read(GOOD)
    killer.join()


def test_no_process_to_read_in_is_our_trouble_and_not_the_files(monkeypatch):
    monkeypatch.setattr(reading.sys, "executable", "/nowhere/python")

    with pytest.raises(NoChild):
        read_apart(GOOD)


def test_the_process_knows_none_of_our_secrets_and_has_only_its_two_pipes(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    kept, other = os.pipe()
    os.set_inheritable(other, True)
    try:
        read_apart(GOOD)
        pid = reading._idle[0].process.pid
        environment = Path(f"/proc/{pid}/environ").read_bytes()
        pipes = {one.name for one in Path(f"/proc/{pid}/fd").iterdir()}
    finally:
        os.close(kept)
        os.close(other)

    assert b"secret" not in environment
    assert pipes == {"0", "1", "2"}


def test_the_process_is_capped():
    read_apart(GOOD, memory=700_000_000)
    caps = Path(f"/proc/{reading._idle[0].process.pid}/limits").read_text()

    def of(name):
        return next(line for line in caps.splitlines() if line.startswith(name)).split()

    assert "700000000" in of("Max address space")
    assert of("Max core file size")[4] == "0"
    assert of("Max file size")[3] == "0"
    assert of("Max cpu time")[3] != "unlimited"


def test_the_process_goes_when_the_one_that_asked_it_is_killed():
    script = (
        "from files import reading\n"
        "reading.read_apart(b'Ref\\n5\\n'); print(reading._idle[0].process.pid, flush=True)\n"
        "import time; time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        child = int(parent.stdout.readline())
        parent.kill()
    deadline = time.monotonic() + 10
    while _runs(child) and time.monotonic() < deadline:
        time.sleep(0.02)

    assert not _runs(child)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_forked_worker_leaves_its_parents_process_alone_and_starts_its_own():
    read_apart(GOOD)
    parents = reading._idle[0].process.pid
    pid = os.fork()
    if pid == 0:
        try:
            good = not reading._idle and read_apart(GOOD) == read(GOOD)
            good = good and reading._idle[0].process.pid != parents
            reading.stop()
            os._exit(0 if good else 1)
        finally:
            os._exit(2)

    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert reading._idle[0].process.pid == parents
    assert read_apart(GOOD) == read(GOOD)


def test_what_the_readers_log_apart_is_logged_here(monkeypatch, caplog):
    with child_that(
        "from files import readers; readers._read = lambda *_: 1 / 0; return readers.read(source)",
        monkeypatch,
    ):
        assert refused() == "damaged-file"

    assert "ZeroDivisionError" in caplog.text


def test_heavy_files_leave_nothing_behind_here():
    heavy = xlsx_bytes({"A": [[n, "some words", None, n / 7] for n in range(4_000)]})
    read_apart(heavy)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(5):
        read_apart(heavy)

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # KB


def test_a_frame_is_an_object():
    with pytest.raises(ValueError, match="object"):
        wire.unpacked(b"[1]")
