"""What is done to the risk register. Each verb locks its risk, so that whoever comes second sees what the first did."""

from registers.actions.risks.controls import add_control, end_control
from registers.actions.risks.keeping import TITLES, Words, amend, archive, bring_back, raise_risk, shown
from registers.actions.risks.linking import link, unlink
from registers.actions.risks.reviewing import accept, move_review, review
from registers.actions.risks.scoring import AsksForControl, Judged, score

__all__ = [
    "TITLES",
    "AsksForControl",
    "Judged",
    "Words",
    "accept",
    "add_control",
    "amend",
    "archive",
    "bring_back",
    "end_control",
    "link",
    "move_review",
    "raise_risk",
    "review",
    "score",
    "shown",
    "unlink",
]
