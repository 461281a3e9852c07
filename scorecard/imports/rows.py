"""The shapes an import passes along: what was read, what it is checked against, what came of it. No logic."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from files.sheets import Cell
from scorecard.rules.figures import Basis, Kind, Stage, Status, Unit
from scorecard.rules.periods import Period, PeriodKind


class Severity(StrEnum):
    """What a finding asks for: an error stops release, an explanation is owed, a note is for information."""

    ERROR = "error"
    EXPLAIN = "explain"
    NOTE = "note"


class Layout(StrEnum):
    """How a table is laid out; TEMPLATE and MIXED only of a whole file: ours, or one of several kinds."""

    ROW_PER_FIGURE = "row per figure"
    PERIOD_COLUMNS = "column per period"
    INDICATOR_COLUMNS = "column per indicator"
    PUBLISHED = "published table"
    TIDY = "published, a row per place"
    MATRIX = "courses by agencies"
    TEMPLATE = "our template"
    MIXED = "mixed"


class About(NamedTuple):
    """The figure a finding is about. `area` and `breakdown` are empty when it is of no one figure."""

    indicator: str
    area: str
    breakdown: str
    period: Period


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong or noteworthy. `code` is stable kebab-case; `value` is quoted as written.

    `message` is a sentence that names the place and what is wrong, `remedy` one that says what to do. `about`
    is given where an explanation is asked for of one figure.
    """

    code: str
    severity: Severity
    sheet: str
    cell: str
    value: str
    message: str
    remedy: str
    about: About | None = None


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One figure as the file has it: cells, not yet understood. None where the table has no such column.

    A blank cell of a column the table has is a Cell that is not filled: it can be named. `measure` is given
    only where a measure column holds words that name no part of a figure. `span` is the period itself where no
    one cell names it: two columns of a published file do together, or the sender said what a heading means.
    """

    period: Cell | None
    code: Cell | None = None
    name: Cell | None = None
    breakdown: Cell | None = None
    area: Cell | None = None
    agency: Cell | None = None
    numerator: Cell | None = None
    denominator: Cell | None = None
    value: Cell | None = None
    status: Cell | None = None
    commentary: Cell | None = None
    measure: Cell | None = None
    span: Period | None = None

    @property
    def figures(self) -> tuple[Cell, ...]:
        """The cells that hold numbers, the numerator's first."""
        return tuple(cell for cell in (self.numerator, self.denominator, self.value) if cell is not None)

    @property
    def first_figure(self) -> Cell:
        """Where this figure is: its numerator's cell if that is filled, else its value's."""
        filled = [cell for cell in (self.numerator, self.value) if cell is not None and cell.filled]
        return (filled or list(self.figures))[0]


@dataclass(frozen=True, slots=True)
class Source:
    """Who published a table ("dfe", "nhs" or "government") and in which year: what its signs mean follows."""

    publisher: str
    year: int


@dataclass(frozen=True)
class Table:
    """One recognised table. `agency` and `period` are what the lines above it say of the whole table.

    `source` is who published it, where the table itself says so: only then have signs such as `x` a meaning.
    `headings` are its columns' labels in order, a period's as "(period)": what tells a changed layout.
    `many_areas`: it holds other councils, regions or the nation beside the board's own area. `shares` are the columns
    headed as percentages or rates.
    """

    sheet: str
    layout: Layout
    heading_row: int
    rows: Sequence[ReadRow]
    agency: Cell | None = None
    period: Cell | None = None
    source: Source | None = None
    headings: tuple[str, ...] = ()
    many_areas: bool = False
    shares: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Tag:
    """What our own template says of itself on its hidden sheet: whose return it is for, and which quarter's."""

    board: str
    agency: str
    first: date
    last: date
    template: int


@dataclass(frozen=True)
class Grid:
    """A table whose headings were not understood: what its sender is asked about, under its one finding.

    `headings` are the label cells in order of their columns, with the lines of each joined; `rows` the cells below.
    """

    sheet: str
    row: int
    headings: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    finding: Finding
    above: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Tables:
    """All that was read from one book, with what reading itself found.

    `blind`: in the book's format an error such as #DIV/0! cannot be told from a blank. `tag` is our own
    template's. `grids` are tables not recognised; what is wrong with each stands among the findings.
    """

    tables: tuple[Table, ...]
    findings: tuple[Finding, ...] = ()
    blind: bool = False
    tag: Tag | None = None
    grids: tuple[Grid, ...] = ()


@dataclass(frozen=True)
class AgencyNames:
    """What an agency may be called in a file."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class IndicatorFacts:
    """What must be known of an indicator to check a figure of it.

    `breakdowns` are the values it may be split by besides "all"; `per` and `ages` are of a rate's population.
    `owned`: the sending agency reports it (`owner` names who does). `due`: a figure of it is due for the
    period answered. `whole`: its counts are of whole things (false for full-time equivalents and days).
    `frequency`: how long its periods are, a quarter, a school term or a year. `since`: when its present definition
    took the place of an older one; None while it is the first. `retired_from`: the first day of the first period it is
    no longer measured in; None while it is measured. `counted_from`: the first day of the first period in which it is
    counted from `counted_source` and from nothing that is sent; None while it is taken from returns.
    """

    code: str
    title: str
    unit: Unit
    kind: Kind = Kind.FLOW
    basis: Basis = Basis.IN_PERIOD
    breakdowns: tuple[str, ...] = ()
    per: int = 10_000
    ages: str = ""
    decimals: int = 1
    due: bool = False
    owned: bool = True
    owner: str = ""
    whole: bool = True
    frequency: PeriodKind = PeriodKind.QUARTER
    since: date | None = None
    retired_from: date | None = None
    counted_from: date | None = None
    counted_source: str = ""


@dataclass(frozen=True)
class Answers:
    """What an agency said once about its own files, and need not say again. Keys are labels as `tidy` makes them.

    `headings`: what a column holds (a `Role`'s value, "ignore", "period now" for the quarter a return answers, or
    "period" and a period's iso key).
    `indicators`: the indicator's code a row label stands for, "" for rows that are none of the board's.
    `symbols`: the status a sign stands for, by the sign in lower case. `percents`: "percent" or "fraction" by
    indicator code. `periods`: a period's iso key by the text as written. `version` 0: nothing was said yet.
    """

    version: int = 0
    headings: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[str, str] = field(default_factory=dict)
    symbols: Mapping[str, str] = field(default_factory=dict)
    percents: Mapping[str, str] = field(default_factory=dict)
    periods: Mapping[str, str] = field(default_factory=dict)


NOTHING_SAID = Answers()


@dataclass(frozen=True, slots=True)
class OnFile:
    """A figure of this agency that the board has already. Its numbers are as they are kept."""

    period: Period
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    status: Status
    stage: Stage

    @property
    def count(self) -> Decimal | None:
        """How many were counted; a plain count has its value as its numerator too."""
        return self.numerator


#: What a line of figures is of: the indicator's code, the area's, and the breakdown.
LineKey = tuple[str, str, str]


@dataclass(frozen=True)
class Context:
    """What a file is checked against.

    `period` is the one the file answers (None when it only restates). Figures are refused for periods that
    begin before `earliest` or have not ended by `today`. `population(area_code, ages, period)` gives the
    people a rate is of, or None when nobody knows. `areas` gives each known area's names by its code.
    `history` gives the agency's own current figures of each line, in order of period. `headings_seen` are those
    of the agency's last file, () when nobody knows them.
    """

    agency: AgencyNames
    other_agencies: tuple[AgencyNames, ...]
    indicators: Mapping[str, IndicatorFacts]
    period: Period | None
    today: date
    earliest: date
    population: Callable[[str, str, Period], int | None]
    default_area: str
    areas: Mapping[str, tuple[str, ...]]
    max_findings: int = 500
    answers: Answers = NOTHING_SAID
    history: Mapping[LineKey, tuple[OnFile, ...]] = field(default_factory=dict)
    no_history: str = ""
    headings_seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CleanRow:
    """One figure, understood and sound. Without a value only when its status says why.

    `value` is in the indicator's unit, to six decimal places; a rate is the period's own, never made annual.
    `sheet` and `cell` say where it stands in the file. `commentary` is what the sender wrote beside it.
    """

    indicator_code: str
    area_code: str
    breakdown: str
    period: Period
    basis: Basis
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    status: Status
    stage: Stage
    sheet: str
    cell: str
    commentary: str = ""

    @property
    def count(self) -> Decimal | None:
        """How many were counted; a plain count has its value as its numerator too."""
        return self.numerator


@dataclass(frozen=True, slots=True)
class Skipped:
    """A check that could not be made, and why not."""

    check: str
    why: str


@dataclass(frozen=True)
class Checked:
    """The outcome of a check: sound rows, all findings in the file's order, the layout, and rows looked at.

    Rows are given even beside errors; whoever loads decides that any error stops the whole file.
    """

    rows: Sequence[CleanRow]
    findings: tuple[Finding, ...]
    layout: str
    rows_read: int
    skipped: tuple[Skipped, ...] = ()
