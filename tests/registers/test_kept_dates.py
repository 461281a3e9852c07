"""W10: the board's own measures are counted from its records each night and stand on the scorecard with their trace."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from agencies.models import Agency, Board, Entry, Person
from agencies.rules import clock
from agencies.rules.roles import Role
from agencies.rules.standing import Standing
from registers.actions import challenges
from registers.actions import meetings as acts
from registers.actions.handing_down import JOB, hand_down_records
from registers.actions.meetings import Attendance
from registers.models import Challenge
from scorecard.models import Figure, Indicator, Submission
from scorecard.rules.figures import Unit
from tests.building import LAST, load, series
from tests.factories import (
    HAMPSHIRE,
    AgencyFactory,
    AreaFactory,
    IndicatorFactory,
    MembershipFactory,
    PerspectiveFactory,
    ReturnFactory,
    SubmissionFactory,
)
from tests.registers import moving

#: A night after the tests' quarter, and one after that in which challenges fall due.
NIGHT, LATER_NIGHT = date(2018, 5, 21), date(2018, 7, 9)


@pytest.fixture
def office_agency(board: Board, health: Agency, police: Agency) -> Agency:
    """The board's own office, which owns the measures; not a partner."""
    agency: Agency = AgencyFactory(code="brd", name="Board Business Unit")
    AreaFactory(code=HAMPSHIRE, name="Hampshire")
    work = PerspectiveFactory(board=board, code="partnership", title="Partnership", order=1)
    for code in ("W10a", "W10c", "W10d"):
        IndicatorFactory(
            board=board, code=code, unit=Unit.PERCENT, owner=agency, perspective=work, since=date(2010, 4, 1)
        )
    return agency


def on_file(code: str) -> dict[date, tuple[int, int, str]]:
    """What stands, by the quarter's first day: how many of how many, or none and why."""
    found = Figure.objects.current().filter(indicator__code=code)
    return {
        one.first: (int(one.numerator or 0), int(one.denominator or 0), one.status)
        for one in found.order_by("first")
    }


def held(board: Board, day: date, came: dict[Agency, str], by: Standing, *, close: bool = True) -> None:
    meeting = acts.call(board=board, title="Board meeting", held_on=day, by=by)
    noted = {agency.pk: Attendance(how, "Helen Price") for agency, how in came.items()}
    noted_down = acts.note_attendance(meeting_id=meeting.pk, came=noted, seen=meeting.version, by=by)
    if close:
        acts.close(meeting_id=meeting.pk, seen=noted_down.version, by=by)


def test_seats_filled_are_counted_once_attendance_is_settled(
    board: Board, office_agency: Agency, health: Agency, police: Agency, office: Standing
) -> None:
    held(board, date(2018, 2, 6), {health: "yes", police: "apologies"}, office)
    held(board, date(2018, 3, 6), {health: "yes", police: "yes"}, office)
    held(board, date(2017, 11, 7), {health: "yes", police: "yes"}, office, close=False)

    assert hand_down_records() > 0

    assert on_file("W10a")[LAST.first] == (3, 4, "reported")
    assert date(2017, 10, 1) not in on_file("W10a")  # not settled
    assert on_file("W10a")[date(2017, 7, 1)] == (0, 0, "not_applicable")  # no meeting


def test_a_return_is_in_time_when_what_was_released_of_it_had_come_by_its_day(
    board: Board, office_agency: Agency, health: Agency, police: Agency
) -> None:
    due = date(2018, 2, 14)
    for agency, day in ((health, due), (police, due + timedelta(days=1)), (office_agency, due)):
        owed = ReturnFactory(
            board=board, agency=agency, first=date(2017, 10, 1), last=date(2017, 12, 31), due_on=due
        )
        SubmissionFactory(
            board=board,
            agency=agency,
            answers=owed,
            state=Submission.State.RELEASED,
            received_at=clock.now().replace(year=day.year, month=day.month, day=day.day, hour=12),
            released_at=clock.now(),
            released_by="Helen Price",
        )

    hand_down_records()

    assert on_file("W10c")[LAST.first] == (1, 2, "reported")


def test_replies_and_actions_count_by_the_day_they_were_promised_for(
    board: Board, office_agency: Agency, at: moving.Board
) -> None:
    found = moving.sent(at)  # both owe a reply by 19 June
    challenges.reply(challenge_id=found.pk, agency_id=at.lead_agency.pk, text="Two rooms.", by=at.lead)
    moving.judged(at, Challenge.objects.get(pk=found.pk))
    moving.agreed(at, Challenge.objects.get(pk=found.pk), due_on=date(2018, 6, 29))
    clock.fix(LATER_NIGHT)

    hand_down_records()

    assert on_file("W10d")[date(2018, 4, 1)] == (1, 3, "reported")


def test_a_withdrawn_challenge_is_owed_nothing(board: Board, office_agency: Agency, at: moving.Board) -> None:
    found = moving.sent(at)
    challenges.withdraw(challenge_id=found.pk, reason="It was asked twice.", by=at.chair)
    clock.fix(LATER_NIGHT)

    hand_down_records()

    assert on_file("W10d")[date(2018, 4, 1)] == (0, 0, "not_applicable")


def test_a_night_without_news_writes_nothing_and_a_late_change_is_counted_anew(
    board: Board, office_agency: Agency, health: Agency, police: Agency, office: Standing
) -> None:
    held(board, date(2018, 2, 6), {health: "yes", police: "no"}, office)
    hand_down_records()
    entries, sent = Entry.objects.count(), Submission.objects.count()

    assert hand_down_records() == 0
    assert (Entry.objects.count(), Submission.objects.count()) == (entries, sent)

    held(board, date(2018, 3, 6), {health: "yes", police: "yes"}, office)
    assert hand_down_records() == 1
    assert on_file("W10a")[LAST.first] == (3, 4, "reported")


def test_what_the_office_sent_itself_is_never_replaced(
    board: Board,
    office_agency: Agency,
    health: Agency,
    police: Agency,
    office: Standing,
    health_lead: Person,
    standing_of: Callable[[Person], Standing],
) -> None:
    MembershipFactory(person=health_lead, board=board, role=Role.AGENCY_LEAD.value, agency=office_agency)
    load(*series("W10a", [9], 10), by=standing_of(health_lead), agency=office_agency)
    held(board, date(2018, 2, 6), {health: "yes", police: "no"}, office)

    hand_down_records()

    assert on_file("W10a")[LAST.first] == (9, 10, "reported")


def test_the_figure_names_its_records_its_rule_and_the_job(
    board: Board,
    office_agency: Agency,
    health: Agency,
    police: Agency,
    office: Standing,
    client: Client,
    chair: Person,
) -> None:
    held(board, date(2018, 2, 6), {health: "yes", police: "no"}, office)
    hand_down_records()
    found = Figure.objects.current().get(indicator__code="W10a", first=LAST.first)

    assert (found.sheet, found.cell) == ("rule W10a, 1", "1 record")
    assert found.submission.origin == Submission.Origin.COMPUTED
    assert found.submission.released_by == JOB.words
    assert Entry.objects.get(verb="submissions.compute").by == JOB.words

    client.force_login(chair)
    page = client.get("/wessex/scorecard/W10a/").content.decode()
    assert ">1 record</a> by rule W10a, 1" in page
    kept = client.get(f"/wessex/submissions/{found.submission_id}/file/")
    assert b"M-1,2 seats,1 filled" in b"".join(kept)


def test_a_measure_the_board_does_not_take_is_left_alone(
    board: Board, health: Agency, office: Standing
) -> None:
    AreaFactory(code=HAMPSHIRE, name="Hampshire")
    held(board, date(2018, 2, 6), {health: "yes"}, office)

    assert hand_down_records() == 0
    assert not Indicator.objects.exists()
    assert not Submission.objects.exists()
