"""What agencies owe, for the telephone: named by what was asked, with the latest words about it."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.models import Agency, Board, Person
from agencies.rules.clock import LONDON
from registers.models import Asked
from tests.factories import (
    ActionFactory,
    AgencyFactory,
    AskedFactory,
    ChallengeFactory,
    DateChangeFactory,
    ProgressNoteFactory,
    ReplyFactory,
    SeatFactory,
)

ClientOf = Callable[[Person], Client]
OWED = "/wessex/owed/"
DUE = date(2018, 5, 1)
SHORT, LONG = "Two rooms are shut.", "It takes longer than we thought, and here is why it does so. " * 5


def noon(month: int, day: int) -> datetime:
    return datetime(2018, month, day, 12, tzinfo=LONDON)


def late_reply(board: Board, agency: Agency, number: int = 29, due: date = DUE) -> Asked:
    challenge = ChallengeFactory(
        board=board, number=number, title="Why are conferences late?", state="awaiting", due_on=due
    )
    asked: Asked = AskedFactory(challenge=challenge, agency=agency, due_on=due)
    return asked


def read(client: Client, address: str = OWED) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_latest_thing_is_named_by_what_was_asked_with_what_was_said_last(
    board: Board, health: Agency, police: Agency, chair: Person, client_of: ClientOf
) -> None:
    asked = late_reply(board, health)
    ReplyFactory(asked=asked, text=SHORT, replied_at=noon(4, 3))
    late_reply(board, police, 30, date(2018, 5, 17))

    said = read(client_of(chair))

    first, _, second = said.partition("County Police</a>")
    assert "13 working days overdue" in first
    assert "Reply to CH-29</a>: Why are conferences late?" in " ".join(first.split())
    assert SHORT in first
    assert "Replied 3 April 2018, Helen Price (Agency lead, County Health)" in first
    assert "2 working days overdue" in second
    assert "Nothing yet" in second


def test_of_a_reply_progress_and_a_date_that_moved_the_newest_is_the_last_that_was_said(
    board: Board, health: Agency, chair: Person, client_of: ClientOf
) -> None:
    action = ActionFactory(board=board, number=4, agency=health, due_on=DUE, text="Open one desk.")
    ProgressNoteFactory(action=action, text="The desk opens in June.", noted_at=noon(3, 1))
    asked = late_reply(board, health)
    ReplyFactory(asked=asked, text=SHORT, replied_at=noon(4, 3))
    moved = {"board": board, "key": str(asked.pk), "kind": "reply", "changed_at": noon(4, 9)}
    DateChangeFactory(reason="Their lead is ill.", **moved)
    DateChangeFactory(board=board, key=str(action.pk), reason="A lease.", changed_at=noon(2, 1))

    said = read(client_of(chair), f"{OWED}hlt/")

    assert "It owes 2 things. 2 are overdue, the oldest by 13 working days." in said
    assert "Action to finish A-4</a>: Open one desk." in " ".join(said.split())
    for words in (
        "The desk opens in June.",
        "Progress 1 March 2018",
        "Their lead is ill.",
        "Date moved 9 April",
    ):
        assert words in said
    for older in (SHORT, "A lease."):
        assert older not in said


@pytest.mark.parametrize(
    ("dues", "said"),
    [
        ([], "It owes the board nothing."),
        ([date(2018, 6, 4)], "It owes 1 thing. Nothing is overdue."),
        ([DUE], "It owes 1 thing. It is overdue by 13 working days."),
        ([date(2018, 5, 18), date(2018, 6, 4)], "It owes 2 things. One is overdue, by 1 working day."),
    ],
)
def test_an_agencys_page_begins_with_how_much_and_how_late(
    board: Board, health: Agency, chair: Person, client_of: ClientOf, dues: list[date], said: str
) -> None:
    for number, due in enumerate(dues, start=1):
        late_reply(board, health, number, due)

    assert said in read(client_of(chair), f"{OWED}hlt/")


def test_long_words_are_cut_and_read_whole_where_they_were_said(
    board: Board, health: Agency, chair: Person, client_of: ClientOf
) -> None:
    ReplyFactory(asked=late_reply(board, health), text=LONG)
    clare = client_of(chair)

    said = read(clare)

    assert LONG.strip() not in said
    assert LONG[:100] in said
    assert LONG.strip() in read(clare, "/wessex/challenges/29/")


def test_an_agency_that_is_late_with_nothing_says_nothing(
    board: Board, health: Agency, chair: Person, client_of: ClientOf
) -> None:
    ReplyFactory(asked=late_reply(board, health, due=date(2018, 6, 4)), text=SHORT)

    said = read(client_of(chair))

    assert "Nothing is overdue" in said
    assert SHORT not in said


def test_twelve_agencies_take_as_many_queries_as_two(
    board: Board, health: Agency, police: Agency, chair: Person, client_of: ClientOf
) -> None:
    clare = client_of(chair)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as taken:
            read(clare)
        return len(taken)

    for number, agency in enumerate((health, police), start=1):
        ReplyFactory(asked=late_reply(board, agency, number))
    read(clare)
    few = queries()
    for number in range(3, 13):
        agency = AgencyFactory()
        SeatFactory(board=board, agency=agency)
        ReplyFactory(asked=late_reply(board, agency, number))

    assert queries() == few


def test_a_lead_does_not_read_what_others_owe(
    board: Board, health: Agency, health_lead: Person, client_of: ClientOf
) -> None:
    late_reply(board, health)

    for address in (OWED, f"{OWED}hlt/"):
        answer = client_of(health_lead).get(address)
        assert answer.status_code == 403
        assert "You see your own on the front page." in answer.content.decode()
