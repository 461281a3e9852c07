"""One figure a key: the first that comes is kept, a second is said, as a note when it says the same."""

from collections.abc import Sequence

from files.sheets import Cell
from scorecard.imports.findings import Collector, Fault
from scorecard.imports.rows import CleanRow, ReadRow, Severity
from scorecard.imports.written import visible
from scorecard.rules.periods import Period

Key = tuple[str, str, str, Period]
_Facts = tuple[object, ...]


def key_of(row: CleanRow) -> Key:
    """What a sound row is a figure of."""
    return row.indicator_code, row.area_code, row.breakdown, row.period


class Duplicates:
    """Sound rows in the order they came, and where each key stands, sound or not."""

    def __init__(self, faults: Collector) -> None:
        """Start with no rows."""
        self._faults = faults
        self._rows: list[CleanRow] = []
        self._first: dict[Key, tuple[_Facts | None, tuple[str, ...], Cell]] = {}

    @property
    def rows(self) -> Sequence[CleanRow]:
        """The sound rows, one a key."""
        return tuple(self._rows)

    def places(self, rows: Sequence[CleanRow]) -> list[Cell]:
        """The cells these kept rows stand in."""
        return [self._first[key_of(row)][2] for row in rows]

    def add(self, key: Key, clean: CleanRow | None, row: ReadRow, status: Cell | None) -> None:
        """Keep a figure (None: it stands there with a fault), or say that its key has one already."""
        facts = None if clean is None else (clean.numerator, clean.denominator, clean.value, clean.status)
        texts = tuple(visible(cell) for cell in (row.numerator, row.denominator, row.value, status))
        place = row.first_figure if row.first_figure.filled else status or row.first_figure
        if key not in self._first:
            self._first[key] = (facts, texts, place)
            if clean is not None:
                self._rows.append(clean)
            return
        first_facts, first_texts, first = self._first[key]
        same = texts == first_texts or (facts is not None and facts == first_facts)
        self._say(place, first.sheet, first.address, same=same)

    def _say(self, place: Cell, sheet: str, address: str, *, same: bool) -> None:
        """That a figure stands in a place of this sheet already, and whether both say the same."""
        where = address if sheet == place.sheet else f"{address} of sheet “{sheet}”"
        if same:
            says, remedy = f"the same figure stands in {where} too", "Nothing; it is taken once."
            self._faults.add(place, Fault("duplicate-row", says, remedy, Severity.NOTE))
        else:
            says = f"the figure for the same indicator, period, area and breakdown in {where} differs"
            self._faults.add(
                place, Fault("duplicate-differs", says, "Keep the right one and remove the other.")
            )
