"""What a report is made of: sentences, numbers, tables, drawings. All in words, as they are printed.

A block with a `code` can be pointed at: its code is the anchor, and tables and figures are numbered (`numbering`).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences. `look`: plain, lead (larger), quiet (smaller) or note (set apart); `see`: codes it points at."""

    text: str
    look: str = ""
    see: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section."""

    text: str
    code: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list of sentences."""

    texts: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """A few sentences set apart under a heading: what must not be missed."""

    title: str
    code: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BigNumber:
    """One large figure, what it counts, and what one must know of it."""

    figure: str
    what: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class BigNumbers:
    """Two to four large figures beside each other."""

    numbers: tuple[BigNumber, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, anonymous, with where it comes from."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; numbers stand at the right."""

    text: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: words, beside them a verdict's `mark`, below them what is `quiet`."""

    text: str
    quiet: str = ""
    mark: str = ""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its numbered caption; a row begins with its header. `look`: wide, half, small or scorecard."""

    code: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    look: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One period of a chart: its label, its value as drawn (None: missing or hidden), what its mark means."""

    label: str
    value: float | None
    tone: str


@dataclass(frozen=True, slots=True)
class LineChart:
    """A line's inputs, in the unit the page shows; `title` says what the drawing says."""

    points: tuple[ChartPoint, ...]
    mean: float | None
    lower: float | None
    upper: float | None
    target: float | None
    target_label: str
    comparators: tuple[tuple[str, float], ...]
    decimals: int
    suffix: str
    floor: float | None
    ceiling: float | None
    title: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its length (None: hidden or missing) and what is printed at its end."""

    label: str
    value: float | None
    words: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars from nought, longest as wide as the drawing; `title` says what the drawing says."""

    bars: tuple[Bar, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure with its numbered caption."""

    code: str
    caption: str
    chart: LineChart | BarChart


@dataclass(frozen=True, slots=True)
class Multiples:
    """Small drawings beside each other, each with its own heading: one numbered figure."""

    code: str
    caption: str
    charts: tuple[tuple[str, LineChart], ...]


@dataclass(frozen=True, slots=True)
class IndicatorBlock:
    """One indicator in words; `quarters` are (period, figure), newest last.

    `latest` is the closing period's figure or why there is none; then `last_shown` is the last one there is,
    with its period, and a verdict is a dash without a mark. `counts` are what a rate's quarters rest on.
    """

    code: str
    title: str
    unit: str
    latest: str
    latest_period: str
    latest_count: str
    last_shown: str
    target: str
    against: str
    against_mark: str
    pattern: str
    pattern_mark: str
    pattern_detail: str
    england: str
    england_note: str
    chart: LineChart | None
    quarters: tuple[tuple[str, str], ...]
    counts: tuple[str, ...]
    parts: tuple[tuple[str, str, str], ...]
    commentary: tuple[tuple[str, str], ...]
    counted: str
    out_of: str


Block = (
    Paragraph | Heading | Points | Panel | BigNumbers | Quote | Table | Drawing | Multiples | IndicatorBlock
)


@dataclass(frozen=True, slots=True)
class Written:
    """What people wrote under one section: a heading or none, paragraphs, and who wrote them."""

    title: str
    paragraphs: tuple[str, ...]
    by: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: what the data says, then what people wrote. `landscape` turns its pages."""

    code: str
    title: str
    blocks: tuple[Block, ...] = ()
    written: tuple[Written, ...] = ()
    landscape: bool = False
    #: Words come before the data in a foreword and the like.
    words_first: bool = False
