"""The pieces of a sheet that must be looked through for children, cell by cell.

Of a long file a piece is passed over when every text in it was met before and tells nothing by itself: no date, no
number of a child, no word that heads a list of children or could identify one. `children_in` and the screening need one
such text at least to find anything.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, islice

from files.readers.delimited import LongRows
from files.sheets import CSV_SHEET, Cell, Sheet
from scorecard.imports.childlevel import tells_of_children

_ROWS = 5_000
#: So many different texts are remembered; labels repeat in every row.
_REMEMBERED = 50_000
#: Numbers too short for a child's, and in no shape of a date.
_NUMBER = re.compile(r"\d{1,7}|\d{1,3}\.\d{1,6}%?|\d{1,3}%", re.ASCII)


def pieces_to_screen(sheet: Sheet, hit: Callable[[str], bool]) -> Iterator[Sheet]:
    """The sheet; of a long one its first piece and every other that is not plain. `hit`: whether a text identifies."""
    if not sheet.long or not isinstance(sheet.rows, LongRows):
        yield from sheet.parts()
        return
    plain = {""}
    lines = (line for line in sheet.rows.fields() if any(line[1]))
    first = True
    while piece := list(islice(lines, _ROWS)):
        new = set(chain.from_iterable(fields for _, fields in piece)).difference(plain)
        found = {text for text in new if not _NUMBER.fullmatch(text)}
        telling = {text for text in found if tells_of_children(text) or hit(text)}
        if first or telling:
            yield replace(sheet, rows=tuple(_cells(*line) for line in piece), long=False)
        if len(plain) < _REMEMBERED:
            plain |= found - telling
        first = False


def _cells(number: int, fields: list[str]) -> tuple[Cell, ...]:
    return tuple(
        Cell(CSV_SHEET, number, column, text, text) for column, text in enumerate(fields, start=1) if text
    )
