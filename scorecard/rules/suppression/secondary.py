"""Secondary suppression: which further cells are hidden so that no hidden one can be worked out.

Two rules first, which look at no number. The parts of a printed total are hidden in sets (`company`). Where a total is
hidden and small, all its parts are hidden, zeros too, or the marks alone would tell that it is at least as many as
there are marked parts.

Then greedy, until it is proven: the attacker of `leaks` says what gives a cell away still, one of those numbers is
hidden, and he is asked again until he finds nothing. Which one is hidden is chosen without looking at its value. Were
it always the smallest, somebody who knows that could tell from what was left standing that a hidden one is smaller,
and so, sometimes, which of two is the small one. So it goes by what everybody can see: a printed percentage before the
counts; a part before a total; where another hidden cell needs company too; the public size hint; the published
totals it is part of, smallest first; and last its key. A zero is never chosen, for zeros are shown.
"""

from collections.abc import Iterable, Sequence
from itertools import chain

from scorecard.rules.suppression.company import company
from scorecard.rules.suppression.joining import joined, small_total
from scorecard.rules.suppression.leaks import Attacker, Leak
from scorecard.rules.suppression.tables import Cell, Key, Relation, State, Table


def suppress(tables: Iterable[Table], *, known: Iterable[Table] = ()) -> tuple[Table, ...]:
    """The tables with as much hidden besides the small counts as it takes that nothing leaks.

    `known` is published already and stays as it is. Where all that gives a cell away is out already, or cannot
    be hidden, the leak is left standing: ask `leaks` before you publish. Done twice it changes nothing more.
    """
    own, out = tuple(tables), tuple(known)
    attacker = Attacker(brief=True)
    while True:
        own = _with_company(own, out)
        chosen = _choose(attacker.leaks((*own, *out)), (*own, *out))
        if not chosen:
            return own
        own = tuple(table.hiding(chosen) for table in own)


def _with_company(own: tuple[Table, ...], out: tuple[Table, ...]) -> tuple[Table, ...]:
    """The tables with what is hidden whatever the numbers are: parts in sets, and those of small hidden totals."""
    while True:
        own = _with_parts(own, out)
        cells, relations = joined((*own, *out))
        at = _by_place(cells.values())
        stays = frozenset(place for place, there in at.items() if not _may_all_go(there))
        places = company(relations, cells, stays)
        if not places:
            return own
        own = tuple(table.hiding(places) for table in own)


def _with_parts(own: tuple[Table, ...], out: tuple[Table, ...]) -> tuple[Table, ...]:
    """The tables with all parts of each small hidden total hidden, and of each of those in turn."""
    while True:
        cells, relations = joined((*own, *out))
        small = chain.from_iterable(one.terms for one in relations if small_total(one, cells))
        places = {cells[key].where for key, _ in small if _can_go(cells[key])}
        if not places:
            return own
        own = tuple(table.hiding(places) for table in own)


def _can_go(cell: Cell) -> bool:
    return not cell.fixed and cell.state in (State.SHOWN, State.ROUNDED)


def _by_place(cells: Iterable[Cell]) -> dict[Key, list[Cell]]:
    found: dict[Key, list[Cell]] = {}
    for cell in cells:
        found.setdefault(cell.where, []).append(cell)
    return found


def _may_all_go(there: Iterable[Cell]) -> bool:
    """Whether nothing at a place is a zero that its mark would deny, or is out already."""
    return all(not one.fixed and (one.value or not one.least) for one in there)


def _choose(found: Sequence[Leak], tables: tuple[Table, ...]) -> set[Key]:
    """One place to hide for each leak, none for a leak that one chosen before may have mended."""
    cells, relations = joined(tables)
    ranks = _Ranks(cells, relations)
    chosen: set[Key] = set()
    for leak in sorted(found, key=lambda one: repr(one.key)):
        choices = {place: rank for one in leak.relations for place, rank in ranks.of(one)}
        if choices and not chosen & set(choices):
            chosen.add(min(choices, key=lambda place: choices[place]))
    return chosen


class _Ranks:
    """The order in which cells are hidden to protect others, by public things alone."""

    def __init__(self, cells: dict[Key, Cell], relations: Sequence[Relation]) -> None:
        self.cells = cells
        self.ties: dict[Key, list[Relation]] = {}
        self.at = _by_place(cells.values())
        for relation in relations:
            for key, _ in relation.terms:
                self.ties.setdefault(key, []).append(relation)

    def of(self, relation: Relation) -> list[tuple[Key, tuple[object, ...]]]:
        """The places at which something of a relation can be hidden, each with its rank."""
        found: list[tuple[Key, tuple[object, ...]]] = []
        if relation.place is not None and self._may_go(relation.place):
            found.append((relation.place, (False, repr(relation.place))))
        for key, _ in relation.terms:
            cell = self.cells[key]
            if _can_go(cell) and self._may_go(cell.where):
                found.append((cell.where, (True, key == relation.whole, *self._rank(cell, relation))))
        return found

    def _may_go(self, place: Key) -> bool:
        return _may_all_go(self.at.get(place, ()))

    def _rank(self, cell: Cell, relation: Relation) -> tuple[object, ...]:
        others = [one for one in self.ties[cell.key] if one is not relation]
        alone = sum(any(self.cells[key].state is State.HIDDEN for key, _ in one.terms) for one in others)
        totals = [self.cells[one.whole].printed for one in others if one.whole not in (None, cell.key)]
        shown = sorted(one for one in totals if one is not None)
        zeros = any(not one.value for one in self.at[cell.where])
        return zeros, -alone, cell.size, shown, repr(cell.key)
