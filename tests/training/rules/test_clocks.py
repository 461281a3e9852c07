"""The clocks of reviews, by kind and by the day the board came to know."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.rules.working_days import is_working_day, working_days_between
from training.rules.clocks import GUIDANCE, due_days, kind_fits, steps_of, waits_for
from training.rules.months import months_on
from training.rules.reviews import Kind, Step

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("kind", "known", "days"),
    [
        (
            Kind.SCR,
            date(2017, 3, 6),
            {Step.DECISION: date(2017, 4, 6), Step.REPORT: date(2017, 10, 6), Step.PUBLICATION: None},
        ),
        (Kind.SCR, date(2013, 4, 14), {Step.DECISION: None, Step.REPORT: None, Step.PUBLICATION: None}),
        (
            Kind.SCR,
            date(2013, 4, 15),
            {Step.DECISION: date(2013, 5, 15), Step.REPORT: date(2013, 11, 15), Step.PUBLICATION: None},
        ),
        (
            Kind.SCR,
            date(2018, 6, 28),
            {Step.DECISION: date(2018, 7, 28), Step.REPORT: date(2019, 1, 28), Step.PUBLICATION: None},
        ),
        (
            # From a Friday: five and fifteen working days.
            Kind.SCR,
            date(2018, 6, 29),
            {
                Step.NOTIFICATION: date(2018, 7, 6),
                Step.RAPID_REVIEW: date(2018, 7, 20),
                Step.DECISION: None,
                Step.REPORT: None,
                Step.PUBLICATION: None,
            },
        ),
        (
            # Over the August bank holiday.
            Kind.RAPID,
            date(2018, 8, 24),
            {Step.NOTIFICATION: date(2018, 9, 3), Step.RAPID_REVIEW: date(2018, 9, 17)},
        ),
        (
            Kind.DOMESTIC_HOMICIDE,
            date(2016, 1, 31),
            {Step.DECISION: date(2016, 2, 29), Step.REPORT: date(2016, 8, 29), Step.PUBLICATION: None},
        ),
        (Kind.ADULT, date(2016, 1, 31), {Step.DECISION: None, Step.REPORT: None, Step.PUBLICATION: None}),
        (
            Kind.PARTNERSHIP,
            date(2019, 1, 7),
            {Step.DECISION: None, Step.REPORT: None, Step.PUBLICATION: None},
        ),
        (
            Kind.MULTI_AGENCY,
            date(2019, 1, 7),
            {Step.DECISION: None, Step.REPORT: None, Step.PUBLICATION: None},
        ),
    ],
)
def test_each_kind_has_the_days_of_the_guidance_in_force_when_the_board_knew(
    kind: Kind, known: date, days: dict[Step, date | None]
) -> None:
    assert due_days(kind, known) == days


@pytest.mark.parametrize(
    ("kind", "known", "report"),
    [
        (Kind.DOMESTIC_HOMICIDE, date(2011, 4, 12), None),
        (Kind.DOMESTIC_HOMICIDE, date(2011, 4, 13), date(2011, 11, 2)),
        (Kind.ADULT, date(2015, 3, 31), None),
        (Kind.ADULT, date(2015, 4, 1), date(2015, 11, 2)),
    ],
)
def test_guidance_counts_for_what_boards_came_to_know_of_from_its_day_on(
    kind: Kind, known: date, report: date | None
) -> None:
    decided = {Step.DECISION: date(known.year, 5, 2)}

    assert due_days(kind, known, done=decided)[Step.REPORT] == report


def test_a_practice_review_is_written_and_published_six_months_after_it_was_decided_on() -> None:
    known = date(2018, 7, 2)

    before = due_days(Kind.LCSPR, known)
    after = due_days(Kind.LCSPR, known, done={Step.DECISION: date(2018, 8, 31)})

    assert (before[Step.NOTIFICATION], before[Step.RAPID_REVIEW]) == (date(2018, 7, 9), date(2018, 7, 23))
    assert (before[Step.REPORT], before[Step.PUBLICATION]) == (None, None)
    assert (after[Step.REPORT], after[Step.PUBLICATION]) == (date(2019, 2, 28), date(2019, 2, 28))


def test_a_report_is_counted_from_the_day_of_the_decision_once_that_is_known() -> None:
    counted = due_days(Kind.SCR, date(2017, 3, 6), done={Step.DECISION: date(2017, 3, 20)})

    assert counted[Step.REPORT] == date(2017, 9, 20)
    assert waits_for(Kind.SCR, date(2017, 3, 6), Step.REPORT) is Step.DECISION
    assert waits_for(Kind.SCR, date(2017, 3, 6), Step.DECISION) is None


@pytest.mark.parametrize(
    ("kind", "known", "why"),
    [
        (Kind.RAPID, date(2018, 6, 28), "Rapid reviews began on 29 June 2018."),
        (Kind.LCSPR, date(2018, 6, 28), "Local child safeguarding practice reviews began on 29 June 2018."),
        (Kind.RAPID, date(2018, 6, 29), ""),
        (Kind.LCSPR, date(2018, 6, 29), ""),
        (Kind.SCR, date(2011, 1, 4), ""),
    ],
)
def test_kinds_of_2018_are_not_held_of_what_was_known_before(kind: Kind, known: date, why: str) -> None:
    verdict = kind_fits(kind, known)

    assert bool(verdict) is not bool(why)
    assert why in verdict.reason


@given(st.sampled_from(list(Kind)), DAYS)
def test_no_step_is_due_before_the_board_knew_and_steps_keep_their_order(kind: Kind, known: date) -> None:
    days = due_days(kind, known)

    set_days = [day for day in days.values() if day is not None]
    assert tuple(days) == steps_of(kind, known)
    assert all(day > known for day in set_days)
    assert set_days == sorted(set_days)


@given(DAYS)
def test_a_notification_is_due_on_a_working_day_five_working_days_on(known: date) -> None:
    day = due_days(Kind.RAPID, max(known, date(2018, 6, 29)))[Step.NOTIFICATION]

    assert day is not None
    assert is_working_day(day)
    assert working_days_between(max(known, date(2018, 6, 29)), day) == 5


@given(DAYS, st.integers(1, 24))
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int) -> None:
    later = months_on(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


def test_guidance_of_one_kind_stands_newest_first_so_that_the_first_that_fits_is_in_force() -> None:
    for kind in Kind:
        since = [one.since for one in GUIDANCE if one.kind is kind]
        assert since == sorted(since, reverse=True)
