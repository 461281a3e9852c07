"""A file a feed cannot even take is told of once to those who can mend it."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils.timezone import localdate

from agencies.models import Agency, Board, Entry, Letter
from agencies.rules.standing import Standing
from scorecard.actions import feeds
from scorecard.actions.feeds import looking
from scorecard.models import Feed, FeedTrouble
from tests.building import LAST, lines

#: After anything the tests drop was written.
NOON = datetime(2094, 3, 1, 12, tzinfo=UTC)
TOLD = ["bridget@example.org", "helen@example.org"]


@pytest.fixture
def feed(
    board: Board,
    health: Agency,
    helen: Standing,
    manager: Standing,
    inbox: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Feed:
    """Looks into a folder, and takes no file beyond 100 bytes."""
    monkeypatch.setattr(looking, "LARGEST_FILE", 100)
    (inbox / "health").mkdir()
    return feeds.set_up(board=board, agency=health, folder="health", by=manager)


def drop(inbox: Path, data: bytes, *, changed: int = 1_000) -> Path:
    """Put a file there that was changed so many seconds after 1970."""
    path = inbox / "health" / "huge.csv"
    path.write_bytes(data)
    os.utime(path, (changed, changed))
    return path


def test_a_file_beyond_the_limit_is_told_of_once(feed: Feed, inbox: Path) -> None:
    drop(inbox, b"x" * 200)

    for _ in range(3):
        assert feeds.collect(feed) == []

    letters = Letter.objects.order_by("to")
    assert [one.to for one in letters] == TOLD
    assert letters[0].subject == "Wessex Safeguarding Children Board: “huge.csv” was not loaded"
    assert "County Health in the folder “health”" in letters[0].text
    assert "it is larger than 0 MB" in letters[0].text
    entry = Entry.objects.get(verb="feeds.could_not_take")
    assert (entry.kind, entry.reference, entry.details["size"]) == ("feed", str(feed.pk), 200)


def test_when_a_folder_was_last_looked_into_is_told_by_the_boards_clock(feed: Feed, the_day: date) -> None:
    feeds.collect(feed)

    feed.refresh_from_db()
    assert feed.last_looked_on is not None
    assert localdate(feed.last_looked_on) == the_day


@pytest.mark.parametrize(("size", "changed"), [(201, 1_000), (200, 2_000)])
def test_another_file_under_its_name_that_will_not_do_either_is_told_of_again(
    feed: Feed, inbox: Path, size: int, changed: int
) -> None:
    drop(inbox, b"x" * 200)
    feeds.collect(feed)
    drop(inbox, b"x" * size, changed=changed)
    feeds.collect(feed)

    assert Letter.objects.count() == 4


def locked(_: Path) -> bytes:
    """What reading a file comes to that another program holds."""
    raise PermissionError("it is open elsewhere")


def test_one_that_cannot_be_opened_is_tried_again_each_time_later_and_taken_when_it_can(
    feed: Feed, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(inbox, lines(("H02", LAST, 30, 120)))
    with time_machine.travel(NOON, tick=False) as machine:
        with monkeypatch.context() as shut:
            shut.setattr(Path, "read_bytes", locked)
            tries = []
            for minute in range(8):
                machine.move_to(NOON + timedelta(minutes=minute))
                feeds.collect(feed)
                tries.append(FeedTrouble.objects.get().tries)

        assert tries == [1, 2, 2, 3, 3, 3, 3, 4]
        assert not Letter.objects.exists()
        assert feeds.collect(feed) == []

        machine.move_to(NOON + timedelta(minutes=15))
        assert [one.file_name for one in feeds.collect(feed)] == ["huge.csv"]
    assert not FeedTrouble.objects.exists()


def test_one_that_never_opens_is_set_aside_told_of_once_and_left_alone_until_it_changes(
    feed: Feed, inbox: Path, manager: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(inbox, lines(("H02", LAST, 30, 120)))
    with monkeypatch.context() as shut:
        shut.setattr(Path, "read_bytes", locked)
        for hour in range(8):
            with time_machine.travel(NOON + timedelta(hours=hour), tick=False):
                feeds.collect(feed)
    assert [one.to for one in Letter.objects.order_by("to")] == TOLD
    assert "it is open elsewhere" in Letter.objects.all()[0].text
    assert FeedTrouble.objects.get().tries == 5

    assert feeds.collect(feed) == []
    drop(inbox, lines(("H02", LAST, 30, 120)), changed=2_000)
    assert [one.file_name for one in feeds.collect(feed)] == ["huge.csv"]


def test_one_set_aside_is_tried_again_when_the_manager_says_so(
    feed: Feed, inbox: Path, manager: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(inbox, b"x" * 200)
    feeds.collect(feed)
    monkeypatch.setattr(looking, "LARGEST_FILE", 300)
    assert feeds.collect(feed) == []

    assert feeds.try_again(feed_id=feed.pk, by=manager) == 1

    assert [one.file_name for one in feeds.collect(feed)] == ["huge.csv"]
    assert Entry.objects.get(verb="feeds.try_again").by == "Bridget Marsh (Business manager)"
