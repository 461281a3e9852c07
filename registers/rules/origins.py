"""Where something comes from, as it stood on that day: ids and words only, of this room or of one above it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """One thing of a kind (`models.OriginKind`): its own room's key for it, what it was called, and its page's path.

    In this room the key is the primary key, as text.
    """

    kind: str
    key: str
    words: str
    url: str
