"""What tests of the training room stand on: the coordinator, and a session with two places three weeks off."""

from collections.abc import Callable

import pytest

from agencies.models import Board, Person
from agencies.rules.standing import Actor, Standing
from tests.factories import CourseFactory, SessionFactory
from training.models import Session

StandingOf = Callable[[Person], Standing]
#: Whoever books, in tests that are not about who may.
BY = Actor(None, "Tara Singh (Training coordinator)")


@pytest.fixture
def coordinator(training_coordinator: Person, standing_of: StandingOf) -> Standing:
    """Plans training and keeps its lists."""
    return standing_of(training_coordinator)


@pytest.fixture
def session(board: Board) -> Session:
    """Two places on 12 June 2018."""
    made: Session = SessionFactory(course=CourseFactory(board=board), capacity=2)
    return made
