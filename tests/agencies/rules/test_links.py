"""How often links and codes are sent, and when a code still opens its link."""

from datetime import UTC, datetime, timedelta

import pytest

from agencies.rules import links

NOON = datetime(2018, 5, 21, 12, tzinfo=UTC)


def test_as_many_as_allowed_go_out_in_an_hour_and_no_more() -> None:
    sent = [NOON - timedelta(minutes=minutes) for minutes in (1, 20, 59)]

    assert links.may_send(sent, NOON, 4)
    assert not links.may_send(sent, NOON, 3)


def test_what_goes_out_at_this_moment_counts() -> None:
    assert not links.may_send([NOON], NOON, 1)
    assert links.may_send([NOON + timedelta(seconds=1)], NOON, 1)


def test_a_link_lasts_a_fortnight_and_its_code_ten_minutes() -> None:
    link, code = links.LINK_LASTS, links.CODE_LASTS

    assert (link, code) == (timedelta(days=14), timedelta(minutes=10))


@pytest.mark.parametrize(
    ("most", "in_an_hour"),
    [(links.MOST_LINKS_AN_ADDRESS, 3), (links.MOST_LINKS_A_BOARD, 300), (links.MOST_CODES_A_LINK, 4)],
    ids=["links to an address", "links to a board's addresses", "codes for a link"],
)
def test_in_an_hour_so_many_are_sent_and_no_more(most: int, in_an_hour: int) -> None:
    assert links.may_send([NOON] * (in_an_hour - 1), NOON, most)
    assert not links.may_send([NOON] * in_an_hour, NOON, most)


def test_what_went_out_an_hour_ago_counts_no_longer() -> None:
    assert links.may_send([NOON - timedelta(minutes=60)], NOON, 1)
    assert not links.may_send([NOON - timedelta(minutes=59, seconds=59)], NOON, 1)


@pytest.mark.parametrize(
    ("tries", "used", "early", "opens"),
    [
        (0, False, 1, True),
        (4, False, 1, True),
        (5, False, 1, False),
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
