"""A risk's life in the browser: raised, held, scored down, reviewed, let stand, archived and brought back."""

from collections.abc import Callable

import pytest

from agencies.models import Agency, Board, Person
from registers.models import Risk
from scorecard.models import Indicator
from tests.journeys.test_keyboard import tabbed
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.django_db(transaction=True)


def chooses_score(visitor: Visitor, likelihood: str, impact: str, group: str = "") -> None:
    """Choose a likelihood and an impact by their words, in the part of the form with this heading if it has parts."""
    within = visitor.page.get_by_role("group", name=group, exact=True) if group else visitor.page
    within.get_by_label("Likelihood", exact=True).select_option(label=likelihood)
    within.get_by_label("Impact", exact=True).select_option(label=impact)


def fills_date(visitor: Visitor, legend: str, day: str, month: str, year: str) -> None:
    """Fill in a date's three parts."""
    date = visitor.page.get_by_role("group", name=legend, exact=True)
    for label, words in (("Day", day), ("Month", month), ("Year", year)):
        date.get_by_label(label, exact=True).fill(words)


def raises(visitor: Visitor) -> None:
    """From the register's page to a risk's own."""
    visitor.follows("Risks")
    visitor.presses("Raise a risk")
    visitor.fills("Title", "Conferences are held late")
    visitor.fills("Cause", "Three teams book rooms, each in its own diary.")
    visitor.fills("Event", "Conferences are held later than the law allows.")
    visitor.fills("Consequence", "Children at risk wait for a plan.")
    visitor.page.get_by_label("Owner", exact=True).select_option(label="County Health")
    chooses_score(visitor, "5 Almost certain", "4 Major", "Before controls")
    chooses_score(visitor, "4 Likely", "4 Major", "Now")
    chooses_score(visitor, "2 Unlikely", "4 Major", "Target")
    fills_date(visitor, "First review", "2", "7", "2018")
    visitor.presses("Raise this risk")
    visitor.sees("R-01 is in the register.")


def lives(visitor: Visitor) -> None:
    """Held, scored down, reviewed, archived and brought back, each on a page of its own."""
    visitor.follows("Score it again")
    chooses_score(visitor, "3 Possible", "4 Major")
    visitor.fills("Why", "Fewer are late.")
    visitor.presses("Save the score")
    visitor.sees("Say which new control brings it down, or that there is none.")
    visitor.fills("New control", "One desk books every conference.")
    visitor.presses("Save the score")
    visitor.sees("12, high: possible, with major impact.")
    visitor.sees("One desk books every conference.")

    visitor.follows("Add a control")
    visitor.fills("Control", "A weekly list of what is not booked.")
    visitor.fills("Gap", "Not in August.")
    visitor.presses("Add this control")

    visitor.presses("Review it")
    visitor.fills("What the review found", "The desk works.")
    fills_date(visitor, "Next review", "1", "10", "2018")
    visitor.presses("Save the review")
    visitor.sees("Next by 1 October 2018")

    visitor.follows("Archive it")
    visitor.fills("Why", "The law has changed.")
    visitor.presses("Archive it")
    visitor.sees("This risk is archived")
    visitor.presses("Bring it back")
    visitor.fills("Why it comes back", "It changed back.")
    fills_date(visitor, "Next review", "1", "10", "2018")
    visitor.presses("Bring it back")
    visitor.sees("R-01 is in the register again.")


def test_a_risk_is_kept_from_the_day_it_is_raised(
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    scorecard: dict[str, Indicator],
    business_manager: Person,
) -> None:
    bridget = visit_signed_in(business_manager)
    bridget.opens(f"/{board.code}/")
    raises(bridget)
    bridget.need_not_scroll_sideways()
    lives(bridget)
    bridget.need_not_scroll_sideways()

    bridget.follows("Back to the risk register")
    bridget.sees("Not in August.")
    bridget.need_not_scroll_sideways()
    bridget.follows("Worth a second look")
    bridget.sees("Nothing was agreed to be done about it.")
    bridget.follows("Let it stand")
    bridget.fills("Why it may stand", "An action is agreed in June.")
    bridget.presses("Let it stand")
    bridget.sees("Nothing is worth a second look.")
    bridget.need_not_scroll_sideways()


def test_a_risk_is_kept_without_script(
    visit_signed_in: Callable[..., Visitor], board: Board, health: Agency, business_manager: Person
) -> None:
    bridget = visit_signed_in(business_manager, script=False)
    bridget.opens(f"/{board.code}/")
    raises(bridget)
    lives(bridget)

    assert Risk.objects.get().archived_at is None


def test_the_map_is_gone_through_by_keyboard_on_any_screen(
    visit_signed_in: Callable[..., Visitor], board: Board, health: Agency, business_manager: Person
) -> None:
    bridget = visit_signed_in(business_manager)
    bridget.opens(f"/{board.code}/")
    raises(bridget)
    bridget.opens(f"/{board.code}/risks/")
    for width in (1280, PHONE):
        bridget.page.set_viewport_size({"width": width, "height": 600})
        stops = tabbed(bridget, "Tab")

        assert [one.words for one in stops if one.words.startswith("R-01")] == [
            "R-01 Conferences are held late",  # on the map
            "R-01 new at 16",
            "R-01 Conferences are held late",  # in the register
        ]
        assert [one for one in stops if not one.marked or not one.seen] == []
        box = bridget.page.locator(".board-heat__risk").bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
