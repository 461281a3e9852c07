"""Links to self-assessments under attack: guessed, used again, too old, shut, pointed at another organisation's."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Letter
from agencies.rules.standing import Standing
from registers.actions import evidence
from registers.actions.section_11 import assignments, cycles, improvements, organisations
from registers.models import Answer, Assessment, Assignment
from registers.queries.section_11.writers import writer_by
from registers.rules.evidence import Kind
from tests.registers.section_11.coming_in import newest_code, newest_token, opened, sent_to
from tests.registers.section_11.writing import answered, asked, part

NOON = datetime(2018, 5, 21, 12, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(autouse=True)
def noon() -> Iterator[Any]:
    """Hold the machine's clock, which links and codes go by."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def assessment(board: Board, charity: Agency) -> Assessment:
    """A charity's."""
    return asked(board, charity)


@pytest.fixture
def author(assessment: Assessment) -> Assignment:
    """Its author, without an account."""
    return part(assessment)


def at(token: str, page: str = "", *more: object) -> str:
    """The address of a page behind a link."""
    return reverse(f"assess:assessment{f'-{page}' if page else ''}", args=[token, *more])


def test_the_code_opens_ones_own_assessment(client: Client, author: Assignment) -> None:
    token = opened(client, author)

    page = client.get(at(token)).content.decode()

    assert "Self-assessment: Open Door" in page
    assert Assessment.objects.get().state == "opened"


def test_a_guessed_link_opens_nothing(client: Client, author: Assignment) -> None:
    token = sent_to(author)

    for guess in (token[:-1], f"{token}x", token.swapcase(), "x" * 43, str(author.pk)):
        assert client.get(at(guess)).status_code == 404
        assert client.get(reverse("assess:code", args=[guess])).status_code == 404
    assert Assessment.objects.get().opened_at is None


def test_the_link_alone_shows_and_sends_nothing(client: Client, author: Assignment) -> None:
    token = sent_to(author)
    letters = Letter.objects.count()

    answer = client.get(at(token, "standard", 1), follow=True)

    assert "Send me a code" in answer.content.decode()
    assert "Open Door" not in answer.content.decode()
    assert Letter.objects.count() == letters


def test_a_code_is_used_once(client: Client, author: Assignment) -> None:
    opened(client, author)
    token, figures = newest_token(), newest_code()

    other = Client()
    other.post(reverse("assess:code", args=[token]), {"code": figures})

    assert other.get(at(token)).status_code == 302


def test_wrong_codes_shut_the_link(client: Client, author: Assignment) -> None:
    code = reverse("assess:code", args=[sent_to(author)])
    seen = []
    for _ in range(2):
        client.post(code)
        wrong = f"{(int(newest_code()) + 1) % 1_000_000:06d}"
        seen += [client.post(code, {"code": wrong}).status_code for _ in range(5)]

    assert seen == [200] * 9 + [404]


def test_codes_are_sent_four_times_an_hour(client: Client, author: Assignment) -> None:
    code = reverse("assess:code", args=[sent_to(author)])
    before = Letter.objects.count()

    answers = [client.post(code) for _ in range(6)]

    assert Letter.objects.count() == before + 4
    assert "Several codes have been sent" in answers[-1].content.decode()


def test_links_are_asked_for_three_times_an_hour_and_no_page_tells(
    client: Client, author: Assignment
) -> None:
    before = Letter.objects.count()
    ask = reverse("assess:ask", args=["wessex"])
    told = {
        re.sub(r"csrf\w+|value=\"\w+\"", "", client.post(ask, {"email": email}, follow=True).content.decode())
        for email in [author.email] * 5 + ["nobody@charity.example"]
    }

    assert len(told) == 1
    assert Letter.objects.count() == before + 3


def test_a_link_that_was_asked_for_opens(client: Client, author: Assignment) -> None:
    client.post(reverse("assess:ask", args=["wessex"]), {"email": author.email.upper()})
    token = newest_token()
    code = reverse("assess:code", args=[token])
    client.post(code)

    assert client.post(code, {"code": newest_code()})["Location"] == at(token)


@pytest.mark.parametrize("why", ["ended", "until", "left out", "closed", "another address"])
def test_what_ended_is_as_if_it_had_never_been(
    client: Client, author: Assignment, office: Standing, why: str
) -> None:
    token = opened(client, author)
    assert client.get(at(token)).status_code == 200

    if why == "ended":
        assignments.end(assignment_id=author.pk, by=office)
    elif why == "until":
        Assignment.objects.update(until=date(2018, 5, 21))
    elif why == "left out":
        organisations.leave_out(assessment_id=author.assessment_id, reason="It closed.", by=office)
    elif why == "closed":
        cycles.close(cycle_id=author.assessment.cycle_id, by=office)
    else:
        Assignment.objects.update(email="somebody-else@charity.example")

    for page in ("", "sign-off", "carry"):
        assert client.get(at(token, page)).status_code == 404
    assert client.post(at(token, "standard", 1), {"choice": "2", "words": "A policy."}).status_code == 404
    assert not Answer.objects.exists()


def test_a_link_ends_ninety_days_after_the_due_date(client: Client, author: Assignment, noon: Any) -> None:
    token = sent_to(author)
    last = datetime(2018, 9, 27, 12, tzinfo=ZoneInfo("Europe/London"))
    noon.move_to(last - timedelta(days=2))
    assert client.get(at(token)).status_code == 302
    noon.move_to(last + timedelta(days=2))
    assert client.get(at(token)).status_code == 404


def test_a_browser_is_asked_again_after_four_hours_and_when_it_left(
    client: Client, author: Assignment, noon: Any
) -> None:
    token = opened(client, author)
    noon.shift(timedelta(hours=3, minutes=59))
    assert client.get(at(token)).status_code == 200
    noon.shift(timedelta(minutes=1))
    assert client.get(at(token)).status_code == 302
    kept = client.post(at(token, "standard", 1), {"words": "A policy."}, headers={"HX-Request": "true"})
    assert "Not saved" in kept.content.decode()

    token = opened(client, author)
    client.post(at(token, "leave"))
    assert client.get(at(token)).status_code == 302


def test_one_organisations_link_reaches_nothing_of_anothers(
    client: Client, author: Assignment, board: Board, police: Agency
) -> None:
    theirs = asked(board, police, number=2)
    paul = writer_by(part(theirs, name="Paul Other"))
    answered(theirs, paul)
    item = evidence.add(about=theirs.answers.first(), kind=Kind.DOCUMENT, words="Theirs.", by=paul)
    promise = improvements.add(
        assessment_id=theirs.pk,
        number=1,
        text="Theirs.",
        owner_words="Paul",
        due_on=date(2018, 9, 28),
        by=paul,
    )
    token = opened(client, author)

    for method in (client.get, client.post):
        assert method(at(token, "evidence-back", item.pk)).status_code == 404
        assert method(at(token, "improvement", promise.pk)).status_code == 404
        assert method(at(token, "improvement-back", promise.pk)).status_code == 404
    assert client.get(at(token, "evidence-file", item.pk)).status_code == 404
    assert "Theirs." not in client.get(at(token, "file", "json")).content.decode()
    assert client.get("/wessex/section-11/2/pol/").status_code == 302
    item.refresh_from_db()
    promise.refresh_from_db()
    assert (item.taken_back_at, promise.taken_back_at) == (None, None)


def test_a_link_for_something_else_opens_no_assessment(client: Client, author: Assignment) -> None:
    token = opened(client, author)
    author.assessment.cycle.board.signed_links.update(purpose="learner")

    assert client.get(at(token)).status_code == 404


def test_an_author_by_link_does_not_sign_off(client: Client, author: Assignment) -> None:
    answered(author.assessment, writer_by(author))
    author.assessment.refresh_from_db()
    token = opened(client, author)

    given = {"statement": "It is so.", "seen": author.assessment.version}
    answer = client.post(at(token, "sign-off"), given)

    assert answer.status_code == 403
    assert "Only the named executive signs it off." in answer.content.decode()


def test_nobody_on_the_way_keeps_a_page(client: Client, author: Assignment) -> None:
    token = opened(client, author)

    for address in (at(token), at(token, "standard", 1), at(token, "file", "json"), at(token, "sign-off")):
        answer = client.get(address)
        assert "no-store" in answer["Cache-Control"], address
        assert answer["Referrer-Policy"] == "same-origin", address
