"""How far challenges have come: who was asked and what became of it, what is agreed, what is still to be done."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from agencies.rules.clock import LONDON
from registers.models import Action, Asked, Challenge, OriginKind, Reply, Watch
from registers.rules.actions import State as ActionState
from registers.rules.moves import Facts, counts_since
from registers.rules.steps import Asking, Doing

_ACCEPTED = (Asked.Verdict.ACCEPTED, Asked.Verdict.PARTLY)
_FINISHED = (ActionState.COMPLETE, ActionState.EMBEDDED)


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything a challenge's next step depends on."""

    facts: Facts
    askings: tuple[Asking, ...]
    actions: tuple[Doing, ...]
    #: The day after which the watched figure's points count; None until then, and where no figure is watched.
    counts_since: date | None


def progress_of(challenges: Iterable[Challenge]) -> dict[int, Progress]:
    """How far each of these challenges has come, by its id. Four queries, however many there are."""
    wanted = {one.pk: one for one in challenges}
    replies = _replies(wanted)
    askings: dict[int, list[Asking]] = defaultdict(list)
    asked = Asked.objects.filter(challenge_id__in=wanted).select_related("agency")
    for one in asked.order_by("-lead", "agency__name"):
        askings[one.challenge_id].append(_asking(one, replies[one.pk]))
    actions = _actions(wanted)
    watches = {one.challenge_id: one for one in Watch.objects.filter(challenge_id__in=wanted)}
    return {
        pk: _progress(one, tuple(askings[pk]), tuple(actions[pk]), watches.get(pk), replies)
        for pk, one in wanted.items()
    }


def _replies(wanted: Iterable[int]) -> dict[int, list[Reply]]:
    found: dict[int, list[Reply]] = defaultdict(list)
    for reply in Reply.objects.filter(asked__challenge_id__in=wanted).defer("text").order_by("pk"):
        found[reply.asked_id].append(reply)
    return found


def _asking(one: Asked, replies: list[Reply]) -> Asking:
    latest = replies[-1] if replies else None
    return Asking(
        asked_id=one.pk,
        agency_id=one.agency_id,
        agency=one.agency.name,
        lead=one.lead,
        due_on=one.due_on,
        accepted=one.verdict in _ACCEPTED,
        turned_down=bool(one.lacking),
        unjudged=latest is not None and latest.verdict == Asked.Verdict.NONE,
        taken_back=one.taken_back_at is not None,
        replies=len(replies),
        first_replied_on=_day(replies[0].replied_at) if replies else None,
        replied_on=_day(latest.replied_at) if latest else None,
        was_due=latest.due_on if latest else None,
    )


def _actions(wanted: dict[int, Challenge]) -> dict[int, list[Doing]]:
    found: dict[int, list[Doing]] = defaultdict(list)
    rows = Action.objects.filter(
        board_id__in={one.board_id for one in wanted.values()},
        origin_kind=OriginKind.CHALLENGE,
        origin_key__in=[str(pk) for pk in wanted],
    ).select_related("agency")
    for one in rows.order_by("due_on", "number"):
        found[int(one.origin_key)].append(
            Doing(
                action_id=one.pk,
                number=one.number,
                agency_id=one.agency_id,
                owner=one.owner_words or (one.agency.name if one.agency else ""),
                due_on=one.due_on,
                state=ActionState(one.state),
                agreed_at=one.agreed_at,
                finished_on=_day(one.completed_at) if one.completed_at and one.state in _FINISHED else None,
            )
        )
    return found


def _progress(
    challenge: Challenge,
    askings: tuple[Asking, ...],
    actions: tuple[Doing, ...],
    watch: Watch | None,
    replies: dict[int, list[Reply]],
) -> Progress:
    agreed = [one for one in actions if one.state is not ActionState.DROPPED]
    facts = Facts(
        judged=any(one.lead and one.accepted for one in askings),
        owing=tuple(one.agency for one in askings if one.due_on is not None),
        unjudged=any(one.unjudged for one in askings),
        open_actions=sum(one.open for one in agreed),
        actions=len(agreed),
        watched=watch is not None,
        impact_told=bool(challenge.outcome and challenge.impact),
    )
    since = _since(watch, agreed, askings, replies) if watch else None
    return Progress(facts, askings, actions, since)


def _since(
    watch: Watch, agreed: list[Doing], askings: tuple[Asking, ...], replies: dict[int, list[Reply]]
) -> date | None:
    """What was agreed and accepted before the lead was asked anew is left out."""
    again = watch.asked_again_at
    mine = [one for one in agreed if again is None or one.agreed_at > again]
    lead = next((one for one in askings if one.lead), None)
    accepted = [
        _day(reply.judged_at)
        for reply in (replies[lead.asked_id] if lead else ())
        if reply.verdict in _ACCEPTED and reply.judged_at and (again is None or reply.judged_at > again)
    ]
    finished = [one.finished_on for one in mine if one.finished_on is not None]
    return counts_since(finished, actions=len(mine), accepted=min(accepted, default=None))


def _day(moment: datetime) -> date:
    """The day it was in London."""
    return timezone.localtime(moment, LONDON).date()
