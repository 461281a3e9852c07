"""A meeting's pages: its paper of what is open, who came, decisions by reference, and the minute extract."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from pytest_django import DjangoAssertNumQueries

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from registers.exports.minutes import minutes_docx
from registers.models import Decision, Meeting
from registers.queries.meetings import meeting_page
from tests.conftest import TODAY
from tests.factories import (
    THE_DAY,
    ActionFactory,
    ChallengeFactory,
    DecisionFactory,
    InvitedFactory,
    MeetingFactory,
    RiskFactory,
    RungReachedFactory,
    ScoreFactory,
)

ClientOf = Callable[[Person], Client]
HELD = {"held_on_day": "15", "held_on_month": "5", "held_on_year": "2018"}


@pytest.fixture
def meeting(board: Board, health: Agency, police: Agency) -> Meeting:
    """Held last week, both agencies invited."""
    made: Meeting = MeetingFactory(board=board, number=7, held_on=date(2018, 5, 15), place="Town Hall")
    for agency in (health, police):
        InvitedFactory(meeting=made, agency=agency)
    return made


def page(client: Client, name: str = "meeting", *args: object) -> str:
    return client.get(reverse(f"registers:{name}", args=["wessex", *(args or (7,))])).content.decode()


def posted(client: Client, name: str, given: dict[str, Any], *args: object) -> str:
    address = reverse(f"registers:{name}", args=["wessex", *args])
    return client.post(address, given, follow=True).content.decode()


def test_a_meeting_is_called_attended_decided_at_and_closed(
    board: Board, health: Agency, police: Agency, business_manager: Person, client_of: ClientOf
) -> None:
    ChallengeFactory(board=board, number=29, title="Why late?")
    client = client_of(business_manager)

    said = posted(
        client, "meeting-call", HELD | {"title": "Board meeting", "place": "Town Hall", "counts": "on"}
    )
    assert "M-1 is called." in said
    assert "To be written up." in said
    noted = {
        f"came_{health.pk}": "yes",
        f"who_{health.pk}": "Helen Price",
        f"substitute_{health.pk}": "on",
        f"came_{police.pk}": "apologies",
        "seen": "1",
    }
    said = posted(client, "meeting-attendance", noted, 1)
    assert "1 of 2 seats taken." in said
    assert "Helen Price" in said
    said = posted(client, "meeting-decide", {"text": "To ask again.", "about": "CH-29", "minute": "7.2"}, 1)
    assert "CH-29: Why late?" in said
    said = posted(client, "meeting-close", {"seen": "2"}, 1)

    assert "M-1 is closed." in said
    assert "Closed 21 May 2018." in said
    assert "What is open" not in said
    assert "Open it again" in said
    assert "Enter a decision" not in said


def test_a_decision_about_nothing_there_is_refused_beside_its_field(
    meeting: Meeting, chair: Person, client_of: ClientOf
) -> None:
    for typed in ("CH-99", "M-7", "nonsense"):
        said = posted(client_of(chair), "meeting-decide", {"text": "To ask again.", "about": typed}, 7)
        assert f'href="#id_about">Nothing a decision can be about is called “{typed}” here.' in said
    assert not Decision.objects.exists()
    posted(client_of(chair), "meeting-decide", {"text": "To meet in June.", "about": ""}, 7)
    assert Decision.objects.get().about == ""


def test_a_decision_is_changed_with_what_it_was_about_already_typed(
    board: Board, meeting: Meeting, chair: Person, client_of: ClientOf
) -> None:
    ChallengeFactory(board=board, number=29, title="Why late?")
    client = client_of(chair)
    posted(client, "meeting-decide", {"text": "To ask agian.", "about": "CH-29"}, 7)
    made = Decision.objects.get()

    assert 'value="CH-29"' in page(client, "decision-amend", made.pk)
    posted(client, "decision-amend", {"text": "To ask again.", "about": "CH-29"}, made.pk)
    made.refresh_from_db()
    assert (made.text, made.about) == ("To ask again.", "CH-29: Why late?")
    assert "To ask again." in page(client, "decision-remove", made.pk)
    said = posted(client, "decision-remove", {"reason": "It was put off."}, made.pk)
    assert "The decision is taken out." in said
    assert not Decision.objects.exists()


def test_attendance_forms_say_what_is_wrong_and_ask_only_for_apologies_before_the_day(
    board: Board, meeting: Meeting, health: Agency, chair: Person, client_of: ClientOf
) -> None:
    client = client_of(chair)
    wrong = {f"came_{health.pk}": "apologies", f"substitute_{health.pk}": "on", "seen": "1"}
    assert "County Health: a substitute is somebody who attended." in posted(
        client, "meeting-attendance", wrong, 7
    )
    coming = MeetingFactory(board=board, number=8, held_on=date(2018, 6, 12))
    InvitedFactory(meeting=coming, agency=health)

    asked = page(client, "meeting-attendance", 8)

    assert "Sent apologies" in asked
    assert "Attended" not in asked
    assert "substitute" not in asked


def test_who_saves_second_is_shown_what_the_first_did(
    meeting: Meeting, health: Agency, chair: Person, business_manager: Person, client_of: ClientOf
) -> None:
    posted(client_of(chair), "meeting-attendance", {f"came_{health.pk}": "yes", "seen": "1"}, 7)

    told = posted(
        client_of(business_manager), "meeting-attendance", {f"came_{health.pk}": "no", "seen": "1"}, 7
    )

    assert "Somebody else has changed this" in told
    assert "Noted who came to M-7: 1 of 2 seats." in told
    assert 'name="seen" value="2"' in told


def test_the_paper_shows_what_is_open_the_latest_and_gravest_first(
    board: Board, meeting: Meeting, health: Agency, board_member: Person, client_of: ClientOf
) -> None:
    named = ActionFactory(board=board, number=1, agency=health, due_on=date(2018, 4, 2))
    RungReachedFactory(
        board=board, agency=health, kind="action", key=str(named.pk), due_on=named.due_on, rung=4
    )
    moved = ActionFactory(board=board, number=2, agency=health, due_on=date(2018, 5, 11))
    RungReachedFactory(
        board=board, agency=health, kind="action", key=str(moved.pk), due_on=date(2018, 1, 2), rung=4
    )
    ActionFactory(board=board, number=3, agency=health, due_on=TODAY)
    earlier = MeetingFactory(board=board, number=6, held_on=date(2018, 3, 1))
    common = {"board": board, "origin_kind": "meeting", "due_on": date(2018, 9, 3)}
    ActionFactory(number=4, origin_key=str(earlier.pk), **common)
    ActionFactory(number=5, origin_key=str(meeting.pk), **common)
    ActionFactory(board=board, number=6, state="complete", completed_at=THE_DAY, check_on=date(2018, 5, 14))
    grave = RiskFactory(board=board, number=7, title="Conferences are held late")
    ScoreFactory(risk=grave, likelihood=5, impact=4)
    ScoreFactory(risk=RiskFactory(board=board, number=8, title="Rooms are small"), likelihood=2, impact=4)

    said = page(client_of(board_member))

    parts = {
        "named": said.split("Named to the board")[1].split("Overdue</h3>")[0],
        "late": said.split("Overdue</h3>")[1].split("Risks beyond")[0],
        "risks": said.split("Risks beyond")[1].split("Agreed at earlier")[0],
        "arising": said.split("Agreed at earlier")[1].split("Done, and to be checked")[0],
        "to_check": said.split("Done, and to be checked")[1].split("Decisions</h2>")[0],
        "here": said.split('id="here"')[1] if 'id="here"' in said else said.split("Actions</h2>")[1],
    }
    numbers = {
        name: [n for n in range(1, 7) if f" A-{n}</a>" in part or f">A-{n}</a>" in part]
        for name, part in parts.items()
    }
    assert numbers == {
        "named": [1],
        "late": [2],
        "risks": [],
        "arising": [4],
        "to_check": [6],
        "here": [5],
    }
    assert "Conferences are held late" in parts["risks"]
    assert "Rooms are small" not in parts["risks"]


def test_a_paper_with_nothing_open_says_so(
    meeting: Meeting, board_member: Person, client_of: ClientOf
) -> None:
    said = page(client_of(board_member))

    for words in (
        "Nothing late has come so far.",
        "No agency is late with anything else.",
        "No risk is beyond tolerance.",
        "Everything agreed at earlier meetings is done.",
        "No decision has been entered.",
        "No action has been agreed.",
    ):
        assert words in said


def told(data: bytes) -> dict[str, Any]:
    """A Word file read back: its headings, paragraphs, tables and what it says of itself."""
    words = Document(io.BytesIO(data))
    return {
        "headings": [
            (one.style.name, one.text) for one in words.paragraphs if one.style.name.startswith("Heading")
        ],
        "text": "\n".join(one.text for one in words.paragraphs),
        "tables": [[[cell.text for cell in row.cells] for row in table.rows] for table in words.tables],
        "title": words.core_properties.title,
        "language": words.core_properties.language,
        "head": words.sections[0].header.paragraphs[0].text,
    }


def test_the_minute_extract_reads_back_as_the_meeting(
    board: Board,
    meeting: Meeting,
    health: Agency,
    chair: Person,
    standing_of: Callable[[Person], Standing],
) -> None:
    meeting.invited.filter(agency=health).update(came="yes", who="Helen Price", substitute=True)
    DecisionFactory(
        meeting=meeting,
        minute="7.2",
        text="To ask again.",
        kind="challenge",
        key="1",
        about="CH-29: Why late?",
    )
    ActionFactory(
        board=board,
        number=12,
        text="Open one desk.",
        owner_words="County Health",
        origin_kind="meeting",
        origin_key=str(meeting.pk),
    )
    standing = standing_of(chair)

    made = minutes_docx(meeting_page(standing, meeting), standing)

    read = told(made)
    assert read["headings"] == [
        ("Heading 1", "Board meeting, 15 May 2018"),
        ("Heading 2", "Attendance"),
        ("Heading 2", "Decisions"),
        ("Heading 2", "Actions"),
    ]
    assert read["tables"] == [
        [
            ["Agency", "Attendance", "Who"],
            ["County Health", "Attended", "Helen Price (substitute)"],
            ["County Police", "Not noted", ""],
        ],
        [["Minute", "Decision", "About"], ["7.2", "To ask again.", "CH-29: Why late?"]],
        [
            ["Action", "What is to be done", "With", "Due"],
            ["A-12", "Open one desk.", "County Health", "28 September 2018"],
        ],
    ]
    assert "1 of 2 seats were taken." in read["text"]
    assert "Draft: attendance and decisions are not settled yet." in read["text"]
    assert "Wessex Safeguarding Children Board, Town Hall. Reference M-7." in read["text"]
    assert (read["title"], read["language"], read["head"]) == (
        "Board meeting, 15 May 2018: minute extract",
        "en-GB",
        "",
    )
    assert minutes_docx(meeting_page(standing, meeting), standing) == made


def test_the_extract_of_a_demonstration_says_so_and_an_empty_one_too(
    board: Board, meeting: Meeting, chair: Person, standing_of: Callable[[Person], Standing]
) -> None:
    board.synthetic = True
    board.save()
    standing = standing_of(chair)

    read = told(minutes_docx(meeting_page(standing, meeting), standing))

    assert read["head"] == "Demonstration: this board and this meeting are invented."
    assert "No decision was recorded." in read["text"]
    assert "No action was agreed." in read["text"]


def test_the_extract_is_handed_out_as_a_word_file_with_a_name(
    meeting: Meeting, board_member: Person, client_of: ClientOf
) -> None:
    answer = client_of(board_member).get(reverse("registers:meeting-minutes", args=["wessex", 7]))

    assert answer["Content-Disposition"] == 'attachment; filename="wessex M-7 2018-05-15 minute extract.docx"'
    assert told(b"".join(answer.streaming_content))["headings"]


def test_the_list_takes_no_more_questions_the_longer_it_is(
    board: Board,
    health: Agency,
    chair: Person,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(1, 61):
        made = MeetingFactory(board=board, number=number, held_on=date(2018, 5, 15))
        InvitedFactory(meeting=made, agency=health, came="yes")
        DecisionFactory.create_batch(2, meeting=made)
    client = client_of(chair)

    with django_assert_num_queries(6):
        said = client.get(reverse("registers:meetings", args=["wessex"])).content.decode()

    assert said.count("<tr") == 51
    assert "1 of 1" in said


def test_a_board_that_has_not_met_says_so(board: Board, chair: Person, client_of: ClientOf) -> None:
    said = client_of(chair).get(reverse("registers:meetings", args=["wessex"])).content.decode()

    assert "No meeting has been called yet." in said
