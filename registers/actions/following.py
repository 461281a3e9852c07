"""What follows for a challenge when something was done to one of its actions."""

from agencies.rules.standing import Actor


def challenge_after_actions(*, challenge_id: int, by: Actor) -> None:
    """Move the challenge on, in the caller's transaction, as its actions now stand. Does nothing yet."""
