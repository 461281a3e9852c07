"""What tests of the registers stand on: those who move a challenge on."""

from collections.abc import Callable

import pytest

from agencies.models import Agency, Person
from agencies.rules.standing import Standing
from tests.registers.moving import Board

StandingOf = Callable[[Person], Standing]


@pytest.fixture
def at(
    chair: Person,
    health_lead: Person,
    police_lead: Person,
    health: Agency,
    police: Agency,
    standing_of: StandingOf,
) -> Board:
    """The chair, and the leads of County Health, which leads, and County Police."""
    return Board(standing_of(chair), standing_of(health_lead), standing_of(police_lead), health, police)


@pytest.fixture
def office(business_manager: Person, standing_of: StandingOf) -> Standing:
    """The business manager."""
    return standing_of(business_manager)
