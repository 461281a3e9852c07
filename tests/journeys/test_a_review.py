"""A review from its notification to what it recommended being embedded, and what the board sees of it meanwhile."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import expect

from agencies.models import Agency, Board, Person
from agencies.rules import clock
from tests.factories import AuditedAgencyFactory, CaseAuditFactory
from tests.journeys.test_an_actions_life import on
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_a_review_is_opened_written_published_carried_out_and_found_embedded(
    script: bool,
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    health: Agency,
    business_manager: Person,
    chair: Person,
    board_member: Person,
    health_lead: Person,
) -> None:
    clock.fix(date(2018, 7, 9))
    bridget = visit_signed_in(business_manager, script=script)
    martin = visit_signed_in(board_member, script=script, width=PHONE)

    bridget.opens("/wessex/learning/")
    bridget.follows("Reviews")
    bridget.sees("No review has been opened yet.")
    bridget.presses("Open a review")
    bridget.chooses("Local child safeguarding practice review")
    bridget.fills("Anonymised name", "Child F")
    on(bridget, "Day the board came to know of what happened", "2 7 2018")
    bridget.presses("Open it")
    bridget.sees("RV-1 is open. It is restricted until it is published.")
    expect(bridget.row("Notified")).to_contain_text("9 Jul 2018")
    expect(bridget.row("Rapid review")).to_contain_text("23 Jul 2018")
    _done(bridget, "Notified", "6 7 2018")
    martin.opens("/wessex/reviews/")
    martin.sees("0 published. 1 more is restricted until published.")
    martin.does_not_see("Child F")

    clock.fix(date(2018, 8, 1))
    _done(bridget, "Rapid review", "27 7 2018")
    expect(bridget.row("Rapid review")).to_contain_text("4 working days late")
    _done(bridget, "Decision whether to hold it", "1 8 2018")
    expect(bridget.row("Counted from the day it was decided to hold it.")).to_contain_text("1 Feb 2019")
    _follows_in_row(bridget, "Report", "Change the day")
    on(bridget, "New day", "1 3 2019")
    bridget.fills("Why the day changes", "A trial is listed for February.")
    bridget.presses("Change the day")
    expect(bridget.row("A trial is listed for February.")).to_contain_text("1 Feb 2019")
    bridget.need_not_scroll_sideways()

    bridget.follows("Write a lesson")
    bridget.fills("What was learnt", "Fathers were seldom asked about.")
    bridget.fills("Theme", "Fathers are left out")
    bridget.presses("Save")
    bridget.follows("Write a recommendation")
    bridget.fills("What is recommended", "Every assessment asks who the father is.")
    bridget.chooses("Several agencies together")
    bridget.page.get_by_label("Lesson it comes from").select_option(index=1)
    on(bridget, "Day to look whether it stuck", "3 6 2019")
    bridget.presses("Save")
    bridget.sees("Recommendation 1: No action yet")
    bridget.follows("Agree an action")
    bridget.fills("What is to be done", "Change the assessment form.")
    bridget.page.get_by_label("Agency", exact=True).select_option(label="County Health")
    on(bridget, "Due", "28 9 2018")
    bridget.presses("Agree it")
    bridget.sees("Recommendation 1: Under way")

    helen = visit_signed_in(health_lead, script=script, width=PHONE)
    helen.opens("/wessex/actions/1/")
    helen.sees("RV-1, recommendation 1")
    helen.does_not_see("father")
    helen.presses("Say that it is done")
    helen.fills("What was done", "The form is changed.")
    helen.presses("It is done")

    clock.fix(date(2019, 3, 4))
    bridget.opens("/wessex/reviews/1/")
    _done(bridget, "Report", "28 2 2019")
    bridget.presses("Publish it")
    on(bridget, "Day it was published", "4 3 2019")
    bridget.page.get_by_label("Nothing in its lessons and recommendations").check()
    bridget.presses("Publish it")
    bridget.sees("RV-1 is published.")
    bridget.sees("Recommendation 1: Complete, not yet tested")
    martin.opens("/wessex/reviews/themes/")
    martin.sees("Fathers are left out")
    martin.follows("RV-1, lesson 1")
    martin.sees("Fathers were seldom asked about.")
    martin.does_not_see("Write a lesson")
    martin.need_not_scroll_sideways()

    clock.fix(date(2019, 6, 3))
    before = CaseAuditFactory(board=board, number=1, theme="Fathers", held_on=date(2018, 6, 5))
    again = CaseAuditFactory(board=board, number=2, theme="Fathers", held_on=date(2019, 5, 21), again=before)
    for audit in (before, again):
        AuditedAgencyFactory(audit=audit, agency=health)
    charlotte = visit_signed_in(chair, script=script)
    charlotte.opens("/wessex/")
    charlotte.follows("See whether it stuck: RV-1, recommendation 1")
    charlotte.follows("Test whether it stuck")
    charlotte.chooses("A re-audit")
    charlotte.page.get_by_label("Case audit").select_option(label="AU-2: Fathers, 21 May 2019")
    charlotte.fills("What it showed", "Fourteen of 16 assessments name the father, after five of 16.")
    charlotte.chooses("Yes: it is how people work now")
    charlotte.presses("Save")
    charlotte.sees("Recommendation 1 of RV-1 was found embedded.")
    charlotte.sees("Recommendation 1: Embedded")
    charlotte.follows("What came of it")
    charlotte.sees("does not show that it came from it")
    charlotte.sees("found embedded")
    charlotte.need_not_scroll_sideways()
    charlotte.follows("Back to RV-1")


def _done(visitor: Visitor, step: str, day: str) -> None:
    """Note that a step was done on a day."""
    _follows_in_row(visitor, step, "Note that it was done")
    on(visitor, "Day it was done", day)
    visitor.presses("Save")


def _follows_in_row(visitor: Visitor, row: str, words: str) -> None:
    """Follow a link in the row of the steps that begins so."""
    steps = visitor.page.get_by_role("table", name="The steps of the review")
    with visitor.page.expect_navigation():
        steps.get_by_role("row").filter(has_text=row).get_by_role("link", name=words).first.click()
    visitor.finds_the_page_sound()
