"""Lines that begin anew: a rebase on record, a changed definition, and the older version's figures before it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from agencies.models import Agency, Board
from scorecard.models import Area, Break, Indicator
from scorecard.queries.overview import assessed_line, board_overview
from scorecard.queries.series import Line, lines
from scorecard.rules.variation import Footing
from tests.building import LAST
from tests.factories import (
    HAMPSHIRE,
    AreaFactory,
    BreakFactory,
    FigureFactory,
    IndicatorFactory,
    SubmissionFactory,
)

pytestmark = pytest.mark.django_db

QUARTERS = [LAST.shifted(-3 * back) for back in reversed(range(30))]


def counted(
    indicator: Indicator, agency: Agency, numbers: list[int], *, area: str = HAMPSHIRE, start: int = 0
) -> None:
    sent = SubmissionFactory(board=indicator.board, agency=agency)
    for period, number in zip(QUARTERS[start:], numbers, strict=False):
        FigureFactory(
            indicator=indicator,
            agency=agency,
            area=AreaFactory(code=area),
            first=period.first,
            last=period.last,
            numerator=Decimal(number),
            denominator=None,
            value=Decimal(number),
            submission=sent,
        )


def a_count(board: Board, owner: Agency, **more: object) -> Indicator:
    made: Indicator = IndicatorFactory(board=board, owner=owner, unit="count", denominator="", **more)
    return made


def the_line(indicator: Indicator) -> Line:
    return next(iter(lines([indicator]).values()))


SHIFTED = [
    50,
    52,
    48,
    51,
    49,
    50,
    53,
    47,
    50,
    51,
    49,
    52,
    48,
    50,
    51,
    *(80, 82, 78, 81, 79, 80, 83, 77, 80, 81, 79, 82, 78, 80, 81),
]


def test_from_a_rebase_on_a_line_is_judged_by_itself(board: Board, health: Agency) -> None:
    indicator = a_count(board, health)
    counted(indicator, health, SHIFTED)
    assert assessed_line(indicator, the_line(indicator), {}).assessment.pattern.side is not None

    BreakFactory(indicator=indicator, first=QUARTERS[15].first)
    judged = assessed_line(indicator, the_line(indicator), {}).assessment

    assert judged.pattern.side is None
    assert [judged.readings[14].mean, judged.readings[15].mean] == [Fraction(751, 15), Fraction(1201, 15)]
    assert judged.readings[0].upper != judged.readings[-1].upper
    assert judged.readings[-1].stage is Footing.TRIAL


def test_a_break_taken_back_breaks_nothing(board: Board, health: Agency) -> None:
    indicator = a_count(board, health)
    counted(indicator, health, SHIFTED)
    one = BreakFactory(indicator=indicator, first=QUARTERS[15].first)

    Break.objects.filter(pk=one.pk).update(taken_back_at=one.made_at, taken_back_by="Bridget Marsh")

    assert the_line(indicator).starts == ()


def test_a_break_within_a_period_begins_with_the_next_one(board: Board, health: Agency) -> None:
    indicator = a_count(board, health)
    counted(indicator, health, SHIFTED)

    BreakFactory(indicator=indicator, first=date(QUARTERS[15].first.year, QUARTERS[15].first.month, 2))

    assert the_line(indicator).starts == (16,)


def test_a_new_version_carries_its_history_on_and_begins_anew(board: Board, health: Agency) -> None:
    day = QUARTERS[20].first
    old = a_count(board, health, code="X1", until=day)
    new = a_count(board, health, code="X1", version=2, since=day, perspective=old.perspective)
    counted(old, health, SHIFTED[:20])
    counted(new, health, SHIFTED[20:], start=20)

    line = the_line(new)

    assert [int(point.value or 0) for point in line.points] == SHIFTED
    assert line.starts == (20,)
    assert line.key.indicator_id == new.pk


def test_an_older_version_in_another_unit_is_another_line(board: Board, health: Agency) -> None:
    day = QUARTERS[20].first
    old = a_count(board, health, code="X1", until=day)
    new = a_count(
        board, health, code="X1", version=2, since=day, perspective=old.perspective, kind="snapshot"
    )
    counted(old, health, SHIFTED[:20])
    counted(new, health, SHIFTED[20:], start=20)

    assert len(the_line(new).points) == 10


def test_of_a_period_both_versions_tell_the_newer_is_believed(board: Board, health: Agency) -> None:
    day = QUARTERS[20].first
    old = a_count(board, health, code="X1", until=day)
    new = a_count(board, health, code="X1", version=2, since=day, perspective=old.perspective)
    counted(old, health, [1] * 21)
    counted(new, health, [2] * 10, start=20)

    assert [int(point.value or 0) for point in the_line(new).points] == [1] * 20 + [2] * 10


def test_districts_are_no_rows_of_the_scorecard(board: Board, health: Agency) -> None:
    indicator = a_count(board, health)
    counted(indicator, health, [9] * 30, area="E07000090")
    counted(indicator, health, [50] * 30)

    (row,) = board_overview(board.pk).rows

    assert row.line is not None
    assert row.line.assessment.latest is not None
    assert row.line.assessment.latest.value == 50
    assert Area.objects.count() == 2
