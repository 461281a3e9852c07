"""What may be wrong with a page on paper, in a reader's own colours, or without script."""

from tests.journeys.visitor import WIDE, Visitor

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
IDLE = """() => [...document.querySelectorAll("button[type=button], [onclick]")]
  .filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 120))"""


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
