"""Scheduled imports: each file once, one bad file stops no other, and the right people are told."""

import os
import time
from pathlib import Path

import pytest

from agencies.models import Agency, Board, Entry, Letter
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard import tasks
from scorecard.actions import feeds, submissions
from scorecard.actions.feeds import looking
from scorecard.models import Feed, FeedFile, Figure, Submission
from tests.building import LAST, lines, load
from tests.factories import FeedFactory

State = Submission.State
RIGHT = lines(("H02", LAST, 30, 120))
WRONG = lines(("H02", LAST, "lots", 120))


@pytest.fixture
def folder(inbox: Path) -> Path:
    """The folder County Health drops its files in."""
    made = inbox / "health"
    made.mkdir()
    return made


@pytest.fixture
def feed(board: Board, health: Agency, helen: Standing, manager: Standing, folder: Path) -> Feed:
    """Looks into that folder, and waits for the agency lead."""
    return feeds.set_up(board=board, agency=health, folder="health", by=manager)


@pytest.fixture
def releasing(feed: Feed, manager: Standing) -> Feed:
    """The same, releasing by itself what has no error."""
    return feeds.set_policy(feed_id=feed.pk, policy=Feed.Policy.RELEASE, by=manager)


def drop(folder: Path, name: str, data: bytes, *, age: float = 60) -> Path:
    """Put a file there that was written so many seconds ago."""
    path = folder / name
    path.write_bytes(data)
    then = time.time() - age
    os.utime(path, (then, then))
    return path


def look(feed: Feed) -> list[str]:
    """Collect, check what was found, and say its names."""
    feed.refresh_from_db()
    found = feeds.collect(feed)
    submissions.take_up(board_id=feed.board_id, agency_id=feed.agency_id)
    feed.refresh_from_db()
    return [one.file_name for one in found]


def test_a_file_is_taken_once_and_stays_where_it_was_dropped(feed: Feed, folder: Path) -> None:
    path = drop(folder, "q4.csv", RIGHT)

    assert [look(feed), look(feed)] == [["q4.csv"], []]
    assert path.exists()
    assert FeedFile.objects.get().path == "q4.csv"


def test_the_same_name_with_other_bytes_is_another_file_and_so_is_another_name(
    feed: Feed, folder: Path
) -> None:
    drop(folder, "q4.csv", RIGHT)
    look(feed)
    drop(folder, "q4.csv", lines(("H02", LAST, 36, 120)))
    drop(folder, "q4 again.csv", RIGHT)

    assert look(feed) == ["q4 again.csv", "q4.csv"]


def test_an_old_file_put_back_under_its_name_is_not_taken_again(feed: Feed, folder: Path) -> None:
    drop(folder, "q4.csv", RIGHT)
    look(feed)
    drop(folder, "q4.csv", WRONG)
    look(feed)
    drop(folder, "q4.csv", RIGHT)

    assert look(feed) == []


def test_a_feed_waits_for_the_agency_lead_and_tells_them(feed: Feed, folder: Path) -> None:
    drop(folder, "q4.csv", RIGHT)
    look(feed)

    assert Submission.objects.get().state == State.READY
    assert not Figure.objects.exists()
    letter = Letter.objects.get()
    assert letter.to == "helen@example.org"
    assert "waits for you to release it" in letter.subject
    assert f"/wessex/submissions/{Submission.objects.get().pk}/" in letter.text


def test_a_feed_that_may_releases_what_has_no_error_in_the_name_of_who_said_so(
    releasing: Feed, folder: Path
) -> None:
    drop(folder, "q4.csv", RIGHT)
    look(releasing)

    sent = Submission.objects.get()
    entry = Entry.objects.get(verb="submissions.release")
    assert sent.state == State.RELEASED
    assert Figure.objects.get().value == 25
    assert entry.by == sent.released_by == "Feed “health”, as set by Bridget Marsh (Business manager)"
    assert entry.by_id == releasing.policy_set_by_id
    assert not Letter.objects.exists()


def test_a_feed_that_may_release_still_never_loads_a_file_with_an_error(
    releasing: Feed, folder: Path
) -> None:
    drop(folder, "q4.csv", WRONG)
    look(releasing)

    assert Submission.objects.get().state == State.TO_CORRECT
    assert not Figure.objects.exists()


@pytest.mark.parametrize("data", [WRONG, b"\x89PNG\r\n\x1a\n" + bytes(100), b""])
def test_sender_and_business_manager_are_told_of_a_file_that_failed(
    feed: Feed, folder: Path, helen: Standing, manager: Standing, data: bytes
) -> None:
    drop(folder, "q4.csv", data)
    look(feed)

    letters = Letter.objects.order_by("to")
    assert [one.to for one in letters] == ["bridget@example.org", "helen@example.org"]
    for one in letters:
        assert "“q4.csv” was not loaded" in one.subject
        assert "County Health" in one.text
        assert "/wessex/submissions/" in one.text


def test_one_bad_file_never_stops_the_others(
    releasing: Feed, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(folder, "a unreadable.csv", b"")
    drop(folder, "b locked.csv", RIGHT)
    drop(folder, "c wrong.csv", WRONG)
    drop(folder, "d right.csv", RIGHT)
    read = Path.read_bytes

    def guarded(path: Path) -> bytes:
        if path.name.startswith("b "):
            raise PermissionError("it is open elsewhere")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", guarded)

    assert look(releasing) == ["a unreadable.csv", "c wrong.csv", "d right.csv"]
    assert Figure.objects.get().value == 25
    assert releasing.last_trouble == "“b locked.csv” could not be taken: it is open elsewhere"


@pytest.mark.parametrize("name", [b"\xff\xfe latin.csv", b"two\nlines.csv", b"x" * 200 + b".csv"])
def test_a_file_with_an_odd_name_is_taken_told_of_and_stops_no_other(
    feed: Feed, folder: Path, name: bytes
) -> None:
    odd = folder / os.fsdecode(name)
    odd.write_bytes(WRONG)
    os.utime(odd, (0, 0))
    drop(folder, "zz.csv", RIGHT)

    assert len(look(feed)) == 2
    assert set(Submission.objects.values_list("state", flat=True)) == {State.TO_CORRECT, State.READY}
    assert Letter.objects.count() == 3
    assert look(feed) == []


def test_a_file_still_being_written_waits_for_the_next_look(feed: Feed, folder: Path) -> None:
    drop(folder, "growing.csv", RIGHT, age=0)
    for name in ("q4.csv.part", "Q4.TMP", "q4.crdownload", ".hidden.csv", "~$q4.xlsx"):
        drop(folder, name, RIGHT)
    (folder / "a folder").mkdir()

    assert look(feed) == []

    os.utime(folder / "growing.csv", (0, 0))
    assert look(feed) == ["growing.csv"]


def test_a_link_in_the_folder_leads_nowhere(feed: Feed, folder: Path, inbox: Path) -> None:
    (inbox / "secret.csv").write_bytes(RIGHT)
    (folder / "link.csv").symlink_to(inbox / "secret.csv")

    assert look(feed) == []


def test_a_file_beyond_the_limit_is_named_on_the_feed_and_not_read(
    feed: Feed, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "LARGEST_FILE", 10)
    drop(folder, "huge.csv", RIGHT)

    assert look(feed) == []
    assert "“huge.csv” could not be taken" in feed.last_trouble


def test_a_folder_that_is_gone_is_said_on_the_feed_and_the_next_look_clears_it(
    feed: Feed, folder: Path
) -> None:
    folder.rmdir()
    look(feed)
    assert "could not be looked into" in feed.last_trouble

    folder.mkdir()
    look(feed)
    assert feed.last_trouble == ""
    assert feed.last_looked_on is not None
    assert feed.last_looked_on.date() == clock.today()


@pytest.mark.parametrize("folder", ["..", "../elsewhere", "/etc", ".", "", "a/../..", "a/../../inbox-two"])
def test_no_feed_looks_outside_the_inbox(
    board: Board, health: Agency, manager: Standing, inbox: Path, folder: str
) -> None:
    with pytest.raises(Refused, match="inside the inbox"):
        feeds.set_up(board=board, agency=health, folder=folder, by=manager)


def test_a_folder_that_became_a_link_to_elsewhere_is_not_followed(
    feed: Feed, folder: Path, tmp_path: Path
) -> None:
    drop(tmp_path, "passwords.csv", RIGHT)
    folder.rmdir()
    folder.symlink_to(tmp_path)

    assert look(feed) == []
    assert "could not be looked into" in feed.last_trouble


@pytest.mark.parametrize("folder", ["health", "./health", "health/", "other/../health"])
def test_no_two_feeds_look_into_one_folder_not_even_of_two_boards(
    feed: Feed, other_board: Board, police: Agency, manager: Standing, inbox: Path, folder: str
) -> None:
    """Else the office of one board could have another board's files brought to it."""
    with pytest.raises(Refused, match="looked into already"):
        feeds.set_up(board=other_board, agency=police, folder=folder, by=manager.actor)


def test_only_the_business_manager_sets_up_feeds_and_their_policy(
    board: Board, health: Agency, helen: Standing, member: Standing, inbox: Path
) -> None:
    feed = FeedFactory(board=board, agency=health)
    for other in (helen, member):
        with pytest.raises(Refused, match="Only the business manager"):
            feeds.set_up(board=board, agency=health, folder="new", by=other)
        with pytest.raises(Refused, match="Only the business manager"):
            feeds.set_policy(feed_id=feed.pk, policy=Feed.Policy.RELEASE, by=other)


def test_the_policy_is_on_record_with_the_name_of_who_set_it(releasing: Feed, manager: Standing) -> None:
    assert releasing.policy_set_by == "Bridget Marsh (Business manager)"
    assert releasing.policy_set_by_id == manager.person_id
    words = Entry.objects.get(verb="feeds.set_policy").words
    assert words == "Set the feed “health” to release by itself when there is no error."


def test_the_scheduled_job_looks_into_every_folder_and_has_the_files_checked(
    feed: Feed,
    folder: Path,
    inbox: Path,
    board: Board,
    police: Agency,
    manager: Standing,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = feeds.set_up(board=board, agency=police, folder="police", by=manager)
    drop(folder, "q4.csv", RIGHT)
    rung: list[tuple[object, ...]] = []
    monkeypatch.setattr(tasks, "ring", lambda task, *ids: rung.append((task.name, *ids)))

    assert tasks.collect_feeds() == 2
    assert rung == [(tasks.look_into_feed.name, feed.pk), (tasks.look_into_feed.name, other.pk)]
    rung.clear()
    assert [tasks.look_into_feed(feed.pk), tasks.look_into_feed(other.pk)] == [1, 0]

    other.refresh_from_db()
    assert rung == [(tasks.check_submissions.name, board.pk, feed.agency_id)]
    assert "could not be looked into" in other.last_trouble


def test_a_feed_that_brings_what_is_on_file_says_so_and_writes_to_nobody(
    feed: Feed, folder: Path, helen: Standing, health: Agency
) -> None:
    load(("H02", LAST, 30, 120), by=helen, agency=health)
    drop(folder, "q4.csv", RIGHT)
    look(feed)

    assert Submission.objects.latest("pk").state == State.UNCHANGED
    assert not Letter.objects.exists()
