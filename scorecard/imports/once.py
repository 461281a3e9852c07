"""One figure a key in a long file, told by a bit a figure; the sound rows lie in a spool (ADR 0015)."""

from collections.abc import Sequence

from files.sheets import Cell
from scorecard.imports.duplicates import Duplicates, Key, key_of
from scorecard.imports.findings import Collector
from scorecard.imports.long import LongTable
from scorecard.imports.quick import Lines
from scorecard.imports.rows import CleanRow, ReadRow
from scorecard.imports.spool import Spool
from scorecard.imports.written import visible


class LongDuplicates(Duplicates):
    """As `Duplicates`, for a file whose rows are never all held. What it says is the same."""

    def __init__(self, faults: Collector, table: LongTable, lines: Lines, spool: Spool) -> None:
        """Start with no rows; `lines` and `spool` are filled by the quick way too."""
        super().__init__(faults)
        self._table, self._lines, self._spool = table, lines, spool
        self._unsound: dict[Key, tuple[tuple[str, ...], Cell]] = {}
        #: Where a sound row stands, if that is another cell than the one it is traced to.
        self._elsewhere: dict[Key, str] = {}
        self._sound: dict[Key, CleanRow] = {}
        self._looked_up = 0

    @property
    def rows(self) -> Sequence[CleanRow]:
        """The sound rows, one a key."""
        return self._spool

    def places(self, rows: Sequence[CleanRow]) -> list[Cell]:
        """The cells these kept rows stand in, from one pass through the file."""
        addresses = [self._address(row) for row in rows]
        cells = self._table.cells(addresses)
        return [cells[one] for one in addresses]

    def add(self, key: Key, clean: CleanRow | None, row: ReadRow, status: Cell | None) -> None:
        """Keep a figure (None: it stands there with a fault), or say that its key has one already."""
        texts = tuple(visible(cell) for cell in (row.numerator, row.denominator, row.value, status))
        place = row.first_figure if row.first_figure.filled else status or row.first_figure
        line, bit = self._lines.line(*key[:3]), self._lines.bit(key[3])
        if line.seen & bit:
            self._again(key, clean, texts, place)
            return
        line.seen |= bit
        if clean is None:
            self._unsound[key] = (texts, place)
            return
        self._spool.add(clean)
        if place.address != clean.cell:
            self._elsewhere[key] = place.address

    def _again(self, key: Key, clean: CleanRow | None, texts: tuple[str, ...], place: Cell) -> None:
        """A second figure: the same when it reads the same, or comes to the same.

        Of two sound ones those that read the same come to the same, so that the first one's texts need not be kept.
        """
        if key in self._unsound:
            first_texts, first = self._unsound[key]
            self._say(place, first.sheet, first.address, same=texts == first_texts)
            return
        one = self._first_of(key)
        self._say(
            place, one.sheet, self._address(one), same=clean is not None and _facts(clean) == _facts(one)
        )

    def _first_of(self, key: Key) -> CleanRow:
        """The sound row that came first: looked for in the spool, which is gone through once."""
        if self._looked_up < len(self._spool):
            for row in self._spool[self._looked_up :]:
                self._sound[key_of(row)] = row
            self._looked_up = len(self._spool)
        return self._sound[key]

    def _address(self, row: CleanRow) -> str:
        return self._elsewhere.get(key_of(row), row.cell)


def _facts(row: CleanRow) -> tuple[object, ...]:
    return row.numerator, row.denominator, row.value, row.status
