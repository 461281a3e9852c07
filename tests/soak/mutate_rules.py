"""A long trial of the rules' tests: one number or comparison of `*/rules` changed at a time, does a test fail?

A room's rules are held by `tests/<room>/rules`, without Django. Each change is tried by the tests that import the
changed module, directly or through others. `make soak` runs the trial, `ROUNDS` changes of it, all when `ROUNDS` is 0
or more than there are; `python -m tests.soak.mutate_rules SEED ROUNDS` runs it alone, with names of modules on those.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from tests.soak.mutants import ROOT, Mutant, mutants, mutated
from tests.soak.reach import reaching

#: Seconds of work after which a test that has not ended counts as failed, where it is not known how long it takes.
PATIENCE = 60.0

#: Changes that change no answer, with the reasons.
EQUIVALENT = Path(__file__).with_name("equivalent.toml")


def equivalent() -> frozenset[tuple[str, str, str]]:
    """The changes known to change no answer: path, line of source, what became what."""
    listed = tomllib.loads(EQUIVALENT.read_text())["change"]
    return frozenset((one["path"], one["source"], one["change"]) for one in listed)


class Warm:
    """Asks a warm process how tests end, with one module changed or none."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self.patience = patience

    def __enter__(self) -> Self:
        names = ("PATH", "HOME", "LANG")
        # One thread: a fork has no others.
        environment = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        environment |= {name: os.environ[name] for name in names if name in os.environ}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.soak.warm"],
            cwd=ROOT,
            env=environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()

    def ask(
        self,
        tests: Sequence[Path],
        change: tuple[Path, str] | None = None,
        costs: Mapping[str, float] | None = None,
    ) -> dict[str, Any]:
        """Run tests, quick ones first where seconds are known: exit code (below nought: ended), words, seconds."""
        path, text = change or ("", "")
        wish = {
            "tests": [str(test) for test in tests],
            "path": str(path),
            "text": text,
            "costs": dict(costs or {}),
            "patience": self.patience,
        }
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(wish) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"The warm process ended by itself, with {self.process.wait()}.")
        found: dict[str, Any] = json.loads(answer)
        return found


def ends_of(chosen: Sequence[Mutant]) -> Iterator[tuple[Mutant, int]]:
    """How the tests of their room's rules end with each: 0 when none finds it, below nought when they were ended.

    AssertionError when a test fails on the rules as they are.
    """
    reach = {mutant.path: tuple(reaching(mutant.path)) for mutant in chosen}
    with Warm() as warm:
        costs: dict[str, float] = {}
        for room in sorted({path.parts[0] for path in reach}):
            tests = sorted({test for path, held in reach.items() if path.parts[0] == room for test in held})
            if tests:
                as_it_is = warm.ask(tests)
                assert as_it_is["code"] == 0, f"A test fails on the rules as they are:\n{as_it_is['words']}"
                costs |= as_it_is["costs"]
        for mutant in chosen:
            text = mutated((ROOT / mutant.path).read_text(), mutant.number)
            tests = reach[mutant.path]
            yield mutant, warm.ask(tests, (mutant.path, text), costs)["code"] if tests else 0


def figures(seed: int, rounds: int, only: Sequence[str] = ()) -> dict[str, Any]:
    """Try changes, chosen by `seed`: how many there are, were tried and found, which no test found, and the time.

    Of those found, `astray` had a test work far too long. One whose tests took too long by the clock is `undecided`:
    the machine may have been busy. `only`: how the paths of the modules begin; all of them without.
    """
    every = [one for one in mutants() if not only or str(one.path).startswith(tuple(only))]
    began, known = time.monotonic(), equivalent()
    chosen = random.Random(seed).sample(every, min(rounds or len(every), len(every)))
    survivors: list[str] = []
    undecided: list[str] = []
    found = astray = alike = 0
    for mutant, code in ends_of(sorted(chosen, key=str)):
        if code == 0 and (str(mutant.path), mutant.source, mutant.change) in known:
            alike += 1
        elif code in (0, -signal.SIGALRM):
            sys.stderr.write(f"{mutant}{'' if code == 0 else ' (undecided)'}\n")
            (survivors if code == 0 else undecided).append(str(mutant))
        else:
            found += 1
            astray += code == -signal.SIGPROF
    return {
        "mutants": len(every),
        "tried": len(chosen),
        "found": found,
        "astray": astray,
        "equivalent": alike,
        "survived": len(survivors),
        "survivors": survivors,
        "undecided": undecided,
        "seconds": round(time.monotonic() - began, 1),
    }


def run(seed: int, rounds: int) -> dict[str, Any]:
    """Try `rounds` changes (0: all). AssertionError, with the figures, when there is one that no test finds."""
    counts = figures(seed, rounds)
    left = [*counts["survivors"], *counts["undecided"]]
    assert not left, f"seed {seed}: no test finds these:\n{_words(counts)}"
    return counts


def _words(counts: Mapping[str, Any]) -> str:
    return json.dumps(counts, indent=2, ensure_ascii=False)


if __name__ == "__main__":
    print(_words(figures(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])))  # noqa: T201
