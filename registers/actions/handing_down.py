"""The board's own measures, counted from its records every night and handed down to the scorecard."""

from collections.abc import Iterable, Iterator

from agencies.models import Board
from agencies.rules import clock
from agencies.rules.standing import Actor
from registers.queries.kept_dates import board_meetings, challenge_steps_due, returns_due
from registers.queries.section_11.returned import assessments_due
from registers.rules.kept_dates import Promise, Seats, Share, promises_kept, seats_filled
from scorecard.actions.handing_down import Computed, hand_down
from scorecard.models import Indicator
from scorecard.rules.periods import Period, financial_year, quarter_holding

JOB = Actor(None, "The nightly job that counts the board’s own records")
#: Quarters that have ended and are counted again each night: what is settled or withdrawn late still changes them.
QUARTERS = 4
#: Years April to March likewise, for what is asked once a year at most.
YEARS = 2
ATTENDANCE, ASSESSMENTS, RETURNS, CHALLENGES = "W10a", "W10b", "W10c", "W10d"


def hand_down_records() -> int:
    """Count every board's records of the quarters and years that ended last; how many figures came or changed."""
    return sum(_of_board(board) for board in Board.objects.order_by("pk"))


def _of_board(board: Board) -> int:
    figures = [one for period in _ended() for one in _figures(board, period)]
    figures += [one for year in _years_ended() for one in _assessments(board, year)]
    return sum(one.figures_found for one in hand_down(board=board, figures=figures, by=JOB))


def _ended() -> Iterator[Period]:
    period = quarter_holding(clock.today())
    for _ in range(QUARTERS):
        period = period.previous()
        yield period


def _years_ended() -> Iterator[Period]:
    today = clock.today()
    ended = today.year - 1 if today.month > 3 else today.year - 2
    for year in range(ended, ended - YEARS, -1):
        yield financial_year(year)


def _assessments(board: Board, year: Period) -> Iterator[Computed]:
    """Self-assessments in time; nothing for a board, or a year, before the first cycle kept here."""
    promises = assessments_due(board, year)
    if promises is not None:
        yield _computed(ASSESSMENTS, year, promises_kept(promises), map(_promise, promises))


def _figures(board: Board, period: Period) -> Iterator[Computed]:
    meetings = board_meetings(board, period)
    filled = seats_filled(meetings)
    if filled is not None:
        yield _computed(ATTENDANCE, period, filled, map(_meeting, meetings))
    offices = Indicator.objects.filter(board=board, code=RETURNS, until__isnull=True, owner__isnull=False)
    for office_id in offices.values_list("owner_id", flat=True):
        promises = returns_due(board, period, office_id=office_id)
        yield _computed(RETURNS, period, promises_kept(promises), map(_promise, promises))
    promises = challenge_steps_due(board, period)
    yield _computed(CHALLENGES, period, promises_kept(promises), map(_promise, promises))


def _computed(code: str, period: Period, share: Share, records: Iterable[tuple[str, ...]]) -> Computed:
    return Computed(code, period, share.met, share.due, f"rule {code}, 1", tuple(records))


def _meeting(one: Seats) -> tuple[str, ...]:
    return one.reference, f"{one.invited} seats", f"{one.came} filled", f"{one.came} of {one.invited}"


def _promise(one: Promise) -> tuple[str, ...]:
    done = one.done_on.isoformat() if one.done_on else "not yet"
    return one.reference, one.due_on.isoformat(), done, "in time" if one.kept else "late"
