"""Messes 18 to 20 and 22 to 26: figures beside those of other quarters, other versions, other definitions."""

from openpyxl.styles import PatternFill

from tests.scorecard.messes.mess import Q1, Q2, Q3, Q4, Mess, lines, text, workbook

YEAR_BEFORE = [("D01", Q1.shifted(-12 + 3 * n), count) for n, count in enumerate((610, 640, 625, 655))]
YEAR = [("D01", Q1, 640), ("D01", Q2, 655), ("D01", Q3, 630)]
FOUR = [["Ref", "Q1 2017/18", "Q2 2017/18", "Q3 2017/18", "Q4 2017/18"]]


def yellow(sheet):  # type: ignore[no-untyped-def]
    """The one cell that was changed is yellow, and nothing else says so."""
    sheet["C2"].fill = PatternFill("solid", fgColor="FFFFFF00")


MESSES = (
    Mess(
        18,
        "The year so far is pasted where the quarter's own count is due",
        lines(("D01", Q4, 2_580)),
        """
        findings: row per figure
        CSV!C2 D01 Q4 2017/18: 2580 of - = 2580 reported
        explain cumulative-as-quarter CSV!C2 “2580”
        """,
        name="return.csv",
        before=(lines(*YEAR_BEFORE, *YEAR),),
    ),
    Mess(
        18,
        "The same in one file, with nothing on file to hold it against",
        text([*FOUR, ["D01", 640, 1_295, 1_925, 2_580]]),
        """
        findings: column per period
        CSV!B2 D01 Q1 2017/18: 640 of - = 640 reported
        CSV!C2 D01 Q2 2017/18: 1295 of - = 1295 reported
        CSV!D2 D01 Q3 2017/18: 1925 of - = 1925 reported
        CSV!E2 D01 Q4 2017/18: 2580 of - = 2580 reported
        explain cumulative-as-quarter CSV!E2 “2580”
        """,
        name="return.csv",
    ),
    Mess(
        18,
        "The other way round: the quarter's own count where the year so far is due, which can never fall",
        text([*FOUR, ["O14", 40, 95, 140, 45]]),
        """
        findings: column per period
        CSV!B2 O14 Q1 2017/18: 40 of - = 40 reported
        CSV!C2 O14 Q2 2017/18: 95 of - = 95 reported
        CSV!D2 O14 Q3 2017/18: 140 of - = 140 reported
        CSV!E2 O14 Q4 2017/18: 45 of - = 45 reported
        explain year-so-far-fell CSV!E2 “45”
        """,
        name="return.csv",
    ),
    Mess(
        19,
        "A measure that builds up within the year rises every quarter, begins anew in April, and is right",
        text([["Ref", "Q4 2016/17", *FOUR[0][1:]], ["O14", 180, 40, 95, 140, 190]]),
        """
        clean: column per period
        CSV!B2 O14 Q4 2016/17: 180 of - = 180 reported
        CSV!C2 O14 Q1 2017/18: 40 of - = 40 reported
        CSV!D2 O14 Q2 2017/18: 95 of - = 95 reported
        CSV!E2 O14 Q3 2017/18: 140 of - = 140 reported
        CSV!F2 O14 Q4 2017/18: 190 of - = 190 reported
        """,
        name="return.csv",
    ),
    Mess(
        20,
        "Children on plans on the last day, added up over the quarters as if they were events",
        text([*FOUR, ["D12", 1_280, 1_290, 1_294, 3_870]]),
        """
        findings: column per period
        CSV!B2 D12 Q1 2017/18: 1280 of - = 1280 reported
        CSV!C2 D12 Q2 2017/18: 1290 of - = 1290 reported
        CSV!D2 D12 Q3 2017/18: 1294 of - = 1294 reported
        CSV!E2 D12 Q4 2017/18: 3870 of - = 3870 reported
        explain stock-summed CSV!E2 “3870”
        """,
        name="return.csv",
    ),
    Mess(
        20,
        "Two measures go by one name: how many there were on the day, and how many in the quarter",
        text(
            [
                ["Indicator", "Q4 2017/18"],
                ["Children on child protection plans", 1_294],
                ["Children on child protection plans", 1_610],
            ]
        ),
        """
        findings: column per period
        CSV!B2 D12 Q4 2017/18: 1294 of - = 1294 reported
        error duplicate-differs CSV!B3 “1610”
        """,
        name="return.csv",
    ),
    Mess(
        22,
        "A figure that was provisional comes again, revised",
        text(
            [
                ["Ref", "Period", "Number", "Status"],
                ["D01", "Q3 2017/18", 640, "revised"],
                ["D01", "Q4 2017/18", 650, "provisional"],
            ]
        ),
        """
        clean: row per figure
        CSV!C2 D01 Q3 2017/18: 640 of - = 640 reported revised
        CSV!C3 D01 Q4 2017/18: 650 of - = 650 reported provisional
        """,
        name="return.csv",
        before=(text([["Ref", "Period", "Number", "Status"], ["D01", "Q3 2017/18", 630, "provisional"]]),),
    ),
    Mess(
        22,
        "The report was run again and an earlier quarter changed, marked by a yellow cell only",
        workbook([["Ref", "Q2 2017/18", "Q3 2017/18", "Q4 2017/18"], ["D01", 655, 640, 650]], yellow),
        """
        findings: column per period
        R!B2 D01 Q2 2017/18: 655 of - = 655 reported
        R!C2 D01 Q3 2017/18: 640 of - = 640 reported
        R!D2 D01 Q4 2017/18: 650 of - = 650 reported
        explain changed-since-last-sent R!C2 “640”
        note layout-changed R!A1
        """,
        before=(lines(*YEAR),),
    ),
    Mess(
        23,
        "A published table is revised backwards: the year on file differs from the one printed later",
        text(
            [
                [
                    "time_period",
                    "time_identifier",
                    "geographic_level",
                    "new_la_code",
                    "la_name",
                    "children_adopted",
                ],
                ["201617", "Financial year", "National", "", "", 4_350],
                ["201617", "Financial year", "Local authority", "E10000014", "Hampshire", 55],
                ["201718", "Financial year", "Local authority", "E10000014", "Hampshire", 60],
            ]
        ),
        """
        findings: published, a row per place
        CSV!F3 S01 2016/17: 55 of - = 55 reported
        CSV!F4 S01 2017/18: 60 of - = 60 reported
        explain changed-since-last-sent CSV!F3 “55”
        note other-areas-left-out CSV!C2 “National”
        note layout-changed CSV!A1
        """,
        name="data.csv",
        before=(text([["Ref", "Period", "Number"], ["S01", "2016/17", 50]]),),
    ),
    Mess(
        24,
        "The system was changed: an asterisk at the label, a remark beside the figure and a line below say so",
        text(
            [
                ["Ref", "Indicator", "Period", "Number", "Comments"],
                ["D01", "Contacts to the front door*", "Q3 2017/18", 640, None],
                ["D01", "Contacts to the front door*", "Q4 2017/18", 910, "New reporting arrangements"],
                [None],
                ["* new reporting arrangements from January 2018"],
            ]
        ),
        """
        clean: row per figure
        CSV!D2 D01 Q3 2017/18: 640 of - = 640 reported
        CSV!D3 D01 Q4 2017/18: 910 of - = 910 reported “New reporting arrangements”
        note row-not-read CSV!A5 “* new reporting arrangements from January 2018”
        """,
        name="return.csv",
    ),
    Mess(
        24,
        "The asterisk stands behind the number itself",
        text([["Ref", "Q3 2017/18", "Q4 2017/18"], ["D01", 640, "910*"], ["* new reporting arrangements"]]),
        """
        findings: column per period
        CSV!B2 D01 Q3 2017/18: 640 of - = 640 reported
        error symbol-unclear CSV!C2 “910*”
        note row-not-read CSV!A3 “* new reporting arrangements”
        """,
        name="return.csv",
    ),
    Mess(
        25,
        "What is measured has changed: the old measure's name is none of the board's, and no figure of the new one",
        text(
            [
                ["Indicator", "Q4 2017/18"],
                ["Initial assessments within ten working days", 310],
                ["Contacts to the front door", 650],
            ]
        ),
        """
        findings: column per period
        CSV!B3 D01 Q4 2017/18: 650 of - = 650 reported
        error unknown-indicator CSV!A2 “Initial assessments within ten working days”
        """,
        name="return.csv",
    ),
    Mess(
        25,
        "Quarters from before the measure was defined anew stand in one row with those since",
        text(
            [
                ["Ref", "Q3 2012/13", "Q4 2012/13", "Q1 2013/14"],
                ["T01", "71%", "73%", "80%"],
            ]
        ),
        """
        findings: column per period
        CSV!B2 T01 Q3 2012/13: - of - = 71 reported
        CSV!C2 T01 Q4 2012/13: - of - = 73 reported
        CSV!D2 T01 Q1 2013/14: - of - = 80 reported
        explain older-definition CSV!C2 “73%”
        """,
        name="return.csv",
    ),
    Mess(
        26,
        "A force or trust covers more than the council: its own total is nobody's figure here",
        text(
            [
                ["Ref", "Area", "Q4 2017/18"],
                ["M01", "Hampshire and Isle of Wight", "71%"],
                ["M01", "Hampshire", "74%"],
            ]
        ),
        """
        findings: column per period
        CSV!C3 M01 Q4 2017/18: - of - = 74 reported
        error unknown-area CSV!B2 “Hampshire and Isle of Wight”
        """,
        name="return.csv",
        agency="pol",
    ),
)
