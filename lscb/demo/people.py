"""The demonstration's people: one a role, members for a few agencies, a lead an agency.

They are named for what they do so that nobody is taken for real.
"""

from dataclasses import dataclass

from agencies.rules.roles import Role
from lscb.demo.story import AGENCIES


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Someone who may sign in to the demonstration. `agency` is a code, for an agency lead and
    for a board member who sits for one."""

    email: str
    name: str
    job_title: str
    role: Role
    agency: str = ""


def people() -> tuple[DemoPerson, ...]:
    """Everyone, the board's own first, then a lead for each agency."""
    board = (
        DemoPerson("chair@demo.example", "Demo Chair", "Independent chair", Role.INDEPENDENT_CHAIR),
        DemoPerson("manager@demo.example", "Demo Manager", "Business manager", Role.BUSINESS_MANAGER),
        DemoPerson("member@demo.example", "Demo Member", "Head teacher", Role.BOARD_MEMBER, "edu"),
        DemoPerson(
            "member.pol@demo.example",
            "Demo Member, County Police",
            "Superintendent",
            Role.BOARD_MEMBER,
            "pol",
        ),
        DemoPerson(
            "member.dcs@demo.example",
            "Demo Member, County District Councils",
            "Head of housing",
            Role.BOARD_MEMBER,
            "dcs",
        ),
        DemoPerson("lay@demo.example", "Demo Lay Member", "Lay member", Role.BOARD_MEMBER),
        DemoPerson(
            "training@demo.example", "Demo Trainer", "Training coordinator", Role.TRAINING_COORDINATOR
        ),
        DemoPerson("analyst@demo.example", "Demo Analyst", "Analyst", Role.ANALYST),
        DemoPerson("councillor@demo.example", "Demo Councillor", "Lead member for children", Role.COUNCILLOR),
    )
    leads = tuple(
        DemoPerson(
            f"{code}@demo.example",
            f"Demo Lead, {name.removesuffix(' (demo)')}",
            "Agency lead",
            Role.AGENCY_LEAD,
            code,
        )
        for code, name in AGENCIES.items()
    )
    return board + leads


#: What kind of agency each of the demonstration's is, by code.
KINDS = {
    "csc": "social_care",
    "eh": "early_help",
    "pol": "police",
    "hlt": "community_trust",
    "acu": "acute_trust",
    "cam": "mental_health_trust",
    "ccg": "ccg",
    "edu": "schools",
    "yot": "youth_offending",
    "prb": "probation",
    "dap": "partnership",
    "lado": "social_care",
    "dcs": "district_councils",
    "brd": "business_unit",
}
