"""The log of requests keeps no address that is a secret, and no moment at which a survey was answered."""

import logging
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from gunicorn.config import Config

from lscb.access_log import UNLOGGED, AccessLog
from tests.architecture.routes import routes

ROOT = Path(__file__).resolve().parents[2]


def lines_of(path: str, caplog: pytest.LogCaptureFixture) -> list[str]:
    config = Config()
    config.set("accesslog", "-")
    log = AccessLog(config)
    log.access_log.handlers = [caplog.handler]
    log.access_log.setLevel(logging.INFO)
    environ = {
        "PATH_INFO": path,
        "RAW_URI": path,
        "REQUEST_METHOD": "GET",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "192.0.2.1",
    }
    answer = SimpleNamespace(status="200 OK", sent=1, headers=[])
    log.access(answer, SimpleNamespace(headers=[]), environ, timedelta(seconds=1))
    return [record.getMessage() for record in caplog.records if record.name == "gunicorn.access"]


def test_an_ordinary_page_stands_in_it(caplog: pytest.LogCaptureFixture) -> None:
    assert "/wessex/scorecard/" in lines_of("/wessex/scorecard/", caplog)[0]


@pytest.mark.parametrize("path", [f"{one}some-word/" for one in UNLOGGED])
def test_what_must_not_be_kept_does_not(path: str, caplog: pytest.LogCaptureFixture) -> None:
    assert lines_of(path, caplog) == []


def test_every_address_with_a_secret_is_left_out() -> None:
    """Outside a board's own and its public pages whatever an address names is a token, a key or a word that opens."""
    named = {"/" + route.pattern.lstrip("/") for route in routes() if "<" in route.pattern}
    outside = {
        one for one in named if not one.startswith(("/<slug:board>/", "/published/", "/pages/", "/api/"))
    }

    assert len(outside) > 20
    assert [one for one in sorted(outside) if not one.startswith(UNLOGGED)] == []


def test_the_image_keeps_this_log() -> None:
    assert '"--logger-class=lscb.access_log.AccessLog"' in (ROOT / "Dockerfile").read_text()
