"""What a reader of every published table still does not know, in pieces that have nothing to do with each other.

He knows what is printed, what ties the cells, and our rules: docs/adr/0016-what-a-published-table-may-give-away.md.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from scorecard.rules.suppression.bounds import Row, System
from scorecard.rules.suppression.joining import joined, parts_shown, small_total
from scorecard.rules.suppression.tables import Cell, Key, Relation, State, Table, Why

#: More children than any cell counts whose total is hidden with all its parts. Large enough for a county, small
#: enough for a solver that works to a millionth.
MANY = 100_000


@dataclass(frozen=True)
class Piece:
    """Unknown cells tied to each other. `keys` are the first unknowns of `system`; what follows are switches.

    `wants` says what must stay possible of each: all whole numbers of a range, five of them at least (an empty
    range), or nothing (None). `values` are the true ones, where to start from; they decide nothing.
    """

    keys: tuple[Key, ...]
    wants: tuple[range | None, ...]
    values: tuple[int | None, ...]
    system: System

    @property
    def hidden(self) -> int:
        """How many of its cells are to be protected."""
        return sum(want is not None for want in self.wants)

    def start(self) -> list[int] | None:
        """The true values, with the switches as they are, or any solution where that is none."""
        true = {i: (one, one) for i, one in enumerate(self.values) if one is not None}
        return self.system.some(true) or self.system.some({})


def pieces(tables: Iterable[Table]) -> list[Piece]:
    """What is unknown and to be protected in these tables, piece by piece in a settled order. Errors as `joined`."""
    cells, relations = joined(tables)
    view = _View(cells, relations)
    return [piece for group in view.groups() if (piece := view.piece(group)).hidden]


class _View:
    """The unknown cells, their bounds and the rows between them, as they are gathered."""

    def __init__(self, cells: dict[Key, Cell], relations: tuple[Relation, ...]) -> None:
        self.cells = cells
        self.unknown = {
            key: i for i, key in enumerate(k for k, one in cells.items() if one.state is not State.SHOWN)
        }
        self.keys = tuple(self.unknown)
        bounds = [_bounds(cells[key]) for key in self.keys]
        self.lower = [low for low, _ in bounds]
        self.upper = [high for _, high in bounds]
        self.rows = [row for one in relations if (row := self._row(one)).terms]
        self._rules(relations)

    def _row(self, relation: Relation) -> Row:
        """The relation with what is printed put in."""
        terms = tuple((self.unknown[key], one) for key, one in relation.terms if key in self.unknown)
        printed = sum((self.cells[k].value or 0) * one for k, one in relation.terms if k not in self.unknown)
        low, high = (None if end is None else end - printed for end in (relation.low, relation.high))
        return Row(terms, low, high, relation)

    def _rules(self, relations: tuple[Relation, ...]) -> None:
        """What our own rules say of marked cells: they are not zero, unless all parts of a small total are hidden.

        Where a part of a hidden total is printed, the total is not small. Where none is, a switch says whether
        it is; only then may its parts be zero.
        """
        switches: dict[int, list[int]] = defaultdict(list)
        for relation in relations:
            whole = None if relation.whole is None else self.cells[relation.whole]
            if whole is None or whole.state is not State.HIDDEN:
                continue
            shown, w = parts_shown(relation, self.cells), self.unknown[whole.key]
            if shown and not small_total(relation, self.cells):
                self.lower[w] = max(self.lower[w], whole.rule.highest + 1)
            elif not shown:
                parts = [self.unknown[key] for key, _ in relation.terms if key in self.unknown]
                marked = [i for i in parts if i != w and self.lower[i] == 1]
                switch = self._switch(w, whole.rule.highest)
                for i in marked:
                    switches[i].append(switch)
        for i, choices in switches.items():
            if self.lower[i] != 1:
                continue
            self.lower[i] = 0
            self.rows.append(Row(((i, 1), *((one, 1) for one in choices)), 1, None))

    def _switch(self, whole: int, highest: int) -> int:
        """A new unknown that can only be one when the whole is small."""
        self.lower.append(0)
        self.upper.append(1)
        switch = len(self.lower) - 1
        self.rows.append(Row(((whole, 1), (switch, MANY)), None, highest + MANY))
        return switch

    def groups(self) -> list[list[int]]:
        """The unknowns, each with all that a row ties to it, directly or not."""
        head = list(range(len(self.lower)))

        def top(i: int) -> int:
            while head[i] != i:
                head[i] = head[head[i]]
                i = head[i]
            return i

        for row in self.rows:
            for i, _ in row.terms:
                head[top(i)] = top(row.first)
        found: dict[int, list[int]] = defaultdict(list)
        for i in range(len(head)):
            found[top(i)].append(i)
        self.tied: dict[int, list[Row]] = defaultdict(list)
        for row in self.rows:
            self.tied[top(row.first)].append(row)
        self.heads = {group[0]: one for one, group in found.items()}
        return list(found.values())

    def piece(self, group: list[int]) -> Piece:
        """One group on its own."""
        place = {i: at for at, i in enumerate(group)}
        rows = tuple(
            Row(tuple((place[i], one) for i, one in row.terms), row.low, row.high, row.source)
            for row in self.tied[self.heads[group[0]]]
        )
        system = System(tuple(self.lower[i] for i in group), tuple(self.upper[i] for i in group), rows)
        named = [self.keys[i] for i in group if i < len(self.keys)]
        cells = [self.cells[key] for key in named]
        return Piece(tuple(named), tuple(map(_wanted, cells)), tuple(one.value for one in cells), system)


def _bounds(cell: Cell) -> tuple[int, int | None]:
    """The least and greatest a cell that is not told outright may be, by what stands in its place."""
    if cell.state is not State.ROUNDED or cell.printed is None:
        return (cell.least if cell.state is State.HIDDEN else 0), None
    printed, half = cell.printed, cell.rule.round_to / 2
    not_hidden = cell.rule.highest + 1 if cell.rule.lowest <= 1 else 1
    return max(not_hidden, ceil(printed - half)), ceil(printed + half) - 1


def _wanted(cell: Cell) -> range | None:
    if cell.state is not State.HIDDEN:
        return None
    rule = cell.rule
    return range(rule.lowest, rule.highest + 1 if cell.why is Why.PRIMARY else rule.lowest)
