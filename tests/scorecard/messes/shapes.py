"""Messes 1 to 6 and 27 to 32: headings, places, totals, rows that only compare, names and codes, colours."""

from openpyxl.styles import Font, PatternFill

from tests.scorecard.messes.mess import Mess, merged, text, workbook

PLACES = ("time_period", "time_identifier", "geographic_level", "old_la_code", "new_la_code", "la_name")


def coloured(sheet):  # type: ignore[no-untyped-def]
    """The rating of each row is a colour, and nothing else."""
    for row, colour in ((2, "FF00B050"), (3, "FFFF0000")):
        sheet.cell(row, 3).fill = PatternFill("solid", fgColor=colour)


def arrows(sheet):  # type: ignore[no-untyped-def]
    """Letters that the font Wingdings shows as arrows."""
    for row in (2, 3):
        sheet.cell(row, 3).font = Font(name="Wingdings")


MESSES = (
    Mess(
        1,
        "Note numbers are glued to labels: England1, North East1, Number1",
        workbook(
            [
                ["Ref1", "Indicator2", "Area", "Period", "Number1"],
                ["D01", "Contacts to the front door1", "England1", "Q4 2017/18", 90_000],
                ["D01", "Contacts to the front door1", "North East1", "Q4 2017/18", 9_000],
                ["D01", "Contacts to the front door1", "Hampshire2", "Q4 2017/18", 650],
                [None, "Second or later child protection plan¹", "Hampshire2", "Q4 2017/18 (1)", 31],
            ]
        ),
        """
        findings: row per figure
        R!E4 D01 Q4 2017/18: 650 of - = 650 reported
        error part-missing R!E5 “31”
        note other-areas-left-out R!C2 “England1”
        """,
    ),
    Mess(
        2,
        "The heading is spread over merged cells, and “Number, Percentage” stands below it five times",
        workbook(
            [
                [
                    "Ref",
                    "Indicator",
                    "Q4 2016/17",
                    None,
                    "Q1 2017/18",
                    None,
                    "Q2 2017/18",
                    None,
                    "Q3 2017/18",
                    None,
                    "Q4 2017/18",
                    None,
                ],
                [None, None, *["Number", "Percentage"] * 5],
                [
                    "T05",
                    "Second or later child protection plan",
                    20,
                    16.1,
                    21,
                    16.9,
                    22,
                    17.7,
                    23,
                    18.5,
                    24,
                    19.4,
                ],
            ],
            merged("A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:H1", "I1:J1", "K1:L1"),
        ),
        """
        clean: column per period
        R!C3 T05 Q4 2016/17: 20 of - = 16.1 reported
        R!E3 T05 Q1 2017/18: 21 of - = 16.9 reported
        R!G3 T05 Q2 2017/18: 22 of - = 17.7 reported
        R!I3 T05 Q3 2017/18: 23 of - = 18.5 reported
        R!K3 T05 Q4 2017/18: 24 of - = 19.4 reported
        """,
    ),
    Mess(
        2,
        "The same by place: five measures over “Number, Percentage”, the places below each other",
        workbook(
            [
                ["Table D4: children by council"],
                ["Year: 2017-18"],
                [
                    None,
                    "Children adopted",
                    None,
                    "Pupils excluded",
                    None,
                    "Other1",
                    None,
                    "Other 2",
                    None,
                    "More",
                    None,
                ],
                ["Area", *["Number", "Percentage"] * 5],
                ["England", 5_000, 1, 6_000, 2, 7_000, 3, 8_000, 4, 9_000, 5],
                ["Hampshire", 50, 1, 60, 2, 70, 3, 80, 4, 90, 5],
            ],
            merged("B3:C3", "D3:E3", "F3:G3", "H3:I3", "J3:K3"),
        ),
        """
        findings: published table
        R!B6 S01 2017/18: 50 of - = 50 reported
        error period-of-another-length R!D3 “Pupils excluded”
        error unknown-indicator R!F3 “Other1”
        error unknown-indicator R!H3 “Other 2”
        error unknown-indicator R!J3 “More”
        note part-not-used R!C6 “1”
        note other-areas-left-out R!A5 “England”
        """,
    ),
    Mess(
        2,
        "A count stands under “Percentage” alone, beside one that has both: a share is never read as a count",
        workbook(
            [
                ["Ref", "Q3 2017/18", None, "Q4 2017/18", None],
                [None, "Number", "Percentage", "Number", "Percentage"],
                ["D12", 1_290, 4.5, 1_294, 4.6],
                ["D01", 640, None, None, 4.6],
            ],
            merged("A1:A2", "B1:C1", "D1:E1"),
        ),
        """
        findings: column per period
        R!B3 D12 Q3 2017/18: 1290 of - = 1290 reported
        R!D3 D12 Q4 2017/18: 1294 of - = 1294 reported
        R!B4 D01 Q3 2017/18: 640 of - = 640 reported
        note part-not-used R!C3 “4.5”
        error percent-for-number R!E4 “4.6”
        """,
    ),
    Mess(
        3,
        "Line breaks and trailing blanks stand inside headings, and one cell holds a space",
        workbook(
            [
                ["Ref ", "\nIndicator", "Q3\n2017/18 ", " Q4 2017/18\n", "Direction\nof travel "],
                ["D01 ", "Contacts to\nthe front door", 640, 650, " "],
                ["D12", "Children on child  protection plans", " ", 1_294, " "],
            ]
        ),
        """
        clean: column per period
        R!C2 D01 Q3 2017/18: 640 of - = 640 reported
        R!D2 D01 Q4 2017/18: 650 of - = 650 reported
        R!D3 D12 Q4 2017/18: 1294 of - = 1294 reported
        note columns-not-used R!E1 “Direction of travel”
        """,
    ),
    Mess(
        4,
        "The first columns and rows are blank, and the figures begin in C11",
        workbook(
            [*[[None]] * 8, [None, None, "Ref", None, "Q4 2017/18"], [None], [None, None, "D01", None, 650]]
        ),
        """
        clean: column per period
        R!E11 D01 Q4 2017/18: 650 of - = 650 reported
        """,
    ),
    Mess(
        5,
        "Rows of the nation and its regions stand among those of councils: adding them up would count twice",
        text(
            [
                ["Ref", "Area", "Q4 2017/18"],
                ["D01", "England", 90_000],
                ["D01", "South East", 9_000],
                ["D01", "Hampshire", 650],
                ["D01", "Basingstoke and Deane", 90],
                ["D01", "Statistical neighbours", 700],
            ]
        ),
        """
        clean: column per period
        CSV!C4 D01 Q4 2017/18: 650 of - = 650 reported
        CSV!C5 D01 Basingstoke and Deane Q4 2017/18: 90 of - = 90 reported
        note other-areas-left-out CSV!B2 “England”
        """,
        name="return.csv",
    ),
    Mess(
        5,
        "Lines that name no place stand in a table of councils: a sum, a source and notes are none of the board's",
        workbook(
            [
                ["Table D4: children by council"],
                ["Year: 2017-18"],
                [None, "Area", "Children adopted"],
                [None, "England", 5_000],
                [850, "Hampshire", 50],
                [None, None, 5_050],
                [None, None, "Source: children in need census"],
                [None, "1. Figures are rounded."],
            ]
        ),
        """
        clean: published table
        R!C5 S01 2017/18: 50 of - = 50 reported
        note other-areas-left-out R!B4 “England”
        """,
    ),
    Mess(
        6,
        "Totals are rounded to ten and their parts exact: they do not add up, and that is right",
        text(
            [
                ["Ref", "Breakdown", "Q4 2017/18"],
                ["L01", "", 1_450],
                ["L01", "no further action", 993],
                ["L01", "action taken", 453],
            ]
        ),
        """
        clean: column per period
        CSV!C2 L01 Q4 2017/18: 1450 of - = 1450 reported
        CSV!C3 L01 (no further action) Q4 2017/18: 993 of - = 993 reported
        CSV!C4 L01 (action taken) Q4 2017/18: 453 of - = 453 reported
        """,
        name="return.csv",
    ),
    Mess(
        27,
        "Two values stand in one cell: trainer days and trainers, a number and its percentage",
        workbook(
            [
                ["Ref", "Period", "Number", "Out of"],
                ["D01", "Q4 2017/18", "62.5 (10)"],
                ["T05", "Q4 2017/18", "6 (4%)", 150],
            ]
        ),
        """
        findings: row per figure
        error not-a-number R!C2 “62.5 (10)”
        error not-a-number R!C3 “6 (4%)”
        """,
    ),
    Mess(
        28,
        "Rows that only compare stand under the rows of figures",
        workbook(
            [
                ["Ref", "Indicator", "Q3 2017/18", "Q4 2017/18"],
                ["D01", "Contacts to the front door", 640, 650],
                [None, "Previous year", 600, 610],
                [None, "2016/17", 600, 610],
                [None, "Target", 500, 500],
                [None, "England average", 700, 710],
                ["D12", "Children on child protection plans", 1_300, 1_294],
                [None, "Previous years", 1_200, 1_250],
            ]
        ),
        """
        clean: column per period
        R!C2 D01 Q3 2017/18: 640 of - = 640 reported
        R!D2 D01 Q4 2017/18: 650 of - = 650 reported
        R!C7 D12 Q3 2017/18: 1300 of - = 1300 reported
        R!D7 D12 Q4 2017/18: 1294 of - = 1294 reported
        note row-not-read R!B3 “Previous year”
        """,
    ),
    Mess(
        29,
        "Agencies go by other names: an abbreviation, an older name, a name with a note in brackets",
        text(
            [
                ["Ref", "Agency", "Period", "Number"],
                ["D01", "CSC", "Q3 2017/18", 640],
                ["D01", "Children’s Services (Hampshire)", "Q4 2017/18", 650],
            ]
        ),
        """
        clean: row per figure
        CSV!D2 D01 Q3 2017/18: 640 of - = 640 reported
        CSV!D3 D01 Q4 2017/18: 650 of - = 650 reported
        """,
        name="return.csv",
    ),
    Mess(
        29,
        "The file names another agency by its old name",
        text([["Agency: West Hampshire CCG"], ["Ref", "Period", "Number"], ["D01", "Q4 2017/18", 650]]),
        """
        findings: row per figure
        error wrong-agency CSV!A1 “West Hampshire CCG”
        """,
        name="return.csv",
    ),
    Mess(
        29,
        "A place goes by the names people give it, not by the one of the official list",
        text(
            [
                ["Ref", "Area", "Q4 2017/18"],
                ["D01", "Southampton", 200],
                ["D12", "City of Southampton", 90],
                ["T07", "Southampton, City of", 5],
                ["O14", "Basingstoke & Deane", 30],
            ]
        ),
        """
        clean: column per period
        CSV!C2 D01 Southampton, City of Q4 2017/18: 200 of - = 200 reported
        CSV!C3 D12 Southampton, City of Q4 2017/18: 90 of - = 90 reported
        CSV!C4 T07 Southampton, City of Q4 2017/18: 5 of - = 5 reported
        CSV!C5 O14 Basingstoke and Deane Q4 2017/18: 30 of - = 30 reported
        """,
        name="return.csv",
    ),
    Mess(
        30,
        "Councils stand by two systems of codes, one of them as bare numbers, and by codes of before a boundary moved",
        text(
            [
                [*PLACES, "children_adopted"],
                ["201718", "Financial year", "Local authority", 850, "E10000014", "Hampshire", 50],
                ["201718", "Financial year", "Local authority", 835, "E10000009", "Dorset", 20],
                ["201718", "Financial year", "Local authority", 838, "E06000059", "Dorset", 21],
            ]
        ),
        """
        clean: published, a row per place
        CSV!G2 S01 2017/18: 50 of - = 50 reported
        note other-areas-left-out CSV!E3 “E10000009”
        """,
        name="data.csv",
    ),
    Mess(
        30,
        "A code has lost its leading noughts, so nobody can tell which council it is",
        text([["Ref", "Area code", "Q4 2017/18"], ["D01", "850", 650], ["D01", "E10000014", 650]]),
        """
        findings: column per period
        CSV!C3 D01 Q4 2017/18: 650 of - = 650 reported
        error unknown-area CSV!B2 “850”
        """,
        name="return.csv",
    ),
    Mess(
        31,
        "One agency sends for two, in one file: its own figures count, the other's are the other's to send",
        text(
            [
                ["Ref", "Agency", "Q4 2017/18"],
                ["D01", "Children's Social Care", 650],
                ["H01", "Hampshire Hospitals NHS Trust", 40],
            ]
        ),
        """
        findings: column per period
        CSV!C2 D01 Q4 2017/18: 650 of - = 650 reported
        error wrong-agency CSV!B3 “Hampshire Hospitals NHS Trust”
        """,
        name="return.csv",
    ),
    Mess(
        31,
        "Two councils' figures stand under one of them, and the table says so of the other",
        workbook(
            [
                ["Table D5: children by council"],
                ["Year: 2017-18"],
                ["Area", "Children adopted"],
                ["England", 5_000],
                ["Hampshire", "see Southampton"],
                ["Southampton, City of", 90],
            ]
        ),
        """
        findings: published table
        R!B6 S01 Southampton, City of 2017/18: 90 of - = 90 reported
        error not-a-number R!B5 “see Southampton”
        note other-areas-left-out R!A4 “England”
        """,
    ),
    Mess(
        32,
        "The rating is a colour without a word",
        workbook(
            [["Ref", "Q4 2017/18", "RAG"], ["D01", 650], ["D12", 1_294]],
            coloured,
        ),
        """
        clean: column per period
        R!B2 D01 Q4 2017/18: 650 of - = 650 reported
        R!B3 D12 Q4 2017/18: 1294 of - = 1294 reported
        note columns-not-used R!C1 “RAG”
        """,
    ),
    Mess(
        32,
        "Arrows are letters in Wingdings, and nobody says whether they mean the number or the performance",
        workbook(
            [
                ["Ref", "Q4 2017/18", "Direction"],
                ["D01", 650, "é"],
                ["D12", 1_294, "ê"],
                ["T07", "▲ 12", "é"],
            ],
            arrows,
        ),
        """
        findings: column per period
        R!B2 D01 Q4 2017/18: 650 of - = 650 reported
        R!B3 D12 Q4 2017/18: 1294 of - = 1294 reported
        error not-a-number R!B4 “▲ 12”
        note columns-not-used R!C1 “Direction”
        """,
    ),
)
