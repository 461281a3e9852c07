"""What tests of the scorecard stand on: the small scorecard, and those who send and accept figures."""

from collections.abc import Callable

import pytest

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from scorecard.models import Indicator
from tests.building import small_scorecard

StandingOf = Callable[[Person], Standing]


@pytest.fixture
def scorecard(board: Board, health: Agency, police: Agency) -> dict[str, Indicator]:
    """The indicators of the small scorecard, by code."""
    return small_scorecard(board, health, police)


@pytest.fixture
def helen(scorecard: dict[str, Indicator], health_lead: Person, standing_of: StandingOf) -> Standing:
    """The lead of County Health, at a board that has a scorecard."""
    return standing_of(health_lead)


@pytest.fixture
def paul(scorecard: dict[str, Indicator], police_lead: Person, standing_of: StandingOf) -> Standing:
    """The lead of County Police, at a board that has a scorecard."""
    return standing_of(police_lead)


@pytest.fixture
def manager(business_manager: Person, standing_of: StandingOf) -> Standing:
    """The business manager."""
    return standing_of(business_manager)


@pytest.fixture
def member(board_member: Person, standing_of: StandingOf) -> Standing:
    """A board member."""
    return standing_of(board_member)
