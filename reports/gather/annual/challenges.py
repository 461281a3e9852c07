"""The questions the board put to agencies in a year, as far as the public may read of them.

What a question says about a figure depends on that figure. Where any of what it watches is hidden, neither its words
nor what came of it are told: they were written by people who knew the number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from agencies.models import Board
from agencies.rules import clock
from registers.models import Action, Asked, Challenge, OriginKind, Watch
from registers.queries.threads import actions_from_challenges
from registers.queries.watching import Seen, impact_evidence, watched
from registers.rules.challenges import State
from registers.rules.evidence import Kind
from scorecard.queries.publishing import Publishing
from scorecard.queries.series import Line
from scorecard.rules.figures import Status
from scorecard.rules.periods import financial_year

_OF_FIGURES = (OriginKind.SIGNAL, OriginKind.FIGURE)


@dataclass(frozen=True, slots=True)
class Question:
    """One question with what is known of it. `figure` is what the figure it watches is called; empty for none."""

    challenge: Challenge
    asked: tuple[str, ...]
    actions: tuple[Action, ...]
    evidence: tuple[Kind, ...]
    figure: str


@dataclass(frozen=True, slots=True)
class YearOfQuestions:
    """Those that were open in the year: closed by now with and without shown impact, open still; how many withheld."""

    shown: tuple[Question, ...] = ()
    unshown: tuple[Question, ...] = ()
    open: tuple[Question, ...] = ()
    withheld: int = 0

    @property
    def every(self) -> tuple[Question, ...]:
        """All of which anything is told."""
        return (*self.shown, *self.unshown, *self.open)


def year_of_questions(board: Board, year: int, allowed: Publishing) -> YearOfQuestions:
    """Every question that was open at some time of the year April to March; withdrawn ones are left out."""
    challenges = _of_the_year(board, year)
    watches = list(Watch.objects.filter(challenge__in=challenges))
    seen = watched(watches)
    may = [one for one in challenges if _may_be_told(one, seen.get(one.pk), allowed)]
    told = list(_questions(may, seen))
    closed = [one for one in told if one.challenge.state == State.CLOSED]
    return YearOfQuestions(
        shown=tuple(one for one in closed if one.challenge.shown_impact),
        unshown=tuple(one for one in closed if not one.challenge.shown_impact),
        open=tuple(one for one in told if one not in closed),
        withheld=len(challenges) - len(may),
    )


def as_it_stood(year: int) -> str:
    """As of which day it is told what came of a year's questions: the record holds how they stand now."""
    return (
        f"What came of each question is told as it stood on {clock.today():%-d %B %Y}, the day this was built: some of "
        f"it may have come after the year ended on {financial_year(year).last:%-d %B %Y}."
    )


def _of_the_year(board: Board, year: int) -> list[Challenge]:
    whole = financial_year(year)
    rows = Challenge.objects.filter(board=board, raised_at__date__lte=whole.last, sent_at__isnull=False)
    still = Q(closed_at__isnull=True) | Q(closed_at__date__gte=whole.first)
    return list(
        rows.filter(still).exclude(state=State.WITHDRAWN).select_related("priority").order_by("number")
    )


def _may_be_told(challenge: Challenge, seen: Seen | None, allowed: Publishing) -> bool:
    if seen is None:
        return challenge.origin_kind not in _OF_FIGURES
    if seen.line is None or seen.indicator is None:
        return False
    line = Line(seen.line.key, seen.line.points, seen.line.agencies_in, seen.line.breaks)
    return all(point.status is not Status.SUPPRESSED for point in allowed(seen.indicator, line).points)


def _questions(challenges: Sequence[Challenge], seen: dict[int, Seen]) -> Iterable[Question]:
    actions, evidence = actions_from_challenges(challenges), impact_evidence([one.pk for one in challenges])
    asked: dict[int, list[str]] = {}
    rows = Asked.objects.filter(challenge__in=challenges, taken_back_at__isnull=True).select_related("agency")
    for one in rows.order_by("-lead", "agency__name"):
        asked.setdefault(one.challenge_id, []).append(one.agency.name)
    for challenge in challenges:
        watching = seen.get(challenge.pk)
        yield Question(
            challenge=challenge,
            asked=tuple(asked.get(challenge.pk, ())),
            actions=tuple(actions[challenge.pk]),
            evidence=evidence.get(challenge.pk, ()),
            figure=watching.indicator.title if watching and watching.indicator else "",
        )
