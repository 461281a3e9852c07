"""Printed lines protected together: what of them is hidden, and what gives it away all the same."""

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, replace

from scorecard.rules.periods import Period
from scorecard.rules.series import SeriesPoint
from scorecard.rules.suppression.elsewhere import Elsewhere, elsewhere
from scorecard.rules.suppression.leaks import Leak, leaks
from scorecard.rules.suppression.primary import publish
from scorecard.rules.suppression.printed import Printed, place, table_of
from scorecard.rules.suppression.secondary import suppress
from scorecard.rules.suppression.tables import Cell, State, Table
from scorecard.rules.suppression.ties import ties


@dataclass(frozen=True, slots=True)
class Protected:
    """The points hidden, as (line's key, period), small ones and those that protect them; and what leaks still."""

    hidden: frozenset[tuple[Hashable, Period]]
    leaks: tuple[Leak, ...]


def protected(
    lines: Iterable[Printed],
    said: Callable[[Hashable], Iterable[Elsewhere]] = lambda _: (),
    out: Collection[tuple[Hashable, Period]] = (),
) -> Protected:
    """What of these lines may not be printed, where `said` gives what national tables print of each, by its key.

    `out` are the points that were published before and are still the same: nobody can hide them any more.
    The leaks are to be none before anything is published: what is out already may give a hidden count away.
    """
    held = tuple(lines)
    known = tuple(elsewhere(line, said(line.key)) for line in held)
    own = (*(_as_out(table_of(line), line, out) for line in held), ties(held))
    done = suppress(own, known=known)
    small = {place(line, p.period) for line in held for p in line.points if _is_small(line, p)}
    return Protected(frozenset(small | _gone(done)), leaks(done, known=known))


def _is_small(line: Printed, point: SeriesPoint) -> bool:
    return point.value is not None and publish(point, line.facts, line.rule).value is None


def _as_out(table: Table, line: Printed, out: Collection[tuple[Hashable, Period]]) -> Table:
    """The table with what is out already printed for good."""
    places = {place(line, point.period) for point in line.points}.intersection(out)
    return Table(
        tuple(_for_good(one) if one.place in places else one for one in table.cells),
        tuple(replace(one, place=None) if one.place in places else one for one in table.relations),
    )


def _for_good(cell: Cell) -> Cell:
    """A printed count that nobody can hide, however small it is called today."""
    if cell.state is State.HIDDEN:
        return replace(cell, state=State.SHOWN, why=None, fixed=True)
    return replace(cell, fixed=True)


def _gone(tables: Iterable[Table]) -> set[tuple[Hashable, Period]]:
    """The places at which something printed is hidden."""
    found = set()
    for table in tables:
        found |= {one.place for one in table.cells if one.place is not None and one.state is State.HIDDEN}
        found |= {one.place for one in table.relations if one.place is not None and not one.shown}
    return found  # type: ignore[return-value]
