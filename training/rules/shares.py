"""Places of a session: kept for agencies by their share of the staff, and who gets the next one that is free."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


def shared_out(places: int, headcounts: Mapping[int, int]) -> dict[int, int]:
    """So many places by headcount: whole numbers, the places left over to the largest remainders.

    Equal remainders go to the larger agency first, then to the smaller key: the same headcounts give the same shares.
    """
    staff = sum(headcounts.values())
    if not staff:
        return dict.fromkeys(headcounts, 0)
    shares = {key: places * number // staff for key, number in headcounts.items()}
    left = places - sum(shares.values())
    by_remainder = sorted(
        headcounts, key=lambda key: (-(places * headcounts[key] % staff), -headcounts[key], key)
    )
    for key in by_remainder[:left]:
        shares[key] += 1
    return shares


@dataclass(frozen=True, slots=True)
class Places:
    """How many there are, how many are kept for each agency, and how many each has taken."""

    capacity: int
    kept: Mapping[int, int] = field(default_factory=dict)
    taken: Mapping[int, int] = field(default_factory=dict)

    @property
    def free(self) -> int:
        """How many nobody has taken, whomever they are kept for."""
        return max(0, self.capacity - sum(self.taken.values()))

    def free_for(self, agency: int) -> int:
        """How many this agency may still take: what is left of its own share, and of the pool that is nobody's."""
        own = max(0, self._kept_for(agency) - self.taken.get(agency, 0))
        beyond = sum(max(0, number - self._kept_for(key)) for key, number in self.taken.items())
        pool = max(0, self.capacity - sum(self.kept.values()) - beyond)
        return min(self.free, own + pool)

    def _kept_for(self, agency: int) -> int:
        return self.kept.get(agency, 0)

    def with_one_for(self, agency: int) -> "Places":
        """The same after the agency took one more."""
        return Places(self.capacity, self.kept, {**self.taken, agency: self.taken.get(agency, 0) + 1})


def next_in(places: Places, waiting: Iterable[tuple[int, int]]) -> list[int]:
    """Who of the waiting, each a key and an agency in their order, gets a place now: the first who may have one."""
    moved = []
    for key, agency in waiting:
        if not places.free:
            break
        if places.free_for(agency):
            moved.append(key)
            places = places.with_one_for(agency)
    return moved
