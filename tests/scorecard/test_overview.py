"""The scorecard's figures against a slow oracle, whose they are, and how many questions a page asks the database."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from pytest_django import DjangoAssertNumQueries

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Actor, Standing
from scorecard.actions import submissions
from scorecard.actions.indicators import set_target
from scorecard.models import Indicator
from scorecard.presenters.overview import tile_words
from scorecard.queries.headlines import headlines
from scorecard.queries.overview import Row, overview
from tests.building import BEFORE, LAST, a_return, load
from tests.factories import AgencyFactory, BenchmarkFactory, MembershipFactory, SeatFactory
from tests.scorecard.slow_oracle import Sent, Shown, row

JOB = Actor(None, "The office")


def rows_of(standing: Standing) -> dict[str, Row]:
    """The rows of the scorecard this person sees, by code."""
    return {one.indicator.code: one for one in overview(standing).rows}


def shown(one: Row) -> Shown | None:
    """What a row says, in the oracle's words."""
    assert one.line is not None
    told = one.line.assessment
    if told.latest is None or told.latest.value is None:
        return None
    value = told.latest.value * told.factor
    return Shown(told.latest.period, value, told.change, told.against.value, told.pattern.word.value)


def a_history(seed: int, quarters: int) -> list[Sent]:
    """Figures of two agencies with a step, gaps and corrections, the same for one seed."""
    chance = Random(seed)
    sent = []
    for code, agency, out_of in (
        ("H01", "health", None),
        ("H02", "health", 120),
        ("H03", "health", None),
        ("P01", "police", 90),
        ("W01", "health", 60),
        ("W01", "police", 45),
    ):
        level = chance.randint(20, 35)
        for back in range(quarters - 1, -1, -1):
            if chance.random() < 0.07:
                continue
            step = chance.choice((0, 0, 0, 6)) if back < 3 else 0
            number = level + step + chance.randint(-3, 3)
            sent.append(Sent(code, agency, LAST.shifted(-3 * back), number, out_of))
    corrected = chance.sample(sent, 5)
    return sent + [Sent(one.code, one.agency, one.period, one.number + 2, one.out_of) for one in corrected]


def have_sent(sent: list[Sent], leads: dict[str, tuple[Standing, Agency]]) -> None:
    """Send and release what each agency sends: first all they said first, then the corrections."""
    first: dict[tuple[str, str, object], Sent] = {}
    corrections = []
    for one in sent:
        if (one.code, one.agency, one.period) in first:
            corrections.append(one)
        else:
            first[one.code, one.agency, one.period] = one
    for batch in (list(first.values()), corrections):
        for name, (lead, agency) in leads.items():
            lines = [(one.code, one.period, one.number, one.out_of) for one in batch if one.agency == name]
            if lines:
                load(*lines, by=lead, agency=agency)


@pytest.mark.parametrize(("seed", "quarters"), [(1, 24), (2, 24), (3, 16), (4, 8), (5, 2)])
def test_every_row_says_what_a_slow_reckoning_of_what_was_sent_says(
    seed: int,
    quarters: int,
    scorecard: dict[str, Indicator],
    health: Agency,
    police: Agency,
    helen: Standing,
    paul: Standing,
    member: Standing,
) -> None:
    targets = {"H02": Fraction(22), "P01": Fraction(30), "W01": Fraction(50)}
    for code, value in targets.items():
        for year in range(2010, 2018):
            set_target(indicator=scorecard[code], year=year, value=Decimal(int(value)), by=JOB)
    sent = a_history(seed, quarters)
    have_sent(sent, {"health": (helen, health), "police": (paul, police)})

    owners = {"H01": ["health"], "H02": ["health"], "H03": ["health"], "P01": ["police"]}
    told = rows_of(member)
    for code, target in {"H01": None, "H02": Fraction(22), "H03": None, "P01": Fraction(30)}.items():
        assert shown(told[code]) == row(sent, code, whose=owners[code], target=target), code
    together = row(sent, "W01", whose=["health", "police"], target=targets["W01"])
    assert shown(told["W01"]) == together
    own = rows_of(helen)
    assert shown(own["W01"]) == row(sent, "W01", whose=["health"], target=targets["W01"])


def test_an_agency_lead_sees_the_own_agencys_figures_and_no_others(
    health: Agency, police: Agency, helen: Standing, paul: Standing
) -> None:
    load(("H02", LAST, 30, 120), ("W01", LAST, 10, 20), by=helen, agency=health)
    load(("P01", LAST, 3, 4), ("W01", LAST, 5, 50), by=paul, agency=police)

    seen = rows_of(helen)

    assert set(seen) == {"H02", "W01"}
    assert {one.line.key.agency_id for one in seen.values() if one.line} == {health.pk}
    latest = seen["W01"].line
    assert latest is not None
    assert latest.assessment.latest is not None
    assert latest.assessment.latest.value == 50
    assert overview(helen).own_only


def test_the_boards_line_has_a_gap_while_one_agency_is_late_and_says_how_many_are_in(
    health: Agency, police: Agency, helen: Standing, paul: Standing, member: Standing
) -> None:
    load(("W01", BEFORE, 10, 20), ("W01", LAST, 20, 20), by=helen, agency=health)
    load(("W01", BEFORE, 5, 20), by=paul, agency=police)

    line = rows_of(member)["W01"].line

    assert line is not None
    assert [point.value for point in line.points] == [Fraction(75, 2), None]
    assert line.assessment.last_missing
    assert line.agencies_in[LAST] == (1, 2)
    (words,) = [one for tile in tile_words(overview(member)) for one in tile.rows if one.code == "W01"]
    assert words.latest == "37.5"
    assert words.latest_note == "Q3 2017/18, then 1 of 2 agencies in"


def test_an_agency_that_has_nothing_of_the_kind_is_not_waited_for(
    health: Agency, police: Agency, helen: Standing, paul: Standing, member: Standing
) -> None:
    load(("W01", BEFORE, 10, 20), ("W01", LAST, 20, 20), by=helen, agency=health)
    load(("W01", BEFORE, 5, 20), ("W01", LAST, None, None, None, "not applicable"), by=paul, agency=police)

    line = rows_of(member)["W01"].line

    assert line is not None
    assert line.points[-1].value == 100
    assert line.agencies_in[LAST] == (1, 1)


def test_a_figure_is_marked_until_the_office_has_accepted_its_return(
    board: Board, health: Agency, police: Agency, helen: Standing, paul: Standing, manager: Standing
) -> None:
    owed = a_return(board, health)
    load(("H02", LAST, 30, 120), ("W01", LAST, 10, 20), by=helen, agency=health)
    load(("P01", LAST, 3, 4), ("W01", LAST, 5, 50), by=paul, agency=police)

    waiting = {code: one.accepted for code, one in rows_of(manager).items()}
    submissions.accept(return_id=owed.pk, by=manager)
    after = {code: one.accepted for code, one in rows_of(manager).items()}

    assert waiting == {"H01": True, "H02": False, "H03": True, "H04": True, "P01": True, "W01": False}
    assert set(after.values()) == {True}


def test_england_stands_beside_a_figure_only_in_its_own_unit(
    health: Agency, helen: Standing, member: Standing
) -> None:
    load(("H02", LAST, 30, 120), ("H01", LAST, 5), by=helen, agency=health)
    BenchmarkFactory(indicator_code="H02", unit="percent", value=Decimal("18.7"))
    BenchmarkFactory(indicator_code="H02", unit="count", value=Decimal(11_000), cell="B9")
    BenchmarkFactory(indicator_code="H01", unit="percent", value=Decimal("3.3"), cell="D9")

    seen = rows_of(member)

    assert seen["H02"].england is not None
    assert seen["H02"].england.value == Decimal("18.7")
    assert seen["H01"].england is None


def test_england_is_of_the_year_that_holds_the_quarter_and_of_the_newest_publication(
    health: Agency, helen: Standing, member: Standing
) -> None:
    load(("H02", LAST, 30, 120), by=helen, agency=health)
    year = {"first": date(2017, 4, 1), "last": date(2018, 3, 31)}
    BenchmarkFactory(indicator_code="H02", value=Decimal("18.7"))
    BenchmarkFactory(indicator_code="H02", value=Decimal("20.0"), published_on=date(2018, 10, 25), **year)
    BenchmarkFactory(indicator_code="H02", value=Decimal("20.2"), published_on=date(2018, 12, 1), **year)
    BenchmarkFactory(
        indicator_code="H02", value=Decimal(99), first=date(2018, 4, 1), last=date(2019, 3, 31), cell="Z1"
    )

    england = rows_of(member)["H02"].england

    assert england is not None
    assert england.value == Decimal("20.2")
    assert england.published_on == date(2018, 12, 1)


def test_a_value_england_hid_is_not_shown_as_one(health: Agency, helen: Standing, member: Standing) -> None:
    load(("H02", LAST, 30, 120), by=helen, agency=health)
    BenchmarkFactory(indicator_code="H02", value=None, status="suppressed")

    assert rows_of(member)["H02"].england is None


def test_a_target_counts_for_its_own_year(
    scorecard: dict[str, Indicator], health: Agency, helen: Standing, member: Standing
) -> None:
    load(("H02", LAST, 30, 120), by=helen, agency=health)
    set_target(indicator=scorecard["H02"], year=2016, value=Decimal(30), by=JOB)
    line = rows_of(member)["H02"].line
    assert line is not None
    assert line.assessment.against.value == "none"

    set_target(indicator=scorecard["H02"], year=2017, value=Decimal(20), by=JOB)

    line = rows_of(member)["H02"].line
    assert line is not None
    assert line.assessment.against.value == "off"


def test_another_boards_figures_are_never_among_them(
    other_board: Board, health: Agency, helen: Standing, member: Standing, other_board_manager: Person
) -> None:
    load(("H02", LAST, 30, 120), by=helen, agency=health)
    from agencies.queries.standings import standing_at

    theirs = standing_at(other_board_manager, other_board.code)
    assert theirs is not None
    assert overview(theirs).rows == ()


def test_the_front_pages_headlines_count_what_the_scorecard_shows(
    scorecard: dict[str, Indicator], health: Agency, helen: Standing, member: Standing
) -> None:
    values = [28, 32] * 12 + [46]
    load(
        *[("H02", LAST.shifted(-3 * (24 - i)), n, 120) for i, n in enumerate(values)], by=helen, agency=health
    )
    set_target(indicator=scorecard["H02"], year=2017, value=Decimal(20), by=JOB)

    told = headlines(member)

    assert (told.indicators, told.off_target, told.period) == (6, 1, LAST)
    assert [one.indicator.code for one in told.worse] == ["H02"]
    assert told.better == ()


@pytest.fixture
def crowd(
    board: Board, standing_of: Callable[[Person], Standing]
) -> Callable[[int], list[tuple[Standing, Agency]]]:
    """So many more agencies, each with a lead."""

    def more(number: int) -> list[tuple[Standing, Agency]]:
        found = []
        for _ in range(number):
            agency = AgencyFactory()
            SeatFactory(board=board, agency=agency)
            lead = MembershipFactory(board=board, agency=agency, role="agency_lead").person
            found.append((standing_of(lead), agency))
        return found

    return more


def test_the_scorecard_asks_the_database_the_same_questions_however_much_it_holds(
    scorecard: dict[str, Indicator],
    health: Agency,
    helen: Standing,
    member: Standing,
    crowd: Callable[[int], list[tuple[Standing, Agency]]],
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    load(("H02", LAST, 30, 120), ("W01", LAST, 10, 20), by=helen, agency=health)
    with django_assert_max_num_queries(11) as small:
        tile_words(overview(member))

    for lead, agency in crowd(9):
        load(*[("W01", LAST.shifted(-3 * back), 10, 20) for back in range(10)], by=lead, agency=agency)
    load(*[("H02", LAST.shifted(-3 * back), 30, 120) for back in range(10)], by=helen, agency=health)

    with django_assert_num_queries(len(small)):
        tile_words(overview(member))
