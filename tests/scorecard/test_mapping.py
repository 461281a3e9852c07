"""An agency's own layout: asked about once, tried out, remembered, changed and forgotten."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from agencies.models import Agency, Board, Entry, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard import tasks
from scorecard.actions import layouts, submissions
from scorecard.models import Figure, Indicator, Layout, Submission
from tests.building import BEFORE, LAST, a_return, send
from tests.files.books import csv_bytes, xlsx_bytes

ClientOf = Callable[[Person | None], Client]
State = Submission.State
SAID = {
    "headings": {"what we look at": "name", "how many": "numerator", "from": "denominator"},
    "indicators": {"slow ones": "H02"},
}


def odd(number: int = 30, *, heading: str = "How many") -> bytes:
    """A file whose headings and labels nobody but its sender understands."""
    return csv_bytes([["What we look at", heading, "From"], ["Slow ones", number, 120]])


def page(name: str, *args: object) -> str:
    return reverse(f"scorecard:{name}", args=["wessex", *args])


@pytest.fixture
def sent(
    board: Board, health: Agency, scorecard: dict[str, Indicator], helen: Standing
) -> Callable[..., Submission]:
    """Sends a file of County Health for a quarter, and has it checked."""

    def send_it(data: bytes, period: object = LAST, name: str = "ours.csv") -> Submission:
        return send(data, by=helen, agency=health, name=name, answers=a_return(board, health, period))

    return send_it


def codes(submission: Submission) -> list[str]:
    """What is wrong with it, and what it was said for information."""
    return [one.code for one in submission.findings.exclude(severity="explain")]


def test_the_next_quarter_needs_no_answer(
    sent: Callable[..., Submission], board: Board, health: Agency, helen: Standing
) -> None:
    first = sent(odd(30), BEFORE)
    assert (first.state, codes(first)) == (State.TO_CORRECT, ["table-not-recognised"])

    layout = layouts.remember(submission_id=first.pk, said=SAID, by=helen)
    submissions.take_up(board_id=board.pk, agency_id=health.pk)
    first.refresh_from_db()
    assert (first.state, first.layout_version) == (State.READY, layout.version)
    submissions.release(submission_id=first.pk, by=helen)

    second = sent(odd(33), LAST)
    assert second.state == State.READY, codes(second)
    assert "layout-changed" not in codes(second)
    submissions.release(submission_id=second.pk, by=helen)
    found = Figure.objects.current().order_by("first").values_list("first", "numerator", "denominator")
    assert list(found) == [(BEFORE.first, 30, 120), (LAST.first, 33, 120)]


def test_remembering_is_one_entry_that_names_the_file_and_the_version(
    sent: Callable[..., Submission], helen: Standing
) -> None:
    layouts.remember(submission_id=sent(odd()).pk, said=SAID, by=helen)

    entry = Entry.objects.get(verb="layouts.remember")
    assert "version 1" in entry.words
    assert "“ours.csv”" in entry.words
    assert entry.details == SAID


def test_a_later_answer_is_added_to_the_earlier_ones_as_a_version_of_its_own(
    sent: Callable[..., Submission], helen: Standing, health: Agency, board: Board
) -> None:
    first = sent(odd())
    layouts.remember(submission_id=first.pk, said={"headings": SAID["headings"]}, by=helen)
    submissions.take_up(board_id=board.pk, agency_id=health.pk)
    first.refresh_from_db()
    assert codes(first) == ["unknown-indicator"]
    layouts.remember(submission_id=first.pk, said={"indicators": SAID["indicators"]}, by=helen)

    versions = Layout.objects.filter(agency=health).order_by("version")
    assert [one.version for one in versions] == [1, 2]
    assert versions[0].answers["indicators"] == {}
    assert versions[1].answers["headings"] == SAID["headings"]


def test_a_changed_layout_is_noticed_and_said(
    sent: Callable[..., Submission], board: Board, health: Agency, helen: Standing
) -> None:
    rows = [["Ref", "Period", "Number", "Out of"], ["H02", BEFORE.short, 30, 120]]
    assert "layout-changed" not in codes(sent(csv_bytes(rows), BEFORE))

    moved = [["Ref", "Number", "Period", "Out of", "Remarks"], ["H02", 31, LAST.short, 120, "late"]]
    changed = sent(csv_bytes(moved), LAST)

    assert changed.state == State.READY
    said = changed.findings.get(code="layout-changed")
    assert said.severity == "note"
    assert "new: “remarks”" in said.message
    assert "moved: “number”" in said.message


def test_nothing_can_be_said_of_a_file_the_board_has_already(
    sent: Callable[..., Submission], helen: Standing
) -> None:
    done = sent(csv_bytes([["Ref", "Number", "Out of"], ["H02", 30, 120]]))
    submissions.release(submission_id=done.pk, by=helen)

    with pytest.raises(Refused, match="cannot change any more"):
        layouts.remember(submission_id=done.pk, said=SAID, by=helen)


def test_an_answer_taken_back_is_asked_again(
    sent: Callable[..., Submission], board: Board, health: Agency, helen: Standing
) -> None:
    layouts.remember(submission_id=sent(odd(30), BEFORE).pk, said=SAID, by=helen)
    layouts.forget(agency_id=health.pk, kind="indicators", key="slow ones", by=helen)

    assert codes(sent(odd(33), LAST)) == ["unknown-indicator"]
    with pytest.raises(Refused, match="not remembered"):
        layouts.forget(agency_id=health.pk, kind="indicators", key="slow ones", by=helen)


@pytest.fixture
def asked(
    sent: Callable[..., Submission], client_of: ClientOf, health_lead: Person
) -> tuple[Client, str, Submission]:
    """The lead of County Health on the mapping page of a file nobody understands."""
    submission = sent(odd())
    return client_of(health_lead), page("mapping", submission.pk), submission


FORM = {
    "headings:what we look at": "name",
    "headings:how many": "numerator",
    "headings:from": "denominator",
}


def test_the_check_page_leads_to_the_questions(asked: tuple[Client, str, Submission]) -> None:
    client, address, submission = asked

    assert address in client.get(page("submission", submission.pk)).content.decode()
    questions = client.get(address).content.decode()
    for words in ("What stands under “How many”?", "first values: 30", "Not answered", "0 figures"):
        assert words in questions
    assert "selected" not in questions


def test_a_preview_shows_what_would_be_read_and_asks_what_comes_up_then(
    asked: tuple[Client, str, Submission],
) -> None:
    client, address, _ = asked
    half = client.post(address, {**FORM, "do": "preview"}).content.decode()
    assert "Which indicator is “Slow ones”?" in half
    whole = client.post(address, {**FORM, "indicators:slow ones": "H02", "do": "preview"}).content.decode()

    assert "1 figure; 0 problems would be left" in whole
    assert "H02 The measure H02" in whole
    assert "25.0%" in whole
    assert not Layout.objects.exists()


def test_with_script_only_the_questions_and_the_preview_come_back(
    asked: tuple[Client, str, Submission],
) -> None:
    client, address, _ = asked
    part = client.post(address, FORM, headers={"HX-Request": "true"}).content.decode()

    assert "Which indicator is “Slow ones”?" in part
    assert "<html" not in part


def test_saving_remembers_and_has_the_file_checked_again(
    asked: tuple[Client, str, Submission],
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    client, address, submission = asked
    monkeypatch.setattr(tasks.check_submissions, "delay", tasks.check_submissions)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address, {**FORM, "indicators:slow ones": "H02", "do": "save"})

    assert answer["Location"] == page("submission", submission.pk)
    submission.refresh_from_db()
    assert submission.state == State.READY
    shown = client.get(page("layouts")).content.decode()
    assert "Under “how many” stands: the number (the part)." in shown
    assert "“slow ones” is H02." in shown


def test_a_table_without_a_column_of_figures_cannot_be_saved(asked: tuple[Client, str, Submission]) -> None:
    client, address, _ = asked
    answer = client.post(address, {"headings:what we look at": "name", "do": "save"}).content.decode()

    assert "needs one column that says which indicator a row is of" in answer
    assert not Layout.objects.exists()


def test_an_answer_that_was_not_offered_is_not_taken(asked: tuple[Client, str, Submission]) -> None:
    client, address, _ = asked
    given = {**FORM, "headings:how many": "DROP TABLE", "indicators:slow ones": "X99", "do": "save"}
    client.post(address, given)

    assert not Layout.objects.exists()


def test_what_is_not_answered_may_be_left_out_in_one_go(
    sent: Callable[..., Submission], client_of: ClientOf, health_lead: Person, board: Board, health: Agency
) -> None:
    rows = [["Ref", "Number", "Out of"], ["H02", 30, 120], ["Biscuits", 7, 9], ["Tea", 8, 9]]
    submission = sent(csv_bytes(rows))
    client_of(health_lead).post(page("mapping", submission.pk), {"rest": "yes", "do": "save"})
    submissions.take_up(board_id=board.pk, agency_id=health.pk)
    submission.refresh_from_db()

    assert submission.state == State.READY
    left_out = submission.findings.get(code="left-out-as-said")
    assert "“Biscuits”, “Tea”" in left_out.message


def test_another_table_may_be_left_out_for_good(
    sent: Callable[..., Submission], helen: Standing, board: Board, health: Agency
) -> None:
    book = {
        "Return": [["Ref", "Number", "Out of"], ["H02", 30, 120]],
        "Rota": [["Who", "Days"], ["Ann", 3], ["Bob", 4]],
    }
    first = sent(xlsx_bytes(book), BEFORE, "ours.xlsx")
    assert first.findings.get(code="sheet-not-read").severity == "explain"
    layouts.remember(submission_id=first.pk, said={"headings": {"who": "ignore", "days": "ignore"}}, by=helen)

    second = sent(xlsx_bytes(book), LAST, "ours.xlsx")
    assert second.findings.get(code="sheet-not-read").severity == "note"


def test_only_who_sends_for_the_agency_is_asked(
    asked: tuple[Client, str, Submission], client_of: ClientOf, business_manager: Person, police_lead: Person
) -> None:
    _, address, _ = asked

    assert client_of(business_manager).get(address).status_code == 403
    assert client_of(police_lead).get(address).status_code == 404


def test_forgetting_on_the_page_takes_the_answer_back(
    asked: tuple[Client, str, Submission], helen: Standing, health: Agency
) -> None:
    client, _, submission = asked
    layouts.remember(submission_id=submission.pk, said=SAID, by=helen)
    client.post(page("layout-forget", health.pk), {"kind": "headings", "key": "from"})

    assert "from" not in Layout.objects.filter(agency=health).first().answers["headings"]
    assert "Forgotten." in client.get(page("layouts")).content.decode()


def test_a_heading_that_names_no_year_is_never_remembered_as_one_years(
    sent: Callable[..., Submission], client_of: ClientOf, health_lead: Person
) -> None:
    rows = [["Topic", "This quarter"], ["H02", "25%"]]
    address = page("mapping", sent(csv_bytes(rows)).pk)
    given = {"headings:topic": "name", "headings:this quarter": f"period {LAST.key}", "do": "preview"}
    assert "0 figures" in client_of(health_lead).post(address, given).content.decode()

    now = {**given, "headings:this quarter": "period now"}
    assert "1 figure;" in client_of(health_lead).post(address, now).content.decode()
