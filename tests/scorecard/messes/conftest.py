"""The board the messes are sent to: one agency's indicators of every sort, its neighbours, an area with districts."""

from datetime import date

import pytest

from agencies.models import Agency, Board
from agencies.queries.standings import standing_at
from agencies.rules.roles import Role
from agencies.rules.standing import Standing
from scorecard.models import Area
from scorecard.rules.figures import Basis, Kind, Unit
from tests.factories import (
    HAMPSHIRE,
    AgencyAliasFactory,
    AgencyFactory,
    AreaFactory,
    IndicatorFactory,
    MembershipFactory,
    PersonFactory,
    PerspectiveFactory,
    PopulationFactory,
    SeatFactory,
)

#: How many children live in the area, in every year.
CHILDREN = 280_000
_STOCK = {"kind": Kind.SNAPSHOT, "basis": Basis.SNAPSHOT}
#: Code, title, and what is not as usual: a percentage of what happened in a quarter, reported by social care.
INDICATORS: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("D01", "Contacts to the front door", {"unit": Unit.COUNT, "decimals": 0}),
    ("D02", "Referrals to social care", {"unit": Unit.RATE, "per": 10_000, "ages": "0-17"}),
    ("D03", "Re-referrals within twelve months", {}),
    ("D05", "Who referrals come from", {"breakdown": "source", "breakdown_values": ["schools", "health services"]}),
    ("D12", "Children on child protection plans", {"unit": Unit.COUNT, "decimals": 0, **_STOCK}),
    ("T03", "Days from enquiry to conference", {"unit": Unit.MEDIAN}),
    ("T05", "Second or later child protection plan", {}),
    ("T07", "Open plans of two years or more", {"unit": Unit.COUNT, **_STOCK}),
    ("W01", "Social worker vacancies", {"whole": False, **_STOCK}),
    ("O14", "Health assessments done this year", {"unit": Unit.COUNT, "basis": Basis.YEAR_TO_DATE}),
    ("O12", "Pupils excluded", {"unit": Unit.COUNT, "frequency": "term"}),
    ("S01", "Children adopted", {"unit": Unit.COUNT, "frequency": "year"}),
    (
        "L01",
        "Allegations against staff",
        {"unit": Unit.COUNT, "breakdown": "outcome", "breakdown_values": ["no further action", "action taken"]},
    ),
)  # fmt: skip


@pytest.fixture
def agencies(board: Board) -> dict[str, Agency]:
    """Four agencies with a seat, by code, under the names they go by."""
    named = {
        "csc": ("Children's Social Care", ("CSC", "Children's Services", "CSD")),
        "hlt": ("Hampshire Hospitals NHS Trust", ("HHFT",)),
        "icb": ("Hampshire Integrated Care Board", ("Hampshire CCG", "West Hampshire CCG", "ICB")),
        "pol": ("Hampshire Constabulary", ("Hampshire Police",)),
    }
    found = {}
    for code, (name, aliases) in named.items():
        agency = found[code] = AgencyFactory(code=code, name=name)
        SeatFactory(board=board, agency=agency)
        for alias in aliases:
            AgencyAliasFactory(agency=agency, name=alias)
    return found


@pytest.fixture
def messy_board(board: Board, agencies: dict[str, Agency]) -> Board:
    """The board with its indicators, areas and populations."""
    area = AreaFactory(code=HAMPSHIRE, name="Hampshire")
    for code, name in (("E07000084", "Basingstoke and Deane"), ("E06000045", "Southampton, City of")):
        AreaFactory(code=code, name=name, parent=area, kind=Area.Kind.DISTRICT)
    for year in range(2006, 2019):
        PopulationFactory(area=area, mid_year=year, people=CHILDREN)
    perspective = PerspectiveFactory(board=board, code="children", title="Children", order=1)
    own = {"board": board, "perspective": perspective}
    for order, (code, title, facts) in enumerate(INDICATORS):
        IndicatorFactory(**own, code=code, title=title, order=order, owner=agencies["csc"], **facts)
    for version, since, until in ((1, date(2006, 4, 1), date(2013, 3, 31)), (2, date(2013, 4, 1), None)):
        IndicatorFactory(
            **own,
            code="T01",
            version=version,
            title="Assessments in time",
            since=since,
            until=until,
            order=19,
            owner=agencies["csc"],
        )
    IndicatorFactory(**own, code="M01", title="Police at conferences", order=20, owner=agencies["pol"])
    IndicatorFactory(**own, code="H01", title="Self-harm", order=21, owner=agencies["hlt"], unit=Unit.COUNT)
    IndicatorFactory(
        **own,
        code="W06",
        title="People trained",
        order=22,
        owner=None,
        unit=Unit.COUNT,
        frequency="year",
        breakdown="agency",
    )
    return board


@pytest.fixture
def leads(messy_board: Board, agencies: dict[str, Agency]) -> dict[str, Standing]:
    """Who sends each agency's files, by the agency's code."""
    found = {}
    for code, agency in agencies.items():
        person = PersonFactory(name=f"Lead of {code}", email=f"{code}@example.org")
        MembershipFactory(person=person, board=messy_board, role=Role.AGENCY_LEAD.value, agency=agency)
        standing = standing_at(person, messy_board.code)
        assert standing is not None
        found[code] = standing
    return found
