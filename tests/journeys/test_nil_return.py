"""A nil return: nothing to report for a quarter is said with a reason, checked, released and accepted as any other."""

from collections.abc import Callable

import pytest

from agencies.models import Agency, Board, Person
from scorecard.models import Figure, Indicator
from tests.building import a_return
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)

WHY = "The service began in April; there was nobody to count before."


def test_a_lead_says_that_there_is_nothing_to_report(
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
    helen.follows("Nil return")
    helen.presses("Check and send")
    helen.sees("There is a problem")
    helen.chooses("There was nothing to count: every count is nought")
    helen.fills("Why?", WHY)
    helen.has_done("Check and send", until="No error stands")
    helen.presses("Release to the board")
    helen.sees("The board has these figures")
    assert Figure.objects.current().exists()

    bridget.opens(page)
    bridget.sees("Released")
    bridget.presses("Accept this return")
    bridget.sees("The return is accepted; its figures are no longer marked.")
