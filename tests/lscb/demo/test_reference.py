"""The demonstration's places, populations and published figures agree with each other and with their source."""

import os
from decimal import Decimal
from pathlib import Path

import pytest

from lscb.demo.reference import (
    BOARD_AREA,
    INVENTED,
    PUBLISHED_FOR,
    SIMILAR,
    areas,
    benchmarks,
    populations,
    written,
)
from scorecard.catalogue.catalogue import by_code
from scorecard.imports.benchmarks import read_workbook
from scorecard.rules.figures import Status, Unit
from scorecard.rules.numbers import percent
from tests.scorecard.imports.benchmarks import build

_NAMED = os.environ.get("LSCB_DFE_WORKBOOK", "")


def test_the_county_lies_in_its_region_and_holds_its_eleven_districts():
    by_name = {one.name: one for one in areas()}
    districts = [one for one in areas() if one.kind == "district"]

    assert by_name["Hampshire"].code == BOARD_AREA
    assert by_name["Hampshire"].parent == by_name["South East"].code
    assert len(districts) == 11
    assert {one.parent for one in districts} == {BOARD_AREA}


def test_a_place_comes_after_the_one_it_lies_in():
    seen = {""}
    for one in areas():
        assert one.parent in seen
        seen.add(one.code)


def test_populations_say_whether_they_were_published():
    for one in populations():
        assert one.people > 0
        assert (one.source == INVENTED) == (one.ages != "0-17")
        assert bool(one.cell) == (one.ages == "0-17")


def test_the_board_has_a_population_for_every_year_and_every_ages_a_rate_needs():
    held = {(one.ages, one.mid_year) for one in populations() if one.area_code == BOARD_AREA}

    assert held == {(ages, year) for ages in ("0-17", "10-17", "10-24") for year in range(2012, 2018)}


def test_published_rates_are_what_the_annex_makes_of_their_counts():
    people = {(one.area_code, one.mid_year): one.people for one in populations() if one.ages == "0-17"}
    rates = [row for row in benchmarks() if row.unit is Unit.RATE]

    assert len(rates) > 40
    for row in rates:
        lived = people[row.area_code, row.last.year - 1]
        rounding = Decimal(5 * 10_000) / lived if row.area_code != BOARD_AREA else Decimal(0)
        assert abs(row.numerator * 10_000 / lived - row.value) <= Decimal("0.0501") + rounding, row


def test_published_percentages_are_what_their_parts_make():
    for row in benchmarks():
        if row.unit is Unit.PERCENT and row.area_code == BOARD_AREA:
            assert percent(row.numerator, row.denominator) == row.value, row


def test_every_published_figure_has_its_sheet_cell_and_date():
    for row in benchmarks():
        assert row.sheet
        assert row.cell
        assert row.source.endswith(f"Table {row.sheet}")
        assert row.published_on.isoformat() == "2018-10-25"
        assert by_code(row.indicator_code).unit is row.unit


def test_england_is_held_for_six_years_and_others_for_the_last():
    repeat = {(row.area_name, row.last.year) for row in benchmarks() if row.indicator_code == "T05"}

    assert repeat == {("England", year) for year in range(2013, 2019)} | {
        ("South East", 2018),
        ("Hampshire", 2018),
    } | {(place.name, 2018) for place in SIMILAR}


def test_the_board_compares_itself_with_six_counties_that_are_all_published():
    held = {row.area_code for row in benchmarks() if row.indicator_code == "D12"}

    assert len(SIMILAR) == 6
    assert {place.code for place in SIMILAR} <= held
    assert {(one.code, one.name, one.parent) for one in areas()} >= {
        (place.code, place.name, "E12000008") for place in SIMILAR
    }


def test_what_was_read_is_written_as_the_data_file_has_it():
    read = read_workbook(build.workbook())
    lines = written(read).splitlines()

    assert '  ["E10000014", 2017, 30010, "E9"],' in lines
    assert '  ["T05", "E10000014", 2018, 30, 150, 20, "D3", "G17"],' in lines
    assert '  ["T03", "E10000014", 2018, "", "", 14, "C4", "P16"],' in lines
    assert not any("T06" in line and "2018" in line for line in lines), "not applicable, so it is left out"


@pytest.mark.skipif(
    not (_NAMED and Path(_NAMED).is_file()),
    reason="LSCB_DFE_WORKBOOK does not name DfE's workbook of children in need 2017-18",
)
def test_the_data_file_is_what_the_reader_takes_of_the_published_workbook():
    read = read_workbook(Path(_NAMED).read_bytes(), places=PUBLISHED_FOR)

    assert benchmarks() == tuple(row for row in read.rows if row.status is Status.REPORTED)
    assert tuple(one for one in populations() if one.source != INVENTED) == read.populations
