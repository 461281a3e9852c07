"""A meeting's life: what it allows before it was held, while it is open, and when it is closed."""

from datetime import date, timedelta

import pytest

from registers.rules.meetings import Verb, can_close, day_fits, when

TODAY = date(2018, 5, 21)
_SHUT = "It is closed: its attendance and decisions are settled. Open it again first."
_TO_COME = "It has not been held yet."


@pytest.mark.parametrize(
    ("verb", "to_come", "held", "closed"),
    [
        (Verb.AMEND, "", "", _SHUT),
        (Verb.NOTE_ATTENDANCE, "", "", _SHUT),
        (Verb.DECIDE, _TO_COME, "", _SHUT),
        (Verb.CLOSE, _TO_COME, "", _SHUT),
        (Verb.REOPEN, "It is open.", "It is open.", ""),
    ],
)
def test_each_thing_is_done_to_a_meeting_in_its_time(
    verb: Verb, to_come: str, held: str, closed: str
) -> None:
    tomorrow = TODAY + timedelta(days=1)

    assert when(verb, closed=False, held_on=tomorrow, today=TODAY).reason == to_come
    assert when(verb, closed=False, held_on=TODAY, today=TODAY).reason == held
    assert when(verb, closed=True, held_on=TODAY, today=TODAY).reason == closed


@pytest.mark.parametrize(("days", "fits"), [(0, True), (1830, True), (1831, False)])
def test_no_meeting_is_more_than_five_years_away_on_either_side(days: int, fits: bool) -> None:
    assert bool(day_fits(TODAY + timedelta(days=days), TODAY)) is fits
    assert bool(day_fits(TODAY - timedelta(days=days), TODAY)) is fits


@pytest.mark.parametrize(
    ("unnoted", "reason"),
    [
        (0, ""),
        (1, "For 1 seat it is not noted who came. Note that first."),
        (2, "For 2 seats it is not noted who came. Note that first."),
    ],
)
def test_a_meeting_is_closed_when_it_is_noted_of_every_seat_who_came(unnoted: int, reason: str) -> None:
    verdict = can_close(unnoted=unnoted)

    assert verdict.reason == reason
    assert bool(verdict) is (reason == "")
