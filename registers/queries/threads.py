"""Threads: one a challenge, from what it was raised from to what came of it. Whole pages in so many queries.

What else a thing belongs to is `lines`'.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.text import Truncator

from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.thread import Step
from registers.models import Action, Challenge, OriginKind, Reply, Watch
from registers.permissions import agencies_seen
from registers.queries.addresses import address
from registers.queries.begun import begun, day_of
from registers.queries.progress import Progress, progress_of
from registers.queries.watching import Seen, watched
from registers.rules.actions import STATE_WORDS as ACTION_WORDS
from registers.rules.actions import State as ActionState
from registers.rules.challenges import STATE_WORDS, State
from registers.rules.ladder import days_overdue
from registers.rules.threads import CONFIRMED, Waiting, Waits, next_step, result_so_far
from registers.rules.watching import RESULT_WORDS, Result

#: So much of a reply or an outcome stands in a step; its page has all of it.
_SHORT = 160


@dataclass(frozen=True, slots=True)
class Thread:
    """One challenge's line: its steps, oldest first, what is waited for, and what its figure says so far.

    `result` is empty where no figure is watched; `confirmed` says that nothing more has to be seen.
    """

    challenge: Challenge
    #: The challenge's own page.
    url: str
    steps: tuple[Step, ...]
    waits_for: Waiting | None
    result: str
    confirmed: bool
    overdue: int


def threads_of(standing: Standing, challenges: Iterable[Challenge]) -> dict[int, Thread]:
    """The thread of each of these challenges this person may know of, by its id, in so many queries for any number.

    What another agency said, and what it agreed to do, is told a lead without its words.
    """
    wanted = {one.pk: one for one in challenges}
    if not wanted:
        return {}
    progress = progress_of(wanted.values())
    replies = _replies(wanted)
    actions = actions_from_challenges(wanted.values())
    watches = {one.challenge_id: one for one in Watch.objects.filter(challenge_id__in=wanted)}
    results = watched(one for one in watches.values() if one.since)
    begins = begun(standing, wanted.values(), watches)
    return {
        pk: _thread(
            _Known(
                one,
                progress[pk],
                replies[pk],
                actions[pk],
                results.get(pk),
                watches.get(pk),
                begins.get(pk),
                board_code=standing.board_code,
                reads=agencies_seen(standing),
            )
        )
        for pk, one in wanted.items()
    }


@dataclass(frozen=True, slots=True)
class _Known:
    """Everything one thread is made of."""

    challenge: Challenge
    progress: Progress
    replies: list[Reply]
    actions: list[Action]
    seen: Seen | None
    watch: Watch | None
    begins: Step | None
    board_code: str
    #: Whose words this person may read; None is everybody's.
    reads: frozenset[int] | None

    def cut(self, text: str, agency_id: int | None) -> str:
        """So much of what an agency said as stands in a step."""
        if self.reads is not None and agency_id not in self.reads:
            return ""
        return _cut(text)

    @property
    def watching(self) -> bool:
        """Whether a figure is watched."""
        return self.watch is not None

    @property
    def url(self) -> str:
        """The challenge's own page."""
        return address("registers:challenge", self.board_code, self.challenge.number)


def _replies(wanted: Collection[int]) -> Mapping[int, list[Reply]]:
    found: dict[int, list[Reply]] = defaultdict(list)
    rows = Reply.objects.filter(asked__challenge_id__in=wanted).select_related("asked__agency")
    for reply in rows.order_by("pk"):
        found[reply.asked.challenge_id].append(reply)
    return found


def actions_from_challenges(challenges: Iterable[Challenge]) -> Mapping[int, list[Action]]:
    """The actions agreed on each of these challenges, in the order agreed."""
    found: dict[int, list[Action]] = defaultdict(list)
    given = list(challenges)
    rows = Action.objects.filter(
        board_id__in={one.board_id for one in given},
        origin_kind=OriginKind.CHALLENGE,
        origin_key__in=[str(one.pk) for one in given],
    ).select_related("agency")
    for action in rows.order_by("agreed_at", "number"):
        found[int(action.origin_key)].append(action)
    return found


def _thread(known: _Known) -> Thread:
    challenge, state = known.challenge, State(known.challenge.state)
    waits = next_step(state, _waits(known))
    steps = [*([known.begins] if known.begins else []), _raised(known, waits)]
    for reply in known.replies:
        steps += _reply_steps(reply, known)
    for action in known.actions:
        told = action_steps(action, board_code=known.board_code)
        mine = known.reads is None or action.agency_id in known.reads
        steps += told if mine else [replace(step, title="", url="") for step in told]
    steps.sort(key=lambda step: step.on)
    result, confirmed = _result(known)
    if known.watching and state in (State.RESPONDED, State.UNDER_WAY, State.WATCHING):
        steps.append(_result_step(known, result, confirmed=confirmed))
    steps += _ended(known)
    return Thread(
        challenge=challenge,
        url=known.url,
        steps=tuple(steps),
        waits_for=waits,
        result=result,
        confirmed=confirmed,
        overdue=days_overdue(waits.due, clock.today()) if waits and waits.due else 0,
    )


def _waits(known: _Known) -> Waits:
    progress = known.progress
    owed = [Waiting("reply", one.agency, one.due_on) for one in progress.askings if one.due_on is not None]
    owed += [
        Waiting(f"finish {one.reference}", _whose(one), one.due_on)
        for one in known.actions
        if one.state == ActionState.OPEN
    ]
    to_come = None
    if known.watching:
        to_come = known.seen.to_come if known.seen else None
        if known.seen and known.seen.said.result is Result.NOT_FROM_FIGURES:
            to_come = None
    return Waits(owed, progress.facts.unjudged, progress.facts.judged, to_come)


def _raised(known: _Known, waits: Waiting | None) -> Step:
    one = known.challenge
    asked = [asking.agency for asking in known.progress.askings if not asking.taken_back]
    return Step(
        kind="challenge",
        reference=one.reference,
        title=one.title,
        on=day_of(one.raised_at),
        owner=", ".join(asked),
        due=one.due_on,
        state=STATE_WORDS[State(one.state)].lower(),
        url=known.url,
        waits_for=waits.said if waits else "",
    )


def _reply_steps(reply: Reply, known: _Known) -> list[Step]:
    """A reply, and what the chair made of it."""
    on = day_of(reply.replied_at)
    late = days_overdue(reply.due_on, on) if reply.due_on else 0
    reference, agency = known.challenge.reference, reply.asked.agency.name
    state = f"{late} working day{'s' if late > 1 else ''} late" if late else ""
    steps = [
        Step(
            "response",
            reference,
            known.cut(reply.text, reply.asked.agency_id),
            on,
            agency,
            reply.due_on,
            state,
            known.url,
        )
    ]
    if reply.judged_at:
        said = reply.missing or reply.chair_words
        verdict = reply.get_verdict_display()
        judged = day_of(reply.judged_at)
        steps.append(
            Step(
                "judgement",
                reference,
                known.cut(said, reply.asked.agency_id),
                judged,
                reply.judged_by,
                reply.new_due_on,
                verdict,
                known.url,
            )
        )
    return steps


def action_steps(action: Action, *, board_code: str) -> list[Step]:
    """An action agreed, finished, and seen to have stuck."""
    url, whose, state = (
        address("registers:action", board_code, action.number),
        _whose(action),
        ActionState(action.state),
    )
    steps = [
        Step(
            "action",
            action.reference,
            action.text,
            day_of(action.agreed_at),
            whose,
            action.due_on,
            ACTION_WORDS[state].lower(),
            url,
            done=state is not ActionState.OPEN,
        )
    ]
    if action.completed_at and state in (ActionState.COMPLETE, ActionState.EMBEDDED):
        done, said = day_of(action.completed_at), _cut(action.completed_words)
        steps.append(Step("finished", action.reference, said, done, whose, action.check_on, "finished", url))
    if action.checked_at and state is ActionState.EMBEDDED:
        checked, said = day_of(action.checked_at), _cut(action.checked_words)
        steps.append(Step("embedded", action.reference, said, checked, whose, None, "embedded", url))
    return steps


def _result(known: _Known) -> tuple[str, bool]:
    """What its figure says, in words, and whether that holds. Of a closed one, what it said then."""
    challenge, seen = known.challenge, known.seen
    if challenge.state == State.CLOSED:
        if challenge.closed_result not in list(Result):
            return "", challenge.shown_impact
        return RESULT_WORDS[Result(challenge.closed_result)], challenge.shown_impact
    if challenge.state == State.WITHDRAWN or not known.watching:
        return "", False
    if seen is None or seen.facts is None:
        return (f"Can’t be judged from figures: {seen.said.reason}" if seen else "Nothing done yet"), False
    change = None if seen.change is None else seen.change * seen.factor
    words = result_so_far(seen.said, change=change, unit=seen.facts.unit, decimals=seen.facts.decimals)
    return words, seen.said.result in CONFIRMED


def _result_step(known: _Known, result: str, *, confirmed: bool) -> Step:
    counted = [period.last for period, value in known.seen.since if value is not None] if known.seen else []
    on = min(counted[-1], clock.today()) if counted else clock.today()
    return Step("result", known.challenge.reference, "", on, "", None, result, known.url, done=confirmed)


def _ended(known: _Known) -> list[Step]:
    """How it ended, where it has."""
    one = known.challenge
    if one.state == State.CLOSED and one.closed_at:
        said = "shown impact" if one.shown_impact else "closed without shown impact"
        on = day_of(one.closed_at)
        return [Step("closed", one.reference, _cut(one.outcome), on, one.closed_by, None, said, known.url)]
    if one.state == State.WITHDRAWN and one.withdrawn_at:
        on, why = day_of(one.withdrawn_at), _cut(one.withdrawn_why)
        return [Step("withdrawn", one.reference, why, on, one.withdrawn_by, None, "withdrawn", known.url)]
    return []


def _whose(action: Action) -> str:
    return action.agency.name if action.agency else action.owner_words or "The board’s office"


def _cut(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(_SHORT)
