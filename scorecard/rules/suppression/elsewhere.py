"""What national tables say of the same place, and so of counts a board hides: a year's rate tells its last quarter."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from scorecard.rules.figures import Basis, Kind, Unit
from scorecard.rules.numbers import rounded
from scorecard.rules.numbers import share as exactly
from scorecard.rules.series import SeriesPoint
from scorecard.rules.suppression.printed import NUMBER, OUT_OF, YEAR, Counted, Printed, counts_of
from scorecard.rules.suppression.relations import share, total
from scorecard.rules.suppression.tables import Cell, Key, Relation, Table, unprinted


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """One value a national table prints of our own place: a count, or a rate or percentage of one."""

    first: date
    last: date
    unit: Unit
    value: Decimal
    source: str


def elsewhere(line: Printed, said: Iterable[Elsewhere]) -> Table:
    """What these say of a line's counts, and of what its periods add up to.

    What does not agree with the true figures is of another count, or of a later edition: it tells a reader nothing
    true, and is left out.
    """
    cells: dict[Key, Cell] = {}
    relations: dict[Relation, None] = {}
    for one in said if line.in_ones else ():
        held = _held(line, one)
        if held:
            alone = len(held) == 1
            key = Counted(line.key, held[-1].period, NUMBER if alone else YEAR)
            number = sum(counts_of(line, point)[NUMBER] for point in held)
            told = tuple(_told(line, one, held[-1], key, number, alone=alone))
            relations |= dict.fromkeys(told)
            if told and not alone:
                cells[key] = unprinted(key, number, line.rule)
                relations[_adds_up(line, held, key)] = None
    return Table(tuple(cells.values()), tuple(relations))


def _held(line: Printed, one: Elsewhere) -> tuple[SeriesPoint, ...]:
    """The points that make up what a table tells: the day's, or the periods that fill its year without a gap."""
    if line.facts.kind is Kind.SNAPSHOT:
        found = [point for point in line.points if point.period.last == one.last]
    elif line.facts.basis is Basis.IN_PERIOD:
        found = [p for p in line.points if one.first <= p.period.first and p.period.last <= one.last]
        ends = not found or (found[0].period.first, found[-1].period.last) != (one.first, one.last)
        day = timedelta(days=1)
        if ends or any(a.period.last + day != b.period.first for a, b in pairwise(found)):
            return ()
    else:
        return ()
    known = all(point.value is not None and NUMBER in counts_of(line, point) for point in found)
    return tuple(found) if known else ()


def _adds_up(line: Printed, held: Sequence[SeriesPoint], year: Counted) -> Relation:
    """A year's periods come to what stands nowhere of ours."""
    parts = [Counted(line.key, point.period, NUMBER) for point in held]
    return total(f"{line.title}: {held[0].period.label} to {year.period.label} come to the year", parts, year)


def _told(
    line: Printed, one: Elsewhere, last: SeriesPoint, key: Counted, number: int, *, alone: bool
) -> Iterator[Relation]:
    """The relation a table's value stands for, if it is true of our counts."""
    named = f"{one.source}: {line.title}, {_when(one)}, {one.value.normalize():f}"
    if one.unit is Unit.COUNT and one.value == number:
        yield Relation(named, ((key, 1),), number, number)
    out_of = counts_of(line, last).get(OUT_OF)
    if not out_of or one.unit is not line.facts.unit:
        return
    printed = _printed(one.value, line.facts.decimals)
    places = -int(printed.as_tuple().exponent)
    if one.unit is Unit.RATE and rounded(exactly(number, out_of, per=line.facts.per), places) == printed:
        yield from share(named, key, out_of, printed, per=line.facts.per, place=None)
    if one.unit is Unit.PERCENT and alone and rounded(exactly(number, out_of, per=100), places) == printed:
        yield from share(named, key, key._replace(what=OUT_OF), printed, place=None)


def _printed(value: Decimal, places: int) -> Decimal:
    """The value with the places it is given to, at least as many as the indicator has."""
    given = max(places, -int(value.normalize().as_tuple().exponent))
    return round(value, given)


def _when(one: Elsewhere) -> str:
    return f"{one.first:%-d %b %Y} to {one.last:%-d %b %Y}"
