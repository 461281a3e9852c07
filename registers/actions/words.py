"""What people write into the registers: kept as written, unless it is empty, too long or could identify a child."""

from agencies.rules.screening import demand_no_child
from agencies.rules.verdict import Refused

#: A line, a reason, and what may take a page.
LINE, REASON, PAGE = 200, 1_000, 8_000


def said(text: str, *, empty: str = "", longest: int = REASON) -> str:
    """The text without space around it. Raises `Refused` when it is too long, or empty where `empty` says why not."""
    words = text.replace("\r\n", "\n").strip()
    if not words and empty:
        raise Refused(empty)
    if len(words) > longest:
        raise Refused(
            f"This is {len(words):,} characters long, and {longest:,} are the most. Say it shorter."
        )
    demand_no_child(words)
    return words


def line(text: str, *, empty: str = "", longest: int = LINE) -> str:
    """The same on one line."""
    return said(" ".join(text.split()), empty=empty, longest=longest)
