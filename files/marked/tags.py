"""Editing XML as text: what is not touched stays as it was written, letter for letter. No workbook is known here.

A parser that writes its tree again changes quotation marks, name spaces and blanks all over a part. Here tags are
found in the text, and only whoever is sure of what stands there edits it; otherwise `CannotEdit`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from xml.sax.saxutils import escape as _escape

from files.marked.marks import CannotEdit

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

_ATTRIBUTES = r"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?"
_TAG = re.compile(rf"<(/?)([A-Za-z_][\w.:\-]*)((?:\s{_ATTRIBUTES})?)\s*(/?)>")
_ATTRIBUTE = re.compile(r"([\w.:\-]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_ENCODING = re.compile(r"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)[\"']")
#: What no text of XML may hold (XML 1.0, 2.2).
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def start_tag(name: str) -> re.Pattern[str]:
    """Finds start tags of this name: group 1 is their attributes, group 2 the slash of one that is empty."""
    return re.compile(rf"<{name}((?:\s{_ATTRIBUTES})?)\s*(/?)>")


@dataclass(frozen=True, slots=True)
class Element:
    """Where an element stands in a text: from `start` to `end`; its content from `inside` to `close`."""

    name: str
    attributes: str
    start: int
    inside: int
    close: int
    end: int

    @property
    def empty(self) -> bool:
        """Whether it is written as one tag."""
        return self.inside == self.end


def decoded(data: bytes) -> str:
    """The text of a part. CannotEdit when it is not UTF-8, or holds what hides tags from a look at the text."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise CannotEdit("a part is not in UTF-8") from problem
    declared = _ENCODING.match(text.lstrip("\ufeff"))
    if declared is not None and declared[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        raise CannotEdit("a part is not in UTF-8")
    if "<!" in text:
        raise CannotEdit("a part holds remarks or raw text between its tags")
    return text


def root(text: str, name: str, namespace: str) -> Element:
    """The outermost element. CannotEdit unless it has this name, without a prefix, in this name space."""
    match = _TAG.search(text)
    if match is None or match[2] != name or attribute(match[3], "xmlns") != namespace or match[4]:
        raise CannotEdit(f"it has no plain <{name}>")
    close = text.rfind(f"</{name}")
    if close < match.end():
        raise CannotEdit(f"<{name}> does not end")
    return Element(name, match[3], match.start(), match.end(), close, text.index(">", close) + 1)


def children(text: str, start: int, stop: int) -> Iterator[Element]:
    """The elements between two places of the text, without those inside them."""
    open_at: re.Match[str] | None = None
    depth = 0
    for match in _TAG.finditer(text, start, stop):
        if match[1]:
            depth -= 1
            if depth == 0 and open_at is not None:
                yield Element(
                    open_at[2], open_at[3], open_at.start(), open_at.end(), match.start(), match.end()
                )
        elif match[4]:
            if depth == 0:
                yield Element(match[2], match[3], match.start(), match.end(), match.end(), match.end())
        else:
            open_at = match if depth == 0 else open_at
            depth += 1
        if depth < 0:
            raise CannotEdit("tags do not pair")


def child(text: str, within: Element, name: str) -> Element | None:
    """The first element of this name directly inside another."""
    found = children(text, within.inside, within.close)
    return next((one for one in found if one.name == name), None)


def attribute(attributes: str, name: str) -> str | None:
    """The value of an attribute, without its escapes; None when it is not given."""
    found = _place_of(attributes, name)
    return None if found is None else unescape(found[2][1:-1])


def related(attributes: str) -> str | None:
    """The relation an element leads by (`r:id`), whatever the prefix for relations is; None without one."""
    found = next((one for one in _ATTRIBUTE.finditer(attributes) if one[1].endswith(":id")), None)
    return None if found is None else unescape(found[2][1:-1])


def with_attribute(tag: str, name: str, value: str) -> str:
    """A start tag with this attribute set; everything else of it stays."""
    found = _place_of(tag, name)
    if found is not None:
        return f'{tag[: found.start(2)]}"{value}"{tag[found.end(2) :]}'
    end = len(tag) - (2 if tag.endswith("/>") else 1)
    return f'{tag[:end].rstrip()} {name}="{value}"{tag[end:]}'


def _place_of(attributes: str, name: str) -> re.Match[str] | None:
    return next((one for one in _ATTRIBUTE.finditer(attributes) if one[1] == name), None)


def appended(text: str, element: Element, more: str, **attributes: str) -> str:
    """The text with something added at the end of an element, and attributes of it set."""
    tag = text[element.start : element.inside]
    for name, value in attributes.items():
        tag = with_attribute(tag, name, value)
    if element.empty:
        return f"{text[: element.start]}{tag[:-2].rstrip()}>{more}</{element.name}>{text[element.end :]}"
    return f"{text[: element.start]}{tag}{text[element.inside : element.close]}{more}{text[element.close :]}"


def replaced(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """The text with each (from, to) replaced; edits at the same place stand in the order given."""
    pieces, at = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])


def escaped(text: str) -> str:
    """A text as it may stand in XML, in an attribute too; what XML cannot hold is left out."""
    return _escape(_ILLEGAL.sub("", text), {'"': "&quot;"})
