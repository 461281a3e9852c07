"""The frame of the pages that a link opens, and what stands on them in words."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from agencies.queries.links import Link
from training.queries.own_training import Mine

_PAGES = (("Your training", "learn"), ("Book a place", "learn-sessions"), ("Your team", "learn-team"))


def frame(link: Link, here: str) -> dict[str, Any]:
    """The menu of a work address's own pages, with the one the reader is on marked, and the way out."""
    return {
        "token": link.token,
        "home_url": reverse("training:learn", args=[link.token]),
        "navigation": [
            (label, reverse(f"training:{name}", args=[link.token]), name == here) for label, name in _PAGES
        ],
        "sign_out_url": reverse("training:learn-leave", args=[link.token]),
    }


def when_words(starts: datetime, ends: datetime) -> str:
    """ "Tuesday 12 June 2018, 09:30 to 16:00"; with both days where it goes on overnight."""
    if starts.date() == ends.date():
        return f"{starts:%A %-d %B %Y}, {starts:%H:%M} to {ends:%H:%M}"
    return f"{starts:%A %-d %B %Y, %H:%M} to {ends:%A %-d %B %Y, %H:%M}"


def state_words(mine: Mine) -> str:
    """How a booking stands, with the place in the list of who waits."""
    if mine.before is None:
        return mine.words
    ahead = {0: "nobody is before you", 1: "one person is before you"}
    return f"{mine.words}: {ahead.get(mine.before, f'{mine.before} people are before you')}"


def late_warning(mine: Mine) -> str:
    """What is said before somebody cancels so late that the place is lost; empty where it is in time."""
    if not mine.late_if_cancelled:
        return ""
    days = mine.session.course.notice_days
    charge = mine.session.course.charges if mine.session.course.price else ""
    words = (
        f"It is less than {days} working days before the session: this counts as cancelled late. "
        "Somebody of your agency could take the place instead: tell the board’s office who."
    )
    return f"{words} {charge}".strip()
