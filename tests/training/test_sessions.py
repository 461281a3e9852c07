"""Sessions: planned, changed and cancelled, with everybody told; and their places shared out."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from agencies.models import Agency, Board, Entry, Letter, Person
from agencies.rules import clock
from agencies.rules.clock import LONDON
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.overtaken import Overtaken
from tests.factories import CourseFactory, LearnerFactory
from tests.training.conftest import BY, StandingOf
from training.actions import bookings, rounds, sessions
from training.models import Course, Session
from training.rules.sessions import SessionFacts, TrainerFacts

pytestmark = pytest.mark.django_db
FACTS = SessionFacts(
    starts=datetime(2018, 6, 12, 9, 30, tzinfo=LONDON),
    ends=datetime(2018, 6, 12, 16, 0, tzinfo=LONDON),
    capacity=2,
    venue="Town Hall, Room 2",
)


@pytest.fixture
def course(board: Board) -> Course:
    made: Course = CourseFactory(board=board, number=1, title="Working with fathers")
    return made


@pytest.fixture
def planned(course: Course, coordinator: Standing) -> Session:
    return sessions.plan(course_id=course.pk, facts=FACTS, by=coordinator)


def filled(session: Session, agency: Agency, number: int) -> list[Any]:
    staff = [
        LearnerFactory(board=session.board, agency=agency, email=f"staff{n}@health.example")
        for n in range(number)
    ]
    return [bookings.book(session_id=session.pk, learner=one, by=BY) for one in staff]


def stands(session: Session) -> list[str]:
    return list(session.bookings.order_by("pk").values_list("state", flat=True))


def letters_since(number: int) -> list[tuple[str, str, bool]]:
    rows = Letter.objects.order_by("pk")[number:]
    return [(one.to, one.subject, "BEGIN:VEVENT" in one.calendar) for one in rows]


def test_a_session_is_planned_with_trainers_and_who_opens_it(
    course: Course, health: Agency, coordinator: Standing
) -> None:
    facts = replace(
        FACTS,
        chair_introduces=True,
        trainers=(
            TrainerFacts("Tom Trainer", "Tom@Health.example", health.pk),
            TrainerFacts("Ann Freelance"),
        ),
    )

    session = sessions.plan(course_id=course.pk, facts=facts, by=coordinator)

    assert (session.reference, session.introduced) == ("S-1", "Independent chair")
    assert len(session.code_secret) == 64
    assert list(session.trainers.order_by("pk").values_list("name", "email", "agency")) == [
        ("Tom Trainer", "tom@health.example", health.pk),
        ("Ann Freelance", "", None),
    ]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"ends": datetime(2018, 6, 12, 9, 30, tzinfo=LONDON)}, "ends after it starts"),
        ({"ends": datetime(2018, 6, 13, 16, 0, tzinfo=LONDON)}, "on one day"),
        (
            {
                "starts": datetime(2081, 6, 12, 9, 30, tzinfo=LONDON),
                "ends": datetime(2081, 6, 12, 16, 0, tzinfo=LONDON),
            },
            "Check the year",
        ),
        ({"venue": ""}, "Say where it is"),
        ({"capacity": 0}, "number of places"),
        ({"online": "meet.example/room"}, "beginning with https"),
        ({"trainers": (TrainerFacts(" "),)}, "name of each trainer"),
        ({"trainers": (TrainerFacts("Tom", "tom"),)}, "not an email address"),
    ],
)
def test_what_no_session_can_be_is_refused(
    course: Course, coordinator: Standing, wrong: dict[str, Any], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        sessions.plan(course_id=course.pk, facts=replace(FACTS, **wrong), by=coordinator)


def test_a_retired_course_and_another_boards_have_no_new_sessions(
    course: Course, coordinator: Standing, other_board: Board
) -> None:
    course.retired_on = date(2018, 5, 1)
    course.save()

    with pytest.raises(Refused, match="Bring it back"):
        sessions.plan(course_id=course.pk, facts=FACTS, by=coordinator)
    with pytest.raises(Refused, match="No such course"):
        sessions.plan(course_id=CourseFactory(board=other_board).pk, facts=FACTS, by=coordinator)


def test_another_room_is_told_to_those_with_a_place_and_to_nobody_who_waits(
    planned: Session, health: Agency, coordinator: Standing
) -> None:
    filled(planned, health, 3)
    before = Letter.objects.count()

    sessions.amend(session_id=planned.pk, facts=replace(FACTS, venue="Library"), seen=1, by=coordinator)

    subject = "Changed: Working with fathers, 12 June 2018"
    assert letters_since(before) == [
        ("staff0@health.example", subject, True),
        ("staff1@health.example", subject, True),
    ]
    assert "SEQUENCE:2" in Letter.objects.latest("pk").calendar
    assert Entry.objects.get(verb="sessions.amend").words == (
        "Changed S-1. The venue was “Town Hall, Room 2”, and is “Library”."
    )


def test_more_places_go_to_those_who_wait_and_nobody_is_told_it_changed(
    planned: Session, health: Agency, coordinator: Standing
) -> None:
    filled(planned, health, 4)
    before = Letter.objects.count()

    sessions.amend(session_id=planned.pk, facts=replace(FACTS, capacity=3), seen=1, by=coordinator)

    assert stands(planned) == ["booked", "booked", "booked", "waiting"]
    assert letters_since(before) == [
        ("staff2@health.example", "You now have a place: Working with fathers, 12 June 2018", True)
    ]


def test_there_cannot_be_fewer_places_than_are_taken(
    planned: Session, health: Agency, coordinator: Standing
) -> None:
    filled(planned, health, 2)

    with pytest.raises(Refused, match="2 places are taken already"):
        sessions.amend(session_id=planned.pk, facts=replace(FACTS, capacity=1), seen=1, by=coordinator)
    with pytest.raises(Overtaken):
        sessions.amend(session_id=planned.pk, facts=FACTS, seen=7, by=coordinator)
    with pytest.raises(Refused, match="Nothing has changed"):
        sessions.amend(session_id=planned.pk, facts=FACTS, seen=1, by=coordinator)


def test_a_cancelled_session_is_told_to_all_with_the_reason(
    planned: Session, health: Agency, coordinator: Standing
) -> None:
    filled(planned, health, 3)
    before = Letter.objects.count()

    sessions.cancel(session_id=planned.pk, why="The trainer is ill.", seen=1, by=coordinator)

    assert stands(planned) == ["cancelled"] * 3
    subject = "Session cancelled: Working with fathers, 12 June 2018"
    assert letters_since(before) == [
        ("staff0@health.example", subject, True),
        ("staff1@health.example", subject, True),
        ("staff2@health.example", subject, False),
    ]
    assert "The trainer is ill." in Letter.objects.latest("pk").text
    with pytest.raises(Refused, match="stays so"):
        sessions.cancel(session_id=planned.pk, why="Again.", seen=2, by=coordinator)
    late = LearnerFactory(board=planned.board, agency=health)
    with pytest.raises(Refused, match="has been cancelled"):
        bookings.book(session_id=planned.pk, learner=late, by=BY)


def test_a_session_is_not_cancelled_without_a_reason_nor_once_it_has_begun(
    planned: Session, coordinator: Standing
) -> None:
    with pytest.raises(Refused, match="Say why"):
        sessions.cancel(session_id=planned.pk, why=" ", seen=1, by=coordinator)
    clock.fix(date(2018, 6, 13))
    with pytest.raises(Refused, match="It has begun"):
        sessions.cancel(session_id=planned.pk, why="Late.", seen=1, by=coordinator)


def test_places_are_kept_by_agency_until_a_day_and_then_released_to_those_who_wait(
    planned: Session, health: Agency, police: Agency, coordinator: Standing
) -> None:
    sessions.share_out(
        session_id=planned.pk,
        shares={police.pk: 1, health.pk: 0},
        until=date(2018, 6, 1),
        seen=1,
        by=coordinator,
    )
    filled(planned, health, 2)
    assert stands(planned) == ["booked", "waiting"]

    clock.fix(date(2018, 6, 1))
    assert rounds.release_shares() == 0
    clock.fix(date(2018, 6, 2))
    assert rounds.release_shares() == 1

    assert stands(planned) == ["booked", "booked"]
    assert rounds.release_shares() == 0
    assert "County Police 1" in Entry.objects.get(verb="sessions.share_out").words


def test_shares_that_are_taken_back_free_places_at_once(
    planned: Session, health: Agency, police: Agency, coordinator: Standing
) -> None:
    until = date(2018, 6, 1)
    sessions.share_out(session_id=planned.pk, shares={police.pk: 2}, until=until, seen=1, by=coordinator)
    filled(planned, health, 1)

    sessions.share_out(session_id=planned.pk, shares={}, until=until, seen=2, by=coordinator)

    assert stands(planned) == ["booked"]


def test_shares_fit_the_places_the_seats_and_the_days(
    planned: Session, board: Board, health: Agency, coordinator: Standing
) -> None:
    stranger = LearnerFactory(board=board).agency
    for shares, until, why in (
        ({health.pk: 3}, date(2018, 6, 1), "3 places are kept, and there are 2"),
        ({health.pk: -1}, date(2018, 6, 1), "Enter a number"),
        ({health.pk: 1}, date(2018, 6, 12), "before the day"),
        ({health.pk: 1}, date(2018, 5, 20), "still to come"),
        ({stranger.pk: 1}, date(2018, 6, 1), "a seat at this board"),
    ):
        with pytest.raises(Refused, match=why):
            sessions.share_out(session_id=planned.pk, shares=shares, until=until, seen=1, by=coordinator)


def test_those_with_a_place_are_reminded_once_some_working_days_before(
    planned: Session, health: Agency
) -> None:
    filled(planned, health, 3)
    before = Letter.objects.count()

    for day, written in ((date(2018, 6, 6), 0), (date(2018, 6, 7), 2), (date(2018, 6, 8), 0)):
        clock.fix(day)
        assert rounds.remind() == written

    subject = "Reminder: Working with fathers, 12 June 2018"
    assert [one[1] for one in letters_since(before)] == [subject, subject]


def test_nobody_is_reminded_at_a_weekend_or_of_what_was_cancelled(
    planned: Session, health: Agency, coordinator: Standing
) -> None:
    filled(planned, health, 1)
    clock.fix(date(2018, 6, 9))
    assert rounds.remind() == 0
    sessions.cancel(session_id=planned.pk, why="Snow.", seen=1, by=coordinator)
    clock.fix(date(2018, 6, 11))

    assert rounds.remind() == 0


def test_who_was_booked_today_has_the_instructions_and_needs_no_reminder(
    planned: Session, health: Agency
) -> None:
    clock.fix(date(2018, 6, 11))
    filled(planned, health, 1)

    assert rounds.remind() == 0
    clock.fix(date(2018, 6, 12))
    assert rounds.remind() == 0


def test_only_who_plans_training_plans_sessions(
    course: Course, police_lead: Person, standing_of: StandingOf
) -> None:
    with pytest.raises(Refused, match="Only the training coordinator"):
        sessions.plan(course_id=course.pk, facts=FACTS, by=standing_of(police_lead))


def test_another_boards_session_is_not_changed(
    planned: Session, other_board: Board, coordinator: Standing
) -> None:
    theirs = replace(coordinator, board_id=other_board.pk)

    with pytest.raises(Refused, match="No such session"):
        sessions.cancel(session_id=planned.pk, why="Ours.", seen=1, by=theirs)
