"""A small workbook of the shape DfE publishes, built by code: no published file is kept here."""

import io
from collections.abc import Callable, Mapping, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

#: Invented numbers for one county (850), its region and England; `x` is a hidden one.
COUNTIES: tuple[tuple[object, str], ...] = (
    (None, "England3"),
    (None, None),  # type: ignore[arg-type]
    (None, "North East3"),
    (841, "Darlington"),
    (None, None),  # type: ignore[arg-type]
    (None, "South East3"),
    (850, "Hampshire"),
    (870, "Reading"),
)


def _head(sheet: Worksheet, title: Sequence[str], year: str) -> int:
    row = 2
    for line in (*title, year, "Coverage: England", "Statistics: children in need and child protection"):
        sheet.cell(row, 2, line)
        sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=8)
        row += 1
    return row + 1


def by_council(
    sheet: Worksheet,
    *,
    title: Sequence[str],
    year: str,
    headings: Mapping[int, Sequence[str]],
    groups: Mapping[tuple[int, int], str],
    figures: Mapping[str, Mapping[int, object]],
    notes: Sequence[str] = ("x Any number between 1 and 5 inclusive has been suppressed and replaced by x.",),
    top_label: str = "Local authority",
    places: Sequence[tuple[object, object]] = COUNTIES,
) -> None:
    """A table of councils for one year: groups over headings over figures, keyed by column and plain name."""
    row = _head(sheet, title, year)
    for (first, last), words in groups.items():
        sheet.cell(row, first, words)
        sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)
    depth = max(len(words) for words in headings.values())
    for column, words in headings.items():
        for down, text in enumerate(words, start=1):
            sheet.cell(row + down, column, text)
    sheet.cell(row + depth, 3, top_label)
    row += depth + 2
    for code, name in places:
        if name is not None:
            sheet.cell(row, 2, code)
            sheet.cell(row, 3, name)
            for column, value in figures.get(str(name).rstrip("0123456789"), {}).items():
                sheet.cell(row, column, value)
        row += 1
    sheet.cell(row, 6, "Source: Children in need census")
    sheet.cell(row + 1, 2, "Notes:")
    for down, note in enumerate(notes, start=2):
        sheet.cell(row + down, 2, note)


def by_year(
    sheet: Worksheet,
    *,
    title: Sequence[str],
    years: Sequence[str],
    rows: Sequence[tuple[str, Sequence[object]]],
) -> None:
    """A national table: labels down, years across."""
    row = _head(sheet, title, f"Years: {years[0]} to {years[-1]}")
    for right, year in enumerate(years):
        sheet.cell(row, 3 + right, year)
    row += 2
    for label, values in rows:
        sheet.cell(row, 2, label)
        for right, value in enumerate(values):
            sheet.cell(row, 3 + right, value)
        row += 1
    sheet.cell(row, 4, "Source: Children in need census")
    sheet.cell(row + 1, 2, "Notes:")
    sheet.cell(row + 2, 2, ". Not applicable")


def repeat_plans(sheet: Worksheet, **changes: object) -> None:
    """Table D3: plans started and those that are a second or later one, with a title over two rows."""
    given: dict[str, object] = {
        "title": (
            "Table D3: Number of child protection plans starting in the year ending 31 March 2018, ",
            "and child protection plans which are a second or subsequent plan",
        ),
        "year": "Year: 2017-18",
        "groups": {},
        "headings": {
            5: ("Number of child protection plans starting during the year1",),
            6: ("Of which number of child protection plans which were a second or subsequent plan",),
            7: ("Percentage of child protection plans which were a second or \nsubsequent plan",),
        },
        "figures": {
            "England": {5: 2000, 6: 400, 7: 20},
            "South East": {5: 600, 6: 130, 7: 21.7},
            "Hampshire": {5: 150, 6: 30, 7: 20},
            "Reading": {5: 40, 6: "x", 7: "x"},
        },
    }
    by_council(sheet, **{**given, **changes})  # type: ignore[arg-type]


def enquiries(sheet: Worksheet) -> None:
    """Table C4: groups of headings, rates, and conferences by how many days they took."""
    by_council(
        sheet,
        title=("Table C4: Number of section 47 enquiries1 and initial child protection conferences",),
        year="Year: 2017-18",
        groups={
            (4, 7): "Section 47 enquiries within the year",
            (9, 10): "Initial stage child protection conference which took place in the year",
            (
                12,
                16,
            ): "Duration between start of section 47 enquiries and initial child protection conference "
            "(working days)2,3",
        },
        headings={
            4: ("Number of section 47s",),
            5: ("Rate per 10,000 of children aged under 18 years",),
            6: ("Number of children",),
            7: ("Rate per 10,000 of children aged under 18 years",),
            9: ("Number of initial stage child protection conferences",),
            10: ("Rate per 10,000 of children aged under 18 years",),
            12: ("0-10\ndays",),
            13: ("11-15\ndays",),
            14: ("16-20 days",),
            15: ("21+ \ndays",),
            16: ("Median (days)",),
        },
        figures={
            "England": {
                4: 5000,
                5: 50.0,
                6: 4800,
                7: 48,
                9: 3000,
                10: 30,
                12: 300,
                13: 2100,
                14: 400,
                15: 200,
                16: 14,
            },
            "South East": {
                4: 1000,
                5: 50,
                6: 900,
                7: 45,
                9: 500,
                10: 25,
                12: 50,
                13: 350,
                14: 60,
                15: 40,
                16: 13,
            },
            "Hampshire": {
                4: 301,
                5: 100.3,
                6: 280,
                7: 93.3,
                9: 130,
                10: 43.3,
                12: 9,
                13: 91,
                14: 21,
                15: 9,
                16: 14,
            },
            "Reading": {4: 90, 5: 90, 6: 80, 7: 80, 9: 40, 10: 40, 12: "x", 13: 20, 14: "x", 15: 12, 16: 15},
        },
    )


def national(sheet: Worksheet, years: Sequence[str] = ("2016-175", "2017-18")) -> None:
    """Table A2: rows of numbers each followed by a rate or a percentage, 'of which' between them."""
    by_year(
        sheet,
        title=(
            "Table A2: Number1 of section 47 enquiries2 and the number of children who were ",
            "the subject of a child protection plan, in the year ending 31 March 2018",
        ),
        years=years,
        rows=(
            ("Section 472 enquiries and initial child protection conferences5", ()),
            ("Number of Section 47 enquiries which started during the year ending 31 March5", (4800, 5000)),
            ("Rate per 10,000 children aged under 18 years3,5", (48.0, 50)),
            ("Number of children who were the subject of a child protection plan at 31 March", (1100, 1200)),
            ("Rate per 10,000 children aged under 18 years3", (11, 12)),
            ("Of which:", ()),
            (
                "   Number who had been the subject of a child protection plan for 3 or more months4",
                (800, 850),
            ),
            ("   Number who had had reviews carried out within the required timescales4", (760, 800)),
            ("   Percentage who had had reviews carried out within the required timescales4", (95, 94.1)),
            ("Number of child protection plans starting during the year", (1900, 2000)),
            ("Rate per 10,000 children aged under 18 years3", (19, 20)),
            ("Of which:", ()),
            ("   Number who became the subject of a plan for the second or subsequent time", (361, 400)),
            ("   Percentage who became the subject of a plan for the second or subsequent time", (19, 20)),
            ("Number of child protection plans that ended during the year", (1800, ".")),
            ("Rate per 10,000 children aged under 18 years3", (18, ".")),
            ("Of which:", ()),
            ("   Number who were the subject of a child protection plan for 2 or more years", (90, ".")),
            ("   Percentage who were the subject of a child protection plan for 2 or more years", (5, ".")),
        ),
    )


def annex(sheet: Worksheet, thousands: int = 1) -> None:
    """The populations: councils down, years across, no groups."""
    for row, text in ((2, "POPULATION AGED 0 TO 17 (AGE AT MID-YEAR 2017)"), (3, "At mid-year 2016 to 2017")):
        sheet.cell(row, 2, text)
    sheet.cell(6, 3, "Local authority")
    for column, year in ((4, "2016-17"), (5, "2017-18")):
        sheet.cell(6, column, year)
    for row, (code, name, *people) in enumerate(
        (
            (None, "ENGLAND", 1_000_000, 1_000_000),
            (None, "South East", 200_000, 200_000),
            (850, "Hampshire", 29_900, 30_010),
            (870, "Reading", 10_000, 10_000),
        ),
        start=7,
    ):
        for column, value in enumerate((code, name, *people), start=2):
            sheet.cell(row, column, value)
    sheet.cell(12, 2, "Source: Population Estimates Unit, ONS: Crown Copyright.")


def index(sheet: Worksheet, years: str = "2017 to 2018") -> None:
    """The first sheet: the release's title and a list of tables."""
    sheet.cell(5, 2, f"Characteristics of children in need: {years}")
    sheet.cell(11, 2, "Table")
    sheet.cell(11, 3, "Description")
    sheet.cell(12, 2, "Table D3")
    sheet.cell(12, 3, "Repeat plans by local authority")


STANDARD: dict[str, Callable[[Worksheet], None]] = {
    "INDEX": index,
    "A2": national,
    "C4": enquiries,
    "D3": repeat_plans,
    "ANNEX": annex,
}


def workbook(sheets: Mapping[str, Callable[[Worksheet], None]] = STANDARD) -> bytes:
    """The bytes of a workbook of these sheets."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, fill in sheets.items():
        fill(book.create_sheet(name))
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()
