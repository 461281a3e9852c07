"""Looking at evidence in a process of its own: it answers as looking here does, and no file hurts whoever asks."""

import subprocess
import sys
import time

import pytest

from files import looking
from files.errors import Unreadable
from files.kinds import FileKind, recognise
from files.looking import look_apart
from files.reading import NoChild
from tests.files import evidence as made


@pytest.mark.parametrize("data", [made.pdf_of(), made.docx_of(), b"Words.\n"], ids=["pdf", "docx", "txt"])
def test_it_says_what_looking_here_says(data: bytes) -> None:
    assert look_apart(data) is recognise(data)


def test_a_refusal_comes_with_its_words() -> None:
    with pytest.raises(Unreadable) as refused:
        look_apart(made.pdf_of(made.opens_javascript))

    assert refused.value.code == "active-content"
    assert "JavaScript" in refused.value.message


def _child_that(does: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the child do this in place of looking."""
    real = subprocess.run

    def run(command: list[str], **how: object) -> object:
        program = (
            "import sys, time; from files import looking;\n"
            f"def recognise(data):\n    {does}\n"
            f"looking.recognise = recognise; looking.main({command[4]}, {command[5]}, {command[6]})"
        )
        return real([sys.executable, "-B", "-c", program], **how)

    monkeypatch.setattr(looking.subprocess, "run", run)


@pytest.mark.parametrize(
    "does",
    [
        "while True: pass",
        "held = bytearray(3_000_000_000)",
        "import os; os._exit(3)",
        "import ctypes; ctypes.string_at(0)",
        'sys.stdout.write(\'{"kind": "A program"}\'); sys.stdout.flush(); import os; os._exit(0)',
        "sys.stdout.write('x' * 100_000); sys.stdout.flush(); import os; os._exit(0)",
        "import tempfile; tempfile.TemporaryFile(buffering=0).write(b'x')",
    ],
    ids=["loops", "eats", "ends", "crashes", "makes a kind up", "talks", "writes a file"],
)
def test_whatever_the_child_does_the_file_is_refused(does: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _child_that(does, monkeypatch)
    began = time.monotonic()

    with pytest.raises(Unreadable) as refused:
        look_apart(b"Words.\n", seconds=2)

    assert refused.value.code in ("too-large", "damaged-file")
    assert time.monotonic() - began < 35


def test_a_child_that_only_waits_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    _child_that("time.sleep(600)", monkeypatch)
    monkeypatch.setattr(looking, "_START", 2.0)

    with pytest.raises(Unreadable, match="more memory or time"):
        look_apart(b"Words.\n", seconds=1)


def test_without_a_process_to_look_in_the_machine_is_blamed_and_not_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(looking.sys, "executable", "/no/such/python")

    with pytest.raises(NoChild):
        look_apart(b"Words.\n")


def test_the_kind_is_one_of_the_known() -> None:
    assert look_apart(made.png_of()) in FileKind
