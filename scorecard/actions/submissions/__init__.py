"""A delivery's life: received, checked, released, accepted. One file a step."""

from scorecard.actions.submissions.accept import accept
from scorecard.actions.submissions.check import check, take_up
from scorecard.actions.submissions.clear_out import clear_out
from scorecard.actions.submissions.let_stand import let_stand
from scorecard.actions.submissions.receive import LARGEST_FILE, receive
from scorecard.actions.submissions.release import ask_release, load_asked, release
from scorecard.actions.submissions.restate import give_reasons, say_of_gone
from scorecard.actions.submissions.send_back import send_back
from scorecard.actions.submissions.withdraw import withdraw

__all__ = [
    "LARGEST_FILE",
    "accept",
    "ask_release",
    "check",
    "clear_out",
    "give_reasons",
    "let_stand",
    "load_asked",
    "receive",
    "release",
    "say_of_gone",
    "send_back",
    "take_up",
    "withdraw",
]
