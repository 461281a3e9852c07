"""Which tests of a room's rules reach which module of them, and over how many imports. Worked out from the text."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.soak.mutants import ROOT


def reaching(path: Path) -> dict[Path, int]:
    """The tests of the room that import this module of its rules, directly (1) or through others, nearest first."""
    rules = _named(path.parents[-2] / "rules")
    tests = _named("tests" / path.parents[-2] / "rules")
    aim = _name(path)
    found = {
        ROOT / known: steps
        for name, known in tests.items()
        if known.name.startswith("test_") and (steps := _steps(name, aim, rules | tests)) is not None
    }
    return {
        known.relative_to(ROOT): found[known] for known in sorted(found, key=lambda one: (found[one], one))
    }


def _named(folder: Path) -> dict[str, Path]:
    return {_name(path): path for path in _modules(folder)}


@cache
def _modules(folder: Path) -> tuple[Path, ...]:
    return tuple(path.relative_to(ROOT) for path in sorted((ROOT / folder).rglob("*.py")))


def _name(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _steps(start: str, aim: str, known: dict[str, Path]) -> int | None:
    """How many imports lead from one module to another, by the shortest way; None when none does."""
    edge, seen, steps = {start}, {start}, 0
    while edge and aim not in edge:
        edge = {_home(*one, known) for name in edge for one in _imports(known[name])} & known.keys() - seen
        seen |= edge
        steps += 1
    return steps if aim in edge else None


def _home(module: str, word: str, known: dict[str, Path]) -> str:
    """The module that is asked for a word: itself a module, or the one that a package has the word from."""
    if f"{module}.{word}" in known:
        return f"{module}.{word}"
    if module in known and known[module].name == "__init__.py":
        for source, given in _imports(known[module]):
            if given == word:
                return _home(source, given, known)
    return module


@cache
def _imports(path: Path) -> tuple[tuple[str, str], ...]:
    return tuple(_imported(ast.parse((ROOT / path).read_text())))


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
