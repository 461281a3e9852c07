"""The main journey: a wrong file, the message, the right file, the release, the figure on the scorecard, its trace."""

from collections.abc import Callable

import pytest

from agencies.models import Agency, Board, Person
from scorecard.models import Figure
from tests.building import LAST, a_return, lines, small_scorecard
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_a_lead_corrects_a_wrong_file_and_a_member_traces_the_figure_to_its_cell(
    visit: Callable[..., Visitor],
    worker: None,
    board: Board,
    health: Agency,
    police: Agency,
    health_lead: Person,
    board_member: Person,
    business_manager: Person,
) -> None:
    small_scorecard(board, health, police)
    a_return(board, health)

    helen = visit(health_lead)
    helen.sees("What needs me today")
    helen.follows("Send the return for January to March 2018")
    helen.presses("Send your figures")
    helen.uploads("wrong.csv", lines(("H02", LAST, "1,0 42", 120)))
    helen.sees("There is 1 problem in your file")
    helen.sees("Nothing has been loaded")
    helen.page.locator(".govuk-error-summary a").first.click()
    assert helen.page.evaluate("document.activeElement.textContent").strip().startswith("1,0 42")
    assert Figure.objects.count() == 0

    helen.presses("Upload a corrected file")
    helen.uploads("right.csv", lines(("H02", LAST, 42, 120)))
    helen.sees("No error stands")
    helen.presses("Release to the board")
    helen.sees("The board has these figures")
    helen.signs_out()

    martin = visit(board_member, width=390)
    martin.opens(f"/{board.code}/scorecard/")
    martin.sees("35.0")
    martin.sees("not yet accepted")
    martin.opens(f"/{board.code}/scorecard/H02/")
    martin.page.get_by_text("Show the figures as a table").click()
    martin.sees("right.csv")
    martin.sees("cell")
    martin.follows("right.csv")
    martin.sees("Released “right.csv”: 1 new figures")
    martin.sees("Helen Price")

    bridget = visit(business_manager)
    bridget.follows("Accept County Health")
    bridget.presses("Accept this return")
    bridget.opens(f"/{board.code}/scorecard/H02/")
    bridget.page.get_by_text("Show the figures as a table").click()
    bridget.does_not_see("not yet accepted")
