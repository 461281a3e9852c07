"""Messes 35 and 36: parts that miss their total, what is hidden, formulas, links, duplicates, gaps, a child's words."""

from tests.files.binaries import Error, xlsb_bytes
from tests.files.books import with_parts, xlsx_of
from tests.files.opened import ods_bytes
from tests.scorecard.messes.mess import Q4, Mess, text, workbook

GRID = [["Ref", "Q3 2017/18", "Q4 2017/18"]]


def hides(sheet):  # type: ignore[no-untyped-def]
    """A row, a column and a sheet are hidden."""
    if sheet.title == "Working":
        sheet.sheet_state = "hidden"
        return
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True


def _saved(reference: str, formula: str, saved: str, kind: str = "") -> str:
    about = f' t="{kind}"' if kind else ""
    return f'<c r="{reference}"{about}><f>{formula}</f><v>{saved}</v></c>'


def _text(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def formulas() -> bytes:
    """Formulas with what was saved beside them: two errors, a number, nothing at all."""
    head = f'<row r="1">{_text("A1", "Ref")}{_text("B1", "Q3 2017/18")}{_text("C1", "Q4 2017/18")}</row>'
    wrong = _saved("B2", "1/0", "#DIV/0!", "e") + _saved("C2", "X!A1", "#REF!", "e")
    second = f'<row r="2">{_text("A2", "D01")}{wrong}</row>'
    third = f'<row r="3">{_text("A3", "D12")}{_saved("B3", "SUM(1290)", "1290")}<c r="C3"><f>SUM(A9)</f></c></row>'
    return xlsx_of(f"<sheetData>{head}{second}{third}</sheetData>")


def linked() -> bytes:
    """A workbook whose formula takes its figure from another, with what was saved of it."""
    head = f'<row r="1">{_text("A1", "Ref")}{_text("B1", "Q3 2017/18")}{_text("C1", "Q4 2017/18")}</row>'
    row = f'<row r="2">{_text("A2", "D01")}<c r="B2"><v>640</v></c>{_saved("C2", "[1]Contacts!$B$4", "650")}</row>'
    data = xlsx_of(
        f"<sheetData>{head}{row}</sheetData>",
        workbook='<externalReferences><externalReference r:id="rId9"/></externalReferences>',
    )
    link = (
        '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<externalBook/></externalLink>"
    )
    return with_parts(data, {"xl/externalLinks/externalLink1.xml": link})


MESSES = (
    Mess(
        35,
        "Parts miss their total, and no rounding explains it",
        text(
            [
                ["Ref", "Breakdown", "Q4 2017/18"],
                ["L01", "", 1_445],
                ["L01", "no further action", 993],
                ["L01", "action taken", 453],
            ]
        ),
        """
        findings: column per period
        CSV!C2 L01 Q4 2017/18: 1445 of - = 1445 reported
        CSV!C3 L01 (no further action) Q4 2017/18: 993 of - = 993 reported
        CSV!C4 L01 (action taken) Q4 2017/18: 453 of - = 453 reported
        explain parts-miss-total CSV!C2 “1445”
        """,
        name="return.csv",
    ),
    Mess(
        35,
        "A row, a column and a sheet are hidden: none of them is read, and each is said",
        workbook(
            [*GRID, ["D01", 640, 650], ["D12", 1_290, 1_294], ["T07", 11, 12]],
            hides,
            Working=[["Ref", "Q4 2017/18"], ["T05", "25%"]],
        ),
        """
        clean: column per period
        R!C2 D01 Q4 2017/18: 650 of - = 650 reported
        R!C4 T07 Q4 2017/18: 12 of - = 12 reported
        note hidden-rows R!A3 “D12”
        note hidden-columns R!B1 “Q3 2017/18”
        note hidden-sheet Working!A1 “Ref”
        """,
    ),
    Mess(
        35,
        "Several tables stand on one sheet, below and beside each other",
        workbook(
            [
                ["Front door"],
                ["Ref", "Q4 2017/18", None, "Ref", "Number", "Out of", "Period"],
                ["D01", 650, None, "T05", 31, 124, "Q4 2017/18"],
                [None],
                ["Plans"],
                ["Ref", "Q3 2017/18", "Q4 2017/18"],
                ["D12", 1_290, 1_294],
            ]
        ),
        """
        clean: mixed
        R!B3 D01 Q4 2017/18: 650 of - = 650 reported
        R!E3 T05 Q4 2017/18: 31 of 124 = 25 reported
        R!B7 D12 Q3 2017/18: 1290 of - = 1290 reported
        R!C7 D12 Q4 2017/18: 1294 of - = 1294 reported
        """,
    ),
    Mess(
        35,
        "Formulas whose saved result is an error, or was never saved",
        formulas,
        """
        findings: column per period
        S!B3 D12 Q3 2017/18: 1290 of - = 1290 reported
        error error-cell S!B2 “#DIV/0!”
        error error-cell S!C2 “#REF!”
        error formula-not-calculated S!C3 “a formula”
        """,
    ),
    Mess(
        35,
        "The same errors in an OpenDocument file",
        lambda: ods_bytes({"R": [*GRID, ["D01", Error("#DIV/0!"), 650], ["D12", 1_290, Error("#N/A")]]}),
        """
        findings: column per period
        R!C2 D01 Q4 2017/18: 650 of - = 650 reported
        R!B3 D12 Q3 2017/18: 1290 of - = 1290 reported
        error error-cell R!B2 “#DIV/0!”
        error error-cell R!C3 “#N/A”
        """,
        name="return.ods",
    ),
    Mess(
        35,
        "The same in XLSB, where an error looks like a blank: what is due there is asked for",
        lambda: xlsb_bytes(
            {
                "R": [
                    ["Ref", "Q4 2017/18"],
                    ["D01", Error("#DIV/0!")],
                    *[[code, 1] for code in ("D12", "T07", "O14", "L01")],
                    ["T05", "25%"],
                    ["D03", "25%"],
                    ["D05", "25%"],
                    ["T01", "80%"],
                    ["W01", "5%"],
                    ["T03", 15],
                ]
            }
        ),
        """
        findings: column per period
        R!B3 D12 Q4 2017/18: 1 of - = 1 reported
        R!B4 T07 Q4 2017/18: 1 of - = 1 reported
        R!B5 O14 Q4 2017/18: 1 of - = 1 reported
        R!B6 L01 Q4 2017/18: 1 of - = 1 reported
        R!B7 T05 Q4 2017/18: - of - = 25 reported
        R!B8 D03 Q4 2017/18: - of - = 25 reported
        R!B9 D05 Q4 2017/18: - of - = 25 reported
        R!B10 T01 Q4 2017/18: - of - = 80 reported
        R!B11 W01 Q4 2017/18: - of - = 5 reported
        R!B12 T03 Q4 2017/18: - of - = 15 reported
        explain due-figure-missing “D02”
        error blank-or-error R!B2
        note errors-look-blank R!A1
        """,
        name="return.xlsb",
        answers=Q4,
    ),
    Mess(
        35,
        "Figures come from another book by a formula: what was saved of them is read, and said",
        linked,
        """
        clean: column per period
        S!B2 D01 Q3 2017/18: 640 of - = 640 reported
        S!C2 D01 Q4 2017/18: 650 of - = 650 reported
        note links-to-other-files S!C2 “650”
        """,
    ),
    Mess(
        36,
        "The same indicator comes twice: once as it was, once differing",
        text([*GRID, ["D01", 640, 650], ["D12", 1_290, 1_294], ["D01", 640, 655]]),
        """
        findings: column per period
        CSV!B2 D01 Q3 2017/18: 640 of - = 640 reported
        CSV!C2 D01 Q4 2017/18: 650 of - = 650 reported
        CSV!B3 D12 Q3 2017/18: 1290 of - = 1290 reported
        CSV!C3 D12 Q4 2017/18: 1294 of - = 1294 reported
        note duplicate-row CSV!B4 “640”
        error duplicate-differs CSV!C4 “655”
        """,
        name="return.csv",
    ),
    Mess(
        36,
        "Rows are missing where the agency has nothing to say, one is there with words, one is blank",
        text(
            [
                ["Ref", "Number", "Out of", "Reason"],
                ["D01", 650, None, None],
                ["D12", None, None, "not supplied"],
                ["T05", None, None, None],
            ]
        ),
        """
        findings: row per figure
        CSV!B2 D01 Q4 2017/18: 650 of - = 650 reported
        CSV!D3 D12 Q4 2017/18: - of - = - not_supplied
        explain due-figure-missing “D02”
        explain due-figure-missing “D03”
        explain due-figure-missing “D05”
        explain due-figure-missing “T03”
        explain due-figure-missing “T07”
        explain due-figure-missing “W01”
        explain due-figure-missing “O14”
        explain due-figure-missing “L01”
        explain due-figure-missing “T01”
        error due-figure-blank CSV!B4
        """,
        name="return.csv",
        answers=Q4,
    ),
    Mess(
        36,
        "A remark could identify a child: the file is stopped and nothing of it taken",
        text(
            [
                ["Ref", "Period", "Number", "Comments"],
                ["D01", "Q4 2017/18", 650, "Includes J.S., aged 7, who moved from Winchester"],
            ]
        ),
        """
        refused: stopped
        error could-identify-child CSV!D2
        refused words-about-a-child
        """,
        name="return.csv",
    ),
    Mess(
        36,
        "A remark names a member of staff, and a year group: neither identifies a child",
        text(
            [
                ["Ref", "Period", "Number", "Comments"],
                ["D01", "Q4 2017/18", 650, "Ask Jane Smith, 01962 555 010. Year 7, aged 11, rose most."],
            ]
        ),
        """
        clean: row per figure
        CSV!C2 D01 Q4 2017/18: 650 of - = 650 reported “Ask Jane Smith, 01962 555 010. Year 7, aged 11, rose most.”
        """,
        name="return.csv",
    ),
)
