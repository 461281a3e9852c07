"""The lines that a risk, audit, meeting or action belongs to: threads of challenges, and what else came of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from agencies import thread
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.thread import Reference, Step
from registers.models import Action, CaseAudit, Decision, Evidence, Meeting, OriginKind, Risk, RiskLink
from registers.queries.begun import sources
from registers.queries.seen import challenges_seen
from registers.queries.threads import Thread, threads_of
from registers.rules.challenges import ENDED, State
from registers.rules.ladder import days_overdue
from registers.rules.threads import Waiting, earliest, finished_so_far

#: So many threads stand on a page; the others are in the list of threads.
MOST = 5


@dataclass(frozen=True, slots=True)
class OwnLine:
    """What came of a thing beside challenges: from the day it began to what was seen to stick."""

    reference: str
    steps: tuple[Step, ...]
    waits_for: Waiting | None
    overdue: int
    result: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Everything a thing belongs to: threads, open ones first, how many more there are, and its own line."""

    threads: tuple[Thread, ...] = ()
    more: int = 0
    own: OwnLine | None = None


def lines_of(standing: Standing, found: Risk | CaseAudit | Meeting) -> Lines:
    """The lines of a risk, a case audit or a meeting. As many queries for many challenges and actions as for one.

    To a risk belong the challenges it is linked to, to an audit those it is evidence for, to a meeting those it decided
    about; to each of them those raised from it.
    """
    kind, key = _KINDS[type(found)].value, str(found.pk)
    wanted = Q(origin_kind=kind, origin_key=key) | _beside(found)
    threads = _threads(standing, wanted & ~Q(state=State.WITHDRAWN))
    reference = Reference(kind, key)
    told = thread.steps(standing, [reference])[reference]
    known = {step for one in threads for step in one.steps}
    own = _own(
        found.reference,
        sources(standing, [(kind, key)])[kind, key],
        (one for one in told if one not in known),
    )
    return Lines(threads[:MOST], max(0, len(threads) - MOST), own)


def lines_of_action(standing: Standing, action: Action) -> Lines:
    """The thread of the challenge it was agreed on; else the line from what it came from to what became of it."""
    if action.origin_kind == OriginKind.CHALLENGE:
        threads = _threads(standing, Q(pk=int(action.origin_key)))
        if threads:
            return Lines(threads)
    reference, origin = Reference("action", str(action.pk)), (action.origin_kind, action.origin_key)
    told = thread.steps(standing, [reference])[reference]
    return Lines(own=_own(action.reference, sources(standing, [origin]).get(origin), told))


_KINDS = {Risk: OriginKind.RISK, CaseAudit: OriginKind.AUDIT, Meeting: OriginKind.MEETING}


def _threads(standing: Standing, wanted: Q) -> tuple[Thread, ...]:
    """The threads of these challenges that this person may know of: open ones by age, then those that ended last."""
    found = list(challenges_seen(standing).filter(wanted).order_by("raised_at", "number"))
    made = threads_of(standing, found)
    opened = [made[one.pk] for one in found if State(one.state) not in ENDED]
    ended = [made[one.pk] for one in reversed(found) if State(one.state) in ENDED]
    return (*opened, *ended)


def _own(reference: str, begins: Step | None, told: Iterable[Step]) -> OwnLine | None:
    """The line of what came of a thing beside challenges; None where nothing did."""
    steps = tuple(told)
    if not steps:
        return None
    waits = earliest(
        Waiting(f"finish {one.reference}", one.owner, one.due)
        for one in steps
        if one.kind == "action" and not one.done
    )
    return OwnLine(
        reference=reference,
        steps=(begins, *steps) if begins else steps,
        waits_for=waits,
        overdue=days_overdue(waits.due, clock.today()) if waits and waits.due else 0,
        result=finished_so_far([one.kind for one in steps]),
    )


def _beside(found: Risk | CaseAudit | Meeting) -> Q:
    """Challenges it has to do with, though they were not raised from it."""
    if isinstance(found, Risk):
        linked = RiskLink.objects.filter(risk=found, kind=RiskLink.Kind.CHALLENGE)
        return Q(number__in=[int(key) for key in linked.values_list("key", flat=True)])
    if isinstance(found, CaseAudit):
        items = Evidence.objects.filter(audit=found, taken_back_at=None)
        return Q(pk__in=items.filter(challenge__isnull=False).values("challenge_id"))
    decided = Decision.objects.filter(meeting=found, kind=OriginKind.CHALLENGE)
    return Q(pk__in=[int(key) for key in decided.values_list("key", flat=True)])
