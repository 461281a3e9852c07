"""What is counted differently is never compared: every page, the API, downloads and the report say so instead."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from scorecard.charts import chart
from scorecard.exports.scorecard import scorecard_table
from scorecard.models import Area, Figure, Indicator
from scorecard.presenters.explore import explore_words
from scorecard.presenters.facts import facts
from scorecard.presenters.indicator import page_words
from scorecard.presenters.overview import tile_words
from scorecard.presenters.series import of_drawn
from scorecard.queries.explored import Choice, explored
from scorecard.queries.indicator_page import indicator_page
from scorecard.queries.overview import overview
from scorecard.queries.publishing import rules_of
from scorecard.rules.figures import Basis, Kind, Unit
from scorecard.rules.variation import Special
from scorecard.rules.words import DIFFERENT
from tests.building import BEFORE, LAST, load, series
from tests.factories import (
    AreaFactory,
    BenchmarkFactory,
    ComparatorSetFactory,
    FigureFactory,
    SubmissionFactory,
    TargetFactory,
)
from tests.reports.opened import annual_of, indicator_of

ClientOf = Callable[[Person | None], Client]
YEAR = {"first": date(2017, 4, 1), "last": date(2018, 3, 31)}
NEIGHBOURS = ("E10000008", "E10000025")


def published(code: str, value: str, **how: object) -> None:
    """England's value of a year, and twice the same of the areas a board may compare itself with."""
    BenchmarkFactory(indicator_code=code, value=Decimal(value), **{**YEAR, **how})
    for place in NEIGHBOURS:
        area = Area.objects.filter(code=place).first() or AreaFactory(code=place, name=place)
        BenchmarkFactory(indicator_code=code, value=Decimal(value), area=area, **{**YEAR, **how})


def rebased(indicator: Indicator, **how: object) -> None:
    """Have it counted otherwise, before anything is sent."""
    Indicator.objects.filter(pk=indicator.pk).update(**how)


#: How the indicator is counted, how what is published is, and whether the two may stand beside each other.
CASES = {
    "a quarter beside a rolling year": ({}, {"basis": Basis.ROLLING}, False),
    "a quarter beside the year so far": ({}, {"basis": Basis.YEAR_TO_DATE}, False),
    "a flow beside a snapshot": ({}, {"basis": Basis.SNAPSHOT}, False),
    "a snapshot beside a flow": ({"basis": Basis.SNAPSHOT, "kind": Kind.SNAPSHOT}, {}, False),
    "a rolling year beside a quarter": ({"basis": Basis.ROLLING}, {}, False),
    "the year so far beside a year": ({"basis": Basis.YEAR_TO_DATE}, {}, False),
    "a quarter's count beside a year's": ({"unit": Unit.COUNT}, {"unit": Unit.COUNT}, False),
    "a share beside a year's share": ({}, {}, True),
    "snapshots": (
        {"basis": Basis.SNAPSHOT, "kind": Kind.SNAPSHOT},
        {"basis": Basis.SNAPSHOT},
        True,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_same_is_said_wherever_england_and_similar_areas_stand(
    case: str,
    scorecard: dict[str, Indicator],
    board: Board,
    health: Agency,
    helen: Standing,
    member: Standing,
) -> None:
    ours, theirs, alike = CASES[case]
    rebased(scorecard["H02"], **ours)
    load(("H02", LAST, 30, None if "unit" in ours else 120), by=helen, agency=health)
    ComparatorSetFactory(board=board, area_codes=list(NEIGHBOURS))
    published("H02", "18.7", **theirs)

    page = indicator_page(member, "H02")
    assert page is not None
    strip = {one.term: one.value for one in facts(page)}
    found = overview(member)
    row = next(one for tile in tile_words(found) for one in tile.rows if one.code == "H02")
    table = scorecard_table(found.rows, {}, rules_of(board.pk), name="x")
    cells = next(dict(zip(table.headings, one, strict=True)) for one in table.rows if one[0] == "H02")
    drawn = explored(member, Choice(("H02",)))
    (panel,) = explore_words(drawn).panels
    (line,) = of_drawn("wessex", drawn)["series"]
    report = annual_of(board)
    printed = indicator_of(report, "H02")

    assert [row.england == DIFFERENT, row.similar == DIFFERENT] == [not alike] * 2
    assert [strip["England"] == DIFFERENT, strip["Similar areas"] == DIFFERENT] == [not alike] * 2
    assert [cells["england_note"], cells["similar_areas_note"]] == [None if alike else DIFFERENT] * 2
    assert [cells["england"], cells["similar_areas"]] == [Decimal("18.7") if alike else None] * 2
    assert {(one["comparable"], one["note"]) for one in line["published"]} == {
        (alike, "" if alike else DIFFERENT)
    }
    assert (DIFFERENT in panel.unlike) is not alike
    assert printed.england == ("18.7" if alike else DIFFERENT)
    assert ("England" in str(page_words(page).chart)) is alike
    assert ("England" in str(panel.chart)) is alike
    assert [DIFFERENT in value for _, _, value, _ in page_words(page).published] == [not alike]


def test_a_year_so_far_is_beside_a_year_only_when_the_year_is_whole(
    scorecard: dict[str, Indicator], health: Agency, helen: Standing, member: Standing
) -> None:
    rebased(scorecard["H02"], basis=Basis.YEAR_TO_DATE)
    published("H02", "18.7", basis=Basis.YEAR_TO_DATE)
    load(("H02", BEFORE, 20, 100), by=helen, agency=health)
    told = [row_of(member).england]

    load(("H02", LAST, 30, 120), by=helen, agency=health)

    assert [*told, row_of(member).england] == [DIFFERENT, "18.7"]


def row_of(member: Standing):  # type: ignore[no-untyped-def]
    return next(one for tile in tile_words(overview(member)) for one in tile.rows if one.code == "H02")


def test_a_years_target_does_not_judge_a_part_of_it(
    scorecard: dict[str, Indicator], health: Agency, helen: Standing, member: Standing
) -> None:
    rebased(scorecard["H02"], basis=Basis.YEAR_TO_DATE)
    TargetFactory(indicator=scorecard["H02"], year=2017, value=Decimal(20))
    load(("H02", BEFORE, 30, 100), by=helen, agency=health)
    page = indicator_page(member, "H02")
    assert page is not None

    row = row_of(member)
    strip = {one.term: (one.value, one.note) for one in facts(page)}

    assert (row.target, row.against, row.off) == ("20", "Different basis", False)
    assert strip["Target: 20% or less"] == ("Different basis", "the target is the whole year’s")
    load(("H02", LAST, 40, 120), by=helen, agency=health)
    assert row_of(member).against == "Off target"


def test_a_line_that_is_not_tested_is_drawn_by_its_figures_as_they_came(
    scorecard: dict[str, Indicator], health: Agency, helen: Standing, member: Standing
) -> None:
    rebased(scorecard["H02"], basis=Basis.YEAR_TO_DATE)
    load(("H02", BEFORE, 30, 100), ("H02", LAST, 40, 101), by=helen, agency=health)

    row = next(one for one in overview(member).rows if one.indicator.code == "H02")
    assert row.line is not None
    drawn = chart(row.indicator, row.line)

    assert [round(point.value or 0, 1) for point in drawn.points[-2:]] == [30.0, 39.6]
    assert "latest 39.6%" in drawn.title


def test_what_is_drawn_as_it_came_has_no_point_coloured_for_what_a_period_added(
    scorecard: dict[str, Indicator], health: Agency, helen: Standing, member: Standing
) -> None:
    """Twenty quarters alike, then one that added nine times as many, then a year so far that fell."""
    rebased(scorecard["H01"], basis=Basis.YEAR_TO_DATE)
    so_far = [30 * (at % 4 + 1) for at in range(22)] + [390, 380]
    load(*series("H01", so_far, until=LAST), by=helen, agency=health)

    row = next(one for one in overview(member).rows if one.indicator.code == "H01")
    assert row.line is not None
    assert row.line.assessment.untested_because
    assert any(one.special is not Special.NONE for one in row.line.assessment.readings)

    assert {one.tone for one in chart(row.indicator, row.line).points} == {"plain"}


def test_figures_on_another_basis_are_never_in_an_indicators_line(
    scorecard: dict[str, Indicator], health: Agency, helen: Standing, member: Standing, board: Board
) -> None:
    load(*series("H02", [30, 31, 32], 120), by=helen, agency=health)
    other = SubmissionFactory(board=board, agency=health, file_name="rolling years.xlsx")
    FigureFactory(
        submission=other,
        indicator=scorecard["H02"],
        basis=Basis.ROLLING,
        numerator=Decimal(110),
        denominator=Decimal(120),
        value=Decimal("91.666667"),
    )
    assert Figure.objects.current().filter(indicator=scorecard["H02"], first=LAST.first).count() == 2

    page = indicator_page(member, "H02")
    assert page is not None
    (drawn,) = explored(member, Choice(("H02",)))

    assert row_of(member).latest == "26.7"
    assert page.traces[LAST].file_name == "return.csv"
    assert [round(float(one.value or 0), 1) for one in drawn.points] == [25.0, 25.8, 26.7]


def test_lines_on_different_bases_side_by_side_say_what_each_covers(
    scorecard: dict[str, Indicator], health: Agency, helen: Standing, police: Agency, paul: Standing,
    client_of: ClientOf, analyst: Person,
) -> None:  # fmt: skip
    load(("H02", LAST, 30, 120), by=helen, agency=health)
    load(("P01", LAST, 60, 90), by=paul, agency=police)

    def said(*codes: str) -> str:
        answer = client_of(analyst).get(reverse("scorecard:explore", args=["wessex"]), {"indicator": codes})
        return answer.content.decode()

    both = said("H02", "P01")
    assert "%, lower is better; each quarter by itself" in both
    assert "%, higher is better; at the end of each quarter" in both
    assert "Not all of these are counted on the same basis" in both
    assert "Not all of these are counted on the same basis" not in said("H02")
