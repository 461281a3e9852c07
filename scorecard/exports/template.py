"""The template of one return: a workbook with a row a figure, what was sent before, and only the inputs unlocked."""

import io
from collections.abc import Iterator, Sequence
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from files.marked import looks_like_formula
from scorecard.imports.read import TAG_SHEET
from scorecard.imports.tag import GUIDE, tag_words
from scorecard.imports.written import STATUS_WORDS as REASONS
from scorecard.models import Figure
from scorecard.queries.template import Template, TemplateLine
from scorecard.rules import words
from scorecard.rules.figures import Status, Unit

_LABELS = ("Ref", "Indicator", "What is counted", "Out of what", "Breakdown", "Period")
_INPUTS = ("Number", "Out of", "Result", "Reason", "Commentary")
_WIDTHS = (8, 30, 34, 34, 16, 12, *(15,) * 4, 11, 11, 11, 17, 44)
_HEADINGS_ROW = 5
#: Which inputs a figure of each unit takes; Reason and Commentary go with all.
_TAKES = {
    Unit.COUNT: {"Number"},
    Unit.PERCENT: {"Number", "Out of"},
    Unit.RATE: {"Number", "Out of"},
    Unit.MEAN: {"Number", "Out of", "Result"},
    Unit.MEDIAN: {"Result"},
}
#: Whose part cannot be more than the whole.
_SHARES = (Unit.PERCENT,)
_HEAD = PatternFill("solid", fgColor="FFDDE5EC")
_INPUT = PatternFill("solid", fgColor="FFFFFBE6")
_NOT_NEEDED = PatternFill("solid", fgColor="FFD9D9D9")
_THIN = Side(style="thin", color="FFB1B4B6")
_GUIDE = (
    "Fill in the yellow cells of the sheet “Return”: one row is one figure. Grey cells are not needed.",
    "Number: what was counted in the period. Out of: how many it is out of. Never the percentage alone.",
    "Result: only for averages and medians.",
    "Nought is nought and blank is blank. Where there is no figure, choose a reason from the list.",
    "For a rate the people are on record; fill in Out of only if you counted out of another number.",
    "Commentary: what the board should know beside the figure. Never a child’s name, number or address.",
    "Save the file and send it on the portal, at the return it was downloaded from.",
)


def template_workbook(template: Template) -> bytes:
    """The workbook as XLSX. Texts are written as texts, whatever they begin with."""
    book = Workbook()
    sheet = cast(Worksheet, book.active)
    sheet.title = "Return"
    headings = (*_LABELS, *(f"Last time: {one.short}" for one in template.quarters), *_INPUTS)
    _head(sheet, template, headings)
    for number, line in enumerate(template.lines, start=_HEADINGS_ROW + 1):
        _line(sheet, number, line)
    last = max(_HEADINGS_ROW + len(template.lines), _HEADINGS_ROW + 1)
    _validate(sheet, template.lines, last)
    _lay_out(sheet, last)
    _guide(book.create_sheet(GUIDE))
    _tag(book.create_sheet(TAG_SHEET), template)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _put(place: Cell | MergedCell, text: str) -> None:
    """A text as a text: a title that begins with “=” is no formula."""
    cell = cast(Cell, place)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"
    if looks_like_formula(text):
        cell.quotePrefix = True


def _head(sheet: Worksheet, template: Template, headings: Sequence[str]) -> None:
    for row, text in enumerate(
        (
            f"Return of {template.owed.agency.name} for {template.period.label}",
            f"Agency: {template.owed.agency.name}",
            f"Period: {template.period.short}",
        ),
        start=1,
    ):
        _put(sheet.cell(row, 1), text)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    for column, heading in enumerate(headings, start=1):
        cell = sheet.cell(_HEADINGS_ROW, column)
        _put(cell, heading)
        cell.font, cell.fill = Font(bold=True), _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _line(sheet: Worksheet, row: int, line: TemplateLine) -> None:
    one = line.indicator
    labels = (one.code, one.title, one.numerator, one.denominator, line.breakdown, line.period.short)
    before = tuple(
        "" if figure is None else _said(figure, Unit(one.unit), one.decimals) for figure in line.before
    )
    for column, text in enumerate((*labels, *before), start=1):
        cell = sheet.cell(row, column)
        if text:
            _put(cell, text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, name in enumerate(_INPUTS, start=len(labels) + len(before) + 1):
        cell = sheet.cell(row, column)
        needed = name in (*_TAKES[Unit(one.unit)], "Reason", "Commentary")
        cell.fill = _INPUT if needed else _NOT_NEEDED
        cell.border = Border(_THIN, _THIN, _THIN, _THIN)
        cell.protection = Protection(locked=not needed)
        cell.alignment = Alignment(wrap_text=name == "Commentary", vertical="top")


def _said(figure: Figure, unit: Unit, decimals: int) -> str:
    """A figure as it was sent: the number out of how many, else its value, else why there was none."""
    if figure.value is None:
        return words.STATUS_WORDS[Status(figure.status)]
    if figure.numerator is not None and figure.denominator is not None and unit is not Unit.RATE:
        return f"{words.whole(figure.numerator)} of {words.whole(figure.denominator)}"
    if figure.numerator is not None:
        return words.whole(figure.numerator)
    return words.valued(figure.value, unit, decimals)


def _validate(sheet: Worksheet, lines: Sequence[TemplateLine], last: int) -> None:
    reasons = DataValidation(type="list", formula1=f'"{",".join(REASONS)}"', allow_blank=True)
    reasons.error, reasons.errorTitle = "Choose one of the reasons in the list.", "No such reason"
    reasons.add(f"{_column('Reason')}{_HEADINGS_ROW + 1}:{_column('Reason')}{last}")
    sheet.add_data_validation(reasons)
    for row, line in enumerate(lines, start=_HEADINGS_ROW + 1):
        for rule in _rules(row, line):
            sheet.add_data_validation(rule)


def _rules(row: int, line: TemplateLine) -> Iterator[DataValidation]:
    """Numbers from nought up, whole where whole things are counted, and no part over its whole."""
    unit = Unit(line.indicator.unit)
    number, out_of = f"{_column('Number')}{row}", f"{_column('Out of')}{row}"
    whole = line.indicator.whole and unit in (Unit.COUNT, Unit.PERCENT, Unit.RATE)
    kind = "a whole number" if whole else "a number"
    for name in sorted(_TAKES[unit]):
        cell = f"{_column(name)}{row}"
        holds = [f"ISNUMBER({cell})", f"{cell}>=0", *([f"{cell}=INT({cell})"] if whole else [])]
        says = f"Type {kind}, 0 or more. Where there is none, leave it blank and choose a reason."
        if unit in _SHARES:
            holds.append(f"OR(ISBLANK({number}),ISBLANK({out_of}),{number}<={out_of})")
            says = f"Type {kind}, 0 or more. Number can never be more than Out of."
        rule = DataValidation(type="custom", formula1=f"AND({','.join(holds)})", allow_blank=True)
        rule.error, rule.errorTitle, rule.errorStyle = says, "This cannot be right", "stop"
        rule.add(cell)
        yield rule


def _column(name: str) -> str:
    return get_column_letter(len(_WIDTHS) - len(_INPUTS) + _INPUTS.index(name) + 1)


def _lay_out(sheet: Worksheet, last: int) -> None:
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"C{_HEADINGS_ROW + 1}"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.page_setup.paperSize, sheet.page_setup.orientation = "9", "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{_HEADINGS_ROW}:{_HEADINGS_ROW}"
    sheet.print_area = f"A1:{get_column_letter(len(_WIDTHS))}{last}"


def _guide(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = 110
    for row, text in enumerate((GUIDE, *_GUIDE), start=1):
        _put(sheet.cell(row, 1), text)
        sheet.cell(row, 1).alignment = Alignment(wrap_text=True)
    sheet.cell(1, 1).font = Font(bold=True, size=14)


def _tag(sheet: Worksheet, template: Template) -> None:
    """What ties the file to its return, where nobody changes it by chance."""
    board, agency = template.owed.board.code, template.owed.agency.code
    _put(sheet.cell(1, 1), tag_words(board=board, agency=agency, period=template.period))
    sheet.sheet_state = "veryHidden"
