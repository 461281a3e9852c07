"""One challenge with everything that was said and done about it, as far as this person may know it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agencies.queries.people import emails_with
from agencies.queries.record import Line, lines_about
from agencies.rules import clock
from agencies.rules.roles import Permission
from agencies.rules.standing import Standing
from agencies.rules.verdict import Verdict
from agencies.rules.working_days import working_days_after
from registers.models import Asked, Challenge, DateChange, Decision, Evidence, Reply, RungReached, Watch
from registers.permissions import can, worn
from registers.queries.actions import ActionRow, actions_from, actions_seen
from registers.queries.challenges import may_see_figure
from registers.queries.evidence import EvidenceRow, can_add
from registers.queries.evidence import rows_of as evidence_rows
from registers.queries.progress import Progress, progress_of
from registers.queries.seen import challenges_seen
from registers.queries.settings import register_settings
from registers.queries.watching import Impact, Seen, impact_of, watched
from registers.rules import moves
from registers.rules.challenges import MOVES, REPLY, State, Verb
from registers.rules.ladder import days_overdue
from registers.rules.steps import Asking, NextStep, next_steps


@dataclass(frozen=True, slots=True)
class ReplyTold:
    """A reply, what bears it out, and whether this person may judge it."""

    reply: Reply
    evidence: tuple[EvidenceRow, ...]
    waits: bool
    #: This person may add to what bears it out.
    may_add: bool


@dataclass(frozen=True, slots=True)
class AskedTold:
    """One agency that was asked. `hidden`: another agency's replies, which its partners do not read before they are
    accepted.
    """

    asked: Asked
    asking: Asking
    overdue: int
    replies: tuple[ReplyTold, ...]
    dates: tuple[DateChange, ...]
    rungs: tuple[RungReached, ...]
    hidden: bool
    #: This person answers for it.
    mine: bool
    may_reply: Verdict

    @property
    def reached(self) -> int:
        """The highest rung of the date that is being missed; 0 where there is none."""
        return max((one.rung for one in self.rungs if one.due_on == self.asking.due_on), default=0)


@dataclass(frozen=True, slots=True)
class ChallengePage:
    """Everything the page shows. `seen` is the watched figure, where there is one this person may see."""

    challenge: Challenge
    state: State
    progress: Progress
    steps: tuple[NextStep, ...]
    asked: tuple[AskedTold, ...]
    actions: tuple[ActionRow, ...]
    watch: Watch | None
    seen: Seen | None
    impact: Impact
    evidence: tuple[EvidenceRow, ...]
    decisions: tuple[Decision, ...]
    record: tuple[Line, ...]
    may: dict[Verb, Verdict]
    #: What is this person's to do at one time or another.
    theirs: frozenset[Verb]
    #: Before it is sent: the day a reply would be owed if it were sent today, and agencies where nobody could reply.
    would_be_due: date | None = None
    nobody_at: tuple[str, ...] = ()

    @property
    def asked_names(self) -> tuple[str, ...]:
        """Who was asked, the lead first."""
        return tuple(one.asking.agency for one in self.asked)


def challenge_page(standing: Standing, challenge: Challenge) -> ChallengePage:
    """The page of a challenge this person sees."""
    state = State(challenge.state)
    progress = progress_of([challenge])[challenge.pk]
    watch = Watch.objects.filter(challenge=challenge).select_related("agency").first()
    seen = watched([watch])[challenge.pk] if watch else None
    steps = next_steps(
        state,
        progress.facts,
        progress.askings,
        progress.actions,
        result=seen.said.result if seen else None,
        today=clock.today(),
    )
    sees_all = standing.may(Permission.CHALLENGES_SEE_ALL)
    return ChallengePage(
        challenge=challenge,
        state=state,
        progress=progress,
        steps=steps,
        asked=_asked(standing, challenge, progress),
        actions=_actions(standing, challenge),
        watch=watch,
        seen=seen if seen and may_see_figure(standing, seen.watch) else None,
        impact=impact_of(challenge),
        evidence=_impact_evidence(standing, challenge),
        decisions=_decisions(challenge) if sees_all else (),
        record=lines_about(standing, "challenge", challenge.pk) if sees_all else (),
        may=what_may(standing, challenge, progress),
        theirs=_theirs(standing, progress),
        would_be_due=_would_be_due(standing) if state is State.RAISED else None,
        nobody_at=_nobody_at(standing, progress) if state is State.RAISED else (),
    )


def what_may(standing: Standing, challenge: Challenge, progress: Progress) -> dict[Verb, Verdict]:
    """Whether this person may do each thing now: by who they are, by its state, and by what is still to be done."""
    asked = frozenset(one.agency_id for one in progress.askings)
    state, facts = State(challenge.state), progress.facts
    may = {verb: can(verb, standing, challenge, asked) for verb in Verb}
    further = {
        Verb.CLOSE: moves.can_close(state, facts),
        Verb.WITHDRAW: moves.can_withdraw(state, facts),
        Verb.AGREE_ACTION: moves.can_agree_action(state, facts),
    }
    return may | {verb: verdict for verb, verdict in further.items() if may[verb]}


def _would_be_due(standing: Standing) -> date:
    return working_days_after(clock.today(), register_settings(standing.board_id).reply_days)


def _nobody_at(standing: Standing, progress: Progress) -> tuple[str, ...]:
    """Agencies that have no lead here: nobody would get the letter."""
    return tuple(
        one.agency
        for one in progress.askings
        if not emails_with(standing.board_id, Permission.CHALLENGE_REPLY, one.agency_id)
    )


def _theirs(standing: Standing, progress: Progress) -> frozenset[Verb]:
    hats = worn(standing, frozenset(one.agency_id for one in progress.askings))
    return frozenset(verb for verb, move in MOVES.items() if hats & set(move.who))


def changed_since(standing: Standing, challenge: Challenge, seen: int) -> tuple[Line, ...]:
    """What others changed of its words since the version somebody has looked at."""
    lines = lines_about(standing, "challenge", challenge.pk)
    return tuple(line for line in lines if line.details.get("version", 0) > seen)


def asked_of(challenge: Challenge) -> tuple[Asked, ...]:
    """Who is asked, the lead first."""
    return tuple(
        Asked.objects.filter(challenge=challenge).select_related("agency").order_by("-lead", "agency__name")
    )


def asked_seen(standing: Standing, number: int, asked_id: int) -> Asked | None:
    """An agency that was asked, on a challenge this person may know of."""
    found = Asked.objects.filter(
        pk=asked_id, challenge__in=challenges_seen(standing), challenge__number=number
    )
    return found.select_related("agency", "challenge").first()


def reply_seen(standing: Standing, number: int, reply_id: int) -> Reply | None:
    """A reply to a challenge, for those who see them all."""
    found = Reply.objects.filter(
        pk=reply_id, asked__challenge__in=challenges_seen(standing), asked__challenge__number=number
    )
    if not standing.may(Permission.CHALLENGES_SEE_ALL):
        found = found.filter(asked__agency_id__in=standing.agencies_with(Permission.CHALLENGES_SEE_OWN))
    return found.select_related("asked__agency", "asked__challenge").first()


def _asked(standing: Standing, challenge: Challenge, progress: Progress) -> tuple[AskedTold, ...]:
    sees_all = standing.may(Permission.CHALLENGES_SEE_ALL)
    own = standing.agencies_with(Permission.CHALLENGES_SEE_OWN)
    rows = {one.pk: one for one in Asked.objects.filter(challenge=challenge).select_related("agency")}
    replies = _replies(standing, challenge, rows)
    dates, rungs = _dates(challenge, rows), _rungs(challenge, rows)
    mine = standing.agencies_with(Permission.CHALLENGE_REPLY)
    today = clock.today()
    found = []
    for asking in progress.askings:
        its = sees_all or asking.agency_id in own
        told = replies[asking.asked_id]
        found.append(
            AskedTold(
                asked=rows[asking.asked_id],
                asking=asking,
                overdue=days_overdue(asking.due_on, today) if asking.due_on else 0,
                replies=tuple(told if its else (one for one in told if _is_for_partners(one.reply))),
                dates=tuple(dates[asking.asked_id]) if its else (),
                rungs=tuple(rungs[asking.asked_id]) if its else (),
                hidden=not its,
                mine=asking.agency_id in mine,
                may_reply=_may_reply(standing, challenge, asking, mine),
            )
        )
    return tuple(found)


def _is_for_partners(reply: Reply) -> bool:
    """Partners that were asked too read a reply once the chair has accepted it whole."""
    return reply.verdict == Asked.Verdict.ACCEPTED


def _may_reply(standing: Standing, challenge: Challenge, asking: Asking, mine: frozenset[int]) -> Verdict:
    """Whether this person replies for the agency now."""
    asked = frozenset({asking.agency_id}) & mine
    verdict = can(Verb.REPLY, standing, challenge, asked)
    if not verdict:
        return verdict
    return moves.can_reply(
        owes=asking.due_on is not None,
        unjudged=asking.unjudged,
        accepted=asking.accepted,
        taken_back=asking.taken_back,
    )


def _impact_evidence(standing: Standing, challenge: Challenge) -> tuple[EvidenceRow, ...]:
    items = Evidence.objects.filter(challenge=challenge).select_related("audit").order_by("pk")
    return evidence_rows(standing, items, may_add=can_add(standing, challenge))


def _replies(standing: Standing, challenge: Challenge, rows: dict[int, Asked]) -> dict[int, list[ReplyTold]]:
    replies = list(Reply.objects.filter(asked_id__in=rows).order_by("pk"))
    evidence: dict[int | None, list[Evidence]] = defaultdict(list)
    for item in Evidence.objects.filter(reply__in=replies).select_related("audit").order_by("pk"):
        evidence[item.reply_id].append(item)
    found: dict[int, list[ReplyTold]] = defaultdict(list)
    for one in replies:
        may = can(Verb.ADD_EVIDENCE, standing, challenge, frozenset({rows[one.asked_id].agency_id}))
        items = evidence_rows(standing, evidence[one.pk], may_add=may)
        found[one.asked_id].append(ReplyTold(one, items, one.verdict == Asked.Verdict.NONE, bool(may)))
    return found


def _dates(challenge: Challenge, asked_ids: Iterable[int]) -> dict[int, list[DateChange]]:
    found: dict[int, list[DateChange]] = defaultdict(list)
    keys = [str(pk) for pk in asked_ids]
    for one in DateChange.objects.filter(board_id=challenge.board_id, kind=REPLY, key__in=keys):
        found[int(one.key)].append(one)
    return found


def _rungs(challenge: Challenge, asked_ids: Iterable[int]) -> dict[int, list[RungReached]]:
    found: dict[int, list[RungReached]] = defaultdict(list)
    keys = [str(pk) for pk in asked_ids]
    for one in RungReached.objects.filter(board_id=challenge.board_id, kind=REPLY, key__in=keys):
        found[int(one.key)].append(one)
    return found


def _actions(standing: Standing, challenge: Challenge) -> tuple[ActionRow, ...]:
    """What was agreed on it: all of it to the board, to others what is theirs."""
    rows = actions_from(standing, "challenge", challenge.pk)
    theirs = set(actions_seen(standing).filter(pk__in=[one.id for one in rows]).values_list("pk", flat=True))
    return tuple(one for one in rows if one.id in theirs)


def _decisions(challenge: Challenge) -> tuple[Decision, ...]:
    found = Decision.objects.filter(
        meeting__board_id=challenge.board_id, kind="challenge", key=str(challenge.pk)
    )
    return tuple(found.select_related("meeting").order_by("meeting__held_on", "pk"))
