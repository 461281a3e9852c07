"""What is done to a challenge, one file a step: each one transaction, one entry, by whom the rules' table allows."""

from registers.actions.challenges.days import change_date, take_back
from registers.actions.challenges.ending import close, reopen, tell_impact, withdraw
from registers.actions.challenges.escalating import escalate
from registers.actions.challenges.judging import Agreed, judge
from registers.actions.challenges.raising import Question, amend, raise_challenge
from registers.actions.challenges.replying import reply
from registers.actions.challenges.sending import send

__all__ = [
    "Agreed",
    "Question",
    "amend",
    "change_date",
    "close",
    "escalate",
    "judge",
    "raise_challenge",
    "reopen",
    "reply",
    "send",
    "take_back",
    "tell_impact",
    "withdraw",
]
