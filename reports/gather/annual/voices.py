"""What children, young people and families said in the year: anonymous, where and when, and what was done about it."""

from collections.abc import Iterator

from reports.gather.annual.words import section
from reports.models import Voice
from reports.queries.reports import Text
from reports.rules.blocks import Block, Paragraph, Quote, Section


def voices_section(voices: tuple[Voice, ...], text: Text) -> Section | None:
    """Each with its source; honestly where nothing has been done about it yet."""
    return section("voices", text, _blocks(voices))


def _blocks(voices: tuple[Voice, ...]) -> Iterator[Block]:
    for one in voices:
        yield Quote(one.said, f"{one.who}: {one.source}, {one.said_on:%B %Y}")
        yield Paragraph(f"What was done: {one.did}" if one.did else "Nothing has been done about this yet.")
