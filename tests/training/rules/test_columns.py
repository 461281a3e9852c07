"""What headings, outcomes, days and addresses of agencies' own learning systems mean."""

from datetime import date

import pytest

from training.rules.bookings import State
from training.rules.columns import Column, Outcome, address_of, column_of, day_of, outcome_of, yes_or_no


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("E-mail address", Column.EMAIL),
        ("DELEGATE NAME", Column.NAME),
        ("Organisation", Column.AGENCY),
        ("Training title", Column.COURSE),
        ("Event_date", Column.DAY),
        ("Booking status:", Column.OUTCOME),
        ("Walk-in", Column.WALK_IN),
        ("Shoe size", None),
        ("", None),
    ],
)
def test_a_heading_is_known_however_it_is_written(heading: str, column: Column | None) -> None:
    assert column_of(heading) is column


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("Attended", Outcome(State.ATTENDED)),
        ("Unscheduled", Outcome(State.ATTENDED, walk_in=True)),
        ("D.N.A.", None),
        ("DNA", Outcome(State.NO_SHOW)),
        ("1", Outcome(State.ATTENDED)),
        ("0", Outcome(State.NO_SHOW)),
        ("did not attend", Outcome(State.NO_SHOW)),
        ("Cancelled", Outcome(State.CANCELLED)),
        ("Late cancellation", Outcome(State.CANCELLED_LATE)),
        ("maybe", None),
    ],
)
def test_words_for_an_outcome_mean_one_or_none(words: str, outcome: Outcome | None) -> None:
    assert outcome_of(words) == outcome


def test_only_words_that_say_so_tell_of_somebody_who_came_without_a_booking() -> None:
    found = {words: outcome_of(words) for words in ("attended", "walk-in", "no show")}

    assert {words: one.walk_in for words, one in found.items() if one} == {
        "attended": False,
        "walk-in": True,
        "no show": False,
    }


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05/11/2012", date(2012, 11, 5)),
        ("5 November 2012", date(2012, 11, 5)),
        ("2012-11-05 09:30", date(2012, 11, 5)),
        ("05-Nov-12", date(2012, 11, 5)),
        ("31/02/2012", None),
        ("soon", None),
    ],
)
def test_a_day_is_read_with_the_day_before_the_month(text: str, day: date | None) -> None:
    assert day_of(text) == day


def test_an_address_is_kept_in_lower_case_without_what_stands_around_it() -> None:
    longest = "a" * 243 + "@mail.there"

    assert address_of(" <mailto:J.Smith@Health.Example> ") == "j.smith@health.example"
    assert address_of("j.smith at health") is None
    assert (len(longest), address_of(longest), address_of("a" + longest)) == (254, longest, None)


def test_yes_and_no_are_said_in_words_and_else_nothing_is() -> None:
    assert {yes_or_no(word) for word in ("Yes", "y", "true", "1", "changed")} == {True}
    assert {yes_or_no(word) for word in ("No", "N", "false", "0", "not changed")} == {False}
    assert {yes_or_no(word) for word in ("", "perhaps", "2")} == {None}
