"""A pytest plugin: the tests' own PostgreSQL and Redis, running before Django's settings are read.

`pyproject.toml` loads it for every run. One pair of services serves all xdist workers: pytest-django gives
each worker a database of its own, and this module a Redis database and a folder for files. Nothing of the
developer's own settings reaches a test.
"""

import atexit
import os
import shutil
import tempfile
import time
from collections.abc import Generator
from pathlib import Path

import pytest

from lscb import embedded
from tests import ready

_PREFIX = "lscb-tests-"
#: Variables that steer the tests themselves; every other LSCB_ variable is cleared.
_KEPT = frozenset({"LSCB_DFE_WORKBOOK", "LSCB_CHROMIUM"})
_REDIS_DATABASES = 16
#: Seconds in which a run has its services running, however busy the machine.
_BEGINS_WITHIN = 1_800.0


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--whole`: what `make test` tries a fixed sample of is tried whole."""
    parser.addoption("--whole", action="store_true", help="try long sweeps whole, as `make soak` does")


@pytest.fixture(scope="session")
def whole(request: pytest.FixtureRequest) -> bool:
    """Whether long sweeps are tried whole."""
    return bool(request.config.getoption("--whole"))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, object, object]:
    """Start the services, or use the controller's, before pytest-django reads the settings."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        _start(early_config)
    else:
        _share(worker)
    Path(os.environ["LSCB_VAR"], "static").mkdir(parents=True, exist_ok=True)  # else it is warned of
    return (yield)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line that journeys were skipped, and why: they never count as passed."""
    skipped = [
        report for report in terminalreporter.stats.get("skipped", []) if "tests/journeys/" in report.nodeid
    ]
    if skipped:
        why = skipped[0].longrepr[2] if isinstance(skipped[0].longrepr, tuple) else skipped[0].longrepr
        terminalreporter.write_line(f"{len(skipped)} browser journeys were not tried. {why}", yellow=True)


def _start(config: pytest.Config) -> None:
    """Start the services in a new folder, to be stopped and removed when the run ends however it ends."""
    _clear_old_runs()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    folder.chmod(0o711)  # PostgreSQL runs as another user when we are root
    ready.copy_to(folder / "services")
    services = embedded.start(folder / "services", durable=False)

    def stop() -> None:
        services.stop()
        shutil.rmtree(folder, ignore_errors=True)

    config.add_cleanup(stop)
    atexit.register(stop)
    for name in [name for name in os.environ if name.startswith("LSCB_") and name not in _KEPT]:
        del os.environ[name]
    os.environ.update(
        LSCB_EMBEDDED="1",
        LSCB_VAR=str(folder / "var"),
        LSCB_SECRET_KEY="of the tests alone",
        DATABASE_URL=services.database_url,
        REDIS_URL=services.redis_url,
    )


def _share(worker: str) -> None:
    """Give xdist's `worker` ("gw0") a Redis database, never the first, and a folder of its own."""
    number = 1 + int(worker.removeprefix("gw")) % (_REDIS_DATABASES - 1)
    os.environ["REDIS_URL"] = f"{os.environ['REDIS_URL'].rpartition('/')[0]}/{number}"
    os.environ["LSCB_VAR"] = f"{os.environ['LSCB_VAR']}-{worker}"


def _clear_old_runs() -> None:
    """Remove what runs that were killed left behind; the services of a run that goes on hold their lock.

    One that has just begun does not hold it yet.
    """
    begun = time.time() - _BEGINS_WITHIN
    for old in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        left = (old / "services" / "lock").exists() and old.stat().st_mtime < begun
        if left and not embedded.in_use(old / "services"):
            shutil.rmtree(old, ignore_errors=True)
