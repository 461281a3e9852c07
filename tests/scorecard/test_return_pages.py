"""Sending, checking, releasing and accepting in a browser; what each person may see of a file, and why not."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from scorecard import tasks
from scorecard.actions.submissions import LARGEST_FILE
from scorecard.models import Feed, Figure, Indicator, Return, Submission
from tests.building import LAST, a_return, lines, load, send
from tests.factories import FeedFactory, ReturnFactory, SubmissionFactory

ClientOf = Callable[[Person | None], Client]
State = Submission.State
RIGHT, WRONG = lines(("H02", LAST, 30, 120)), lines(("H02", LAST, "lots", 120))


def page(name: str, *args: object) -> str:
    return reverse(f"scorecard:{name}", args=["wessex", *args])


@pytest.fixture
def owed(board: Board, health: Agency, scorecard: dict[str, Indicator]) -> Return:
    """What County Health owes for the last quarter."""
    return a_return(board, health)


@pytest.fixture
def upload(
    client_of: ClientOf,
    health_lead: Person,
    owed: Return,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Callable[..., str]:
    """Upload a file as the lead of County Health, have it checked at once, and read the page that follows."""
    monkeypatch.setattr(tasks.check_submissions, "delay", tasks.check_submissions)

    def sent(data: bytes, name: str = "our figures.csv") -> str:
        client = client_of(health_lead)
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(page("upload", owed.pk), {"file": SimpleUploadedFile(name, data)})
        if answer.status_code == 200:
            return answer.content.decode()
        return client.get(answer["Location"]).content.decode()

    return sent


def test_a_right_file_is_uploaded_checked_released_and_its_trail_told(
    upload: Callable[..., str], client_of: ClientOf, health_lead: Person
) -> None:
    checked = upload(RIGHT)
    assert "Check your figures" in checked
    assert "No error stands. Nothing is shared with the board until you release it." in checked
    assert "25.0%" in checked

    address = page("release", Submission.objects.get().pk)
    released = client_of(health_lead).post(address, follow=True).content.decode()

    assert "Released: 1 new figure, 0 changed. The board sees them now." in released
    assert "Audit trail" in released
    assert "Helen Price (Agency lead, County Health)" in released
    assert Figure.objects.get().value == 25


def test_a_wrong_file_is_told_cell_value_and_remedy_and_leads_to_another_try(
    upload: Callable[..., str],
) -> None:
    said = upload(WRONG)

    assert "There is 1 problem in your file" in said
    assert "Cell C2" in said
    assert "lots" in said
    assert "Upload a corrected file" in said
    assert "Release to the board" not in said
    assert not Figure.objects.exists()


def test_words_from_a_file_are_never_markup(upload: Callable[..., str]) -> None:
    said = upload(lines(("H02", LAST, "<script>alert(1)</script>", 120)), name="<b>x.csv")

    assert "<script>alert" not in said
    assert "<b>x" not in said
    assert "&lt;script&gt;" in said


@pytest.mark.parametrize(
    "name", ["../../evil.csv", "a" * 300 + ".csv", "ünïcode – naïve.csv", "x\r\nSet-Cookie: a=b.csv"]
)
def test_a_file_may_be_called_anything_and_is_sent_back_under_a_safe_name(
    upload: Callable[..., str], client_of: ClientOf, health_lead: Person, name: str
) -> None:
    upload(RIGHT, name=name)
    sent = Submission.objects.last()
    if sent is None:  # the browser's own limit on names
        return

    answer = client_of(health_lead).get(page("file", sent.pk))

    assert answer.getvalue() == RIGHT
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Type"] == "application/octet-stream"
    assert "Set-Cookie" not in answer
    assert ".." not in sent.stored


def test_sending_nothing_asks_for_a_file(client_of: ClientOf, health_lead: Person, owed: Return) -> None:
    answer = client_of(health_lead).post(page("upload", owed.pk), {"csrfmiddlewaretoken": "x"})

    assert answer.status_code == 200
    assert "Choose a file first." in answer.content.decode()


def test_an_empty_file_is_taken_and_its_check_says_what_is_wrong(upload: Callable[..., str]) -> None:
    assert "This file could not be read." in upload(b"", name="empty.csv")
    assert Submission.objects.get().size == 0


def test_a_file_beyond_the_limit_is_refused_on_the_form(
    upload: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scorecard.forms.sending.LARGEST_FILE", 10)

    assert "is larger than" in upload(RIGHT)
    assert LARGEST_FILE == 20 * 1024 * 1024
    assert not Submission.objects.exists()


def test_a_board_member_sees_neither_rows_nor_file_before_release_and_both_after(
    client_of: ClientOf, board_member: Person, health: Agency, helen: Standing
) -> None:
    sent = send(RIGHT, by=helen, agency=health)
    reader = client_of(board_member)
    before = reader.get(page("submission", sent.pk)).content.decode()
    refused = reader.get(page("file", sent.pk))

    assert "25.0%" not in before
    assert "Download the file as sent" not in before
    assert refused.status_code == 403
    assert "seen by the agency that sent it alone" in refused.content.decode()

    client_of(Person.objects.get(pk=helen.person_id)).post(page("release", sent.pk))

    assert "Download the file as sent" in reader.get(page("submission", sent.pk)).content.decode()
    assert reader.get(page("file", sent.pk)).getvalue() == RIGHT


def test_the_other_agencys_lead_gets_404_for_everything_of_it(
    client_of: ClientOf, police_lead: Person, health: Agency, helen: Standing, owed: Return
) -> None:
    sent = load(("H02", LAST, 30, 120), by=helen, agency=health)
    client = client_of(police_lead)

    for name, key in (("submission", sent.pk), ("file", sent.pk), ("return", owed.pk), ("upload", owed.pk)):
        assert client.get(page(name, key)).status_code == 404
    for name, key in (("release", sent.pk), ("accept", owed.pk), ("upload", owed.pk)):
        assert client.post(page(name, key)).status_code == 404


def test_things_of_another_board_are_404_under_ones_own(
    client_of: ClientOf, business_manager: Person, health_lead: Person, health: Agency, other_board: Board
) -> None:
    sent = SubmissionFactory(board=other_board, agency=health)
    owed = ReturnFactory(board=other_board, agency=health)
    feed = FeedFactory(board=other_board, agency=health)

    for person in (business_manager, health_lead):
        client = client_of(person)
        for name, key in (
            ("submission", sent.pk),
            ("file", sent.pk),
            ("return", owed.pk),
            ("upload", owed.pk),
        ):
            assert client.get(page(name, key)).status_code == 404
        for name, key in (("release", sent.pk), ("accept", owed.pk)):
            assert client.post(page(name, key)).status_code == 404
    answer = client_of(business_manager).post(page("feed-policy", feed.pk), {"policy": "release"})

    feed.refresh_from_db()
    assert answer.status_code == 404
    assert feed.policy == Feed.Policy.WAIT


def test_releasing_what_is_not_ready_is_refused_with_the_reason(
    client_of: ClientOf, health_lead: Person, health: Agency, helen: Standing
) -> None:
    sent = load(("H02", LAST, 30, 120), by=helen, agency=health)

    answer = client_of(health_lead).post(page("release", sent.pk))

    assert answer.status_code == 403
    assert "This file is released, so there is nothing to release." in answer.content.decode()


def test_the_manager_accepts_on_the_returns_page(
    client_of: ClientOf, business_manager: Person, owed: Return, health: Agency, helen: Standing
) -> None:
    load(("H02", LAST, 30, 120), by=helen, agency=health)
    client = client_of(business_manager)
    assert "Accept this return" in client.get(page("return", owed.pk)).content.decode()

    said = client.post(page("accept", owed.pk), follow=True).content.decode()

    assert "The return is accepted" in said
    assert "by Bridget Marsh (Business manager)" in said
    assert "Accept this return" not in said


def test_the_list_of_returns_says_who_is_in_and_who_is_late_in_any_year(
    client_of: ClientOf,
    board_member: Person,
    board: Board,
    police: Agency,
    owed: Return,
    health: Agency,
    helen: Standing,
) -> None:
    a_return(board, police, due_on=LAST.last)
    a_return(board, health, LAST.year_ago())
    load(("H02", LAST, 30, 120), by=helen, agency=health)
    client = client_of(board_member)

    now = client.get(page("returns")).content.decode()
    then = client.get(page("returns"), {"year": "2016"}).content.decode()

    assert "January to March 2018: 1 of 2 returns are in. 1 overdue." in now
    # 36 weekdays from 2 April to 21 May, without Easter Monday and the early May bank holiday.
    assert "34 working days overdue" in now
    assert "January to March 2017" in then
    assert client.get(page("returns"), {"year": "nonsense"}).status_code == 200


def test_a_check_that_goes_on_asks_again_and_an_ended_one_does_not(
    client_of: ClientOf, health_lead: Person, board: Board, health: Agency, scorecard: dict[str, Indicator]
) -> None:
    going = SubmissionFactory(board=board, agency=health, state=State.CHECKING)
    client = client_of(health_lead)

    part = client.get(page("submission", going.pk), headers={"HX-Request": "true"}).content.decode()
    assert "Your file is being checked." in part
    assert "<html" not in part
    assert 'hx-trigger="every 1s"' in part

    same = client.get(page("submission", going.pk), {"seen": "checking"}, headers={"HX-Request": "true"})
    assert (same.status_code, same.content) == (204, b"")

    Submission.objects.update(state=State.READY)
    ended = client.get(page("submission", going.pk), {"seen": "checking"}, headers={"HX-Request": "true"})
    assert ended["HX-Refresh"] == "true"
    assert "hx-trigger" not in client.get(page("submission", going.pk)).content.decode()


def test_of_many_errors_the_first_are_named_at_the_top_and_all_stand_in_the_table(
    upload: Callable[..., str],
) -> None:
    said = upload(lines(*[("H02", LAST, f"lots {n}", 120) for n in range(14)]))

    assert said.count('<a href="#finding-') == 10
    assert "4 more, listed below" in said
    assert said.count('id="finding-') == 14


def test_the_manager_sets_up_a_feed_and_changes_its_policy(
    client_of: ClientOf, business_manager: Person, health: Agency, inbox: Path
) -> None:
    client = client_of(business_manager)

    bad = client.post(page("feed-add"), {"agency": health.pk, "folder": "../out", "policy": "wait"})
    assert "Name a folder inside the inbox" in bad.content.decode()
    client.post(page("feed-add"), {"agency": health.pk, "folder": "health", "policy": "wait"})
    feed = Feed.objects.get()
    said = client.post(page("feed-policy", feed.pk), {"policy": "release"}, follow=True).content.decode()

    assert "The policy is changed, in your name." in said
    assert "Release by itself when there is no error" in said
    nonsense = client.post(page("feed-policy", feed.pk), {"policy": "burn"})
    assert nonsense.status_code == 403
    assert Feed.objects.get().policy == Feed.Policy.RELEASE
