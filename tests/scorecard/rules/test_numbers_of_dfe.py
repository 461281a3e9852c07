"""Half-up rounding from exact parts, held against every percentage DfE printed beside its parts.

Runs when `LSCB_DFE_WORKBOOK` names the workbook of children in need 2017-18. DfE rounds the counts of England and its
regions to ten, and works percentages out from the exact ones: only rows of single authorities, whose counts stand as
they are, can be compared.
"""

import os
from decimal import Decimal
from pathlib import Path

import pytest

from files.readers import read
from scorecard.rules.numbers import percent

_NAMED = os.environ.get("LSCB_DFE_WORKBOOK", "")

pytestmark = pytest.mark.skipif(
    not (_NAMED and Path(_NAMED).is_file()),
    reason="LSCB_DFE_WORKBOOK does not name DfE's workbook of children in need 2017-18",
)

#: By sheet: the column of each percentage, of its numerator and of its denominator, read off the headings by eye.
_DURATIONS = "G=F/D J=I/D M=L/D P=O/D S=R/D"
PRINTED = {
    "B2": "F=E/D",
    "B4": _DURATIONS,
    "B5": _DURATIONS,
    "B6": f"{_DURATIONS} V=U/D Y=X/D AB=AA/D",
    "C1": "H=G/D J=I/D L=K/D Q=P/N",
    "D3": "G=F/E",
    "D5": _DURATIONS,
    "D6": "F=E/D",
    "D7": _DURATIONS,
    "D8": "G=F/D I=H/F L=K/D O=N/D",
}


def authorities(sheet):
    """The rows of single authorities, each by its columns' letters: they carry a code in column B."""
    for row in sheet.rows:
        cells = {cell.address.rstrip("0123456789"): cell.value for cell in row}
        if str(cells.get("B", "")).isdecimal() and cells.get("C"):
            yield cells


def compared(book):
    """Every percentage printed beside both its exact parts: (sheet, authority, column, printed, worked out)."""
    for sheet in book.sheets:
        for one in PRINTED.get(sheet.name, "").split():
            column, parts = one.split("=")
            top, bottom = parts.split("/")
            for cells in authorities(sheet):
                numbers = [cells.get(letter) for letter in (column, top, bottom)]
                if all(isinstance(number, int | Decimal) for number in numbers) and numbers[2]:
                    yield sheet.name, cells["C"], column, Decimal(numbers[0]), percent(numbers[1], numbers[2])


def test_every_percentage_dfe_printed_beside_its_parts_is_the_one_we_work_out(record_property):
    found = list(compared(read(Path(_NAMED).read_bytes())))
    differing = [one for one in found if one[3] != one[4]]
    record_property("compared", len(found))

    assert len(found) > 4000
    assert differing == []
