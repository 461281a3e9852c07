"""Feeds: folders looked into on schedule. What the rest of the portal may call."""

from scorecard.actions.feeds.looking import active_feeds, collect, feeds_to_look_into, look_into
from scorecard.actions.feeds.managing import (
    ask_for_look,
    set_paused,
    set_policy,
    set_schedule,
    set_source,
    set_up,
    try_again,
)
from scorecard.actions.feeds.stores import folder_of

__all__ = [
    "active_feeds",
    "ask_for_look",
    "collect",
    "feeds_to_look_into",
    "folder_of",
    "look_into",
    "set_paused",
    "set_policy",
    "set_schedule",
    "set_source",
    "set_up",
    "try_again",
]
