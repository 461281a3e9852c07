"""Blocks made ready for a page: each with its template, its number, its drawings, and what it points at."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from reports.rules.blocks import (
    BarChart,
    BigNumbers,
    Block,
    Cell,
    Drawing,
    Heading,
    IndicatorBlock,
    LineChart,
    Multiples,
    Panel,
    Paragraph,
    Points,
    Quote,
    Section,
    Table,
)
from reports.rules.document import Document
from reports.rules.numbering import numbers_of, pointed_at

#: A cell of so many letters is short: “30 September 2018”, “hidden: small number”.
_SHORT = 20
#: So many letters of a line may be kept unbroken; the others have what is left of it.
_ROOM = 64
#: Told what is being done, how many of those steps are done, and of how many.
Told = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Placed:
    """A block as the page needs it: its template, its number, its drawings, what it points at."""

    template: str
    block: Block
    number: str = ""
    drawings: tuple[tuple[str, str], ...] = ()
    see: tuple[tuple[str, str], ...] = ()
    #: Whether the words before what it points at are a whole sentence.
    ended: bool = False
    #: Of a table: its cells, each with whether it stands in a column of numbers, and in one that is not to be broken.
    rows: tuple[tuple[tuple[Cell, bool, bool], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Medium:
    """What a page is made for: the folder of its blocks' templates, and how its charts are drawn.

    `draw` takes a chart, what it is called, and whether it is one of several small ones beside each other.
    """

    folder: str
    draw: Callable[[LineChart | BarChart, str, bool], SafeString]


def placed_sections(
    document: Document, medium: Medium, told: Told | None = None
) -> Iterator[tuple[Section, tuple[Placed, ...]]]:
    """Every section with its blocks, drawn."""
    numbers = numbers_of(document)
    for done, section in enumerate(document.sections):
        if told:
            told(section.title, done, len(document.sections) + 1)
        yield section, tuple(_placed(block, numbers, medium) for block in section.blocks)


def _placed(block: Block, numbers: dict[str, str], medium: Medium) -> Placed:
    template = f"reports/{medium.folder}/{_TEMPLATES[type(block)]}.html"
    match block:
        case Paragraph(text=text, see=see):
            return Placed(template, block, see=pointed_at(see, numbers), ended=text.endswith("."))
        case Table(code=code, columns=columns, rows=rows):
            beside = [column.number for column in columns]
            cells = tuple(tuple(zip(row, beside, _kept(rows), strict=True)) for row in rows)
            return Placed(template, block, numbers[code], rows=cells)
        case Drawing(code=code, caption=caption, chart=chart):
            return Placed(template, block, numbers[code], (("", medium.draw(chart, caption, False)),))
        case Multiples(code=code, charts=charts):
            drawings = tuple((title, medium.draw(chart, title, True)) for title, chart in charts)
            return Placed(template, block, numbers[code], drawings)
        case IndicatorBlock(chart=LineChart() as chart, title=title):
            return Placed(template, block, drawings=(("", medium.draw(chart, title, False)),))
        case _:
            return Placed(template, block)


def _kept(rows: Sequence[Sequence[Cell]]) -> list[bool]:
    """Which columns of a table are not to be broken: those of short words, such as days, while there is room."""
    longest = [max(len(cell.text) for cell in column) for column in zip(*rows, strict=True)]
    short = [length if length <= _SHORT else 0 for length in longest]
    return [bool(length) and sum(short) <= _ROOM for length in short]


_TEMPLATES: dict[type, str] = {
    Paragraph: "paragraph",
    Heading: "heading",
    Panel: "panel",
    Points: "points",
    BigNumbers: "big_numbers",
    Quote: "quote",
    Table: "table",
    Drawing: "drawing",
    Multiples: "multiples",
    IndicatorBlock: "indicator",
}
