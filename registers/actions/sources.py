"""Whether more may be done about what an action comes from: it is locked, so that it cannot end meanwhile."""

from django.db.models import Model, QuerySet

from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused, Verdict, refused
from registers.models import CaseAudit, Challenge, Meeting, OriginKind, Risk
from registers.permissions import can
from registers.rules import challenges as challenge_rules


def locked_source(*, kind: str, key: str, by: Standing) -> Model | None:
    """What it comes from; None for what is an upper room's. Raises `Refused` when the board has no such thing.

    Whoever locks an action too locks this first, so that nobody waits for each other.
    """
    rows: dict[str, QuerySet[Model]] = {
        OriginKind.CHALLENGE: Challenge.objects.all(),
        OriginKind.RISK: Risk.objects.all(),
        OriginKind.MEETING: Meeting.objects.all(),
        OriginKind.AUDIT: CaseAudit.objects.all(),
    }
    if kind not in rows:
        return None
    found = rows[kind].select_for_update(of=("self",)).filter(board_id=by.board_id, pk=int(key)).first()
    if found is None:
        raise Refused("What it comes from is not one of this board’s.")
    return found


def demand_room_for_action(*, kind: str, key: str, by: Standing) -> None:
    """Raise `Refused`, naming it and why, unless an action may be agreed about it now. Upper rooms see to their own."""
    found = locked_source(kind=kind, key=key, by=by)
    if isinstance(found, Challenge):
        verdict = can(challenge_rules.Verb.AGREE_ACTION, by, found, frozenset())
        _demand(found, verdict)
    elif found is not None:
        _demand(found, _still_open(found))


def demand_still_open(*, kind: str, key: str, by: Standing) -> None:
    """Raise `Refused` when what an action comes from has ended since: nothing about it is taken up again."""
    found = locked_source(kind=kind, key=key, by=by)
    if found is not None:
        _demand(found, _still_open(found))


def _still_open(found: Model) -> Verdict:
    if isinstance(found, Challenge) and not found.open:
        state = challenge_rules.State(found.state)
        return challenge_rules.when(challenge_rules.Verb.AGREE_ACTION, state)
    if isinstance(found, Risk) and found.archived_at is not None:
        return refused(f"It is archived: {found.archived_why}")
    if isinstance(found, Meeting) and found.closed_at is not None:
        return refused("It is closed: its actions are settled.")
    return Verdict(True)


def _demand(found: Model, verdict: Verdict) -> None:
    if not verdict:
        raise Refused(f"{found}: {verdict.reason}")
