"""The web form: kept while it is typed, corrected where the check points, released; with script and without."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from agencies.models import Agency, Board, Person
from scorecard.actions import submissions
from scorecard.models import Indicator
from tests.building import a_return
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)

NUMBER, OUT_OF = "Number, H02 The measure H02", "Out of, H02 The measure H02"


def test_what_is_typed_is_kept_by_itself_and_corrected_at_its_box(
    worker: None,
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    scorecard: dict[str, Indicator],
    health: Agency,
    health_lead: Person,
) -> None:
    owed = a_return(board, health)
    page = f"/{board.code}/returns/{owed.pk}/"
    helen = visit_signed_in(health_lead)
    helen.opens(page)
    helen.follows("Fill in the web form")
    helen.fills(NUMBER, "4o")
    helen.fills(OUT_OF, "120")
    helen.page.keyboard.press("Tab")
    expect(helen.page.locator("#saved")).to_contain_text("Saved")

    helen.leaves()
    helen = visit_signed_in(health_lead)
    helen.opens(f"{page}form/")
    expect(helen.page.get_by_label(OUT_OF, exact=True)).to_have_value("120")
    say_there_is_nothing_else(helen)
    helen.has_done("Check and send", until="Audit trail")
    helen.sees("There is 1 problem in what you typed")

    helen.presses("Correct it in the web form")
    helen.page.get_by_role("link", name="4o").click()
    assert helen.page.evaluate("document.activeElement.value") == "4o"
    helen.fills(NUMBER, "42")
    helen.has_done("Check and send", until="No error stands")
    helen.presses("Release to the board")
    helen.sees("The board has these figures")
    helen.opens(f"/{board.code}/scorecard/")
    expect(helen.row("The measure H02")).to_contain_text("35.0")


def test_without_script_it_is_kept_and_sent_by_its_buttons(
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    scorecard: dict[str, Indicator],
    health: Agency,
    health_lead: Person,
) -> None:
    owed = a_return(board, health)
    helen = visit_signed_in(health_lead, script=False)
    helen.opens(f"/{board.code}/returns/{owed.pk}/")
    helen.follows("Fill in the web form")
    helen.fills(NUMBER, "42")
    helen.presses("Save and come back later")
    helen.follows("Fill in the web form")
    expect(helen.page.get_by_label(NUMBER, exact=True)).to_have_value("42")
    helen.fills(OUT_OF, "120")
    say_there_is_nothing_else(helen)
    helen.presses("Check and send")

    submissions.take_up(board_id=board.pk, agency_id=health.pk)

    helen.follows("Look again")
    helen.presses("Release to the board")
    helen.sees("The board has these figures")


def say_there_is_nothing_else(helen: Visitor) -> None:
    """Say of every other line that its figure is not supplied."""
    for box in helen.page.locator("select").all():
        if not (box.get_attribute("name") or "").startswith("H02"):
            box.select_option("not supplied")
