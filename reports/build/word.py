"""A document as a Word file for comments: its words and tables, a figure by what it says. No queries."""

from collections.abc import Iterator
from datetime import datetime

from design import docx
from reports.rules.blocks import (
    BigNumbers,
    Block,
    Drawing,
    Heading,
    IndicatorBlock,
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

#: In the head of every page of what is not the record.
FOR_COMMENTS = "Draft for comments, not for publication"


def word(document: Document, *, made_at: datetime, draft: bool = True) -> bytes:
    """The file. The same document and time give the same bytes."""
    marking = document.classification or (FOR_COMMENTS if draft else "")
    blocks: list[docx.Block] = [
        docx.Heading(document.title),
        docx.Paragraph(f"{document.board_name}. {document.period}."),
    ]
    numbers = numbers_of(document)
    for section in document.sections:
        blocks += _section(section, numbers)
    return docx.write(
        title=f"{document.title}: {document.board_name}",
        author=document.board_name,
        made_at=made_at,
        blocks=blocks,
        notice=". ".join(filter(None, (marking, document.notice.rstrip(".")))),
    )


def _section(section: Section, numbers: dict[str, str]) -> Iterator[docx.Block]:
    yield docx.Heading(section.title, 1)
    said = [one for block in section.blocks for one in _told(block, numbers)]
    written = list(_written(section))
    yield from (*written, *said) if section.words_first else (*said, *written)


def _written(section: Section) -> Iterator[docx.Block]:
    for one in section.written:
        if one.title:
            yield docx.Heading(one.title, 2)
        for paragraph in one.paragraphs:
            yield docx.Paragraph(paragraph)
        if one.by:
            yield docx.Paragraph(one.by)


#: The blocks that are words alone; mypy holds that none is left out.
_Words = Heading | Points | Panel | BigNumbers | Quote | IndicatorBlock


def _told(block: Block, numbers: dict[str, str]) -> tuple[docx.Block, ...]:
    match block:
        case Table():
            return _table(block, numbers[block.code])
        case Drawing(code=code, caption=caption, chart=chart):
            return (docx.Paragraph(f"{numbers[code]}. {caption}. {chart.title}"),)
        case Multiples(code=code, caption=caption, charts=charts):
            return (
                docx.Paragraph(f"{numbers[code]}. {caption}."),
                docx.Items(tuple(f"{title}: {chart.title}" for title, chart in charts)),
            )
        case Paragraph(text=text, see=see):
            named = " and ".join(name for _, name in pointed_at(see, numbers))
            pointing = f"See {named}." if text.endswith(".") else f"(see {named})"
            return (docx.Paragraph(f"{text} {pointing}" if named else text),)
        case _:
            return _plain(block)


def _plain(block: _Words) -> tuple[docx.Block, ...]:
    """A block that is words alone."""
    match block:
        case Heading(text=text):
            return (docx.Heading(text, 2),)
        case Points(texts=texts):
            return (docx.Items(texts),)
        case Panel(title=title, texts=texts):
            return (docx.Heading(title, 2), docx.Items(texts))
        case BigNumbers(numbers=found):
            return (docx.Items(tuple(" ".join(filter(None, (o.figure, o.what, o.note))) for o in found)),)
        case Quote(text=text, source=source):
            return (docx.Paragraph(f"“{text}”"), docx.Paragraph(source))
        case IndicatorBlock():
            return _indicator(block)


def _indicator(block: IndicatorBlock) -> tuple[docx.Block, ...]:
    """In a few lines: the figure, the verdicts, the last periods, what was said of it."""
    facts = [f"{block.latest_period}: {block.latest} {block.unit}".strip(), block.latest_count]
    facts += [
        f"Target {block.target}" if block.target != "–" else "",
        block.against if block.against_mark else "",
    ]
    facts += [block.pattern if block.pattern_mark else "", block.pattern_detail]
    found: list[docx.Block] = [docx.Heading(block.title, 2), docx.Paragraph("; ".join(filter(None, facts)))]
    if block.quarters:
        header = ("Period", *(period for period, _ in block.quarters))
        found.append(docx.Table(header, (("Figure", *(value for _, value in block.quarters)),)))
    if block.parts:
        found.append(docx.Table(("Part", block.latest_period or "Figure", "Pattern"), block.parts))
    found += [docx.Paragraph(f"{text} ({whose})") for text, whose in block.commentary]
    return tuple(found)


def _table(block: Table, number: str) -> tuple[docx.Block, ...]:
    rows = tuple(
        tuple("\n".join(filter(None, (cell.text, cell.quiet))) for cell in row) for row in block.rows
    )
    header = tuple(column.text for column in block.columns)
    note = (docx.Paragraph(block.note),) if block.note else ()
    return (docx.Paragraph(f"{number}. {block.caption}"), docx.Table(header, rows), *note)
