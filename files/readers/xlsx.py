"""XLSX and XLSM workbooks, read in one pass over their own XML.

A library gives floats, and blanks where an error stands; a return needs the digits as stored, error cells,
percent formats, merged labels and what is hidden, all from the same cell. Formulas are never worked out: what
was saved beside them is read.
"""

from collections.abc import Mapping

from files.errors import damaged
from files.limits import Limits
from files.readers.formats import Shown, shown_as, unescape
from files.readers.package import Attributes, Elements, Package
from files.readers.worksheet import Surroundings, WorksheetReader
from files.sheets import Book, Sheet

_LONGEST_NAME = 100
_TRUE = ("1", "true", "on")


def read_xlsx(package: Package, limits: Limits) -> Book:
    """Every worksheet of a workbook, hidden ones flagged. Raises Unreadable; chart sheets hold no cells."""
    workbook = _Workbook()
    package.parse(package.workbook, workbook)
    relations = package.relations(package.workbook)
    limits.check_sheets(len(workbook.sheets))
    surroundings = Surroundings(
        strings=_shared_strings(package, relations, limits),
        formats=_formats(package, relations),
        from_1904=workbook.from_1904,
    )
    sheets: list[Sheet] = []
    cells = covered = 0
    for name, hidden, relation in workbook.sheets:
        kind, part = relations.get(relation, ("", ""))
        if not part:
            raise damaged(f"its sheet {name} is missing")
        if not kind.endswith("/worksheet"):
            continue
        reader = WorksheetReader(name, surroundings, limits, cells=cells, covered=covered)
        package.parse(part, reader)
        cells, covered = reader.cells, reader.covered
        sheets.append(reader.sheet(hidden=hidden))
    return Book(package.kind, tuple(sheets))


class _Workbook(Elements):
    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, bool, str]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0") in _TRUE
        elif name == "sheet":
            relation = {key.rpartition(":")[2]: value for key, value in attributes.items()}["id"]
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((unescape(attributes["name"])[:_LONGEST_NAME], hidden, relation))


def _part_of(relations: Mapping[str, tuple[str, str]], kind: str) -> str | None:
    return next((part for found, part in relations.values() if found.endswith(kind)), None)


class _Strings(Elements):
    """The texts cells share. Runs of one text are joined; reading aids for Asian scripts are no text."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self.found: list[str] = []
        self._limits = limits
        self._pieces: list[str] = []
        self._in_text = self._in_aid = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "si":
            self._pieces = []
        elif name == "rPh":
            self._in_aid = True
        elif name == "t":
            self._in_text = not self._in_aid

    def characters(self, content: str) -> None:
        if self._in_text:
            self._pieces.append(content)

    def end(self, name: str) -> None:
        if name == "t":
            self._in_text = False
        elif name == "rPh":
            self._in_aid = False
        elif name == "si":
            self.found.append(unescape("".join(self._pieces)))
            self._limits.check_text(len(self.found[-1]))


def _shared_strings(
    package: Package, relations: Mapping[str, tuple[str, str]], limits: Limits
) -> tuple[str, ...]:
    part = _part_of(relations, "/sharedStrings")
    if part is None:
        return ()
    reader = _Strings(limits)
    package.parse(part, reader)
    return tuple(reader.found)


class _Styles(Elements):
    def __init__(self) -> None:
        super().__init__()
        self.codes: dict[int, str] = {}
        self.format_ids: list[int] = []
        self._in_cell_formats = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            self.codes[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif name == "cellXfs":
            self._in_cell_formats = True
        elif name == "xf" and self._in_cell_formats:
            self.format_ids.append(int(attributes.get("numFmtId", "0")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cell_formats = False


def _formats(package: Package, relations: Mapping[str, tuple[str, str]]) -> tuple[Shown, ...]:
    """How each cell style shows a number, in the order cells refer to them."""
    part = _part_of(relations, "/styles")
    if part is None:
        return ()
    reader = _Styles()
    package.parse(part, reader)
    return tuple(shown_as(format_id, reader.codes) for format_id in reader.format_ids)
