"""A whole report as data: everything printed, nothing computed later. Turned to JSON and back without loss."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from reports.rules import blocks
from reports.rules.blocks import Block, IndicatorBlock, Section

#: What a plain mapping says it is.
_IS = "is"


@dataclass(frozen=True, slots=True)
class Document:
    """A report. `period` in words (“2017 to 2018”); `notice` says that a demonstration is invented.

    `classification` stands on every page of what is not for the public. `figures` are the figures behind it as a
    reader may have them, a heading row first: the open data of what is published. What state a printing is in (a
    draft, say) is no part of it: the same document is printed as a draft and as the record.
    """

    kind: str
    board_name: str
    title: str
    period: str
    classification: str
    notice: str
    sections: tuple[Section, ...]
    figures: tuple[tuple[str, ...], ...] = ()

    def blocks(self) -> Iterator[Block]:
        """Every block, in the order of the pages."""
        for section in self.sections:
            yield from section.blocks

    def indicators(self) -> Iterator[IndicatorBlock]:
        """Every indicator that is printed in full."""
        for block in self.blocks():
            if isinstance(block, IndicatorBlock):
                yield block


def to_json(document: Document) -> dict[str, Any]:
    """The document as plain JSON; each part says what it is."""
    plain: dict[str, Any] = _plain(document)
    return plain


def from_json(data: dict[str, Any]) -> Document:
    """The document again, from its JSON. KeyError for a part that no document has."""
    document = _restored(data)
    if not isinstance(document, Document):
        raise KeyError("This is no document.")
    return document


def fingerprint(data: dict[str, Any]) -> str:
    """The SHA-256 of the data, however its keys are ordered."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        parts = {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
        return {_IS: type(value).__name__, **parts}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _restored(value: Any) -> Any:
    if isinstance(value, dict):
        parts = {name: _restored(one) for name, one in value.items() if name != _IS}
        return _PARTS[value[_IS]](**parts)
    if isinstance(value, list):
        return tuple(_restored(one) for one in value)
    return value


_PARTS: dict[str, Any] = {
    name: part for name, part in vars(blocks).items() if isinstance(part, type) and is_dataclass(part)
} | {"Document": Document}
