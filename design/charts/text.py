"""Words and numbers inside a drawing, and how wide they come out."""

import re
from decimal import ROUND_HALF_UP, Decimal
from html import escape

_MONTHS = re.compile(
    r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)\b"
)
#: The letters of a page's charts: the style sheet's own.
SCREEN_FONT = "Helvetica Neue, Helvetica, Arial, sans-serif"
_NARROW = frozenset(" .,;:'!|()[]ijlftrI-–")
_BROAD = frozenset("mwMW%@↑↓")


def number(value: float, decimals: int, suffix: str = "") -> str:
    """The value as pages print it: halves away from zero, a comma at thousands, a real minus sign."""
    # repr is the shortest text that means this float, so that 17.25 rounds as the page's exact 17.25 does.
    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    sign = "−" if rounded < 0 else ""
    return f"{sign}{abs(rounded):,}{suffix}"


def short(label: str) -> str:
    """A period's name for the foot of a chart: "April to June 2013" becomes "Apr to Jun 2013"."""
    return _MONTHS.sub(r"\1", label)


def breadth(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide the text comes out in Helvetica at `size`, rather too wide than too narrow."""
    ems = 0.0
    for letter in text:
        if letter in _NARROW:
            ems += 0.34
        elif letter in _BROAD or letter.isupper():
            ems += 0.9 if letter in _BROAD else 0.73
        else:
            ems += 0.57
    return ems * size * (1.06 if bold else 1.0)


def fitted(text: str, size: float, room: float) -> str:
    """The text, its label cut with an ellipsis when it is wider than `room`; the number at its end stays."""
    if breadth(text, size, bold=True) <= room:
        return text
    words = text.split(" ")
    kept = 2 if words[-1] in {"↑", "↓"} else 1
    label, rest = " ".join(words[:-kept]), " ".join(words[-kept:])
    while label and breadth(f"{label}… {rest}", size, bold=True) > room:
        label = label[:-1]
    return f"{label.rstrip()}… {rest}"


def opening(kind: str, title: str, description: str, view: tuple[float, float], *, font: str = "") -> str:
    """The start of a drawing: what it is to a screen reader, its grid and its title."""
    wide, high = view
    letters = f' font-family="{font}"' if font else ""
    more = f"<desc>{escape(description)}</desc>" if description else ""
    return (
        f'<svg class="{kind}" viewBox="0 0 {wide:g} {high:g}" width="{wide:g}" height="{high:g}" role="img"'
        f"{letters}><title>{escape(title)}</title>{more}"
    )
