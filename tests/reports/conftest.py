"""What tests of reports stand on: a board whose figures include small numbers, and people who read and build."""

from collections.abc import Callable

import pytest

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from design.pdf import Pdf
from reports.rules.document import Document
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
def printer() -> Callable[..., Pdf]:
    """Prints at once, and only a title."""

    def prints(document: Document, *, draft: bool, told: Callable[[str, int, int], None]) -> Pdf:
        told(f"Drawing {document.sections[0].title}", 0, 1)
        return Pdf(f"%PDF-1.7 {document.title} {draft}".encode(), pages=3)

    return prints
