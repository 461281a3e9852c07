"""Every verb of the risk register × everybody at the board: done, or refused and why; and the same when archived."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from agencies.models import Board, Entry, Person
from agencies.queries.standings import standing_at
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions import dismissals, risks, settings
from registers.actions.risks import Judged
from registers.models import Risk, RiskLink, Score
from registers.permissions import can_change_risk, can_keep_risks
from registers.queries.checks import current_findings
from registers.rules.checks import Check
from registers.rules.ladder import Ladder
from registers.rules.risks import Bands, Verb
from tests.factories import (
    THE_DAY,
    ChallengeFactory,
    ControlFactory,
    MembershipFactory,
    PersonFactory,
    RiskLinkFactory,
    SeatFactory,
)
from tests.registers.risky import raised, risk_with, words

StandingOf = Callable[[Person], Standing]

DONE = "done"
KEEPERS = "Only the independent chair and the business manager keep the risk register."
OWNERS = "Only its owner, the independent chair and the business manager do that to a risk."
READERS = "The risk register is for the board and its office."
SETTERS = "Only the business manager sets how the registers work."
ARCHIVED = "It is archived. Bring it back first."
LATER = date(2018, 9, 3)

#: In this order: the owner is a board member named on the risk, the board member is another.
PEOPLE = (
    "chair",
    "business_manager",
    "owner",
    "board_member",
    "health_lead",
    "training_coordinator",
    "analyst",
    "councillor",
)
_KEEPS = (DONE, DONE, KEEPERS, KEEPERS, READERS, READERS, READERS, READERS)
_OWNS = (DONE, DONE, DONE, OWNERS, READERS, READERS, READERS, READERS)
#: The verb: what comes of it for each person.
WHO: dict[Verb, tuple[str, ...]] = {
    Verb.AMEND: _KEEPS,
    Verb.SCORE: _OWNS,
    Verb.FRAME: _KEEPS,
    Verb.ADD_CONTROL: _OWNS,
    Verb.END_CONTROL: _OWNS,
    Verb.LINK: _KEEPS,
    Verb.UNLINK: _KEEPS,
    Verb.REVIEW: _OWNS,
    Verb.MOVE_REVIEW: _KEEPS,
    Verb.ACCEPT: _KEEPS,
    Verb.ARCHIVE: _KEEPS,
    Verb.BRING_BACK: _KEEPS,
}


@pytest.fixture
def owner(board: Board) -> Person:
    """A board member to whom the risk was given by name."""
    person: Person = PersonFactory(name="Olive Owner", email="olive@example.org")
    MembershipFactory(person=person, board=board)
    return person


@pytest.fixture
def risk(board: Board, owner: Person) -> Risk:
    made = risk_with(board, (date(2018, 2, 1), 4, 4), owner=owner)
    ControlFactory(risk=made)
    RiskLinkFactory(risk=made)
    ChallengeFactory(board=board, number=29)
    return made


@pytest.fixture
def people(request: pytest.FixtureRequest, standing_of: StandingOf) -> dict[str, Standing]:
    return {name: standing_of(request.getfixturevalue(name)) for name in PEOPLE}


def do(verb: Verb, risk: Risk, by: Standing) -> Any:
    """The verb done in its plainest way."""
    pk = risk.pk
    control, link = risk.controls.get().pk, risk.links.get().pk
    ways: dict[Verb, Callable[[], Any]] = {
        Verb.AMEND: lambda: risks.amend(
            risk_id=pk, words=words(title="Another title", owner=risk.owner), seen=risk.version, by=by
        ),
        Verb.SCORE: lambda: _score(pk, Score.Moment.NOW, by),
        Verb.FRAME: lambda: _score(pk, Score.Moment.TARGET, by),
        Verb.ADD_CONTROL: lambda: risks.add_control(risk_id=pk, text="A weekly list.", by=by),
        Verb.END_CONTROL: lambda: risks.end_control(risk_id=pk, control_id=control, why="It ended.", by=by),
        Verb.LINK: lambda: risks.link(risk_id=pk, kind=RiskLink.Kind.CHALLENGE, key="29", by=by),
        Verb.UNLINK: lambda: risks.unlink(risk_id=pk, link_id=link, by=by),
        Verb.REVIEW: lambda: risks.review(risk_id=pk, text="No change.", next_on=LATER, by=by),
        Verb.MOVE_REVIEW: lambda: risks.move_review(risk_id=pk, to=LATER, reason="No meeting.", by=by),
        Verb.ACCEPT: lambda: risks.accept(risk_id=pk, until=LATER, why="It is small.", by=by),
        Verb.ARCHIVE: lambda: risks.archive(risk_id=pk, why="It is over.", by=by),
        Verb.BRING_BACK: lambda: risks.bring_back(risk_id=pk, why="It is back.", review_on=LATER, by=by),
    }
    return ways[verb]()


def _score(pk: int, moment: Score.Moment, by: Standing) -> Score:
    return risks.score(risk_id=pk, moment=moment, judged=Judged(5, 5), why="It is worse.", by=by)


def outcome(act: Callable[[], Any]) -> str:
    """What comes of it, leaving nothing behind: done, with one entry in the record; or why not, with none."""
    before = Entry.objects.count()
    with transaction.atomic():
        try:
            act()
            said = DONE
        except Refused as refusal:
            said = str(refusal)
        assert Entry.objects.count() - before == (said == DONE)
        transaction.set_rollback(True)
    return said


def archived(risk: Risk) -> Risk:
    risk.archived_at, risk.archived_by, risk.archived_why = THE_DAY, "Bridget", "It was over."
    risk.save()
    return risk


@pytest.mark.parametrize("verb", Verb)
def test_who_may_do_it(verb: Verb, risk: Risk, people: dict[str, Standing]) -> None:
    if verb is Verb.BRING_BACK:
        archived(risk)

    assert tuple(outcome(lambda name=name: do(verb, risk, people[name])) for name in PEOPLE) == WHO[verb]


@pytest.mark.parametrize("verb", Verb)
def test_what_may_be_done_when_it_is_archived_and_when_not(
    verb: Verb, risk: Risk, people: dict[str, Standing]
) -> None:
    keeper = people["business_manager"]
    in_register = outcome(lambda: do(verb, risk, keeper))
    archived(risk)

    assert (in_register, outcome(lambda: do(verb, risk, keeper))) == (
        ("It is not archived.", DONE) if verb is Verb.BRING_BACK else (DONE, ARCHIVED)
    )


@pytest.mark.parametrize("verb", Verb)
def test_the_page_offers_what_the_action_would_do(
    verb: Verb, risk: Risk, people: dict[str, Standing]
) -> None:
    if verb is Verb.BRING_BACK:
        archived(risk)

    verdicts = tuple(can_change_risk(verb, people[name], risk).reason or DONE for name in PEOPLE)

    assert verdicts == WHO[verb]


@pytest.mark.parametrize("verb", Verb)
def test_nothing_is_done_to_another_boards_risk(
    verb: Verb, risk: Risk, other_board_manager: Person, other_board: Board
) -> None:
    olga = standing_at(other_board_manager, other_board.code)
    assert olga is not None

    assert outcome(lambda: do(verb, risk, olga)) == "No such risk at this board."
    assert can_change_risk(verb, olga, risk).reason == "That is another board’s."


def test_who_raises_risks_and_lets_findings_stand(risk: Risk, people: dict[str, Standing]) -> None:
    (found,) = [one for one in current_findings(risk.board_id) if one.check is Check.NO_ACTION]

    for name, expected in zip(PEOPLE, (DONE, DONE, *[KEEPERS] * 6), strict=True):
        by = people[name]
        assert outcome(lambda by=by: raised(by)) == expected, name
        said = outcome(
            lambda by=by: dismissals.dismiss(
                check=found.check, key=found.key, mark=found.mark, reason="It is planned.", by=by
            )
        )
        assert said == expected, name
        assert bool(can_keep_risks(by)) is (expected == DONE)


def test_only_the_office_sets_how_the_registers_work(people: dict[str, Standing], board: Board) -> None:
    agency = SeatFactory(board=board).agency

    for name in PEOPLE:
        by, expected = people[name], DONE if name == "business_manager" else SETTERS
        set_days = outcome(
            lambda by=by: settings.set_registers(reply_days=10, ladder=Ladder(), bands=Bands(), by=by)
        )
        set_head = outcome(
            lambda by=by: settings.set_chief_officer(agency=agency, name="C", title="Chief", by=by)
        )
        assert (set_days, set_head) == (expected, expected), name
