"""The words a board asks a group or a kind in, and by what right a kind of organisation is asked."""

from django.db import transaction

from agencies.actions import record
from agencies.models import AgencyKind
from agencies.rules import clock
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from registers.actions.words import PAGE, line, said
from registers.models import DutyWording
from registers.permissions.section_11 import can_keep_cycles
from registers.queries.section_11.kinds import used_elsewhere
from registers.queries.section_11.wording import wordings_of
from registers.rules.section_11.duties import DUTY_WORDS, Duty, Words
from registers.rules.section_11.wording import fits


@transaction.atomic
def set_words(
    *, duty: Duty, legal: str, asking: str, again: str, by: Standing, kind: AgencyKind | None = None
) -> DutyWording:
    """Set what a group is told, or one kind in it. Letters that went stay as they were."""
    can_keep_cycles(by).demand()
    words = Words(
        said(legal, empty="Say by what right they are asked, or that nothing obliges them.", longest=PAGE),
        said(asking, empty="Say what is asked.", longest=PAGE),
        said(again, empty="Say how they are asked again.", longest=PAGE),
    )
    fits(words).demand()
    if kind is not None and kind.duty != duty:
        raise Refused(f"{kind.name} is in another group.")
    if words == wordings_of(by.board_id).of(duty, kind.pk if kind else None):
        raise Refused("Nothing has changed.")
    found, _ = DutyWording.objects.update_or_create(
        board_id=by.board_id,
        duty=duty.value,
        kind=kind,
        defaults={
            "legal": words.legal,
            "asking": words.asking,
            "again": words.again,
            "set_at": clock.now(),
            "set_by": by.actor.words,
        },
    )
    _enter("set_words", f"Changed the words for {_whom(duty, kind)}.", by)
    return found


@transaction.atomic
def reset_words(*, duty: Duty, by: Standing, kind: AgencyKind | None = None) -> None:
    """Go back to the group's words for a kind, or to those a board starts with for a group."""
    can_keep_cycles(by).demand()
    gone, _ = DutyWording.objects.filter(board_id=by.board_id, duty=duty.value, kind=kind).delete()
    if not gone:
        raise Refused("These are the usual words already.")
    _enter("reset_words", f"Went back to the usual words for {_whom(duty, kind)}.", by)


@transaction.atomic
def set_kind(*, kind_id: int, duty: Duty, basis: str, kindly: bool, by: Standing) -> AgencyKind:
    """Say by what right a kind of organisation is asked. Cycles that ask it already stay as they are.

    Kinds are shared by the boards of a portal, so one that another board has organisations of is not changed here.
    """
    can_keep_cycles(by).demand()
    kind = AgencyKind.objects.select_for_update().filter(pk=kind_id).first()
    if kind is None:
        raise Refused("No such kind of organisation.")
    if used_elsewhere(kind, by.board_id):
        raise Refused(
            "Another board on this portal has organisations of this kind: whoever runs the portal changes it for both."
        )
    _enter("set_kind", _set(kind, duty, basis, kindly), by)
    return kind


@transaction.atomic
def set_kind_everywhere(*, code: str, duty: Duty, basis: str, kindly: bool, by: Actor) -> AgencyKind:
    """The same for whoever runs the portal, who answers for all its boards."""
    kind = AgencyKind.objects.select_for_update().filter(code=code).first()
    if kind is None:
        raise Refused("No such kind of organisation.")
    words = _set(kind, duty, basis, kindly)
    record.enter(by=by, verb="section_11.set_kind", kind="agency kinds", reference=kind.code, words=words)
    return kind


def _set(kind: AgencyKind, duty: Duty, basis: str, kindly: bool) -> str:
    """Set what fits, inside the caller's transaction; what it is now, in words."""
    law = line(basis)
    if duty is not Duty.INVITED and not law:
        raise Refused("Name the law, such as section 175, Education Act 2002.")
    becomes = (duty.value, law, kindly or duty is Duty.INVITED)
    if becomes == (kind.duty, kind.basis, kind.kindly):
        raise Refused("Nothing has changed.")
    kind.duty, kind.basis, kind.kindly = becomes
    kind.save(update_fields=["duty", "basis", "kindly"])
    how = f"{DUTY_WORDS[duty]}{f', {law}' if law else ''}{', asked again kindly' if kind.kindly else ''}"
    return f"{kind.name}: {how}."


def _whom(duty: Duty, kind: AgencyKind | None) -> str:
    return f"“{DUTY_WORDS[duty]}”{f', {kind.name}' if kind else ''}"


def _enter(verb: str, words: str, by: Standing) -> None:
    record.enter(
        by=by.actor,
        verb=f"section_11.{verb}",
        kind="section_11_words",
        reference=by.board_id,
        board_code=by.board_code,
        words=words,
    )
