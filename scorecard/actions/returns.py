"""Returns: opening what each agency owes for a quarter."""

from datetime import date, timedelta

from django.db import transaction

from agencies.actions import record
from agencies.models import Agency, Board, Seat
from agencies.rules.standing import Actor
from scorecard.models import Indicator, Return
from scorecard.rules.periods import Period, quarter_holding

#: Days after a quarter's end by which its return is due.
DUE_AFTER = timedelta(days=42)


@transaction.atomic
def open_for(*, board: Board, period: Period, by: Actor) -> int:
    """Open the returns of one quarter: one for every seated agency that reports an indicator. Returns how many.

    Doing it again opens only what is not open yet.
    """
    measured = Indicator.objects.asked_in(period.first).filter(board=board)
    reports_all = measured.filter(owner__isnull=True).exists()
    owners = set(measured.filter(owner__isnull=False).values_list("owner_id", flat=True))
    seated = {
        seat.agency_id
        for seat in Seat.objects.filter(board=board, since__lte=period.last)
        if seat.until is None or seat.until > period.first
    }
    owing = seated if reports_all else seated & owners
    known = set(
        Return.objects.filter(board=board, first=period.first, last=period.last).values_list(
            "agency_id", flat=True
        )
    )
    opened = [
        Return(
            board=board, agency=agency, first=period.first, last=period.last, due_on=period.last + DUE_AFTER
        )
        for agency in Agency.objects.filter(pk__in=owing - known).order_by("name")
    ]
    Return.objects.bulk_create(opened)
    if opened:
        record.enter(
            by=by,
            verb="returns.open",
            kind="board",
            reference=board.pk,
            board_code=board.code,
            words=f"Opened {len(opened)} returns for {period.label}.",
        )
    return len(opened)


def open_ended_quarters(*, today: date, by: Actor) -> int:
    """Open the returns of the quarter that ended last, at every board. Returns how many."""
    ended = quarter_holding(today).previous()
    return sum(open_for(board=board, period=ended, by=by) for board in Board.objects.all())
