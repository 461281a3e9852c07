"""A long trial of the rules' tests: one number or comparison of `scorecard/rules` changed at a time, does a test fail?

The change is made to a copy in a temporary folder, never to the tree. Words are left alone: what a page says is held
by other tests. `make soak` runs it; `python -m tests.soak.mutate_rules SEED ROUNDS` runs it alone.
"""

import ast
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RULES = Path("scorecard/rules")
TESTS = Path("tests/scorecard/rules")
#: Seconds after which a change counts as found: the tests take a tenth of it, so it made something endless.
PATIENCE = 60.0
_OTHERS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_CONFIGURATION = (
    "[pytest]\naddopts = --import-mode=importlib -p no:django -p no:cacheprovider\npythonpath = .\n"
)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change to one module: where, the line as it is, what became what, and the module's text with it."""

    path: Path
    line: int
    source: str
    change: str
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.change} in: {self.source}"


def mutants_of(path: Path, text: str) -> Iterator[Mutant]:
    """Every mutant of one module: each comparison turned or moved by its edge, each number up and down by one.

    Decorators and `strict=` are left alone: they guard, and change no answer.
    """
    tree, lines = ast.parse(text), text.splitlines()
    guards = {id(node) for guard in _guards(tree) for node in ast.walk(guard)}
    for node in ast.walk(tree):
        if id(node) in guards:
            continue
        for change in _changes(node):
            yield Mutant(path, node.lineno, lines[node.lineno - 1].strip(), change, ast.unparse(tree))


def _guards(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        yield from getattr(node, "decorator_list", ())
        if isinstance(node, ast.keyword) and node.arg == "strict":
            yield node


def _changes(node: ast.AST) -> Iterator[str]:
    """Change the node in every way there is, saying how; it is as it was when the next is asked for."""
    if isinstance(node, ast.Compare):
        yield from _turned(node)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield from _counted(node)


def _turned(node: ast.Compare) -> Iterator[str]:
    before = ast.unparse(node)
    for place, operator in enumerate(node.ops):
        node.ops[place] = _OTHERS[type(operator)]()
        yield f"“{before}” became “{ast.unparse(node)}”"
        node.ops[place] = operator


def _counted(node: ast.Constant) -> Iterator[str]:
    value = node.value
    assert isinstance(value, int)
    for other in (not value,) if isinstance(value, bool) else (value + 1, value - 1):
        node.value = other
        yield f"{value} became {other}"
    node.value = value


def mutants(root: Path = ROOT) -> list[Mutant]:
    """Every mutant of every module of the rules, in order."""
    return [
        mutant
        for path in sorted((root / RULES).rglob("*.py"))
        for mutant in mutants_of(path.relative_to(root), path.read_text())
    ]


def copied(folder: Path) -> None:
    """Copy the rules and their tests, and nothing that needs Django."""
    for part in (RULES, TESTS):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "scorecard/__init__.py").touch()
    (folder / "pytest.ini").write_text(_CONFIGURATION)


def found(folder: Path, mutant: Mutant | None, tests: Path = TESTS) -> bool:
    """Whether tests of a copy fail with this change (None: as it is). The copy is put right again."""
    if mutant is None:
        return _fail(folder, tests)
    place = folder / mutant.path
    kept = place.read_text()
    place.write_text(mutant.text)
    try:
        return _fail(folder, tests)
    finally:
        place.write_text(kept)


def _fail(folder: Path, tests: Path) -> bool:
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    # Modules of the same length, changed in the same second, would be taken for each other's compiled form.
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--hypothesis-seed=1", str(tests)]
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def run(seed: int, rounds: int) -> dict[str, object]:
    """Try `rounds` mutants, chosen by `seed` (all, when there are no more): how many no test found, and which.

    AssertionError when the tests fail on the rules as they are.
    """
    every = mutants()
    chosen = random.Random(seed).sample(every, min(rounds, len(every)))
    with tempfile.TemporaryDirectory(prefix="lscb-mutants-") as name:
        folder = Path(name)
        copied(folder)
        assert not found(folder, None), "The tests fail on the rules as they are."
        survivors = [str(mutant) for mutant in chosen if not found(folder, mutant)]
    return {
        "mutants": len(every),
        "tried": len(chosen),
        "killed": len(chosen) - len(survivors),
        "survived": len(survivors),
        "survivors": survivors,
    }


if __name__ == "__main__":
    print(json.dumps(run(int(sys.argv[1]), int(sys.argv[2])), indent=2))  # noqa: T201
