"""What the board's own records say of its partners, and for which day something was promised."""

from datetime import date

import pytest

from registers.rules.kept_dates import (
    Moved,
    Promise,
    Seats,
    Share,
    promised_day,
    promises_kept,
    seats_filled,
)

MAY, JUNE, JULY = date(2018, 5, 1), date(2018, 6, 1), date(2018, 7, 2)


def test_seats_are_counted_over_every_settled_meeting() -> None:
    assert seats_filled([]) == Share(0, 0, 0)
    assert seats_filled([Seats("M-1", 14, 12, True), Seats("M-2", 15, 9, True)]) == Share(21, 29, 2)


def test_nothing_is_said_while_the_attendance_of_one_meeting_is_not_settled() -> None:
    assert seats_filled([Seats("M-1", 14, 12, True), Seats("M-2", 15, 0, False)]) is None


@pytest.mark.parametrize(
    ("done_on", "kept"), [(None, False), (date(2018, 5, 31), True), (JUNE, True), (date(2018, 6, 2), False)]
)
def test_a_promise_is_kept_by_its_day_or_on_it(done_on: date | None, kept: bool) -> None:
    promise = Promise("CH-1", JUNE, done_on)

    assert promise.kept is kept
    assert promises_kept([promise]) == Share(int(kept), 1, 1)


def test_of_nothing_due_nothing_is_met() -> None:
    assert promises_kept([]) == Share(0, 0, 0)


@pytest.mark.parametrize(
    ("stands", "moves", "promised"),
    [
        (JUNE, [], JUNE),
        (JUNE, [Moved(MAY, JUNE, MAY)], JUNE),  # on the last day it still counts
        (JUNE, [Moved(MAY, JUNE, date(2018, 5, 2))], MAY),
        (JULY, [Moved(MAY, JUNE, MAY), Moved(JUNE, JULY, date(2018, 6, 2))], JUNE),
        (JULY, [Moved(MAY, JUNE, date(2018, 5, 2)), Moved(JUNE, JULY, JUNE)], MAY),
        (JULY, [Moved(MAY, JUNE, date(2018, 5, 2))], JULY),  # of an earlier asking
    ],
)
def test_a_date_moved_once_it_has_passed_was_not_kept(
    stands: date, moves: list[Moved], promised: date
) -> None:
    assert promised_day(stands, moves) == promised
