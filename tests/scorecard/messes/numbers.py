"""Messes 13 to 15 and 33: percentages, rates and numbers as people write them."""

from scorecard.rules.periods import quarter
from tests.files.binaries import Styled, xls_bytes
from tests.scorecard.messes.mess import Mess, lines, text, workbook


def as_percent(sheet):  # type: ignore[no-untyped-def]
    """The third row is shown as a percentage."""
    sheet["B3"].number_format = "0.0%"


PERCENTS = [["Ref", "Q4 2017/18"], ["T05", 0.43]]
THIRTEEN = [("T05", quarter(2014, 3).shifted(3 * n), 38 + n * 5 % 11, 100) for n in range(13)]

MESSES = (
    Mess(
        13,
        "A percentage as 43, as 43.0, as 43% in words, as 0.43 shown as a percentage: all of them 43",
        workbook(
            [
                ["Ref", "Q4 2017/18"],
                ["T05", 43],
                ["D03", 0.43],
                ["W01", "43%"],
                ["D05", 43.0],
            ],
            as_percent,
        ),
        """
        clean: column per period
        R!B2 T05 Q4 2017/18: - of - = 43 reported
        R!B3 D03 Q4 2017/18: - of - = 43 reported
        R!B4 W01 Q4 2017/18: - of - = 43 reported
        R!B5 D05 Q4 2017/18: - of - = 43 reported
        """,
    ),
    Mess(
        13,
        "0.43 without a format may be 43% or 0.43%, and 1 may be all or one in a hundred: asked",
        workbook([["Ref", "Q4 2017/18"], ["T05", 0.43], ["D03", 1]]),
        """
        findings: column per period
        error percent-or-fraction R!B2 “0.43”
        error percent-or-fraction R!B3 “1”
        """,
    ),
    Mess(
        13,
        "0.43 beside its numbers is settled by them",
        text([["Ref", "Number", "Out of", "Result", "Period"], ["T05", 43, 100, 0.43, "Q4 2017/18"]]),
        """
        clean: row per figure
        CSV!B2 T05 Q4 2017/18: 43 of 100 = 43 reported
        note fraction-read-as-percent CSV!D2 “0.43”
        """,
        name="return.csv",
    ),
    Mess(
        13,
        "0.43, its sender having said that this indicator comes as a share of one",
        workbook(PERCENTS),
        """
        clean: column per period
        R!B2 T05 Q4 2017/18: - of - = 43 reported
        """,
        said={"percents": {"T05": "fraction"}},
    ),
    Mess(
        13,
        "0.43 where thirteen figures on file leave one reading only",
        workbook(PERCENTS),
        """
        clean: column per period
        R!B2 T05 Q4 2017/18: - of - = 43 reported
        note fraction-read-as-percent R!B2 “0.43”
        note layout-changed R!A1
        """,
        before=(lines(*THIRTEEN),),
    ),
    Mess(
        13,
        "In XLS the format of a number cannot be seen, so 0.43 is asked about there too",
        lambda: xls_bytes({"R": [["Ref", "Q4 2017/18"], ["T05", Styled(0.43, "0%")]]}),
        """
        findings: column per period
        error percent-or-fraction R!B2 “0.43”
        note errors-look-blank R!A1
        """,
        name="return.xls",
    ),
    Mess(
        14,
        "A percentage without its numbers is kept as it is: neither is ever made up",
        text(
            [
                ["Ref", "Period", "Number", "Out of", "Result"],
                ["T05", "Q4 2017/18", None, None, "20.2"],
                ["D03", "Q4 2017/18", None, 130, "21.9"],
            ]
        ),
        """
        clean: row per figure
        CSV!E2 T05 Q4 2017/18: - of - = 20.2 reported
        CSV!E3 D03 Q4 2017/18: - of 130 = 21.9 reported
        """,
        name="return.csv",
    ),
    Mess(
        15,
        "A rate whose base slipped: it implies ten times the children there are",
        text(
            [
                ["Ref", "Period", "Number", "Out of", "Result"],
                ["D02", "Q3 2017/18", 1_580, None, 56.4],
                ["D02", "Q4 2017/18", 1_610, None, 5.75],
                ["D02", "Q2 2017/18", 1_600, 2_800_000, None],
            ]
        ),
        """
        findings: row per figure
        CSV!C2 D02 Q3 2017/18: 1580 of 280000 = 56.428571 reported
        CSV!C3 D02 Q4 2017/18: 1610 of 280000 = 57.5 reported
        CSV!C4 D02 Q2 2017/18: 1600 of 2800000 = 5.714286 reported
        explain implied-population CSV!E3 “5.75”
        explain implied-population CSV!D4 “2800000”
        """,
        name="return.csv",
    ),
    Mess(
        33,
        "Numbers stored as text, with commas for thousands and blanks around them, even hard ones",
        workbook(
            [
                ["Ref", "Q1 2017/18", "Q2 2017/18", "Q3 2017/18", "Q4 2017/18"],
                ["D01", "1042", "1,042", "\u00a01042\u00a0", " 1,042 "],
            ]
        ),
        """
        clean: column per period
        R!B2 D01 Q1 2017/18: 1042 of - = 1042 reported
        R!C2 D01 Q2 2017/18: 1042 of - = 1042 reported
        R!D2 D01 Q3 2017/18: 1042 of - = 1042 reported
        R!E2 D01 Q4 2017/18: 1042 of - = 1042 reported
        note spaces-trimmed R!D2 “1042”
        """,
    ),
    Mess(
        33,
        "What only looks like a number: O for nought, l for one, a dash for minus, odd commas and blanks",
        workbook(
            [
                ["Ref", "Q1 2017/18", "Q2 2017/18", "Q3 2017/18", "Q4 2017/18"],
                ["D01", "O", "1O42", "–5", "1\u00a0042"],
                ["D12", "10,42", "1.042,0", "l2", "5–6"],
            ]
        ),
        """
        findings: column per period
        error not-a-number R!B2 “O”
        error not-a-number R!C2 “1O42”
        error not-a-number R!D2 “–5”
        error not-a-number R!E2 “1 042”
        error not-a-number R!B3 “10,42”
        error not-a-number R!C3 “1.042,0”
        error not-a-number R!D3 “l2”
        error not-a-number R!E3 “5–6”
        """,
    ),
)
