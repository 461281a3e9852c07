"""Lists of children are told from every table of figures, by their headings or by what their columns hold."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from files.readers import read
from files.sheets import Book
from scorecard.imports.childlevel import ChildLevel, cells_beside_birth, census_of_children, children_in
from tests.files.books import csv_bytes, xlsx_bytes

TODAY = date(2018, 5, 21)
Rows = Sequence[Sequence[Any]]

BORN = [
    date(2001, 3, 9),
    date(2009, 11, 23),
    date(2014, 1, 2),
    date(2005, 7, 30),
    date(2017, 2, 14),
    date(2011, 9, 5),
]
NHS = ["943 476 5919", "401 023 2137", "999 000 0018", "9000000009", "9000000017", "9000000025"]
UPNS = ["B801200005001", "P207000016049", "M80120000500A", "M801200005000", "Q801200005002"]

LISTS: dict[str, Rows] = {
    "Annex A, list 1": [
        [
            "Child Unique ID",
            "Gender",
            "Ethnicity",
            "Date of Birth",
            "Age of Child (Years)",
            "Date of Contact",
        ],
        ["C1", "F", "WBRI", "03/04/2009", 9, "01/04/2018"],
    ],
    "Annex A with a title above": [
        ["List 6: Children in need"],
        [],
        ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth"],
        ["C1", "F", "WBRI", date(2009, 4, 3)],
    ],
    "SSDA903 header": [
        ["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER"],
        [101, 2, "03/04/2009", "WBRI", "UN1", 0],
    ],
    "SSDA903 episodes": [
        ["CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE"],
        [101, "01/04/2017", "S", "C2", "N1", "U1"],
    ],
    "CIN census": [
        ["LAchildID", "UPN", "PersonBirthDate", "GenderCurrent", "Ethnicity"],
        ["X1", "UN3", "2009-04-03", 2, "WBRI"],
    ],
    "names and dates of birth": [["Forename", "Surname", "DOB"], ["Ann", "Bee", "3.4.09"]],
    "numbers and sexes": [["NHS number", "Gender", "Trust"], ["9434765918", "F", "County"]],
    "initials and ages": [["Initials", "Age", "Reason"], ["JS", 7, "late"], ["AB", 9, "late"]],
    "facts of one child a row": [["Age", "Gender", "Ethnicity", "Placement"], [7, "F", "WBRI", "U1"]],
    "pupil numbers without headings": [[one, 1] for one in UPNS],
    "NHS numbers under another heading": [["Reference", "Seen"], *[[one, "yes"] for one in NHS]],
    "NHS numbers as numbers": [["Ref", "Seen"], *[[int(one.replace(" ", "")), 1] for one in NHS]],
    "birth dates and sexes without headings": [[one, "MF"[at % 2], "S47"] for at, one in enumerate(BORN)],
    "birth dates under a heading": [
        ["Case", "Child's birth date"],
        *[[at, one] for at, one in enumerate(BORN)],
    ],
}

TABLES: dict[str, Rows] = {
    "a return": [["Ref", "Period", "Number", "Out of"], ["H01", "Q4 2017/18", 14, 20]],
    "age bands": [["Age", "Gender", "Number"], ["0-4", "M", 12], ["5-9", "F", 14], ["10-15", "M", 22]],
    "age by sex by ethnicity, counted": [["Age", "Gender", "Ethnicity", "Count"], [7, "F", "WBRI", 12]],
    "a period column of dates": [
        ["Period ending", "Gender", "Number"],
        *[
            [date(year, month, 28), "MF"[month % 2], 7]
            for year in range(2006, 2018)
            for month in (3, 6, 9, 12)
        ],
    ],
    "quarters as dates": [["Quarter", "H01"], *[[date(year, 3, 31), 14] for year in range(2000, 2018)]],
    "due dates": [
        ["Return", "Due"],
        *[["Q", date(2013, 1, 7) + timedelta(days=91 * at)] for at in range(20)],
    ],
    "staff training": [
        ["Surname", "Forename", "Agency", "Date trained"],
        *[["Bee", "Ann", "Police", day] for day in BORN],
    ],
    "staff training with sex": [
        ["Name", "Sex", "Course date"],
        *[["Ann", "MF"[at % 2], day] for at, day in enumerate(BORN)],
    ],
    "inspections over years": [["School", "Last inspected"], *[["St A", day] for day in BORN]],
    "staff and their birth dates": [
        ["Surname", "Date of birth"],
        ["Bee", date(1970, 4, 3)],
        ["Cee", date(1966, 1, 9)],
    ],
    "numbers without check digits": [
        ["Ref", "Number"],
        *[["H01", int(f"94347659{at}8")] for at in range(10, 20)],
    ],
    "telephone list": [["Name", "Telephone"], *[["Ann", f"01962 8418{at}"] for at in range(10, 20)]],
    "CSE counts": [["Initials of team", "Number"], ["CSE", 14]],
    "a tidy file": [
        ["time_period", "geographic_level", "gender", "ethnicity", "age", "number_of_children"],
        [2018, "National", "Total", "Total", 7, 1200],
    ],
    "an empty list": [["Child Unique ID", "Gender", "Ethnicity", "Date of Birth"]],
    "how complete the numbers are": [["Measure", "NHS number", "UPN"], ["Recorded", 0.98, 0.93]],
    "births": [["Period", "Births", "Birth rate"], ["Q1 2017/18", 1400, 11.2]],
}


def list_of_children(book: Book, today: date) -> ChildLevel | None:
    return next((found for sheet in book.sheets if (found := children_in(sheet, today))), None)


@pytest.mark.parametrize("rows", LISTS.values(), ids=LISTS)
def test_a_list_of_children_is_known(rows: Rows) -> None:
    for data in (csv_bytes(rows), xlsx_bytes({"Sheet1": rows})):
        found = list_of_children(read(data), TODAY)

        assert found is not None
        for row in rows[3:]:
            assert not any(str(value) in found.words for value in row if len(str(value)) > 4)


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
def test_a_table_of_figures_is_none(rows: Rows) -> None:
    for data in (csv_bytes(rows), xlsx_bytes({"Sheet1": rows})):
        assert list_of_children(read(data), TODAY) is None


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_looked_at(state: str) -> None:
    def hide(sheet: Worksheet) -> None:
        if sheet.title == "Source":
            sheet.sheet_state = state

    data = xlsx_bytes({"Return": TABLES["a return"], "Source": LISTS["Annex A, list 1"]}, hide)

    found = list_of_children(read(data), TODAY)

    assert found is not None
    assert found.sheet == "Source"


def test_hidden_rows_are_looked_at() -> None:
    def hide(sheet: Worksheet) -> None:
        for row in range(1, 10):
            sheet.row_dimensions[row].hidden = True

    assert list_of_children(read(xlsx_bytes({"S": LISTS["NHS numbers as numbers"]}, hide)), TODAY) is not None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "inside", ["<PersonBirthDate>2009-04-03</PersonBirthDate>", "<cin:UPN >B801200005001</cin:UPN>"]
)
def test_a_census_in_xml_is_known(inside: str, encoding: str) -> None:
    assert census_of_children(f"<?xml version='1.0'?><Message>{inside}</Message>".encode(encoding))


def test_other_files_are_no_census() -> None:
    assert not census_of_children(b"<?xml version='1.0'?><Report><Number>14</Number></Report>")
    assert not census_of_children(b"Ref,Number\nH01,14\n")


def test_a_form_about_one_child_names_the_cells() -> None:
    rows = [["Name", "withheld"], ["Date of birth", date(2009, 4, 3)], ["Date of birth missing", 3]]

    found = [
        (one.address, other.address)
        for one, other in cells_beside_birth(read(xlsx_bytes({"S": rows})).sheets[0])
    ]

    assert found == [("A2", "B2")]
