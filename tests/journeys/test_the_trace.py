"""From the scorecard to the file and cell behind the figure to ask about first: in three clicks at most."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from scorecard.models import Indicator
from tests.building import load, series
from tests.journeys.visitor import PHONE, WIDE, Visitor

pytestmark = pytest.mark.django_db(transaction=True)

STEADY = [50, 52, 48, 51, 49, 50, 53, 47, 50, 51, 49, 52, 48, 50, 51]


@pytest.mark.parametrize(("width", "script"), [(WIDE, True), (PHONE, True), (WIDE, False)])
def test_an_agencys_own_figure_is_traced_in_one_click_and_its_file_opened_in_two(
    width: int,
    visit_signed_in: Callable[..., Visitor],
    scorecard: dict[str, Indicator],
    board_member: Person,
    health: Agency,
    health_lead: Person,
    standing_of: Callable[[Person], Standing],
    *,
    script: bool,
) -> None:
    load(*series("H02", [*STEADY, 90], 120), by=standing_of(health_lead), agency=health, name="health q4.csv")
    martin = visit_signed_in(board_member, width=width, script=script)
    martin.opens("/wessex/scorecard/")
    first = martin.page.locator(".board-first a").first
    assert first.text_content() == "The measure H02, 75.0%"

    with martin.page.expect_navigation():
        first.click()

    martin.sees("The latest figure was read from health q4.csv, sheet CSV, cell C17")
    martin.follows("health q4.csv")
    assert "/submissions/" in martin.page.url
    martin.sees("health q4.csv")


def test_of_a_figure_over_every_agency_an_agencys_own_is_chosen_first(
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    scorecard: dict[str, Indicator],
    board_member: Person,
    health: Agency,
    police: Agency,
    health_lead: Person,
    police_lead: Person,
    standing_of: Callable[[Person], Standing],
) -> None:
    for agency, lead, name in ((health, health_lead, "health.csv"), (police, police_lead, "police.csv")):
        load(*series("W01", [*STEADY, 5], 120), by=standing_of(lead), agency=agency, name=name)
    martin = visit_signed_in(board_member)
    martin.opens("/wessex/scorecard/")
    first = martin.page.locator(".board-first a").first
    assert first.text_content() == "The measure W01, 4.2%"

    with martin.page.expect_navigation():
        first.click()
    martin.sees("worked out from those of 2 agencies")
    martin.follows("County Police")

    martin.sees("The latest figure was read from police.csv, sheet CSV, cell C17")
    expect(martin.page.get_by_role("heading", level=1)).to_have_text("The measure W01")
