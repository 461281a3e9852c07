"""What tests of reports stand on: a board whose figures include small numbers, and people who read and build."""

from collections.abc import Callable

import pytest

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from design.pdf import Pdf
from reports.rules.annual import AnnualReport
from scorecard.models import Indicator
from tests.building import small_scorecard

StandingOf = Callable[[Person], Standing]


@pytest.fixture
def scorecard(board: Board, health: Agency, police: Agency) -> dict[str, Indicator]:
    """The indicators of the small scorecard, by code."""
    return small_scorecard(board, health, police)


@pytest.fixture
def helen(scorecard: dict[str, Indicator], health_lead: Person, standing_of: StandingOf) -> Standing:
    """The lead of County Health."""
    return standing_of(health_lead)


@pytest.fixture
def paul(scorecard: dict[str, Indicator], police_lead: Person, standing_of: StandingOf) -> Standing:
    """The lead of County Police."""
    return standing_of(police_lead)


@pytest.fixture
def charlotte(chair: Person, standing_of: StandingOf) -> Standing:
    """The chair, who has reports built."""
    return standing_of(chair)


@pytest.fixture
def printer() -> Callable[[AnnualReport], Pdf]:
    """Prints at once, and only a title."""
    return lambda report: Pdf(f"%PDF-1.7 {report.title}".encode(), pages=3)
