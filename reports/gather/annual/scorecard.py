"""The scorecard of the year, each of its indicators in full, and how each is counted."""

from collections.abc import Iterable, Iterator

from agencies.models import Board
from reports.gather.annual.words import written_of
from reports.gather.rows import indicator_block
from reports.queries.reports import Text
from reports.rules.blocks import Cell, Column, IndicatorBlock, Paragraph, Section, Table
from scorecard.queries.commentary import publishable_of_year
from scorecard.queries.overview import Overview
from scorecard.queries.publishing import Publishing
from scorecard.rules.periods import Period
from scorecard.rules.words import NONE

_OF_THE_LAST = (
    "Figures are of the last quarter, term or year that ended by then. Where there is none, the table says why and "
    "gives no verdict. An indicator in parts has no one figure. England: the last comparable year; a dash means not "
    "published, “different basis” that it is not counted as our figure is."
)
SCORECARD = (
    Column("Indicator"),
    Column("Figure", number=True),
    Column("Target", number=True),
    Column("Against target"),
    Column("Pattern"),
    Column("England", number=True),
)


def measured_sections(
    board: Board, year: int, until: Period, seen: Overview, allowed: Publishing
) -> Iterator[Section]:
    """A section a perspective, each indicator in full."""
    remarks = publishable_of_year(board.pk, year, seen_as=allowed)
    for tile in seen.tiles:
        rows = tuple(indicator_block(row, until, remarks.get(row.indicator.code, ())) for row in tile.rows)
        yield Section(
            tile.perspective.code, tile.perspective.title, (Paragraph(tile.perspective.question), *rows)
        )


def indicators_of(measured: Iterable[Section]) -> tuple[IndicatorBlock, ...]:
    """Every indicator of these sections."""
    return tuple(one for section in measured for one in _indicators(section))


def _indicators(section: Section) -> tuple[IndicatorBlock, ...]:
    return tuple(block for block in section.blocks if isinstance(block, IndicatorBlock))


def scorecard(year: int, measured: tuple[Section, ...], text: Text) -> Section:
    """Every indicator in a line, a table a perspective, then what people make of it."""
    tables = tuple(
        Table(
            f"scorecard-{section.code}",
            f"{section.title}: {_question(section)}",
            SCORECARD,
            tuple(map(scorecard_row, _indicators(section))),
            look="wide",
        )
        for section in measured
    )
    title = f"Scorecard at the end of March {year + 1}"
    return Section(
        "scorecard", title, (Paragraph(_OF_THE_LAST, "quiet"), *tables), written_of(text, under=title)
    )


def _question(section: Section) -> str:
    return next(block.text for block in section.blocks if isinstance(block, Paragraph))


def scorecard_row(one: IndicatorBlock) -> tuple[Cell, ...]:
    """One indicator in a line."""
    return (
        Cell(one.title, quiet="; ".join(filter(None, (one.unit, one.latest_count)))),
        Cell(one.latest, bold=True),
        Cell(one.target),
        Cell(one.against if one.against_mark else NONE, mark=one.against_mark),
        Cell(one.pattern if one.pattern_mark else NONE, mark=one.pattern_mark),
        Cell(one.england),
    )


def definitions(measured: tuple[Section, ...]) -> Section:
    """What each indicator counts, and out of what."""
    columns = (Column("Indicator"), Column("Counted"), Column("Out of"))
    tables = tuple(
        Table(
            f"definitions-{section.code}",
            section.title,
            columns,
            tuple(
                (Cell(one.title), Cell(one.counted), Cell(one.out_of or NONE)) for one in _indicators(section)
            ),
            look="definitions",
        )
        for section in measured
    )
    return Section("definitions", "Definitions", tables)
