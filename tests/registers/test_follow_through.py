"""An action's life: agreed, moved, done, found to have stuck, or taken up again; and what it may not be."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from agencies.models import Agency, Board, Entry, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions import follow_through
from registers.actions.overtaken import Overtaken
from registers.models import Action, Challenge, DateChange
from registers.rules.actions import CHECK_AFTER_DAYS
from registers.rules.origins import Origin
from tests.conftest import TODAY
from tests.factories import (
    THE_DAY,
    ActionFactory,
    AskedFactory,
    CaseAuditFactory,
    ChallengeFactory,
    MeetingFactory,
    PersonFactory,
    RiskFactory,
)

DUE = date(2018, 9, 28)
CHILD = "Born 3 May 2010: Emily Jones, 4 High Street, aged 7"


@pytest.fixture
def manager(business_manager: Person, standing_of: Callable[[Person], Standing]) -> Standing:
    return standing_of(business_manager)


@pytest.fixture
def charlotte(chair: Person, standing_of: Callable[[Person], Standing]) -> Standing:
    return standing_of(chair)


@pytest.fixture
def helen(health_lead: Person, standing_of: Callable[[Person], Standing]) -> Standing:
    return standing_of(health_lead)


@pytest.fixture
def challenge(board: Board) -> Challenge:
    made: Challenge = ChallengeFactory(board=board, number=29, state="responded")
    AskedFactory(challenge=made, replied=True, verdict="accepted")
    return made


def of(thing: Any, kind: str) -> Origin:
    return Origin(kind, str(thing.pk), f"{thing}: as it was called then", f"/wessex/things/{thing.pk}/")


def agreed(by: Standing, board: Board, origin: Origin, **given: Any) -> Action:
    common = {"text": "Open one desk that books every conference.", "agency": None, "owner": None}
    return follow_through.agree(board=board, origin=origin, **(common | {"due_on": DUE} | given), by=by)


def test_an_action_is_numbered_and_keeps_where_it_came_from_as_it_was_then(
    board: Board, challenge: Challenge, health: Agency, manager: Standing
) -> None:
    first = agreed(manager, board, of(challenge, "challenge"), agency=health)
    second = agreed(manager, board, of(challenge, "challenge"), agency=health)
    challenge.title = "Another title"
    challenge.save()

    assert [first.reference, second.reference] == ["A-1", "A-2"]
    assert (first.origin_kind, first.origin_key) == ("challenge", str(challenge.pk))
    assert first.origin_words == "CH-29: as it was called then"
    assert first.owner_words == "County Health"
    assert Entry.objects.filter(verb="actions.agree", kind="action", reference=str(first.pk)).count() == 1


def test_an_action_belongs_to_an_agency_a_person_or_a_person_for_an_agency(
    board: Board, challenge: Challenge, health: Agency, health_lead: Person, manager: Standing
) -> None:
    both = agreed(manager, board, of(challenge, "challenge"), agency=health, owner=health_lead)
    person = agreed(manager, board, of(challenge, "challenge"), owner=health_lead)

    assert both.owner_words == "Helen Price, County Health"
    assert person.owner_words == "Helen Price"
    with pytest.raises(Refused, match="Say which agency or which person does it"):
        agreed(manager, board, of(challenge, "challenge"))


def test_nothing_is_given_to_those_who_would_not_see_it(
    board: Board,
    challenge: Challenge,
    outsider: Person,
    councillor: Person,
    other_board_manager: Person,
    manager: Standing,
) -> None:
    gone = PersonFactory(name="Gone", is_active=False)
    for person in (outsider, councillor, other_board_manager, gone):
        with pytest.raises(Refused, match=f"{person.name} has no part in this board"):
            agreed(manager, board, of(challenge, "challenge"), owner=person)


def test_an_agency_without_a_seat_is_given_nothing(
    board: Board, challenge: Challenge, health: Agency, manager: Standing
) -> None:
    health.seats.update(until=TODAY)

    with pytest.raises(Refused, match="County Health has no seat at this board today"):
        agreed(manager, board, of(challenge, "challenge"), agency=health)


@pytest.mark.parametrize(
    ("due_on", "why"),
    [
        (TODAY - timedelta(days=1), "That day has passed"),
        (date(2028, 5, 21), "more than five years away"),
    ],
)
def test_a_date_must_be_one_to_come(
    board: Board, challenge: Challenge, health: Agency, manager: Standing, due_on: date, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        agreed(manager, board, of(challenge, "challenge"), agency=health, due_on=due_on)
    assert agreed(manager, board, of(challenge, "challenge"), agency=health, due_on=TODAY).due_on == TODAY


@pytest.mark.parametrize("text", ["", "  ", CHILD])
def test_it_says_what_is_to_be_done_and_names_no_child(
    board: Board, challenge: Challenge, health: Agency, manager: Standing, text: str
) -> None:
    with pytest.raises(Refused):
        agreed(manager, board, of(challenge, "challenge"), agency=health, text=text)
    assert not Action.objects.exists()


@pytest.mark.parametrize(
    ("state", "why"),
    [
        ("raised", "It has not been sent to anybody yet"),
        ("awaiting", "Wait for the reply, and judge it first"),
        ("closed", "It is closed. The chair can open it again"),
        ("withdrawn", "It was withdrawn. Raise a new challenge instead"),
    ],
)
def test_no_action_is_agreed_on_a_challenge_that_does_not_allow_it(
    board: Board, challenge: Challenge, health: Agency, manager: Standing, state: str, why: str
) -> None:
    ended = {"closed_at": THE_DAY} if state == "closed" else {}
    gone = {"withdrawn_at": THE_DAY, "withdrawn_why": "Asked twice."} if state == "withdrawn" else {}
    Challenge.objects.update(state=state, **ended, **gone)

    with pytest.raises(Refused, match=f"CH-29: {why}"):
        agreed(manager, board, of(challenge, "challenge"), agency=health)


def test_no_action_is_agreed_on_an_archived_risk_or_a_closed_meeting(
    board: Board, health: Agency, manager: Standing
) -> None:
    risk = RiskFactory(board=board, number=7, archived_at=THE_DAY, archived_why="The contract ended.")
    meeting = MeetingFactory(board=board, number=3, closed_at=THE_DAY)

    with pytest.raises(Refused, match="R-07: It is archived: The contract ended"):
        agreed(manager, board, of(risk, "risk"), agency=health)
    with pytest.raises(Refused, match="M-3: It is closed: its actions are settled"):
        agreed(manager, board, of(meeting, "meeting"), agency=health)


def test_risks_meetings_audits_and_upper_rooms_are_where_actions_come_from_too(
    board: Board, health: Agency, manager: Standing
) -> None:
    risk, meeting, audit = (make(board=board) for make in (RiskFactory, MeetingFactory, CaseAuditFactory))
    origins = [
        of(risk, "risk"),
        of(meeting, "meeting"),
        of(audit, "audit"),
        Origin("section_11", "answer-12", "Section 11, standard 7", "/wessex/section-11/12/"),
        Origin("recommendation", "r-4", "Review of 2017, recommendation 4", "/wessex/reviews/4/"),
    ]

    made = [agreed(manager, board, origin, agency=health) for origin in origins]

    assert [one.origin_kind for one in made] == ["risk", "meeting", "audit", "section_11", "recommendation"]


def test_an_action_comes_from_something_of_this_board(
    board: Board, other_board: Board, health: Agency, manager: Standing
) -> None:
    theirs = RiskFactory(board=other_board)

    with pytest.raises(Refused, match="not one of this board’s"):
        agreed(manager, board, of(theirs, "risk"), agency=health)
    for kind in ("blank", "nothing"):
        with pytest.raises(Refused, match="Say what the action comes from"):
            agreed(manager, board, Origin(kind, "", "", ""), agency=health)


def test_every_date_an_action_had_stays_known_with_the_reason(
    board: Board, health: Agency, manager: Standing
) -> None:
    action = ActionFactory(board=board, agency=health, due_on=date(2018, 6, 29))
    for becomes, reason in ((DUE, "The lease came late."), (date(2018, 12, 3), "The lease fell through.")):
        action = follow_through.change_date(
            action_id=action.pk, due_on=becomes, reason=reason, seen=action.version, by=manager
        )

    moved = DateChange.objects.filter(kind="action", key=str(action.pk))
    assert [(one.was_on, one.becomes_on, one.reason) for one in moved] == [
        (date(2018, 6, 29), DUE, "The lease came late."),
        (DUE, date(2018, 12, 3), "The lease fell through."),
    ]
    assert action.due_on == date(2018, 12, 3)


@pytest.mark.parametrize(
    ("due_on", "reason", "why"),
    [
        (date(2018, 12, 3), " ", "Say why the date changes"),
        (date(2018, 12, 3), CHILD, "could identify a child"),
        (DUE, "No reason", "That is the date it has"),
        (date(2018, 5, 20), "It slipped", "That day has passed"),
    ],
)
def test_a_date_moves_to_another_day_to_come_and_for_a_reason(
    board: Board, health: Agency, manager: Standing, due_on: date, reason: str, why: str
) -> None:
    action = ActionFactory(board=board, agency=health, due_on=DUE)

    with pytest.raises(Refused, match=why):
        follow_through.change_date(action_id=action.pk, due_on=due_on, reason=reason, seen=1, by=manager)
    assert not DateChange.objects.exists()


def test_what_is_complete_is_checked_a_quarter_later_or_on_the_day_somebody_names(
    board: Board, health: Agency, helen: Standing
) -> None:
    usual = ActionFactory(board=board, agency=health)
    named = ActionFactory(board=board, agency=health)

    follow_through.complete(action_id=usual.pk, words="The desk is open.", seen=1, by=helen)
    follow_through.complete(
        action_id=named.pk, words="The desk is open.", check_on=date(2018, 7, 2), seen=1, by=helen
    )

    usual.refresh_from_db()
    named.refresh_from_db()
    assert usual.check_on == TODAY + timedelta(days=CHECK_AFTER_DAYS)
    assert (usual.state, usual.completed_by_id) == ("complete", helen.person_id)
    assert named.check_on == date(2018, 7, 2)


def test_the_chair_who_completed_it_does_not_check_it_and_the_office_does(
    board: Board, health: Agency, charlotte: Standing, manager: Standing
) -> None:
    action = ActionFactory(board=board, agency=health)
    follow_through.complete(action_id=action.pk, words="The desk is open.", seen=1, by=charlotte)

    with pytest.raises(Refused, match="somebody else looks whether it stuck"):
        follow_through.embed(action_id=action.pk, words="It is used.", seen=2, by=charlotte)
    found = follow_through.embed(action_id=action.pk, words="It is used.", seen=2, by=manager)

    assert (found.state, found.checked_words, found.checked_by_id) == (
        "embedded",
        "It is used.",
        manager.person_id,
    )


def test_what_did_not_stick_is_owed_anew_by_a_new_day_and_nothing_of_it_is_forgotten(
    board: Board, health: Agency, helen: Standing, manager: Standing
) -> None:
    action = ActionFactory(board=board, agency=health, due_on=date(2018, 6, 29))
    follow_through.complete(action_id=action.pk, words="The desk is open.", seen=1, by=helen)

    again = follow_through.take_up(
        action_id=action.pk, reason="Two teams go round it.", due_on=DUE, seen=2, by=manager
    )

    assert (again.state, again.due_on, again.completed_at, again.check_on) == ("open", DUE, None, None)
    assert DateChange.objects.get().reason == "Two teams go round it."
    said = [one.words for one in Entry.objects.filter(kind="action").order_by("pk")]
    assert "The desk is open." in said[0]
    assert said[1].endswith("Two teams go round it.")


def test_what_was_dropped_may_be_taken_up_for_the_day_it_had(
    board: Board, health: Agency, manager: Standing
) -> None:
    action = ActionFactory(board=board, agency=health, due_on=DUE)
    follow_through.drop(action_id=action.pk, reason="The team has moved.", seen=1, by=manager)

    again = follow_through.take_up(
        action_id=action.pk, reason="It has moved back.", due_on=DUE, seen=2, by=manager
    )

    assert (again.state, again.dropped_at, again.dropped_why) == ("open", None, "")
    assert not DateChange.objects.exists()


@pytest.mark.parametrize(
    ("state", "why"),
    [("closed", "It is closed. The chair can open it again"), ("withdrawn", "It was withdrawn")],
)
def test_nothing_is_taken_up_again_under_a_challenge_that_has_ended(
    board: Board,
    challenge: Challenge,
    health: Agency,
    helen: Standing,
    manager: Standing,
    state: str,
    why: str,
) -> None:
    action = agreed(manager, board, of(challenge, "challenge"), agency=health)
    follow_through.complete(action_id=action.pk, words="The desk is open.", seen=1, by=helen)
    Challenge.objects.update(
        state=state, closed_at=THE_DAY, withdrawn_at=THE_DAY, withdrawn_why="It was asked twice."
    )

    with pytest.raises(Refused, match=f"CH-29: {why}"):
        follow_through.take_up(
            action_id=action.pk, reason="It did not stick.", due_on=DUE, seen=2, by=manager
        )

    follow_through.embed(action_id=action.pk, words="It is used after all.", seen=2, by=manager)


def test_what_is_open_under_a_risk_archived_meanwhile_can_still_be_finished(
    board: Board, health: Agency, helen: Standing, manager: Standing
) -> None:
    risk = RiskFactory(board=board)
    action = agreed(manager, board, of(risk, "risk"), agency=health)
    risk.archived_at, risk.archived_why = THE_DAY, "The contract ended."
    risk.save()

    follow_through.complete(action_id=action.pk, words="The desk is open.", seen=1, by=helen)
    with pytest.raises(Refused, match="It is archived"):
        follow_through.take_up(
            action_id=action.pk, reason="It did not stick.", due_on=DUE, seen=2, by=manager
        )


def test_who_saves_second_is_told_and_nothing_is_overwritten(
    board: Board, health: Agency, charlotte: Standing, manager: Standing
) -> None:
    action = ActionFactory(board=board, agency=health)
    follow_through.amend(
        action_id=action.pk, text="Open two desks.", agency=health, owner=None, seen=1, by=manager
    )

    with pytest.raises(Overtaken, match="Somebody else has changed this"):
        follow_through.amend(
            action_id=action.pk, text="Open no desk.", agency=health, owner=None, seen=1, by=charlotte
        )
    action.refresh_from_db()
    assert (action.text, action.version) == ("Open two desks.", 2)


def test_an_action_is_handed_to_somebody_else_on_record(
    board: Board, health: Agency, police: Agency, police_lead: Person, manager: Standing
) -> None:
    action = ActionFactory(board=board, agency=health, owner_words="County Health", text="Open a desk.")

    given = follow_through.amend(
        action_id=action.pk, text="Open a desk.", agency=police, owner=police_lead, seen=1, by=manager
    )

    assert given.owner_words == "Paul Nicholls, County Police"
    said = Entry.objects.get(verb="actions.amend").words
    assert said == (f"Changed {action}. It was with County Health, and is with Paul Nicholls, County Police.")
    with pytest.raises(Refused, match="Nothing has changed"):
        follow_through.amend(
            action_id=action.pk, text="Open a desk.", agency=police, owner=police_lead, seen=2, by=manager
        )


def test_whoever_has_left_stays_named_until_it_is_handed_on(
    board: Board, health: Agency, health_lead: Person, manager: Standing
) -> None:
    """Saying better what is to be done does not need the owner to be still there."""
    action = ActionFactory(board=board, agency=health, owner=health_lead)
    health_lead.memberships.update(until=TODAY)

    follow_through.amend(
        action_id=action.pk, text="Open two desks.", agency=health, owner=health_lead, seen=1, by=manager
    )

    assert Action.objects.get().owner_id == health_lead.pk


@pytest.mark.parametrize("verb", ["note", "complete", "embed", "drop"])
def test_no_verb_takes_empty_words_or_words_about_a_child(
    board: Board, health: Agency, helen: Standing, charlotte: Standing, verb: str
) -> None:
    facts = {"state": "complete", "completed_at": THE_DAY} if verb == "embed" else {}
    action = ActionFactory(board=board, agency=health, **facts)
    name = {"note": "text", "drop": "reason"}.get(verb, "words")
    rest: dict[str, Any] = {} if verb == "note" else {"seen": 1}

    for words in ("", "  ", CHILD):
        with pytest.raises(Refused):
            getattr(follow_through, verb)(action_id=action.pk, by=charlotte, **{name: words}, **rest)
    action.refresh_from_db()
    assert action.version == 1
