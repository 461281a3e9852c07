"""What people wrote, as a section prints it, and records of other rooms as far as they may be printed."""

from collections.abc import Iterable
from dataclasses import replace

from reports.queries.reports import Text
from reports.rules.blocks import Block, Cell, Section, Written
from reports.rules.remarks import tells_small_number


def written_of(text: Text, *, under: str = "") -> tuple[Written, ...]:
    """What people wrote, as a section prints it; nothing where nothing is written.

    Its title is said where the section it stands `under` is called otherwise.
    """
    title = text.title if under and under != text.title else ""
    return (Written(title, paragraphs(text.text), text.by),) if text.text else ()


def paragraphs(text: str) -> tuple[str, ...]:
    """A text's paragraphs, which empty lines divide."""
    return tuple(part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip())


def section(code: str, text: Text, blocks: Iterable[Block | None]) -> Section | None:
    """What the data says, then the text; None where there is neither."""
    said = tuple(one for one in blocks if one is not None)
    written = written_of(text)
    return Section(code, text.title, said, written) if said or written else None


def with_words(made: Section | None, code: str, text: Text) -> Section | None:
    """A section with its text; of the text alone where the data says nothing."""
    if made is None:
        return section(code, text, ())
    return replace(made, written=written_of(text, under=made.title))


def told(text: str) -> str:
    """What somebody recorded, on one line; empty where it may tell a number that the tables hide."""
    said = " ".join(text.split())
    return "" if tells_small_number(said) else said


def cells(*texts: str) -> tuple[Cell, ...]:
    """A row of plain cells."""
    return tuple(map(Cell, texts))
