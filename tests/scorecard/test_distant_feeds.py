"""Feeds from elsewhere: a real SFTP server and a web server on loopback, and a store that only fsspec knows."""

import json
import os
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import fsspec
import paramiko
import psycopg
import pytest
import time_machine
from django.db import connection
from pytest_django import Settings

from agencies.locks import Work
from agencies.models import Agency, Board, Entry, Letter
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions import feeds
from scorecard.actions.feeds import looking
from scorecard.models import Feed, FeedFile, FeedRun, FeedTrouble, Submission
from scorecard.rules import schedules
from tests.building import LAST, lines
from tests.sftp import NAME, PASSWORD, Served, sftp_server

RIGHT = lines(("H02", LAST, 30, 120))
NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
TOLD = ["bridget@example.org", "helen@example.org"]


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    """The folder the agency's server offers."""
    folder = tmp_path / "served" / "outbox"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def server(outbox: Path) -> Iterator[Served]:
    """Their server."""
    with sftp_server(outbox.parent) as served:
        yield served


@pytest.fixture
def secrets(settings: Settings, tmp_path: Path) -> Path:
    """The folder of secrets, with the one that opens their server."""
    folder = tmp_path / "secrets"
    folder.mkdir()
    (folder / "health").write_text(json.dumps({"username": NAME, "password": PASSWORD}))
    settings.FEED_SECRETS_DIR = folder
    settings.FEED_KNOWN_HOSTS = folder / "known_hosts"
    return folder


@pytest.fixture
def known(server: Served, secrets: Path, settings: Settings) -> Served:
    """Their server, which the portal was told of and whose key it knows."""
    settings.FEED_HOSTS = [f"127.0.0.1:{server.port}"]
    (secrets / "known_hosts").write_text(server.known_hosts_line)
    return server


@pytest.fixture
def feed(board: Board, health: Agency, helen: Standing, manager: Standing, known: Served) -> Feed:
    """Looks into their outbox."""
    source = f"sftp://127.0.0.1:{known.port}/outbox"
    return feeds.set_up(board=board, agency=health, source=source, secret="health", by=manager)


def look(feed: Feed, *, minutes: float = 0) -> list[str]:
    """Look so many minutes after noon, and say the names of what was taken."""
    with time_machine.travel(NOON + timedelta(minutes=minutes)):
        return [one.file_name for one in feeds.collect(feed)]


def said(feed: Feed) -> str:
    """What the last look came to."""
    return FeedRun.objects.filter(feed=feed).latest("pk").words


def test_a_file_is_taken_when_it_is_the_same_at_a_second_look_and_fetched_once(
    feed: Feed, outbox: Path, known: Served
) -> None:
    (outbox / "q4.csv").write_bytes(RIGHT)
    (outbox / "older").mkdir()
    (outbox / "q5.csv.filepart").write_bytes(RIGHT)

    assert [look(feed), look(feed, minutes=0.5), look(feed, minutes=1), look(feed, minutes=2)] == [
        [],
        [],
        ["q4.csv"],
        [],
    ]
    assert known.opened == ["q4.csv"]
    assert (outbox / "q4.csv").read_bytes() == RIGHT
    sent = Submission.objects.get()
    assert (sent.size, sent.feed) == (len(RIGHT), feed)


def test_a_file_that_grows_waits_until_it_does_not(feed: Feed, outbox: Path) -> None:
    for minute in range(3):
        (outbox / "q4.csv").write_bytes(RIGHT[: 10 * (minute + 1)])
        assert look(feed, minutes=minute) == []
    (outbox / "q4.csv").write_bytes(RIGHT)

    assert [look(feed, minutes=3), look(feed, minutes=4)] == [[], ["q4.csv"]]


def test_a_daily_feed_does_not_wait_a_day_for_the_second_look(
    feed: Feed, outbox: Path, manager: Standing
) -> None:
    feeds.set_schedule(feed_id=feed.pk, schedule=schedules.parse("daily 06:30"), by=manager)
    (outbox / "q4.csv").write_bytes(RIGHT)
    look(feed)
    feed.refresh_from_db()
    assert feed.next_run_on is not None
    assert NOON < feed.next_run_on <= NOON + timedelta(minutes=1)

    look(feed, minutes=1)
    feed.refresh_from_db()
    assert feed.next_run_on == datetime(2026, 3, 4, 6, 30, tzinfo=UTC)


def test_an_empty_file_waits_longer_and_is_taken_in_the_end(feed: Feed, outbox: Path) -> None:
    (outbox / "q4.csv").write_bytes(b"")

    assert [look(feed, minutes=minute) for minute in (0, 5, 11)] == [[], [], ["q4.csv"]]


def test_the_same_bytes_put_there_again_are_not_taken_again_nor_fetched_twice(
    feed: Feed, outbox: Path, known: Served
) -> None:
    for start in (0, 10):
        (outbox / "q4.csv").write_bytes(RIGHT)
        os.utime(outbox / "q4.csv", (start, start))
        look(feed, minutes=start)
        look(feed, minutes=start + 1)
        look(feed, minutes=start + 2)

    assert FeedFile.objects.count() == 1
    assert known.opened == ["q4.csv", "q4.csv"]


def test_a_file_too_large_is_not_fetched(
    feed: Feed, outbox: Path, known: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "LARGEST_FILE", 10)
    (outbox / "q4.csv").write_bytes(RIGHT)
    look(feed)
    look(feed, minutes=1)

    assert known.opened == []
    assert [one.to for one in Letter.objects.order_by("to")] == TOLD
    assert FeedTrouble.objects.get().gave_up_on is not None


def test_a_server_whose_key_is_not_known_is_refused_in_words(feed: Feed, outbox: Path, secrets: Path) -> None:
    (secrets / "known_hosts").unlink()
    look(feed)

    feed.refresh_from_db()
    assert "the server’s key is not known here. It shows ecdsa-sha2-nistp256 SHA256:" in feed.last_trouble
    assert not (secrets / "known_hosts").exists()


def test_a_server_that_shows_another_key_is_refused(feed: Feed, known: Served, secrets: Path) -> None:
    other = Served(known.port, paramiko.ECDSAKey.generate())
    (secrets / "known_hosts").write_text(other.known_hosts_line)
    look(feed)

    assert "the server’s key is not the one that is known" in said(feed)


@pytest.mark.parametrize(
    ("secret", "words"),
    [
        (json.dumps({"username": NAME, "password": "wrong-horse"}), "did not accept the name and password"),
        ("wrong-horse", "The secret “health” is not set up on the server"),
        (
            json.dumps({"username": NAME, "private_key": "../../wrong-horse"}),
            "private key that the secret names",
        ),
    ],
)
def test_a_secret_that_does_not_open_it_is_said_and_never_shown(
    feed: Feed, secrets: Path, secret: str, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    (secrets / "health").write_text(secret)
    look(feed)

    assert words in said(feed)
    kept = [said(feed), caplog.text, *Entry.objects.values_list("words", flat=True)]
    assert not any("wrong-horse" in one or PASSWORD in one for one in kept)


def test_a_store_that_fails_is_left_alone_longer_each_time_and_told_of_once_and_when_it_is_back(
    feed: Feed, outbox: Path
) -> None:
    outbox.rename(outbox.with_name("away"))
    waits = []
    for number in range(13):
        look(feed, minutes=number)
        feed.refresh_from_db()
        assert feed.next_run_on is not None
        waits.append(round((feed.next_run_on - NOON).total_seconds() / 60) - number)
        assert Letter.objects.count() == (2 if number >= 4 else 0)

    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1440, 1440]
    assert feed.last_trouble == "The folder could not be looked into: it is not there"
    assert [one.to for one in Letter.objects.order_by("to")] == TOLD
    assert "cannot be reached" in Letter.objects.all()[0].subject

    outbox.with_name("away").rename(outbox)
    look(feed, minutes=20)
    feed.refresh_from_db()
    assert (feed.failures, feed.last_trouble) == (0, "")
    assert (
        sorted(Letter.objects.values_list("subject", flat=True))[2:]
        == ["Wessex Safeguarding Children Board: the folder of County Health is reached again"] * 2
    )


def test_a_server_that_is_down_is_said(feed: Feed, settings: Settings) -> None:
    feed.source = "sftp://127.0.0.1:1/outbox"
    feed.save()
    settings.FEED_HOSTS = ["127.0.0.1:1"]
    look(feed)

    assert said(feed) == "The folder could not be looked into: the server could not be reached"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("sftp://10.0.0.1/outbox", "not told to fetch from “10.0.0.1”"),
        ("https://127.0.0.1:8000/", "not told to fetch from"),
        ("file:///etc/", "Write an address that begins with"),
        ("http://127.0.0.1/", "Write an address that begins with"),
        ("memory://files/", "Write an address that begins with"),
        ("sftp://me:pass@files.example/outbox", "no name and no password"),
        ("sftp://files.example/../etc", "without “..”"),
        ("https://files.example/%2e%2e/etc", "without “..”"),
        ("https://files.example/?x=1", "without “?”"),
        ("sftp://files.example:99999/", "Write an address that begins with"),
        ("outbox", "Write an address that begins with"),
    ],
)
def test_only_stores_the_portal_was_told_of_can_be_named(
    board: Board, health: Agency, manager: Standing, settings: Settings, source: str, words: str
) -> None:
    settings.FEED_HOSTS = ["files.example"]
    with pytest.raises(Refused, match=words.replace("?", r"\?")):
        feeds.set_up(board=board, agency=health, source=source, by=manager)


def test_a_host_no_longer_allowed_is_not_asked(feed: Feed, settings: Settings) -> None:
    settings.FEED_HOSTS = []
    look(feed)

    assert "This portal was not told to fetch from" in said(feed)


def test_no_two_workers_look_into_one_feed(feed: Feed, outbox: Path) -> None:
    (outbox / "q4.csv").write_bytes(RIGHT)
    look(feed)
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute("SELECT pg_advisory_lock(%s, %s)", [int(Work.FEEDING), feed.pk])
        assert look(feed, minutes=1) == []
        assert feeds.look_into(feed.pk) == []
        other.execute("SELECT pg_advisory_unlock_all()")  # its connection's end would be heard of later

    assert FeedRun.objects.count() == 1
    assert look(feed, minutes=1) == ["q4.csv"]


def test_a_rehearsal_takes_nothing_and_says_what_it_would_take(
    feed: Feed, outbox: Path, manager: Standing
) -> None:
    (outbox / "right.csv").write_bytes(RIGHT)
    (outbox / "wrong.csv").write_bytes(lines(("H02", LAST, "lots", 120)))
    (outbox / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    feeds.ask_for_look(feed_id=feed.pk, dry=True, by=manager)
    with pytest.raises(Refused, match="already"):
        feeds.ask_for_look(feed_id=feed.pk, dry=True, by=manager)
    Feed.objects.update(paused=True)

    assert feeds.look_into(feed.pk) == []

    assert "“right.csv”: would be taken. 1 figure, no error." in said(feed)
    assert "“wrong.csv”: would be taken. The check finds 1 thing to correct." in said(feed)
    assert "“picture.csv”: would be taken. It could not be read" in said(feed)
    assert not Submission.objects.exists()
    assert not FeedTrouble.objects.exists()


def test_a_store_that_only_fsspec_knows_is_read_the_same_way(
    board: Board, health: Agency, helen: Standing, manager: Standing, settings: Settings
) -> None:
    settings.FEED_PROTOCOLS = {"memory"}
    settings.FEED_HOSTS = ["returns"]
    store = fsspec.filesystem("memory")
    store.pipe("/returns/health/q4.csv", RIGHT)
    feed = feeds.set_up(board=board, agency=health, source="memory://returns/health", by=manager)

    assert [look(feed), look(feed, minutes=1), look(feed, minutes=2)] == [[], ["q4.csv"], []]
    store.rm("/returns", recursive=True)


def test_s3_says_in_words_that_it_is_not_set_up(
    board: Board, health: Agency, manager: Standing, settings: Settings
) -> None:
    settings.FEED_HOSTS = ["returns"]
    feed = feeds.set_up(board=board, agency=health, source="s3://returns/health", by=manager)
    look(feed)

    assert "not set up for S3" in said(feed)


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a folder, and leads away from one address."""

    def do_GET(self) -> None:
        if self.path == "/outbox/elsewhere.csv":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()
            return
        super().do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def web(outbox: Path, settings: Settings) -> Iterator[str]:
    """A web server over the folder that holds the outbox."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(outbox.parent))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.FEED_PROTOCOLS = {"http"}
        settings.FEED_HOSTS = [f"127.0.0.1:{server.server_port}"]
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def web_feed(
    board: Board, health: Agency, helen: Standing, manager: Standing, web: str
) -> Callable[[str], Feed]:
    """Makes a feed of an address of that server."""

    def made(path: str) -> Feed:
        return feeds.set_up(board=board, agency=health, source=web + path, by=manager)

    return made


def test_a_page_of_links_is_a_folder_of_its_own_files(web_feed: Callable[[str], Feed], outbox: Path) -> None:
    (outbox / "q4 new.csv").write_bytes(RIGHT)
    (outbox / "older").mkdir()
    (outbox / "older" / "q3.csv").write_bytes(RIGHT)
    feed = web_feed("/outbox/")

    assert [look(feed), look(feed, minutes=1), look(feed, minutes=2)] == [[], ["q4 new.csv"], []]


def test_links_that_lead_elsewhere_are_not_followed(
    web_feed: Callable[[str], Feed], outbox: Path, web: str
) -> None:
    (outbox.parent / "private.csv").write_bytes(RIGHT)
    (outbox / "index.html").write_text(
        f'<a href="../private.csv">x</a> <a href="/private.csv">x</a> <a href="{web}/private.csv">x</a>'
        '<a href="http://127.0.0.1:1/secret.csv">x</a> <a href="//127.0.0.1:1/secret.csv">x</a>'
    )
    feed = web_feed("/outbox/")

    assert [look(feed), look(feed, minutes=1)] == [[], []]
    assert FeedRun.objects.latest("pk").seen == 0


def test_one_file_may_be_named_by_its_own_address(web_feed: Callable[[str], Feed], outbox: Path) -> None:
    (outbox / "q4.csv").write_bytes(RIGHT)
    feed = web_feed("/outbox/q4.csv")

    assert [look(feed), look(feed, minutes=1)] == [[], ["q4.csv"]]


def test_a_server_that_leads_away_is_not_followed(web_feed: Callable[[str], Feed], outbox: Path) -> None:
    (outbox / "elsewhere.csv").write_bytes(RIGHT)
    feed = web_feed("/outbox/elsewhere.csv")
    look(feed)
    look(feed, minutes=1)

    assert "leads on to another address" in FeedTrouble.objects.get().last_error
