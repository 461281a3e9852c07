"""Files wait in quarantine until they are screened; what identifies a child never leaves it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.storage import default_storage
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from agencies import keeping
from agencies.models import Agency, Board, Entry, Letter
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions import commentary, submissions
from scorecard.models import CheckedRow, Commentary, Finding, Indicator, Return, Submission
from tests.building import HEADINGS, LAST, a_return, lines, send
from tests.files.books import csv_bytes, xlsx_bytes

State = Submission.State
WORDS = "J.S., aged 7, was seen late"
STOPS = csv_bytes([[*HEADINGS, "Commentary"], ["H02", LAST.short, 30, 120, None, None, WORDS]])
CHILDREN = csv_bytes([["Child Unique ID", "Gender", "Date of Birth"], ["C-8812", "F", "03/04/2009"]])
CLEAN = lines(("H02", LAST, 30, 120))


@pytest.fixture
def sent(
    health: Agency, helen: Standing, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> Callable[..., Submission]:
    """Sends a file for County Health, with all that happens after a commit."""

    def sending(data: bytes, **more: object) -> Submission:
        with django_capture_on_commit_callbacks(execute=True):
            return send(data, by=helen, agency=health, **more)

    return sending


def quarantined(settings: Settings) -> list[Path]:
    root = Path(settings.QUARANTINE_ROOT)
    return [path for path in root.rglob("*") if path.is_file()]


def kept_files(settings: Settings) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def all_that_is_written() -> str:
    """Every text of the database a word of a file could have reached."""
    rows = [
        *Entry.objects.values_list("words", "details"),
        *Letter.objects.values_list("subject", "text"),
        *Finding.objects.values_list("value", "message", "remedy"),
        *Submission.objects.values_list("remark", "stored"),
        *CheckedRow.objects.values_list("commentary", "cell"),
    ]
    return repr(rows)


def test_a_file_waits_in_quarantine_until_it_is_screened(
    board: Board, health: Agency, helen: Standing, settings: Settings
) -> None:
    received = submissions.receive(board=board, agency=health, data=CLEAN, file_name="a.csv", by=helen)

    assert keeping.in_quarantine(received.stored)
    assert [path.read_bytes() for path in quarantined(settings)] == [CLEAN]
    assert kept_files(settings) == []


def test_a_clean_file_is_kept_and_leaves_the_quarantine(
    sent: Callable[..., Submission], settings: Settings
) -> None:
    one = sent(CLEAN)

    assert one.state == State.READY
    with default_storage.open(one.stored) as kept:
        assert kept.read() == CLEAN
    assert quarantined(settings) == []


@pytest.mark.parametrize(
    "data",
    [
        CHILDREN,
        xlsx_bytes(
            {"S": [["UPN", "Forename", "Surname", "DOB"], ["B801200005001", "Ann", "Bee", date(2009, 4, 3)]]}
        ),
        b"<?xml version='1.0'?><Message><LAchildID>C-8812</LAchildID></Message>",
    ],
)
def test_a_list_of_children_is_deleted_at_once_and_nothing_of_it_is_repeated(
    data: bytes, sent: Callable[..., Submission], settings: Settings, health: Agency, board: Board
) -> None:
    owed = a_return(board, health)

    one = sent(data, answers=owed, name="list.csv")

    assert (one.state, one.refusal, one.stored) == (State.REFUSED, "child-level", "")
    assert one.deleted_at is not None
    assert one.deleted_by
    assert (one.file_name, one.size) == ("list.csv", len(data))
    assert len(one.sha256) == 64
    assert quarantined(settings) == kept_files(settings) == []
    assert not any(word in all_that_is_written() for word in ("C-8812", "03/04/2009", "Bee", "B8012"))
    assert "deleted at once" in one.remark
    owed.refresh_from_db()
    assert owed.state == Return.State.TO_CORRECT


def test_a_file_with_words_about_a_child_is_held_and_the_words_are_written_nowhere(
    sent: Callable[..., Submission], settings: Settings
) -> None:
    one = sent(STOPS)

    assert one.state == State.STOPPED
    assert [path.read_bytes() for path in quarantined(settings)] == [STOPS]
    assert kept_files(settings) == []
    assert [(found.code, found.cell, found.value) for found in one.findings.all()] == [
        ("could-identify-child", "G2", "")
    ]
    assert "J.S." not in all_that_is_written()
    assert not one.checked_rows.exists()
    letter = Letter.objects.filter(subject__contains="is stopped").first()
    assert letter is not None
    assert "24 May 2018" in letter.text


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 J.S., aged 7",
        b"\x00\x01 J.S., aged 7",
    ],
)
def test_a_file_that_is_no_text_is_refused_and_kept(
    data: bytes, sent: Callable[..., Submission], settings: Settings
) -> None:
    one = sent(data)

    assert one.state == State.REFUSED
    assert one.deleted_at is None
    assert [path.read_bytes() for path in kept_files(settings)] == [data]
    assert quarantined(settings) == []


def test_an_unreadable_text_that_names_a_child_is_deleted(
    sent: Callable[..., Submission], settings: Settings
) -> None:
    one = sent(b"<html><p>J.S., aged 7, lives with her aunt</p></html>")

    assert (one.state, one.refusal, one.stored) == (State.REFUSED, "identifies-a-child", "")
    assert quarantined(settings) == kept_files(settings) == []


def test_let_stand_the_file_is_checked_on_and_the_reason_is_on_record(
    sent: Callable[..., Submission],
    manager: Standing,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    one = sent(STOPS)

    submissions.let_stand(submission_id=one.pk, why="The letters are a team’s name.", by=manager)
    with django_capture_on_commit_callbacks(execute=True):
        submissions.take_up(board_id=one.board_id, agency_id=one.agency_id)

    one.refresh_from_db()
    assert one.state == State.READY
    assert one.let_stand_by.startswith("Bridget Marsh")
    assert one.checked_rows.get().commentary == WORDS
    assert [path.read_bytes() for path in kept_files(settings)] == [STOPS]
    assert quarantined(settings) == []
    assert Entry.objects.filter(verb="submissions.let_stand", words__contains="a team’s name").exists()


def test_only_the_business_manager_lets_stand_with_a_reason_that_repeats_nothing(
    sent: Callable[..., Submission], helen: Standing, member: Standing, manager: Standing
) -> None:
    one = sent(STOPS)

    for who in (helen, member):
        with pytest.raises(Refused, match="Only the business manager"):
            submissions.let_stand(submission_id=one.pk, why="It is nobody.", by=who)
    with pytest.raises(Refused, match="Say why"):
        submissions.let_stand(submission_id=one.pk, why=" ", by=manager)
    with pytest.raises(Refused, match="without the words"):
        submissions.let_stand(submission_id=one.pk, why=WORDS, by=manager)
    one.refresh_from_db()
    assert one.state == State.STOPPED


def test_its_sender_withdraws_it_and_it_is_deleted(
    sent: Callable[..., Submission],
    helen: Standing,
    paul: Standing,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    one = sent(STOPS)
    with pytest.raises(Refused):
        submissions.withdraw(submission_id=one.pk, by=paul)

    with django_capture_on_commit_callbacks(execute=True):
        submissions.withdraw(submission_id=one.pk, by=helen)

    one.refresh_from_db()
    assert (one.state, one.stored) == (State.WITHDRAWN, "")
    assert one.deleted_by.startswith("Helen Price")
    assert not one.findings.exists()
    assert quarantined(settings) == []
    with pytest.raises(Refused):
        submissions.withdraw(submission_id=one.pk, by=helen)


def test_a_mended_file_takes_its_place_and_the_stopped_one_is_deleted(
    sent: Callable[..., Submission], board: Board, health: Agency, settings: Settings
) -> None:
    owed = a_return(board, health)
    stopped = sent(STOPS, answers=owed)

    mended = sent(CLEAN, answers=owed)

    stopped.refresh_from_db()
    assert (stopped.state, stopped.stored) == (State.SET_ASIDE, "")
    assert mended.state == State.TO_CORRECT or mended.state == State.READY
    assert quarantined(settings) == []


def test_after_three_working_days_it_is_deleted_and_its_sender_is_told_before_and_after(
    sent: Callable[..., Submission],
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    one = sent(STOPS)
    assert one.checked_at is not None

    def on(day: date) -> int:
        clock.fix(day)
        with django_capture_on_commit_callbacks(execute=True):
            return submissions.clear_out()

    assert on(date(2018, 5, 22)) == 0
    assert not Letter.objects.filter(subject__contains="still stopped").exists()
    assert on(date(2018, 5, 23)) == 0
    assert on(date(2018, 5, 23)) == 0
    assert Letter.objects.filter(subject__contains="still stopped", to="helen@example.org").count() == 1
    assert len(quarantined(settings)) == 1

    assert on(date(2018, 5, 25)) == 1

    one.refresh_from_db()
    assert (one.state, one.stored) == (State.REFUSED, "")
    assert quarantined(settings) == []
    assert Letter.objects.filter(subject__contains="was deleted", to="helen@example.org").exists()
    assert on(date(2018, 5, 25)) == 0


def test_what_a_killed_process_left_is_removed_and_what_waits_is_not(
    board: Board, health: Agency, helen: Standing, settings: Settings
) -> None:
    waiting = submissions.receive(board=board, agency=health, data=CLEAN, file_name="a.csv", by=helen)
    keeping.set_apart(b"received, but never entered")

    submissions.clear_out()
    assert len(quarantined(settings)) == 2
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=2)):
        submissions.clear_out()

    assert quarantined(settings) == [keeping.place_of(waiting.stored)]


@pytest.mark.parametrize("where", ["keep", "remove"])
def test_a_worker_killed_while_it_keeps_a_file_does_it_again(
    where: str,
    sent: Callable[..., Submission],
    board: Board,
    health: Agency,
    helen: Standing,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    one = submissions.receive(board=board, agency=health, data=CLEAN, file_name="a.csv", by=helen)

    def killed(*_: object) -> None:
        raise SystemExit

    def take_up() -> None:
        with django_capture_on_commit_callbacks(execute=True):
            submissions.take_up(board_id=board.pk, agency_id=health.pk)

    with monkeypatch.context() as cut:
        cut.setattr(keeping, where, killed)
        with pytest.raises(SystemExit):
            take_up()
    take_up()
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=2)):
        submissions.clear_out()

    one.refresh_from_db()
    assert one.state == State.READY
    assert [path.read_bytes() for path in kept_files(settings)] == [CLEAN]
    assert quarantined(settings) == []


def test_words_in_a_hidden_sheet_a_comment_or_a_number_are_found(sent: Callable[..., Submission]) -> None:
    def change(sheet: Worksheet) -> None:
        if sheet.title == "Notes":
            sheet.sheet_state = "veryHidden"
        else:
            sheet["A2"].comment = Comment("see the 14-year-old, J.B.", "Ann")

    rows = [list(HEADINGS), ["H02", LAST.short, 30, 120]]
    one = sent(
        xlsx_bytes(
            {"Return": rows, "Notes": [["dob 3/4/09"], [9434765919], ["Date of birth", date(2009, 4, 3)]]},
            change,
        )
    )

    assert one.state == State.STOPPED
    assert [(found.sheet, found.cell) for found in one.findings.all()] == [
        ("Notes", "A1"),
        ("Notes", "A2"),
        ("Notes", "B3"),
        ("", ""),
    ]
    assert "a comment" in one.findings.last().message


def test_commentary_typed_on_a_page_is_refused_with_the_words_shown(
    scorecard: dict[str, Indicator], health: Agency, helen: Standing, manager: Standing
) -> None:
    with pytest.raises(Refused, match=r"“J\.S\., aged 7” could be initials with an age"):
        commentary.write(indicator=scorecard["H02"], agency_id=health.pk, period=LAST, text=WORDS, by=helen)
    with pytest.raises(Refused, match="Only the business manager"):
        commentary.write(
            indicator=scorecard["H02"],
            agency_id=health.pk,
            period=LAST,
            text=WORDS,
            by=helen,
            let_stand_why="a team",
        )
    assert not Commentary.objects.exists()

    commentary.write(
        indicator=scorecard["H02"],
        agency_id=health.pk,
        period=LAST,
        text=WORDS,
        by=manager,
        let_stand_why="a team",
    )

    assert Commentary.objects.get().text == WORDS
    assert "let stand: a team" in Entry.objects.get(verb="commentary.write").words
