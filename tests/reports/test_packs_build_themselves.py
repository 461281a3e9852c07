"""Packs that build themselves before a meeting: once, in time, by a named job, and never what is settled."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time

import pytest
import time_machine
from django.test import Client

from agencies.models import Board, Entry, Letter, Person
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from design.pdf import Pdf
from lscb import reminders
from registers.models import Meeting
from reports.actions import packs, printing
from reports.models import Printing, Report, ReportSettings
from reports.queries import owed
from reports.rules.kinds import Kind
from tests.factories import LetterFactory, MeetingFactory, ReportFactory

#: Five working days before the meeting of 12 June.
ITS_DAY = date(2018, 6, 5)
Printer = Callable[..., Pdf]
Signed = Callable[[Person | None], Client]
StandingOf = Callable[[Person], Standing]


@pytest.fixture
def meeting(board: Board) -> Meeting:
    """The board's meeting of Tuesday 12 June 2018."""
    found: Meeting = MeetingFactory(board=board, number=8, held_on=date(2018, 6, 12))
    return found


def built_on(day: date) -> int:
    """How many packs the daily job has built on a day."""
    with clock.at(day):
        return packs.build_due(ring=lambda _: None)


def test_a_pack_is_opened_and_asked_for_on_its_day_and_no_more_than_once(meeting: Meeting) -> None:
    assert [built_on(day) for day in (date(2018, 6, 4), ITS_DAY, ITS_DAY, date(2018, 6, 6))] == [0, 1, 0, 0]

    pack = Report.objects.get(kind=Kind.BOARD_PACK)
    assert (pack.meeting, pack.first, pack.last) == (meeting, date(2018, 1, 1), date(2018, 3, 31))
    assert pack.printings.get().state == Printing.State.ASKED


def test_the_record_names_the_job_and_who_called_the_meeting(meeting: Meeting) -> None:
    built_on(ITS_DAY)

    assert {one.by for one in Entry.objects.filter(kind="report")} == {
        f"The daily building of packs, for M-8 as called by {meeting.called_by}"
    }


def test_the_worker_is_told_once_everything_is_committed(
    meeting: Meeting, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    told: list[int] = []

    with clock.at(ITS_DAY), django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        packs.build_due(ring=told.append)
        assert told == []

    assert told == [Printing.objects.get().pk]


def test_a_draft_from_before_its_day_does_not_stand_in_for_the_pack(meeting: Meeting, board: Board) -> None:
    early = ReportFactory(
        board=board, kind=Kind.BOARD_PACK, first=date(2018, 1, 1), last=date(2018, 3, 31), meeting=meeting
    )
    printed(early, date(2018, 6, 1))

    assert built_on(ITS_DAY) == 1


def test_one_that_could_not_be_built_is_tried_again_the_next_day_only(meeting: Meeting) -> None:
    built_on(ITS_DAY)
    Printing.objects.update(state=Printing.State.FAILED)

    assert built_on(ITS_DAY) == 0
    assert built_on(date(2018, 6, 6)) == 1


@pytest.mark.parametrize("given", [{"counts": False}, {"closed_at": "2018-06-01T12:00Z"}])
def test_groups_and_closed_meetings_have_no_pack(meeting: Meeting, given: dict[str, object]) -> None:
    Meeting.objects.update(**given)

    assert built_on(ITS_DAY) == 0


def test_an_approved_pack_is_left_as_it_is(meeting: Meeting, board: Board) -> None:
    ReportFactory(
        board=board,
        kind=Kind.BOARD_PACK,
        first=date(2018, 1, 1),
        last=date(2018, 3, 31),
        meeting=meeting,
        state="approved",
        approved_at="2018-05-20T12:00Z",
    )

    assert built_on(ITS_DAY) == 0
    assert not Printing.objects.exists()


def test_a_pack_that_was_opened_by_hand_is_taken_for_the_next_meeting(meeting: Meeting, board: Board) -> None:
    by_hand = ReportFactory(board=board, kind=Kind.BOARD_PACK, first=date(2018, 1, 1), last=date(2018, 3, 31))

    built_on(ITS_DAY)

    by_hand.refresh_from_db()
    assert by_hand.meeting == meeting
    assert Report.objects.count() == 1


def test_a_second_meeting_in_the_same_quarter_gets_the_next_edition(meeting: Meeting, board: Board) -> None:
    built_on(ITS_DAY)
    MeetingFactory(board=board, number=9, held_on=date(2018, 6, 28))

    assert built_on(date(2018, 6, 21)) == 1

    second = Report.objects.get(edition=2)
    assert second.meeting.number == 9
    assert second.correction == "For the meeting of 28 June 2018."


def digest_of(person: Person, day: date) -> str:
    """What this person's digest of a day says; nothing where there is none."""
    letter = Letter.objects.filter(person=person, day=day).first()
    return letter.text if letter else ""


@contextmanager
def in_the_hour(day: date, hour: int) -> Iterator[None]:
    """It is half past this hour of a day, by the machine's clock and the board's."""
    moment = datetime.combine(day, time(hour, 30), clock.LONDON)
    with clock.at(day), time_machine.travel(moment, tick=False):
        yield


def chased_at(day: date, hour: int) -> None:
    """The digests of a day, written in this hour and sent."""
    with in_the_hour(day, hour):
        reminders.chase()
    Letter.objects.update(state=Letter.State.SENT, sent_on=clock.now())


def test_the_first_digest_after_a_pack_was_built_tells_chair_and_office_and_nobody_else(
    meeting: Meeting, chair: Person, business_manager: Person, board_member: Person, printer: Printer
) -> None:
    for person in (chair, business_manager, board_member):
        LetterFactory(person=person, day=date(2018, 6, 4), state=Letter.State.SENT, sent_on=clock.now())
    with in_the_hour(ITS_DAY, 6):
        packs.build_due(ring=lambda pk: None)
        printing.construct(printing_id=Printing.objects.get().pk, printer=printer)

    chased_at(ITS_DAY, 8)
    chased_at(date(2018, 6, 6), 8)

    for person in (chair, business_manager):
        said = digest_of(person, ITS_DAY)
        assert "Pack built 5 June 2018: Board pack January to March 2018" in said
        assert "Board pack to look at due 11 June 2018: Board pack January to March 2018" in said
        assert digest_of(person, date(2018, 6, 6)) == ""
    assert digest_of(board_member, ITS_DAY) == ""


def test_a_pack_is_owed_a_look_while_it_is_a_draft_that_built_itself_for_a_meeting_to_come(
    meeting: Meeting, board: Board, chair: Person, business_manager: Person, printer: Printer
) -> None:
    built_on(ITS_DAY)
    with clock.at(ITS_DAY):
        assert owed.obligations(board.pk) == ()
        printing.construct(printing_id=Printing.objects.get().pk, printer=printer)
        (one,) = owed.obligations(board.pk)

    assert set(one.people) == {chair.pk, business_manager.pk}
    assert (one.kind, one.due) == ("pack", date(2018, 6, 11))
    assert one.words == "Look at it, and circulate it before its meeting: board pack January to March 2018"
    with clock.at(date(2018, 6, 13)):
        assert owed.obligations(board.pk) == ()
    Report.objects.update(state="circulated", approved_at="2018-06-06T12:00Z")
    with clock.at(ITS_DAY):
        assert owed.obligations(board.pk) == ()


def test_a_draft_from_before_its_day_is_owed_no_look(meeting: Meeting, board: Board) -> None:
    early = ReportFactory(
        board=board, kind=Kind.BOARD_PACK, first=date(2018, 1, 1), last=date(2018, 3, 31), meeting=meeting
    )
    printed(early, date(2018, 6, 1))

    with clock.at(ITS_DAY):
        assert owed.obligations(board.pk) == ()


def test_the_business_manager_says_when_and_nought_is_never(
    meeting: Meeting, business_manager: Person, client_of: Signed, board: Board
) -> None:
    client = client_of(business_manager)
    page = f"/{board.code}/reports/packs/"

    assert "5 June 2018" in client.get(page).content.decode()
    assert client.post(page, {"days": "0"}).status_code == 302

    said = client.get(page).content.decode()
    assert "Packs do not build themselves" in said
    assert "Board packs build themselves never; before, 5 working days before a meeting." in said
    assert built_on(ITS_DAY) == 0


@pytest.mark.parametrize("days", ["", "31", "-1", "soon", "5"])
def test_what_is_no_new_number_of_days_is_said_beside_the_field(
    business_manager: Person, client_of: Signed, board: Board, days: str
) -> None:
    answer = client_of(business_manager).post(f"/{board.code}/reports/packs/", {"days": days})

    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert not ReportSettings.objects.exists()


def test_a_member_reads_the_list_and_sets_nothing(
    meeting: Meeting, board_member: Person, client_of: Signed, standing_of: StandingOf, board: Board
) -> None:
    client = client_of(board_member)

    said = client.get(f"/{board.code}/reports/packs/").content.decode()
    assert "Not opened yet" in said
    assert "Save" not in said
    assert client.post(f"/{board.code}/reports/packs/", {"days": "3"}).status_code == 403
    with pytest.raises(Refused):
        packs.set_days_before(days=3, by=standing_of(board_member))


def test_the_chair_opens_the_pack_of_a_meeting_by_hand_and_none_of_another_board(
    meeting: Meeting, chair: Person, client_of: Signed, board: Board, standing_of: StandingOf
) -> None:
    answer = client_of(chair).post(f"/{board.code}/reports/packs/8/")

    pack = Report.objects.get()
    assert answer.headers["Location"] == f"/{board.code}/reports/{pack.pk}/"
    assert client_of(chair).post(f"/{board.code}/reports/packs/99/").status_code == 404
    with pytest.raises(Refused):
        packs.open_pack(meeting=MeetingFactory(), by=standing_of(chair))


def printed(report: Report, day: date) -> None:
    """A draft that somebody had built on a day."""
    with clock.at(day):
        Printing.objects.create(
            report=report,
            number=1,
            asked_at=clock.now(),
            asked_by="Charlotte",
            built_on=clock.now(),
            state=Printing.State.BUILT,
            stored="x",
            sha256="0" * 64,
            pages=1,
        )
