"""Exploring: lines chosen in a form, zoomed together, saved one by one; and all of it without script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from agencies.models import Agency, Board, Person
from scorecard.rules.periods import term
from tests.factories import FigureFactory, IndicatorFactory, SubmissionFactory
from tests.journeys.rooms import furnished
from tests.journeys.visitor import PHONE, WIDE, Visitor

pytestmark = pytest.mark.django_db(transaction=True)

EXPLORE = "/wessex/scorecard/explore/"
CHOSEN = f"{EXPLORE}?indicator=H01&indicator=H02"


@pytest.fixture
def anna(
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    health: Agency,
    police: Agency,
    analyst: Person,
    chair: Person,
    board_member: Person,
) -> Callable[..., Visitor]:
    """An analyst at a board with figures."""
    furnished(board, health, police, board_member, chair)

    def opened(**how: object) -> Visitor:
        return visit_signed_in(analyst, **how)

    return opened


def test_lines_are_chosen_from_the_navigation_on_and_zoom_together(anna: Callable[..., Visitor]) -> None:
    visitor = anna()
    visitor.opens("/wessex/")
    visitor.follows("Explore")
    for measure in ("H01 The measure H01", "H02 The measure H02"):
        visitor.page.get_by_label(measure, exact=True).check()
    visitor.presses("Show")
    expect(visitor.page.get_by_role("button", name="Zoom in")).to_be_visible()
    visitor.finds_the_page_sound()

    visitor.page.get_by_role("button", name="Zoom in").press("Enter")

    expect(visitor.page.locator("[data-zoom-said]")).to_have_text(
        "Shown: April to June 2016 to January to March 2018."
    )
    ranges = visitor.page.evaluate(
        "[...document.querySelectorAll('.js-plotly-plot')].map((one) => one.layout.xaxis.range.join())"
    )
    assert ranges == ["7.5,15.5"] * 2
    visitor.finds_the_page_sound()


def test_a_line_of_terms_follows_one_of_quarters_through_the_same_time(
    anna: Callable[..., Visitor], board: Board, health: Agency
) -> None:
    visitor = anna()
    measure = IndicatorFactory(
        board=board, code="T01", title="By term", owner=health, frequency="term", order=9
    )
    terms = [term(year, name) for year in (2014, 2015, 2016, 2017) for name in ("autumn", "spring", "summer")]
    for one in terms[:-2]:
        FigureFactory(
            indicator=measure,
            submission=SubmissionFactory(board=board, agency=health),
            period_kind=one.kind.value,
            first=one.first,
            last=one.last,
        )
    visitor.opens(f"{EXPLORE}?indicator=H02&indicator=T01")
    visitor.page.get_by_role("button", name="Zoom in").press("Enter")
    expect(visitor.page.locator("[data-zoom-said]")).to_have_text(
        "Shown: April to June 2016 to January to March 2018."
    )

    ranges = visitor.page.evaluate(
        "[...document.querySelectorAll('.js-plotly-plot')].map((one) => one.layout.xaxis.range)"
    )

    # April 2016 is the last quarter of the spring term that begins in January, the fifth of them.
    assert 4 < ranges[1][0] < 5
    assert ranges[1][1] == 9.5
    visitor.page.get_by_role("button", name="All periods").press("Enter")
    expect(visitor.page.locator("[data-zoom-said]")).to_contain_text("to January to March 2018.")
    whole = "document.querySelectorAll('.js-plotly-plot')[1].layout.xaxis.range"
    assert visitor.page.evaluate(whole) == [-0.5, 9.5]


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_page_fits_every_screen(anna: Callable[..., Visitor], width: int) -> None:
    visitor = anna(width=width)
    visitor.opens(CHOSEN)
    expect(visitor.page.locator(".js-plotly-plot")).to_have_count(2)

    visitor.need_not_scroll_sideways()
    visitor.finds_the_page_sound()


def test_a_picture_of_one_line_is_saved_under_its_name(anna: Callable[..., Visitor]) -> None:
    visitor = anna()
    visitor.opens(CHOSEN)
    expect(visitor.page.get_by_role("button", name="Zoom in")).to_be_visible()

    saved = visitor.downloads("Save as SVG of The measure H02: County Health")

    assert saved.suggested_filename == "h02-county-health.svg"
    assert "The measure H02" in saved.path().read_text()


def test_the_figures_go_on_as_csv_and_as_json(anna: Callable[..., Visitor]) -> None:
    visitor = anna()
    visitor.opens(CHOSEN)

    given = visitor.saves("CSV")
    assert "H02" in given.path().read_text()
    answer = visitor.page.request.get(
        visitor.address
        + (visitor.page.get_by_role("link", name="JSON for programs").get_attribute("href") or "")
    )
    assert [one["indicator"]["code"] for one in answer.json()["series"]] == ["H01", "H02"]


def test_without_script_the_servers_charts_and_the_table_are_there(anna: Callable[..., Visitor]) -> None:
    visitor = anna(script=False)
    visitor.opens(EXPLORE)
    visitor.page.get_by_label("H02 The measure H02", exact=True).check()
    visitor.presses("Show")

    expect(visitor.page.locator(".board-zoom__drawn svg:visible")).to_have_count(1)
    expect(visitor.page.get_by_role("button", name="Zoom in")).to_be_hidden()
    expect(visitor.row("January to March 2018").get_by_role("cell", name="50.0%")).to_be_visible()


def test_what_cannot_be_had_is_said_in_words_and_the_form_is_there(anna: Callable[..., Visitor]) -> None:
    visitor = anna()
    visitor.page.goto(f"{visitor.address}{EXPLORE}?indicator=Z99")

    visitor.sees("There is no indicator “Z99” here that you may see.")
    visitor.complaints.clear()  # the browser's own, about the status
    visitor.finds_the_page_sound()
