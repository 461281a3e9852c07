"""A marked CSV file: two columns more, and nothing else another letter than before."""

import pytest

from files.marked import TO_DO, WRONG, Mark, mark
from files.readers import read
from tests.files.books import csv_bytes

ROWS = [["Ref", "Number", "Note"], ["H02", "lots", 'says "so", twice'], ["H03", "3", None]]


def problem(address: str, wrong: str = "It is no number.") -> Mark:
    return Mark("CSV", address, "error", "lots", wrong, "Type the number.")


def marked(data: bytes, *marks: Mark, heading_row: int = 1) -> bytes:
    return mark(data, read(data), marks, heading_row=heading_row).data


def fields(data: bytes) -> list[list[str]]:
    sheet = read(data).sheets[0]
    return [[sheet.cell(row[0].row, column).written for column in range(1, 6)] for row in sheet.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_the_row_says_what_is_wrong_in_the_files_own_way_of_writing(
    delimiter: str, encoding: str, line_end: str
) -> None:
    rows = [*ROWS, ["H04", "5", "café"]]
    data = csv_bytes(rows, delimiter=delimiter, encoding=encoding, line_end=line_end)

    after = marked(data, problem("B2"))

    assert fields(after) == [
        ["Ref", "Number", "Note", WRONG, TO_DO],
        ["H02", "lots", 'says "so", twice', "It is no number.", "Type the number."],
        ["H03", "3", "", "", ""],
        ["H04", "5", "café", "", ""],
    ]
    assert after.decode(encoding).startswith(f"Ref{delimiter}Number{delimiter}Note{delimiter}{WRONG}")
    assert after[:3] == data[:3]
    assert after.decode(encoding).count(line_end) == 4


def test_titles_above_the_headings_and_blank_lines_stay_where_they_are() -> None:
    data = b"Return of Health\r\n\r\nRef,Number\r\nH02,lots\r\n\r\nH03,3"

    after = marked(data, problem("B4"), heading_row=3)

    assert after == (
        b"Return of Health\r\n\r\nRef,Number,What is wrong,What to do\r\n"
        b"H02,lots,It is no number.,Type the number.\r\n\r\nH03,3,,"
    )


def test_what_is_about_no_row_stands_in_a_row_of_its_own_at_the_end() -> None:
    after = marked(b"Ref,Number\nH02,3", Mark("", "", "explain", "", "H03 is due.", "Add it."))

    assert after.decode().splitlines()[-1] == ",,H03 is due.,Add it."
    assert after.decode().splitlines()[1] == "H02,3,,"


def test_a_file_marked_again_has_the_two_columns_once_and_no_old_words() -> None:
    data = csv_bytes(ROWS)
    file_wide = Mark("", "", "explain", "", "H03 is due.", "Add it.")
    once = marked(data, problem("B2"), file_wide)

    twice = marked(once, problem("B3", "Still wrong."))

    assert [line for line in fields(twice) if any(line)] == [
        ["Ref", "Number", "Note", WRONG, TO_DO],
        ["H02", "lots", 'says "so", twice', "", ""],
        ["H03", "3", "", "Still wrong.", "Type the number."],
    ]


def test_the_line_that_names_the_delimiter_stays_and_rows_are_counted_with_it() -> None:
    after = marked(b"sep=;\r\nRef;Number\r\nH02;lots\r\n", problem("B3"), heading_row=2)

    assert after.decode().splitlines() == [
        "sep=;",
        "Ref;Number;What is wrong;What to do",
        "H02;lots;It is no number.;Type the number.",
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_words_of_ours_never_begin_as_a_formula_does(start: str) -> None:
    after = marked(csv_bytes(ROWS), problem("B2", f"{start}cmd|calc"))

    assert fields(after)[1][3] == f"'{start}cmd|calc"
