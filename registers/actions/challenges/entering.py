"""The one entry in the record that each step of a challenge leaves."""

from agencies.actions import record
from agencies.rules.standing import Actor
from registers.models import Challenge


def enter(challenge: Challenge, by: Actor, verb: str, words: str, **details: object) -> None:
    """Record who did what to this challenge, in the caller's transaction."""
    record.enter(
        by=by,
        verb=f"challenges.{verb}",
        kind="challenge",
        reference=challenge.pk,
        board_code=challenge.board.code,
        words=words,
        details=dict(details),
    )
