"""The scorecard of a report: each indicator in full, the tables over them, and how each is counted."""

from collections.abc import Callable, Mapping

from reports.gather.rows import indicator_block
from reports.rules.blocks import Cell, Column, IndicatorBlock, Paragraph, Section, Table
from reports.rules.remarks import printable
from scorecard.queries.commentary import Remark
from scorecard.queries.overview import Overview
from scorecard.rules.periods import Period
from scorecard.rules.words import NONE

_OF_THE_LAST = (
    "Figures are of the last quarter, term or year that ended by then. Where there is none, the table says why and "
    "gives no verdict. An indicator in parts has no one figure. England: the last comparable year; a dash means not "
    "published, “different basis” that it is not counted as our figure is."
)
COLUMNS = (
    Column("Indicator"),
    Column("Figure", number=True),
    Column("Target", number=True),
    Column("Against target"),
    Column("Pattern"),
    Column("England", number=True),
)


def measured_sections(
    seen: Overview,
    until: Period,
    remarks: Mapping[str, tuple[Remark, ...]],
    *,
    say: Callable[[str], str] = printable,
) -> tuple[Section, ...]:
    """A section a perspective, each indicator in full. `say` turns what an agency wrote into what is printed of it."""
    return tuple(
        Section(
            tile.perspective.code,
            tile.perspective.title,
            (
                Paragraph(tile.perspective.question),
                *(
                    indicator_block(row, until, remarks.get(row.indicator.code, ()), say=say)
                    for row in tile.rows
                ),
            ),
        )
        for tile in seen.tiles
    )


def indicators_in(section: Section) -> tuple[IndicatorBlock, ...]:
    """The indicators a section prints in full."""
    return tuple(block for block in section.blocks if isinstance(block, IndicatorBlock))


def scorecard_section(measured: tuple[Section, ...], until: Period) -> Section:
    """A table a perspective: each indicator's figure with what is to be set beside it."""
    tables = tuple(
        Table(
            f"scorecard-{section.code}",
            f"{section.title}: {_question(section)}",
            COLUMNS,
            tuple(map(scorecard_row, indicators_in(section))),
            look="wide scorecard",
        )
        for section in measured
    )
    title = f"Scorecard at the end of {until.last:%B %Y}"
    return Section("scorecard", title, (Paragraph(_OF_THE_LAST, "quiet"), *tables))


def definitions_section(measured: tuple[Section, ...]) -> Section:
    """What each indicator counts, and out of what."""
    columns = (Column("Indicator"), Column("Counted"), Column("Out of"))
    tables = tuple(
        Table(
            f"definitions-{section.code}",
            section.title,
            columns,
            tuple(
                (Cell(one.title), Cell(one.counted), Cell(one.out_of or NONE))
                for one in indicators_in(section)
            ),
            look="definitions",
        )
        for section in measured
    )
    return Section("definitions", "Definitions", tables)


def _question(section: Section) -> str:
    return next(block.text for block in section.blocks if isinstance(block, Paragraph))


def scorecard_row(one: IndicatorBlock) -> tuple[Cell, ...]:
    """One indicator in a line, under `COLUMNS`."""
    return (
        Cell(one.title, quiet="; ".join(filter(None, (one.unit, one.latest_count)))),
        Cell(one.latest, bold=True),
        Cell(one.target),
        Cell(one.against if one.against_mark else NONE, mark=one.against_mark),
        Cell(one.pattern if one.pattern_mark else NONE, mark=one.pattern_mark),
        Cell(one.england),
    )
