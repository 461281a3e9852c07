"""The whole of looking at a file: read, screened, held against what the board knows. Writes nothing anywhere.

Whoever checks a delivery, tries a file out on the command line or runs a feed dry asks here, so that all of them say
the same of the same bytes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from agencies.rules.screening import Kind, screen
from files.errors import Unreadable
from files.reading import read_apart
from files.sheets import Book, Cell, Sheet
from scorecard.imports.asides import asides_of, text_of
from scorecard.imports.check import check
from scorecard.imports.childlevel import ChildLevel, cells_beside_birth, census_of_children, children_in
from scorecard.imports.context import Knowledge
from scorecard.imports.plain import pieces_to_screen
from scorecard.imports.read import read
from scorecard.imports.rows import Checked, Tables

#: So many hits are named; a file that holds more is known well enough.
MOST_HITS = 200
#: So many different texts are remembered as harmless: labels repeat in every row.
_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True)
class Located:
    """Words of a file that could identify a child, and where. The words are for its sender's eyes and the office's.

    `cell` is empty for what stands in no cell: the name of a sheet, a comment, a text box. `text` is the whole text
    they stand in, from `start` to `end`.
    """

    kind: Kind
    sheet: str
    cell: str
    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words themselves."""
        return self.text[self.start : self.end]


@dataclass(frozen=True)
class Screened:
    """A file that was looked at for children. When `unreadable`, there is no book, and `hits` are of its raw text."""

    book: Book | None
    unreadable: Unreadable | None = None
    children: ChildLevel | None = None
    hits: tuple[Located, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether it may be kept and read on."""
        return self.children is None and not self.hits


@dataclass(frozen=True)
class Examined:
    """All that came of a file. Without `checked` when it could not be read or must not be."""

    screened: Screened
    knowledge: Knowledge | None = None
    tables: Tables | None = None
    checked: Checked | None = None


def examine(
    data: bytes, knowledge_of: Callable[[Book], Knowledge], *, today: date, let_stand: bool = False
) -> Examined:
    """Read and screen a file, and check it against what `knowledge_of` knows of it.

    `let_stand`: its words were found harmless by the office, so the check goes on past them; never past a list of
    children. Raises what `files.reading` raises when this machine cannot read at all, nothing for a bad file.
    """
    screened = screened_file(data, today)
    if screened.book is None or screened.children is not None or (screened.hits and not let_stand):
        return Examined(screened)
    knowledge = knowledge_of(screened.book)
    tables, checked = checked_book(screened.book, knowledge)
    return Examined(screened, knowledge, tables, checked)


def checked_book(book: Book, knowledge: Knowledge) -> tuple[Tables, Checked]:
    """What is read from a book, by what its agency said of its files, and what is wrong with it."""
    tables = read(book, knowledge.context.answers)
    return tables, check(tables, knowledge.context)


def screened_file(data: bytes, today: date) -> Screened:
    """Read a file apart and look for children in all of it: every sheet, hidden or not, its comments and drawings."""
    try:
        book = read_apart(data)
    except Unreadable as trouble:
        return _unread(data, trouble)
    hits: list[Located] = []
    screening = _Screening()
    for sheet in book.sheets:
        for part in pieces_to_screen(sheet, lambda text: next(iter(screen(text)), None) is not None):
            children = children_in(part, today)
            if children is not None:
                return Screened(book, children=children)
            hits.extend(_first(screening.of(part), MOST_HITS - len(hits)))
    for place, text in asides_of(data):
        hits.extend(_first(_hits_of(text, place, ""), MOST_HITS - len(hits)))
    return Screened(book, hits=tuple(hits))


def _unread(data: bytes, trouble: Unreadable) -> Screened:
    """What can be told of a file that is no spreadsheet: whether it is a census, and the words of its raw text."""
    if census_of_children(data):
        return Screened(None, trouble, ChildLevel("", 0, "it is a census return in XML"))
    found = (one for text in text_of(data) for one in _hits_of(text, "", ""))
    return Screened(None, trouble, hits=_first(found))


class _Screening:
    """Screens the cells of a file, each different text once where nothing is found in it."""

    def __init__(self) -> None:
        self._harmless: set[str] = set()

    def of(self, sheet: Sheet) -> Iterator[Located]:
        """What could identify a child on a sheet, or a piece of one."""
        yield from _hits_of(sheet.name, sheet.name, "")
        for row in sheet.rows:
            for cell in row:
                text = _text(cell)
                if text and text not in self._harmless:
                    found = tuple(_hits_of(text, sheet.name, cell.address))
                    yield from found
                    if not found and len(self._harmless) < _REMEMBERED:
                        self._harmless.add(text)
        for _, born in cells_beside_birth(sheet):
            yield Located(Kind.BIRTH_DATE, sheet.name, born.address, born.written, 0, len(born.written))


def _text(cell: Cell) -> str:
    """What of a cell is screened: its words, and a number that is as long as an NHS number."""
    if isinstance(cell.value, str):
        return cell.value
    if isinstance(cell.value, int) and not isinstance(cell.value, bool) and 10**9 <= cell.value < 10**10:
        return str(cell.value)
    return ""


def _hits_of(text: str, sheet: str, cell: str) -> Iterator[Located]:
    return (Located(hit.kind, sheet, cell, text, hit.start, hit.end) for hit in screen(text))


def _first(hits: Iterator[Located], most: int = MOST_HITS) -> tuple[Located, ...]:
    return tuple(one for one, _ in zip(hits, range(max(0, most)), strict=False))
