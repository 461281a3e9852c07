"""Every colour of ours by what it is for, and how well it stands out. A test holds pairs to WCAG 2.2 AA.

The style sheet's `_tokens.scss` and the marks' files repeat these; a test holds them together.
"""

WHITE = "#ffffff"
INK = "#0b0c0c"
QUIET = "#484f54"
NAVY = "#12436d"
SURFACE = "#f4f5f7"
RED = "#ca3535"
RED_TEXT = "#a02020"
RED_WASH = "#fcf5f5"
YELLOW = "#ffdd00"
GREEN = "#0f7a52"
ORANGE = "#c65d07"
ORANGE_TEXT = "#a84e04"
BLUE = "#1d70b8"
BLUE_TEXT = "#16548a"
VIOLET = "#54319f"
AMBER_RULE = "#8a6d00"
GREY_MARK = "#6b7276"
#: The usual range behind a line, the line itself, and gridlines: band and grid are only aids to the eye.
BAND = "#e8ecf0"
LINE = "#44494d"
GRID = "#dfe3e6"
#: Bands of risk, one navy scale up to navy itself, and the line round a band beside a score.
RISK_LOW = "#eef2f5"
RISK_MODERATE = "#ccdcea"
RISK_HIGH = "#6f9fca"
RISK_RULE = "#49749d"

#: Text on what it is printed on: at least 4.5 to 1 (WCAG 1.4.3).
TEXT_PAIRS = (
    (INK, WHITE), (INK, SURFACE), (QUIET, WHITE), (QUIET, SURFACE), (QUIET, BAND), (NAVY, WHITE),
    (WHITE, NAVY), (RED_TEXT, WHITE), (RED_TEXT, RED_WASH), (ORANGE_TEXT, WHITE), (ORANGE_TEXT, SURFACE),
    (BLUE_TEXT, WHITE),
    (BLUE_TEXT, SURFACE), (VIOLET, WHITE), (VIOLET, SURFACE), (QUIET, RED_WASH), (INK, RED_WASH),
    (INK, RISK_LOW), (INK, RISK_MODERATE), (INK, RISK_HIGH),
)  # fmt: skip
#: Marks and lines against what is next to them: at least 3 to 1 (WCAG 1.4.11).
MARK_PAIRS = (
    (RED, WHITE), (RED, SURFACE), (GREEN, WHITE), (GREEN, SURFACE), (ORANGE, WHITE), (ORANGE, SURFACE),
    (ORANGE, BAND), (BLUE, WHITE), (BLUE, SURFACE), (BLUE, BAND), (VIOLET, WHITE), (VIOLET, BAND),
    (INK, YELLOW), (GREY_MARK, WHITE), (GREY_MARK, SURFACE), (LINE, WHITE), (LINE, BAND), (AMBER_RULE, WHITE),
    (RED, RED_WASH), (RISK_RULE, WHITE), (INK, RISK_HIGH), (WHITE, NAVY),
)  # fmt: skip


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance of "#rrggbb", 0 for black to 1 for white."""
    linear = []
    for start in (1, 3, 5):
        part = int(colour[start : start + 2], 16) / 255
        linear.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio of two colours, 1 for the same to 21 for black on white."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
