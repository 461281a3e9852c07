"""The workbook as DfE published it, held against values read off its sheets by eye.

Runs when `LSCB_DFE_WORKBOOK` names the file: no published file is kept in the repository.
"""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from scorecard.imports.benchmarks import read_workbook

_NAMED = os.environ.get("LSCB_DFE_WORKBOOK", "")

pytestmark = pytest.mark.skipif(
    not (_NAMED and Path(_NAMED).is_file()),
    reason="LSCB_DFE_WORKBOOK does not name DfE's workbook of children in need 2017-18",
)

#: Sheet, cell, indicator, place, year ending: numerator, denominator and value as they stand on the sheet.
READ_BY_EYE = """
A1 H26     D08  England    2018 404710 -      341.0
A1 C26     D08  England    2013 377990 -      328.5
B1 T146    D08  South East 2018 61720  -      317.5
B1 T151    D08  Hampshire  2018 8285   -      292.4
A1 C32     D02  England    2013 593440 -      515.7
A1 D32     D02  England    2014 657790 -      575.8
A1 H32     D02  England    2018 655630 -      552.5
C1 E147    D02  South East 2018 106590 -      548.4
C1 E152    D02  Hampshire  2018 16115  -      568.8
A1 C35     D03  England    2013 146760 593440 24.7
A1 H35     D03  England    2018 143810 655630 21.9
C1 H147    D03  South East 2018 26840  106590 25.2
C1 H152    D03  Hampshire  2018 4772   16115  29.6
A2 D12     D09  England    2014 142710 -      124.9
A2 H12     D09  England    2018 198090 -      166.9
C4 E146    D09  South East 2018 32400  -      166.7
C4 E151    D09  Hampshire  2018 3844   -      135.7
C4 N10:O10 T02  England    2018 61150  79470  76.9
C4 N146:O146 T02 South East 2018 9170  12230  75.0
C4 N151:O151 T02 Hampshire 2018 1375   1784   77.1
A2 C24     D12  England    2013 43190  -      37.5
A2 H24     D12  England    2018 53790  -      45.3
D1 T145    D12  South East 2018 8980   -      46.2
D1 T150    D12  Hampshire  2018 1294   -      45.7
A2 C36     T05  England    2013 7870   52680  14.9
A2 D36     T05  England    2014 9450   59780  15.8
A2 H36     T05  England    2018 13900  68770  20.2
D3 G147    T05  South East 2018 2370   10490  22.6
D3 G152    T05  Hampshire  2018 354    1536   23.0
A2 D29     T04  England    2014 31280  33110  94.5
A2 H29     T04  England    2018 33980  37540  90.5
D6 F147    T04  South East 2018 5900   6550   90.2
D6 F152    T04  Hampshire  2018 761    951    80.0
C2 H10:M10 T01  England    2018 521870 631090 82.7
C2 H146:M146 T01 South East 2018 85630 102220 83.8
C2 H151:M151 T01 Hampshire 2018 16106  17660  91.2
A2 C46     T06  England    2013 2690   52120  5.2
A2 H46     T06  England    2018 2250   65920  3.4
D7 S146    T06  South East 2018 460    9470   4.8
D7 S151    T06  Hampshire  2018 108    1501   7.2
D5 S10     T07  England    2018 950    53790  1.8
D5 S146    T07  South East 2018 240    8980   2.7
D5 S151    T07  Hampshire  2018 28     1294   2.2
"""
NATIONAL_SERIES = ("D02", "D03", "D08", "D09", "D12", "T04", "T05", "T06")


@pytest.fixture(scope="module")
def real():
    return read_workbook(Path(_NAMED).read_bytes())


def _number(word):
    return None if word == "-" else Decimal(word)


@pytest.mark.parametrize(
    "line", READ_BY_EYE.strip().splitlines(), ids=lambda line: " ".join(line.split()[:5])
)
def test_a_value_read_off_the_sheet(real, line):
    sheet, cell, code, *place, year, numerator, denominator, value = line.split()
    row = next(
        row
        for row in real.rows
        if (row.indicator_code, row.area_name, row.last) == (code, " ".join(place), date(int(year), 3, 31))
    )

    assert (row.sheet, row.cell) == (sheet, cell)
    assert (row.numerator, row.denominator, row.value) == tuple(map(_number, (numerator, denominator, value)))
    assert row.published_on == date(2018, 10, 25)


def test_england_is_there_for_every_year_the_national_tables_hold(real):
    for code in NATIONAL_SERIES:
        years = {
            row.last.year for row in real.rows if (row.indicator_code, row.area_name) == (code, "England")
        }
        assert years == set(range(2013, 2019)), code


def test_populations_are_those_of_the_annex(real):
    people = {(one.area_name, one.mid_year): (one.people, one.cell) for one in real.populations}

    assert len(people) == 18
    assert people["Hampshire", 2012] == (281_744, "D148")
    assert people["Hampshire", 2017] == (283_314, "I148")
    assert people["South East", 2013] == (1_876_270, "E143")
    assert people["England", 2017] == (11_866_960, "I7")


def test_all_28_sheets_are_reported_and_nothing_was_misread(real):
    assert len(real.sheets) == 28
    assert not [
        line for report in real.sheets for line in report.left if "misread" in line or "explain" in line
    ]
    for report in real.sheets:
        assert report.taken or report.why, report.sheet
