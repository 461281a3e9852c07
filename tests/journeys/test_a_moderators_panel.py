"""A panel's work in the browser: what came is moderated, a gap becomes an action, one is agreed, one is sent back."""

from collections.abc import Callable

import pytest

from agencies.models import Agency, Board, Person
from registers.models import Action, Assessment
from tests.factories import AssignmentFactory
from tests.journeys.test_a_risk import fills_date
from tests.journeys.visitor import Visitor
from tests.registers.section_11.moderating import cycle_of, moderates, submitted

pytestmark = pytest.mark.django_db(transaction=True)


def judges(visitor: Visitor, standard: int, score: str, why: str = "") -> None:
    """Give a standard its moderated score, and a reason where there is one."""
    part = visitor.page.get_by_role("group", name=f"Your moderation of standard {standard}")
    part.get_by_label(score).check()
    part.get_by_label("Why", exact=True).fill(why)


def test_a_moderator_goes_from_what_is_owed_to_what_is_agreed(
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    health: Agency,
    police: Agency,
    board_member: Person,
    chair: Person,
) -> None:
    cycle = cycle_of(board)
    first, second = submitted(cycle, health, 3, 3, 3), submitted(cycle, police, 3, 2, None)
    for one in (first, second):
        moderates(one, board_member)
    AssignmentFactory(assessment=second, email="ada@police.example")

    martin = visit_signed_in(board_member)
    martin.opens(f"/{board.code}/")
    martin.follows("Moderate the self-assessment of County Health")
    martin.sees("It gives itself the best score throughout.")
    judges(martin, 1, "1: Begun, with much left to do")
    martin.presses("Save, and go on later")
    martin.sees("Standard 1: Say why the score is another than the organisation’s own.")
    judges(martin, 1, "1: Begun, with much left to do", "The last audit is two years old.")
    martin.presses("Save, and go on later")
    martin.sees("Far apart: 2 levels lower")
    martin.need_not_scroll_sideways()
    martin.chooses("Keep the organisation’s own score for every standard left open")
    martin.presses("Save and finish moderation")
    martin.sees("Moderation is finished.")

    martin.follows("Back to the panel")
    martin.sees("Moderated: 1, of which agreed: 0.")
    martin.follows("County Police")
    martin.follows("Send it back")
    martin.fills("What is to be done", "Show how many were trained.")
    fills_date(martin, "Wanted again by", "6", "7", "2018")
    martin.presses("Send it back")
    martin.sees("Sent back, wanted again by 6 July 2018")
    martin.follows("Back to the panel")
    assert martin.downloads("Print the pack (PDF)").suggested_filename.endswith(".pdf")
    martin.need_not_scroll_sideways()

    charlotte = visit_signed_in(chair)
    charlotte.opens(f"/{board.code}/section-11/cycles/1/panel/")
    charlotte.follows("Scores far apart")
    charlotte.follows("County Health")
    charlotte.follows("Agree an action from standard 1")
    charlotte.fills("What is to be done", "Audit files again.")
    charlotte.page.get_by_label("Agency", exact=True).select_option(label="County Health")
    fills_date(charlotte, "Due", "28", "9", "2018")
    charlotte.presses("Agree it")
    charlotte.sees("A-1")
    charlotte.presses("Agree it")
    charlotte.presses("Agree them")
    charlotte.sees("The moderated scores are agreed.")

    assert set(Assessment.objects.values_list("state", flat=True)) == {"agreed", "sent_back"}
    assert Action.objects.get().origin_url.endswith("/hlt/moderation/#standard-1")
