"""Agencies and districts side by side, and what is measured changed: from the scorecard on, with and without script."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from agencies.models import Agency, Board, Person
from scorecard.models import Indicator
from tests.building import LAST
from tests.factories import AgencyFactory, AreaFactory, FigureFactory, SeatFactory, SubmissionFactory
from tests.journeys.visitor import PHONE, WIDE, Visitor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def crowd(board: Board, scorecard: dict[str, Indicator], health: Agency, police: Agency) -> None:
    """Six agencies that report W01 in the board's area and two districts; one of them far below the others."""
    others = [AgencyFactory(code=f"x{n}", name=f"Body {n}") for n in range(4)]
    for one in others:
        SeatFactory(board=board, agency=one)
    places = [None, *(AreaFactory(code=f"E0700008{n}", name=f"District {n}") for n in range(2))]
    for place, agency in enumerate([health, police, *others]):
        sent = SubmissionFactory(board=board, agency=agency)
        for area in places:
            top = 60 if place else 30
            FigureFactory(
                submission=sent,
                indicator=scorecard["W01"],
                first=LAST.first,
                last=LAST.last,
                numerator=Decimal(top),
                denominator=Decimal(100),
                value=Decimal(top),
                **({"area": area} if area else {}),
            )


@pytest.mark.parametrize(("width", "script"), [(WIDE, True), (PHONE, True), (WIDE, False)])
def test_agencies_and_districts_are_compared_and_each_leads_to_its_own_line(
    crowd: None,
    visit_signed_in: Callable[..., Visitor],
    board_member: Person,
    width: int,
    *,
    script: bool,
) -> None:
    martin = visit_signed_in(board_member, width=width, script=script)
    martin.opens("/wessex/scorecard/W01/")

    martin.follows("Compare agencies or districts")

    martin.sees("Who differs more than their size explains")
    expect(martin.page.locator(".board-chart__drawing:visible")).to_have_count(1)
    health = martin.row("County Health")
    expect(health.get_by_text("Lower than most")).to_be_visible()
    expect(health.get_by_text("30 of 100")).to_be_visible()
    expect(martin.row("Body 1").get_by_text("No clear difference")).to_be_visible()
    if script:
        martin.need_not_scroll_sideways()
    martin.follows("Districts")
    expect(martin.row("District 1")).to_be_visible()
    martin.follows("District 1")
    martin.sees("All agencies together, District 1")


def test_the_letters_of_a_funnel_are_as_large_on_a_phone_as_on_a_desk(
    crowd: None, visit_signed_in: Callable[..., Visitor], board_member: Person
) -> None:
    martin = visit_signed_in(board_member)
    for width in (PHONE, 900, WIDE):
        martin.page.set_viewport_size({"width": width, "height": 900})
        martin.opens("/wessex/scorecard/W01/compare/")
        martin.page.set_viewport_size({"width": width, "height": 900})
        heights = martin.page.locator(".board-chart__drawing:visible text").evaluate_all(
            "all => all.map(one => one.getScreenCTM().a * parseFloat(one.getAttribute('font-size')))"
        )
        assert 12.5 <= min(heights) <= max(heights) <= 18, (width, min(heights), max(heights))


@pytest.mark.parametrize("script", [True, False])
def test_a_target_is_set_and_the_scorecard_judges_by_it(
    crowd: None, visit_signed_in: Callable[..., Visitor], business_manager: Person, *, script: bool
) -> None:
    bridget = visit_signed_in(business_manager, script=script)
    bridget.opens("/wessex/scorecard/")
    bridget.follows("Change what is measured")
    bridget.follows("The measure W01")

    bridget.fills("Year, by the calendar year it begins in", "2017")
    bridget.fills("Target", "-5")
    bridget.presses("Set the target")
    assert bridget.page.title().startswith("Error: ")
    bridget.fills("Target", "90")
    bridget.presses("Set the target")
    bridget.sees("Changed. It stands in the audit trail below.")

    bridget.follows("See its figures")
    bridget.sees("Target: 90% or more")
    bridget.sees("Off target")
    if script:
        bridget.need_not_scroll_sideways()
