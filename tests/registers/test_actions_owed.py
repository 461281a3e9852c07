"""What actions people owe: the named person, else the agency's leads, else the office; and who looks later."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from agencies.models import Agency, Board, Person
from agencies.rules.roles import Role
from agencies.rules.standing import Standing
from registers.models import Action
from registers.queries.actions_owed import AHEAD, obligations, owed
from tests.conftest import TODAY
from tests.factories import THE_DAY, ActionFactory, MembershipFactory, PersonFactory

StandingOf = Callable[[Person], Standing]


@pytest.fixture
def done(board: Board, health: Agency, business_manager: Person) -> Action:
    """Complete, to be checked today; the business manager said so."""
    made: Action = ActionFactory(
        board=board,
        number=4,
        agency=health,
        state="complete",
        completed_at=THE_DAY,
        completed_by=business_manager,
        check_on=TODAY,
    )
    return made


def said(standing: Standing) -> list[tuple[str, str, date | None]]:
    return [(one.words, one.agency, one.due) for one in owed(standing)]


def test_an_agencys_action_is_owed_by_its_leads_and_by_no_other(
    board: Board,
    health: Agency,
    health_lead: Person,
    police_lead: Person,
    chair: Person,
    standing_of: StandingOf,
) -> None:
    due = date(2018, 6, 1)
    action = ActionFactory(board=board, number=3, agency=health, due_on=due)

    (one,) = owed(standing_of(health_lead))
    assert (one.words, one.reference, one.due) == ("Finish action A-3", "A-3", due)
    assert one.url == "/wessex/actions/3/"
    assert said(standing_of(police_lead)) == said(standing_of(chair)) == []
    (all_of_it,) = obligations(board.pk)
    assert (all_of_it.agency_id, all_of_it.people, all_of_it.key) == (health.pk, (), str(action.pk))


def test_a_named_person_owes_it_and_their_agencys_leads_do_not(
    board: Board, health: Agency, health_lead: Person, analyst: Person, standing_of: StandingOf
) -> None:
    ActionFactory(board=board, number=3, agency=health, owner=analyst, due_on=TODAY)

    assert said(standing_of(health_lead)) == []
    assert said(standing_of(analyst)) == [("Finish action A-3", "County Health", TODAY)]
    assert obligations(board.pk)[0].people == (analyst.pk,)


def test_what_somebody_who_left_owed_falls_to_the_leads_or_else_to_the_office(
    board: Board,
    health: Agency,
    health_lead: Person,
    analyst: Person,
    business_manager: Person,
    standing_of: StandingOf,
) -> None:
    ActionFactory(board=board, number=3, agency=health, owner=analyst, due_on=TODAY)
    ActionFactory(board=board, number=4, agency=None, owner=analyst, due_on=TODAY)
    analyst.memberships.update(until=TODAY)

    assert [one.reference for one in owed(standing_of(health_lead))] == ["A-3"]
    assert [one.reference for one in owed(standing_of(business_manager))] == ["A-4"]
    assert [one.people for one in obligations(board.pk)] == [(), (business_manager.pk,)]


def test_what_is_far_off_or_over_is_owed_by_nobody_today(
    board: Board, health: Agency, health_lead: Person, standing_of: StandingOf
) -> None:
    ActionFactory(board=board, agency=health, due_on=TODAY + AHEAD + timedelta(days=1))
    for facts in (
        {"state": "dropped", "dropped_at": THE_DAY, "dropped_why": "Moved."},
        {"state": "embedded", "completed_at": THE_DAY, "checked_at": THE_DAY},
    ):
        ActionFactory(board=board, agency=health, due_on=TODAY, **facts)

    assert said(standing_of(health_lead)) == []
    assert len(obligations(board.pk)) == 1


def test_a_check_is_owed_from_its_day_by_those_who_did_not_say_that_it_was_done(
    done: Action,
    chair: Person,
    business_manager: Person,
    health_lead: Person,
    board: Board,
    standing_of: StandingOf,
) -> None:
    second = PersonFactory(name="Second Manager")
    MembershipFactory(board=board, person=second, role=Role.BUSINESS_MANAGER.value)
    words = [("See whether it stuck: action A-4", "County Health", TODAY)]

    assert said(standing_of(chair)) == said(standing_of(second)) == words
    assert said(standing_of(business_manager)) == said(standing_of(health_lead)) == []
    (one,) = obligations(board.pk)
    assert (one.kind, one.people, one.agency_id, one.due) == ("check", (second.pk,), None, TODAY)
    Action.objects.update(check_on=TODAY + timedelta(days=1))
    assert said(standing_of(chair)) == []


def test_where_the_only_manager_said_that_it_was_done_the_chair_looks(
    done: Action, board: Board, chair: Person
) -> None:
    (one,) = obligations(board.pk)

    assert one.people == (chair.pk,)


def test_what_is_mailed_says_nothing_of_what_an_action_is_about(
    board: Board, health: Agency, done: Action
) -> None:
    ActionFactory(board=board, agency=health, text="Stop losing referrals.")

    assert {one.words for one in obligations(board.pk)} == {"Action to finish", "Action to check"}
