"""A meeting: called, its paper read on a telephone, attended, decided at, written up, closed and taken into Word."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import expect

from agencies.models import Agency, Board, Person
from tests.factories import ActionFactory, ChallengeFactory
from tests.journeys.test_an_actions_life import on
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_a_meeting_is_called_held_written_up_and_closed(
    script: bool,
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    health: Agency,
    police: Agency,
    business_manager: Person,
    board_member: Person,
) -> None:
    ChallengeFactory(board=board, number=29, state="responded", title="Why are conferences late?")
    ActionFactory(board=board, agency=police, number=4, due_on="2018-05-11", owner_words="County Police")
    bridget = visit_signed_in(business_manager, script=script)
    martin = visit_signed_in(board_member, script=script, width=PHONE)

    bridget.opens("/wessex/meetings/")
    bridget.sees("No meeting has been called yet.")
    bridget.presses("Call a meeting")
    on(bridget, "Day", "21 5 2018")
    bridget.fills("Place", "Town Hall")
    bridget.presses("Call it")
    bridget.sees("M-1 is called.")

    martin.opens("/wessex/meetings/")
    martin.follows("M-1")
    martin.sees("What is open, at 21 May 2018")
    expect(martin.row("A-4")).to_contain_text("6 working days overdue")
    martin.does_not_see("Enter a decision")
    martin.need_not_scroll_sideways()

    bridget.follows("Note who came")
    for agency, came in (("County Health", "Attended"), ("County Police", "Sent apologies")):
        seat = bridget.page.get_by_role("group", name=agency)
        seat.get_by_label("Attendance").select_option(label=came)
        seat.get_by_label("Name").fill("Helen Price" if came == "Attended" else "")
    bridget.need_not_scroll_sideways()
    bridget.presses("Save")
    bridget.sees("1 of 2 seats taken.")
    bridget.presses("Enter a decision")
    bridget.fills("What was decided", "To ask County Health again in September.")
    bridget.fills("What it is about", "CH-92")
    bridget.presses("Enter it")
    bridget.sees("Nothing a decision can be about is called “CH-92” here.")
    bridget.fills("What it is about", "CH-29")
    bridget.fills("Minute", "7.2")
    bridget.presses("Enter it")
    bridget.follows("Agree an action")
    bridget.fills("What is to be done", "Write to the county.")
    bridget.page.get_by_label("Person", exact=True).select_option(label="Bridget Marsh (Business manager)")
    on(bridget, "Due", "29 6 2018")
    bridget.presses("Agree it")
    bridget.sees("A-5 is agreed.")
    bridget.sees("Write to the county.")
    bridget.follows("Close it")
    bridget.presses("Close it")
    bridget.sees("M-1 is closed.")

    saved = bridget.saves("Minute extract (Word)")
    words = Document(io.BytesIO(Path(saved.path()).read_bytes()))
    cells = [cell.text for table in words.tables for row in table.rows for cell in row.cells]
    for said in ("Helen Price", "To ask County Health again in September.", "7.2", "A-5", "Bridget Marsh"):
        assert said in cells
