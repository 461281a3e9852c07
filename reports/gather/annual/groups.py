"""The board's groups in the year: who led each, how often it met, what it is for and what it did."""

from collections.abc import Iterator

from reports.gather.annual.words import section
from reports.models import SubGroup
from reports.queries.reports import Text
from reports.rules.blocks import Block, Cell, Column, Heading, Paragraph, Section, Table

_COLUMNS = (Column("Group"), Column("What it is for"), Column("Met", number=True))


def groups_section(groups: tuple[SubGroup, ...], text: Text) -> Section | None:
    """All groups in a table, then what each did."""
    return section("groups", text, _blocks(groups))


def _blocks(groups: tuple[SubGroup, ...]) -> Iterator[Block]:
    if not groups:
        return
    yield Table("groups-table", "The groups and what they are for", _COLUMNS, tuple(map(_row, groups)))
    for one in groups:
        if one.did:
            yield Heading(one.name, f"group-{one.pk}")
            yield Paragraph(one.did)


def _row(one: SubGroup) -> tuple[Cell, ...]:
    met = "–" if one.meetings is None else str(one.meetings)
    return (
        Cell(one.name, quiet=f"Led by {one.chair}" if one.chair else ""),
        Cell(one.purpose or "–"),
        Cell(met),
    )
