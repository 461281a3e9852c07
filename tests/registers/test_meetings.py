"""Meetings: who is invited and came, what is decided about what, and when all of it is settled."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from agencies.models import Agency, Board, Entry, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions import meetings as acts
from registers.actions.meetings import Attendance
from registers.actions.overtaken import Overtaken
from registers.models import Decision, Invited, Meeting
from registers.permissions import can_do_to_meeting
from registers.queries.meetings import owed
from registers.queries.references import called
from registers.rules.meetings import Verb
from tests.conftest import TODAY
from tests.factories import (
    THE_DAY,
    ActionFactory,
    ChallengeFactory,
    DecisionFactory,
    IndicatorFactory,
    MeetingFactory,
    RiskFactory,
)

StandingOf = Callable[[Person], Standing]
HELD = date(2018, 5, 15)
CHILD = "Born 3 May 2010: Emily Jones, 4 High Street, aged 7"


@pytest.fixture
def manager(business_manager: Person, standing_of: StandingOf) -> Standing:
    return standing_of(business_manager)


@pytest.fixture
def meeting(board: Board, health: Agency, police: Agency, manager: Standing) -> Meeting:
    """Held last week, both agencies invited."""
    return acts.call(board=board, title="Board meeting", held_on=HELD, by=manager)


def came(meeting: Meeting) -> dict[str, tuple[str, str, bool]]:
    rows = meeting.invited.select_related("agency").order_by("agency__name")
    return {one.agency.name: (one.came, one.who, one.substitute) for one in rows}


def all_noted(meeting: Meeting, by: Standing) -> Meeting:
    noted = {one.agency_id: Attendance("yes", "Helen Price") for one in meeting.invited.all()}
    meeting.refresh_from_db()
    return acts.note_attendance(meeting_id=meeting.pk, came=noted, seen=meeting.version, by=by)


def test_every_seat_standing_that_day_is_invited(
    board: Board, health: Agency, police: Agency, manager: Standing
) -> None:
    police.seats.update(until=date(2018, 6, 1))

    before = acts.call(board=board, title="Board meeting", held_on=date(2018, 5, 31), by=manager)
    after = acts.call(
        board=board, title=" Quality  group ", held_on=date(2018, 6, 1), counts=False, by=manager
    )

    assert list(came(before)) == ["County Health", "County Police"]
    assert list(came(after)) == ["County Health"]
    assert (before.reference, after.reference, after.title, after.counts) == (
        "M-1",
        "M-2",
        "Quality group",
        False,
    )
    assert Entry.objects.filter(verb="meetings.call", kind="meeting", reference=str(before.pk)).count() == 1


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"title": ""}, "Say what meeting it is"),
        ({"title": "x" * 121}, "121 characters long"),
        ({"place": CHILD}, "could identify a child"),
        ({"held_on": date(2118, 5, 15)}, "Check the year"),
        ({"held_on": date(1918, 5, 15)}, "Check the year"),
    ],
)
def test_a_meeting_has_a_name_a_day_and_a_place(
    board: Board, health: Agency, manager: Standing, given: dict[str, Any], why: str
) -> None:
    common: dict[str, Any] = {"title": "Board meeting", "held_on": HELD, "place": "Town Hall"}

    with pytest.raises(Refused, match=why):
        acts.call(board=board, by=manager, **common | given)


def test_a_board_without_seats_meets_nobody(board: Board, manager: Standing) -> None:
    with pytest.raises(Refused, match="No agency has a seat"):
        acts.call(board=board, title="Board meeting", held_on=HELD, by=manager)


def test_another_day_invites_the_seats_of_that_day_and_keeps_what_was_noted(
    board: Board, health: Agency, police: Agency, manager: Standing
) -> None:
    police.seats.update(until=date(2018, 6, 10))
    meeting = acts.call(board=board, title="Board meeting", held_on=date(2018, 6, 5), by=manager)
    later = {"title": "Board meeting", "place": "Town Hall", "counts": True, "by": manager}

    acts.amend(meeting_id=meeting.pk, held_on=date(2018, 6, 12), seen=1, **later)
    assert list(came(meeting)) == ["County Health"]
    acts.amend(meeting_id=meeting.pk, held_on=date(2018, 6, 6), seen=2, **later)
    assert list(came(meeting)) == ["County Health", "County Police"]
    sorry = {police.pk: Attendance("apologies")}
    acts.note_attendance(meeting_id=meeting.pk, came=sorry, seen=3, by=manager)
    acts.amend(meeting_id=meeting.pk, held_on=date(2018, 6, 12), seen=4, **later)

    assert came(meeting)["County Police"] == ("apologies", "", False)
    with pytest.raises(Refused, match="Nothing has changed"):
        acts.amend(meeting_id=meeting.pk, held_on=date(2018, 6, 12), seen=5, **later)


def test_who_came_is_noted_for_each_seat(
    meeting: Meeting, health: Agency, police: Agency, manager: Standing
) -> None:
    noted = {
        health.pk: Attendance("yes", " Helen  Price ", substitute=True),
        police.pk: Attendance("apologies"),
    }

    acts.note_attendance(meeting_id=meeting.pk, came=noted, seen=1, by=manager)

    assert came(meeting) == {
        "County Health": ("yes", "Helen Price", True),
        "County Police": ("apologies", "", False),
    }
    assert Entry.objects.get(verb="meetings.note_attendance").words == "Noted who came to M-1: 1 of 2 seats."


@pytest.mark.parametrize(
    ("noted", "why"),
    [
        (Attendance("perhaps"), "attended, sent apologies, or was absent"),
        (Attendance("apologies", substitute=True), "A substitute is somebody who came"),
        (Attendance("yes", CHILD), "could identify a child"),
    ],
)
def test_what_cannot_be_noted_is_refused(
    meeting: Meeting, health: Agency, manager: Standing, noted: Attendance, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        acts.note_attendance(meeting_id=meeting.pk, came={health.pk: noted}, seen=1, by=manager)
    assert came(meeting)["County Health"] == ("", "", False)


def test_only_those_invited_are_noted_and_before_the_day_only_apologies(
    board: Board, meeting: Meeting, health: Agency, manager: Standing
) -> None:
    with pytest.raises(Refused, match="Only those who were invited"):
        acts.note_attendance(meeting_id=meeting.pk, came={0: Attendance("yes")}, seen=1, by=manager)
    coming = acts.call(board=board, title="Board meeting", held_on=TODAY + timedelta(days=1), by=manager)
    for word in ("yes", "no"):
        with pytest.raises(Refused, match="It has not been held yet: only apologies"):
            acts.note_attendance(meeting_id=coming.pk, came={health.pk: Attendance(word)}, seen=1, by=manager)

    acts.note_attendance(meeting_id=coming.pk, came={health.pk: Attendance("apologies")}, seen=1, by=manager)


def test_a_decision_is_about_a_thing_as_it_was_called_then(
    board: Board, meeting: Meeting, manager: Standing
) -> None:
    challenge = ChallengeFactory(board=board, number=29, title="Why late?")
    about = called(manager, "ch29")

    made = acts.decide(meeting_id=meeting.pk, text="To ask again.", minute="7.2", about=about, by=manager)
    challenge.title = "Another title"
    challenge.save()

    made.refresh_from_db()
    assert (made.kind, made.key, made.about) == ("challenge", str(challenge.pk), "CH-29: Why late?")
    assert (
        Entry.objects.get(verb="meetings.decide").words
        == "Entered a decision of M-1 about CH-29: To ask again."
    )


def test_things_are_found_by_what_people_call_them_at_their_own_board(
    board: Board, other_board: Board, manager: Standing
) -> None:
    RiskFactory(board=board, number=7, title="Late")
    ActionFactory(board=board, number=12, text="Open one desk.")
    MeetingFactory(board=board, number=5)
    IndicatorFactory(board=board, code="M05", title="Reports")
    IndicatorFactory(board=board, code="OLD1", until=date(2017, 1, 1))
    ChallengeFactory(board=other_board, number=29)

    found = {
        one: origin.words if (origin := called(manager, one)) else None
        for one in (
            "R-07",
            "r7",
            "A-12",
            "a – 12",
            "M-5",
            "M05",
            "m05",
            "CH-29",
            "OLD1",
            "R-8",
            "",
            "AU-1",
            "R-7 and more",
        )
    }

    assert found == {
        "R-07": "R-07: Late",
        "r7": "R-07: Late",
        "A-12": "A-12: Open one desk.",
        "a – 12": "A-12: Open one desk.",
        "M-5": "M-5: Board meeting, 12 June 2018",
        "M05": "M05: Reports",
        "m05": "M05: Reports",
        **dict.fromkeys(("CH-29", "OLD1", "R-8", "", "AU-1", "R-7 and more")),
    }


@pytest.mark.parametrize("text", ["", " ", CHILD])
def test_a_decision_says_what_was_decided_and_names_no_child(
    meeting: Meeting, manager: Standing, text: str
) -> None:
    with pytest.raises(Refused):
        acts.decide(meeting_id=meeting.pk, text=text, by=manager)
    assert not Decision.objects.exists()


def test_a_decision_is_put_right_or_taken_out_on_record_while_the_meeting_is_open(
    meeting: Meeting, manager: Standing
) -> None:
    made = acts.decide(meeting_id=meeting.pk, text="To ask agian.", by=manager)

    acts.amend_decision(decision_id=made.pk, text="To ask again.", minute="7", about=None, by=manager)
    assert (Decision.objects.get().text, Decision.objects.get().minute) == ("To ask again.", "7")
    with pytest.raises(Refused, match="Say why it is taken out"):
        acts.remove_decision(decision_id=made.pk, reason=" ", by=manager)
    acts.remove_decision(decision_id=made.pk, reason="It was put off.", by=manager)

    assert not Decision.objects.exists()
    said = [one.words for one in Entry.objects.filter(kind="meeting").order_by("pk")][-2:]
    assert said == [
        "Changed a decision of M-1. It was “To ask agian.”, and is “To ask again.”.",
        "Took a decision out of M-1: “To ask again.”. It was put off.",
    ]
    with pytest.raises(Refused, match="it was taken out"):
        acts.remove_decision(decision_id=made.pk, reason="Again.", by=manager)


def test_a_meeting_is_closed_once_it_is_noted_who_came_and_then_nothing_changes(
    meeting: Meeting, health: Agency, manager: Standing
) -> None:
    made = acts.decide(meeting_id=meeting.pk, text="To ask again.", by=manager)
    with pytest.raises(Refused, match="For 2 seats it is not noted who came"):
        acts.close(meeting_id=meeting.pk, seen=1, by=manager)
    all_noted(meeting, manager)

    closed = acts.close(meeting_id=meeting.pk, seen=2, by=manager)

    assert closed.closed_by == "Bridget Marsh (Business manager)"
    shut = "It is closed: its attendance and decisions are settled"
    for attempt in (
        lambda: acts.decide(meeting_id=meeting.pk, text="Another.", by=manager),
        lambda: acts.amend_decision(decision_id=made.pk, text="Another.", minute="", about=None, by=manager),
        lambda: acts.remove_decision(decision_id=made.pk, reason="Wrong.", by=manager),
        lambda: acts.note_attendance(meeting_id=meeting.pk, came={}, seen=3, by=manager),
        lambda: acts.close(meeting_id=meeting.pk, seen=3, by=manager),
        lambda: acts.amend(
            meeting_id=meeting.pk, title="x", held_on=HELD, place="", counts=True, seen=3, by=manager
        ),
    ):
        with pytest.raises(Refused, match=shut):
            attempt()
    assert made.text == "To ask again."


def test_a_closed_meeting_is_opened_again_for_a_reason(meeting: Meeting, manager: Standing) -> None:
    with pytest.raises(Refused, match="It is open"):
        acts.reopen(meeting_id=meeting.pk, reason="A minute is wrong.", seen=1, by=manager)
    all_noted(meeting, manager)
    acts.close(meeting_id=meeting.pk, seen=2, by=manager)
    with pytest.raises(Refused, match="Say why it is opened again"):
        acts.reopen(meeting_id=meeting.pk, reason="", seen=3, by=manager)

    again = acts.reopen(meeting_id=meeting.pk, reason="A minute is wrong.", seen=3, by=manager)

    assert (again.closed_at, again.closed_by, again.version) == (None, "", 4)
    assert Entry.objects.get(verb="meetings.reopen").words == "Opened M-1 again: A minute is wrong."


def test_nothing_is_decided_and_nothing_closed_before_the_day(
    board: Board, health: Agency, manager: Standing
) -> None:
    coming = acts.call(board=board, title="Board meeting", held_on=TODAY + timedelta(days=1), by=manager)
    today = acts.call(board=board, title="Board meeting", held_on=TODAY, by=manager)

    with pytest.raises(Refused, match="It has not been held yet"):
        acts.decide(meeting_id=coming.pk, text="To ask again.", by=manager)
    with pytest.raises(Refused, match="It has not been held yet"):
        acts.close(meeting_id=coming.pk, seen=1, by=manager)
    acts.decide(meeting_id=today.pk, text="To ask again.", by=manager)


def test_who_saves_second_is_told(meeting: Meeting, health: Agency, manager: Standing) -> None:
    all_noted(meeting, manager)

    with pytest.raises(Overtaken):
        acts.note_attendance(meeting_id=meeting.pk, came={health.pk: Attendance("no")}, seen=1, by=manager)
    assert came(meeting)["County Health"][0] == Invited.Came.YES


@pytest.mark.parametrize("verb", Verb)
def test_only_chair_and_office_keep_meetings(
    verb: Verb, meeting: Meeting, cast: dict[str, Person], standing_of: StandingOf
) -> None:
    people = ("chair", "business_manager", "board_member", "health_lead", "analyst", "councillor")

    may = {name for name in people if can_do_to_meeting(verb, standing_of(cast[name]), meeting)}

    assert may == (set() if verb is Verb.REOPEN else {"chair", "business_manager"})


def test_nobody_keeps_another_boards_meetings(other_board: Board, manager: Standing) -> None:
    theirs = MeetingFactory(board=other_board, held_on=HELD)
    decision = DecisionFactory(meeting=theirs)

    with pytest.raises(Refused, match="No such meeting at this board"):
        acts.decide(meeting_id=theirs.pk, text="To ask again.", by=manager)
    with pytest.raises(Refused, match="No such decision"):
        acts.remove_decision(decision_id=decision.pk, reason="Wrong.", by=manager)
    assert can_do_to_meeting(Verb.DECIDE, manager, theirs).reason == "That is another board’s."


def test_what_was_held_and_not_closed_is_owed_by_those_who_keep_meetings(
    board: Board, meeting: Meeting, manager: Standing, board_member: Person, standing_of: StandingOf
) -> None:
    MeetingFactory(board=board, number=8, held_on=TODAY)
    MeetingFactory(board=board, number=9, held_on=HELD, closed_at=THE_DAY)

    assert [(one.words, one.url) for one in owed(manager)] == [
        ("Write up and close meeting M-1", "/wessex/meetings/1/")
    ]
    assert owed(standing_of(board_member)) == ()
