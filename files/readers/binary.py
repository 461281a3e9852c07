"""XLS and XLSB workbooks: python-calamine's values, under limits and with what is hidden and merged from our own pass.

It gives an error as a blank and says nothing of number formats but dates: a book of these kinds is `blind`.
"""

import io
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import python_calamine
from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from files.errors import Unreadable, damaged
from files.limits import Limits
from files.readers.formats import number, plain
from files.readers.kinds import other_office, password_protected
from files.readers.ole import Ole
from files.readers.package import Package
from files.readers.records import Marks, checked, marks_of_xls, marks_of_xlsb, sheets_of_xlsb
from files.sheets import Book, BookKind, Cell, Sheet, Value

_WORKBOOKS = frozenset({"Workbook", "Book"})
_STREAMS = _WORKBOOKS | {"EncryptedPackage", "WordDocument", "PowerPoint Document"}
_MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")
_PASSED_OVER = "_NOT_TO_BE_READ_".encode("utf-16-le")


def read_xls(data: bytes, limits: Limits) -> Book:
    """Every worksheet of an XLS workbook. Raises Unreadable, in words for whatever else such a file may be."""
    container = _container(data)
    stream = next((name for name in ("Workbook", "Book") if name in container.names), None)
    if stream is None:
        raise other_office(container.names)
    marks = marks_of_xls(container.stream(stream), limits)
    # calamine would unpack macros before it reads a cell. Under another name it does not find them.
    workbook = _opened(data.replace(_MACROS, _PASSED_OVER))
    if len(workbook.sheets_metadata) != len(marks):
        raise damaged("its list of sheets does not fit its sheets")
    return _book(BookKind.XLS, workbook, marks, limits)


def _container(data: bytes) -> Ole:
    try:
        return Ole(data)
    except Unreadable as refusal:
        # A damaged document is still a document: its streams' names stand in its bytes.
        names = frozenset(name for name in _STREAMS if name.encode("utf-16-le") in data)
        raise (refusal if names & _WORKBOOKS else other_office(names)) from None


def read_xlsb(package: Package, data: bytes, limits: Limits) -> Book:
    """Every worksheet of an XLSB workbook. Raises Unreadable."""
    relations = package.relations(package.workbook)
    marks = {}
    for name, relation in sheets_of_xlsb(package.read(package.workbook), limits):
        kind, part = relations.get(relation, ("", ""))
        worksheet = kind.endswith("/worksheet")
        marks[name] = marks_of_xlsb(package.read(part), limits) if worksheet else Marks(limits)
        checked(list(marks.values()), limits)
    workbook = _opened(data)
    try:
        in_order = [marks[sheet.name] for sheet in workbook.sheets_metadata]
    except KeyError as problem:
        raise damaged("its list of sheets does not fit its sheets") from problem
    return _book(BookKind.XLSB, workbook, in_order, limits)


def _opened(data: bytes) -> CalamineWorkbook:
    try:
        return python_calamine.load_workbook(io.BytesIO(data))
    except python_calamine.PasswordError as problem:
        raise password_protected() from problem
    except BaseException as problem:
        raise _refusal(problem) from problem


def _refusal(problem: BaseException) -> BaseException:
    """What to raise for calamine's trouble. Where it panics, that is no Exception, yet the file's fault."""
    if isinstance(problem, Exception) or type(problem).__name__ == "PanicException":
        return damaged("its inside could not be understood")
    return problem


def _book(kind: BookKind, workbook: CalamineWorkbook, marks: list[Marks], limits: Limits) -> Book:
    sheets = []
    for place, (about, found) in enumerate(zip(workbook.sheets_metadata, marks, strict=True)):
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        rows = tuple(_rows(workbook, place, about.name, limits))
        sheets.append(
            Sheet(
                name=about.name,
                rows=rows,
                hidden=about.visible is not SheetVisibleEnum.Visible,
                hidden_rows=frozenset(
                    found.hidden_rows | {row[0].row for row in rows if found.hides(row[0].row)}
                ),
                hidden_columns=frozenset(found.hidden_columns),
                anchors=found.anchors,
            )
        )
    return Book(kind, tuple(sheets))


def _rows(workbook: CalamineWorkbook, place: int, name: str, limits: Limits) -> Iterator[tuple[Cell, ...]]:
    try:
        sheet = workbook.get_sheet_by_index(place)
        top, left = sheet.start or (0, 0)
        values = sheet.to_python(skip_empty_area=True)
    except BaseException as problem:
        raise _refusal(problem) from problem
    for row, held in enumerate(values, start=top + 1):
        cells = tuple(
            _cell(name, row, column, value, limits)
            for column, value in enumerate(held, start=left + 1)
            if value != ""
        )
        if cells:
            yield cells


def _cell(sheet: str, row: int, column: int, stored: object, limits: Limits) -> Cell:
    value, written = _value(stored)
    limits.check_text(len(written))
    return Cell(sheet, row, column, value, written)


def _value(stored: object) -> tuple[Value, str]:
    """The value and what its author sees. A time of day or a length of time is no figure, and stays text:
    as a number it could not be told from what calamine makes of a number below nought in a date's format.
    """
    if isinstance(stored, bool):
        return stored, "TRUE" if stored else "FALSE"
    if isinstance(stored, int | float):
        held: int | Decimal | None = number(repr(stored))
        return (repr(stored), repr(stored)) if held is None else (held, plain(held))
    if isinstance(stored, date):
        day = stored.date() if isinstance(stored, datetime) else stored
        return day, f"{day.day} {day:%B %Y}"
    text = str(stored)
    return text, text
