"""What no file of the repository says, what every public thing says of itself, and what the documents list."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, modules, parsed, tracked

DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
#: Put together here, so that this file does not say what no file may say.
HOSTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"registry\." + r"npmjs",
        r"files\." + r"pythonhosted",
        r"pypi\." + r"org/simple",
        r"https?://[\w.-]*(?:artifactory|nexus|mirror)" + r"[\w.-]*",
        r"--(?:extra-)?index" + r"-url[ =]+\S",
    )
)
PATHS = re.compile(r"(?<![\w.~$}-])/(?:home/\w+|root|work/\w+|Users/\w+)/" + r"\w")
KEYS = re.compile(r"-----BEGIN [A-Z ]*PRIVATE" + r" KEY|AKIA" + r"[0-9A-Z]{16}|ghp_" + r"\w{36}")
MAKERS = re.compile(r"\b(?:chat" + r"gpt|clau" + r"de|copi" + r"lot|open" + r"ai|anthro" + r"pic)\b", re.I)
NOTES = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")


def texts() -> list[tuple[str, str]]:
    """Every tracked file that is text, by its name."""
    found = []
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data:
            found.append((str(path.relative_to(ROOT)), data.decode(errors="replace")))
    return found


TEXTS = texts()


def saying(pattern: re.Pattern[str]) -> list[str]:
    """The files in which this stands, and where."""
    return [
        f"{name}:{text.count(chr(10), 0, found.start()) + 1}: {found[0]}"
        for name, text in TEXTS
        for found in pattern.finditer(text)
    ]


@pytest.mark.parametrize("host", HOSTS, ids=lambda one: one.pattern)
def test_no_file_names_where_packages_are_fetched_from(host: re.Pattern[str]) -> None:
    assert saying(host) == []


def test_no_file_names_a_folder_of_one_machine() -> None:
    assert saying(PATHS) == []


def test_no_file_holds_a_key() -> None:
    assert saying(KEYS) == []


def test_no_file_tells_with_what_it_was_made() -> None:
    assert saying(MAKERS) == []


def test_no_file_leaves_a_note_for_later() -> None:
    assert [one for one in saying(NOTES) if not one.startswith("package-lock.json")] == []


def test_no_published_file_is_committed() -> None:
    kinds = {".xlsx", ".xls", ".ods", ".pdf", ".docx", ".zip", ".woff", ".woff2", ".ttf"}

    assert [str(path.relative_to(ROOT)) for path in tracked() if path.suffix.lower() in kinds] == []


def public(tree: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """The public functions and classes of a module, and the public methods of its public classes."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    outer = [node for node in tree.body if isinstance(node, kinds) and not node.name.startswith("_")]
    inner = [
        node
        for one in outer
        if isinstance(one, ast.ClassDef)
        for node in one.body
        if isinstance(node, kinds) and not node.name.startswith("_")
    ]
    return [*outer, *inner]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_and_every_public_thing_in_it_says_what_it_promises(path: Path) -> None:
    tree = parsed(path)
    if not tree.body:  # an empty file only makes a folder a package
        return
    without = [
        f"line {node.lineno}: {node.name}"
        for node in public(tree)
        if not ast.get_docstring(node) and not _needs_none(node)
    ]

    assert ast.get_docstring(tree), "Open the module with a sentence: what lives here, and what does not."
    assert without == []


def _needs_none(node: ast.AST) -> bool:
    """Django's own word (`Meta`), and what only repeats a signature for the type checker."""
    decorators = [ast.unparse(one) for one in getattr(node, "decorator_list", [])]
    return getattr(node, "name", "") == "Meta" or "overload" in decorators


def test_every_decision_has_a_number_of_its_own_and_is_headed_by_it() -> None:
    numbers = Counter(path.name[:4] for path in DECISIONS)

    assert [number for number, times in numbers.items() if times > 1] == []
    assert DECISIONS
    for path in DECISIONS:
        assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", path.name)
        heading = path.read_text().splitlines()[0]
        assert re.match(rf"# (ADR )?{int(path.name[:4])}\b|# {path.name[:4]}\b", heading), (
            f"{path.name}: {heading}"
        )


def environment_names(tree: ast.Module) -> set[str]:
    """The names a module reads from the environment: `os.environ.get("X")`, `os.environ["X"]`, `_address("X", …)`."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and re.search(
            r"environ\.get$|getenv$|_address$", ast.unparse(node.func)
        ):
            found |= {one.value for one in node.args[:1] if isinstance(one, ast.Constant)}
        if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("environ"):
            found |= {node.slice.value} if isinstance(node.slice, ast.Constant) else set()
    return found


def test_every_name_read_from_the_environment_is_explained_to_whoever_runs_the_portal() -> None:
    explained = (ROOT / "docs" / "operations.md").read_text()
    read = environment_names(parsed(ROOT / "lscb" / "settings.py"))

    assert {"DATABASE_URL", "REDIS_URL", "LSCB_SECRET_KEY", "LSCB_TODAY"} <= read
    assert {name for name in read if f"`{name}`" not in explained} == set()


def test_no_room_reads_a_setting_past_the_settings() -> None:
    readers = {
        str(path.relative_to(ROOT)): [name for name in names if name.startswith("LSCB_") or "URL" in name]
        for path in modules()
        if path.relative_to(ROOT).parts[0] != "lscb" and (names := environment_names(parsed(path)) - {"PATH"})
    }

    assert readers == {}
