"""Chosen lines: as the pages show them, of nobody's figures but those the reader sees, from a dozen queries."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import count

import pytest
from pytest_django import DjangoAssertNumQueries

from agencies.models import Agency, Board, Person
from agencies.queries.standings import standing_at
from agencies.rules.standing import Standing
from scorecard.models import Indicator
from scorecard.queries.choices import choices
from scorecard.queries.explored import TOGETHER, Choice, Drawn, NotKnown, TooMuch, explored
from scorecard.queries.indicator_page import indicator_page
from scorecard.rules.figures import Status
from scorecard.rules.periods import Period, quarter
from tests.building import LAST
from tests.factories import (
    HAMPSHIRE,
    AreaFactory,
    BenchmarkFactory,
    FigureFactory,
    SubmissionFactory,
    TargetFactory,
)

DISTRICT = "E07000084"
#: Fifteen quarters that wobble about 40 in 100, and a last one far off.
WOBBLE = (41, 39, 40, 42, 38, 41, 40, 39, 41, 40, 42, 39, 40, 41, 80)


def tell(
    indicator: Indicator,
    agency: Agency,
    *tops: int | None,
    out_of: int = 100,
    area: str = HAMPSHIRE,
    breakdown: str = "all",
    until: Period = LAST,
) -> None:
    """One figure a quarter, the last one `until`; None says that it was not supplied."""
    sent = SubmissionFactory(board=indicator.board, agency=agency)
    for number, top in zip(count(1 - len(tops)), tops, strict=False):
        period = until.shifted(3 * number)
        FigureFactory(
            indicator=indicator,
            submission=sent,
            area=AreaFactory(code=area),
            breakdown=breakdown,
            first=period.first,
            last=period.last,
            numerator=None if top is None else Decimal(top),
            denominator=None if top is None else Decimal(out_of),
            value=None if top is None else Decimal(top) * 100 / out_of,
            status=Status.NOT_SUPPLIED if top is None else Status.REPORTED,
            cell=f"C{number + len(tops) + 1}",
        )


@pytest.fixture
def told(scorecard: dict[str, Indicator], health: Agency, police: Agency) -> dict[str, Indicator]:
    """H02 of County Health, P01 of County Police, and W01 of both, also of a district."""
    tell(scorecard["H02"], health, *WOBBLE)
    tell(scorecard["P01"], police, 60, 61, None, 63)
    for agency in (health, police):
        tell(scorecard["W01"], agency, 70, 72)
    AreaFactory(code=DISTRICT, name="Basingstoke and Deane")
    tell(scorecard["W01"], police, 50, area=DISTRICT)
    return scorecard


def keys(found: tuple[Drawn, ...]) -> set[tuple[str, str, str, str]]:
    return {(one.indicator.code, one.agency_code, one.area.code, one.breakdown) for one in found}


def test_a_member_sees_every_line_and_the_boards_own(told: dict[str, Indicator], member: Standing) -> None:
    assert keys(explored(member, Choice())) == {
        ("H02", "hlt", HAMPSHIRE, "all"),
        ("P01", "pol", HAMPSHIRE, "all"),
        ("W01", TOGETHER, HAMPSHIRE, "all"),
        ("W01", TOGETHER, DISTRICT, "all"),
        ("W01", "hlt", HAMPSHIRE, "all"),
        ("W01", "pol", HAMPSHIRE, "all"),
        ("W01", "pol", DISTRICT, "all"),
    }


def test_each_choice_narrows(told: dict[str, Indicator], member: Standing) -> None:
    one = explored(member, Choice(("W01",), agencies=(TOGETHER,), areas=(HAMPSHIRE,)))
    assert keys(one) == {("W01", TOGETHER, HAMPSHIRE, "all")}
    assert [point.value for point in one[0].points] == [70, 72]
    assert one[0].points[-1].agencies_in == (2, 2)

    two = explored(member, Choice(("H02", "P01"), since=date(2017, 10, 1), until=date(2017, 12, 31)))
    assert {(line.indicator.code, *(point.value for point in line.points)) for line in two} == {
        ("H02", 41),
        ("P01", None),
    }


def test_a_line_is_judged_whole_and_then_cut(told: dict[str, Indicator], member: Standing) -> None:
    (whole,) = explored(member, Choice(("H02",)))
    (cut,) = explored(member, Choice(("H02",), since=date(2018, 1, 1)))
    page = indicator_page(member, "H02")
    assert page is not None
    assert page.line is not None

    assert cut.points == whole.points[-1:]
    assert cut.start == len(WOBBLE) - 1
    assert cut.points[0].special.value == "above_limit"
    reading = page.line.assessment.reading
    assert reading is not None
    assert (cut.points[0].mean, cut.points[0].upper) == (reading.mean, reading.upper)
    assert cut.line.assessment == page.line.assessment


def test_a_missing_figure_is_none_and_says_why(told: dict[str, Indicator], member: Standing) -> None:
    (line,) = explored(member, Choice(("P01",)))

    assert [(point.value, point.status.value) for point in line.points][2] == (None, "not_supplied")


def test_a_lead_sees_the_own_agencys_lines_alone(told: dict[str, Indicator], helen: Standing) -> None:
    assert keys(explored(helen, Choice())) == {
        ("H02", "hlt", HAMPSHIRE, "all"),
        ("W01", "hlt", HAMPSHIRE, "all"),
    }


@pytest.mark.parametrize(
    ("theirs", "nobodys"),
    [
        (Choice(("P01",)), Choice(("P99",))),
        (Choice(agencies=("pol",)), Choice(agencies=("nobody",))),
        (Choice(agencies=(TOGETHER,)), Choice(agencies=("nobody",))),
        (Choice(areas=(DISTRICT,)), Choice(areas=("E07999999",))),
        (Choice(breakdowns=("victims",)), Choice(breakdowns=("nothing",))),
    ],
)
def test_what_another_agency_has_is_no_more_there_than_what_nobody_has(
    told: dict[str, Indicator], police: Agency, helen: Standing, theirs: Choice, nobodys: Choice
) -> None:
    tell(told["P01"], police, 12, breakdown="victims")

    with pytest.raises(NotKnown) as one:
        explored(helen, theirs)
    with pytest.raises(NotKnown) as other:
        explored(helen, nobodys)

    assert one.value.parameter == other.value.parameter
    assert str(one.value).replace(one.value.given, "") == str(other.value).replace(other.value.given, "")


def test_another_boards_codes_are_not_known(
    told: dict[str, Indicator], other_board_manager: Person, other_board: Board
) -> None:
    olga = standing_at(other_board_manager, other_board.code)
    assert olga is not None
    assert explored(olga, Choice()) == ()
    for choice in (Choice(("H02",)), Choice(agencies=("hlt",)), Choice(areas=(HAMPSHIRE,))):
        with pytest.raises(NotKnown):
            explored(olga, choice)


def test_only_what_is_counted_alike_may_stand_beside(told: dict[str, Indicator], member: Standing) -> None:
    BenchmarkFactory(indicator_code="H02", value=Decimal("18.7"))
    BenchmarkFactory(indicator_code="H02", value=Decimal(4100), unit="count", cell="B9")

    (line,) = explored(member, Choice(("H02",)))
    (bare,) = explored(member, Choice(("H02",), comparators=False))

    assert {(one.published.value, one.comparable) for one in line.beside} == {
        (Decimal("18.7"), True),
        (Decimal(4100), False),
    }
    assert bare.beside == ()


def test_a_figures_target_is_that_of_its_own_year(told: dict[str, Indicator], member: Standing) -> None:
    TargetFactory(indicator=told["H02"], year=2016, value=Decimal(25))
    TargetFactory(indicator=told["H02"], year=2017, value=Decimal(20))

    (line,) = explored(member, Choice(("H02",), since=date(2017, 1, 1), until=date(2017, 6, 30)))

    assert [point.target for point in line.points] == [25, 20]


def test_a_line_with_small_numbers_is_marked_even_where_they_are_cut_off(
    told: dict[str, Indicator], health: Agency, member: Standing
) -> None:
    tell(told["H04"], health, 3, 40, 41, breakdown="schools")
    tell(told["H04"], health, 30, 40, 41, breakdown="police")

    found = explored(member, Choice(("H04",), since=LAST.first))

    assert {one.breakdown: one.small for one in found} == {"schools": True, "police": False}


def test_rates_are_shown_a_year(told: dict[str, Indicator], health: Agency, member: Standing) -> None:
    tell(told["H03"], health, 28, out_of=280_000)

    (line,) = explored(member, Choice(("H03",)))

    assert line.points[0].value == Fraction(4)  # 28 in 280,000 is 1 in 10,000 a quarter: 4 a year


def test_too_much_is_refused_with_what_to_do(told: dict[str, Indicator], member: Standing) -> None:
    with pytest.raises(TooMuch, match=r"more than 20 figures.*fewer"):
        explored(member, Choice(), most=20)
    assert explored(member, Choice(("H02",)), most=20)


def test_gaps_count_towards_too_much_as_well(
    told: dict[str, Indicator], police: Agency, member: Standing
) -> None:
    tell(told["P01"], police, 60, until=quarter(2000, 1))
    with pytest.raises(TooMuch):
        explored(member, Choice(("P01",)), most=20)


def test_the_queries_do_not_grow_with_the_lines(
    told: dict[str, Indicator],
    health: Agency,
    police: Agency,
    member: Standing,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    BenchmarkFactory(indicator_code="H02")
    with django_assert_max_num_queries(13) as few:
        explored(member, Choice(("H02", "W01")))
    for place in range(8):
        area = f"E0700009{place}"
        AreaFactory(code=area)
        for agency in (health, police):
            tell(told["W01"], agency, 40, 50, area=area)

    with django_assert_num_queries(len(few)):
        assert len(explored(member, Choice())) > 20


def test_the_choices_are_those_of_the_reader(
    told: dict[str, Indicator], member: Standing, helen: Standing, paul: Standing
) -> None:
    for standing in (member, helen, paul):
        offered = choices(standing)
        found = explored(standing, Choice(tuple(one.code for one in offered.indicators)))
        assert {one.indicator.code for one in found} <= {one.code for one in offered.indicators}
        assert {one.agency_code for one in found} <= {one.code for one in offered.agencies} | {TOGETHER}
        assert {one.area.code for one in found} == {one.code for one in offered.areas}

    mine = choices(helen)
    assert [one.code for one in mine.indicators] == ["H02", "W01"]
    assert [one.code for one in mine.agencies] == ["hlt"]
    assert [one.code for one in mine.areas] == [HAMPSHIRE]
    assert not mine.together
    assert choices(member).together
    assert (mine.first, mine.last) == (LAST.shifted(-42).first, LAST.last)


def test_nothing_sent_leaves_nothing_to_choose(
    scorecard: dict[str, Indicator], helen: Standing, standing_of: Callable[[Person], Standing]
) -> None:
    assert choices(helen).indicators == ()
    assert choices(helen).first is None
    assert explored(helen, Choice()) == ()
