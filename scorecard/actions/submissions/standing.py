"""Where a return stands when something happens to what was sent for it. The steps allowed are `rules.life`'s."""

from scorecard.models import Return, Submission
from scorecard.rules import life
from scorecard.rules.life import Event

_S = Submission.State
#: Where a file waits, and where its return stands because of it. The first that fits counts.
_BY_FILE = (
    (_S.CHECKING, Return.State.CHECKING),
    (_S.RECEIVED, Return.State.RECEIVED),
    (_S.LOADING, Return.State.READY),
    (_S.READY, Return.State.READY),
    (_S.TO_CORRECT, Return.State.TO_CORRECT),
    (_S.STOPPED, Return.State.TO_CORRECT),
    (_S.REFUSED, Return.State.TO_CORRECT),
)


def move(submission: Submission, event: Event) -> None:
    """Take the return this submission answers its next step; one the board has figures of stays where it is.

    In the caller's transaction.
    """
    if submission.answers_id is None:
        return
    moved = Return.objects.select_for_update().get(pk=submission.answers_id)
    to = life.after(life.State(moved.state), event)
    if to is not None and to != moved.state:
        moved.state = to
        moved.save(update_fields=["state"])


def reconsider(submission: Submission) -> None:
    """Let the return stand where its other files leave it: this one counts no more, as it changed nothing or went."""
    if submission.answers_id is None:
        return
    owed = Return.objects.select_for_update().get(pk=submission.answers_id)
    if owed.state not in life.OPEN:
        return
    states = set(
        Submission.objects.filter(answers=owed).exclude(pk=submission.pk).values_list("state", flat=True)
    )
    stands = next((state for file, state in _BY_FILE if file in states), Return.State.DUE)
    if owed.state != stands:
        owed.state = stands
        owed.save(update_fields=["state"])
