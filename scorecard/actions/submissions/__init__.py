"""A delivery's life: received, checked, released, accepted. One file a step."""

from scorecard.actions.submissions.accept import accept
from scorecard.actions.submissions.check import check, take_up
from scorecard.actions.submissions.receive import LARGEST_FILE, receive
from scorecard.actions.submissions.release import release

__all__ = ["LARGEST_FILE", "accept", "check", "receive", "release", "take_up"]
