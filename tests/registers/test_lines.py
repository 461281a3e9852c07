"""The whole line a risk, action, case audit or meeting belongs to, on its own page, as far as each may know of it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import Agency, Board, Person
from agencies.rules import clock
from agencies.thread import Reference
from registers.actions import challenges, risks
from registers.actions.challenges import Agreed
from registers.models import Action, Challenge, OriginKind, Risk, RiskLink
from registers.presenters.threads import lines_words
from registers.queries.lines import MOST, OwnLine, lines_of, lines_of_action
from registers.queries.origins import Start
from registers.queries.steps import steps
from registers.queries.threads import Thread, threads_of
from registers.rules.challenges import Verb
from registers.rules.threads import Waiting, earliest, finished_so_far
from tests.factories import (
    ActionFactory,
    AskedFactory,
    CaseAuditFactory,
    ChallengeFactory,
    DecisionFactory,
    EvidenceFactory,
    MeetingFactory,
    WatchFactory,
)
from tests.registers import moving, risky

ClientOf = Callable[[Person | None], Client]


def kinds(told: Thread | OwnLine) -> list[str]:
    return [step.kind for step in told.steps]


def from_risk(at: moving.Board) -> tuple[Risk, Challenge]:
    """A risk, and a challenge raised from it and answered."""
    risk = risky.raised(at.chair)
    found = challenges.raise_challenge(
        asks=moving.question(at.lead_agency), start=Start("risk", str(risk.pk)), by=at.chair
    )
    challenges.send(challenge_id=found.pk, by=at.chair)
    challenges.reply(challenge_id=found.pk, agency_id=at.lead_agency.pk, text="One desk.", by=at.lead)
    return risk, found


def test_a_risks_page_shows_the_challenge_raised_from_it_and_its_own_actions_apart(at: moving.Board) -> None:
    risk, found = from_risk(at)
    ActionFactory(
        board=found.board,
        number=7,
        agency=at.lead_agency,
        origin_kind="risk",
        origin_key=str(risk.pk),
        due_on=date(2018, 5, 14),
    )

    lines = lines_of(at.chair, risk)

    assert [one.challenge for one in lines.threads] == [found]
    assert kinds(lines.threads[0]) == ["risk", "challenge", "response"]
    assert lines.own is not None
    assert kinds(lines.own) == ["risk", "action"]
    assert lines.own.waits_for == Waiting("finish A-7", "County Health", date(2018, 5, 14))
    assert lines.own.overdue == 5
    assert lines.own.result == "0 of 1 action finished, 0 seen to have stuck"


def test_a_challenge_that_is_linked_to_a_risk_stands_on_its_page_and_a_withdrawn_one_does_not(
    at: moving.Board,
) -> None:
    risk = risky.raised(at.chair)
    linked, gone = moving.sent(at), moving.sent(at)
    for one in (linked, gone):
        risks.link(risk_id=risk.pk, kind=RiskLink.Kind.CHALLENGE, key=str(one.number), by=at.chair)
    challenges.withdraw(challenge_id=gone.pk, reason="Asked twice.", by=at.chair)

    assert [one.challenge for one in lines_of(at.chair, risk).threads] == [linked]


def test_a_meetings_page_shows_what_it_raised_and_what_it_decided_about(at: moving.Board) -> None:
    raised, decided, other = (moving.sent(at) for _ in range(3))
    meeting = MeetingFactory(board=raised.board, held_on=date(2018, 5, 15))
    Challenge.objects.filter(pk=raised.pk).update(origin_kind="meeting", origin_key=str(meeting.pk))
    DecisionFactory(meeting=meeting, kind="challenge", key=str(decided.pk), about=str(decided))

    found = [one.challenge for one in lines_of(at.chair, meeting).threads]

    assert found == [raised, decided]
    assert other not in found


def test_an_audits_page_shows_the_challenge_it_is_evidence_for_unless_that_is_taken_back(
    at: moving.Board,
) -> None:
    found, other = moving.sent(at), moving.sent(at)
    audit = CaseAuditFactory(board=found.board)
    EvidenceFactory(action=None, challenge=found, audit=audit)
    EvidenceFactory(
        action=None,
        challenge=other,
        audit=audit,
        taken_back_at=clock.now(),
        taken_back_by="The chair",
        taken_back_why="Another year.",
    )

    assert [one.challenge for one in lines_of(at.chair, audit).threads] == [found]


def test_an_actions_page_shows_the_thread_of_the_challenge_it_was_agreed_on(at: moving.Board) -> None:
    found = moving.responded(at, joint=False)
    reply = moving.reply_of(found, at.lead_agency)
    agreed = Agreed("Open one desk.", date(2018, 9, 28), at.lead_agency)
    challenges.judge(reply_id=reply.pk, verdict=Verb.ACCEPT, actions=[agreed], by=at.chair)

    lines = lines_of_action(at.lead, Action.objects.get())

    assert lines.own is None
    assert kinds(lines.threads[0]) == ["challenge", "response", "judgement", "action"]


def test_a_lead_who_was_asked_jointly_reads_no_other_agencys_words_on_an_actions_page(
    at: moving.Board, client_of: ClientOf, police_lead: Person
) -> None:
    found = moving.responded(at)
    moving.judged(at, found)
    mine = moving.agreed(at, found, number=4)
    Action.objects.filter(pk=mine.pk).update(agency=at.other_agency)
    moving.agreed(at, found, number=5, text="Open a desk at the hospital.")

    page = client_of(police_lead).get(reverse("registers:action", args=["wessex", 4])).content.decode()
    (told,) = lines_of_action(at.other, mine).threads

    assert [
        step.title for step in told.steps if step.owner == "County Health" and step.kind == "response"
    ] == [""]
    assert "From signal to result: CH-1" in page
    assert "hospital" not in page
    assert "County Health" in page


def test_an_action_on_a_risk_tells_a_lead_what_it_came_from_without_a_way_there(
    at: moving.Board, health_lead: Person, chair: Person, client_of: ClientOf
) -> None:
    risk = risky.raised(at.chair)
    action = ActionFactory(
        board=at.lead_agency.seats.get().board,
        agency=at.lead_agency,
        origin_kind=OriginKind.RISK,
        origin_key=str(risk.pk),
        state="embedded",
        completed_at=clock.now(),
        completed_by=health_lead,
        checked_at=clock.now(),
        checked_by=chair,
    )

    own, chairs = lines_of_action(at.lead, action).own, lines_of_action(at.chair, action).own

    assert own is not None
    assert chairs is not None
    assert kinds(own) == ["risk", "action", "finished", "embedded"]
    assert (own.steps[0].title, own.steps[0].url) == (risk.title, "")
    assert chairs.steps[0].url == reverse("registers:risk", args=["wessex", risk.number])
    assert own.result == "1 of 1 action finished, 1 seen to have stuck"


def test_a_thread_begins_with_the_signal_it_was_raised_from_but_not_on_the_indicators_own_page(
    at: moving.Board,
) -> None:
    found = moving.sent(at)
    Challenge.objects.filter(pk=found.pk).update(
        origin_kind="signal",
        origin_words="Plans: 23.0%, above usual range",
        origin_url="/wessex/scorecard/T05/",
    )
    found.refresh_from_db()
    watch = WatchFactory(challenge=found, indicator_code="T05", agency=at.lead_agency)

    told = {by: threads_of(by, [found])[found.pk].steps for by in (at.chair, at.lead, at.other)}
    asked = next(iter(steps(at.chair, [Reference("indicator", "wessex/T05")]).values()))

    first = told[at.chair][0]
    assert (first.kind, first.on, first.title) == ("signal", watch.last, "Plans: 23.0%, above usual range")
    assert [one[0].url for one in told.values()] == ["/wessex/scorecard/T05/"] * 2 + [""]
    assert [one.kind for one in asked] == ["challenge"]


def test_the_pages_say_next_and_result(at: moving.Board, chair: Person, client_of: ClientOf) -> None:
    risk, found = from_risk(at)

    page = client_of(chair).get(reverse("registers:risk", args=["wessex", risk.number])).content.decode()

    assert f"From signal to result: {found}" in page
    assert "<strong>Next:</strong> Judge the reply, with the independent chair" in page
    assert "<strong>Result so far:</strong> No figure is watched" in page


def test_many_challenges_and_actions_take_as_many_queries_as_one_and_five_threads_are_shown(
    board: Board, health: Agency, at: moving.Board, chair: Person, client_of: ClientOf
) -> None:
    risk = risky.raised(at.chair)
    client, address = client_of(chair), reverse("registers:risk", args=["wessex", risk.number])

    def more(first: int, last: int) -> None:
        for number in range(first, last):
            one = ChallengeFactory(
                board=board,
                number=number,
                state="awaiting",
                sent_at=clock.now(),
                origin_kind="risk",
                origin_key=str(risk.pk),
            )
            AskedFactory(challenge=one, agency=health, due_on=date(2018, 6, 1))
            ActionFactory(board=board, number=number, origin_kind="risk", origin_key=str(risk.pk))

    more(1, 2)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    more(2, 20)
    with CaptureQueriesContext(connection) as many:
        page = client.get(address).content.decode()

    assert len(many) == len(few)
    assert page.count("From signal to result: ") == MOST
    assert "14 more threads, in the list of threads" in page


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ([], ""),
        (["risk", "course"], ""),
        (["action"], "0 of 1 action finished, 0 seen to have stuck"),
        (["action", "action", "finished", "embedded"], "1 of 2 actions finished, 1 seen to have stuck"),
    ],
)
def test_a_line_of_its_own_says_how_many_actions_are_finished_and_stuck(told: list[str], said: str) -> None:
    assert finished_so_far(told) == said


def test_what_has_a_day_is_waited_for_before_what_has_none() -> None:
    later, sooner, never = (Waiting("it", "us", day) for day in (date(2018, 6, 2), date(2018, 6, 1), None))

    assert earliest([never, later, sooner]) == sooner
    assert earliest([]) is None


def test_a_thing_nothing_came_of_has_no_line(at: moving.Board) -> None:
    lines = lines_of(at.chair, risky.raised(at.chair))

    assert (lines.threads, lines.more, lines.own) == ((), 0, None)
    assert lines_words(lines) == ()
