"""The board's own lines: asked for alone they are what they are among all lines."""

import random
from dataclasses import replace

import pytest

from agencies.models import Agency, Board
from scorecard.models import Indicator
from scorecard.queries.series import Line, board_lines, facts_of, lines
from scorecard.rules.figures import Status
from scorecard.rules.periods import Period
from scorecard.rules.suppression import publish
from tests.building import BEFORE, LAST
from tests.factories import (
    HAMPSHIRE,
    AgencyFactory,
    AreaFactory,
    FigureFactory,
    SeatFactory,
    SubmissionFactory,
)

EARLIER = BEFORE.previous()


@pytest.fixture
def ambulance(board: Board) -> Agency:
    """A third agency, which owns nothing."""
    return AgencyFactory(code="amb", name="County Ambulance")


def tell(
    indicator: Indicator, agency: Agency, period: Period, status: Status = Status.REPORTED, of: int = 120
) -> None:
    """A current figure of 30 out of `of`, or the reason why there is none."""
    numbers = {} if status is Status.REPORTED else {"numerator": None, "denominator": None, "value": None}
    FigureFactory(
        indicator=indicator,
        submission=SubmissionFactory(board=indicator.board, agency=agency),
        area=AreaFactory(code=HAMPSHIRE),
        period_kind=period.kind.value,
        first=period.first,
        last=period.last,
        status=status.value,
        **({"denominator": of} | numbers),
    )


def of_everybody(indicator: Indicator) -> Line:
    """The one line over every agency."""
    (line,) = board_lines([indicator]).values()
    assert line.key.agency_id is None
    return line


def as_printed(indicator: Indicator, line: Line) -> Line:
    """A line without its small counts."""
    return replace(line, points=tuple(publish(point, facts_of(indicator)) for point in line.points))


def test_the_boards_lines_are_those_that_all_lines_hold(
    scorecard: dict[str, Indicator], health: Agency, police: Agency, ambulance: Agency
) -> None:
    dice, agencies = random.Random(7), (health, police, ambulance)
    for indicator in (scorecard["H02"], scorecard["P01"], scorecard["W01"]):
        for agency in agencies:
            for back in range(5):
                if dice.random() < 0.7:
                    status = dice.choice((Status.REPORTED, Status.REPORTED, Status.NOT_APPLICABLE))
                    tell(indicator, agency, LAST.shifted(-3 * back), status, dice.choice((33, 120)))
    owners = {one.pk: one.owner_id for one in scorecard.values()}

    for given in ({}, {"until": BEFORE.last}, {"seen_as": as_printed}):
        everything = lines(scorecard.values(), **given)
        boards = {key: line for key, line in everything.items() if key.agency_id == owners[key.indicator_id]}
        assert board_lines(scorecard.values(), **given) == boards
        assert 0 < len(boards) < len(everything)


def test_what_another_agency_says_of_an_owners_indicator_is_no_line_of_the_boards(
    scorecard: dict[str, Indicator], police: Agency
) -> None:
    tell(scorecard["H02"], police, LAST)

    assert board_lines(scorecard.values()) == {}


def test_the_boards_line_has_a_gap_where_an_agency_that_had_begun_is_missing(
    scorecard: dict[str, Indicator], health: Agency, police: Agency
) -> None:
    tell(scorecard["W01"], health, EARLIER)
    tell(scorecard["W01"], health, BEFORE)
    tell(scorecard["W01"], police, BEFORE, of=80)
    tell(scorecard["W01"], health, LAST)

    line = of_everybody(scorecard["W01"])

    assert [point.value for point in line.points] == [25, 30, None]
    assert line.agencies_in == {EARLIER: (1, 1), BEFORE: (2, 2), LAST: (1, 2)}


def test_an_agency_to_whom_it_does_not_apply_is_not_waited_for(
    scorecard: dict[str, Indicator], health: Agency, police: Agency
) -> None:
    tell(scorecard["W01"], health, LAST)
    tell(scorecard["W01"], police, LAST, Status.NOT_APPLICABLE)

    line = of_everybody(scorecard["W01"])

    assert [point.value for point in line.points] == [25]
    assert line.agencies_in == {LAST: (1, 1)}


def test_an_agency_whose_seat_has_ended_leaves_no_gap_after_it(
    scorecard: dict[str, Indicator], board: Board, health: Agency, police: Agency, ambulance: Agency
) -> None:
    for agency, periods in (
        (health, (EARLIER, BEFORE, LAST)),
        (police, (EARLIER, BEFORE, LAST)),
        (ambulance, (EARLIER,)),
    ):
        for period in periods:
            tell(scorecard["W01"], agency, period)
    gaps_before = [point.period for point in of_everybody(scorecard["W01"]).points if point.value is None]

    SeatFactory(board=board, agency=ambulance, since=EARLIER.first, until=EARLIER.last)

    line = of_everybody(scorecard["W01"])
    assert gaps_before == [BEFORE, LAST]
    assert [point.value is None for point in line.points] == [False, False, False]
    assert line.agencies_in == {EARLIER: (3, 3), BEFORE: (2, 2), LAST: (2, 2)}
