"""Letting a finding of the standing checks stand, with a reason, and taking it up again."""

from django.db import transaction

from agencies.actions import record
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.words import said
from registers.models import Dismissal
from registers.permissions import can_keep_risks
from registers.queries.checks import current_findings
from registers.rules.checks import CHECK_WORDS, Check, Finding


@transaction.atomic
def dismiss(*, check: Check, key: int, mark: str, reason: str, by: Standing) -> Dismissal:
    """Say why what a check found may stand. It holds for this cause: a new one is a new finding.

    Raises `Refused` when the check no longer finds it, so that nothing is silenced before it is there.
    """
    can_keep_risks(by).demand()
    because = said(reason, empty="Say why it may stand.")
    finding = next(
        (
            one
            for one in current_findings(by.board_id)
            if (one.check, one.key, one.mark) == (check, key, mark)
        ),
        None,
    )
    if finding is None:
        raise Refused("This is no longer so: there is nothing to look at again.")
    made, new = Dismissal.objects.get_or_create(
        board_id=by.board_id,
        check_code=check.value,
        kind=finding.kind,
        key=str(key),
        mark=mark,
        defaults={"reason": because, "dismissed_at": clock.now(), "dismissed_by": by.actor.words},
    )
    if not new:
        raise Refused(f"{made.dismissed_by} has let it stand already: {made.reason}")
    _enter("dismiss", finding.kind, key, f"Let stand, {_told(finding)}: {because}", by)
    return made


@transaction.atomic
def take_up(*, dismissal_id: int, by: Standing) -> None:
    """Look at a finding again after all. That it was let stand stays on record."""
    can_keep_risks(by).demand()
    found = Dismissal.objects.select_for_update().filter(pk=dismissal_id, board_id=by.board_id).first()
    if found is None:
        raise Refused("Somebody has taken this up already.")
    said_of = CHECK_WORDS[Check(found.check_code)]
    kind, key, reason = found.kind, found.key, found.reason
    found.delete()
    _enter(
        "take_up",
        kind,
        key,
        f"Took up again: {said_of[0].lower()}{said_of[1:]}. It had been let stand: {reason}",
        by,
    )


def _told(finding: Finding) -> str:
    words = CHECK_WORDS[finding.check]
    return f"{finding.reference}, {words[0].lower()}{words[1:]}"


def _enter(verb: str, kind: str, key: object, words: str, by: Standing) -> None:
    record.enter(
        by=by.actor,
        verb=f"dismissals.{verb}",
        kind=kind,
        reference=key,
        board_code=by.board_code,
        words=words,
    )
