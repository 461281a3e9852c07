"""The pages of scheduled imports: set up, changed, looked into, paused; each in the person's name."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from agencies.models import Agency, Board, Entry, Person
from agencies.rules.standing import Standing
from scorecard import tasks
from scorecard.actions import feeds
from scorecard.actions.feeds import history
from scorecard.models import Feed, FeedRun, FeedTrouble
from scorecard.rules import schedules
from tests.building import LAST, lines
from tests.factories import FeedFactory, FeedFileFactory, FeedRunFactory, FeedTroubleFactory

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
BRIDGET = "Bridget Marsh (Business manager)"


@pytest.fixture
def client(client_of: Callable[[Person | None], Client], business_manager: Person) -> Client:
    """The business manager's browser."""
    return client_of(business_manager)


@pytest.fixture
def feed(board: Board, health: Agency, helen: Standing, manager: Standing, inbox: Path) -> Feed:
    """County Health's folder, with one good file in it."""
    (inbox / "health").mkdir()
    (inbox / "health" / "q4.csv").write_bytes(lines(("H02", LAST, 30, 120)))
    os.utime(inbox / "health" / "q4.csv", (0, 0))
    return feeds.set_up(board=board, agency=health, folder="health", by=manager)


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What workers were rung for."""
    calls: list[tuple[Any, ...]] = []
    monkeypatch.setattr("scorecard.views.feeds.ring", lambda task, *ids: calls.append((task.name, *ids)))
    return calls


def page(name: str, *args: object) -> str:
    """The address of a page of the board."""
    return reverse(f"scorecard:{name}", args=["wessex", *args])


def said(answer: Any) -> str:
    """A page's HTML."""
    text: str = answer.content.decode()
    return text


def entered(verb: str) -> tuple[str, str]:
    """Who is on record as having done this, and in which words."""
    entry = Entry.objects.get(verb=verb)
    return entry.by, entry.words


def edit(client: Client, feed: Feed, **given: object) -> Any:
    """Save the form of a feed with these answers."""
    form = {"folder": "health", "how": "every", "minutes": 1, "weekday": "monday", **given}
    return client.post(page("feed-edit", feed.pk), form, follow=True)


def test_a_feed_with_no_history_says_so(client: Client, feed: Feed) -> None:
    text = said(client.get(page("feed", feed.pk)))

    assert "No file was taken yet." in text
    assert "It was not looked into yet." in text
    assert "Looked into every minute." in text


def test_look_now_rings_a_worker_shows_that_it_runs_and_then_what_came_of_it(
    client: Client, feed: Feed, rung: list[tuple[Any, ...]]
) -> None:
    first = client.post(page("feed-run", feed.pk), follow=True)
    again = client.post(page("feed-run", feed.pk), follow=True)

    assert rung == [(tasks.look_into_feed.name, feed.pk)]
    assert "It is being looked into. You can close this page" in said(first)
    assert "It is being looked into already" in said(again)
    assert entered("feeds.run") == (BRIDGET, "Asked for a look into the feed “health”.")
    assert client.get(page("feed", feed.pk), headers={"HX-Request": "true"}).status_code == 204

    feeds.look_into(feed.pk)

    assert client.get(page("feed", feed.pk), headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    text = said(client.get(page("feed", feed.pk)))
    assert "Took “q4.csv”." in text
    assert BRIDGET in text
    assert page("submission", feed.files.get().submission_id) in text


def test_a_rehearsal_is_shown_and_nothing_is_taken(
    client: Client, feed: Feed, rung: list[tuple[Any, ...]]
) -> None:
    client.post(page("feed-run", feed.pk), {"dry": "yes"})
    Feed.objects.update(paused=True)
    feeds.look_into(feed.pk)

    text = said(client.get(page("feed", feed.pk)))
    assert "What a look would do now" in text
    assert "“q4.csv”: would be taken." in text
    assert not feed.files.exists()
    assert entered("feeds.rehearse")[0] == BRIDGET


def test_a_paused_feed_is_not_swept_and_goes_on_when_told(client: Client, feed: Feed) -> None:
    assert feeds.feeds_to_look_into() == [feed.pk]

    text = said(client.post(page("feed-pause", feed.pk), {"paused": "yes"}, follow=True))
    assert "Paused: it is looked into only when you ask." in text
    assert feeds.feeds_to_look_into() == []
    assert entered("feeds.pause") == (BRIDGET, "Paused the feed “health”.")

    client.post(page("feed-pause", feed.pk), {"paused": "no"})
    assert feeds.feeds_to_look_into() == [feed.pk]
    assert entered("feeds.resume")[0] == BRIDGET


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"how": "every", "minutes": "15"}, "every 15 minutes"),
        ({"how": "daily", "at": "6:30"}, "daily 06:30"),
        ({"how": "weekly", "weekday": "friday", "at": "18:00"}, "weekly fri 18:00"),
    ],
)
def test_the_schedule_is_changed_in_the_managers_name(
    client: Client, feed: Feed, given: dict[str, str], kept: str
) -> None:
    text = said(edit(client, feed, **given))

    feed.refresh_from_db()
    assert (feed.schedule, feed.schedule_set_by) == (kept, BRIDGET)
    assert f"Looked into {schedules.parse(kept).words}." in text
    assert entered("feeds.set_schedule")[1].endswith(f"{schedules.parse(kept).words}.")
    assert not Entry.objects.filter(verb="feeds.set_source").exists()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"how": ""}, "Choose when to look."),
        ({"minutes": "0"}, "Write a number of minutes from 1 to 1,440."),
        ({"minutes": ""}, "Write a number of minutes"),
        ({"minutes": "soon"}, "Enter a whole number."),
        ({"how": "daily", "at": "half six"}, "Write the time as hours and minutes"),
        ({"how": "daily", "at": ""}, "Write the time as hours and minutes"),
        ({"how": "weekly", "at": "25:00"}, "Write the time as hours and minutes"),
        ({"folder": ""}, "Name the folder."),
        ({"folder": "../out"}, "Name a folder inside the inbox"),
        ({"source": "sftp://files.example/"}, "not both"),
        ({"folder": "", "source": "sftp://files.example/"}, "not told to fetch from “files.example”"),
        (
            {"folder": "", "source": "sftp://ok.example/", "secret": "../x"},
            "Give the name of the secret alone",
        ),
    ],
)
def test_what_does_not_fit_is_said_on_the_form_and_changes_nothing(
    client: Client, feed: Feed, settings: Settings, given: dict[str, str], words: str
) -> None:
    settings.FEED_HOSTS = ["ok.example"]
    text = said(edit(client, feed, **given))

    assert words in text
    assert "<title>Error: " in text
    after = Feed.objects.get()
    assert (after.folder, after.source, after.schedule) == ("health", "", "every 1 minutes")


def test_a_feed_is_moved_to_a_store_elsewhere_and_the_record_names_the_secret_only(
    client: Client, feed: Feed, settings: Settings
) -> None:
    settings.FEED_HOSTS = ["files.example"]
    edit(client, feed, folder="", source="sftp://files.example/outbox", secret="health-sftp")

    after = Feed.objects.get()
    assert (after.folder, after.source) == ("files.example/outbox", "sftp://files.example/outbox")
    assert entered("feeds.set_source") == (
        BRIDGET,
        "Moved the feed “health” to “sftp://files.example/outbox”, opened by the secret “health-sftp”.",
    )


def test_another_boards_feed_is_not_found_on_any_page(
    client: Client, other_board: Board, health: Agency
) -> None:
    key = FeedFactory(board=other_board, agency=health).pk

    for name in ("feed", "feed-edit"):
        assert client.get(page(name, key)).status_code == 404
    for name in ("feed-edit", "feed-run", "feed-pause", "feed-try-again"):
        assert client.post(page(name, key)).status_code == 404
    assert not FeedRun.objects.exists()


def test_files_set_aside_are_listed_and_tried_again_when_the_manager_says_so(
    client: Client, feed: Feed
) -> None:
    FeedTroubleFactory(feed=feed, path="huge.csv", tries=1, last_error="it is larger", gave_up_on=NOON)
    FeedTroubleFactory(feed=feed, path="open.csv", tries=2, last_error="it is open elsewhere")
    text = said(client.get(page("feed", feed.pk)))
    assert "“huge.csv”: it is larger" in text
    assert "“open.csv”: it is open elsewhere. It is tried again." in text

    after = said(client.post(page("feed-try-again", feed.pk), follow=True))

    assert "“huge.csv”" not in after
    assert [one.path for one in FeedTrouble.objects.all()] == ["open.csv"]
    assert entered("feeds.try_again") == (BRIDGET, "Had 1 files of the feed “health” tried again.")


def test_a_long_history_is_in_pages(
    client: Client, feed: Feed, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    FeedRunFactory.create_batch(60, feed=feed, outcome=FeedRun.Outcome.NOTHING)
    for number in range(30):
        FeedFileFactory(feed=feed, path=f"file {number}.csv")
    with django_assert_max_num_queries(30):
        first = said(client.get(page("feed", feed.pk)))

    assert first.count('<th scope="row"') == 25
    assert said(client.get(page("feed", feed.pk) + "?page=3")).count('<th scope="row"') == 10
    assert "The latest 20 of 30." in first


def test_old_looks_that_found_nothing_are_dropped_and_those_that_took_something_stay(
    feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "KEPT_LOOKS", 5)
    took = FeedRunFactory(feed=feed, outcome=FeedRun.Outcome.TOOK, taken=1)
    asked = FeedRunFactory(feed=feed, outcome=FeedRun.Outcome.NOTHING, asked_by=BRIDGET)
    FeedRunFactory.create_batch(8, feed=feed, outcome=FeedRun.Outcome.NOTHING, asked_by=history.SCHEDULE)
    feeds.collect(feed)

    kept = FeedRun.objects.filter(feed=feed)
    assert {took, asked} <= set(kept)
    assert kept.filter(outcome=FeedRun.Outcome.NOTHING, asked_by=history.SCHEDULE).count() == 5


def test_a_look_that_a_killed_worker_left_is_done_again_by_the_sweep(feed: Feed, manager: Standing) -> None:
    feeds.set_schedule(feed_id=feed.pk, schedule=schedules.parse("weekly mon 06:30"), by=manager)
    left = FeedRunFactory(feed=feed, asked_by=BRIDGET)
    assert feeds.feeds_to_look_into() == [feed.pk]

    assert [one.file_name for one in feeds.look_into(feed.pk)] == ["q4.csv"]

    left.refresh_from_db()
    assert left.outcome == FeedRun.Outcome.TOOK
    assert feeds.feeds_to_look_into() == []


def test_a_feed_is_looked_into_when_its_time_has_come_and_once(feed: Feed, manager: Standing) -> None:
    with time_machine.travel(NOON, tick=False) as machine:
        feeds.set_schedule(feed_id=feed.pk, schedule=schedules.parse("daily 13:00"), by=manager)
        looks = []
        for minutes in (0, 59, 60, 61, 24 * 60 + 59, 24 * 60 + 60):
            machine.move_to(NOON + timedelta(minutes=minutes))
            feeds.look_into(feed.pk)
            looks.append(FeedRun.objects.count())

    assert looks == [0, 0, 1, 1, 1, 2]


def test_our_own_failure_is_said_ends_the_look_and_stops_no_later_one(
    feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("scorecard.actions.feeds.looking.open_store", lambda _: 1 / 0)
        assert feeds.collect(feed) == []
    feed.refresh_from_db()
    assert "the portal itself failed" in feed.last_trouble
    assert FeedRun.objects.get().outcome == FeedRun.Outcome.TROUBLE

    assert len(feeds.collect(feed)) == 1
