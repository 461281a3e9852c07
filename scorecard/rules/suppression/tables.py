"""Published tables in a neutral form: whole-number cells, what is printed of each, and what ties them together.

A cell is a count of children, known by its key; the same key in two tables (or editions) is the same count.
Cells printed as one, as a percentage's two counts are, share a `place` and are hidden together.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from scorecard.rules.suppression.primary import STANDARD, SuppressionRule, hides_count

Key = Hashable


class State(StrEnum):
    """What is printed of a cell. Hidden cells carry one mark, whatever they are hidden for."""

    SHOWN = "shown"
    ROUNDED = "rounded"
    HIDDEN = "hidden"
    UNPRINTED = "unprinted"  #: it stands nowhere and needs no protection: what is left of a large denominator


class Why(StrEnum):
    """What a cell is hidden for. Not public."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


@dataclass(frozen=True, slots=True)
class Cell:
    """One count. `value` is None where we do not know it ourselves (always UNPRINTED).

    `least` is what its mark says: 1 where a zero would have been shown, 0 where a zero may be hidden too, as a
    percentage's numerator is when its denominator is small. `fixed`: it is out, or was never printed, and
    cannot be hidden any more. `size` is a public hint of how large it is, never its own value: smaller ones
    are hidden first to protect others.
    """

    key: Key
    value: int | None
    state: State = State.SHOWN
    why: Why | None = None
    rule: SuppressionRule = STANDARD
    place: Key | None = None
    least: int = 1
    fixed: bool = False
    size: int = 0

    @property
    def where(self) -> Key:
        """What is hidden with it."""
        return self.key if self.place is None else self.place

    @property
    def printed(self) -> int | None:
        """The number a reader sees, None for none."""
        if self.value is None or self.state in (State.HIDDEN, State.UNPRINTED):
            return None
        return self.value if self.state is State.SHOWN else int(self.rule.rounds(self.value))

    def hidden(self) -> "Cell":
        """The same cell hidden to protect another; one already hidden, or that cannot be, as it is."""
        if self.fixed or self.state in (State.HIDDEN, State.UNPRINTED):
            return self
        return replace(self, state=State.HIDDEN, why=Why.SECONDARY)


@dataclass(frozen=True, slots=True)
class Relation:
    """low <= sum of coefficient × cell <= high, None for no end. `whole` is the cell the others add up to.

    With a `place` it is what a printed percentage says, and is known only while that is `shown`.
    """

    name: str
    terms: tuple[tuple[Key, int], ...]
    low: int | None = 0
    high: int | None = 0
    whole: Key | None = None
    place: Key | None = None
    shown: bool = True

    def hidden(self) -> "Relation":
        """The same after its percentage was hidden."""
        return replace(self, shown=False)


@dataclass(frozen=True, slots=True)
class Table:
    """Cells and what ties them, to each other and to cells of other tables."""

    cells: tuple[Cell, ...]
    relations: tuple[Relation, ...] = ()

    def hiding(self, places: Iterable[Key]) -> "Table":
        """The table with everything at these places hidden that still can be."""
        gone = set(places)
        return Table(
            tuple(one.hidden() if one.where in gone else one for one in self.cells),
            tuple(one.hidden() if one.place in gone else one for one in self.relations),
        )


def counted(key: Key, value: int, rule: SuppressionRule = STANDARD, *, place: Key | None = None) -> Cell:
    """A printed count as its own rule leaves it: hidden when small, rounded when its source rounds."""
    if hides_count(value, rule):
        return Cell(key, value, State.HIDDEN, Why.PRIMARY, rule, place)
    return Cell(key, value, State.ROUNDED if rule.round_to > 1 and value else State.SHOWN, None, rule, place)


def unprinted(key: Key, value: int | None, rule: SuppressionRule = STANDARD) -> Cell:
    """A count that is printed nowhere, but that others may give away: protected where it is small."""
    small = hides_count(value, rule)
    state, why = (State.HIDDEN, Why.PRIMARY) if small else (State.UNPRINTED, None)
    return Cell(key, value, state, why, rule, least=0, fixed=True)
