"""Comments on cells: the part that holds their words and the drawing (VML) that shows their boxes.

What others wrote stays. The portal's own comments of an earlier marked copy go, so that a corrected cell is not
blamed again. A conversation ("threaded comment") is left alone: its cell is coloured and listed only.
"""

import re
from collections.abc import Mapping

from files.marked import tags
from files.marked.marks import AUTHOR, CannotEdit, place_of
from files.sheets import column_letters

#: Cells a sheet's comments stand at, (row, column), and their words.
Words = Mapping[tuple[int, int], str]

_EMPTY_COMMENTS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<comments xmlns="{tags.MAIN}"><authors/><commentList/></comments>'
)
_EMPTY_DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
)
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel" '
    'style="position:absolute;margin-left:60pt;margin-top:2pt;width:220pt;height:90pt;z-index:1;'
    'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:path o:connecttype="none"/><v:textbox><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_ANY_SHAPE = re.compile(r"<v:shape\s.*?</v:shape>", re.DOTALL)
_NUMBER = re.compile(r"_x0000_s(\d+)")


class Comments:
    """The comments part of one sheet."""

    def __init__(self, text: str | None) -> None:
        """Read who wrote what; None is a sheet without comments. CannotEdit when it is not as expected."""
        self._text = text if text is not None else _EMPTY_COMMENTS
        self._top = tags.root(self._text, "comments", tags.MAIN)
        authors, listed = (tags.child(self._text, self._top, name) for name in ("authors", "commentList"))
        if authors is None or listed is None:
            raise CannotEdit("comments have no authors or no list")
        self._authors, self._list = authors, listed
        self._names = [
            self._text[one.inside : one.close]
            for one in tags.children(self._text, authors.inside, authors.close)
        ]
        self._entries = tuple(tags.children(self._text, listed.inside, listed.close))

    def _author(self, entry: tags.Element) -> str:
        number = int(tags.attribute(entry.attributes, "authorId") or 0)
        return self._names[number] if 0 <= number < len(self._names) else ""

    @property
    def ours(self) -> frozenset[tuple[int, int]]:
        """The cells an earlier marked copy commented on."""
        places = (
            place_of(tags.attribute(entry.attributes, "ref") or "")
            for entry in self._entries
            if self._author(entry) == AUTHOR
        )
        return frozenset(place for place in places if place is not None)

    def rewritten(self, words: Words) -> tuple[str, frozenset[tuple[int, int]]]:
        """The part without our old comments and with these, and the cells that got a comment of their own.

        Where somebody else's comment stands, ours is written below it.
        """
        left, edits = dict(words), []
        for entry in self._entries:
            place = place_of(tags.attribute(entry.attributes, "ref") or "")
            author = self._author(entry)
            if author == AUTHOR:
                edits.append((entry.start, entry.end, ""))
            elif place in left:
                ours = left.pop(place)
                if not author.startswith("tc="):
                    edits.append(self._below(entry, ours))
        edits.append(self._new_entries(left))
        if AUTHOR not in self._names:
            edits.append(self._new_author())
        return tags.replaced(self._text, edits), frozenset(left)

    def _below(self, entry: tags.Element, words: str) -> tuple[int, int, str]:
        text = tags.child(self._text, entry, "text")
        if text is None:
            raise CannotEdit("a comment has no text")
        if text.empty:
            return text.start, text.end, f"<text>{_run(words)}</text>"
        aids = (
            one
            for one in tags.children(self._text, text.inside, text.close)
            if one.name in ("rPh", "phoneticPr")
        )
        aid = next(aids, None)
        at = text.close if aid is None else aid.start
        return at, at, _run(f"\n{words}")

    def _new_entries(self, words: Words) -> tuple[int, int, str]:
        number = self._names.index(AUTHOR) if AUTHOR in self._names else len(self._names)
        new = "".join(
            f'<comment ref="{column_letters(column)}{row}" authorId="{number}"><text>{_run(said)}</text></comment>'
            for (row, column), said in sorted(words.items())
        )
        return _put_in(self._list, new)

    def _new_author(self) -> tuple[int, int, str]:
        return _put_in(self._authors, f"<author>{AUTHOR}</author>")


def _put_in(element: tags.Element, new: str) -> tuple[int, int, str]:
    if element.empty:
        return element.start, element.end, f"<{element.name}{element.attributes}>{new}</{element.name}>"
    return element.close, element.close, new


def _run(words: str) -> str:
    return f'<r><t xml:space="preserve">{tags.escaped(words)}</t></r>'


def drawing(text: str | None, *, gone: frozenset[tuple[int, int]], new: frozenset[tuple[int, int]]) -> str:
    """A drawing without the boxes of comments that are gone, and with boxes for new ones. Cells are (row, column).

    Excel itself writes drawings that are no sound XML, so only its shapes are looked for, as text.
    """
    text = text if text is not None else _EMPTY_DRAWING
    close = text.rfind("</xml>")
    if close < 0 or len(re.findall(r"<v:shape\s", text)) != text.count("</v:shape>"):
        raise CannotEdit("a drawing of comments does not end, or a shape in it")
    number = max((int(one) for one in _NUMBER.findall(text)), default=1024)
    shapes = "" if "_x0000_t202" in text else _SHAPE_TYPE
    for row, column in sorted(new):
        number += 1
        shapes += _SHAPE.format(number=number, row=row - 1, column=column - 1)
    kept = _ANY_SHAPE.sub(lambda shape: "" if _cell_of(shape[0]) in gone else shape[0], text[:close])
    return f"{kept}{shapes}{text[close:]}"


def _cell_of(shape: str) -> tuple[int, int] | None:
    row, column = (re.search(rf"<x:{name}>\s*(\d+)\s*</x:{name}>", shape) for name in ("Row", "Column"))
    if row is None or column is None or 'ObjectType="Note"' not in shape:
        return None
    return int(row[1]) + 1, int(column[1]) + 1
