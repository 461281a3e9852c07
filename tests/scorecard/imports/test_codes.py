"""The guide for agency leads names every code a check may say, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import ROOT

GUIDE = ROOT / "docs" / "guides" / "agency-leads.md"
#: What makes a finding: its code comes first, or by name.
MAKERS = {"Fault", "Finding", "finding_at", "note", "_ask"}
_CODE = re.compile(r"[a-z]+(?:-[a-z]+)*")


def listed() -> list[str]:
    """The codes in the guide's table."""
    _, _, after = GUIDE.read_text().partition("## What the check says")
    table, _, _ = after.partition("\n## ")
    return re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE)


def said() -> Iterator[str]:
    """The codes the sources hold: the first word given to whatever makes a finding, and names of codes."""
    for path in sorted((ROOT / "scorecard" / "imports").glob("*.py")):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and _name(call.func) in MAKERS and call.args:
                yield from _words(call.args[0])
            elif isinstance(call, ast.Assign) and any(_name(one) == "code" for one in call.targets):
                yield from _words(call.value)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _words(node: ast.expr) -> Iterator[str]:
    """The codes an expression may come to: a word, one of two, or `hidden-` with what is hidden."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _CODE.fullmatch(node.value):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _words(node.body)
        yield from _words(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        assert ast.unparse(node) == "f'hidden-{kind}'", (
            "Say the code in full, so that the guide can be held to it."
        )
        yield from ("hidden-rows", "hidden-columns")


def test_the_guide_lists_each_code_once_and_exactly_those_the_check_may_say() -> None:
    codes = listed()

    assert len(codes) == len(set(codes))
    assert sorted(codes) == sorted(set(said()))


@pytest.mark.parametrize(
    "code", ["not-a-number", "outside-usual-range", "hidden-rows", "fraction-read-as-percent"]
)
def test_the_sources_are_read_for_what_they_say(code: str) -> None:
    assert code in set(said())


def test_the_guide_is_where_it_is_looked_for() -> None:
    assert Path(GUIDE).is_file()
