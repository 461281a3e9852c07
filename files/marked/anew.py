"""A new, plain XLSX of a book's values: for formats that cannot be marked themselves. Nothing in it is a formula."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from files.marked import tags
from files.marked.marks import looks_like_formula
from files.sheets import Book, Cell, Fault, Sheet, column_letters

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
#: Cell styles by place: plain, percent, a day, a month, a text that stays one when it is edited.
_PLAIN, _PERCENT, _DAY, _MONTH, _TEXT = range(5)
_STYLES = (
    f'<styleSheet xmlns="{tags.MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="0.##########%"/>'
    '<numFmt numFmtId="165" formatCode="d\\ mmmm\\ yyyy"/><numFmt numFmtId="166" formatCode="mmmm\\ yyyy"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/><name val="Arial"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
#: Day 0 of the 1900 date system from 1 March 1900 on; earlier days are written as texts.
_DAY_ZERO = date(1899, 12, 30)
_FIRST_DAY = date(1900, 3, 1)
_LONGEST_TITLE = 31


def titles(book: Book) -> dict[str, str]:
    """The title each sheet takes in the new workbook: XLSX allows fewer letters, and fewer kinds of them."""
    taken: dict[str, str] = {}
    used: set[str] = set()
    for sheet in book.sheets:
        allowed = "".join("-" if letter in "[]:*?/\\" else letter for letter in sheet.name).strip("'")
        title, number = allowed[:_LONGEST_TITLE] or "Sheet", 1
        while title.lower() in used:
            number += 1
            title = f"{allowed[: _LONGEST_TITLE - 4]} {number}"
        used.add(title.lower())
        taken[sheet.name] = title
    return taken


def workbook_of(book: Book) -> bytes:
    """The workbook: every value where it stood, hidden sheets, rows and columns still hidden, blocks merged."""
    named = titles(book)
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _frame(book, named).items():
            archive.writestr(zipfile.ZipInfo(name), text, compress_type=zipfile.ZIP_DEFLATED)
        for number, sheet in enumerate(book.sheets, start=1):
            entry = zipfile.ZipInfo(f"xl/worksheets/sheet{number}.xml")
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w") as part:
                for piece in _worksheet(sheet):
                    part.write(piece.encode())
    return kept.getvalue()


def _frame(book: Book, named: dict[str, str]) -> dict[str, str]:
    numbers = range(1, len(book.sheets) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_KIND}.worksheet+xml"/>'
        for number in numbers
    )
    sheets = "".join(
        f'<sheet name="{tags.escaped(named[sheet.name])}" sheetId="{number}"'
        f'{" state=" + chr(34) + "hidden" + chr(34) if sheet.hidden else ""} r:id="rId{number}"/>'
        for number, sheet in enumerate(book.sheets, start=1)
    )
    relations = [(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{tags.PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>{overrides}</Types>',
        "_rels/.rels": _related([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{tags.MAIN}" xmlns:r="{tags.OFFICE}">'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _related([*relations, ("rIdStyles", "styles", "styles.xml")]),
        "xl/styles.xml": f"{_HEAD}{_STYLES}",
    }


def _related(relations: Iterable[tuple[str, str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{key}" Type="{tags.OFFICE}/{kind}" Target="{target}"/>'
        for key, kind, target in relations
    )
    return f'{_HEAD}<Relationships xmlns="{tags.PACKAGE}/relationships">{inside}</Relationships>'


def _worksheet(sheet: Sheet) -> Iterator[str]:
    yield f'{_HEAD}<worksheet xmlns="{tags.MAIN}">'
    if sheet.hidden_columns:
        columns = "".join(
            f'<col min="{column}" max="{column}" width="9" hidden="1"/>'
            for column in sorted(sheet.hidden_columns)
        )
        yield f"<cols>{columns}</cols>"
    yield "<sheetData>"
    for row in sheet.rows:
        number = row[0].row
        hidden = ' hidden="1"' if number in sheet.hidden_rows else ""
        yield f'<row r="{number}"{hidden}>{"".join(map(_cell, row))}</row>'
    yield "</sheetData>"
    blocks = _blocks(sheet)
    if blocks:
        merged = "".join(f'<mergeCell ref="{block}"/>' for block in blocks)
        yield f'<mergeCells count="{len(blocks)}">{merged}</mergeCells>'
    yield "</worksheet>"


def _blocks(sheet: Sheet) -> tuple[str, ...]:
    last: dict[tuple[int, int], tuple[int, int]] = {}
    for place, first in sheet.anchors.items():
        last[first] = max(last.get(first, place), place)
    return tuple(
        f"{column_letters(first[1])}{first[0]}:{column_letters(end[1])}{end[0]}"
        for first, end in last.items()
        if end != first
    )


def _cell(cell: Cell) -> str:
    """One cell. An error stays an error; a formula nobody worked out has no value to write."""
    if cell.fault is Fault.ERROR:
        return f'<c r="{cell.address}" t="e"><v>{tags.escaped(cell.written)}</v></c>'
    value = cell.value
    if cell.fault is not None or value is None:
        return ""
    if isinstance(value, bool):
        return f'<c r="{cell.address}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | Decimal):
        style = _PERCENT if cell.percent else _PLAIN
        return f'<c r="{cell.address}" s="{style}"><v>{value}</v></c>'
    if isinstance(value, date) and value >= _FIRST_DAY:
        style = _MONTH if cell.written == f"{value:%B %Y}" else _DAY
        return f'<c r="{cell.address}" s="{style}"><v>{(value - _DAY_ZERO).days}</v></c>'
    text = value if isinstance(value, str) else cell.written
    style = _TEXT if looks_like_formula(text) else _PLAIN
    return (
        f'<c r="{cell.address}" s="{style}" t="inlineStr">'
        f'<is><t xml:space="preserve">{_kept(text)}</t></is></c>'
    )


def _kept(text: str) -> str:
    """The text as XLSX writes it: `_x0041_` in it would be read as an escape, so its first sign is escaped."""
    return tags.escaped(text).replace("_x", "_x005F_x").replace("\r", "_x000D_")
