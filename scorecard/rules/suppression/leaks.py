"""The attacker: what a reader can work out of hidden cells from everything published, and from which numbers.

It takes no part in choosing what is hidden, and publishing refuses while it finds anything.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from scorecard.rules.suppression.bounds import Row, System
from scorecard.rules.suppression.joining import joined
from scorecard.rules.suppression.pieces import Piece, pieces
from scorecard.rules.suppression.search import SEARCHED, Search, Spans
from scorecard.rules.suppression.tables import Key, Relation, State, Table


@dataclass(frozen=True)
class Leak:
    """A hidden cell that is given away.

    `possible`: the values that are left of those its rule hides or, where it is hidden to protect another, all
    that are left. `relations` give it away, none of which could be spared; `published` are the printed cells
    among them.
    """

    key: Key
    possible: tuple[int, ...]
    relations: tuple[Relation, ...]
    published: tuple[Key, ...]


def leaks(tables: Iterable[Table], *, known: Iterable[Table] = ()) -> tuple[Leak, ...]:
    """Every hidden cell that `tables`, with all that is `known` already (earlier editions, national tables), give
    away. Nothing when they may be published.

    A cell hidden as small leaks when a value its own rule hides can be ruled out; one hidden to protect another
    when fewer than five whole numbers are left. Errors as `joining.joined`.
    """
    every = (*tables, *known)
    return Attacker().leaks(every)


class Attacker:
    """Looks at tables again and again as they change, remembering the pieces that have not.

    `brief`: reasons need not be as few as can be.
    """

    def __init__(self, *, brief: bool = False) -> None:
        self._brief = brief
        self._found: dict[Piece, list[tuple[Key, tuple[int, ...], tuple[Relation, ...]]]] = {}

    def leaks(self, tables: tuple[Table, ...]) -> tuple[Leak, ...]:
        """As the function of this name, of all tables together."""
        cells, _ = joined(tables)
        found = [
            Leak(one.key, (), (), (one.key,))
            for table in tables
            for one in table.cells
            if one.state is State.HIDDEN and cells[one.key].state is not State.HIDDEN
        ]
        for piece in pieces(tables):
            if piece not in self._found:
                self._found[piece] = list(_told(piece, brief=self._brief))
            for key, possible, because in self._found[piece]:
                ties = dict.fromkeys(k for relation in because for k, _ in relation.terms)
                printed = tuple(k for k in ties if cells[k].printed is not None)
                found.append(Leak(key, possible, because, printed))
        return tuple(found)


def _told(piece: Piece, *, brief: bool) -> Iterator[tuple[Key, tuple[int, ...], tuple[Relation, ...]]]:
    """Each cell of a piece that leaks, what it can still be, and why."""
    how = Search if piece.hidden <= SEARCHED else Spans
    search = how(piece.system, piece.start() if how is Search else None)
    for i, (key, want) in enumerate(zip(piece.keys, piece.wants, strict=True)):
        if want is not None and (left := search.left(i, want)) is not None:
            rows = _because(piece.system, how, i, want, brief=brief)
            yield key, left, tuple(dict.fromkeys(row.source for row in rows if row.source is not None))


def _because(system: System, how: type[Spans], unknown: int, want: range, *, brief: bool) -> list[Row]:
    """Published rows that give the unknown away between them and, unless brief, would not without any of them."""

    def leaks_by(rows: list[Row]) -> bool:
        return how(replace(system, rows=(*rules, *rows))).left(unknown, want) is not None

    rules = [row for row in system.rows if row.source is None]
    near = [row for row in system.bounding(unknown) if row.source is not None]
    if Spans(system).left(unknown, want) is None or not near:
        near = next((rows for rows in _widening(system, unknown) if leaks_by(rows)), list(system.rows))
    if brief:
        return near
    for row in reversed(near):
        without = [one for one in near if one is not row]
        if leaks_by(without):
            near = without
    return near


def _widening(system: System, unknown: int) -> Iterator[list[Row]]:
    """The published rows that hold the unknown, then those that hold any unknown of these too, and so on."""
    reached: set[int] = set()
    wider = {unknown}
    while wider != reached:
        reached = wider
        rows = [row for row in system.rows if any(i in reached for i, _ in row.terms)]
        yield [row for row in rows if row.source is not None]
        wider = reached | {i for row in rows for i, _ in row.terms}
