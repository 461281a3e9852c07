"""Days of a cycle, what may be done to one when, and how long a link works."""

from datetime import date, timedelta

import pytest

from registers.rules.section_11.cycles import Stage, Verb, days_fit, launches, link_lasts, stage, when

OPENS, DUE, PANEL, REPORT = date(2018, 4, 2), date(2018, 6, 29), date(2018, 7, 20), date(2018, 9, 14)


@pytest.mark.parametrize(
    ("launched", "closed", "at"),
    [(False, False, Stage.PLANNED), (True, False, Stage.RUNNING), (True, True, Stage.CLOSED)],
)
def test_a_cycle_is_planned_then_runs_then_is_closed(launched: bool, closed: bool, at: Stage) -> None:
    assert stage(launched=launched, closed=closed) is at


@pytest.mark.parametrize(
    ("at", "allowed"),
    [
        (Stage.PLANNED, {Verb.AMEND, Verb.ADD, Verb.LAUNCH}),
        (Stage.RUNNING, {Verb.AMEND, Verb.ADD, Verb.CLOSE}),
        (Stage.CLOSED, set()),
    ],
)
def test_each_stage_allows_what_goes_with_it(at: Stage, allowed: set[Verb]) -> None:
    assert {verb for verb in Verb if when(verb, at)} == allowed
    assert all(when(verb, at).reason for verb in set(Verb) - allowed)


@pytest.mark.parametrize(
    ("panel", "report"), [(None, None), (PANEL, None), (None, REPORT), (PANEL, REPORT), (None, PANEL)]
)
def test_days_in_order_fit(panel: date | None, report: date | None) -> None:
    assert days_fit(OPENS, DUE, panel, report)


@pytest.mark.parametrize(
    ("opens", "due", "panel", "report"),
    [
        (DUE, DUE, None, None),
        (DUE, OPENS, None, None),
        (OPENS, DUE, DUE, None),
        (OPENS, DUE, None, DUE),
        (OPENS, DUE, PANEL, PANEL),
        (OPENS, DUE, REPORT, PANEL),
    ],
)
def test_days_out_of_order_do_not_fit(
    opens: date, due: date, panel: date | None, report: date | None
) -> None:
    assert not days_fit(opens, due, panel, report)


def test_a_cycle_is_launched_from_its_opening_day_until_the_day_before_it_is_due() -> None:
    day = timedelta(days=1)

    assert not launches(OPENS, DUE, OPENS - day)
    assert launches(OPENS, DUE, OPENS)
    assert launches(OPENS, DUE, DUE - day)
    assert not launches(OPENS, DUE, DUE)


@pytest.mark.parametrize(
    ("until", "today", "days"),
    [
        (None, DUE, 90),
        (None, DUE - timedelta(days=10), 100),
        (None, DUE + timedelta(days=80), 14),
        (DUE + timedelta(days=5), DUE, 5),
        (DUE + timedelta(days=200), DUE, 90),
        (DUE, DUE + timedelta(days=1), 0),
    ],
)
def test_a_link_works_until_ninety_days_after_the_due_day_or_its_holders_last_day(
    until: date | None, today: date, days: int
) -> None:
    assert link_lasts(DUE, until, today) == timedelta(days=days)
