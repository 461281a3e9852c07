"""W10b: self-assessments in time are counted each night, a year April to March, and handed to the scorecard."""

from datetime import date, datetime

import pytest

from agencies.models import Agency, Board
from agencies.rules import clock
from agencies.rules.clock import LONDON
from registers.actions.dates import keep_change
from registers.actions.handing_down import JOB, hand_down_records
from registers.models import Assessment, Cycle
from scorecard.models import Figure
from scorecard.rules.figures import Unit
from tests.factories import HAMPSHIRE, AgencyFactory, AreaFactory, IndicatorFactory, PerspectiveFactory
from tests.registers.section_11.chased import asked, charity, cycle_of

DUE = date(2018, 6, 29)
NIGHT = date(2019, 4, 2)


@pytest.fixture(autouse=True)
def office_agency(board: Board) -> Agency:
    """The board's own office, which owns the measure."""
    agency: Agency = AgencyFactory(code="brd", name="Board Business Unit")
    AreaFactory(code=HAMPSHIRE, name="Hampshire")
    work = PerspectiveFactory(board=board, code="partnership", title="Partnership", order=1)
    IndicatorFactory(
        board=board, code="W10b", unit=Unit.PERCENT, owner=agency, perspective=work, since=date(2010, 4, 1),
        frequency="year",
    )  # fmt: skip
    return agency


def came(cycle: Cycle, on: date | None, agency: Agency | None = None, **given: object) -> Assessment:
    """One that was signed off on a day, or not at all."""
    found = asked(cycle, agency or AgencyFactory(), **given)
    if on is not None:
        sign_off(found, on)
    return found


def sign_off(found: Assessment, on: date) -> None:
    found.state, found.submitted_by = "submitted", "The executive"
    found.submitted_at = datetime(on.year, on.month, on.day, 23, 30, tzinfo=LONDON)
    found.save()


def moved(found: Assessment, becomes: date, said_on: date) -> None:
    clock.fix(said_on)
    keep_change(
        board_id=found.cycle.board_id, kind="assessment", key=found.pk, was=found.due_on, becomes=becomes,
        reason="They asked.", by=JOB,
    )  # fmt: skip
    found.due_on = becomes
    found.save()


def counted() -> dict[int, tuple[int, int, str]]:
    """What stands on file after that night, by the year it begins in."""
    clock.fix(NIGHT)
    hand_down_records()
    found = Figure.objects.current().filter(indicator__code="W10b")
    return {
        one.first.year: (int(one.numerator or 0), int(one.denominator or 0), one.status)
        for one in found.order_by("first")
    }


def test_in_time_is_by_the_end_of_its_day_and_who_never_replied_is_late(board: Board) -> None:
    cycle = cycle_of(board, due=DUE)
    came(cycle, DUE)
    came(cycle, date(2018, 6, 30))
    came(cycle, None)

    assert counted() == {2018: (1, 3, "reported")}


def test_nothing_is_due_from_the_invited_nor_from_who_was_not_asked_or_is_left_out(board: Board) -> None:
    cycle = cycle_of(board, due=DUE)
    came(cycle, DUE)
    came(cycle, None, charity(), duty="invited", kindly=True)
    came(cycle, None, state="not_sent", sent_at=None, sent_by="")
    came(cycle, None, left_out_at=clock.now(), left_out_by="B", left_out_why="It closed.")

    assert counted() == {2018: (1, 1, "reported")}


def test_what_was_sent_back_came_when_it_first_came(board: Board) -> None:
    first_in_time, first_late = (came(cycle_of(board, due=DUE, name=name), None) for name in ("a", "b"))
    sign_off(first_in_time, date(2018, 6, 20))
    sign_off(first_late, date(2018, 7, 4))
    for one in (first_in_time, first_late):
        moved(one, date(2018, 8, 31), date(2018, 7, 10))
        sign_off(one, date(2018, 8, 30))

    assert counted() == {2018: (1, 2, "reported")}


def test_a_day_moved_before_it_passed_counts_as_moved_and_one_moved_later_was_missed(board: Board) -> None:
    cycle = cycle_of(board, due=DUE)
    in_time, too_late = came(cycle, None), came(cycle, None)
    moved(in_time, date(2018, 7, 31), date(2018, 6, 20))
    moved(too_late, date(2018, 7, 31), date(2018, 7, 2))
    for one in (in_time, too_late):
        sign_off(one, date(2018, 7, 30))

    assert counted() == {2018: (1, 2, "reported")}


def test_a_year_without_a_cycle_is_not_applicable_once_there_was_one_and_nothing_before(board: Board) -> None:
    came(cycle_of(board, due=date(2017, 6, 30)), date(2017, 6, 1))

    assert counted() == {2017: (1, 1, "reported"), 2018: (0, 0, "not_applicable")}


def test_a_board_that_keeps_no_cycle_here_has_no_such_figure(board: Board) -> None:
    assert counted() == {}


def test_a_night_without_news_writes_nothing(board: Board) -> None:
    came(cycle_of(board, due=DUE), DUE)
    counted()

    assert hand_down_records() == 0
