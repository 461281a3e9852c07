"""What tests of the training room stand on: the coordinator, and a session with two places three weeks off."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Actor, Standing
from tests.factories import CourseFactory, LearnerFactory, SessionFactory, WorkDomainFactory
from tests.training.coming_in import HOLLY, NOON
from training.models import Learner, Session

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


@pytest.fixture
def noon() -> Iterator[Any]:
    """Hold the machine's clock, which links and codes go by."""
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def domains(board: Board, health: Agency, police: Agency) -> None:
    """Two agencies whose addresses are known."""
    WorkDomainFactory(agency=health, domain="health.example")
    WorkDomainFactory(agency=police, domain="police.example")


@pytest.fixture
def holly(board: Board, health: Agency) -> Learner:
    """A learner whose address is known."""
    learner: Learner = LearnerFactory(board=board, agency=health, email=HOLLY, name="Holly Visitor")
    return learner
