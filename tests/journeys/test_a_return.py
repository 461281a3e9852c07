"""The main journey: a wrong file, its message, the right file, its release; the figure, its trace, its acceptance."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from agencies.models import Agency, Board, Person
from scorecard.models import Figure, Indicator
from tests.building import LAST, a_return, lines
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_lead_corrects_a_wrong_file_and_a_member_traces_the_figure_to_its_cell(
    worker: None,
    visit: Callable[..., Visitor],
    board: Board,
    scorecard: dict[str, Indicator],
    health: Agency,
    health_lead: Person,
    board_member: Person,
    business_manager: Person,
) -> None:
    a_return(board, health)

    helen = visit(health_lead)
    helen.sees("What needs me today")
    helen.follows("Send the return for January to March 2018")
    helen.presses("Send your figures")
    helen.uploads("wrong.csv", lines(("H02", LAST, "1,0 42", 120)))
    the_message_leads_to_the_cell(helen)
    assert not Figure.objects.exists()

    helen.presses("Upload a corrected file")
    helen.uploads("right.csv", lines(("H02", LAST, 42, 120)))
    helen.sees("No error stands. Nothing is shared with the board until you release it.")
    helen.presses("Release to the board")
    helen.sees("The board has these figures")
    helen.signs_out()

    martin = visit(board_member, width=PHONE)
    martin.follows("Open the scorecard")
    expect(martin.row("The measure H02")).to_contain_text("35.0")
    expect(martin.row("The measure H02")).to_contain_text("not yet accepted")
    the_figure_is_traced_to_file_cell_and_trail(martin)

    bridget = visit(business_manager)
    bridget.follows("Accept County Health’s return for January to March 2018")
    bridget.presses("Accept this return")
    bridget.sees("The return is accepted; its figures are no longer marked.")
    bridget.follows("Scorecard")
    expect(bridget.row("The measure H02")).to_contain_text("35.0")
    bridget.does_not_see("not yet accepted")


def the_message_leads_to_the_cell(helen: Visitor) -> None:
    """The summary has the focus, says cell, value and fault, and its link moves the focus to the cell."""
    assert helen.page.title().startswith("Error: wrong.csv")
    assert helen.page.evaluate("document.activeElement.className").startswith("govuk-error-summary")
    helen.sees("There is 1 problem in your file")
    helen.sees("Nothing has been loaded")
    helen.page.get_by_role("link", name="Cell C2 says “1,0 42”: it has a space among its digits.").click()
    assert helen.page.evaluate("document.activeElement.textContent") == "1,0 42"
    helen.sees("Type the number in digits")


def the_figure_is_traced_to_file_cell_and_trail(martin: Visitor) -> None:
    """From the scorecard to the indicator, to the cell, to the file as it was sent and what happened to it."""
    martin.follows("The measure H02")
    martin.unfolds("Show the figures as a table")
    expect(martin.row("January to March 2018")).to_contain_text("42 of 120")
    expect(martin.row("January to March 2018")).to_contain_text("right.csv, sheet CSV, cell C2")
    martin.follows("right.csv")
    martin.sees("Received “right.csv” from County Health")
    martin.sees("Released “right.csv”: 1 new figure,")
    martin.sees("Helen Price (Agency lead, County Health)")
    with martin.page.expect_download() as given:
        martin.page.get_by_role("link", name="Download the file as sent").click()
    assert given.value.path().read_bytes() == lines(("H02", LAST, 42, 120))
