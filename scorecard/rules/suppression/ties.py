"""What ties printed lines to each other: parts and wholes, one count under two titles, the year so far.

A reader knows the definitions, so what they say of the numbers is taken from the numbers themselves: parts that add up
to their whole in every period there is are its parts, and two counts that agree in every period are one.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise

from scorecard.rules.figures import Basis, Unit
from scorecard.rules.periods import Period
from scorecard.rules.suppression.printed import ADDED, NUMBER, OUT_OF, REST, Counted, Printed, counts_of
from scorecard.rules.suppression.relations import difference, same, total
from scorecard.rules.suppression.tables import Cell, Relation, Table, unprinted

#: So many periods must two counts agree in, where their definitions do not say that they are one.
AGREE_IN = 4
_APRIL = 4

#: One count of a line, by period.
_Counts = dict[Period, int]
_Name = tuple[Hashable, str]


def ties(lines: Iterable[Printed]) -> Table:
    """Everything that ties the counts of these lines together. Its only cells are what was added to a year so far."""
    held = tuple(lines)
    counts = _counts(held)
    cells, added = _added(held, counts)
    relations = (*_totals(held, counts), *_one_count(held, counts), *added)
    return Table(tuple(cells), relations)


def _counts(lines: Iterable[Printed]) -> dict[_Name, _Counts]:
    found: dict[_Name, _Counts] = defaultdict(dict)
    for line in lines:
        for point in line.points if line.in_ones else ():
            if point.value is not None:
                for what, number in counts_of(line, point).items():
                    if (
                        line.facts.unit is not Unit.RATE or what != OUT_OF
                    ):  # populations are known to everybody
                        found[line.key, what][point.period] = number
    return found


def _totals(lines: Iterable[Printed], counts: dict[_Name, _Counts]) -> Iterator[Relation]:
    """Each family's parts adding up to its whole, to what it is out of, or to what each part is out of."""
    families: dict[Hashable, list[Printed]] = defaultdict(list)
    for line in lines:
        families[line.family].append(line)
    for family in families.values():
        parts = [line for line in family if not line.whole]
        whole = [line for line in family if line.whole]
        if len(parts) < 2:
            continue
        for of_parts, of_whole, wholes in (
            (NUMBER, NUMBER, whole),
            (NUMBER, OUT_OF, family),
            (OUT_OF, OUT_OF, whole),
        ):
            for one in wholes:
                yield from _adding_up(
                    [(part.key, of_parts) for part in parts], (one.key, of_whole), one, counts
                )


def _adding_up(
    parts: Sequence[_Name], whole: _Name, line: Printed, counts: dict[_Name, _Counts]
) -> Iterator[Relation]:
    told = [counts[name] for name in (*parts, whole) if name in counts]
    if len(told) <= len(parts):
        return
    periods = sorted(set.intersection(*(set(one) for one in told)))
    if all(sum(counts[name][period] for name in parts) == counts[whole][period] for period in periods):
        for period in periods:
            keys = [Counted(key, period, what) for key, what in parts]
            named = f"{line.title}, {period.label}: the parts add up"
            yield total(named, keys, Counted(whole[0], period, whole[1]))


def _one_count(lines: Iterable[Printed], counts: dict[_Name, _Counts]) -> Iterator[Relation]:
    """Each count that is another's too, tied to the first of its kind."""
    words = {(line.key, NUMBER): line.top for line in lines} | {
        (line.key, OUT_OF): line.bottom for line in lines
    }
    titles = {line.key: line.title for line in lines}
    firsts: list[_Name] = []
    for name, numbers in counts.items():
        first = next((one for one in firsts if _agree(one, name, counts, words)), None)
        if first is None:
            firsts.append(name)
            continue
        for period in sorted(numbers.keys() & counts[first].keys()):
            named = f"{titles[first[0]]} and {titles[name[0]]}, {period.label}: the same count"
            yield same(named, Counted(first[0], period, first[1]), Counted(name[0], period, name[1]))


def _agree(one: _Name, other: _Name, counts: dict[_Name, _Counts], words: dict[_Name, str]) -> bool:
    """Whether two counts are one: always alike, and by their definitions or for long enough to be no chance."""
    mine, theirs = counts[one], counts[other]
    common = mine.keys() & theirs.keys()
    if not common or any(mine[period] != theirs[period] for period in common):
        return False
    defined = words.get(one, "").casefold()
    if defined and defined == words.get(other, "").casefold():
        return True
    return len(common) >= AGREE_IN and len({mine[period] for period in common}) > 1


def _added(lines: Iterable[Printed], counts: dict[_Name, _Counts]) -> tuple[list[Cell], list[Relation]]:
    """What each period added to the year so far, which nobody prints and a subtraction tells."""
    cells: list[Cell] = []
    relations: list[Relation] = []
    for line in lines:
        if line.facts.basis is not Basis.YEAR_TO_DATE:
            continue
        for what in (NUMBER, OUT_OF, REST):
            for before, point in pairwise(line.points):
                earlier = counts.get((line.key, what), {}).get(before.period)
                later = counts.get((line.key, what), {}).get(point.period)
                new_year = point.period.first.month == _APRIL
                if earlier is None or later is None or new_year or later < earlier:
                    continue
                key = Counted(line.key, point.period, f"{ADDED} {what}")
                cells.append(unprinted(key, later - earlier, line.rule))
                named = f"{line.title}: {point.period.label} less {before.period.label}"
                this, last = (Counted(line.key, one.period, what) for one in (point, before))
                relations.append(difference(named, this, last, key))
    return cells, relations
