"""An action's states and days: what may follow what, and which days somebody can have meant."""

from datetime import date

import pytest

from registers.rules.actions import State, Verb, check_day, day_ahead, when

TODAY = date(2018, 5, 21)
#: What may be done to an action in each state: o under way, c complete, e embedded, d dropped.
ALLOWED = {
    Verb.NOTE: "oc",
    Verb.AMEND: "o",
    Verb.COMPLETE: "o",
    Verb.EMBED: "c",
    Verb.TAKE_UP: "ced",
    Verb.DROP: "o",
    Verb.CHANGE_DATE: "o",
    Verb.ADD_EVIDENCE: "oce",
}


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("state", State)
def test_each_thing_is_done_in_its_states_only_and_a_no_says_why(verb: Verb, state: State) -> None:
    verdict = when(verb, state)

    assert bool(verdict) is (state.value[0] in ALLOWED[verb])
    assert bool(verdict.reason) is not bool(verdict)


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2018, 5, 20), "That day has passed. Choose one to come."),
        (TODAY, ""),
        (date(2023, 5, 25), ""),
        (date(2023, 5, 26), "That is more than five years away. Check the year."),
    ],
)
def test_a_date_is_today_or_to_come_and_within_five_years(day: date, reason: str) -> None:
    assert day_ahead(day, TODAY).reason == reason


def test_a_quarter_after_it_was_finished_somebody_looks_whether_it_has_stuck() -> None:
    assert check_day(date(2018, 5, 21)) == date(2018, 8, 20)
