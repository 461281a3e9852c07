"""The sheet that lists everything found, each line leading to its cell."""

from collections.abc import Sequence

from files.marked import tags
from files.marked.marks import LISTING_TAG, SEVERITY_WORDS, TO_DO, WRONG, Mark
from files.sheets import column_letters

_HEADINGS = ("Sheet", "Cell", "What kind", "As written", WRONG, TO_DO)
_WIDTHS = (18, 8, 16, 24, 70, 60)
#: The first row hides the tag; then the title, how this file was made, a blank row, the headings.
_FIRST = 6


def listing(marks: Sequence[Mark], *, how: str, style: int, sheets: frozenset[str]) -> str:
    """The worksheet part, its texts inside it. `style` wraps text; `sheets` are the names a line can lead to."""
    lines = [_line(one) for one in marks]
    rows = [
        _row(1, (LISTING_TAG,), style, ' hidden="1"'),
        _row(2, (f"What the portal found: {len(marks):,} in all",), 0),
        _row(3, (how,), 0),
        _row(_FIRST - 1, _HEADINGS, style),
        *(_row(number, line, style) for number, line in enumerate(lines, start=_FIRST)),
    ]
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(_WIDTHS, start=1)
    )
    links = "".join(
        f'<hyperlink ref="B{number}" location="{tags.escaped(_location(one))}"/>'
        for number, one in enumerate(marks, start=_FIRST)
        if one.place is not None and one.sheet in sheets
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{tags.MAIN}">'
        f'<sheetViews><sheetView workbookViewId="0"><pane ySplit="{_FIRST - 1}" topLeftCell="A{_FIRST}" '
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{''.join(rows)}</sheetData>"
        f"{f'<hyperlinks>{links}</hyperlinks>' if links else ''}"
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _line(one: Mark) -> tuple[str, ...]:
    return (one.sheet, one.address, SEVERITY_WORDS[one.severity], one.written, one.wrong, one.to_do)


def _location(one: Mark) -> str:
    quoted = one.sheet.replace("'", "''")
    return f"'{quoted}'!{one.address}"


def _row(number: int, texts: Sequence[str], style: int, more: str = "") -> str:
    """Texts are written as texts: what looks like a formula is none."""
    cells = "".join(
        f'<c r="{column_letters(column)}{number}" s="{style}" t="inlineStr">'
        f'<is><t xml:space="preserve">{tags.escaped(text)}</t></is></c>'
        for column, text in enumerate(texts, start=1)
        if text
    )
    return f'<row r="{number}"{more}>{cells}</row>'
