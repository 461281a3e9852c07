"""The page of the challenge log: what it says first, what it can be narrowed to, and whom it shows what."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from agencies.models import Agency, Person
from agencies.models import Board as ABoard
from agencies.rules import clock
from registers.actions import challenges
from registers.models import Asked, Challenge
from registers.queries.origins import Start
from tests.factories import AskedFactory, ChallengeFactory
from tests.registers.moving import Board, closed, question, raised, responded, sent, withdrawn

ClientOf = Callable[[Person], Client]
LOG = "/wessex/challenges/"
#: Eight working days after a reply to what is sent today is due.
LATE = date(2018, 6, 29)


def log(client: Client, query: str = "") -> str:
    answer = client.get(f"{LOG}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def listed(page: str) -> list[str]:
    """The references in the rows, in their order."""
    table = page.partition('<table class="board-log"')[2]
    return [part.partition("<")[0] for part in table.split("<strong>CH-")[1:]]


@pytest.fixture
def clare(chair: Person, client_of: ClientOf) -> Client:
    """The chair's browser."""
    return client_of(chair)


@pytest.fixture
def several(at: Board) -> None:
    """CH-1 awaits replies, CH-2 waits for the chair, CH-3 is closed, CH-4 withdrawn, CH-5 a draft."""
    sent(at, joint=False)
    responded(at, joint=False)
    closed(at)
    withdrawn(at)
    raised(at)


def test_the_log_says_first_how_many_are_open_and_what_is_latest(
    at: Board, clare: Client, health: Agency
) -> None:
    sent(at)
    assert "1 challenge is open. No reply is overdue." in log(clare)
    clock.fix(LATE)

    said = log(clare)

    assert (
        "1 challenge is open. 2 replies are overdue; the oldest, from County Health, by 8 working days."
        in said
    )
    assert "overdue by 8 working days" in said
    assert "28 days, 8 overdue" in said


def test_each_choice_counts_and_shows_its_own(several: None, clare: Client) -> None:
    shown = {
        "open": ["1", "2", "5"],
        "overdue": [],
        "chair": ["2"],
        "mine": ["2"],
        "watching": [],
        "closed": ["3"],
        "shown": [],
        "withdrawn": ["4"],
        "all": ["1", "2", "3", "4", "5"],
    }
    page = log(clare)
    for words in ("Open (3)", "Overdue (0)", "With the chair (1)", "Mine (1)", "Closed (1)", "All (5)"):
        assert words in page
    for show, references in shown.items():
        assert sorted(listed(log(clare, f"?show={show}"))) == references, show


@pytest.mark.parametrize(
    ("show", "said"),
    [
        ("overdue", "No reply is overdue."),
        ("watching", "No challenge watches a result at the moment."),
        ("shown", "No challenge has been closed with shown impact yet."),
    ],
)
def test_a_choice_that_shows_nothing_says_so_in_its_own_words(
    several: None, clare: Client, show: str, said: str
) -> None:
    assert said in log(clare, f"?show={show}")


def test_an_empty_log_says_that_nothing_is_open_and_where_to_begin(board: ABoard, clare: Client) -> None:
    said = log(clare)

    assert "0 challenges are open. No reply is overdue." in said
    assert "No challenge is open." in said
    assert "Raise a challenge" in said


@pytest.mark.parametrize(
    ("words", "found"),
    [("CH-2", ["2"]), ("ch 02", ["2"]), ("visits", ["2"]), ("county police", ["1"]), ("nothing like it", [])],
)
def test_it_is_searched_by_number_words_and_agency(
    board: ABoard, health: Agency, police: Agency, clare: Client, words: str, found: list[str]
) -> None:
    for number, agency, title in ((1, police, "Why late?"), (2, health, "Where are visits made?")):
        challenge = ChallengeFactory(
            board=board, number=number, title=title, question=title, state="awaiting"
        )
        AskedFactory(challenge=challenge, agency=agency)

    said = log(clare, f"?q={words}")

    assert listed(said) == found
    assert f"With “{words}”." in said
    assert ("Nothing was found." in said) is (found == [])


def test_narrowed_to_an_agency_it_names_it_and_leads_back(several: None, clare: Client) -> None:
    said = log(clare, "?agency=pol&show=all")

    assert "Asked of County Police." in said
    assert 'href="/wessex/challenges/?show=all">Show all of them' in said
    assert sorted(listed(said)) == ["3", "4", "5"]


def test_the_longest_overdue_stands_first_and_other_orders_can_be_had(
    board: ABoard, health: Agency, clare: Client
) -> None:
    for number, due in ((1, date(2018, 5, 30)), (2, date(2018, 5, 2)), (3, date(2018, 5, 14))):
        challenge = ChallengeFactory(board=board, number=number, state="awaiting", due_on=due)
        AskedFactory(challenge=challenge, agency=health, due_on=due)

    assert listed(log(clare)) == ["2", "3", "1"]
    assert listed(log(clare, "?sort=newest")) == ["3", "2", "1"]
    assert listed(log(clare, "?sort=nonsense&show=nonsense&page=x")) == ["2", "3", "1"]


def test_a_long_log_comes_in_pages_that_keep_the_choice(board: ABoard, health: Agency, clare: Client) -> None:
    made = [ChallengeFactory(board=board, number=n, state="awaiting") for n in range(1, 61)]
    Asked.objects.bulk_create(Asked(challenge=one, agency=health, lead=True) for one in made)

    first = log(clare, "?sort=newest")

    assert len(listed(first)) == 50
    assert "sort=newest&amp;page=2" in first
    assert listed(log(clare, "?sort=newest&page=2"))[-1] == "1"


def test_a_lead_sees_what_the_own_agency_was_asked_and_no_draft(
    at: Board, several: None, health: Agency, police_lead: Person, client_of: ClientOf
) -> None:
    paul = client_of(police_lead)

    said = log(paul, "?show=all")

    assert listed(said) == ["3", "4"] or listed(said) == ["4", "3"]
    assert "0 challenges are open with your agency." in said
    assert "Raise a challenge" not in said


def test_the_office_is_shown_what_waits_to_be_sent(
    at: Board, business_manager: Person, client_of: ClientOf
) -> None:
    raised(at)

    said = log(client_of(business_manager))

    assert "raised, to be checked and sent" in said
    assert listed(log(client_of(business_manager), "?show=mine")) == ["1"]


def test_who_has_no_part_in_challenges_is_told_why(
    councillor: Person, outsider: Person, client_of: ClientOf
) -> None:
    answer = client_of(councillor).get(LOG)

    assert answer.status_code == 403
    assert "The challenge log is for the board" in answer.content.decode()
    assert client_of(outsider).get(LOG).status_code == 404


def test_what_is_asked_cannot_break_out_of_the_page(at: Board, clare: Client) -> None:
    title = "Why <script>alert(1)</script> & so on?"
    challenges.raise_challenge(asks=question(at.lead_agency, title=title), start=Start(), by=at.chair)

    assert "<script>alert(1)" not in log(clare)
    assert Challenge.objects.get().title == title
