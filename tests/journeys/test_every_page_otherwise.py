"""Every page, read otherwise: on paper, in a reader's own colours, without script."""

from collections.abc import Callable

import pytest

from agencies.models import Agency, Board, Person
from tests.journeys.rooms import furnished
from tests.journeys.test_every_page import addresses
from tests.journeys.visitor import PHONE, WIDE, Visitor

pytestmark = pytest.mark.django_db(transaction=True)

#: How wide A4 on its side is between its margins, in a browser's pixels.
SHEET = 1031
#: What of a page would be seen that is of no use on paper, and what is too wide for it.
_ON_PAPER = """() => {
  const seen = one => one.checkVisibility();
  const useless = "button, .govuk-button, nav, .govuk-skip-link, .govuk-breadcrumbs, .govuk-back-link, .board-no-print";
  return {
    useless: [...document.querySelectorAll(useless)].filter(seen).map(one => one.outerHTML.slice(0, 120)),
    breadth: Math.max(...[...document.querySelectorAll("body *:not(.govuk-visually-hidden)")].filter(seen)
      .map(one => Math.floor(one.getBoundingClientRect().right))),
    headed: document.querySelector(".board-running") === null || seen(document.querySelector(".board-running")),
  };
}"""
#: What keeps its own colours although a reader's are forced, and has no ground of its own to be seen on. The sign of a
#: warning is GOV.UK's, who draw it in the system's colours.
_GROUNDLESS = """() => [...document.querySelectorAll("body *")].filter(one => {
  const look = getComputedStyle(one), above = getComputedStyle(one.parentElement);
  return look.forcedColorAdjust === "none" && above.forcedColorAdjust !== "none" && one.checkVisibility()
    && look.backgroundColor === "rgba(0, 0, 0, 0)" && !one.matches(".govuk-warning-text__icon");
}).map(one => one.outerHTML.slice(0, 120))"""
#: What can be pressed and does nothing without script.
_IDLE = """() => [...document.querySelectorAll("button[type=button], [onclick]")]
  .filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 120))"""


@pytest.fixture
def samples_of(
    board: Board, health: Agency, police: Agency, cast: dict[str, Person | None]
) -> Callable[[str], list[str]]:
    """The addresses open to somebody, of a board with something in every room."""
    leaver, forgetful = cast["analyst"], cast["chair"]
    assert leaver is not None
    assert forgetful is not None
    samples = furnished(board, health, police, leaver, forgetful)
    return lambda name: list(addresses(name, samples, thorough=False))


def on_paper(visitor: Visitor) -> list[str]:
    """What is wrong with the page once it is printed."""
    visitor.page.emulate_media(media="print")
    visitor.page.set_viewport_size({"width": SHEET, "height": 700})
    found = visitor.page.evaluate(_ON_PAPER)
    visitor.page.emulate_media(media="screen")
    visitor.page.set_viewport_size({"width": WIDE, "height": 900})
    faults = [f"printed: {one}" for one in found["useless"]]
    if found["breadth"] > SHEET:
        faults.append(f"{found['breadth']} wide on a sheet of {SHEET}")
    return faults if found["headed"] else [*faults, "no head on the sheet"]


def in_forced_colours(visitor: Visitor) -> list[str]:
    """What cannot be relied on to be seen in a reader's own colours."""
    visitor.page.emulate_media(forced_colors="active")
    found = visitor.page.evaluate(_GROUNDLESS)
    visitor.page.emulate_media(forced_colors="none")
    return [f"no ground: {one}" for one in found]


def test_every_page_can_be_printed_and_read_in_a_readers_own_colours(
    samples_of: Callable[[str], list[str]],
    visit_signed_in: Callable[..., Visitor],
    business_manager: Person,
) -> None:
    opened = samples_of("business_manager")
    bridget = visit_signed_in(business_manager)
    faults = []

    for address in opened:
        bridget.page.goto(f"{bridget.address}{address}")
        faults += [f"{address}: {one}" for one in (*on_paper(bridget), *in_forced_colours(bridget))]

    assert len(opened) > 80
    assert faults == [], "\n".join(faults)


def test_every_page_can_be_worked_without_script(
    samples_of: Callable[[str], list[str]],
    visit_signed_in: Callable[..., Visitor],
    business_manager: Person,
) -> None:
    opened = samples_of("business_manager")
    bridget = visit_signed_in(business_manager, script=False, width=PHONE)
    faults = []

    for address in opened:
        bridget.page.goto(f"{bridget.address}{address}")
        faults += [f"{address}: idle: {one}" for one in bridget.page.evaluate(_IDLE)]
        if not bridget.page.locator(".govuk-service-navigation__link").first.is_visible():
            faults.append(f"{address}: no way to the other rooms")

    assert len(opened) > 80
    assert faults == [], "\n".join(faults)
    assert bridget.complaints == []


#: A page with a fault of each kind: something to press that does nothing, and a word without a ground.
_SPOIL = """() => {
  document.querySelector("main").innerHTML += "<button type=button>Idle</button><b>Bare</b>";
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("b { forced-color-adjust: none } h1 { width: 2000px } .board-running { display: none !important }");
  document.adoptedStyleSheets = [sheet];
}"""


def test_what_is_wrong_on_paper_in_forced_colours_or_without_script_is_found(
    visit_signed_in: Callable[..., Visitor], board: Board, business_manager: Person
) -> None:
    """Whoever looks must be able to see."""
    bridget = visit_signed_in(business_manager)
    bridget.opens(f"/{board.code}/")
    assert on_paper(bridget) == in_forced_colours(bridget) == bridget.page.evaluate(_IDLE) == []

    bridget.page.evaluate(_SPOIL)

    said = "\n".join([*on_paper(bridget), *in_forced_colours(bridget), *bridget.page.evaluate(_IDLE)])
    for fault in ("printed: <button", "wide on a sheet", "no head on the sheet", "no ground: <b>"):
        assert fault in said
    assert said.count("Idle") == 2
