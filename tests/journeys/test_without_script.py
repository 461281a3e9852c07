"""Without JavaScript everything works by links and forms: nothing moves by itself, and nothing is lost."""

from collections.abc import Callable

import pytest

from agencies.models import Agency, Board, Person
from reports import build
from reports.actions import printing
from reports.models import Printing
from scorecard.actions import submissions
from scorecard.models import Indicator
from tests.building import LAST, a_return, lines
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_file_is_sent_its_check_looked_for_again_and_released(
    visit: Callable[..., Visitor],
    board: Board,
    scorecard: dict[str, Indicator],
    health: Agency,
    health_lead: Person,
) -> None:
    a_return(board, health)
    helen = visit(health_lead, script=False)
    helen.follows("Send the return for January to March 2018")
    helen.presses("Send your figures")
    helen.attaches("right.csv", lines(("H02", LAST, 42, 120)))
    helen.presses("Check this file")
    helen.sees("Your file is waiting to be checked. You can close this page; the work goes on.")

    submissions.take_up(board_id=board.pk, agency_id=health.pk)

    helen.follows("Look again")
    helen.presses("Release to the board")
    helen.sees("The board has these figures")
    helen.follows("Scorecard")
    helen.sees("35.0")


def test_the_building_of_a_report_is_looked_for_again(
    visit: Callable[..., Visitor], board: Board, scorecard: dict[str, Indicator], chair: Person
) -> None:
    charlotte = visit(chair, script=False)
    charlotte.follows("Reports")
    charlotte.page.get_by_label("Report").select_option(label="Annual report, 2017 to 2018")
    charlotte.presses("Open the report")
    charlotte.presses("Build a draft")
    charlotte.sees("Waiting for a worker")

    printing.construct(printing_id=Printing.objects.get().pk, printer=build.pdf)

    charlotte.follows("Look again")
    charlotte.sees("A draft of")
    assert charlotte.downloads("Download the PDF").suggested_filename.endswith("-draft-1.pdf")
