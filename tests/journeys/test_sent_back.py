"""Sent back and resubmitted: the office says why, the lead corrects, the mark changes, the office accepts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from agencies.models import Agency, Board, Person
from scorecard.models import Indicator
from tests.building import LAST, a_return, lines
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)

WHY = "The total is last year’s: it should be the children of this quarter."


def test_the_office_sends_a_return_back_and_the_lead_sends_it_again(
    worker: None,
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    scorecard: dict[str, Indicator],
    health: Agency,
    health_lead: Person,
    business_manager: Person,
) -> None:
    owed = a_return(board, health)
    page = f"/{board.code}/returns/{owed.pk}/"
    helen, bridget = visit_signed_in(health_lead), visit_signed_in(business_manager)

    helen.opens(page)
    helen.presses("Send your figures")
    helen.uploads("first.csv", lines(("H01", LAST, 9), ("H02", LAST, 42, 120)))
    helen.presses("Release to the board")

    bridget.opens(page)
    bridget.follows("Send this return back")
    bridget.presses("Send it back")
    bridget.sees("Say what the agency is to put right.")
    bridget.fills("What the agency is to put right", WHY)
    bridget.presses("Send it back")
    bridget.sees("County Health gets a letter with your reason.")
    bridget.opens(f"/{board.code}/scorecard/")
    expect(bridget.row("The measure H02")).to_contain_text("sent back")

    helen.opens(page)
    helen.sees(WHY)
    helen.presses("Send a corrected file")
    helen.uploads("second.csv", lines(("H02", LAST, 42, 140)))
    helen.sees("Figures no longer in the file")
    helen.follows("See figure by figure what would change")
    expect(helen.row("The measure H02")).to_contain_text("35.0% (42 of 120)")
    expect(helen.row("The measure H02")).to_contain_text("30.0% (42 of 140)")
    helen.need_not_scroll_sideways()
    helen.follows("Back to the file")
    helen.presses("Release to the board")
    helen.sees("The board has these figures")

    bridget.opens(f"/{board.code}/returns/")
    bridget.sees("1 of 1 returns are in.")
    bridget.need_not_scroll_sideways()
    bridget.opens(page)
    bridget.presses("Accept this return")
    bridget.opens(f"/{board.code}/scorecard/")
    expect(bridget.row("The measure H02")).to_contain_text("30.0")
    bridget.does_not_see("sent back")
    bridget.does_not_see("not yet accepted")
