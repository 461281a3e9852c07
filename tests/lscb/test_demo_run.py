"""How `make demo` begins, waits, fails and is cleared. A whole run is tried in `tests/journeys` and by hand."""

import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from lscb import demo_run, demo_stages, embedded
from lscb.demo_stages import Demo, Stages, Trouble
from lscb.supervisor import ProgramEnded, Supervisor


class FakeServices:
    """Services of which some may have died."""

    def __init__(self, *dead: str) -> None:
        self._dead = dead

    def dead(self) -> tuple[str, ...]:
        return self._dead


@pytest.fixture
def programs(tmp_path: Path) -> Iterator[Supervisor]:
    with Supervisor(tmp_path / "logs", os.environ, tmp_path) as programs:
        yield programs


@pytest.fixture
def door() -> Iterator[socket.socket]:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        yield door


@pytest.fixture
def demo(tmp_path: Path, programs: Supervisor, door: socket.socket) -> Demo:
    return Demo(tmp_path, FakeServices(), programs, door)  # type: ignore[arg-type]


def test_a_port_in_use_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setattr(demo_run, "FIRST_PORT", port)

        with demo_run.open_door() as door:
            assert door.getsockname()[1] > port


def test_a_port_once_chosen_is_kept_from_others() -> None:
    with demo_run.open_door() as door, demo_run.open_door() as other:
        assert other.getsockname()[1] > door.getsockname()[1]


def test_what_moves_is_waited_for_and_each_change_is_said_once(
    demo: Demo, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_stages, "PAUSE", 0.0)
    seen = iter([1, 1, 2, 3])

    last = demo._wait("the count", lambda: next(seen), lambda n: n == 3, str)

    assert last == 3
    assert capsys.readouterr().err.split() == ["1", "2", "3"]


def test_what_does_not_move_is_given_up_with_the_end_of_the_log(
    demo: Demo, programs: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_stages, "STUCK_AFTER", 0.0)
    monkeypatch.setattr(demo_stages, "PAUSE", 0.0)
    programs.log("worker").write_text("a bad day\n")

    with pytest.raises(Trouble, match=r"Nothing has moved for 0 s, waiting for the count[^$]*a bad day"):
        demo._wait("the count", lambda: 1, lambda _: False, str)


def test_a_part_that_ends_while_something_is_waited_for_is_named(demo: Demo, programs: Supervisor) -> None:
    programs.start("worker", [sys.executable, "-c", "raise SystemExit('no')"])

    with pytest.raises(ProgramEnded, match="The worker ended by itself"):
        demo._wait("nothing", lambda: time.sleep(0.05), lambda _: False)


def test_a_service_that_ends_is_named(tmp_path: Path, programs: Supervisor, door: socket.socket) -> None:
    demo = Demo(tmp_path, FakeServices("PostgreSQL"), programs, door)  # type: ignore[arg-type]

    with pytest.raises(Trouble, match="PostgreSQL ended unexpectedly"):
        demo.check()


def test_stages_are_said_and_timed(capsys: pytest.CaptureFixture[str]) -> None:
    stages = Stages()

    with stages.stage("load", "Loading..."):
        time.sleep(0.06)

    assert capsys.readouterr().err == "Loading...\n"
    assert 0 < stages.total()["load"] <= stages.total()["total"]


@pytest.mark.django_db
def test_the_result_is_one_line_of_json_with_what_is_new(demo: Demo) -> None:
    from lscb import demo_progress
    from tests.factories import AgencyFactory

    demo.before = demo_progress.counts()
    AgencyFactory()

    line = demo.result(
        {
            "annual": {"path": "var/demo/report.pdf", "pages": 40},
            "evidence": {"path": "var/demo/evidence.pdf", "pages": 20},
        }
    )

    result = json.loads(line)
    assert "\n" not in line
    assert result["agencies"] == {"total": demo.before["agencies"] + 1, "new": 1}
    assert result["figures"]["new"] == 0
    assert result["pdf"] == {"path": "var/demo/report.pdf", "pages": 40}
    assert result["packs"] == {"evidence": {"path": "var/demo/evidence.pdf", "pages": 20}}
    assert set(result) == {
        "agencies",
        "submissions",
        "figures",
        "findings",
        "signals",
        "pdf",
        "packs",
        "seconds",
    }


def test_a_demo_that_runs_is_neither_cleared_nor_started_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sign-ins.txt").write_text("kept")

    with embedded.start(tmp_path / "embedded", durable=False):
        fresh = demo_run.main(["--fresh", "--folder", str(tmp_path)])
        again = demo_run.main(["--once", "--folder", str(tmp_path)])

    assert (fresh, again) == (1, 1)
    said = capsys.readouterr().err
    assert "The demo is running: stop it first." in said
    assert "already running" in said
    assert (tmp_path / "sign-ins.txt").read_text() == "kept"


def test_clearing_removes_everything_of_a_demo_that_rests(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    (folder / "inbox").mkdir(parents=True)

    demo_run.clear(folder)

    assert not folder.exists()
