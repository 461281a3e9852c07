"""XLS and XLSB: what is hidden or merged, limits before anything is set aside, locks, macros, damage."""

import io
import struct

import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st

from files.errors import Unreadable
from files.limits import Limits
from files.readers import read
from files.readers.ole import Ole
from tests.files.binaries import xls_bytes, xlsb_bytes

ROWS = [["Q1", None, "after"], [1, 2, 3], [4, 5, 6]]


def hide(sheet):
    sheet.row(1).hidden = True
    sheet.col(1).hidden = True
    sheet.merge(0, 0, 0, 1)
    if sheet.name == "Working":
        sheet.visibility = 2


MADE = {
    "XLS": xls_bytes({"Return": ROWS, "Working": [[1]]}, hide),
    "XLSB": xlsb_bytes(
        {"Return": ROWS, "Working": [[1]]},
        hidden=["Working"],
        hidden_rows=[1],
        hidden_columns=[1],
        merges=[(0, 0, 0, 1)],
    ),
}


@pytest.mark.parametrize("name", MADE)
def test_what_is_hidden_or_merged_is_flagged(name):
    book = read(MADE[name])
    sheet = book.sheets[0]

    assert [one.hidden for one in book.sheets] == [False, True]
    assert sheet.hidden_rows == {2}
    assert sheet.hidden_columns == {2}
    assert [sheet.label(1, column).value for column in (1, 2, 3)] == ["Q1", "Q1", "after"]
    assert sheet.cell(2, 2).value == 2


def far_apart(make):
    rows = [[1]] + [[]] * 65_534 + [[None] * 255 + [1]]
    return make({"S": rows})


@pytest.mark.parametrize("make", [xls_bytes, xlsb_bytes])
def test_two_cells_at_the_ends_of_a_sheet_are_refused_before_memory_is_set_aside(make):
    with pytest.raises(Unreadable, match="spread over more than") as refusal:
        read(far_apart(make))

    assert refusal.value.code == "too-large"


@pytest.mark.parametrize("make", [xls_bytes, xlsb_bytes])
@pytest.mark.parametrize(
    "limits",
    [{"cells": 6}, {"sheets": 1}, {"elements": 10}, {"places": 8}],
    ids=["cells", "sheets", "records", "places"],
)
def test_a_binary_workbook_beyond_a_limit_is_refused(make, limits):
    data = make({"A": [[1, 2, 3], [4, 5, 6]], "B": [[1, 2], [3, 4]]})

    with pytest.raises(Unreadable) as refusal:
        read(data, limits=Limits(**limits))

    assert refusal.value.code == "too-large"


def test_merged_blocks_of_binary_workbooks_are_counted():
    data = xlsb_bytes({"A": [[1]]}, merges=[(0, 9, 0, 9)])

    with pytest.raises(Unreadable, match="merged"):
        read(data, limits=Limits(covered=50))


def test_an_xls_that_says_it_is_locked_is_password_protected():
    data = bytearray(MADE["XLS"])
    begin = data.index(struct.pack("<HHH", 0x0809, 16, 0x0600))
    kind, length = struct.unpack_from("<HH", data, begin + 20)
    data[begin + 20 : begin + 22] = struct.pack("<H", 0x002F)

    with pytest.raises(Unreadable) as refusal:
        read(bytes(data))

    assert kind != 0x002F
    assert length > 0
    assert refusal.value.code == "password-protected"


def test_the_streams_of_a_container_are_told_by_name():
    assert Ole(MADE["XLS"]).names >= {"Workbook"}


def test_a_long_stream_comes_out_as_it_went_in():
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for row in range(6_000):
        sheet.write(row, 0, f"Text number {row}")
    kept = io.BytesIO()
    book.save(kept)
    found = read(kept.getvalue()).sheets[0]

    assert len(found.rows) == 6_000
    assert found.cell(6_000, 1).value == "Text number 5999"


def words_for(data: bytes) -> str:
    """What a sender is told; empty when the file could be read."""
    try:
        read(data)
    except Unreadable as refusal:
        return refusal.remedy
    return ""


@pytest.mark.parametrize("name", MADE)
@settings(deadline=None, max_examples=100, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 1_000_000), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_binary_workbook_with_bytes_changed_raises_nothing_but_unreadable(name, changes):
    # The same bytes each time: some others make the reader ask for more memory than there is, which ends the process.
    # Senders' files are read in one of its own (`files.child`); `make soak` tries any bytes there.
    changed = bytearray(MADE[name])
    for place, value in changes:
        changed[place % len(changed)] = value

    assert words_for(bytes(changed)) in ("", words_for(bytes(changed)))
