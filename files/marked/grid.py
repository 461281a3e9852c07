"""The cells of one worksheet part: other styles for some of them, and nothing else changed."""

import re
from collections.abc import Callable, Iterator, Mapping

from files.marked import tags
from files.marked.marks import CannotEdit, place_of
from files.sheets import column_letters

#: Gives a cell's style anew: (row, column, the style it has) to the number of the style it gets.
Restyle = Callable[[int, int, int], int]

_ROW, _CELL, _DATA = tags.start_tag("row"), tags.start_tag("c"), tags.start_tag("sheetData")
#: What may stand before a worksheet's link to its remarks' drawing (ECMA-376 part 1, 18.3.1.99).
_EARLIER = (
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios "
    "autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting "
    "dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties "
    "cellWatches ignoredErrors smartTags drawing"
)
_BEFORE_LINK = frozenset(_EARLIER.split())


def restyled(text: str, places: Mapping[int, frozenset[int]], restyle: Restyle) -> str:
    """A worksheet part with new styles for some cells, `places` giving their columns by row.

    A cell the part does not hold is put in, in its order. CannotEdit when rows or cells have no address or are
    out of order, so that nobody could tell where one belongs.
    """
    top = tags.root(text, "worksheet", tags.MAIN)
    data = _DATA.search(text, top.inside)
    if data is None:
        raise CannotEdit("a sheet has no cells")
    columns = _column_styles(text, top.inside, data.start())
    if data[2]:
        new = "".join(_new_row(row, places[row], restyle, columns) for row in sorted(places))
        return f"{text[: data.start()]}<sheetData{data[1]}>{new}</sheetData>{text[data.end() :]}"
    stop = text.index("</sheetData", data.end())
    return tags.replaced(text, _edits(text, data.end(), stop, places, restyle, columns))


def linked_to_drawing(text: str, relation: str) -> str:
    """A worksheet part with a link to the drawing of its remarks, at the only place the format allows."""
    top = tags.root(text, "worksheet", tags.MAIN)
    at = text.find("</sheetData")
    data = _DATA.search(text, top.inside)
    if data is None:
        raise CannotEdit("a sheet has no cells")
    place = data.end() if data[2] else text.index(">", at) + 1
    for one in tags.children(text, place, top.close):
        if one.name in _BEFORE_LINK:
            place = one.end
    link = f'<legacyDrawing xmlns:r="{tags.OFFICE}" r:id="{relation}"/>'
    return f"{text[:place]}{link}{text[place:]}"


def drawing_relation(text: str) -> str | None:
    """The relation a worksheet's remarks' drawing is linked by; None when it has none."""
    tail = text[max(text.find("</sheetData"), 0) :]
    found = re.search(r"<legacyDrawing\s[^>]*?:id\s*=\s*[\"']([^\"']+)[\"']", tail)
    return None if found is None else found[1]


def _column_styles(text: str, start: int, stop: int) -> dict[int, int]:
    """The style of each column that has one, for cells the part does not hold."""
    styles: dict[int, int] = {}
    for element in tags.start_tag("col").finditer(text, start, stop):
        first, last, style = (tags.attribute(element[1], name) for name in ("min", "max", "style"))
        if first and last and style:
            for column in range(int(first), min(int(last), 16_384) + 1):
                styles[column] = int(style)
    return styles


def _edits(
    text: str,
    start: int,
    stop: int,
    places: Mapping[int, frozenset[int]],
    restyle: Restyle,
    columns: Mapping[int, int],
) -> Iterator[tuple[int, int, str]]:
    waiting = sorted(places)
    before = 0
    for row in _ROW.finditer(text, start, stop):
        number = int(tags.attribute(row[1], "r") or 0)
        if number <= before:
            raise CannotEdit("rows have no number, or are out of order")
        before = number
        while waiting and waiting[0] < number:
            missing = waiting.pop(0)
            yield row.start(), row.start(), _new_row(missing, places[missing], restyle, columns)
        if waiting and waiting[0] == number:
            waiting.pop(0)
            yield from _row_edits(text, row, number, places[number], restyle, columns)
    for missing in waiting:
        yield stop, stop, _new_row(missing, places[missing], restyle, columns)


def _row_edits(
    text: str,
    row: re.Match[str],
    number: int,
    wanted: frozenset[int],
    restyle: Restyle,
    columns: Mapping[int, int],
) -> Iterator[tuple[int, int, str]]:
    own = _row_style(row[1])
    usual = {column: columns.get(column, 0) if own is None else own for column in wanted}
    waiting = sorted(wanted)
    if row[2]:
        tag = text[row.start() : row.end()]
        cells = "".join(_new_cell(number, column, restyle, usual) for column in waiting)
        yield row.start(), row.end(), f"{tag[:-2].rstrip()}>{cells}</row>"
        return
    close = text.index("</row", row.end())
    before = 0
    for cell in _CELL.finditer(text, row.end(), close):
        place = place_of(tags.attribute(cell[1], "r") or "")
        if place is None or place[0] != number or place[1] <= before:
            raise CannotEdit("cells have no address, or are out of order")
        before = place[1]
        while waiting and waiting[0] < before:
            missing = waiting.pop(0)
            yield cell.start(), cell.start(), _new_cell(number, missing, restyle, usual)
        if waiting and waiting[0] == before:
            waiting.pop(0)
            style = restyle(number, before, int(tags.attribute(cell[1], "s") or 0))
            yield cell.start(), cell.end(), tags.with_attribute(cell[0], "s", str(style))
    for missing in waiting:
        yield close, close, _new_cell(number, missing, restyle, usual)


def _row_style(attributes: str) -> int | None:
    style = tags.attribute(attributes, "s")
    formatted = tags.attribute(attributes, "customFormat") in ("1", "true")
    return int(style) if style and formatted else None


def _new_cell(row: int, column: int, restyle: Restyle, usual: Mapping[int, int]) -> str:
    style = restyle(row, column, usual.get(column, 0))
    return f'<c r="{column_letters(column)}{row}" s="{style}"/>'


def _new_row(row: int, wanted: frozenset[int], restyle: Restyle, columns: Mapping[int, int]) -> str:
    cells = "".join(_new_cell(row, column, restyle, columns) for column in sorted(wanted))
    return f'<row r="{row}">{cells}</row>'
