"""What arrived in somebody's mailbox: the newest link, and the newest code, as their letters say them."""

import re

from agencies.models import Letter
from tests.journeys.visitor import Visitor


def newest(email: str, wanted: str) -> str:
    """What a pattern finds in the newest letter to this address that has it."""
    for letter in Letter.objects.filter(to=email).order_by("-pk"):
        found = re.search(wanted, letter.text)
        if found is not None:
            return found[1]
    raise AssertionError(f"No letter to {email} says {wanted}")


def comes_in(visitor: Visitor, email: str, *, room: str = "learn") -> None:
    """Open the newest link to the address that leads to a room, have a code sent to it, and type it."""
    visitor.opens(newest(email, rf"(https?://\S+/{room}/\S+/)"))
    visitor.presses("Send me a code")
    visitor.fills("Six-figure code", newest(email, r"code is (\d{6})"))
    visitor.presses("Go on")
