"""The records that the board's own measures are counted from, one quarter at a time."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from django.db.models import Count, Min, Q

from agencies.models import Board
from agencies.rules.clock import LONDON
from registers.models import Action, Asked, DateChange, Invited, Meeting, OriginKind, Reply
from registers.rules.actions import State as ActionState
from registers.rules.challenges import REPLY
from registers.rules.kept_dates import Moved, Promise, Seats, promised_day
from scorecard.models import Return, Submission
from scorecard.rules.periods import Period, spanning


def board_meetings(board: Board, period: Period) -> tuple[Seats, ...]:
    """The meetings of the board itself held in the period, those of its groups left out."""
    held = Meeting.objects.filter(board=board, counts=True, held_on__range=(period.first, period.last))
    rows = held.annotate(
        seats=Count("invited"), filled=Count("invited", filter=Q(invited__came=Invited.Came.YES))
    ).order_by("held_on", "number")
    return tuple(Seats(one.reference, one.seats, one.filled, one.closed_at is not None) for one in rows)


def returns_due(board: Board, period: Period, *, office_id: int) -> tuple[Promise, ...]:
    """The agencies' returns due in the period, and the first day on which what was released of each had come.

    The board's own office is no partner: `office_id` is left out.
    """
    due = (
        Return.objects.filter(board=board, due_on__range=(period.first, period.last))
        .exclude(agency_id=office_id)
        .select_related("agency")
        .annotate(
            came_at=Min("submissions__received_at", filter=Q(submissions__state=Submission.State.RELEASED))
        )
        .order_by("due_on", "agency__name")
    )
    return tuple(
        Promise(
            f"Return of {one.agency.name} for {spanning(one.first, one.last).short}",
            one.due_on,
            one.came_at.astimezone(LONDON).date() if one.came_at else None,
        )
        for one in due
    )


def challenge_steps_due(board: Board, period: Period) -> tuple[Promise, ...]:
    """Replies to challenges and actions agreed on them that were due in the period.

    What was withdrawn, dropped or taken back is left out.
    """
    every = [*_replies(board), *_actions(board)]
    return tuple(one for one in every if period.first <= one.due_on <= period.last)


def _replies(board: Board) -> Iterator[Promise]:
    moves = _moves(board, REPLY)
    asked = Asked.objects.filter(challenge__board=board, challenge__withdrawn_at=None, taken_back_at=None)
    given = Reply.objects.filter(asked__in=asked)
    for reply in given.select_related("asked__challenge", "asked__agency").defer("text").order_by("pk"):
        if reply.due_on is not None:
            due_on = promised_day(reply.due_on, moves[str(reply.asked_id)])
            yield Promise(_asked_words(reply.asked), due_on, reply.replied_at.astimezone(LONDON).date())
    for one in asked.select_related("challenge", "agency").order_by("pk"):
        if one.due_on is not None:
            yield Promise(_asked_words(one), promised_day(one.due_on, moves[str(one.pk)]), None)


def _asked_words(asked: Asked) -> str:
    return f"{asked.challenge.reference}, reply of {asked.agency.name}"


def _actions(board: Board) -> Iterator[Promise]:
    moves = _moves(board, "action")
    agreed = Action.objects.filter(board=board, origin_kind=OriginKind.CHALLENGE)
    for one in agreed.exclude(state=ActionState.DROPPED.value).order_by("number"):
        done = one.completed_at if one.state != ActionState.OPEN.value else None
        yield Promise(
            f"{one.reference}, of {one.origin_words}"[:200],
            promised_day(one.due_on, moves[str(one.pk)]),
            done.astimezone(LONDON).date() if done else None,
        )


def _moves(board: Board, kind: str) -> Mapping[str, list[Moved]]:
    """Every change of dates of this kind, oldest first, by what it is a date of."""
    found: dict[str, list[Moved]] = defaultdict(list)
    for one in DateChange.objects.filter(board=board, kind=kind).order_by("pk"):
        if one.was_on and one.becomes_on:
            found[one.key].append(Moved(one.was_on, one.becomes_on, one.changed_at.astimezone(LONDON).date()))
    return found
