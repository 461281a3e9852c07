"""OpenDocument spreadsheets made in memory, written as LibreOffice 7 writes them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from tests.files.binaries import Error
from tests.files.books import zipped

_URI = "urn:oasis:names:tc:opendocument:xmlns"
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_URI}:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/></manifest:manifest>'
)
_STYLES = (
    '<number:date-style style:name="N1"><number:month number:textual="true"/><number:year/></number:date-style>'
    '<number:date-style style:name="N2"><number:day/><number:month/><number:year/></number:date-style>'
    '<style:style style:name="month" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="N2"/>'
    '<style:style style:name="seen" style:family="table"><style:table-properties table:display="true"/></style:style>'
    '<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def ods_of(*tables: str, styles: str = _STYLES, more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A spreadsheet of these tables, written out as XML."""
    spaces = "".join(
        f' xmlns:{name}="{_URI}:{part}:1.0"'
        for name, part in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("style", "style"),
            ("number", "datastyle"),
            ("draw", "drawing"),
        )
    )
    content = (
        f'<office:document-content{spaces} xmlns:calcext="{_URI}:calcext:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    parts = {"mimetype": MIMETYPE, "META-INF/manifest.xml": _MANIFEST, "content.xml": content}
    return zipped({**parts, **(more or {})})


def table(inside: str, name: str = "S", style: str = "seen") -> str:
    """A sheet whose inside is written out as XML."""
    return f'<table:table table:name="{name}" table:style-name="{style}">{inside}</table:table>'


def ods_bytes(sheets: Mapping[str, Iterable[Sequence[Any]]]) -> bytes:
    """A spreadsheet of these values."""
    return ods_of(*(table("".join(map(row, rows)), name) for name, rows in sheets.items()))


def row(values: Sequence[Any], attributes: str = "") -> str:
    """A row of these values."""
    return f"<table:table-row {attributes}>{''.join(map(cell, values))}</table:table-row>"


def cell(value: Any) -> str:
    """A cell of this value; None is a blank."""
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, Error):
        about = 'table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"'
        return _cell(about, escape(value.text))
    if isinstance(value, bool):
        word = str(value).lower()
        return _cell(f'office:value-type="boolean" office:boolean-value="{word}"', word.upper())
    if isinstance(value, int | float | Decimal):
        return _cell(f'office:value-type="float" office:value="{value}"', str(value))
    if isinstance(value, date):
        return _cell(f'office:value-type="date" office:date-value="{value.isoformat()}"', f"{value:%d/%m/%y}")
    text = "<text:s/>" if value == " " else escape(value)
    return _cell('office:value-type="string" calcext:value-type="string"', text)


def _cell(about: str, text: str) -> str:
    return f"<table:table-cell {about}><text:p>{text}</text:p></table:table-cell>"
