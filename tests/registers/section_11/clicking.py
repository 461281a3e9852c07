"""What somebody sees and sends on the pages of Section 11, and a cycle that runs."""

from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from agencies.models import Board
from registers.models import Cycle
from tests.factories import AssessmentFactory, AssignmentFactory, CycleFactory, StandardSetFactory


def got(client: Client, name: str, *args: object, query: str = "") -> str:
    return client.get(reverse(f"registers:{name}", args=["wessex", *args]) + query).content.decode()


def posted(client: Client, name: str, given: dict[str, Any], *args: object) -> str:
    address = reverse(f"registers:{name}", args=["wessex", *args])
    return client.post(address, given, follow=True).content.decode()


def running_cycle(board: Board) -> Cycle:
    """A cycle due on 18 May, three days ago: one organisation late, one late and invited, one that came."""
    standards = StandardSetFactory(board=board, version=1)
    cycle: Cycle = CycleFactory(
        board=board, number=1, name="2017-18", standards=standards, due_on=date(2018, 5, 18)
    )
    late = AssessmentFactory(cycle=cycle, agency__name="Late Trust", state="sent")
    AssignmentFactory(assessment=late)
    AssessmentFactory(cycle=cycle, agency__name="Kind Charity", duty="invited", kindly=True, state="not_sent")
    AssessmentFactory(
        cycle=cycle,
        agency__name="Good School",
        duty="own_duty",
        state="submitted",
        submitted_at=cycle.launched_at,
    )
    AssessmentFactory(
        cycle=cycle, agency__name="Gone Club", left_out_at=cycle.launched_at, left_out_why="Closed."
    )
    return cycle
