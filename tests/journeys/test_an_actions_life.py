"""An action's life: agreed, slipped, borne out, done, not stuck, taken up again, and embedded at last."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from agencies.models import Agency, Board, Person
from tests.factories import AskedFactory, ChallengeFactory
from tests.files.evidence import opens_javascript, pdf_of
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)


def on(visitor: Visitor, group: str, day: str) -> None:
    """Type a date in three parts."""
    parts = visitor.page.get_by_role("group", name=group)
    for label, number in zip(("Day", "Month", "Year"), day.split(), strict=True):
        parts.get_by_label(label, exact=True).fill(number)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_an_action_is_agreed_followed_and_seen_to_stick(
    script: bool,
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    health: Agency,
    health_lead: Person,
    business_manager: Person,
    chair: Person,
) -> None:
    challenge = ChallengeFactory(board=board, number=29, state="responded", title="Why are conferences late?")
    AskedFactory(challenge=challenge, agency=health, replied=True, verdict="accepted")
    charlotte = visit_signed_in(chair, script=script)
    helen = visit_signed_in(health_lead, script=script)
    bridget = visit_signed_in(business_manager, script=script)

    charlotte.opens("/wessex/actions/")
    charlotte.sees("No action is under way.")
    charlotte.presses("Agree an action")
    charlotte.presses("Agree it")
    charlotte.sees("Write the reference of what it comes from.")
    charlotte.fills("What it comes from", "ch-29")
    charlotte.fills("What is to be done", "Open one desk that books every conference.")
    charlotte.page.get_by_label("Agency", exact=True).select_option(label="County Health")
    on(charlotte, "Due", "29 6 2018")
    charlotte.presses("Agree it")
    charlotte.sees("A-1 is agreed.")

    helen.opens("/wessex/")
    helen.follows("Finish action A-1")
    helen.follows("Say how it goes")
    helen.fills("How it goes", "The lease is signed.")
    helen.presses("Save")
    helen.does_not_see("Change the date")
    bridget.opens("/wessex/actions/1/")
    bridget.follows("Change the date")
    on(bridget, "New date", "28 9 2018")
    bridget.fills("Why the date changes", "The lease came late.")
    bridget.presses("Change the date")
    expect(bridget.row("The lease came late.")).to_contain_text("29 Jun 2018")

    helen.follows("Add evidence")
    helen.chooses("Survey of practitioners (fair)")
    helen.fills("What it shows", "Nine in ten staff know the desk.")
    attach_evidence(helen, "survey.pdf", pdf_of(opens_javascript))
    helen.presses("Add it")
    helen.sees("“survey.pdf” was not taken. This file holds JavaScript.")
    attach_evidence(helen, "survey.pdf", pdf_of())
    helen.presses("Add it")
    helen.sees("The evidence stands with A-1.")
    assert helen.saves("survey.pdf").suggested_filename == "survey.pdf"
    helen.need_not_scroll_sideways()

    helen.presses("Say that it is done")
    helen.fills("What was done", "The desk is open.")
    on(helen, "Day on which to look whether it stuck", "21 5 2018")
    helen.presses("It is done")
    helen.sees("A-1 is complete.")
    bridget.opens("/wessex/")
    bridget.follows("See whether it stuck: action A-1")
    bridget.follows("Take it up again")
    bridget.fills("Why it is taken up again", "Two teams go round it.")
    on(bridget, "Due", "3 12 2018")
    bridget.presses("Take it up again")
    bridget.sees("A-1 is under way again.")

    helen.opens("/wessex/actions/1/complete/")
    helen.fills("What was done", "All three teams use it.")
    helen.presses("It is done")
    charlotte.opens("/wessex/actions/?show=unchecked")
    charlotte.follows("A-1")
    charlotte.presses("It has stuck")
    charlotte.fills("How you know that it stuck", "Every booking of a quarter went through it.")
    charlotte.presses("It has stuck")
    charlotte.sees("A-1 is embedded.")
    charlotte.sees("Two teams go round it.")
    charlotte.opens("/wessex/actions/?show=embedded")
    expect(charlotte.row("A-1")).to_contain_text("moved twice")
    charlotte.need_not_scroll_sideways()


def attach_evidence(visitor: Visitor, name: str, data: bytes) -> None:
    """Choose a file, and say that it was looked through."""
    visitor.page.get_by_label("File", exact=True).set_input_files(
        {"name": name, "mimeType": "application/pdf", "buffer": data}
    )
    visitor.page.get_by_label("I have looked through the file").check()
