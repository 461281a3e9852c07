"""What every journey needs: a browser, a server, a worker, and people whose passwords are known."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from agencies.models import Person
from tests.journeys.visitor import Visitor
from tests.workers import end, start_worker, until

PASSWORD = "a long enough password"
#: Playwright keeps an event loop in this thread; Django would refuse every query beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def chromium() -> str | None:
    """Where the browser is: named by LSCB_CHROMIUM, or found on the path."""
    return os.environ.get("LSCB_CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip every journey, with the reason, where there is no browser."""
    if chromium() is None:
        lacking = pytest.mark.skip(
            reason="There is no Chromium here: install it, or name one in LSCB_CHROMIUM."
        )
        for item in items:
            if "tests/journeys/" in item.nodeid:
                item.add_marker(lacking)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all journeys; it asks nobody outside for anything."""
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=quiet)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Visitor]]:
    """Opens a window for a person, signed in when one is given; all windows close with the test."""
    opened: list[Visitor] = []

    def open_window(person: Person | None = None, *, width: int = 1280, script: bool = True) -> Visitor:
        visitor = Visitor(browser, live_server.url, width=width, script=script)
        opened.append(visitor)
        if person is not None:
            person.set_password(PASSWORD)
            person.save()
            visitor.signs_in(person.email, PASSWORD)
        return visitor

    yield open_window
    for visitor in opened:
        visitor.leaves()


@pytest.fixture
def worker(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A real Celery worker, ready before the journey begins."""
    log = tmp_path / "worker.log"
    started = start_worker(log)
    until(lambda: "ready" in log.read_text(), "The worker")
    yield
    end(started)
