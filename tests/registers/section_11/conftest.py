"""What tests of Section 11 stand on: kinds of each group, a planned cycle, and organisations it may ask."""

from datetime import date

import pytest

from agencies.models import Agency, AgencyKind, Board
from agencies.rules.standing import Standing
from registers.actions.section_11 import cycles
from registers.models import Cycle
from registers.rules.section_11.scales import Scale
from tests.factories import AgencyFactory, AgencyKindFactory


@pytest.fixture
def police_kind(db: None) -> AgencyKind:
    """A kind that must report."""
    kind: AgencyKind = AgencyKindFactory(
        code="police-force", name="Police", duty="section_11", basis="section 11, Children Act 2004"
    )
    return kind


@pytest.fixture
def charity_kind(db: None) -> AgencyKind:
    """A kind that is invited."""
    kind: AgencyKind = AgencyKindFactory(code="charity", name="Voluntary sector", duty="invited", kindly=True)
    return kind


@pytest.fixture
def force(board: Board, police_kind: AgencyKind) -> Agency:
    """An organisation that must report."""
    agency: Agency = AgencyFactory(code="county-force", name="County Force", kind=police_kind)
    return agency


@pytest.fixture
def charity(board: Board, charity_kind: AgencyKind) -> Agency:
    """An organisation that is invited."""
    agency: Agency = AgencyFactory(code="open-door", name="Open Door", kind=charity_kind)
    return agency


@pytest.fixture
def planned(office: Standing) -> Cycle:
    """A cycle that opened on 2 April and is due on 29 June 2018, not launched yet."""
    return cycles.plan(
        name="2017-18",
        scale=Scale.NOUGHT_TO_THREE,
        opens_on=date(2018, 4, 2),
        due_on=date(2018, 6, 29),
        panel_on=date(2018, 7, 20),
        by=office,
    )
