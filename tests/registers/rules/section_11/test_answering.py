"""Two people at one answer: nothing that either wrote is lost."""

from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registers.rules.section_11.answering import Merged, Written, merge, merge_words

#: Few and patient: the machine may be busy.
SOME = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
LINES = st.lists(st.sampled_from(["Lead named", "Policy", "Training", "Audit", ""]), max_size=5).map(
    "\n".join
)


def test_what_one_changed_is_taken_whoever_saves_first() -> None:
    saw = Written(score=1, words="Lead named")

    assert merge(saw=saw, theirs=saw, mine=Written(2, words="Lead named")).written.score == 2
    assert merge(saw=saw, theirs=Written(2, words="Lead named"), mine=saw).written.score == 2
    assert merge(saw=saw, theirs=Written(2, words="Lead named"), mine=Written(1, words="Policy")) == Merged(
        Written(2, words="Policy")
    )


def test_words_added_in_two_places_stand_together() -> None:
    saw = "Lead named\nPolicy"

    assert merge_words(saw, "Since 2016:\nLead named\nPolicy", "Lead named\nPolicy\nTraining") == (
        "Since 2016:\nLead named\nPolicy\nTraining",
        False,
    )


def test_a_line_that_both_changed_stands_twice_and_is_told() -> None:
    assert merge_words("Policy", "Policy of 2016", "Policy of 2017") == (
        "Policy of 2016\nPolicy of 2017",
        True,
    )


def test_what_was_kept_while_somebody_typed_on_does_not_stand_beside_it() -> None:
    """An answer to a save that never came back, on a phone in a tunnel."""
    assert merge_words("", "A poli", "A policy of 2016\nTraining") == ("A policy of 2016\nTraining", False)


def test_a_score_that_both_changed_stays_as_it_was_kept_first() -> None:
    merged = merge(saw=Written(1), theirs=Written(2), mine=Written(3, words="Policy"))

    assert merged == Merged(Written(2, words="Policy"), ("choice",))


def test_a_score_chosen_while_somebody_said_it_does_not_apply_leaves_their_reason() -> None:
    theirs = Written(not_applicable=True, why_not="No staff of our own.")

    assert merge(saw=Written(), theirs=theirs, mine=Written(3)) == Merged(theirs, ("choice",))
    assert merge(saw=theirs, theirs=theirs, mine=Written(3)).written == Written(3)


def test_a_reason_goes_only_with_what_does_not_apply() -> None:
    for score, mine in product((None, 2), (None, 3)):
        merged = merge(saw=Written(score), theirs=Written(score), mine=Written(mine, why_not=""))
        assert merged.written.why_not == ""


def test_an_answer_counts_once_the_choice_is_made_and_explained() -> None:
    assert not Written().answered
    assert not Written(words="Policy").answered
    assert not Written(not_applicable=True).answered
    assert Written(not_applicable=True, why_not="No staff.").answered
    assert Written(0).answered


@SOME
@given(saw=LINES, theirs=LINES, mine=LINES)
def test_every_line_that_either_added_is_there(saw: str, theirs: str, mine: str) -> None:
    words, _ = merge_words(saw, theirs, mine)

    added = {*theirs.split("\n"), *mine.split("\n")} - set(saw.split("\n"))
    assert all(any(one in line for line in words.split("\n")) for one in added)


@SOME
@given(saw=LINES, theirs=LINES, mine=LINES)
def test_every_line_that_both_left_there_stays(saw: str, theirs: str, mine: str) -> None:
    words, _ = merge_words(saw, theirs, mine)

    both = set(theirs.split("\n")) & set(mine.split("\n"))
    assert both <= {*words.split("\n"), ""}


def test_a_line_that_stood_twice_and_was_moved_by_both_stays() -> None:
    saw, theirs = "Policy\nLead named\nLead named\nTraining\nTraining", "Board\nAudit\nLead named\nTraining"

    assert merge_words(saw, theirs, "Training\nAudit\nLead named") == (
        "Board\nAudit\nTraining\nAudit\nLead named",
        True,
    )


@SOME
@given(saw=LINES, mine=LINES)
def test_alone_one_writes_as_if_nobody_else_were_there(saw: str, mine: str) -> None:
    assert merge_words(saw, saw, mine) == (mine, False)
    assert merge_words(saw, mine, saw) == (mine, False)
    assert merge_words(saw, mine, mine) == (mine, False)


def test_a_line_that_was_typed_on_stands_once() -> None:
    assert merge_words("a", "ab", "abc") == ("abc", False)


def test_changes_in_many_places_all_stand_and_nothing_clashes() -> None:
    base = [f"line {one}" for one in "abcdefghijkl"]
    theirs, mine, both = list(base), list(base), list(base)
    for place in (1, 4, 7, 10):
        theirs[place] = both[place] = f"theirs {place}"
    for place in (2, 5, 8):
        mine[place] = both[place] = f"mine {place}"

    merged, clash = merge_words("\n".join(base), "\n".join(theirs), "\n".join(mine))

    assert (sorted(merged.split("\n")), clash) == (sorted(both), False)


def test_changes_a_line_apart_stand_in_their_places() -> None:
    base = [f"line {one}" for one in "abcdefghijkl"]
    theirs, mine, both = list(base), list(base), list(base)
    for place in (1, 5, 9):
        theirs[place] = both[place] = f"theirs {place}"
    for place in (3, 7, 11):
        mine[place] = both[place] = f"mine {place}"

    assert merge_words("\n".join(base), "\n".join(theirs), "\n".join(mine)) == ("\n".join(both), False)
    assert merge_words("\n".join(base), "\n".join(mine), "\n".join(theirs)) == ("\n".join(both), False)


def test_lines_next_to_each_other_changed_by_two_stand_in_their_order_without_a_clash() -> None:
    assert merge_words("a\nb\nc\nd", "a\nb\nC\nD", "A\nB\nc\nd") == ("A\nB\nC\nD", False)
    assert merge_words("a\nb\nc\nd", "A\nB\nc\nd", "a\nb\nC\nD") == ("A\nB\nC\nD", False)


def test_a_line_that_stands_hundreds_of_times_is_still_the_same_line() -> None:
    ruled = "\n".join(["-"] * 300)

    assert merge_words(ruled, f"{ruled}\nA", f"B\n{ruled}") == (f"B\n{ruled}\nA", False)
    assert merge_words(ruled, f"B\n{ruled}", f"{ruled}\nA") == (f"B\n{ruled}\nA", False)


def test_a_line_that_stands_hundreds_of_times_stays_in_its_place_around_what_was_written_between() -> None:
    half = "\n".join(["-"] * 150)
    ruled, begun, parted = f"{half}\n{half}", f"B\n{half}\n{half}", f"{half}\nM\n{half}"

    assert merge_words(ruled, begun, parted) == (f"B\n{parted}", False)
    assert merge_words(ruled, parted, begun) == (f"B\n{parted}", False)


def test_of_lines_that_one_moved_those_that_the_other_took_out_go_and_the_one_that_both_left_stays() -> None:
    saw = "Lead named\nPolicy\nTraining"

    assert merge_words(saw, "Training\nPolicy\nLead named", "Training") == ("Training", False)
    assert merge_words(f"{saw}\nAudit", "Audit", "Training\nPolicy\nAudit\nLead named") == ("Audit", False)
