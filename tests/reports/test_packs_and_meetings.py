"""From a meeting's page to its board pack, for those who may read it, and back."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Board, Person
from registers.models import Meeting
from reports.models import Report
from reports.rules.kinds import Kind
from tests.factories import MeetingFactory, ReportFactory

ClientOf = Callable[[Person | None], Client]
APPROVED = "2018-05-10T12:00Z"


@pytest.fixture
def meeting(board: Board) -> Meeting:
    """The board's meeting of Tuesday 12 June 2018."""
    found: Meeting = MeetingFactory(board=board, number=8, held_on=date(2018, 6, 12))
    return found


def pack_of(meeting: Meeting, **more: object) -> Report:
    """The pack of a meeting."""
    found: Report = ReportFactory(
        board=meeting.board,
        kind=Kind.BOARD_PACK,
        first=date(2018, 1, 1),
        last=date(2018, 3, 31),
        meeting=meeting,
        **more,
    )
    return found


def said(client: Client) -> str:
    """What the page of the meeting says."""
    return client.get("/wessex/meetings/8/").content.decode()


def link(pack: Report) -> str:
    """How a page leads to a pack."""
    return f'href="/wessex/reports/{pack.pk}/"'


def test_a_meeting_leads_its_makers_to_the_draft_and_members_once_it_is_circulated(
    meeting: Meeting, business_manager: Person, board_member: Person, client_of: ClientOf
) -> None:
    office, member = client_of(business_manager), client_of(board_member)
    assert "Board pack" not in said(office)
    pack = pack_of(meeting)

    assert f"{link(pack)}>Board pack January to March 2018 (draft)</a>" in said(office)
    assert "Board pack" not in said(member)

    Report.objects.update(state="circulated", approved_at=APPROVED)
    assert f"{link(pack)}>Board pack January to March 2018 (circulated)</a>" in said(member)


def test_a_correction_under_way_is_offered_to_its_makers_and_what_holds_to_everybody_else(
    meeting: Meeting, business_manager: Person, board_member: Person, client_of: ClientOf
) -> None:
    out = pack_of(meeting, state="circulated", approved_at=APPROVED)
    correction = pack_of(meeting, edition=2, correction="A figure was wrong.")

    assert link(correction) in said(client_of(business_manager))
    assert link(out) in said(client_of(board_member))
    assert link(correction) not in said(client_of(board_member))


def test_no_other_meeting_and_no_other_boards_leads_to_it(
    meeting: Meeting, other_board: Board, business_manager: Person, client_of: ClientOf
) -> None:
    pack_of(MeetingFactory(board=meeting.board, number=9, held_on=date(2018, 6, 28)))
    pack_of(MeetingFactory(board=other_board, number=8, held_on=date(2018, 6, 12)))

    assert "Board pack" not in said(client_of(business_manager))


def test_a_packs_page_leads_back_to_its_meeting_and_other_reports_to_none(
    meeting: Meeting, board_member: Person, client_of: ClientOf, board: Board
) -> None:
    client = client_of(board_member)
    pack = pack_of(meeting, state="circulated", approved_at=APPROVED)
    annual = ReportFactory(board=board)

    page = client.get(reverse("reports:report", args=["wessex", pack.pk])).content.decode()
    other = client.get(reverse("reports:report", args=["wessex", annual.pk])).content.decode()

    assert 'href="/wessex/meetings/8/">M-8, 12 June 2018</a>' in page
    assert "For the meeting" not in other
