"""With the keyboard alone: past the menu, through the scorecard, and never to something that cannot be seen."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from agencies.models import Agency, Board, Person
from scorecard.models import Area, Indicator
from tests.building import BEFORE
from tests.factories import FigureFactory, IndicatorFactory, SignalFactory, SubmissionFactory
from tests.journeys.rooms import furnished
from tests.journeys.visitor import PHONE, WIDE, Visitor

pytestmark = pytest.mark.django_db(transaction=True)

#: Enough rows for the table's heading to stand over those that pass under it.
ROWS = 24
#: Where the focus is: what has it, whether it is marked, whether something else lies over what of it is on the screen.
_FOCUS = """() => {
  const one = document.activeElement, box = one.getClientRects()[0], look = getComputedStyle(one);
  const middle = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
  const top = document.elementFromPoint(box.x + Math.min(box.width / 2, 20), middle);
  return {
    words: one.textContent.trim(), tag: one.tagName,
    marked: look.outlineStyle !== "none" || look.boxShadow !== "none",
    seen: top !== null && (one === top || one.contains(top) || top.contains(one) && top.tagName === "A"),
  };
}"""


@dataclass(frozen=True)
class Focus:
    """What has the focus, and how it looks."""

    words: str
    tag: str
    marked: bool
    seen: bool


@pytest.fixture
def martin(
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    health: Agency,
    police: Agency,
    board_member: Person,
    chair: Person,
) -> Visitor:
    """A board member before a long scorecard."""
    furnished(board, health, police, board_member, chair)
    perspective = board.perspectives.first()
    for number in range(ROWS):
        IndicatorFactory(board=board, owner=police, perspective=perspective, order=10 + number)
    visitor = visit_signed_in(board_member)
    visitor.opens(f"/{board.code}/scorecard/")
    return visitor


def tabbed(visitor: Visitor, keys: str) -> list[Focus]:
    """Everything the focus comes to, from here to the page's end (or its beginning)."""
    found: list[Focus] = []
    for _ in range(200):
        visitor.page.keyboard.press(keys)
        focus = Focus(**visitor.page.evaluate(_FOCUS))
        if focus.tag == "BODY":
            break
        found.append(focus)
    return found


def test_the_first_stop_leads_past_the_menu_into_the_page(martin: Visitor) -> None:
    martin.page.keyboard.press("Tab")
    first = martin.page.locator(":focus")
    assert first.text_content() == "Skip to main content"
    assert first.bounding_box()["y"] >= 0  # type: ignore[index]

    martin.page.keyboard.press("Enter")
    martin.page.keyboard.press("Tab")

    first = martin.page.locator("main :focus")
    assert first.text_content() == "The measure H02, 50.0%"  # what to ask about first


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_every_stop_can_be_seen_and_none_hides_under_the_heading(martin: Visitor, width: int) -> None:
    martin.page.set_viewport_size({"width": width, "height": 500})

    there = tabbed(martin, "Tab")
    back = tabbed(martin, "Shift+Tab")

    named = [one.words for one in there if one.words.startswith("The measure")]
    assert len([words for words in named if "," not in words]) == ROWS + 6
    assert len([words for words in named if "," in words]) == 1  # what to ask about first
    assert [one for one in there + back if not one.marked] == []
    assert [one for one in there + back if not one.seen] == []
    assert {one.words for one in there} == {one.words for one in back}


#: The scorecard's other pages, for whoever may open the most of them.
PAGES = (
    "/wessex/scorecard/H02/",
    "/wessex/scorecard/W01/compare/",
    "/wessex/signals/",
    "/wessex/scorecard/explore/?indicator=H02",
    "/wessex/measures/",
    "/wessex/measures/H02/",
    "/wessex/comparisons/",
    "/wessex/explanations/",
)


@pytest.fixture
def bridget(
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    health: Agency,
    police: Agency,
    business_manager: Person,
    chair: Person,
    analyst: Person,
) -> Visitor:
    """The business manager, before a board with a figure that is out of the ordinary and agencies to compare."""
    furnished(board, health, police, analyst, chair)
    measure = Indicator.objects.get(code="W01")
    for agency, value in ((health, 70), (police, 40)):
        FigureFactory(
            indicator=measure,
            submission=SubmissionFactory(board=board, agency=agency),
            first=BEFORE.first,
            last=BEFORE.last,
            numerator=value,
            denominator=90,
            value=100 * value / 90,
        )
    SignalFactory(
        indicator=Indicator.objects.get(code="H02"), agency=health, area=Area.objects.get(name="Hampshire")
    )
    return visit_signed_in(business_manager)


#: The registers' own.
REGISTERS = (
    "/wessex/challenges/",
    "/wessex/challenges/1/",
    "/wessex/threads/",
    "/wessex/risks/",
    "/wessex/owed/hlt/",
    "/wessex/meetings/1/",
)


@pytest.mark.parametrize("pages", [PAGES, REGISTERS], ids=["scorecard", "registers"])
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_nor_on_any_other_page_of_these_rooms(
    bridget: Visitor, width: int, pages: tuple[str, ...], whole: bool
) -> None:
    """Each page at one width in `make test`, at both in `make soak`."""
    bridget.page.set_viewport_size({"width": width, "height": 500})
    for page in pages if whole else pages[width == PHONE :: 2]:
        bridget.opens(page)
        bridget.page.set_viewport_size({"width": width, "height": 500})
        bridget.page.evaluate("scrollTo(0, 0)")

        there, back = tabbed(bridget, "Tab"), tabbed(bridget, "Shift+Tab")

        assert len(there) > 5, page
        assert [one for one in there + back if not one.marked] == [], page
        assert [one for one in there + back if not one.seen] == [], page
        assert {one.words for one in there} == {one.words for one in back}, page


def test_in_forced_colours_marks_and_charts_keep_their_shapes_and_the_chosen_filter_its_line(
    bridget: Visitor,
) -> None:
    bridget.page.emulate_media(forced_colors="active")
    for page in ("/wessex/scorecard/", *PAGES):
        bridget.opens(page)
        drawn = bridget.page.locator(".board-mark, .board-spark, .board-chart__drawing")
        kept = drawn.evaluate_all("all => all.map(one => getComputedStyle(one).forcedColorAdjust)")
        assert set(kept) <= {"none"}, page
        chosen = bridget.page.locator(".board-filters [aria-current]")
        lines = chosen.evaluate_all("all => all.map(one => getComputedStyle(one).borderBottomStyle)")
        assert set(lines) <= {"solid"}, page
    bridget.opens("/wessex/scorecard/")
    assert bridget.page.locator(".board-mark").count() > 5
    assert bridget.page.locator(".board-filters [aria-current]").count() == 1


def test_a_return_is_sent_without_a_mouse(
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    health: Agency,
    police: Agency,
    cast: dict[str, Person],
) -> None:
    samples = furnished(board, health, police, cast["analyst"], cast["chair"])
    helen = visit_signed_in(cast["health_lead"])
    helen.opens(f"/{board.code}/returns/{samples['return_id'][0]}/upload/")

    tabs = tabbed(helen, "Tab")
    control = next(number for number, one in enumerate(tabs) if one.tag == "INPUT")
    assert (tabs[control + 1].tag, tabs[control + 1].words) == ("BUTTON", "Check this file")
    helen.page.get_by_role("button", name="Check this file").focus()
    with helen.page.expect_navigation():
        helen.page.keyboard.press("Enter")

    helen.sees("Choose a file first.")
    assert helen.page.evaluate("document.activeElement.className").startswith("govuk-error-summary")
    helen.page.keyboard.press("Tab")
    helen.page.keyboard.press("Enter")
    assert helen.page.evaluate("document.activeElement.type") == "file"
    helen.finds_the_page_sound()
