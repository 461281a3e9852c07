"""Two entries that are one person: decided by the training coordinator, never by a program."""

from django.db import transaction

from agencies.actions import record
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from training.actions.learners import said_of
from training.models import Learner, NotTheSame
from training.permissions import can_see_learners


@transaction.atomic
def merge(*, stays_id: int, goes_id: int, by: Standing) -> Learner:
    """Count two entries as one person from now on. Bookings stay where they are; a later file finds the one who stays.

    Whoever was merged into the one that goes follows it, so that one step always leads to the person.
    """
    stays, goes = _two(stays_id, goes_id, by)
    goes.merged.update(merged_into=stays)
    goes.merged_into = stays
    goes.save(update_fields=["merged_into"])
    _enter(stays, "merge", f"Took {said_of(goes)}, for the same person as {said_of(stays)}.", by)
    return stays


@transaction.atomic
def tell_apart(*, one_id: int, other_id: int, by: Standing) -> None:
    """Say that two of one name are two people: nobody is asked about them again."""
    one, other = _two(min(one_id, other_id), max(one_id, other_id), by)
    NotTheSame.objects.get_or_create(
        one=one, other=other, defaults={"said_at": clock.now(), "said_by": by.actor.words}
    )
    _enter(one, "tell_apart", f"Said that {said_of(one)}, and {said_of(other)}, are two people.", by)


def _two(first_id: int, second_id: int, by: Standing) -> tuple[Learner, Learner]:
    can_see_learners(by).demand()
    rows = Learner.objects.select_for_update(of=("self",)).select_related("board").order_by("pk")
    found = {one.pk: one for one in rows.filter(pk__in=(first_id, second_id), board_id=by.board_id)}
    if first_id == second_id or len(found) != 2:
        raise Refused("Choose two people of this board.")
    if any(one.merged_into_id is not None or one.erased_at is not None for one in found.values()):
        raise Refused("One of the two is merged or erased already. Look at the list again.")
    return found[first_id], found[second_id]


def _enter(learner: Learner, verb: str, words: str, by: Standing) -> None:
    record.enter(
        by=by.actor,
        verb=f"learners.{verb}",
        kind="learner",
        reference=learner.pseudonym,
        board_code=learner.board.code,
        words=words,
    )
