"""The embedded services: they start, are found, end with their owner, and survive any death."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from lscb import embedded, processes

OWNER = """
import sys, time
from pathlib import Path
from lscb import embedded
services = embedded.start(Path(sys.argv[1]))
print("ready", flush=True)
time.sleep(600)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "services"


@pytest.fixture
def owner(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that runs the services of `folder`."""
    process = subprocess.Popen(
        [sys.executable, "-c", OWNER, str(folder)],
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    yield process
    process.kill()
    process.communicate()
    wait_until_gone(folder)


def postmaster(folder: Path) -> int:
    return int((folder / "postgres" / "postmaster.pid").read_text().split()[0])


def redis_pid(folder: Path) -> int:
    return int((folder / "redis" / "redis.pid").read_text())


def wait_until_gone(folder: Path) -> None:
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        pids = [int(p.name) for p in Path("/proc").iterdir() if p.name.isdigit()]
        if not any(processes.works_in(pid, folder / name) for pid in pids for name in ("postgres", "redis")):
            return
        time.sleep(0.05)
    raise AssertionError("a service outlived its owner")


def count_rows(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM kept").fetchone()
        assert row is not None
        return int(row[0])


def test_both_answer_where_they_say_and_no_longer_after_stop(folder: Path) -> None:
    services = embedded.start(folder, durable=False)
    with psycopg.connect(services.database_url) as connection:
        assert connection.info.server_version // 10_000 == 18
    with redis.Redis.from_url(services.redis_url) as client:
        assert client.ping()
    assert services.dead() == ()

    services.stop()
    services.stop()

    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(services.database_url)
    wait_until_gone(folder)


def test_neither_answers_without_the_password(folder: Path) -> None:
    with embedded.start(folder, durable=False) as services:
        password = (folder / "password").read_text()
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(services.database_url.replace(password, "guess"))
        with (
            redis.Redis.from_url(services.redis_url.replace(password, "guess")) as client,
            pytest.raises(redis.AuthenticationError),
        ):
            client.ping()


def test_what_names_the_password_is_closed_to_others(folder: Path) -> None:
    with embedded.start(folder, durable=False):
        for name in ("password", "address.json", "redis/redis.conf"):
            assert (folder / name).stat().st_mode & 0o077 == 0, name


def test_others_find_the_running_services_and_none_before_or_after(
    folder: Path, owner: subprocess.Popen[str]
) -> None:
    found = embedded.addresses(folder)
    assert found is not None
    with psycopg.connect(found.database_url):
        pass

    owner.terminate()
    owner.wait()

    assert embedded.addresses(folder) is None
    assert embedded.addresses(folder / "never-there") is None


def test_a_second_start_is_refused_and_leaves_the_first_alone(
    folder: Path, owner: subprocess.Popen[str]
) -> None:
    with pytest.raises(embedded.CannotStart, match="already running"):
        embedded.start(folder)

    found = embedded.addresses(folder)
    assert found is not None
    with psycopg.connect(found.database_url):
        pass


def test_the_services_end_when_their_owner_is_killed(folder: Path, owner: subprocess.Popen[str]) -> None:
    owner.kill()
    owner.wait()

    wait_until_gone(folder)


@pytest.mark.parametrize(
    "victims", [("owner",), ("owner", "postgres", "redis"), ("postgres", "redis", "owner")]
)
def test_data_survives_any_killing(
    folder: Path, owner: subprocess.Popen[str], victims: tuple[str, ...]
) -> None:
    found = embedded.addresses(folder)
    assert found is not None
    with psycopg.connect(found.database_url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS n")
    pids = {"owner": owner.pid, "postgres": postmaster(folder), "redis": redis_pid(folder)}

    for victim in victims:
        os.kill(pids[victim], signal.SIGKILL)
    owner.wait()

    with embedded.start(folder, durable=False) as services:
        assert count_rows(services.database_url) == 1


def test_a_pid_file_that_names_a_stranger_is_ignored_and_the_stranger_lives(folder: Path) -> None:
    embedded.start(folder, durable=False).stop()
    stranger = subprocess.Popen(["sleep", "600"], cwd="/")
    (folder / "postgres" / "postmaster.pid").write_text(f"{stranger.pid}\n{folder / 'postgres'}\n")
    (folder / "redis" / "redis.pid").write_text(str(stranger.pid))

    try:
        with embedded.start(folder, durable=False) as services, psycopg.connect(services.database_url):
            assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_half_made_cluster_is_made_again(folder: Path) -> None:
    (folder / "postgres.new").mkdir(parents=True)
    (folder / "postgres.new" / "PG_VERSION").write_text("18")

    with embedded.start(folder, durable=False) as services, psycopg.connect(services.database_url):
        pass


def test_a_service_that_dies_is_named(folder: Path) -> None:
    with embedded.start(folder, durable=False) as services:
        os.kill(redis_pid(folder), signal.SIGKILL)
        deadline = time.monotonic() + 5
        while not services.dead() and time.monotonic() < deadline:
            time.sleep(0.02)

        assert services.dead() == ("Redis",)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root must give up being root")
def test_postgres_runs_in_a_folder_closed_to_its_user_but_never_as_root(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)

    with (
        embedded.start(closed / "services", durable=False) as services,
        psycopg.connect(services.database_url),
    ):
        owner = (closed / "services" / "postgres" / "postmaster.pid").stat().st_uid

    assert owner != 0
    assert closed.stat().st_mode & 0o777 == 0o700


def test_a_command_is_run_with_the_services_in_its_environment(folder: Path) -> None:
    script = "import os, psycopg; psycopg.connect(os.environ['DATABASE_URL']).close(); raise SystemExit(7)"

    code = embedded.main([str(folder), sys.executable, "-c", script])

    assert code == 7
    assert embedded.addresses(folder) is None
