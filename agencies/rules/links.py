"""Signed links and their one-time codes: how long they work, how often they are sent, how many wrong codes are borne.

With six figures and ten tries in a link's life, somebody who has the link and not the mailbox comes in once in
100,000 links.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

#: How long a link opens its door, and how long a code opens a link.
LINK_LASTS = timedelta(days=14)
CODE_LASTS = timedelta(minutes=10)
FIGURES = 6
#: Wrong codes: so many spoil one code, and so many in a link's life shut the link.
MOST_WRONG_A_CODE = 5
MOST_WRONG_A_LINK = 10
#: In an hour: links a stranger may have sent to one address, and to all addresses of a board; codes for one link.
MOST_LINKS_AN_ADDRESS = 3
MOST_LINKS_A_BOARD = 300
MOST_CODES_A_LINK = 4
HOUR = timedelta(hours=1)


def may_send(earlier: Sequence[datetime], now: datetime, most: int) -> bool:
    """Whether one more may go out, when these went before: fewer than `most` in the last hour."""
    return sum(now - HOUR < one <= now for one in earlier) < most


def code_opens(*, expires: datetime, tries: int, used: bool, now: datetime) -> bool:
    """Whether a code can still open its link: in time, not used, not spoilt by wrong guesses."""
    return not used and now < expires and tries < MOST_WRONG_A_CODE


def shuts(wrong_before: int) -> bool:
    """Whether one more wrong code, after so many in the link's life, shuts the link."""
    return wrong_before + 1 >= MOST_WRONG_A_LINK


def as_typed(code: str) -> str:
    """A code as people type it: “123 456” and “123-456” are 123456; empty where it is no six figures."""
    plain = "".join(one for one in code if not one.isspace() and one != "-")
    return plain if len(plain) == FIGURES and plain.isascii() and plain.isdecimal() else ""
