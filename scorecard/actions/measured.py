"""One of a board's own indicators for whoever may change it, and the entry each change leaves."""

from datetime import date, timedelta

from agencies.actions import record
from agencies.models import Agency, Seat
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.models import Indicator, Perspective
from scorecard.permissions import can_set_scorecard
from scorecard.rules.periods import Period, PeriodKind, financial_year, quarter_holding, term


def own_indicator(indicator_id: int, by: Standing) -> Indicator:
    """The board's own indicator, its open version, for whoever may change it; locked."""
    can_set_scorecard(by).demand()
    return (
        Indicator.objects.select_for_update(of=("self",))
        .select_related("board")
        .get(pk=indicator_id, board_id=by.board_id, until__isnull=True)
    )


def demand_measured(indicator: Indicator) -> None:
    """`Refused` for an indicator that is retired, or is going to be."""
    if indicator.retired_from is not None:
        raise Refused(
            f"{indicator.code} is no longer measured from {indicator.retired_from:%-d %B %Y} on. Bring it back first."
        )


def demand_beginning(frequency: str, day: date) -> None:
    """`Refused`, with the days on either side, for a day that begins none of an indicator's periods."""
    period = _period_of(day, PeriodKind(frequency))
    if period.first != day:
        following = period.last + timedelta(days=1)
        raise Refused(
            f"{day:%-d %B %Y} begins no {frequency} of this indicator: "
            f"choose {period.first:%-d %B %Y} or {following:%-d %B %Y}."
        )


def demand_place(*, owner: Agency | None, perspective: Perspective, by: Standing) -> None:
    """`Refused` for an owner without a seat at the board, or a perspective that is another board's or retired."""
    if perspective.board_id != by.board_id or perspective.retired_at is not None:
        raise Refused("Choose one of the perspectives in use.")
    day = clock.today()
    if owner is not None and not any(
        seat.until is None or seat.until > day
        for seat in Seat.objects.filter(board_id=by.board_id, agency=owner)
    ):
        raise Refused(f"{owner.name} has no seat at this board.")


def enter_of_indicator(by: Standing, verb: str, indicator: Indicator, words: str) -> None:
    """What was done to an indicator, in the caller's transaction."""
    record.enter(
        by=by.actor,
        verb=verb,
        kind="indicator",
        reference=indicator.pk,
        board_code=by.board_code,
        words=words,
    )


def _period_of(day: date, kind: PeriodKind) -> Period:
    """The quarter, term or financial year that holds a day."""
    if kind is PeriodKind.QUARTER:
        return quarter_holding(day)
    years = (day.year - 1, day.year)
    terms = [term(year, name) for year in years for name in ("autumn", "spring", "summer")]
    found = terms if kind is PeriodKind.TERM else [financial_year(year) for year in years]
    return next(one for one in found if one.first <= day <= one.last)
