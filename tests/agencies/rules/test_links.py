"""How often links and codes are sent, and when a code still opens its link."""

from datetime import UTC, datetime, timedelta

import pytest

from agencies.rules import links

NOON = datetime(2018, 5, 21, 12, tzinfo=UTC)


def test_as_many_as_allowed_go_out_in_an_hour_and_no_more() -> None:
    sent = [NOON - timedelta(minutes=minutes) for minutes in (1, 20, 59)]

    assert links.may_send(sent, NOON, 4)
    assert not links.may_send(sent, NOON, 3)


def test_what_went_out_an_hour_ago_counts_no_longer() -> None:
    assert links.may_send([NOON - timedelta(minutes=60)], NOON, 1)
    assert not links.may_send([NOON - timedelta(minutes=59, seconds=59)], NOON, 1)


@pytest.mark.parametrize(
    ("tries", "used", "early", "opens"),
    [
        (0, False, 1, True),
        (links.MOST_WRONG_A_CODE - 1, False, 1, True),
        (links.MOST_WRONG_A_CODE, False, 1, False),
        (0, True, 1, False),
        (0, False, 0, False),
    ],
)
def test_a_code_opens_in_time_once_and_unless_it_is_spoilt(
    tries: int, used: bool, early: int, opens: bool
) -> None:
    expires = NOON + timedelta(seconds=early)

    assert links.code_opens(expires=expires, tries=tries, used=used, now=NOON) is opens


def test_the_tenth_wrong_code_shuts_the_link() -> None:
    assert next(before for before in range(12) if links.shuts(before)) == 9


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("123456", "123456"),
        (" 123 456 ", "123456"),
        ("123-456", "123456"),
        ("12345", ""),
        ("1234567", ""),
        ("12345a", ""),
        ("１２３４５６", ""),
        ("", ""),
    ],
)
def test_a_code_is_read_as_people_type_it(typed: str, read: str) -> None:
    assert links.as_typed(typed) == read
