"""Learners: entered once an address. They have no account; erasing and merging are `personal`'s."""

import secrets

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from agencies.actions import record
from agencies.models import Agency, Board
from agencies.rules import clock
from agencies.rules.standing import Actor
from agencies.rules.verdict import Refused
from registers.actions.words import line
from training.models import Learner, Profession


def said_of(learner: Learner) -> str:
    """How the record and those who may not see names call somebody: “a learner, L3f9c01d2a4b6”."""
    return f"a learner, {learner.pseudonym}"


def actor_of(learner: Learner) -> Actor:
    """A learner as the record names one who does something: never by name or address."""
    return Actor(None, said_of(learner))


@transaction.atomic
def enter(
    *, board: Board, email: str, name: str, agency: Agency, profession: Profession | None, by: Actor
) -> Learner:
    """The learner of this address at a board: found, or entered now.

    Of one who is found, a missing name or profession is filled in and nothing else changes: where somebody works is
    changed by `amend` alone. Two at once enter one person once.
    """
    address = work_address(email)
    if profession is not None and profession.board_id != board.pk:
        raise Refused("That profession is not in this board’s list.")
    learner, new = Learner.objects.get_or_create(
        board=board,
        email=address,
        defaults={
            "pseudonym": f"L{secrets.token_hex(6)}",
            "name": line(name),
            "agency": agency,
            "profession": profession,
            "added_at": clock.now(),
            "added_by": by.words,
        },
    )
    if new:
        _enter(learner, "enter", f"Entered {said_of(learner)}, of {agency}.", by)
        return learner
    if learner.merged_into is not None:
        learner = learner.merged_into
    return _filled_in(learner, line(name), profession)


def work_address(email: str) -> str:
    """An address as it is kept, in lower case. Raises `Refused` where it cannot be one."""
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Refused(f"“{email.strip()}” is not an email address.") from None
    return address


def _filled_in(learner: Learner, name: str, profession: Profession | None) -> Learner:
    becomes = (learner.name or name, learner.profession or profession)
    if becomes != (learner.name, learner.profession):
        learner.name, learner.profession = becomes
        learner.save(update_fields=["name", "profession"])
    return learner


def _enter(learner: Learner, verb: str, words: str, by: Actor) -> None:
    record.enter(
        by=by,
        verb=f"learners.{verb}",
        kind="learner",
        reference=learner.pseudonym,
        board_code=learner.board.code,
        words=words,
    )
