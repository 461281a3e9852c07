"""How letters read: the first, and those that ask again."""

from dataclasses import replace
from datetime import date

import pytest

from registers.rules.section_11.duties import WORDS, Duty, Words
from registers.rules.section_11.letters import Asked, paragraphs
from registers.rules.section_11.parts import Part

DUE = date(2018, 6, 29)
TOLD = Words("You must ({basis}).", "Please answer by {due}.", "There is still time.")
ASKED = Asked("Ada", Part.AUTHOR, "Open Door", "2017-18", "Wessex", DUE, basis="section 11")


def test_a_first_letter_says_by_what_right_and_by_when() -> None:
    assert paragraphs(ASKED, TOLD, again=False, today=DUE) == (
        "Hello Ada,",
        "Wessex asks Open Door how it keeps children safe: its self-assessment for 2017-18.",
        "You must (section 11).",
        "Please answer by 29 June 2018.",
        "You are named as its author.",
    )


@pytest.mark.parametrize(
    ("kindly", "today", "said"),
    [
        (False, DUE, "It is due on 29 June 2018."),
        (False, date(2018, 6, 30), "It was due on 29 June 2018."),
        (True, DUE, "We hope for it by 29 June 2018."),
        (True, date(2018, 6, 30), "We had hoped for it by 29 June 2018."),
    ],
)
def test_a_letter_that_asks_again_says_how_the_day_stands(kindly: bool, today: date, said: str) -> None:
    *_, again, day, _ = paragraphs(replace(ASKED, kindly=kindly), TOLD, again=True, today=today)

    assert (again, day) == ("There is still time.", said)


@pytest.mark.parametrize("duty", [Duty.OWN_DUTY, Duty.INVITED])
@pytest.mark.parametrize("again", [True, False])
def test_no_letter_tells_who_need_not_answer_that_they_must(duty: Duty, again: bool) -> None:
    letter = " ".join(paragraphs(replace(ASKED, kindly=True), WORDS[duty], again=again, today=DUE))

    assert " must " not in letter
    assert "overdue" not in letter


@pytest.mark.parametrize(
    ("part", "said"),
    [(Part.SUBSTITUTE, "substitute contact"), (Part.EXECUTIVE, "the executive who signs it off")],
)
def test_each_is_told_what_they_are_to_it(part: Part, said: str) -> None:
    assert said in paragraphs(replace(ASKED, part=part), TOLD, again=False, today=DUE)[-1]


def test_nobody_is_asked_kindly_unless_somebody_says_so() -> None:
    assert not ASKED.kindly
