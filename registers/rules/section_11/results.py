"""What came of a cycle: how each standard is met, which are weakest, and what changed since the cycle before.

A score is the moderated one where there is one, else the organisation's own. Only what was signed off counts. What does
not apply, or was left unanswered, is no score: never the worst.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

#: Scores of one organisation by standard.
Scores = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Change:
    """The organisations with a score in both cycles: how many are better, the same, worse."""

    better: int
    same: int
    worse: int

    @property
    def compared(self) -> int:
        """How many there are."""
        return self.better + self.same + self.worse


@dataclass(frozen=True, slots=True)
class Met:
    """How one standard is met: how many organisations stand at each level, from the worst, and what changed."""

    standard: int
    levels: tuple[int, ...]
    change: Change | None = None

    @property
    def scored(self) -> int:
        """How many have a score."""
        return sum(self.levels)

    @property
    def fully(self) -> int:
        """How many stand at the best level."""
        return self.levels[-1]


def met(
    standards: Sequence[int],
    scores: Mapping[int, Scores],
    *,
    levels: int,
    before: Mapping[int, Scores] | None,
) -> tuple[Met, ...]:
    """Each standard in the order given. `scores` are by organisation; `before` holds those of the cycle before under
    today's standards, None where the two cannot be compared."""
    return tuple(
        Met(
            standard=one,
            levels=_levels([each[one] for each in scores.values() if one in each], levels),
            change=None if before is None else _change(one, scores, before),
        )
        for one in standards
    )


def weakest(found: Iterable[Met]) -> tuple[Met, ...]:
    """Weakest first: the smallest share fully met; of two alike, the one with more at the worst level. Those nobody
    scored come last."""
    known = tuple(found)
    scored = sorted((one for one in known if one.scored), key=_weakness)
    return (*scored, *(one for one in known if not one.scored))


def _weakness(one: Met) -> tuple[Fraction, Fraction]:
    return Fraction(one.fully, one.scored), -Fraction(one.levels[0], one.scored)


def _levels(values: Iterable[int], levels: int) -> tuple[int, ...]:
    count = Counter(values)
    return tuple(count[level] for level in range(levels))


def _change(standard: int, scores: Mapping[int, Scores], before: Mapping[int, Scores]) -> Change | None:
    pairs = [
        (before[who][standard], mine[standard])
        for who, mine in scores.items()
        if standard in mine and standard in before.get(who, {})
    ]
    if not pairs:
        return None
    return Change(
        better=sum(now > then for then, now in pairs),
        same=sum(now == then for then, now in pairs),
        worse=sum(now < then for then, now in pairs),
    )


def takes_up(
    standards: Iterable[int], pairs: Iterable[tuple[int, int]], earlier: Iterable[int]
) -> dict[int, frozenset[int]]:
    """Which standards of an earlier cycle each of today's stands for: itself, or by `pairs` of (standard, the one it
    takes up), over as many versions as lie between."""
    steps: dict[int, set[int]] = {}
    for one, taken in pairs:
        steps.setdefault(one, set()).add(taken)
    wanted = frozenset(earlier)
    found = {}
    for one in standards:
        reached, todo = set[int](), [one]
        while todo:
            here = todo.pop()
            if here in reached:
                continue
            reached.add(here)
            if here not in wanted:
                todo += steps.get(here, ())
        found[one] = frozenset(reached & wanted)
    return found


def as_today(then: Scores, taken: Mapping[int, frozenset[int]]) -> Scores:
    """Earlier scores under today's standards: the lowest of those one takes up, where each of them has one."""
    return {
        one: min(then[each] for each in earlier)
        for one, earlier in taken.items()
        if earlier and all(each in then for each in earlier)
    }
