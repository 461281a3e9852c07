"""The code on a trainer's screen: six figures drawn from the session's secret and the minute it is.

Somebody who was not in the room cannot know it, and what a neighbour sends on is old within a minute. It only notes
that somebody came: the trainer's list decides.
"""

import hmac
from datetime import datetime

from agencies.rules.links import FIGURES, as_typed

SECONDS = 60
#: So long into a new minute the code before it is still taken: people type slowly.
GRACE = 20
#: Wrong codes borne of one booking; after those only the trainer's list notes them.
MOST_WRONG = 5


def code_at(secret: str, moment: datetime) -> str:
    """The code on the screen at this moment."""
    return _code(secret, _minute(moment))


def seconds_left(moment: datetime) -> int:
    """How long, in whole seconds, the code of this moment still stands on the screen."""
    return SECONDS - int(moment.timestamp()) % SECONDS


def accepts(secret: str, typed: str, moment: datetime) -> bool:
    """Whether what was typed is the code of this minute, or within the grace that of the one before."""
    code, minute = as_typed(typed), _minute(moment)
    if not secret or not code:
        return False
    taken = [minute, minute - 1] if int(moment.timestamp()) % SECONDS < GRACE else [minute]
    return any(hmac.compare_digest(code, _code(secret, one)) for one in taken)


def spoilt(wrong: int) -> bool:
    """Whether so many wrong codes leave it to the trainer's list."""
    return wrong >= MOST_WRONG


def _minute(moment: datetime) -> int:
    return int(moment.timestamp()) // SECONDS


def _code(secret: str, minute: int) -> str:
    """Eight bytes of the digest are far more than six figures need: no figure is likelier than another."""
    digest = hmac.digest(secret.encode(), str(minute).encode(), "sha256")
    return f"{int.from_bytes(digest[:8]) % 10**FIGURES:0{FIGURES}d}"
