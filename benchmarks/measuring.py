"""How the benchmarks take time: works done in turn, medians, ratios, and the share of each part of one work."""

import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import wraps
from statistics import median
from typing import Any, TypeVar
from unittest.mock import patch

Work = Callable[[], object]
Name = TypeVar("Name", bound=Hashable)


def in_turn(works: Mapping[Name, Work], rounds: int) -> dict[Name, float]:
    """Median seconds of each work, all done once a round after a first go that does not count.

    In turn, so that whatever else the machine does meanwhile falls on all of them alike.
    """
    seconds: dict[Name, list[float]] = {name: [] for name in works}
    for number in range(rounds + 1):
        for name, work in works.items():
            started = time.perf_counter()
            work()
            if number:
                seconds[name].append(time.perf_counter() - started)
    return {name: median(taken) for name, taken in seconds.items()}


def milliseconds(seconds: Mapping[str, float]) -> dict[str, float]:
    """The same in milliseconds, to a tenth."""
    return {name: round(one * 1000, 1) for name, one in seconds.items()}


class Stopwatch:
    """Adds up the seconds of named functions while it runs, each without those of the others called inside it."""

    def __init__(self, **parts: tuple[tuple[object, str], ...]) -> None:
        """By part, the functions watched: (module or class, name of the function)."""
        self._parts = parts
        self._seconds: Counter[str] = Counter()
        self._inside = [0.0]

    @contextmanager
    def running(self) -> Iterator[None]:
        """Watch the functions until the block ends. They are slowed by a few microseconds a call."""
        with ExitStack() as undone:
            for part, functions in self._parts.items():
                for owner, name in functions:
                    watched = self._around(part, getattr(owner, name))
                    undone.enter_context(patch.object(owner, name, watched))
            started = time.perf_counter()
            yield
            self._seconds["all"] += time.perf_counter() - started

    def shares(self) -> dict[str, float]:
        """Each part's share of the whole, in per cent; `rest` is what no part accounts for."""
        whole = self._seconds["all"]
        shares = {part: 100 * self._seconds[part] / whole for part in self._parts}
        return {
            part: round(share, 1) for part, share in (shares | {"rest": 100 - sum(shares.values())}).items()
        }

    def _around(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def watched(*given: Any, **named: Any) -> Any:
            self._inside.append(0.0)
            started = time.perf_counter()
            try:
                return function(*given, **named)
            finally:
                took = time.perf_counter() - started
                self._seconds[part] += took - self._inside.pop()
                self._inside[-1] += took

        return watched
