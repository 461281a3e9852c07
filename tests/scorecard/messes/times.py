"""Messes 16, 17 and 34: periods and dates as people write them."""

from datetime import date

from tests.files.binaries import xls_bytes
from tests.scorecard.messes.mess import Mess, text, workbook

HEADINGS = ["Ref", "Period", "Number"]

MESSES = (
    Mess(
        16,
        "Quarters, years, terms and days, each as people write them",
        text(
            [
                HEADINGS,
                ["D01", "Q1 2013/14", 1],
                ["D01", "Q4 12/13", 2],
                ["D01", "Apr-Jun 14", 3],
                ["D01", "2014-15 Q2", 4],
                ["D12", "as at 31/3/2015", 5],
                ["D12", "Sept 2015 snapshot", 6],
                ["S01", "Apr 12 - Mar 13", 7],
                ["S01", "2013-14", 8],
                ["S01", "year ending 31 March 2015", 9],
                ["S01", "calendar year 2015", 10],
                ["O12", "Autumn term 2016/17", 11],
                ["O12", "Spring 2017", 12],
            ]
        ),
        """
        clean: row per figure
        CSV!C2 D01 Q1 2013/14: 1 of - = 1 reported
        CSV!C3 D01 Q4 2012/13: 2 of - = 2 reported
        CSV!C4 D01 Q1 2014/15: 3 of - = 3 reported
        CSV!C5 D01 Q2 2014/15: 4 of - = 4 reported
        CSV!C6 D12 Q4 2014/15: 5 of - = 5 reported
        CSV!C7 D12 Q2 2015/16: 6 of - = 6 reported
        CSV!C8 S01 2012/13: 7 of - = 7 reported
        CSV!C9 S01 2013/14: 8 of - = 8 reported
        CSV!C10 S01 2014/15: 9 of - = 9 reported
        CSV!C11 S01 Year to Dec 2015: 10 of - = 10 reported
        CSV!C12 O12 Autumn 2016/17: 11 of - = 11 reported
        CSV!C13 O12 Spring 2016/17: 12 of - = 12 reported
        """,
        name="return.csv",
    ),
    Mess(
        16,
        "Periods that could be two: Q1 2013, 2014, 31/3, and years that do not follow each other",
        text(
            [
                HEADINGS,
                ["D01", "Q1 2013", 1],
                ["S01", "2014", 2],
                ["D12", "as at 31/3", 3],
                ["D01", "Q1 2013/15", 4],
                ["D01", "last quarter", 5],
                ["D01", "", 6],
            ]
        ),
        """
        findings: row per figure
        error period-unclear CSV!B2 “Q1 2013”
        error period-unclear CSV!B3 “2014”
        error period-unclear CSV!B4 “as at 31/3”
        error period-unclear CSV!B5 “Q1 2013/15”
        error period-unclear CSV!B6 “last quarter”
        error period-unclear CSV!B7
        """,
        name="return.csv",
    ),
    Mess(
        16,
        "Q1 2013, its sender having said which it is",
        text([HEADINGS, ["D01", "Q1 2013", 1]]),
        """
        clean: row per figure
        CSV!C2 D01 Q1 2013/14: 1 of - = 1 reported
        """,
        name="return.csv",
        said={"periods": {"Q1 2013": "2013-04-01/2013-06-30"}},
    ),
    Mess(
        16,
        "A heading Q1 2013 over a column of figures is asked about once",
        text([["Ref", "Q1 2013", "Q2 2013/14"], ["D01", 1, 2], ["D12", 3, 4]]),
        """
        findings: column per period
        CSV!C2 D01 Q2 2013/14: 2 of - = 2 reported
        CSV!C3 D12 Q2 2013/14: 4 of - = 4 reported
        error period-unclear CSV!B1 “Q1 2013”
        """,
        name="return.csv",
    ),
    Mess(
        17,
        "Rolling years stand beside the quarters, one of them labelled as two years",
        text(
            [
                ["Ref", "Q3 2013/14", "Q4 2013/14", "Apr 13 - Mar 14", "Jan 12 - Dec 13"],
                ["D01", 640, 650, 2_570, 2_500],
            ]
        ),
        """
        findings: column per period
        CSV!B2 D01 Q3 2013/14: 640 of - = 640 reported
        CSV!C2 D01 Q4 2013/14: 650 of - = 650 reported
        note total-not-read CSV!D1 “Apr 13 - Mar 14”
        error period-unclear CSV!E1 “Jan 12 - Dec 13”
        """,
        name="return.csv",
    ),
    Mess(
        34,
        "The days quarters ended on are dates, in a workbook and in its older format",
        workbook([HEADINGS, ["D01", date(2017, 12, 31), 640], ["D01", date(2018, 3, 31), 650]]),
        """
        clean: row per figure
        R!C2 D01 Q3 2017/18: 640 of - = 640 reported
        R!C3 D01 Q4 2017/18: 650 of - = 650 reported
        """,
    ),
    Mess(
        34,
        "The same in XLS, whose days count from 1900 or from 1904",
        lambda: xls_bytes({"R": [HEADINGS, ["D01", date(2018, 3, 31), 650]]}),
        """
        clean: row per figure
        R!C2 D01 Q4 2017/18: 650 of - = 650 reported
        note errors-look-blank R!A1
        """,
        name="return.xls",
    ),
    Mess(
        34,
        "Dates nobody can be sure of: a serial number, American order, a week's end",
        text([HEADINGS, ["D01", "43190", 1], ["D01", "03/31/2018", 2], ["D01", "w/e 30/03/2018", 3]]),
        """
        findings: row per figure
        error period-unclear CSV!B2 “43190”
        error period-unclear CSV!B3 “03/31/2018”
        error period-unclear CSV!B4 “w/e 30/03/2018”
        """,
        name="return.csv",
    ),
    Mess(
        34,
        "A date stands where a number is due",
        workbook([HEADINGS, ["D01", "Q4 2017/18", date(2018, 3, 31)]]),
        """
        findings: row per figure
        error not-a-number R!C2 “31 March 2018”
        """,
    ),
)
