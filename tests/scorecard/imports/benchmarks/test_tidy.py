"""A tidy data file beside the printed workbook it holds the figures of: the same values, counted the same."""

import csv
import io
import os
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from files.readers import read
from scorecard.imports.benchmarks import ENGLAND, HAMPSHIRE, PLACES, SOUTH_EAST, read_workbook
from scorecard.imports.benchmarks.tables import NoTable, tables
from scorecard.imports.benchmarks.words import LineKind
from scorecard.rules.figures import Status

PUBLISHED = date(2021, 10, 28)
WHERE = ("time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code")
WHERE += ("region_name", "old_la_code", "new_la_code", "la_name")
_NAMED = os.environ.get("LSCB_DFE_WORKBOOK", "")


def at(place: str, year: str = "201718", identifier: str = "Financial year") -> dict[str, str]:
    """The columns that say when and where."""
    row = {
        "time_period": year,
        "time_identifier": identifier,
        "country_code": "E92000001",
        "country_name": "England",
    }
    if place == "England":
        return row | {"geographic_level": "National"}
    row |= {"region_code": "E12000008", "region_name": "South East"}
    if place == "South East":
        return row | {"geographic_level": "Regional"}
    return row | {
        "geographic_level": "Local authority",
        "old_la_code": "850",
        "new_la_code": "E10000014",
        "la_name": place,
    }


def tidy(rows: Iterable[Mapping[str, object]]) -> bytes:
    """Rows as a CSV file; columns in the order they first come."""
    rows = list(rows)
    columns = list(dict.fromkeys([*WHERE, *(name for row in rows for name in row)]))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def values(data: bytes) -> dict[tuple[str, str, int], tuple[object, ...]]:
    """What is taken of a file, by indicator, area and the year it ends in."""
    found = read_workbook(data, published_on=PUBLISHED)
    return {
        (row.indicator_code, row.area_code, row.last.year): (
            row.numerator,
            row.denominator,
            row.value,
            row.status,
        )
        for row in found.rows
    }


REFERRALS = {
    "referrals": 655630,
    "referrals_rate": "552.5",
    "re_referrals": 143810,
    "re_referrals_pct": "21.9",
}


def test_a_column_a_measure_is_read_with_its_rate_and_percentage() -> None:
    found = values(tidy([at("England") | REFERRALS]))

    assert found["D02", ENGLAND.code, 2018] == (Decimal(655630), None, Decimal("552.5"), Status.REPORTED)
    assert found["D03", ENGLAND.code, 2018] == (
        Decimal(143810),
        Decimal(655630),
        Decimal("21.9"),
        Status.REPORTED,
    )


def test_a_filter_with_number_and_rate_columns_is_read_the_same() -> None:
    rows = [
        at("England") | {"category": "Referrals", "number": 655630, "rate": "552.5", "percentage": "z"},
        at("England")
        | {
            "category": "Referrals within 12 months of a previous referral",
            "number": 143810,
            "rate": "z",
            "percentage": "21.9",
        },
    ]

    assert values(tidy(rows)) == values(tidy([at("England") | REFERRALS]))


def test_rows_of_three_levels_are_never_mixed_up_or_added() -> None:
    rows = [
        at("England") | REFERRALS,
        at("South East") | {"referrals": 106590, "referrals_rate": "548.4"},
        at("Hampshire") | {"referrals": 16115, "referrals_rate": "568.8"},
        at("Reading")
        | {"referrals": 999, "referrals_rate": "1.0", "new_la_code": "E06000038", "old_la_code": "870"},
    ]
    found = values(tidy(rows))

    assert {key[1]: value[0] for key, value in found.items() if key[0] == "D02"} == {
        ENGLAND.code: 655630,
        SOUTH_EAST.code: 106590,
        HAMPSHIRE.code: 16115,
    }


def test_each_year_stands_for_itself_however_it_is_written() -> None:
    rows = [at("England", "201617") | REFERRALS, at("England", "2018", "Reporting year") | REFERRALS]

    assert {key[2] for key in values(tidy(rows))} == {2017, 2018}


@pytest.mark.parametrize(
    ("period", "identifier"),
    [
        ("201718", "Academic year"),
        ("2018", "Calendar year"),
        ("201718", "Financial year Q1"),
        ("201719", "Financial year"),
    ],
)
def test_another_kind_of_year_is_left(period: str, identifier: str) -> None:
    assert values(tidy([at("England", period, identifier) | REFERRALS])) == {}


def test_signs_mean_what_they_mean_today_whatever_year_the_figure_is_of() -> None:
    def sent(sign: str) -> Status:
        rows = [at("England") | REFERRALS, at("Hampshire") | dict.fromkeys(REFERRALS, sign)]
        return values(tidy(rows))["D02", HAMPSHIRE.code, 2018][3]  # type: ignore[return-value]

    assert {sign: sent(sign) for sign in "cxzu:"} == {
        "c": Status.SUPPRESSED,
        "x": Status.NOT_SUPPLIED,
        "z": Status.NOT_APPLICABLE,
        "u": Status.LOW_RELIABILITY,
        ":": Status.NOT_SUPPLIED,
    }


def test_a_percentage_its_parts_do_not_give_is_left_with_the_reason() -> None:
    read_ = read_workbook(
        tidy([at("England") | REFERRALS | {"re_referrals_pct": "31.9"}]), published_on=PUBLISHED
    )

    assert [row.indicator_code for row in read_.rows] == ["D02"]
    assert any("does not give" in line for sheet in read_.sheets for line in sheet.left)


@pytest.mark.skipif(
    not (_NAMED and Path(_NAMED).is_file()),
    reason="LSCB_DFE_WORKBOOK does not name DfE's workbook of children in need 2017-18",
)
def test_the_published_workbook_and_tidy_files_of_its_tables_give_the_same_figures() -> None:
    data = Path(_NAMED).read_bytes()
    compared = 0
    for sheet in read(data).sheets:
        rows = _as_tidy(sheet)
        printed = _only(data, sheet.name)
        if not rows or not printed:
            continue
        found = values(tidy(rows))
        assert found.keys() == printed.keys(), sheet.name
        assert found == printed, sheet.name
        compared += len(found)

    assert compared > 100


def _only(data: bytes, name: str) -> dict[tuple[str, str, int], tuple[object, ...]]:
    """What one sheet alone gives."""
    from unittest.mock import patch

    from files.sheets import Book
    from scorecard.imports.benchmarks import workbook

    book = read(data)
    alone = Book(book.kind, tuple(one for one in book.sheets if one.name == name))
    with patch.object(workbook, "read", lambda _: alone):
        return values(b"")


def _as_tidy(sheet: object) -> list[dict[str, object]]:
    """A printed table as a publisher would put it in a tidy file: signs of today, note marks gone."""
    try:
        printed = tables(sheet, PLACES)  # type: ignore[arg-type]
    except NoTable:
        return []
    rows = []
    for table in printed:
        for spot in table.spots:
            row: dict[str, object] = at(spot.place.name, f"{spot.year - 1}{spot.year % 100:02}")
            counted = ""
            for line in table.lines:
                cell = table.cell(line, spot)
                text = {"x": "c", ".": "z", "..": ":"}.get(cell.written.strip(), cell.written.strip())
                # A printed rate stands under its number; in a tidy file its heading must say of what it is.
                counted = line.words if line.kind is LineKind.NUMBER else counted
                own = line.words if line.kind is LineKind.DAYS else counted or line.words
                heading = re.sub(
                    r"\W+", "_", f"{own} {line.kind}" if line.kind is not LineKind.NUMBER else own
                )
                row.setdefault(heading.strip("_"), text)
            rows.append(row)
    return rows
