"""A workbook's own package with marks put in: colours, comments and a list; every other part as it was."""

import io
import posixpath
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Sequence

from files.errors import Unreadable
from files.limits import LIMITS
from files.marked import tags
from files.marked.grid import drawing_relation, linked_to_drawing, restyled
from files.marked.listing import listing
from files.marked.marks import LISTING, LISTING_TAG, CannotEdit, Mark, Severity
from files.marked.remarks import Comments, drawing
from files.marked.styles import Styles
from files.readers.formats import unescape
from files.readers.package import Package

_TYPES = "[Content_Types].xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
#: As the reader cuts a sheet's name.
_LONGEST_NAME = 100
_RANK: dict[Severity, int] = {"error": 0, "explain": 1, "note": 2}


def edited(data: bytes, marks: Sequence[Mark], *, how: str) -> bytes:
    """The package with these marks. CannotEdit when that cannot be done safely."""
    try:
        return _Edit(data, marks).done(how)
    except Unreadable as problem:
        # A part nobody needs for reading the values is damaged.
        raise CannotEdit(problem.message) from problem
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, KeyError) as problem:
        raise CannotEdit("its parts do not fit together") from problem
    except ValueError as problem:
        raise CannotEdit("it holds a number that is none") from problem


class _Edit:
    """One package being edited. Parts are unpacked when they are needed, and kept when they are changed."""

    def __init__(self, data: bytes, marks: Sequence[Mark]) -> None:
        self._package = Package(data, LIMITS)
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = {name.lower(): name for name in self._archive.namelist()}
        if len(self._names) != len(self._archive.namelist()):
            raise CannotEdit("it holds a part twice")
        if any(name.startswith("_xmlsignatures/") for name in self._names):
            raise CannotEdit("it is signed, and a change would break the signature")
        self._marks = marks
        self._changed: dict[str, str] = {}
        self._workbook = self._package.workbook
        self._relations = self._package.relations(self._workbook)
        self._sheets = self._sheet_parts()
        self._styles_part = next(
            (part for kind, part in self._relations.values() if kind.endswith("/styles")), ""
        )
        self._styles = Styles(self._text(self._styles_part))

    def done(self, how: str) -> bytes:
        """The bytes of the marked package."""
        by_sheet: dict[str, dict[tuple[int, int], list[Mark]]] = defaultdict(lambda: defaultdict(list))
        for one in self._marks:
            if one.place is not None and one.sheet in self._sheets:
                by_sheet[one.sheet][one.place].append(one)
        for name, part in self._sheets.items():
            self._mark_sheet(part, by_sheet.get(name, {}))
        self._list(how)
        self._changed[self._styles_part] = self._styles.text
        return self._zipped()

    def _has(self, part: str) -> bool:
        return part.lower() in self._names

    def _text(self, part: str) -> str:
        """A part's text as it now is."""
        if part not in self._changed:
            if not self._has(part):
                raise CannotEdit(f"it has no part {part}")
            return tags.decoded(self._archive.read(self._names[part.lower()]))
        return self._changed[part]

    def _sheet_parts(self) -> dict[str, str]:
        """The worksheets' parts by their names, as the reader gives them."""
        text = self._text(self._workbook)
        listed = tags.child(text, tags.root(text, "workbook", tags.MAIN), "sheets")
        if listed is None:
            raise CannotEdit("it lists no sheets")
        found = {}
        for one in tags.children(text, listed.inside, listed.close):
            name = unescape(tags.attribute(one.attributes, "name") or "")[:_LONGEST_NAME]
            kind, part = self._relations.get(tags.related(one.attributes) or "", ("", ""))
            if kind.endswith("/worksheet"):
                found[name] = part
        return found

    def _mark_sheet(self, part: str, marks: dict[tuple[int, int], list[Mark]]) -> None:
        """Colour and comment one sheet's cells, and take an earlier marked copy's comments away."""
        relations = self._package.relations(part) if self._has(_relations_of(part)) else {}
        held = next((target for kind, target in relations.values() if kind.endswith("/comments")), "")
        before = Comments(self._text(held) if held else None)
        if not marks and not before.ours:
            return
        gravest: dict[tuple[int, int], Severity] = {
            place: min((one.severity for one in here), key=lambda one: _RANK[one])
            for place, here in marks.items()
        }
        places: dict[int, set[int]] = defaultdict(set)
        for row, column in {*marks, *before.ours}:
            places[row].add(column)

        def restyle(row: int, column: int, style: int) -> int:
            own = self._styles.cleared(style)
            severity = gravest.get((row, column))
            return own if severity is None else self._styles.marked(own, severity)

        wanted = {row: frozenset(columns) for row, columns in places.items()}
        self._changed[part] = restyled(self._text(part), wanted, restyle)
        said = {place: "\n".join(one.words for one in here) for place, here in marks.items()}
        words, new = before.rewritten(said)
        comments = held or self._new_part("xl/commentsPortal{}.xml")
        self._changed[comments] = words
        if not held:
            self._relate(part, f"{tags.OFFICE}/comments", comments)
            self._declare(comments, _COMMENTS_TYPE)
        self._draw(part, relations, gone=before.ours, new=new)

    def _draw(
        self,
        part: str,
        relations: dict[str, tuple[str, str]],
        *,
        gone: frozenset[tuple[int, int]],
        new: frozenset[tuple[int, int]],
    ) -> None:
        relation = drawing_relation(self._text(part))
        if relation is not None and relation not in relations:
            raise CannotEdit("a drawing of comments is missing")
        held = relations[relation][1] if relation is not None else ""
        raw = self._archive.read(self._names[held.lower()]) if held else None
        try:
            text = drawing(None if raw is None else raw.decode("utf-8"), gone=gone, new=new)
        except UnicodeDecodeError as problem:
            raise CannotEdit("a drawing of comments is not in UTF-8") from problem
        target = held or self._new_part("xl/drawings/vmlDrawingPortal{}.vml")
        self._changed[target] = text
        if not held:
            made = self._relate(part, f"{tags.OFFICE}/vmlDrawing", target)
            self._changed[part] = linked_to_drawing(self._text(part), made)
            self._declare(target, _DRAWING_TYPE, extension="vml")

    def _list(self, how: str) -> None:
        """The sheet that lists everything: in the place of an earlier copy's, else the last of the workbook."""
        names = frozenset(self._sheets)
        part = self._sheets.get(LISTING, "")
        ours = bool(part) and self._is_listing(part)
        if not ours:
            part = self._new_part("xl/worksheets/sheetPortal{}.xml")
            self._add_sheet(part)
        self._changed[part] = listing(self._marks, how=how, style=self._styles.wrapped, sheets=names)

    def _is_listing(self, part: str) -> bool:
        """Whether the portal wrote this sheet; a program that saved it again keeps its texts elsewhere."""
        strings = next((one for kind, one in self._relations.values() if kind.endswith("/sharedStrings")), "")
        return any(LISTING_TAG in self._text(one) for one in (part, strings) if one)

    def _add_sheet(self, part: str) -> None:
        name, number = LISTING, 1
        while name in self._sheets:
            number += 1
            name = f"{LISTING} {number}"
        relation = self._relate(self._workbook, f"{tags.OFFICE}/worksheet", part)
        text = self._text(self._workbook)
        listed = tags.child(text, tags.root(text, "workbook", tags.MAIN), "sheets")
        if listed is None:
            raise CannotEdit("it lists no sheets")
        ids = (
            tags.attribute(one.attributes, "sheetId")
            for one in tags.children(text, listed.inside, listed.close)
        )
        highest = max((int(one) for one in ids if one), default=0)
        new = f'<sheet xmlns:r="{tags.OFFICE}" name="{name}" sheetId="{highest + 1}" r:id="{relation}"/>'
        self._changed[self._workbook] = tags.appended(text, listed, new)
        self._declare(part, _SHEET_TYPE)

    def _new_part(self, pattern: str) -> str:
        number = 1
        while self._has(pattern.format(number)) or pattern.format(number) in self._changed:
            number += 1
        return pattern.format(number)

    def _relate(self, part: str, kind: str, target: str) -> str:
        """Lead from a part to another; returns the relation's id."""
        where = _relations_of(part)
        empty = f'<Relationships xmlns="{tags.PACKAGE}/relationships"></Relationships>'
        text = self._text(where) if self._has(where) or where in self._changed else empty
        top = tags.root(text, "Relationships", f"{tags.PACKAGE}/relationships")
        held = {tags.attribute(one.attributes, "Id") for one in tags.children(text, top.inside, top.close)}
        number = 1
        while f"rIdPortal{number}" in held:
            number += 1
        new = f'<Relationship Id="rIdPortal{number}" Type="{kind}" Target="/{target}"/>'
        self._changed[where] = tags.appended(text, top, new)
        return f"rIdPortal{number}"

    def _declare(self, part: str, kind: str, *, extension: str = "") -> None:
        """Say what a new part is, by its name's extension where that is how such parts are declared."""
        text = self._text(_TYPES)
        top = tags.root(text, "Types", f"{tags.PACKAGE}/content-types")
        declared = tags.children(text, top.inside, top.close)
        if extension and any(
            (tags.attribute(one.attributes, "Extension") or "").lower() == extension for one in declared
        ):
            return
        new = (
            f'<Default Extension="{extension}" ContentType="{kind}"/>'
            if extension
            else f'<Override PartName="/{part}" ContentType="{kind}"/>'
        )
        place = top.inside if extension else top.close
        self._changed[_TYPES] = f"{text[:place]}{new}{text[place:]}"

    def _zipped(self) -> bytes:
        """All parts in their order, then the new ones."""
        kept = io.BytesIO()
        left = {part.lower(): (part, text) for part, text in self._changed.items()}
        with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
            for entry in self._archive.infolist():
                _, text = left.pop(entry.filename.lower(), ("", None))
                content = self._archive.read(entry) if text is None else text.encode()
                archive.writestr(entry, content, compress_type=zipfile.ZIP_DEFLATED)
            for part, text in left.values():
                archive.writestr(zipfile.ZipInfo(part), text.encode(), compress_type=zipfile.ZIP_DEFLATED)
        return kept.getvalue()


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
