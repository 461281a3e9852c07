"""A delivery's life: received, checked, released, accepted. One file a step."""

from scorecard.actions.submissions.accept import accept
from scorecard.actions.submissions.check import check, take_up
from scorecard.actions.submissions.receive import LARGEST_FILE, receive
from scorecard.actions.submissions.release import ask_release, load_asked, release
from scorecard.actions.submissions.restate import give_reasons, say_of_gone
from scorecard.actions.submissions.send_back import send_back

__all__ = [
    "LARGEST_FILE",
    "accept",
    "ask_release",
    "check",
    "give_reasons",
    "load_asked",
    "receive",
    "release",
    "say_of_gone",
    "send_back",
    "take_up",
]
