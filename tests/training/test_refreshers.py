"""Refreshers: who is due by the board's rules, on their own page, in the coordinator's list, and by letter once."""

from datetime import UTC, date, datetime

import pytest

from agencies.models import Agency, Board, Letter
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from tests.factories import (
    BookingFactory,
    CourseFactory,
    LearnerFactory,
    ProfessionFactory,
    RefresherRuleFactory,
    SessionFactory,
    WorkDomainFactory,
)
from training.actions import refreshers
from training.models import Booking, Course, Learner, RefresherRule
from training.queries.holders import Holder
from training.queries.refreshers import own_refreshers, refreshers_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(board: Board) -> Course:
    made: Course = CourseFactory(board=board)
    return made


@pytest.fixture
def holly(board: Board, health: Agency) -> Learner:
    WorkDomainFactory(agency=health, domain="health.example")
    learner: Learner = LearnerFactory(
        board=board,
        agency=health,
        email="holly@health.example",
        name="Holly Visitor",
        profession=ProfessionFactory(board=board),
    )
    return learner


def took(learner: Learner, course: Course, year: int, state: str = "attended") -> Booking:
    """On 12 June of a year."""
    session = SessionFactory(
        course=course,
        starts=datetime(year, 6, 12, 8, tzinfo=UTC),
        ends=datetime(year, 6, 12, 15, tzinfo=UTC),
    )
    booking: Booking = BookingFactory(session=session, learner=learner, state=state)
    return booking


def own(learner: Learner) -> list[tuple[date, bool]]:
    holder = Holder(learner.board, learner.email, (learner.agency,), learner)
    return [(one.due_on, one.overdue) for one in own_refreshers(holder)]


def test_it_is_due_so_many_months_after_the_last_time(holly: Learner, course: Course) -> None:
    RefresherRuleFactory(course=course, months=36)
    took(holly, course, 2012)
    took(holly, course, 2015)
    took(holly, course, 2017, "no_show")

    assert own(holly) == [(date(2018, 6, 12), False)]


def test_the_rule_of_ones_profession_goes_first(holly: Learner, course: Course) -> None:
    RefresherRuleFactory(course=course, months=36)
    RefresherRuleFactory(course=course, months=12, profession=holly.profession)
    took(holly, course, 2016)

    assert own(holly) == [(date(2017, 6, 12), True)]


def test_without_a_rule_nobody_is_due(holly: Learner, course: Course) -> None:
    took(holly, course, 2010)

    assert own(holly) == []


def test_the_coordinators_list_has_who_is_overdue_or_due_soon(
    holly: Learner, course: Course, coordinator: Standing, health: Agency
) -> None:
    RefresherRuleFactory(course=course, months=36)
    took(holly, course, 2015)
    took(LearnerFactory(board=holly.board, agency=health, name="Hugo"), course, 2014)
    took(LearnerFactory(board=holly.board, agency=health, name="Hana"), course, 2017)

    assert [one.learner.name for one in refreshers_due(coordinator)] == ["Hugo", "Holly Visitor"]


def test_who_is_due_soon_is_written_to_once(holly: Learner, course: Course) -> None:
    RefresherRuleFactory(course=course, months=36)
    took(holly, course, 2015)

    with clock.at(date(2018, 4, 30)):
        assert refreshers.tell_due() == 0
    assert refreshers.tell_due() == 1
    assert refreshers.tell_due() == 0
    letter = Letter.objects.get()
    assert letter.to == "holly@health.example"
    assert "By 12 June 2018 it is to be refreshed." in letter.text
    assert "/sessions/" in letter.text


def test_who_has_booked_already_is_not_written_to(holly: Learner, course: Course) -> None:
    RefresherRuleFactory(course=course, months=36)
    took(holly, course, 2015)
    took(holly, course, 2018, "booked")

    assert refreshers.tell_due() == 0


def test_what_is_long_overdue_starts_no_flood_of_letters(holly: Learner, course: Course) -> None:
    RefresherRuleFactory(course=course, months=36)
    took(holly, course, 2010)

    assert refreshers.tell_due() == 0


def test_a_rule_is_set_changed_and_taken_away(course: Course, coordinator: Standing) -> None:
    rule = refreshers.set_rule(course=course, profession=None, months=36, by=coordinator)
    with pytest.raises(Refused, match="That is the rule already"):
        refreshers.set_rule(course=course, profession=None, months=36, by=coordinator)
    refreshers.set_rule(course=course, profession=None, months=24, by=coordinator)
    assert [one.months for one in RefresherRule.objects.all()] == [24]
    refreshers.remove_rule(rule_id=rule.pk, by=coordinator)
    assert not RefresherRule.objects.exists()
    with pytest.raises(Refused, match="taken away already"):
        refreshers.remove_rule(rule_id=rule.pk, by=coordinator)


@pytest.mark.parametrize("months", [0, 121])
def test_a_rule_is_within_ten_years(course: Course, coordinator: Standing, months: int) -> None:
    with pytest.raises(Refused, match="from 1 to 120 months"):
        refreshers.set_rule(course=course, profession=None, months=months, by=coordinator)


def test_another_boards_course_has_no_rule_here(coordinator: Standing) -> None:
    with pytest.raises(Refused, match="another board’s"):
        refreshers.set_rule(course=CourseFactory(), profession=None, months=12, by=coordinator)
