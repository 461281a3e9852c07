"""Packs of true figures: the board’s, opened for the next meeting, built by a real worker and read; the inspectors’."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import page
import pytest
from pypdf import PdfReader

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from reports.rules.kinds import TRUE_FIGURES, Kind
from scorecard.models import Indicator
from tests.building import LAST, a_return, load, series
from tests.factories import ChallengeFactory, MeetingFactory, ReportFactory
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_chair_opens_the_pack_of_the_next_meeting_and_reads_what_the_board_must_look_at(
    visit: Callable[..., Visitor],
    worker: None,
    board: Board,
    scorecard: dict[str, Indicator],
    health: Agency,
    police: Agency,
    health_lead: Person,
    chair: Person,
    standing_of: Callable[[Person], Standing],
) -> None:
    load(*series("H02", [20, 22] * 7 + [60, 62], 83, until=LAST), by=standing_of(health_lead), agency=health)
    a_return(board, police, due_on=date(2018, 5, 1))
    MeetingFactory(board=board, number=8, held_on=date(2018, 6, 12))

    charlotte = visit(chair)
    charlotte.follows("Reports")
    charlotte.follows("Packs for the meetings to come")
    charlotte.sees("5 June 2018")
    charlotte.presses("Open it now for M-8")
    charlotte.page.get_by_role("button", name="Build a draft").click()
    charlotte.waits_for("It holds true figures, small numbers too.")

    given = charlotte.downloads("Download the PDF").path().read_bytes()
    pages = [" ".join(one.extract_text().split()) for one in PdfReader(BytesIO(given)).pages]
    assert page.validate_pdf_bytes(given, profile="ua1").is_compliant
    assert [one for one in pages if TRUE_FIGURES not in one] == []
    first = next(one for one in pages if "What the board must look at" in one and "County Police" in one)
    assert "County Police, January to March 2018: 13 working days overdue." in first
    assert "The measure H02: 74.7%." in first


def test_the_business_manager_chooses_the_threads_that_inspectors_read(
    visit: Callable[..., Visitor], board: Board, business_manager: Person
) -> None:
    ChallengeFactory(board=board, number=29, raised_at="2018-01-10T12:00Z", sent_at="2018-01-10T12:00Z")
    ReportFactory(board=board, kind=Kind.EVIDENCE)

    bridget = visit(business_manager)
    bridget.follows("Reports")
    bridget.follows("Inspection evidence pack 2017 to 2018")
    bridget.follows("Choose threads")
    bridget.page.get_by_label("CH-29").check()
    bridget.presses("Save")

    bridget.sees("The threads are chosen.")
    bridget.sees("Chose the threads of the inspection evidence pack 2017 to 2018: CH-29.")
