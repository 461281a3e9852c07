"""How far the demo's imports are said to have come."""

from hashlib import sha256
from pathlib import Path

import pytest
from pytest_django import Settings

from lscb import demo_progress
from scorecard.models import Feed, Submission
from tests.factories import THE_DAY, FeedFactory, FeedFileFactory, SubmissionFactory

State = Submission.State
pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(settings: Settings, tmp_path: Path) -> Feed:
    """A feed whose folder holds two files, and one that is still being written."""
    settings.INBOX_ROOT = tmp_path
    feed = FeedFactory(folder="police")
    (tmp_path / "police").mkdir()
    for name in ("one.csv", "two.csv", ".three.csv.part"):
        (tmp_path / "police" / name).write_text(name)
    return feed


def take(feed: Feed, name: str, state: str, remark: str = "") -> None:
    """As if the import had taken this file and brought it to this state."""
    FeedFileFactory(
        feed=feed,
        path=name,
        sha256=sha256(name.encode()).hexdigest(),
        submission=SubmissionFactory(
            agency=feed.agency,
            board=feed.board,
            state=state,
            remark=remark,
            released_at=THE_DAY if state == State.RELEASED else None,
            released_by="The feed" if state == State.RELEASED else "",
        ),
    )


def test_files_dropped_are_those_that_are_whole(feed: Feed) -> None:
    assert {name for _, name, _ in demo_progress.dropped()} == {"one.csv", "two.csv"}


def test_it_is_not_done_while_a_file_lies_untaken(feed: Feed) -> None:
    take(feed, "one.csv", State.RELEASED)

    progress = demo_progress.progress(demo_progress.dropped())

    assert (progress.taken, progress.expected, progress.done) == (1, 2, False)


@pytest.mark.parametrize("state", [State.RECEIVED, State.CHECKING])
def test_it_is_not_done_while_a_submission_is_unfinished(feed: Feed, state: str) -> None:
    take(feed, "one.csv", State.RELEASED)
    take(feed, "two.csv", state)

    assert not demo_progress.progress(demo_progress.dropped()).done


def test_it_is_done_when_every_file_was_dealt_with(feed: Feed) -> None:
    take(feed, "one.csv", State.RELEASED)
    take(feed, "two.csv", State.TO_CORRECT)

    progress = demo_progress.progress(demo_progress.dropped())

    assert progress.done
    assert progress.words == "2 of 2 files taken; submissions: 1 released, 1 to correct"


def test_a_file_changed_since_it_was_taken_is_waited_for(feed: Feed, tmp_path: Path) -> None:
    take(feed, "one.csv", State.RELEASED)
    take(feed, "two.csv", State.RELEASED)
    (tmp_path / "police" / "two.csv").write_text("corrected")

    assert demo_progress.progress(demo_progress.dropped()).taken == 1


def test_a_file_that_could_not_be_read_is_named_with_what_was_said(feed: Feed) -> None:
    take(feed, "one.csv", State.RELEASED)
    take(feed, "two.csv", State.REFUSED, "It is empty.")
    take(feed, "a-visitors-own.csv", State.REFUSED, "It is a picture.")

    assert demo_progress.refused(demo_progress.dropped()) == ["two.csv: It is empty."]
