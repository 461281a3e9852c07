"""Agencies and districts side by side: one period, by name, flagged only beyond what their size explains."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from design.charts.funnel import Funnel, FunnelPoint, funnel
from scorecard.models import Indicator
from scorecard.presenters.compared import compared_words
from scorecard.queries.compared import By, compared
from tests.building import BEFORE, LAST
from tests.factories import (
    HAMPSHIRE,
    AgencyFactory,
    AreaFactory,
    FigureFactory,
    SeatFactory,
    SubmissionFactory,
)

ClientOf = Callable[[Person | None], Client]


def tell(
    indicator: Indicator, agency: Agency, top: int, bottom: int, *, area: str = HAMPSHIRE, period=LAST
) -> None:  # type: ignore[no-untyped-def]
    FigureFactory(
        indicator=indicator,
        agency=agency,
        area=AreaFactory(code=area),
        first=period.first,
        last=period.last,
        numerator=Decimal(top),
        denominator=Decimal(bottom),
        value=Decimal(top) * 100 / bottom,
        submission=SubmissionFactory(board=indicator.board, agency=agency),
    )


@pytest.fixture
def crowd(board: Board, scorecard: dict[str, Indicator], health: Agency, police: Agency) -> list[Agency]:
    """Six agencies that report W01, where higher is better: five about 60%, one 30% of as many."""
    others = [AgencyFactory(code=f"x{n}", name=f"Body {n}") for n in range(4)]
    for one in others:
        SeatFactory(board=board, agency=one)
    agencies = [health, police, *others]
    for place, agency in enumerate(agencies):
        tell(scorecard["W01"], agency, 60 if place else 30, 100)
    return agencies


def test_only_what_size_does_not_explain_is_marked(crowd: list[Agency], member: Standing) -> None:
    page = compared(member, "W01", "")
    assert page is not None
    words = compared_words(page)

    assert [row.name for row in words.rows] == sorted(one.name for one in crowd)
    told = {row.name: (row.value, row.standing, row.kind) for row in words.rows}
    assert told["County Health"] == ("30.0%", "lower than most", "worse-than-usual")
    assert told["Body 0"] == ("60.0%", "no clear difference", "plain")
    assert words.whole == "55.0%"
    assert "1 beyond the outer lines" in words.funnel


def test_the_interval_is_wilsons(crowd: list[Agency], member: Standing) -> None:
    page = compared(member, "W01", "")
    assert page is not None

    row = next(one for one in compared_words(page).rows if one.name == "County Health")

    assert row.interval == "21.9% to 39.6%"  # Wilson's 95% interval of 30 in 100
    assert row.counts == "30 of 100"


def test_small_numbers_claim_nothing_but_stand_there(
    crowd: list[Agency], scorecard: dict[str, Indicator], board: Board, member: Standing
) -> None:
    tiny = AgencyFactory(code="tiny", name="A tiny body")
    SeatFactory(board=board, agency=tiny)
    tell(scorecard["W01"], tiny, 0, 3)

    page = compared(member, "W01", "")
    assert page is not None

    (row,) = [one for one in compared_words(page).rows if one.name == "A tiny body"]
    assert (row.standing, row.kind) == ("numbers too small to compare", "plain")


def test_one_without_a_figure_in_the_period_stands_with_a_dash(
    crowd: list[Agency], scorecard: dict[str, Indicator], board: Board, member: Standing
) -> None:
    late = AgencyFactory(code="late", name="A late body")
    SeatFactory(board=board, agency=late)
    tell(scorecard["W01"], late, 50, 100, period=BEFORE)

    page = compared(member, "W01", "")
    assert page is not None
    assert page.period == LAST

    (row,) = [one for one in compared_words(page).rows if one.name == "A late body"]
    assert (row.value, row.standing) == ("–", "–")


def test_districts_are_compared_beside_the_whole_area(
    scorecard: dict[str, Indicator], health: Agency, member: Standing
) -> None:
    tell(scorecard["H02"], health, 100, 400)
    for number, top in enumerate((25, 30, 20, 80)):
        tell(scorecard["H02"], health, top, 100, area=f"E0700008{number}")

    page = compared(member, "H02", "area")
    assert page is not None
    words = compared_words(page)

    assert (page.by, words.whole) == (By.AREA, "25.0%")
    assert sum(row.standing == "higher than most" for row in words.rows) == 1


def test_counts_are_never_set_against_each_other(
    scorecard: dict[str, Indicator], health: Agency, member: Standing
) -> None:
    for number in range(3):
        tell(scorecard["H01"], health, 50 * number + 50, 100, area=f"E0700008{number}")

    page = compared(member, "H01", "area")
    assert page is not None
    words = compared_words(page)

    assert words.funnel == ""
    assert {row.standing for row in words.rows} == {"–"}
    assert "Counts and averages" in words.notes[0]


def test_the_page_says_when_there_is_nothing_to_compare_and_a_lead_sees_no_others(
    board: Board, crowd: list[Agency], board_member: Person, health_lead: Person, client_of: ClientOf
) -> None:
    address = reverse("scorecard:compare", args=[board.code, "W01"])

    assert "Body 0" in client_of(board_member).get(address).content.decode()
    own = client_of(health_lead).get(address).content.decode()
    assert "Body 0" not in own
    assert "Nothing can be compared yet" in own
    assert (
        client_of(board_member).get(reverse("scorecard:compare", args=[board.code, "Z99"])).status_code == 404
    )


def test_nothing_leaves_the_drawing_and_it_has_a_title() -> None:
    chart = Funnel(
        tuple(FunnelPoint(str(n), 10.0 * n, 5.0 * n) for n in range(1, 20)),
        50.0,
        ((10, 30, 70), (200, 45, 55)),
        ((10, 0, 100), (200, 40, 60)),
        "Children",
        title="A funnel",
        ceiling=100.0,
    )
    drawn = funnel(chart)

    assert "<title>A funnel</title>" in drawn
    assert drawn.count("<circle") == 19
    assert "nan" not in drawn
    assert " style=" not in drawn
