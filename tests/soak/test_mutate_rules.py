"""The trial that changes rules finds what may be changed, changes one thing at a time, and sees a test fail."""

import signal
from pathlib import Path

import pytest

from tests.soak import mutate_rules
from tests.soak.mutants import ROOT, modules, mutants, mutants_of, mutated
from tests.soak.mutate_rules import Warm, run
from tests.soak.reach import reaching

MODULE = Path("module.py")
CAUSES = Path("scorecard/rules/variation/causes.py")
TESTS = Path("tests/scorecard/rules")


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("a < b", {"a <= b"}),
        ("a >= b", {"a > b"}),
        ("a is None", {"a is not None"}),
        ("a in b", {"a not in b"}),
        ("a < b < c", {"a <= b < c", "a < b <= c"}),
        ("LONGEST = 7", {"LONGEST = 8", "LONGEST = 6"}),
        ("SURE = 0.95", {"SURE = 0.96", "SURE = 0.94"}),
        ("SURE = Decimal('1.96')", {"SURE = Decimal('1.97')", "SURE = Decimal('1.95')"}),
        ("sure = True", {"sure = False"}),
        ("word = 'seven'", set()),
        ("@dataclass(frozen=True)\nclass A:\n    pass", set()),
        ("zip(a, b, strict=True)", set()),
    ],
)
def test_each_comparison_and_number_is_changed_on_its_own(text: str, changes: set[str]) -> None:
    assert {mutated(text, mutant.number) for mutant in mutants_of(MODULE, text)} == changes


def test_a_mutant_says_where_it_is_and_what_became_what() -> None:
    first, _ = mutants_of(MODULE, "\nRUN = 7  # points")

    assert str(first) == "module.py:2: 7 became 8 in: RUN = 7  # points"


def test_the_rules_of_every_room_that_has_some_are_changed() -> None:
    rooms = {path.parents[1].name for path in ROOT.glob("*/rules/__init__.py")}

    assert {"agencies", "reports", "scorecard"} <= rooms
    assert {path.parts[0] for path in modules()} == rooms


def test_every_module_that_can_be_changed_is_reached_by_a_test_of_its_rooms_rules() -> None:
    changed = {mutant.path for mutant in mutants()}

    assert [str(path) for path in sorted(changed) if not reaching(path)] == []


def test_tests_that_import_a_module_directly_come_before_those_that_do_through_others() -> None:
    steps = reaching(CAUSES)

    assert steps[TESTS / "test_variation.py"] == 1, "through the package, which only hands it on"
    assert steps[TESTS / "test_sentences.py"] > 1
    assert TESTS / "test_periods.py" not in steps
    assert list(steps.values()) == sorted(steps.values())


def test_a_change_is_found_when_a_test_fails_or_never_ends_and_the_tree_is_left_as_it_was() -> None:
    (eight,) = (one for one in mutants() if one.source == "RUN = 7" and one.change == "7 became 8")
    text = (ROOT / eight.path).read_text()
    tests, endless = [TESTS / "test_published_examples.py"], text.replace("RUN = 7", "while RUN := 7: ...")

    with Warm(patience=2) as warm:
        assert warm.ask(tests, (eight.path, mutated(text, eight.number)))["code"] == 1
        assert warm.ask(tests, (eight.path, f"{text}\n1 / 0"))["code"] == 2, "the tests cannot be collected"
        assert warm.ask(tests, (eight.path, endless))["code"] == -signal.SIGPROF
        assert warm.ask(tests)["code"] == 0, "nothing of a change is left when the next is tried"
    assert (ROOT / eight.path).read_text() == text


def test_a_sample_of_changes_is_found_and_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    quick = [one for one in mutants() if one.path.stem in {"answering", "form", "holding", "judging", "life"}]
    monkeypatch.setattr(mutate_rules, "mutants", lambda: quick)

    counts = run(seed=7, rounds=8)

    assert counts["mutants"] == len(quick) > 30
    assert (counts["tried"], counts["found"], counts["survived"]) == (8, 8, 0)


def test_each_change_listed_as_changing_no_answer_is_one_that_can_be_made() -> None:
    assert mutate_rules.equivalent() <= {(str(one.path), one.source, one.change) for one in mutants()}


@pytest.mark.parametrize(("code", "kind"), [(0, "survivors"), (-signal.SIGALRM, "undecided")])
def test_a_change_that_no_test_finds_or_that_takes_too_long_to_try_ends_the_trial_and_is_named(
    monkeypatch: pytest.MonkeyPatch, code: int, kind: str
) -> None:
    one, *_ = mutants()
    monkeypatch.setattr(mutate_rules, "mutants", lambda: [one])
    monkeypatch.setattr(mutate_rules, "ends_of", lambda chosen: [(chosen[0], code)])

    counts = mutate_rules.figures(seed=1, rounds=0)  # all there are
    with pytest.raises(AssertionError) as failure:
        run(seed=1, rounds=0)

    assert (counts[kind], counts["found"], counts["equivalent"]) == ([str(one)], 0, 0)
    assert str(one) in str(failure.value)


def test_a_test_that_works_far_too_long_finds_a_change_and_is_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one, other, *_ = mutants()
    monkeypatch.setattr(mutate_rules, "mutants", lambda: [one, other])
    monkeypatch.setattr(
        mutate_rules, "ends_of", lambda chosen: zip(chosen, (1, -signal.SIGPROF), strict=True)
    )

    counts = run(seed=1, rounds=0)

    assert (counts["found"], counts["astray"], counts["survived"]) == (2, 1, 0)
