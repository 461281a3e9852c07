"""The last pages: words a reader may not know, and where the report tells what guidance asks for."""

from collections.abc import Collection

from agencies.rules.vocabulary import Vocabulary
from reports.gather.annual.words import cells
from reports.queries.contents import Checklist
from reports.rules.blocks import Column, Paragraph, Section, Table
from reports.rules.guidance import Item, Told
from reports.rules.titles import explained

_ASKED = (Column("What guidance asks for"), Column("Where it is told"))


def glossary(words: Vocabulary, year: int) -> Section:
    """What is called how on the day the year ended."""
    caption = f"What is called how at the end of March {year + 1}"
    rows = tuple(cells(word, meaning) for word, meaning in explained(words, year))
    table = Table("glossary", caption, (Column("Word"), Column("What it means")), rows, look="definitions")
    return Section("words", "Words used here", (table,))


def asked_for(checklist: Checklist) -> Section:
    """What statutory guidance asks a year's report to tell, and honestly what this one does not."""
    guidance = checklist.guidance
    rows = tuple(cells(one.asks, _where(one, checklist.titles)) for one in checklist.items)
    said = Paragraph(
        f"What {guidance.name} ({guidance.source}) asks of a report of this year, in our own words, and where it is.",
        "quiet",
    )
    table = Table("guidance", f"{guidance.name}: what a report must tell", _ASKED, rows, look="definitions")
    return Section("asked-for", "What guidance asks for", (said, table))


def _where(one: Item, titles: dict[str, str]) -> str:
    missing = [f"the text “{titles[code]}”" for code in one.missing_texts] + [
        fact.value for fact in one.missing_facts
    ]
    told_in = [titles[code] for code in one.texts if code not in one.missing_texts]
    said = "; ".join(told_in)
    if one.told is Told.ALL:
        return said
    lacks = f"Missing: {_joined(missing)}."
    return f"{said}. {lacks}" if said else f"Not told. {lacks}"


def _joined(parts: Collection[str]) -> str:
    every = list(parts)
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} and {every[-1]}"
