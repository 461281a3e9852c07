"""A chart that zooms: drawn by Plotly under the portal's own policy, or else the server's chart as it stands."""

import io
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Route, expect

from agencies.models import Agency, Board, Person
from design import palette
from tests.journeys.rooms import furnished
from tests.journeys.visitor import PHONE, WIDE, Visitor

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "/wessex/scorecard/H02/"
ZOOMED = f"{ADDRESS}?chart=interactive"
#: Where the target's line is on the screen, and how far it reaches.
_TARGET = """() => {
  const lines = [...document.querySelectorAll(".shapelayer path")];
  const box = lines.find((one) => one.style.strokeDasharray.startsWith("7px")).getBoundingClientRect();
  return { left: box.left, right: box.right, top: box.top, bottom: box.bottom };
}"""
_TAB_STOPS = "[...document.querySelectorAll('.js-plotly-plot *')].filter((one) => one.tabIndex >= 0).length"


@pytest.fixture
def martin(
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    health: Agency,
    police: Agency,
    board_member: Person,
    chair: Person,
) -> Visitor:
    """A board member at a board with figures."""
    furnished(board, health, police, board_member, chair)
    return visit_signed_in(board_member)


def waits_until_drawn(visitor: Visitor) -> None:
    """The chart is there when its buttons are."""
    expect(visitor.page.get_by_role("button", name="Zoom in")).to_be_visible()


def said(visitor: Visitor) -> str:
    return visitor.page.locator("[data-zoom-said]").inner_text()


def ink_along(visitor: Visitor, box: dict[str, float]) -> float:
    """How much of the line from the left of `box` to its right is drawn in the target's colour, 0 to 1."""
    picture = Image.open(io.BytesIO(visitor.page.screenshot(full_page=True))).convert("RGB")
    offset = visitor.page.evaluate("window.scrollY")
    rows = range(int(box["top"] + offset) - 1, int(box["bottom"] + offset) + 2)
    across = range(int(box["left"]) + 4, int(box["right"]) - 4)
    wanted = tuple(int(palette.INK[start : start + 2], 16) for start in (1, 3, 5))
    near = [
        any(max(abs(a - b) for a, b in zip(picture.getpixel((x, y)), wanted, strict=True)) < 90 for y in rows)  # type: ignore[arg-type]
        for x in across
    ]
    return sum(near) / len(near)


def keeps_the_servers_chart(visitor: Visitor) -> None:
    """The drawing that came with the page is in sight, and no other."""
    visitor.sees("What zooms could not be drawn here.")
    expect(visitor.page.locator(".board-zoom__drawn svg:visible")).to_have_count(1)
    expect(visitor.page.locator(".js-plotly-plot")).to_have_count(0)
    expect(visitor.page.get_by_role("button", name="Zoom in")).to_be_hidden()


def test_the_plain_pages_fetch_nothing_of_plotly(martin: Visitor) -> None:
    asked: list[str] = []
    martin.page.on("request", lambda request: asked.append(request.url))

    for address in (ADDRESS, "/wessex/scorecard/", "/wessex/"):
        martin.opens(address)
        assert "plotly" not in martin.page.content().lower()

    assert [url for url in asked if "plotly" in url or "zoom" in url] == []


def test_asked_for_the_chart_zooms_with_target_and_names_in_sight_and_no_complaint(martin: Visitor) -> None:
    martin.opens(ADDRESS)
    martin.follows("Zoom and explore this chart")
    waits_until_drawn(martin)

    box = martin.page.evaluate(_TARGET)
    plot = martin.page.locator(".js-plotly-plot").bounding_box()
    assert plot is not None
    assert plot["y"] < box["top"] < plot["y"] + plot["height"]
    assert box["right"] - box["left"] > plot["width"] / 2
    assert 0.4 < ink_along(martin, box) < 0.85  # dashed: 7 of 12
    names = martin.page.locator(".js-plotly-plot .annotation-text")
    assert {"Average", "Target", "Latest", "England"} <= {one.split()[0] for one in names.all_text_contents()}
    bold = names.filter(has_text="Latest").evaluate("one => getComputedStyle(one).fontWeight")
    assert bold == "700"
    expect(martin.page.locator(".board-zoom__drawn svg:visible")).to_have_count(0)
    assert plot["width"] > 900  # not the 700 it takes when drawn outside the page
    martin.finds_the_page_sound()


def test_nothing_is_asked_of_another_host_and_nothing_offers_to_send_the_figures(martin: Visitor) -> None:
    asked: list[str] = []
    martin.page.on("request", lambda request: asked.append(request.url))
    martin.opens(ZOOMED)
    waits_until_drawn(martin)
    martin.page.locator(".js-plotly-plot .nsewdrag").first.hover()
    martin.page.get_by_role("button", name="Zoom in").click()
    with martin.page.expect_download():
        martin.page.get_by_role("button", name="Save as PNG").click()

    foreign = [url for url in asked if not url.startswith((martin.address, "data:", "blob:"))]
    assert foreign == []
    assert any("plotly-basic" in url for url in asked)
    expect(martin.page.locator(".modebar-btn")).to_have_count(0)
    expect(martin.page.locator("a[href*='plot.ly'], a[href*='plotly.com']")).to_have_count(0)


def test_a_reader_who_hears_the_page_is_told_the_chart_in_one_sentence_and_has_its_table(
    martin: Visitor,
) -> None:
    martin.opens(ZOOMED)
    waits_until_drawn(martin)

    picture = martin.page.locator(".board-zoom__plot")
    assert picture.get_attribute("role") == "img"
    label = picture.get_attribute("aria-label") or ""
    assert "The measure H02" in label
    assert "between" in label
    assert "latest 50.0%" in label
    assert martin.page.evaluate(_TAB_STOPS) == 0
    martin.unfolds("Show the figures as a table")
    martin.sees("four-years-of-figures")


def test_it_zooms_by_the_keyboard_alone_and_says_what_it_shows(martin: Visitor) -> None:
    martin.opens(ZOOMED)
    waits_until_drawn(martin)
    assert said(martin) == "Shown: April to June 2014 to January to March 2018."

    martin.page.get_by_role("button", name="Zoom in").focus()
    martin.page.keyboard.press("Enter")
    expect(martin.page.locator("[data-zoom-said]")).to_have_text(
        "Shown: April to June 2016 to January to March 2018."
    )
    for _ in range(2):
        martin.page.keyboard.press("Tab")
    martin.page.keyboard.press("Space")  # Earlier
    expect(martin.page.locator("[data-zoom-said]")).to_have_text(
        "Shown: April to June 2015 to January to March 2017."
    )
    martin.page.keyboard.press("Tab")
    martin.page.keyboard.press("Tab")
    martin.page.keyboard.press("Enter")  # All periods
    expect(martin.page.locator("[data-zoom-said]")).to_have_text(
        "Shown: April to June 2014 to January to March 2018."
    )
    martin.finds_the_page_sound()


def test_a_saved_picture_says_what_it_is_of(martin: Visitor) -> None:
    martin.opens(ZOOMED)
    waits_until_drawn(martin)

    svg = martin.downloads("Save as SVG")
    png = martin.downloads("Save as PNG")

    text = svg.path().read_text()
    assert "The measure H02" in text
    assert "County Health" in text
    assert svg.suggested_filename == "h02-county-health.svg"
    picture = Image.open(png.path())
    assert picture.width == 2400
    assert len(picture.convert("RGB").getcolors(1 << 24) or []) > 20  # something is drawn
    assert martin.complaints == []


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_it_fits_its_screen_and_follows_when_that_changes(martin: Visitor, width: int) -> None:
    martin.page.set_viewport_size({"width": width, "height": 900})
    martin.opens(ZOOMED)
    waits_until_drawn(martin)
    martin.need_not_scroll_sideways()

    martin.page.set_viewport_size({"width": PHONE, "height": 900})
    names = martin.page.locator(".js-plotly-plot .annotation-text")
    expect(names).to_have_count(2)
    plot = martin.page.locator(".js-plotly-plot .main-svg").first.bounding_box()
    assert plot is not None
    assert plot["width"] <= PHONE - 30


def _refuse(route: Route) -> None:
    route.abort()


def _break(route: Route) -> None:
    route.fulfill(
        body="window.Plotly = { newPlot() { throw new Error('no'); } };", content_type="text/javascript"
    )


def _nonsense(route: Route) -> None:
    route.fulfill(body="this is no script", content_type="text/javascript")


@pytest.mark.parametrize("trouble", [_refuse, _break, _nonsense])
def test_where_plotly_fails_the_servers_chart_stays(
    martin: Visitor, trouble: Callable[[Route], None]
) -> None:
    martin.page.route("**/plotly-basic*.js", trouble)
    martin.page.goto(f"{martin.address}{ZOOMED}")

    keeps_the_servers_chart(martin)


def test_without_plotlys_style_sheet_the_servers_chart_stays(martin: Visitor) -> None:
    """It would say it succeeded, and have dropped the target."""
    martin.page.route("**/plotly*.css", _refuse)
    martin.page.goto(f"{martin.address}{ZOOMED}")

    keeps_the_servers_chart(martin)


def test_without_any_script_the_servers_chart_stays(
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    health: Agency,
    police: Agency,
    board_member: Person,
    chair: Person,
) -> None:
    furnished(board, health, police, board_member, chair)
    martin = visit_signed_in(board_member, script=False)

    martin.opens(ZOOMED)

    expect(martin.page.locator(".board-zoom__drawn svg:visible")).to_have_count(1)
    expect(martin.page.get_by_role("button", name="Zoom in")).to_be_hidden()


def test_on_paper_the_servers_chart_is_printed(martin: Visitor) -> None:
    martin.opens(ZOOMED)
    waits_until_drawn(martin)

    martin.page.emulate_media(media="print")

    expect(martin.page.locator(".board-zoom__drawn svg:visible")).to_have_count(1)
    expect(martin.page.locator(".js-plotly-plot")).to_be_hidden()
