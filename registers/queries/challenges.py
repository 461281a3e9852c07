"""The challenge log as one person sees it: narrowed, searched, counted and in the order it wants looking at."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.core.paginator import Page, Paginator
from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from agencies.models import Agency
from agencies.rules import clock
from agencies.rules.roles import Permission
from agencies.rules.standing import Standing
from registers.models import Action, Asked, Challenge, OriginKind, Reply, RungReached, Watch
from registers.queries.progress import Progress, progress_of
from registers.queries.seen import challenges_seen
from registers.queries.watching import Seen, tells, watched
from registers.rules.actions import State as ActionState
from registers.rules.challenges import OPEN, REPLY, State
from registers.rules.steps import NextStep, next_steps
from scorecard.permissions import agencies_seen as figures_seen

A_PAGE = 50


class Show(StrEnum):
    """What the log is narrowed to, as the address says it."""

    OPEN = "open"
    OVERDUE = "overdue"
    CHAIR = "chair"
    MINE = "mine"
    WATCHING = "watching"
    CLOSED = "closed"
    SHOWN = "shown"
    WITHDRAWN = "withdrawn"
    ALL = "all"


class Sort(StrEnum):
    """In which order: the longest overdue first, or the newest, or what moved last."""

    OVERDUE = "overdue"
    NEWEST = "newest"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What somebody chose: a kind, an agency's code, words to look for, an order."""

    show: Show = Show.OPEN
    agency: str = ""
    words: str = ""
    sort: Sort = Sort.OVERDUE


@dataclass(frozen=True, slots=True)
class LogRow:
    """One challenge with how far it has come. `seen`: its figure; `rung`: the latest that was reached, and when."""

    challenge: Challenge
    progress: Progress
    steps: tuple[NextStep, ...]
    seen: Seen | None
    rung: RungReached | None


@dataclass(frozen=True, slots=True)
class Log:
    """A page of the chosen ones, and how many each other choice would show."""

    chosen: "Page[Challenge]"
    rows: tuple[LogRow, ...]
    counts: Mapping[Show, int]
    #: The name of the agency it is narrowed to.
    agency: str = ""
    #: The challenges whose watched figures say something by now: they are with the chair.
    telling: frozenset[int] = frozenset()


def log(standing: Standing, narrowed: Narrowed, *, page: str | int | None = 1) -> Log:
    """The chosen challenges, from the same number of queries however many there are."""
    known = challenges_seen(standing)
    telling = tells(Watch.objects.filter(challenge__in=known.filter(state=State.WATCHING)))
    seen = _searched(known, narrowed)
    shown = _shown(standing, telling)
    chosen = _in_order(seen.filter(shown[narrowed.show]), narrowed)
    found = Paginator(chosen.select_related("priority"), A_PAGE).get_page(page)
    agency = Agency.objects.filter(code=narrowed.agency).values_list("name", flat=True).first()
    return Log(found, rows_of(standing, list(found)), _counts(seen, shown), agency or "", telling)


def rows_of(standing: Standing, challenges: Sequence[Challenge]) -> tuple[LogRow, ...]:
    """These challenges as rows: what each has come to and whose turn it is."""
    progress = progress_of(challenges)
    watches = Watch.objects.filter(challenge__in=challenges, challenge__state=State.WATCHING)
    figures = watched(watches)
    rungs = _rungs(standing.board_id, progress)
    today = clock.today()
    rows = []
    for one in challenges:
        found, figure = progress[one.pk], figures.get(one.pk)
        steps = next_steps(
            State(one.state),
            found.facts,
            found.askings,
            found.actions,
            result=figure.said.result if figure else None,
            today=today,
        )
        may = figure is not None and may_see_figure(standing, figure.watch)
        rows.append(LogRow(one, found, steps, figure if may else None, rungs.get(one.pk)))
    return tuple(rows)


def may_see_figure(standing: Standing, watch: Watch) -> bool:
    """Whether this person sees the line a challenge watches: the board does, an agency its own."""
    seen = figures_seen(standing)
    return seen is None or watch.agency_id in seen


def _searched(seen: QuerySet[Challenge], narrowed: Narrowed) -> QuerySet[Challenge]:
    """What somebody looks for: a number such as CH-29, or words of the question, its origin or who was asked."""
    if narrowed.agency:
        asked = Asked.objects.filter(challenge=OuterRef("pk"), agency__code=narrowed.agency)
        seen = seen.filter(Exists(asked))
    words = " ".join(narrowed.words.split())
    if not words:
        return seen
    number = re.fullmatch(r"(?:ch)?[\s-]*0*(\d{1,6})", words, re.IGNORECASE)
    if number:
        return seen.filter(number=int(number[1]))
    asked = Asked.objects.filter(challenge=OuterRef("pk"), agency__name__icontains=words)
    said = Q(title__icontains=words) | Q(question__icontains=words) | Q(origin_words__icontains=words)
    return seen.filter(said | Q(priority__title__icontains=words) | Q(forum__icontains=words) | Exists(asked))


def _shown(standing: Standing, telling: frozenset[int]) -> dict[Show, Q]:
    live = Q(state__in=OPEN)
    return {
        Show.OPEN: live,
        Show.OVERDUE: live & Q(due_on__lt=clock.today()),
        Show.CHAIR: live & with_chair(telling),
        Show.MINE: live & mine(standing, telling),
        Show.WATCHING: Q(state=State.WATCHING),
        Show.CLOSED: Q(state=State.CLOSED),
        Show.SHOWN: Q(state=State.CLOSED, shown_impact=True),
        Show.WITHDRAWN: Q(state=State.WITHDRAWN),
        Show.ALL: Q(number__gte=0),
    }


def with_chair(telling: frozenset[int]) -> Q:
    """A reply waits to be judged; or all is done and it waits to be closed; or its watched figure says something."""
    unjudged = Exists(Reply.objects.filter(asked__challenge=OuterRef("pk"), verdict=Asked.Verdict.NONE))
    return Q(unjudged) | ready_to_close() | Q(state=State.WATCHING, due_on=None, pk__in=telling)


def ready_to_close() -> Q:
    """A reply was accepted, nothing is owed, nothing waits to be judged, no action is open and no figure is watched."""
    unjudged = Reply.objects.filter(asked__challenge=OuterRef("pk"), verdict=Asked.Verdict.NONE)
    opened = _open_actions()
    return (
        Q(state__in=[State.RESPONDED, State.UNDER_WAY], due_on=None)
        & ~Q(Exists(unjudged))
        & ~Q(Exists(opened))
    )


def _open_actions() -> "QuerySet[Action]":
    return Action.objects.filter(
        board_id=OuterRef("board_id"),
        origin_kind=OriginKind.CHALLENGE,
        origin_key=Cast(OuterRef("pk"), CharField()),
        state=ActionState.OPEN.value,
    )


def mine(standing: Standing, telling: frozenset[int]) -> Q:
    """Where the next step is this person's: the chair's to judge or close, the office's to send, a lead's to reply."""
    found = Q(pk__in=[])
    if standing.may(Permission.CHALLENGE_JUDGE):
        found |= with_chair(telling)
    if standing.may(Permission.CHALLENGE_KEEP):
        found |= Q(state=State.RAISED)
    agencies = standing.agencies_with(Permission.CHALLENGE_REPLY)
    if agencies:
        owing = Asked.objects.filter(challenge=OuterRef("pk"), agency_id__in=agencies, due_on__isnull=False)
        found |= Q(Exists(owing)) | Q(Exists(_open_actions().filter(agency_id__in=agencies)))
    return found


def _in_order(chosen: QuerySet[Challenge], narrowed: Narrowed) -> QuerySet[Challenge]:
    """Longest overdue first is earliest due first; what nobody owes a date on comes after, the oldest first."""
    if narrowed.sort is Sort.NEWEST:
        return chosen.order_by("-number")
    if narrowed.sort is Sort.MOVED:
        return chosen.order_by("-moved_at", "-number")
    if narrowed.show in (Show.CLOSED, Show.SHOWN, Show.WITHDRAWN):
        return chosen.order_by("-moved_at", "-number")
    return chosen.order_by(F("due_on").asc(nulls_last=True), "sent_at", "number")


def _counts(seen: QuerySet[Challenge], shown: dict[Show, Q]) -> dict[Show, int]:
    counted = seen.aggregate(**{show.value: Count("pk", filter=q) for show, q in shown.items()})
    return {show: counted[show.value] for show in shown}


def _rungs(board_id: int, progress: Mapping[int, Progress]) -> dict[int, RungReached]:
    """The highest rung reached of the dates that are being missed now, by challenge."""
    owed = {
        (str(one.asked_id), one.due_on): pk for pk, of in progress.items() for one in of.askings if one.due_on
    }
    keys = {key for key, _ in owed}
    found: dict[int, RungReached] = {}
    reached = RungReached.objects.filter(board_id=board_id, kind=REPLY, key__in=keys).order_by("rung", "pk")
    for one in reached:
        if (one.key, one.due_on) in owed:
            found[owed[one.key, one.due_on]] = one
    return found
