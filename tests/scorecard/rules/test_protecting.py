"""What printed lines give away of each other, and that nothing of it is left once they are protected."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorecard.rules.figures import Basis, Kind, Status, Unit
from scorecard.rules.periods import quarter
from scorecard.rules.series import SeriesFacts, SeriesPoint, value_of
from scorecard.rules.suppression import NHS, STANDARD, Elsewhere, Printed, protected
from scorecard.rules.suppression.leaks import leaks
from scorecard.rules.suppression.printed import table_of
from scorecard.rules.suppression.ties import ties

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
QUARTERS = [quarter(2016 + n // 4, n % 4 + 1) for n in range(8)]
COUNT = SeriesFacts(Unit.COUNT, decimals=0)
PERCENT = SeriesFacts(Unit.PERCENT)
RATE = SeriesFacts(Unit.RATE)


def a_line(key, numbers, facts=COUNT, *, whole=True, rule=STANDARD, family="one", **words):
    """A line whose points are numbers or (number, out of), from the first quarter of 2016 on; None is a gap."""
    points = []
    for period, one in zip(QUARTERS, numbers, strict=False):
        n, d = one if isinstance(one, tuple) else (one, None)
        value = value_of(n, d, facts)
        points.append(SeriesPoint(period, value, n, d, Status.REPORTED if value else Status.NOT_SUPPLIED))
    return Printed(key, family, key, facts, tuple(points), rule, whole, **words)


def hidden(found, key):
    """The numbers of the quarters, from one, in which a line is hidden."""
    return [n for n, period in enumerate(QUARTERS, start=1) if (key, period) in found.hidden]


def test_a_small_count_by_itself_hides_nothing_else():
    found = protected(
        [a_line("plans", [3, 20, 0, 5, 6]), a_line("visits", [30, 20, 7, 50, 61], family="two")]
    )

    assert hidden(found, "plans") == [1, 4]
    assert hidden(found, "visits") == []
    assert found.leaks == ()


def test_a_part_that_a_total_would_give_away_is_hidden_with_its_set():
    parts = [a_line("neglect", [3, 12], whole=False), a_line("physical", [20, 14], whole=False)]
    rest = a_line("emotional", [40, 9], whole=False)
    found = protected([*parts, rest, a_line("all", [63, 35])])

    assert hidden(found, "neglect") == [1]
    assert hidden(found, "physical") == hidden(found, "emotional") == [1]
    assert hidden(found, "all") == []
    assert found.leaks == ()


def test_parts_that_do_not_add_up_to_what_is_printed_are_no_parts_of_it():
    parts = [a_line("boys", [3, 12], whole=False), a_line("girls", [20, 14], whole=False)]
    found = protected([*parts, a_line("all", [60, 26])])

    assert hidden(found, "girls") == []


def test_the_shares_of_a_whole_protect_each_other():
    of = 40
    shares = {"neglect": 3, "physical": 12, "emotional": 25}
    lines = [a_line(key, [(n, of)], PERCENT, whole=False, bottom="Children") for key, n in shares.items()]
    found = protected(lines)

    assert hidden(found, "neglect") == [1]
    assert hidden(found, "physical") + hidden(found, "emotional") == [1]
    assert found.leaks == ()


def test_what_a_quarter_added_to_the_year_so_far_is_protected():
    year = replace(COUNT, basis=Basis.YEAR_TO_DATE)
    small = protected([a_line("referred", [20, 23, 60, 90], year)])
    large = protected([a_line("referred", [20, 43, 60, 90], year)])

    assert len(hidden(small, "referred")) == 1
    assert hidden(small, "referred")[0] in (1, 2)
    assert hidden(large, "referred") == []
    assert small.leaks == large.leaks == ()


def test_what_is_left_of_what_a_quarter_added_is_protected_too():
    """Of 40 more, 38 were seen in time: two were not."""
    so_far = {"basis": Basis.YEAR_TO_DATE}
    in_time = a_line("in time", [(20, 60), (58, 100)], replace(PERCENT, **so_far), bottom="Asked for")
    asked = a_line("asked", [60, 100], replace(COUNT, **so_far), family="two", top="Asked for")

    assert hidden(protected([in_time]), "in time") == []  # nobody knows of how many
    found = protected([in_time, asked])
    assert len(found.hidden) == 1
    assert found.leaks == ()


def test_a_count_under_two_titles_is_hidden_under_both():
    """By its own rule the hospital's five to seven are hidden; another agency prints the same children."""
    numbers = [30, 6, 41, 52, 28]
    at_hospital = a_line("hospital", numbers, rule=replace(NHS, round_to=1))
    found = protected([at_hospital, a_line("police", numbers, family="two")])

    assert hidden(found, "hospital") == hidden(found, "police") == [2]
    assert found.leaks == ()


def test_counts_that_agree_once_by_chance_are_not_one():
    at_hospital = a_line("hospital", [30, 6, 41], rule=replace(NHS, round_to=1))
    found = protected([at_hospital, a_line("police", [31, 6, 41], family="two")])

    assert hidden(found, "police") == []


def test_counts_with_one_definition_are_one_from_their_first_period():
    top = "Children on a plan"
    at_hospital = a_line("hospital", [6], rule=replace(NHS, round_to=1), top=top)
    found = protected([at_hospital, a_line("police", [6], family="two", top=top)])

    assert hidden(found, "police") == [1]


@pytest.mark.parametrize("unit", [Unit.COUNT, Unit.RATE])
def test_a_year_in_a_national_table_gives_its_last_hidden_quarter_away(unit):
    people = 20_000
    line = a_line("plans", [(20, people), (3, people), (30, people), (40, people)], RATE)
    value = Decimal(93) if unit is Unit.COUNT else Decimal("46.5")
    said = Elsewhere(date(2016, 4, 1), date(2017, 3, 31), unit, value, "DfE, table 1")

    alone, beside = protected([line]), protected([line], lambda _: [said])

    assert hidden(alone, "plans") == [2]
    assert len(hidden(beside, "plans")) == 2
    assert beside.leaks == ()


def test_a_national_table_that_prints_a_hidden_count_is_named_for_nothing_can_hide_it():
    snapshot = replace(COUNT, kind=Kind.SNAPSHOT)
    said = Elsewhere(date(2017, 3, 31), date(2017, 3, 31), Unit.COUNT, Decimal(3), "DfE, table 1")
    found = protected([a_line("plans", [20, 30, 40, 3], snapshot)], lambda _: [said])

    assert [leak.possible for leak in found.leaks] == [(3,)]
    assert "DfE, table 1" in found.leaks[0].relations[0].name


@pytest.mark.parametrize("value", [Decimal(90), Decimal("46.5")])
def test_a_national_table_that_is_not_of_our_count_says_nothing(value):
    said = Elsewhere(date(2016, 4, 1), date(2017, 3, 31), Unit.COUNT, value, "DfE, table 1")
    found = protected([a_line("plans", [20, 3, 30, 40])], lambda _: [said])

    assert hidden(found, "plans") == [2]


def test_what_does_not_count_whole_children_is_not_worked_out():
    year = replace(COUNT, basis=Basis.YEAR_TO_DATE)
    found = protected([a_line("days", [20, 23, 60, 90], year, in_ones=False)])

    assert hidden(found, "days") == []


def test_a_gap_is_no_zero_and_ties_nothing():
    year = replace(COUNT, basis=Basis.YEAR_TO_DATE)
    parts = [a_line("neglect", [3, None], whole=False), a_line("physical", [None, 14], whole=False)]

    assert protected([a_line("referred", [20, None, 23, 90], year)]).hidden == frozenset()
    assert hidden(protected([*parts, a_line("all", [23, 17])]), "all") == []


@SLOW
@given(
    st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=2, max_size=4),
    st.sampled_from([STANDARD, NHS, replace(NHS, round_to=1)]),
    st.booleans(),
    st.booleans(),
)
def test_protected_lines_leak_nothing_and_without_it_they_may(rows, rule, shares, builds_up):
    """Parts, their whole, one part's own percentage of it and, if it builds up, what each quarter added."""
    wholes = [sum(column) for column in zip(*rows, strict=True)]
    facts = replace(COUNT, basis=Basis.YEAR_TO_DATE) if builds_up else COUNT
    lines = [a_line(f"part {n}", row, facts, whole=False, rule=rule) for n, row in enumerate(rows)]
    lines.append(a_line("all", wholes, facts, rule=rule))
    if shares:
        pairs = list(zip(rows[0], wholes, strict=True))
        lines.append(
            a_line("share", [pair if pair[1] else None for pair in pairs], PERCENT, family="two", rule=rule)
        )

    found = protected(lines)

    assert found.leaks == ()
    bare = leaks([*(table_of(line) for line in lines), ties(lines)])
    more = set(found.hidden) - {
        (line.key, p.period) for line in lines for p in line.points if is_small(line, p)
    }
    assert bool(more) >= bool(bare)


def is_small(line, point):
    counts = [point.value if line.facts.unit is Unit.COUNT else point.numerator, point.denominator]
    if line.facts.unit is Unit.PERCENT and None not in counts:
        counts.append(counts[1] - counts[0])
    return any(one is not None and line.rule.lowest <= one <= line.rule.highest for one in counts)


def test_percentages_of_rounded_counts_are_those_counts_and_no_more():
    line = a_line("seen", [(43, 118), (6, 118), (112, 118)], PERCENT, rule=NHS)

    found = protected([line])

    assert hidden(found, "seen") == [2, 3]
    assert found.leaks == ()
