"""How many of the values a cell must keep are still possible: by the linear programme, or in whole numbers."""

from scorecard.rules.suppression.bounds import System

#: A cell hidden to protect another must keep this many possible whole numbers.
FEWEST = 5
#: In pieces of more hidden cells, fractions are let stand for the others: a wider span, in a bearable time.
SEARCHED = 200


class Spans:
    """What is left of an unknown by the linear programme alone."""

    def __init__(self, system: System, start: list[int] | None = None) -> None:
        self.system = system
        self.start = start

    def left(self, unknown: int, want: range) -> tuple[int, ...] | None:
        """What is left of the wanted values (of all, where none are named) if too few; None if enough."""
        low, high = self.system.span(unknown)
        if want:
            left = tuple(one for one in want if one >= low and (high is None or one <= high))
            return None if len(left) == len(want) else left
        return None if high is None or high - low + 1 >= FEWEST else tuple(range(low, high + 1))


class Search(Spans):
    """What is left of an unknown in whole numbers. Each solution found is remembered for every unknown.

    `start` is a solution to set out from, if one is at hand: it makes the search shorter, and its answer no other.
    """

    def __init__(self, system: System, start: list[int] | None = None) -> None:
        super().__init__(system, start)
        self.seen: list[dict[int, list[int]]] = [{} for _ in system.lower]
        self._note(start)

    def left(self, unknown: int, want: range) -> tuple[int, ...] | None:
        """As above, exactly."""
        (self._each if want else self._five)(unknown, want)
        return None if self._enough(unknown, want) else self._found(unknown, want)

    def _enough(self, unknown: int, want: range) -> bool:
        seen = self.seen[unknown]
        return seen.keys() >= set(want) if want else len(seen) >= FEWEST

    def _found(self, unknown: int, want: range) -> tuple[int, ...]:
        return tuple(sorted(self.seen[unknown].keys() & set(want) if want else self.seen[unknown]))

    def _each(self, unknown: int, want: range) -> None:
        """Every wanted value that is not seen yet."""
        for value in want:
            if value not in self.seen[unknown]:
                self._note(self._with(unknown, value))

    def _five(self, unknown: int, _: range) -> None:
        """The values next to those seen; and if they are too few, all from the least on."""
        for value in self._around(unknown):
            if len(self.seen[unknown]) >= FEWEST:
                return
            self._note(self._with(unknown, value))
        at = None
        while len(self.seen[unknown]) < FEWEST:
            solution = self.system.after(unknown, at)
            if solution is None:
                return
            self._note(solution)
            at = solution[unknown]

    def _around(self, unknown: int) -> list[int]:
        """Values to try that lie about the one that is known to be possible."""
        if self.start is None:
            return []
        at = self.start[unknown]
        beside = range(at - FEWEST, at + FEWEST)
        return [
            one for one in sorted(beside, key=lambda one: abs(one - at)) if one >= self.system.lower[unknown]
        ]

    def _with(self, unknown: int, value: int) -> list[int] | None:
        """A solution with this value: the one next to the nearest that is known."""
        if value in self.seen[unknown]:
            return None
        if not self.seen[unknown]:
            return self.system.some({unknown: (value, value)})
        close = min(self.seen[unknown], key=lambda one: (abs(one - value), one))
        return self.system.near(self.seen[unknown][close], unknown, value)

    def _note(self, solution: list[int] | None) -> None:
        for seen, value in zip(self.seen, solution or (), strict=False):
            seen.setdefault(value, solution or [])
