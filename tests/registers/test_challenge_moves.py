"""Every verb × state × person of a challenge, by the real actions, against the one committed table.

`challenge_moves.csv` has a line a verb and state, and a column a member of the cast. Its words: `y` done, and the
challenge is then as the line `becomes` (or as the word says, `y=awaiting`); `who` refused, because of who asks; `no`
refused with the line's `reason`; `gone` no such challenge at their board.
"""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from agencies.models import Agency, Person
from agencies.queries.standings import standing_at
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions import challenges, follow_through
from registers.models import Action, Asked, Challenge
from registers.permissions import can
from registers.rules.challenges import MOVES, VERB_WORDS, State, Verb
from registers.rules.ladder import Rung
from registers.rules.origins import Origin
from tests.factories import AgencyFactory, MembershipFactory, PersonFactory, ReplyFactory, SeatFactory
from tests.registers.moving import IN, LATER, Board, asked_of, question

TABLE = Path(__file__).with_name("challenge_moves.csv")
#: Who tries: `lead` is of the agency whose reply answers, `other_lead` of another that was asked.
PEOPLE = (
    "chair", "manager", "member", "lead", "other_lead", "lead_not_asked", "analyst", "coordinator", "councillor",
    "other_boards_manager",
)  # fmt: skip
Row = dict[str, str]
#: What the file of actions says to those who agree none, here or at all.
ACTIONS_WHO = (
    "Only the independent chair and the business manager agree actions and change them.",
    "An action is agreed at one’s own board.",
)


def table() -> dict[tuple[Verb, State], Row]:
    """The committed table by verb and state."""
    with TABLE.open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {(Verb(row["verb"]), State(row["state"])): row for row in rows}


@pytest.fixture
def people(
    board: object, health: Agency, police: Agency, chair: Person, business_manager: Person, board_member: Person,
    health_lead: Person, police_lead: Person, analyst: Person, training_coordinator: Person, councillor: Person,
    other_board_manager: Person, standing_of: Callable[[Person], Standing],
) -> dict[str, Standing]:  # fmt: skip
    """Everybody who tries, by name."""
    probation = AgencyFactory(code="npr", name="Probation")
    SeatFactory(board=board, agency=probation)
    not_asked = PersonFactory(name="Nina Park")
    MembershipFactory(person=not_asked, board=board, role="agency_lead", agency=probation)
    elsewhere = standing_at(other_board_manager, "mercia")
    assert elsewhere is not None
    here = (chair, business_manager, board_member, health_lead, police_lead, not_asked, analyst)
    found = [standing_of(one) for one in (*here, training_coordinator, councillor)]
    return dict(zip(PEOPLE, [*found, elsewhere], strict=True))


@pytest.fixture
def at(people: dict[str, Standing], health: Agency, police: Agency) -> Board:
    """Who brings challenges into their states."""
    return Board(people["chair"], people["lead"], people["other_lead"], health, police)


def _owing(challenge: Challenge, agency: Agency, due_on: date) -> Asked:
    """Something is owed by the agency, whatever has been done."""
    asked = asked_of(challenge, agency)
    Asked.objects.filter(pk=asked.pk).update(due_on=due_on)
    return asked


def _agency(by: Standing, at: Board) -> Agency:
    """The agency somebody replies for: their own where they lead one, else the one that leads."""
    own = next((hat.agency_id for hat in by.hats if hat.agency_id), None)
    return Agency.objects.get(pk=own) if own else at.lead_agency


def _judge(verb: Verb, challenge: Challenge, by: Standing, at: Board) -> None:
    """Judge a reply of the lead agency that waits, made where there is none."""
    asked = asked_of(challenge, at.lead_agency)
    reply = asked.replies.filter(verdict="").last() or ReplyFactory(asked=asked)
    more: dict[str, object] = {"missing": "Since when?", "due_on": LATER} if verb is not Verb.ACCEPT else {}
    challenges.judge(reply_id=reply.pk, verdict=verb, by=by, **more)  # type: ignore[arg-type]


def _reply(challenge: Challenge, by: Standing, at: Board) -> None:
    agency = _agency(by, at)
    if Asked.objects.filter(challenge=challenge, agency=agency).exists():
        _owing(challenge, agency, LATER)
    challenges.reply(challenge_id=challenge.pk, agency_id=agency.pk, text="A desk was opened.", by=by)


def _close(challenge: Challenge, by: Standing, at: Board) -> None:
    """Close it as far as its replies go: each accepted, every action finished, what came of it written."""
    Asked.objects.filter(challenge=challenge).update(due_on=None, verdict="accepted")
    for one in Asked.objects.filter(challenge=challenge):
        one.replies.update(verdict="accepted")
    _finish_actions(challenge)
    Challenge.objects.filter(pk=challenge.pk).update(outcome="A desk.", impact="Nobody waits.")
    challenges.close(challenge_id=challenge.pk, by=by)


def _finish_actions(challenge: Challenge) -> None:
    Action.objects.filter(origin_kind="challenge", origin_key=str(challenge.pk)).update(
        state="complete", completed_at=challenge.raised_at
    )


def _tell(challenge: Challenge, by: Standing, at: Board) -> None:
    challenges.tell_impact(
        challenge_id=challenge.pk, outcome="A desk.", impact="Nobody waits.", chair_words="",
        seen=challenge.version, by=by,
    )  # fmt: skip


def _amend(challenge: Challenge, by: Standing, at: Board) -> None:
    asks = question(at.lead_agency, title="Why are they late?")
    challenges.amend(challenge_id=challenge.pk, asks=asks, seen=challenge.version, by=by)


def _agree(challenge: Challenge, by: Standing, at: Board) -> None:
    """Agree an action on it, once the lead's reply has been accepted."""
    Asked.objects.filter(challenge=challenge, replied=True).update(verdict="accepted")
    follow_through.agree(
        board=challenge.board, origin=Origin("challenge", str(challenge.pk), "CH", ""), text="Open a desk.",
        agency=at.lead_agency, owner=None, due_on=LATER, by=by,
    )  # fmt: skip


def _asked_agencies(challenge: Challenge) -> frozenset[int]:
    return frozenset(Asked.objects.filter(challenge=challenge).values_list("agency_id", flat=True))


Do = Callable[[Challenge, Standing, Board], object]
DO: dict[Verb, Do] = {
    Verb.AMEND: _amend,
    Verb.SEND: lambda one, by, at: challenges.send(challenge_id=one.pk, by=by),
    Verb.REPLY: _reply,
    Verb.ACCEPT: lambda one, by, at: _judge(Verb.ACCEPT, one, by, at),
    Verb.ACCEPT_PARTLY: lambda one, by, at: _judge(Verb.ACCEPT_PARTLY, one, by, at),
    Verb.NOT_ACCEPT: lambda one, by, at: _judge(Verb.NOT_ACCEPT, one, by, at),
    Verb.CHANGE_DATE: lambda one, by, at: challenges.change_date(
        asked_id=_owing(one, at.other_agency, date(2018, 6, 1)).pk, due_on=LATER, reason="A lease.", by=by
    ),
    Verb.TAKE_BACK: lambda one, by, at: challenges.take_back(
        asked_id=_owing(one, at.other_agency, LATER).pk, reason="Told by telephone.", by=by
    ),
    Verb.ESCALATE: lambda one, by, at: challenges.escalate(
        asked_id=_owing(one, at.lead_agency, date(2018, 5, 1)).pk, rung=Rung.LEAD, by=by
    ),
    Verb.TELL_IMPACT: _tell,
    Verb.CLOSE: _close,
    Verb.REOPEN: lambda one, by, at: challenges.reopen(
        challenge_id=one.pk, reason="It did not stick.", due_on=LATER, by=by
    ),
    Verb.WITHDRAW: lambda one, by, at: challenges.withdraw(challenge_id=one.pk, reason="In error.", by=by),
    Verb.AGREE_ACTION: _agree,
    # What is added is another file's; whether it may be is asked here.
    Verb.ADD_EVIDENCE: lambda one, by, at: can(Verb.ADD_EVIDENCE, by, one, _asked_agencies(one)).demand(),
}


@pytest.mark.parametrize("state", State, ids=str)
def test_each_verb_does_to_each_state_what_the_table_says_for_each_person(
    state: State, at: Board, people: dict[str, Standing]
) -> None:
    challenge = IN[state](at)
    listed = table()
    assert challenge.state == state

    wrong = []
    for verb in Verb:
        row = listed[verb, state]
        for name, by in people.items():
            with transaction.atomic():
                found = _outcome(verb, Challenge.objects.get(pk=challenge.pk), by, at, row)
                transaction.set_rollback(True)
            if found != row[name]:
                wrong.append(f"{verb} by {name} when {state}: {found}, not {row[name]}")
    assert wrong == []


def _outcome(verb: Verb, challenge: Challenge, by: Standing, at: Board, row: Row) -> str:
    try:
        DO[verb](challenge, by, at)
    except ObjectDoesNotExist:
        return "gone"
    except Refused as refusal:
        said = str(refusal).removeprefix(f"{challenge.reference}: ")
        if said in (f"Only {' or '.join(MOVES[verb].who)} may {VERB_WORDS[verb]}.", *ACTIONS_WHO):
            return "who"
        return "no" if said == row["reason"] else f"refused: {said}"
    challenge.refresh_from_db()
    return "y" if challenge.state == row["becomes"] else f"y={challenge.state}"


def test_the_table_has_a_line_for_every_verb_and_state() -> None:
    assert set(table()) == {(verb, state) for verb in Verb for state in State}


def test_every_refusal_says_why_and_every_step_says_where_it_leads() -> None:
    for (verb, state), row in table().items():
        outcomes = {row[name].partition("=")[0] for name in PEOPLE}
        assert ("no" in outcomes) == bool(row["reason"]), (verb, state)
        assert ("y" in outcomes) == bool(row["becomes"]), (verb, state)


def test_nobody_of_another_board_does_anything_here() -> None:
    """Not found, or refused as who they are: never for the state, which would tell them of it."""
    assert {row["other_boards_manager"] for row in table().values()} <= {"gone", "who"}
