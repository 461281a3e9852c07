"""The trial that changes rules finds what may be changed, changes one thing at a time, and sees a test fail."""

from pathlib import Path

import pytest

from tests.soak.mutate_rules import ROOT, RULES, TESTS, copied, found, mutants, mutants_of

MODULE = Path("module.py")
#: The tests that runs of points are held by: enough to find one change, in a quarter of the time.
RUNS = TESTS / "test_variation.py"


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("a < b", {"a <= b"}),
        ("a >= b", {"a > b"}),
        ("a is None", {"a is not None"}),
        ("a in b", {"a not in b"}),
        ("a < b < c", {"a <= b < c", "a < b <= c"}),
        ("LONGEST = 7", {"LONGEST = 8", "LONGEST = 6"}),
        ("sure = True", {"sure = False"}),
        ("word = 'seven'", set()),
        ("@dataclass(frozen=True)\nclass A:\n    pass", set()),
        ("zip(a, b, strict=True)", set()),
    ],
)
def test_each_comparison_and_number_is_changed_on_its_own(text: str, changes: set[str]) -> None:
    assert {mutant.text for mutant in mutants_of(MODULE, text)} == changes


def test_a_mutant_says_where_it_is_and_what_became_what() -> None:
    first, _ = mutants_of(MODULE, "\nRUN = 7  # points")

    assert str(first) == "module.py:2: 7 became 8 in: RUN = 7  # points"


def test_every_module_of_the_rules_that_decides_anything_has_mutants() -> None:
    silent = {"__init__.py", "figures.py"}
    modules = {path.relative_to(ROOT) for path in (ROOT / RULES).rglob("*.py") if path.name not in silent}

    assert {mutant.path for mutant in mutants()} == modules


def test_a_run_of_eight_instead_of_seven_is_found_and_the_copy_put_right(tmp_path: Path) -> None:
    copied(tmp_path)
    (eight,) = (one for one in mutants() if one.source == "RUN = 7" and one.change == "7 became 8")

    assert not found(tmp_path, None, RUNS)
    assert found(tmp_path, eight, RUNS)
    assert (tmp_path / eight.path).read_text() == (ROOT / eight.path).read_text()
