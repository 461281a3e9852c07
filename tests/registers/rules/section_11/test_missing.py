"""What stands between a self-assessment and its sign-off."""

from datetime import date

import pytest

from registers.rules.section_11.answering import Written
from registers.rules.section_11.missing import Missing, Promise, missing_from

TODAY = date(2018, 5, 21)


@pytest.mark.parametrize(
    ("written", "missing"),
    [
        (Written(0, words="Nothing yet."), []),
        (Written(words="Nothing yet."), ["no score is chosen"]),
        (Written(), ["no score is chosen"]),
        (Written(3), ["it does not say what bears the score out"]),
        (Written(not_applicable=True), ["it does not say why the standard does not apply"]),
        (Written(not_applicable=True, why_not="No staff."), []),
    ],
)
def test_what_is_missing_under_a_standard(written: Written, missing: list[str]) -> None:
    assert missing_from(4, written, (), TODAY) == tuple(Missing(4, one) for one in missing)


def test_an_improvement_is_promised_for_a_day_to_come_until_it_is_an_action() -> None:
    done = Written(2, words="A policy.")
    promises = (
        Promise("Train", date(2018, 5, 21)),
        Promise("Recruit", date(2018, 5, 20)),
        Promise("Audit", date(2018, 1, 1), taken_up=True),
    )

    assert missing_from(4, done, promises, TODAY) == (
        Missing(4, "the day of an improvement has passed: “Recruit”"),
    )


def test_a_long_promise_is_named_by_its_first_sixty_characters() -> None:
    promised = Promise("a" * 60 + "b", date(2018, 5, 20))

    (missing,) = missing_from(4, Written(2, words="A policy."), (promised,), TODAY)

    assert missing.words == f"the day of an improvement has passed: “{'a' * 60}”"
