"""The demo's sessions to come: one full with a waiting list, one shared out, one called off, a briefing."""

import pytest

from agencies.models import Agency, Board, Person
from agencies.queries.standings import standing_at
from lscb.demo import trained, upcoming
from tests.factories import CourseFactory, HeadcountFactory, LearnerFactory
from training.models import WorkDomain

pytestmark = pytest.mark.django_db


def test_sessions_to_come_are_planned_once_and_filled_as_told(
    board: Board, health: Agency, police: Agency, training_coordinator: Person
) -> None:
    for number, facts in enumerate(trained.COURSES, 1):
        CourseFactory(board=board, number=number, title=facts.title)
    for number in range(100):
        agency = (health, police)[number % 2]
        LearnerFactory(board=board, agency=agency, email=f"n{number}@{agency.code}.example")
    for agency in (health, police):
        HeadcountFactory(board=board, agency=agency, number=100)
    coordinator = standing_at(training_coordinator, board.code)
    assert coordinator is not None

    planned = upcoming.plan(board, coordinator)

    states = [
        [one.bookings.filter(state=state).count() for state in ("booked", "waiting", "cancelled")]
        for one in planned
    ]
    assert states == [[0, 0, 0], [12, 5, 0], [14, 0, 0], [0, 0, 5], [6, 0, 0]]
    assert [one.chair_introduces for one in planned] == [True, True, False, False, False]
    assert sum(planned[2].shares.values_list("places", flat=True)) == 20
    assert set(WorkDomain.objects.values_list("domain", flat=True)) == {"hlt.example", "pol.example"}
    assert upcoming.plan(board, coordinator) == []
