"""The door of a work address's pages: what somebody with the link, the code, or neither of them comes to."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Letter, SignedLink
from tests.training.coming_in import HOLLY, NOON, ask, newest_token, opened
from training.models import Learner

pytestmark = pytest.mark.usefixtures("noon", "domains")


def test_the_page_says_the_same_of_a_known_and_an_unknown_address(client: Client, holly: Learner) -> None:
    answers = [
        client.post(reverse("training:learn-ask", args=["wessex"]), {"email": email}, follow=True)
        for email in (HOLLY, "nobody@health.example", "holly@elsewhere.example", "holly@police.example.evil")
    ]

    said = {re.sub(r"csrf\w+|value=\"\w+\"", "", one.content.decode()) for one in answers}
    assert len(said) == 1
    assert "If this address is known, a link is on its way." in said.pop()
    assert sorted(Letter.objects.values_list("to", flat=True)) == [HOLLY, "nobody@health.example"]


def test_the_page_says_the_same_when_no_more_is_sent(client: Client, holly: Learner) -> None:
    answers = [ask(client, HOLLY) for _ in range(5)]

    assert {(one.status_code, one["Location"]) for one in answers} == {(302, "/learn/ask/wessex/sent/")}
    assert Letter.objects.count() == 3


def test_a_link_is_to_one_boards_training(client: Client, other_board: Board, holly: Learner) -> None:
    ask(client, HOLLY, "mercia")

    assert not Letter.objects.exists()
    assert client.get(reverse("training:learn-ask", args=["nowhere"])).status_code == 404


def test_an_agency_that_left_the_board_gets_no_links(client: Client, board: Board, health: Agency) -> None:
    health.seats.update(until="2018-05-21")

    ask(client, HOLLY)

    assert not Letter.objects.exists()


def test_opening_a_link_sends_nothing_and_shows_nothing(client: Client, holly: Learner) -> None:
    """Programs that look through mail open links as well."""
    ask(client, HOLLY)
    token = newest_token()

    answer = client.get(reverse("training:learn", args=[token]), follow=True)

    assert Letter.objects.count() == 1
    words = answer.content.decode()
    assert "Send me a code" in words
    assert "holly" not in words.lower()


def test_the_code_opens_the_page_that_was_asked_for(client: Client, holly: Learner) -> None:
    ask(client, HOLLY)
    token = newest_token()
    wanted = reverse("training:learn-sessions", args=[token])
    led = client.get(wanted)["Location"]
    client.post(led)
    figures = re.findall(r"\b\d{6}\b", Letter.objects.latest("pk").text)

    assert client.post(led, {"code": figures[0]})["Location"] == wanted


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/learn/other/", "/sign-in/", "/learn/../"]
)
def test_the_code_leads_nowhere_but_to_its_own_pages(client: Client, holly: Learner, elsewhere: str) -> None:
    ask(client, HOLLY)
    token = newest_token()
    led = f"{reverse('training:learn-code', args=[token])}?to={elsewhere}"
    client.post(led)
    figures = re.findall(r"\b\d{6}\b", Letter.objects.latest("pk").text)

    assert client.post(led, {"code": figures[0]})["Location"] == reverse("training:learn", args=[token])


def test_the_codes_session_is_a_new_one(client: Client, holly: Learner) -> None:
    """Whoever planted a session in this browser does not come in with it."""
    client.get(reverse("training:learn-ask", args=["wessex"]))
    session = client.session
    session["planted"] = True
    session.save()
    before = client.cookies["sessionid"].value if "sessionid" in client.cookies else session.session_key

    opened(client, HOLLY)

    assert client.cookies["sessionid"].value != before


def test_another_browser_with_the_link_is_asked_for_a_code(client: Client, holly: Learner) -> None:
    token = opened(client, HOLLY)

    assert (
        Client()
        .get(reverse("training:learn", args=[token]))["Location"]
        .startswith(reverse("training:learn-code", args=[token]))
    )


def test_one_link_does_not_open_another_in_the_same_browser(client: Client, holly: Learner) -> None:
    opened(client, HOLLY)
    ask(client, "paul@police.example")

    assert client.get(reverse("training:learn", args=[newest_token()])).status_code == 302


def test_what_was_opened_is_shut_after_an_hour_when_left_and_when_revoked(
    client: Client, holly: Learner, noon: Any
) -> None:
    token = opened(client, HOLLY)
    own = reverse("training:learn", args=[token])
    noon.shift(timedelta(minutes=59))
    assert client.get(own).status_code == 200
    noon.shift(timedelta(minutes=1))
    assert client.get(own).status_code == 302

    token = opened(client, HOLLY)
    client.post(reverse("training:learn-leave", args=[token]))
    assert client.get(reverse("training:learn", args=[token])).status_code == 302

    token = opened(client, HOLLY)
    SignedLink.objects.update(revoked_at=NOON, revoked_by="the office")
    assert client.get(reverse("training:learn", args=[token])).status_code == 404


def test_wrong_codes_are_told_and_shut_the_link_in_the_end(client: Client, holly: Learner) -> None:
    ask(client, HOLLY)
    token = newest_token()
    code = reverse("training:learn-code", args=[token])
    seen = []
    for _ in range(2):
        client.post(code)
        figures = re.findall(r"\b\d{6}\b", Letter.objects.latest("pk").text)
        wrong = f"{(int(figures[0]) + 1) % 1_000_000:06d}"
        seen += [client.post(code, {"code": wrong}) for _ in range(5)]

    assert [one.status_code for one in seen] == [200] * 9 + [404]
    assert "That is not the code." in seen[0].content.decode()
    assert "That code no longer works." in seen[4].content.decode()
    assert "This link no longer works" in seen[9].content.decode()


def test_nobody_on_the_way_keeps_a_page_and_no_page_tells_its_address(client: Client, holly: Learner) -> None:
    token = opened(client, HOLLY)

    for name in ("learn", "learn-sessions", "learn-team", "learn-code"):
        answer = client.get(reverse(f"training:{name}", args=[token]))
        assert "no-store" in answer["Cache-Control"], name
        assert answer["Referrer-Policy"] == "same-origin", name
        assert answer["X-Robots-Tag"] == "noindex", name
