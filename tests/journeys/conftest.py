"""What every journey needs: a browser, a server, a worker, and people whose passwords are known."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import Browser, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from agencies.models import Agency, Board, Person
from scorecard.models import Indicator
from tests.building import small_scorecard
from tests.journeys.shapes import Shapes
from tests.journeys.visitor import Visitor
from tests.workers import end, start_worker, until

PASSWORD = "a long enough password"
_QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
#: Playwright keeps an event loop in this thread; Django would refuse every query beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def chromium() -> str | None:
    """Where the browser is: named by LSCB_CHROMIUM, or found on the path."""
    return os.environ.get("LSCB_CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )


def lacking() -> str | None:
    """Why no journey can be made here, if none can."""
    if chromium() is None:
        return "There is no Chromium here: install it, or name one in LSCB_CHROMIUM."
    node, _ = compute_driver_executable()
    started = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    if started.returncode:
        return f"The browser's driver does not start: {started.stderr.strip()}"
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every journey as one, and skip it, with the reason, where it cannot be made."""
    journeys = [item for item in items if Path(__file__).parent in item.path.parents]
    why = lacking() if journeys else None
    for item in journeys:
        item.add_marker(pytest.mark.journey)
        item.add_marker(pytest.mark.slow)
        if why:
            item.add_marker(pytest.mark.skip(reason=why))


@pytest.fixture(scope="session", autouse=True)
def _shapes(whole: bool) -> None:
    """Whether axe looks at every page, or once at each kind of part."""
    Shapes.whole = whole


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all journeys; it asks nobody outside for anything."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=list(_QUIET))
        yield started
        started.close()


@pytest.fixture(autouse=True)
def _own_address(settings: Settings, live_server: LiveServer) -> None:
    """Let letters lead to the server the journeys are made on."""
    settings.PUBLIC_URL = live_server.url


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Visitor]]:
    """Opens a window; of a person, when one is given, who signs in there. All windows close with the test."""
    opened: list[Visitor] = []

    def open_window(person: Person | None = None, **how: object) -> Visitor:
        visitor = Visitor(browser, live_server.url, **how)  # type: ignore[arg-type]
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
def visit_signed_in(visit: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """Opens a window in which the person is signed in already: for journeys that are not about the door."""

    def open_window(person: Person | None, **how: object) -> Visitor:
        client = Client()
        if person is not None:
            client.force_login(person)
        return visit(session=client.cookies["sessionid"].value if person is not None else "", **how)

    return open_window


@pytest.fixture
def worker(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A real Celery worker, ready before the journey begins."""
    log = tmp_path / "worker.log"
    started = start_worker(log)
    until(lambda: "ready" in log.read_text(), "The worker")
    yield
    end(started)


@pytest.fixture
def scorecard(board: Board, health: Agency, police: Agency) -> dict[str, Indicator]:
    """The indicators of the small scorecard, by code."""
    return small_scorecard(board, health, police)
