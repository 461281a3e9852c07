"""Asking a virus scanner: a made-up one that answers in every way, and ClamAV itself where it is installed."""

import getpass
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import pytest_socket

from files.scanning import ScannerAway, found_in

#: The string that scanners agree to find, put together here so that this file is not found itself.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@contextmanager
def scanner(answer: bytes, *, closes_early: bool = False) -> Iterator[tuple[str, list[bytes]]]:
    """A scanner that takes a stream as clamd does and answers so; its address, and what it was sent."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(10)

        def serve() -> None:
            line, _ = server.accept()
            with line, line.makefile("rb") as coming:
                if closes_early:
                    return
                assert coming.read(10) == b"zINSTREAM\0"
                sent = b""
                while length := int.from_bytes(coming.read(4), "big"):
                    sent += coming.read(length)
                heard.append(sent)
                line.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}", heard
        thread.join(timeout=10)


def test_clean_bytes_come_whole_to_the_scanner() -> None:
    data = bytes(range(256)) * 1_000

    with scanner(b"stream: OK\0") as (address, heard):
        assert found_in(data, address) == ""
    assert heard == [data]


def test_what_is_found_is_named() -> None:
    with scanner(b"stream: Eicar-Test-Signature FOUND\0") as (address, _):
        assert found_in(EICAR, address) == "Eicar-Test-Signature"


@pytest.mark.parametrize(
    "answer",
    [b"INSTREAM size limit exceeded. ERROR\0", b"", b"stream: OK FOUNDATION\0", b"stream: \0", b"garbage"],
)
def test_an_answer_that_is_neither_passes_nothing(answer: bytes) -> None:
    with scanner(answer) as (address, _), pytest.raises(ScannerAway):
        found_in(b"words", address)


def test_a_scanner_that_hangs_up_or_is_not_there_passes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with scanner(b"", closes_early=True) as (address, _), pytest.raises(ScannerAway):
        found_in(b"words" * 1_000_000, address)
    monkeypatch.setattr(socket.socket, "connect", pytest_socket._true_connect)
    for address in ("127.0.0.1:1", str(tmp_path / "no-such-socket")):
        with pytest.raises(ScannerAway, match="did not answer"):
            found_in(b"words", address)


def test_a_scanner_that_says_nothing_is_not_waited_for_for_ever() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        began = time.monotonic()
        with pytest.raises(ScannerAway):
            found_in(b"words", f"127.0.0.1:{server.getsockname()[1]}", seconds=0.5)
    assert time.monotonic() - began < 5


@pytest.fixture(scope="module")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Debian's clamd with one signature of our own; its socket."""
    program = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")
    if program is None:
        pytest.skip("There is no clamd here: install clamav-daemon to try the real scanner.")
    folder = tmp_path_factory.mktemp("clam")
    signatures = folder / "signatures"
    signatures.mkdir()
    (signatures / "local.ndb").write_text(f"Local.Eicar:0:*:{EICAR.hex()}\n")
    config, place = folder / "clamd.conf", folder / "clamd.ctl"
    config.write_text(
        f"LocalSocket {place}\nDatabaseDirectory {signatures}\nForeground yes\nTemporaryDirectory {folder}\n"
        f"LogFile {folder / 'log'}\nMaxThreads 2\nUser {getpass.getuser()}\n"
    )
    process = subprocess.Popen(
        [program, "-c", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _until(place.exists, process, folder / "log")
        yield str(place)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _until(ready: Callable[[], bool], process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(600):
        if ready():
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    pytest.fail(f"clamd did not start: {log.read_text() if log.exists() else process.returncode}")


@pytest.mark.slow
def test_clamav_itself_finds_the_string_scanners_agree_on_and_nothing_in_honest_words(
    clamd: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A socket of this machine is no host, so the guard over hosts does not know it.
    monkeypatch.setattr(socket.socket, "connect", pytest_socket._true_connect)

    assert found_in(EICAR, clamd).startswith("Local.Eicar")
    assert found_in(b"Nine in ten staff know the desk.\n", clamd) == ""
    assert found_in(b"before " * 50_000 + EICAR, clamd).startswith("Local.Eicar")
