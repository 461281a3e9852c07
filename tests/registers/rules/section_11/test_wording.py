"""What may stand in the words a group is asked in."""

from dataclasses import replace

import pytest

from registers.rules.section_11.duties import Duty, Words
from registers.rules.section_11.wording import filled, fits, usual

SOUND = Words("You must ({basis}).", "Please answer by {due}.", "There is still time.")


@pytest.mark.parametrize("duty", Duty)
def test_the_words_a_board_starts_with_are_sound(duty: Duty) -> None:
    assert fits(usual(duty))


@pytest.mark.parametrize(
    "words",
    [
        replace(SOUND, asking="Please answer."),
        replace(SOUND, legal="You must ({law})."),
        replace(SOUND, again="By {due }."),
        replace(SOUND, again="{}"),
    ],
)
def test_what_is_left_open_must_be_known_and_the_day_must_be_said(words: Words) -> None:
    assert fits(SOUND)
    assert not fits(words)


def test_of_several_that_are_not_known_the_first_by_its_name_is_said() -> None:
    reason = fits(replace(SOUND, legal="You must ({law}).", again="Dear {head}")).reason

    assert reason == "{head} is not known. Only {basis} and {due} are put in by the portal."


def test_law_and_day_are_put_in() -> None:
    assert (
        filled("You must ({basis}) by {due}.", basis="section 11", due="29 June")
        == "You must (section 11) by 29 June."
    )


def test_brackets_round_no_law_are_left_out() -> None:
    assert (
        filled("It has a duty ({basis}). By {due}.", basis="", due="29 June") == "It has a duty. By 29 June."
    )


def test_what_somebody_else_writes_in_curly_brackets_is_no_program() -> None:
    assert filled("{due.__class__} {due!r} {0}", basis="", due="29 June") == "{due.__class__} {due!r} {0}"
