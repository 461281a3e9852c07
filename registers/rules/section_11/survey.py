"""What may be shown of a survey: no group of fewer than ten answers, and none that could be had by subtracting.

A survey is counted a place: the staff of one organisation. What is shown is the sum of all places, and places one by
one. Whoever has both can take those shown from the sum; what is left is the sum of those hidden. So when that rest
would be of fewer than ten, the smallest place that is shown is hidden, too, until it is not. Only places and the sum
of all of them may ever be shown: any other grouping would give more to subtract.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Place = TypeVar("Place", bound=Hashable)
#: The fewest answers a group is shown with.
FEWEST = 10


@dataclass(frozen=True, slots=True)
class Shown(Generic[Place]):
    """Whether the sum of all places may be shown, and which places may."""

    total: bool
    places: frozenset[Place]


def shown(answers: Mapping[Place, int], *, fewest: int = FEWEST) -> Shown[Place]:
    """What may be shown of places with so many answers. A place without any is neither shown nor hidden: it is empty.

    The same numbers always give the same answer. Of places of one size the earlier in the mapping is hidden first.
    """
    some = {place: number for place, number in answers.items() if number}
    if sum(some.values()) < fewest:
        return Shown(total=False, places=frozenset())
    hidden = {place for place, number in some.items() if number < fewest}
    rest = sum(some[place] for place in hidden)
    for place in sorted(some, key=lambda one: some[one]):
        if not 0 < rest < fewest:
            break
        if place not in hidden:
            hidden.add(place)
            rest += some[place]
    return Shown(total=True, places=frozenset(some) - hidden)


@dataclass(frozen=True, slots=True)
class Said:
    """What one group said of one statement: how many answered, agreed, and did not know."""

    answers: int
    agree: int
    do_not_know: int

    @property
    def percent(self) -> int:
        """How many in a hundred of all who answered agree; half is rounded up. ValueError where nobody answered."""
        if not self.answers:
            raise ValueError("Nobody answered.")
        return (200 * self.agree + self.answers) // (2 * self.answers)


def summed(parts: Sequence[Said]) -> Said:
    """What several groups said together."""
    return Said(
        sum(one.answers for one in parts),
        sum(one.agree for one in parts),
        sum(one.do_not_know for one in parts),
    )
