"""One number or comparison of `*/rules` changed at a time: what there is to change, and the module's text with it.

Words are left alone, and so are numbers inside patterns: what a page says is held by other tests. A word that is
a number, such as `"0.05"`, is one.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
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


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change to one module: where, the line as it is, what became what, and which of the module's it is."""

    path: Path
    line: int
    source: str
    change: str
    number: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.change} in: {self.source}"


def modules(root: Path = ROOT) -> list[Path]:
    """Every module of every room's rules, in order."""
    return sorted(path.relative_to(root) for path in root.glob("*/rules/**/*.py"))


def mutants(root: Path = ROOT) -> list[Mutant]:
    """Every mutant of every module of the rules, in order."""
    return [mutant for path in modules(root) for mutant in mutants_of(path, (root / path).read_text())]


def mutants_of(path: Path, text: str) -> list[Mutant]:
    """Every mutant of one module: each comparison turned or moved by its edge, each number a little up and down.

    Decorators and `strict=` are left alone: they guard, and change no answer.
    """
    lines = text.splitlines()
    return [
        Mutant(path, line, lines[line - 1].strip(), change, number)
        for number, (line, change) in enumerate(_changed(ast.parse(text)))
    ]


def mutated(text: str, number: int) -> str:
    """The text of a module with one of its changes."""
    tree = ast.parse(text)
    next(islice(_changed(tree), number, None))
    return ast.unparse(tree)


def _changed(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Change the tree in every way there is, saying in which line and how; each change is undone by the next."""
    guards = {id(node) for guard in _guards(tree) for node in ast.walk(guard)}
    for node in ast.walk(tree):
        if id(node) in guards:
            continue
        if isinstance(node, ast.Compare):
            yield from ((node.lineno, change) for change in _turned(node))
        elif isinstance(node, ast.Constant):
            yield from ((node.lineno, change) for change in _moved(node))


def _guards(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        yield from getattr(node, "decorator_list", ())
        if isinstance(node, ast.keyword) and node.arg == "strict":
            yield node


def _turned(node: ast.Compare) -> Iterator[str]:
    before = ast.unparse(node)
    for place, operator in enumerate(node.ops):
        node.ops[place] = _OTHERS[type(operator)]()
        yield f"“{before}” became “{ast.unparse(node)}”"
        node.ops[place] = operator


def _moved(node: ast.Constant) -> Iterator[str]:
    value = node.value
    for other in _beside(value):
        node.value = other
        yield f"{value!r} became {other!r}"
    node.value = value


def _beside(value: object) -> tuple[bool | int | float | str, ...]:
    """What a constant is changed to: one more and one less in its last digit. A word or None: nothing."""
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, int):
        return value + 1, value - 1
    if isinstance(value, float) or (isinstance(value, str) and _NUMBER.fullmatch(value)):
        number = Decimal(str(value))
        last = Decimal(1).scaleb(int(number.as_tuple().exponent))
        return type(value)(number + last), type(value)(number - last)
    return ()
