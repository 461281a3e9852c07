"""Challenges raised, sent, answered and judged: what each step keeps, asks for and refuses."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from agencies.models import Entry, Letter
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions import challenges, follow_through
from registers.actions.challenges import Agreed, Question
from registers.actions.overtaken import Overtaken
from registers.models import Action, Asked, Challenge, DateChange, RungReached
from registers.queries.origins import Start
from registers.rules.challenges import State, Verb
from registers.rules.ladder import Rung
from tests.factories import (
    AgencyFactory,
    AuditedAgencyFactory,
    CaseAuditFactory,
    MeetingFactory,
    PriorityFactory,
    RegisterSettingsFactory,
    RiskFactory,
)
from tests.registers.moving import (
    LATER,
    Board,
    agreed,
    asked_of,
    judged,
    question,
    raised,
    reply_of,
    responded,
    sent,
)

CHILD = "Was it Ben Smith, born 3 May 2009?"


def test_a_challenge_is_numbered_at_its_board_and_entered_once(at: Board) -> None:
    first, second = raised(at), raised(at)

    assert [first.reference, second.reference] == ["CH-1", "CH-2"]
    assert first.state == State.RAISED
    assert Entry.objects.filter(verb="challenges.raise", reference=str(first.pk)).count() == 1


def test_nobody_is_told_before_it_is_sent(at: Board) -> None:
    raised(at)

    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"title": "  "}, "Ask a question"),
        ({"title": CHILD}, "could identify a child"),
        ({"question": CHILD}, "could identify a child"),
        ({"why": CHILD}, "could identify a child"),
        ({"forum": CHILD}, "could identify a child"),
        ({"minute": CHILD}, "could identify a child"),
        ({"title": "x" * 201}, "200 are the most"),
        ({"agency_ids": []}, "Choose who is asked"),
        ({"lead_id": None}, "Say which of the agencies leads"),
        ({"priority_id": 0}, "not a priority of this board"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_nothing_is_kept(
    at: Board, change: dict[str, Any], why: str
) -> None:
    asks = question(at.lead_agency, at.other_agency)

    with pytest.raises(Refused, match=why):
        challenges.raise_challenge(
            asks=Question(**({name: getattr(asks, name) for name in asks.__slots__} | change)),
            start=Start(),
            by=at.chair,
        )

    assert not Challenge.objects.exists()


def test_only_agencies_with_a_seat_and_priorities_of_the_board_can_be_named(at: Board) -> None:
    for asks in (
        question(AgencyFactory()),
        Question("Why?", [at.lead_agency.pk], priority_id=PriorityFactory().pk),
    ):
        with pytest.raises(Refused):
            challenges.raise_challenge(asks=asks, start=Start(), by=at.chair)


def test_an_agency_asked_alone_leads(at: Board) -> None:
    asks = Question(title="Why?", agency_ids=[at.lead_agency.pk])

    found = challenges.raise_challenge(asks=asks, start=Start(), by=at.chair)

    assert asked_of(found, at.lead_agency).lead


def test_a_risk_an_audit_and_a_meeting_are_kept_as_they_were_called_then(at: Board) -> None:
    risk = RiskFactory(board_id=at.chair.board_id, number=7, title="Conferences are late")
    audit = CaseAuditFactory(board_id=at.chair.board_id, number=3)
    AuditedAgencyFactory(audit=audit, agency=at.lead_agency)
    meeting = MeetingFactory(board_id=at.chair.board_id, number=5)

    kept = {}
    for kind, thing in (("risk", risk), ("audit", audit), ("meeting", meeting)):
        found = raised(at, start=Start(kind, str(thing.pk)))
        kept[kind] = (found.origin_key, found.origin_words)
    risk.title = "Another title"
    risk.save()

    assert kept["risk"] == (str(risk.pk), "R-07: Conferences are late")
    assert kept["audit"] == (str(audit.pk), "AU-3: case audit on Neglect, 6 February 2018")
    assert kept["meeting"] == (str(meeting.pk), "M-5: Board meeting, 12 June 2018")


@pytest.mark.parametrize("start", [Start("risk", "999"), Start("signal", "x"), Start("wish", "1")])
def test_nothing_is_raised_from_what_is_not_there(at: Board, start: Start) -> None:
    with pytest.raises(Refused, match="not there any more"):
        raised(at, start=start)


def test_another_boards_risk_is_not_there(at: Board) -> None:
    with pytest.raises(Refused, match="not there any more"):
        raised(at, start=Start("risk", str(RiskFactory().pk)))


def test_sending_gives_every_agency_the_boards_working_days_and_its_leads_a_letter_without_a_word_of_it(
    at: Board,
) -> None:
    RegisterSettingsFactory(board_id=at.chair.board_id, reply_days=5)

    found = sent(at)

    due = date(2018, 5, 29)  # Monday 28 May is a bank holiday
    assert {one.due_on for one in found.asked.all()} == {due}
    assert (found.state, found.due_on) == (State.AWAITING, due)
    letters = Letter.objects.order_by("to")
    assert [one.to for one in letters] == ["helen@example.org", "paul@example.org"]
    for one in letters:
        assert "29 May 2018" in one.subject
        assert "CH-1" in one.subject
        assert "/challenges/1/" in one.text
        assert "conferences" not in one.subject + one.text


@pytest.mark.parametrize("days", [0, 251])
def test_agencies_get_a_number_of_days_that_makes_sense(at: Board, days: int) -> None:
    found = raised(at)

    with pytest.raises(Refused, match="between 1 and 250"):
        challenges.send(challenge_id=found.pk, days=days, by=at.chair)


def test_what_is_asked_is_changed_before_it_is_sent_and_those_still_asked_keep_their_place(at: Board) -> None:
    found = raised(at)
    kept = asked_of(found, at.other_agency).pk

    challenges.amend(
        challenge_id=found.pk, asks=question(at.other_agency, title="Since when?"), seen=1, by=at.chair
    )

    found.refresh_from_db()
    assert (found.title, found.version) == ("Since when?", 2)
    assert [(one.pk, one.lead) for one in found.asked.all()] == [(kept, True)]


def test_who_changes_an_older_version_is_told_and_overwrites_nothing(at: Board, office: Standing) -> None:
    found = raised(at)
    asks = question(at.lead_agency, title="Since when?")
    challenges.amend(challenge_id=found.pk, asks=asks, seen=1, by=office)

    with pytest.raises(Overtaken):
        challenges.amend(challenge_id=found.pk, asks=question(at.other_agency), seen=1, by=at.chair)

    found.refresh_from_db()
    assert found.title == "Since when?"


def test_the_leads_reply_answers_and_the_chair_is_told_without_a_word_of_it(at: Board) -> None:
    found = sent(at)
    Letter.objects.all().delete()

    told = challenges.reply(
        challenge_id=found.pk, agency_id=at.lead_agency.pk, text="Two rooms were shut.", by=at.lead
    )

    found.refresh_from_db()
    assert (found.state, told.due_on) == (State.RESPONDED, date(2018, 6, 19))
    letter = Letter.objects.get()
    assert letter.to == "charlotte@example.org"
    assert "rooms" not in letter.subject + letter.text


def test_a_partners_reply_does_not_answer_for_the_lead(at: Board) -> None:
    found = sent(at)

    challenges.reply(challenge_id=found.pk, agency_id=at.other_agency.pk, text="We come.", by=at.other)

    found.refresh_from_db()
    assert (found.state, found.due_on) == (State.AWAITING, date(2018, 6, 19))


def test_an_agency_replies_once_until_it_is_asked_again(at: Board) -> None:
    found = responded(at)

    with pytest.raises(Refused, match="has yet to judge it"):
        challenges.reply(challenge_id=found.pk, agency_id=at.lead_agency.pk, text="And more.", by=at.lead)

    judged(at, found)
    with pytest.raises(Refused, match="has been accepted"):
        challenges.reply(challenge_id=found.pk, agency_id=at.lead_agency.pk, text="And more.", by=at.lead)


@pytest.mark.parametrize(("text", "why"), [(" ", "Write the reply"), (CHILD, "could identify a child")])
def test_a_reply_says_something_and_names_no_child(at: Board, text: str, why: str) -> None:
    found = sent(at)

    with pytest.raises(Refused, match=why):
        challenges.reply(challenge_id=found.pk, agency_id=at.lead_agency.pk, text=text, by=at.lead)

    assert not asked_of(found, at.lead_agency).replied


def test_nobody_replies_to_what_was_withdrawn(at: Board) -> None:
    found = sent(at)
    challenges.withdraw(challenge_id=found.pk, reason="Asked in error.", by=at.chair)

    with pytest.raises(Refused, match="It was withdrawn: no reply is needed"):
        challenges.reply(challenge_id=found.pk, agency_id=at.lead_agency.pk, text="Here.", by=at.lead)


def test_a_lead_replies_for_their_own_agency_alone(at: Board) -> None:
    found = sent(at)

    with pytest.raises(Refused, match="Only the lead of an agency that was asked"):
        challenges.reply(challenge_id=found.pk, agency_id=at.lead_agency.pk, text="For them.", by=at.other)


@pytest.mark.parametrize("verdict", [Verb.NOT_ACCEPT, Verb.ACCEPT_PARTLY])
@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"due_on": LATER}, "Say what is missing"),
        ({"missing": "Since when?"}, "Say by when"),
        ({"missing": "Since when?", "due_on": date(2018, 5, 21)}, "still to come"),
        ({"missing": "Since when?", "due_on": date(2081, 5, 21)}, "Check the year"),
        ({"missing": CHILD, "due_on": LATER}, "could identify a child"),
    ],
)
def test_a_reply_not_wholly_accepted_needs_what_is_missing_and_a_day_to_come(
    at: Board, verdict: Verb, given: dict[str, Any], why: str
) -> None:
    found = responded(at)
    reply = reply_of(found, at.lead_agency)

    with pytest.raises(Refused, match=why):
        challenges.judge(reply_id=reply.pk, verdict=verdict, by=at.chair, **given)

    reply.refresh_from_db()
    assert (reply.verdict, reply.judged_at) == ("", None)


def test_one_not_accepted_is_owed_again_by_the_new_day_and_its_leads_are_told(at: Board) -> None:
    found = responded(at)
    Letter.objects.all().delete()

    judged(at, found, Verb.NOT_ACCEPT, only=[at.lead_agency])

    found.refresh_from_db()
    asked = asked_of(found, at.lead_agency)
    assert (found.state, found.due_on) == (State.AWAITING, LATER)
    assert (asked.due_on, asked.lacking, asked.replied) == (LATER, "Since when?", False)
    letter = Letter.objects.get()
    assert (letter.to, "Further reply due 2 July 2018: CH-1" in letter.subject) == ("helen@example.org", True)
    assert "Since when" not in letter.text


def test_a_reply_is_judged_once(at: Board) -> None:
    found = judged(at, responded(at))

    with pytest.raises(Refused, match="It was judged already: accepted, by Charlotte Adeyemi"):
        challenges.judge(reply_id=reply_of(found, at.lead_agency).pk, verdict=Verb.ACCEPT, by=at.chair)


def test_what_a_partly_accepted_reply_lacks_stays_owed_while_its_actions_go_on(at: Board) -> None:
    found = responded(at, joint=False)

    challenges.judge(
        reply_id=reply_of(found, at.lead_agency).pk, verdict=Verb.ACCEPT_PARTLY, missing="And the rest?",
        due_on=LATER, actions=[Agreed("Open a desk.", LATER, at.lead_agency)], by=at.chair,
    )  # fmt: skip

    found.refresh_from_db()
    assert (found.state, found.due_on) == (State.UNDER_WAY, LATER)
    assert asked_of(found, at.lead_agency).verdict == "partly"


def test_the_rest_turned_down_takes_nothing_back_of_what_was_accepted(at: Board) -> None:
    found = judged(at, responded(at, joint=False), Verb.ACCEPT_PARTLY)
    agreed(at, found)
    challenges.reply(challenge_id=found.pk, agency_id=at.lead_agency.pk, text="The rest.", by=at.lead)

    found = judged(at, found, Verb.NOT_ACCEPT)

    assert (found.state, found.due_on) == (State.UNDER_WAY, LATER)
    assert asked_of(found, at.lead_agency).verdict == "partly"


def test_actions_agreed_with_a_judgement_come_from_the_challenge_and_belong_to_who_does_them(
    at: Board,
) -> None:
    found = responded(at, joint=False)

    challenges.judge(
        reply_id=reply_of(found, at.lead_agency).pk, verdict=Verb.ACCEPT, by=at.chair,
        actions=[Agreed("Open a desk.", LATER, at.lead_agency), Agreed("Count.", LATER, at.other_agency)],
    )  # fmt: skip

    actions = Action.objects.order_by("number")
    assert [(one.origin_kind, one.origin_key, one.agency) for one in actions] == [
        ("challenge", str(found.pk), at.lead_agency), ("challenge", str(found.pk), at.other_agency),
    ]  # fmt: skip
    assert actions[0].origin_words == "CH-1: Why are conferences late?"


@pytest.mark.parametrize(
    ("verdict", "action"),
    [(Verb.NOT_ACCEPT, {}), (Verb.ACCEPT, {"due_on": date(2018, 5, 1)}), (Verb.ACCEPT, {"agency": None})],
)
def test_nothing_is_judged_when_an_action_with_it_cannot_be_agreed(
    at: Board, verdict: Verb, action: dict[str, Any]
) -> None:
    found = responded(at, joint=False)
    reply = reply_of(found, at.lead_agency)
    wrong = Agreed(**({"text": "Open a desk.", "due_on": LATER, "agency": at.lead_agency} | action))
    more = {"missing": "Since when?", "due_on": LATER} if verdict is Verb.NOT_ACCEPT else {}

    with pytest.raises(Refused):
        challenges.judge(reply_id=reply.pk, verdict=verdict, actions=[wrong], by=at.chair, **more)  # type: ignore[arg-type]

    reply.refresh_from_db()
    found.refresh_from_db()
    assert (reply.verdict, found.state, Action.objects.count()) == ("", State.RESPONDED, 0)


def test_no_action_is_agreed_before_the_reply_is_judged(at: Board) -> None:
    found = responded(at)

    with pytest.raises(Refused, match="Judge the reply first"):
        agreed(at, found)


def test_the_last_finished_action_leaves_a_challenge_watching_its_figure(at: Board) -> None:
    found = responded(at, watched=True, joint=False)
    challenges.judge(
        reply_id=reply_of(found, at.lead_agency).pk, verdict=Verb.ACCEPT, by=at.chair,
        actions=[Agreed("Open a desk.", LATER, at.lead_agency), Agreed("Count.", LATER, at.lead_agency)],
    )  # fmt: skip
    first, second = Action.objects.order_by("number")
    found.refresh_from_db()
    assert (found.state, found.watch.since) == (State.UNDER_WAY, None)

    follow_through.complete(action_id=first.pk, words="It is open.", seen=1, by=at.lead)
    clock.fix(date(2018, 6, 15))
    follow_through.complete(action_id=second.pk, words="Counted.", seen=1, by=at.lead)

    found.refresh_from_db()
    assert (found.state, found.watch.since) == (State.WATCHING, date(2018, 5, 21))


def test_an_action_taken_up_again_is_no_longer_what_the_result_counts_from(at: Board) -> None:
    found = responded(at, watched=True, joint=False)
    challenges.judge(
        reply_id=reply_of(found, at.lead_agency).pk, verdict=Verb.ACCEPT, by=at.chair,
        actions=[Agreed("Open a desk.", LATER, at.lead_agency)],
    )  # fmt: skip
    action = Action.objects.get()
    follow_through.complete(action_id=action.pk, words="It is open.", seen=1, by=at.lead)

    follow_through.take_up(action_id=action.pk, reason="It shut.", due_on=LATER, seen=2, by=at.chair)

    found.refresh_from_db()
    assert (found.state, found.watch.since) == (State.UNDER_WAY, None)


def test_a_date_moves_with_its_reason_and_every_one_before_it_stays_known(at: Board) -> None:
    found = sent(at)
    asked = asked_of(found, at.other_agency)

    challenges.change_date(asked_id=asked.pk, due_on=LATER, reason="Their clerk is ill.", by=at.chair)

    change = DateChange.objects.get()
    assert (change.kind, change.key) == ("reply", str(asked.pk))
    assert (change.was_on, change.becomes_on, change.reason) == (
        date(2018, 6, 19), LATER, "Their clerk is ill.",
    )  # fmt: skip
    found.refresh_from_db()
    assert found.due_on == date(2018, 6, 19)  # the lead's is the earliest


@pytest.mark.parametrize(
    ("due_on", "reason", "why"),
    [
        (None, "A reason.", "Give the new date"),
        (date(2018, 5, 21), "A reason.", "still to come"),
        (LATER, " ", "Say why"),
        (LATER, CHILD, "could identify a child"),
        (date(2018, 6, 19), "A reason.", "That is the date it has"),
    ],
)
def test_ongoing_is_not_a_date(at: Board, due_on: date | None, reason: str, why: str) -> None:
    asked = asked_of(sent(at), at.lead_agency)

    with pytest.raises(Refused, match=why):
        challenges.change_date(asked_id=asked.pk, due_on=due_on, reason=reason, by=at.chair)

    assert not DateChange.objects.exists()


def test_a_partner_is_let_off_and_the_lead_only_of_the_rest_of_its_reply(at: Board) -> None:
    found = sent(at)
    lead = asked_of(found, at.lead_agency)

    challenges.take_back(asked_id=asked_of(found, at.other_agency).pk, reason="It has no part.", by=at.chair)
    with pytest.raises(Refused, match="Withdraw the challenge"):
        challenges.take_back(asked_id=lead.pk, reason="Enough.", by=at.chair)
    challenges.reply(challenge_id=found.pk, agency_id=at.lead_agency.pk, text="Half of it.", by=at.lead)
    judged(at, found, Verb.ACCEPT_PARTLY)
    challenges.take_back(asked_id=lead.pk, reason="Enough.", by=at.chair)

    found.refresh_from_db()
    assert found.due_on is None
    with pytest.raises(Refused, match="no longer asks your agency"):
        challenges.reply(challenge_id=found.pk, agency_id=at.other_agency.pk, text="But.", by=at.other)


def test_a_rung_is_dated_and_changes_no_state(at: Board, office: Standing) -> None:
    found = sent(at)
    asked = asked_of(found, at.lead_agency)
    clock.fix(date(2018, 6, 25))

    challenges.escalate(asked_id=asked.pk, rung=Rung.MEMBER, told="Rita Board", by=office)

    found.refresh_from_db()
    assert (found.state, found.rung) == (State.AWAITING, 2)
    reached = RungReached.objects.get()
    assert (reached.kind, reached.key, reached.due_on, reached.told) == (
        "reply", str(asked.pk), date(2018, 6, 19), "Rita Board",
    )  # fmt: skip
    with pytest.raises(Refused, match="It has come that far already"):
        challenges.escalate(asked_id=asked.pk, rung=Rung.LEAD, by=office)


def test_nothing_that_is_not_late_climbs(at: Board) -> None:
    with pytest.raises(Refused, match="Nothing is late: it is due on 19 June 2018"):
        challenges.escalate(asked_id=asked_of(sent(at), at.lead_agency).pk, rung=Rung.LEAD, by=at.chair)


@pytest.mark.parametrize(
    "settle",
    [
        lambda at, found, asked: challenges.reply(
            challenge_id=found.pk, agency_id=at.lead_agency.pk, text="Here.", by=at.lead
        ),
        lambda at, found, asked: challenges.change_date(
            asked_id=asked.pk, due_on=LATER, reason="A lease.", by=at.chair
        ),
    ],
    ids=["a reply", "a new date"],
)
def test_a_reply_or_a_new_date_begins_a_new_climb(at: Board, settle: Callable[..., object]) -> None:
    found = sent(at)
    asked = asked_of(found, at.lead_agency)
    Asked.objects.filter(challenge=found, agency=at.other_agency).update(due_on=LATER)
    clock.fix(date(2018, 6, 25))
    challenges.escalate(asked_id=asked.pk, rung=Rung.MEMBER, by=at.chair)

    settle(at, found, asked)

    found.refresh_from_db()
    assert found.rung == 0
    assert RungReached.objects.count() == 1


def test_taken_to_the_chief_officer_by_hand_a_letter_is_drafted(at: Board) -> None:
    found = sent(at)
    clock.fix(date(2018, 6, 25))

    challenges.escalate(asked_id=asked_of(found, at.lead_agency).pk, rung=Rung.CHIEF_OFFICER, by=at.chair)

    letter = found.board.chair_letters.get()
    assert (letter.about, letter.agency) == (["CH-1"], at.lead_agency)
