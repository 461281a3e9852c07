"""Messes 7 to 12 and 21: signs that stand for no number, zeros that mean one thing or the other."""

from tests.scorecard.messes.mess import Q1, Q2, Q3, Q4, Mess, lines, text, workbook

PLACES = ("time_period", "time_identifier", "geographic_level", "new_la_code", "la_name")
DFE_2018 = [
    ["Table D5: children by council"],
    ["Year: 2017-18"],
    ["Source: children in need census, Department for Education"],
    ["Area", "Children adopted", "Pupils excluded"],
    ["England", 5_000, 6_000],
    ["Hampshire", "x", "."],
]
SIGNS = (
    "u",
    "k",
    "low",
    "p",
    "r",
    "b",
    "e",
    "*",
    "..",
    "-",
    "n/a",
    "N/K",
    "tbc",
    "<5",
    "≤5",
    "data not provided",
)
WIDE = [f"Q{number} {year}/{year % 100 + 1}" for year in range(2013, 2017) for number in range(1, 5)]

MESSES = (
    Mess(
        7,
        "x without a word of whose sign it is: suppressed once, not available today, so it is asked",
        text([["Ref", "Q3 2017/18", "Q4 2017/18"], ["D01", 640, "x"], ["D12", "x", 1_294]]),
        """
        findings: column per period
        CSV!B2 D01 Q3 2017/18: 640 of - = 640 reported
        CSV!C3 D12 Q4 2017/18: 1294 of - = 1294 reported
        error symbol-unclear CSV!C2 “x”
        error symbol-unclear CSV!B3 “x”
        """,
        name="return.csv",
    ),
    Mess(
        7,
        "x, once its sender has said what it stands for in its own files",
        text([["Ref", "Q3 2017/18", "Q4 2017/18"], ["D01", 640, "x"], ["D12", "x", 1_294]]),
        """
        clean: column per period
        CSV!B2 D01 Q3 2017/18: 640 of - = 640 reported
        CSV!C2 D01 Q4 2017/18: - of - = - suppressed
        CSV!B3 D12 Q3 2017/18: - of - = - suppressed
        CSV!C3 D12 Q4 2017/18: 1294 of - = 1294 reported
        """,
        name="return.csv",
        said={"symbols": {"x": "suppressed"}},
    ),
    Mess(
        7,
        "x in a table of DfE's of 2018 means suppressed, and a full stop not applicable",
        workbook(DFE_2018),
        """
        findings: published table
        R!B6 S01 2017/18: - of - = - suppressed
        error period-of-another-length R!C4 “Pupils excluded”
        note other-areas-left-out R!A5 “England”
        """,
    ),
    Mess(
        7,
        "c, x and z in a tidy file of DfE's of today mean suppressed, not available and not applicable",
        text(
            [
                [*PLACES, "children_adopted"],
                ["201415", "Financial year", "Local authority", "E10000014", "Hampshire", "c"],
                ["201516", "Financial year", "Local authority", "E10000014", "Hampshire", "x"],
                ["201617", "Financial year", "Local authority", "E10000014", "Hampshire", "z"],
                ["201718", "Financial year", "Local authority", "E10000014", "Hampshire", 50],
            ]
        ),
        """
        clean: published, a row per place
        CSV!F2 S01 2014/15: - of - = - suppressed
        CSV!F3 S01 2015/16: - of - = - not_supplied
        CSV!F4 S01 2016/17: - of - = - not_applicable
        CSV!F5 S01 2017/18: 50 of - = 50 reported
        """,
        name="data.csv",
    ),
    Mess(
        8,
        "Every other sign is asked about at its cell; only words that say why are taken",
        text([["Ref", *WIDE], ["D01", *SIGNS]]),
        "findings: column per period\nCSV!Q2 D01 Q4 2016/17: - of - = - not_supplied\n"
        + "\n".join(
            f"error symbol-unclear CSV!{'ABCDEFGHIJKLMNOPQ'[n]}2 “{sign}”"
            for n, sign in enumerate(SIGNS[:-1], 1)
        ),
        name="return.csv",
    ),
    Mess(
        8,
        "Signs stand behind numbers",
        text(
            [
                ["Ref", "Q1 2017/18", "Q2 2017/18", "Q3 2017/18", "Q4 2017/18"],
                ["D01", "650 p", "640r", "31*", "12 [u]"],
            ]
        ),
        """
        findings: column per period
        error symbol-unclear CSV!B2 “650 p”
        error symbol-unclear CSV!C2 “640r”
        error symbol-unclear CSV!D2 “31*”
        error symbol-unclear CSV!E2 “12 [u]”
        """,
        name="return.csv",
    ),
    Mess(
        8,
        "The same signs, once their sender has said what they stand for",
        text(
            [
                ["Ref", "Q1 2017/18", "Q2 2017/18", "Q3 2017/18", "Q4 2017/18"],
                ["D01", "650 p", "640r", "<5", "tbc"],
            ]
        ),
        """
        clean: column per period
        CSV!B2 D01 Q1 2017/18: 650 of - = 650 reported provisional
        CSV!C2 D01 Q2 2017/18: 640 of - = 640 reported revised
        CSV!D2 D01 Q3 2017/18: - of - = - suppressed
        CSV!E2 D01 Q4 2017/18: - of - = - not_supplied
        """,
        name="return.csv",
        said={"symbols": {"p": "provisional", "r": "revised", "<5": "suppressed", "tbc": "not_supplied"}},
    ),
    Mess(
        9,
        "A hidden count may be large, hidden only to protect another: it is no number, and never three",
        workbook(
            [
                *DFE_2018[:3],
                ["Area", "Children adopted", "Years of care"],
                ["England", 5_000, 6_000],
                ["Hampshire", "x", "x"],
            ]
        ),
        """
        findings: published table
        R!B6 S01 2017/18: - of - = - suppressed
        error unknown-indicator R!C4 “Years of care”
        note other-areas-left-out R!A5 “England”
        """,
    ),
    Mess(
        10,
        "A percentage is hidden because its number is a few short of the whole",
        text(
            [
                ["Ref", "Period", "Number", "Out of", "Result", "Reason"],
                ["T05", "Q3 2017/18", None, 124, None, "suppressed"],
                ["T05", "Q4 2017/18", "suppressed", 130, "suppressed", None],
                ["D03", "Q4 2017/18", 128, 130, "suppressed", None],
            ]
        ),
        """
        findings: row per figure
        CSV!F2 T05 Q3 2017/18: - of 124 = - suppressed
        CSV!C3 T05 Q4 2017/18: - of 130 = - suppressed
        error status-with-value CSV!E4 “suppressed”
        """,
        name="return.csv",
    ),
    Mess(
        11,
        "Nought where there never was: it may mean that nothing was recorded",
        lines(("D01", Q4, 0)),
        """
        findings: row per figure
        CSV!C2 D01 Q4 2017/18: 0 of - = 0 true_zero
        explain all-zeros CSV!C2 “0”
        """,
        name="return.csv",
        before=(lines(("D01", Q4.year_ago(), 640), ("D01", Q1, 655), ("D01", Q2, 630), ("D01", Q3, 648)),),
    ),
    Mess(
        12,
        "A true nought stays nought, and no blank becomes one",
        text(
            [
                ["Ref", "Period", "Number", "Out of"],
                ["T07", "Q3 2017/18", 0],
                ["T05", "Q4 2017/18", 0, 124],
                ["T07", "Q4 2017/18", "0"],
                ["D01", "Q4 2017/18", None, None],
            ]
        ),
        """
        clean: row per figure
        CSV!C2 T07 Q3 2017/18: 0 of - = 0 true_zero
        CSV!C3 T05 Q4 2017/18: 0 of 124 = 0 true_zero
        CSV!C4 T07 Q4 2017/18: 0 of - = 0 true_zero
        """,
        name="return.csv",
    ),
    Mess(
        21,
        "The latest column is a dash while earlier ones fill in: the dash is asked about",
        text(
            [
                ["Ref", "Q2 2017/18", "Q3 2017/18", "Q4 2017/18"],
                ["D01", 630, 648, "-"],
                ["D12", 1_280, 1_290, "–"],
            ]
        ),
        """
        findings: column per period
        CSV!B2 D01 Q2 2017/18: 630 of - = 630 reported
        CSV!C2 D01 Q3 2017/18: 648 of - = 648 reported
        CSV!B3 D12 Q2 2017/18: 1280 of - = 1280 reported
        CSV!C3 D12 Q3 2017/18: 1290 of - = 1290 reported
        error symbol-unclear CSV!D2 “-”
        error symbol-unclear CSV!D3 “–”
        """,
        name="return.csv",
    ),
    Mess(
        21,
        "The same, its sender having said that a dash means not supplied",
        text([["Ref", "Q2 2017/18", "Q3 2017/18", "Q4 2017/18"], ["D01", 630, 648, "-"]]),
        """
        clean: column per period
        CSV!B2 D01 Q2 2017/18: 630 of - = 630 reported
        CSV!C2 D01 Q3 2017/18: 648 of - = 648 reported
        CSV!D2 D01 Q4 2017/18: - of - = - not_supplied
        """,
        name="return.csv",
        said={"symbols": {"-": "not_supplied"}},
    ),
)
