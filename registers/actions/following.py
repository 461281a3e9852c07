"""What becomes of a challenge by what becomes of its actions. Whoever changes one of them calls this after."""

from agencies.actions import record
from agencies.rules.standing import Actor
from registers.actions.settling import lock, progress, settle
from registers.models import Challenge
from registers.rules.challenges import STATE_WORDS, State
from registers.rules.moves import after_actions, can_have_open_actions


def challenge_after_actions(*, challenge_id: int, by: Actor) -> Challenge:
    """Move a challenge on when an action of its own was agreed, finished, dropped or taken up again.

    Its watched figure counts from the first that was finished. All in the caller's transaction.

    Raises `Refused` where the challenge has ended and the action is open again or new: nothing is saved then.
    """
    challenge = lock(challenge_id)
    state = State(challenge.state)
    facts = progress(challenge).facts
    can_have_open_actions(challenge.reference, state, facts).demand()
    then = after_actions(state, facts)
    settle(challenge, then, by=by)
    if then is not state:
        record.enter(
            by=by,
            verb="challenges.follow",
            kind="challenge",
            reference=challenge.pk,
            board_code=challenge.board.code,
            words=f"{challenge.reference} is now: {STATE_WORDS[then].lower()}.",
        )
    return challenge
