"""The code on the trainer's screen: one a minute, the one before for a moment longer, and no other."""

import hmac
from datetime import UTC, datetime, timedelta

import pytest

from training.rules.sign_in_codes import accepts, code_at, seconds_left, spoilt

SECRET = "f" * 64
NINE = datetime(2018, 6, 12, 8, 30, tzinfo=UTC)


def after(seconds: int) -> datetime:
    return NINE + timedelta(seconds=seconds)


def test_the_code_stands_for_a_minute_and_then_changes() -> None:
    codes = [code_at(SECRET, after(seconds)) for seconds in (0, 59, 60, 119, 120)]

    assert codes[0] == codes[1] != codes[2] == codes[3] != codes[4]
    assert all(len(one) == 6 and one.isdecimal() for one in codes)


def test_a_code_is_what_the_first_eight_bytes_of_the_digest_leave_of_a_million() -> None:
    minute = int(NINE.timestamp()) // 60
    digest = hmac.new(SECRET.encode(), str(minute).encode(), "sha256").hexdigest()

    assert int(code_at(SECRET, NINE)) == int(digest[:16], 16) % 1_000_000


def test_five_wrong_codes_leave_it_to_the_trainers_list() -> None:
    assert [spoilt(wrong) for wrong in (0, 4, 5, 6)] == [False, False, True, True]


def test_another_session_has_other_codes() -> None:
    assert code_at(SECRET, NINE) != code_at("e" * 64, NINE)


@pytest.mark.parametrize(
    ("typed_after", "taken"), [(0, True), (59, True), (60, True), (79, True), (80, False)]
)
def test_a_code_is_taken_for_its_minute_and_a_short_grace(typed_after: int, taken: bool) -> None:
    assert accepts(SECRET, code_at(SECRET, NINE), after(typed_after)) is taken


def test_the_next_minutes_code_is_not_taken_yet() -> None:
    assert not accepts(SECRET, code_at(SECRET, after(60)), after(59))


def test_a_code_may_be_typed_with_a_space() -> None:
    code = code_at(SECRET, NINE)

    assert accepts(SECRET, f" {code[:3]} {code[3:]}", NINE)


@pytest.mark.parametrize("typed", ["", "12345", "000000x", "ABCDEF"])
def test_what_is_no_code_is_not_taken(typed: str) -> None:
    assert not accepts(SECRET, typed, NINE)


def test_a_session_without_a_secret_takes_no_code() -> None:
    assert not accepts("", code_at("", NINE), NINE)


def test_codes_are_spread_evenly() -> None:
    """Over 10,000 minutes each first figure comes about a thousand times: none is easier to guess."""
    firsts = [code_at(SECRET, after(60 * minute))[0] for minute in range(10_000)]

    assert all(850 < firsts.count(figure) < 1150 for figure in "0123456789")


def test_the_screen_says_how_long_a_code_still_stands() -> None:
    assert [seconds_left(after(seconds)) for seconds in (0, 1, 59)] == [60, 59, 1]
