"""Where a text stands, when it is due, and what one version changed of another."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reports.rules.writing import AHEAD, Asked, Change, Piece, State, changes, day_fits, due, state

SOON, LATER, TODAY = date(2018, 6, 1), date(2018, 7, 1), date(2018, 5, 21)


def test_a_text_nobody_was_asked_for_is_written_or_not() -> None:
    assert state(None, []) is State.EMPTY
    assert state(7, []) is State.WRITTEN


def test_a_text_is_signed_off_when_everybody_asked_signed_its_newest_version() -> None:
    assert state(None, [Asked(SOON)]) is State.EMPTY
    assert state(7, [Asked(SOON, 7), Asked(SOON)]) is State.WAITING
    assert state(7, [Asked(SOON, 7), Asked(SOON, 7)]) is State.SIGNED
    assert state(8, [Asked(SOON, 7)]) is State.WAITING


def test_it_is_due_by_the_earliest_day_of_those_who_have_not_signed_the_newest_version() -> None:
    assert due(None, []) is None
    assert due(None, [Asked(LATER), Asked(SOON)]) == SOON
    assert due(7, [Asked(SOON, 7), Asked(LATER)]) == LATER
    assert due(7, [Asked(SOON, 7)]) is None
    assert due(8, [Asked(SOON, 7)]) == SOON


def test_it_is_shown_as_owed_from_six_weeks_before_its_day() -> None:
    shown_from = SOON - AHEAD

    assert shown_from == date(2018, 4, 20)


def test_a_day_is_today_or_within_a_year() -> None:
    assert day_fits(TODAY, TODAY)
    assert not day_fits(TODAY - timedelta(days=1), TODAY)
    assert day_fits(TODAY + timedelta(days=366), TODAY)
    assert not day_fits(TODAY + timedelta(days=367), TODAY)


def test_what_went_stands_before_what_came_in_its_place() -> None:
    assert changes("Police came to most.", "Police came to few.") == (
        Piece(Change.SAME, "Police came to "),
        Piece(Change.GONE, "most."),
        Piece(Change.NEW, "few."),
    )


def test_words_put_in_or_taken_out_stand_by_themselves() -> None:
    few, more = "Police came.", "Police often came."
    added = (Piece(Change.SAME, "Police "), Piece(Change.NEW, "often "), Piece(Change.SAME, "came."))

    assert changes(few, more) == added
    assert changes(more, few) == (added[0], Piece(Change.GONE, "often "), added[2])


def test_a_word_that_stands_hundreds_of_times_is_still_the_same_word() -> None:
    often = "more " * 300

    assert changes(often, f"Ever {often}") == (Piece(Change.NEW, "Ever "), Piece(Change.SAME, often))


def test_nothing_changed_is_one_piece_and_nothing_at_all_none() -> None:
    assert changes("The same.", "The same.") == (Piece(Change.SAME, "The same."),)
    assert changes("", "") == ()


@given(before=st.text("ab \n", max_size=30), after=st.text("ab \n", max_size=30))
def test_the_pieces_hold_all_of_both_texts(before: str, after: str) -> None:
    """But for space before the first word of a line, which nobody sees."""
    pieces = changes(before, after)

    def words(*kept: Change) -> list[str]:
        return "".join(one.text for one in pieces if one.change in kept).split()

    assert words(Change.SAME, Change.NEW) == after.split()
    assert words(Change.SAME, Change.GONE) == before.split()
