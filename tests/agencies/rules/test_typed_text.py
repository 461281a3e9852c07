"""What is typed: refused with the words that could identify a child, at most five of them, and else let pass."""

import pytest

from agencies.rules.screening import demand_no_child
from agencies.rules.verdict import Refused

LINES = [f"J{letter}, aged 7." for letter in "KLMNPR"]


def test_a_text_without_such_words_passes() -> None:
    demand_no_child("Two more children than last quarter.")


def test_the_words_are_named_on_one_line_with_what_they_could_be() -> None:
    with pytest.raises(Refused, match=r"“JK, aged 7” could be initials with an age\. Take it out"):
        demand_no_child("Late because of JK,\n aged 7.")


def test_of_six_finds_the_first_five_are_named() -> None:
    with pytest.raises(Refused) as refusal:
        demand_no_child(" ".join(LINES))

    assert str(refusal.value).count("could be initials") == 5
    assert "JP" in str(refusal.value)
    assert "JR" not in str(refusal.value)
