"""What hats a person wears, where, and on which day."""

from collections.abc import Callable
from datetime import date

from agencies.models import Agency, Board, Person
from agencies.queries.people import emails_with, members, seated_agencies
from agencies.queries.standings import standing_at, standings_of
from agencies.rules import clock
from agencies.rules.roles import Permission, Role
from agencies.rules.standing import Standing
from tests.factories import AgencyFactory, MembershipFactory, SeatFactory


def test_a_role_counts_from_its_first_day_until_the_day_it_ends(board: Board, outsider: Person) -> None:
    MembershipFactory(
        person=outsider, board=board, role=Role.ANALYST.value, since=date(2018, 5, 21), until=date(2018, 6, 1)
    )

    seen = {}
    for day in (date(2018, 5, 20), date(2018, 5, 21), date(2018, 5, 31), date(2018, 6, 1)):
        clock.fix(day)
        seen[day] = standing_at(outsider, board.code) is not None

    assert seen == {
        date(2018, 5, 20): False,
        date(2018, 5, 21): True,
        date(2018, 5, 31): True,
        date(2018, 6, 1): False,
    }


def test_two_hats_at_one_board_are_one_standing_that_may_what_either_may(
    board: Board, health_lead: Person, health: Agency
) -> None:
    MembershipFactory(person=health_lead, board=board, role=Role.BOARD_MEMBER.value)

    standing = standing_at(health_lead, board.code)

    assert standing is not None
    assert standing.may(Permission.FIGURES_SEE_ALL)
    assert standing.agencies_with(Permission.RETURN_SEND) == {health.pk}
    assert standing.words == "Agency lead, County Health; Board member"


def test_people_stand_at_several_boards_each_with_its_own_role(
    board: Board, other_board: Board, chair: Person
) -> None:
    MembershipFactory(person=chair, board=other_board, role=Role.COUNCILLOR.value)

    standings = standings_of(chair)

    assert [one.board_code for one in standings] == ["mercia", "wessex"]
    assert not standings[0].may(Permission.FIGURES_SEE_ALL)
    assert standings[1].may(Permission.FIGURES_SEE_ALL)


def test_there_is_no_standing_at_an_unknown_board_or_without_a_membership(
    board: Board, outsider: Person, chair: Person
) -> None:
    assert standing_at(outsider, board.code) is None
    assert standing_at(chair, "atlantis") is None


def test_the_list_of_members_is_of_this_board_today_in_the_roles_order(
    board: Board,
    other_board_manager: Person,
    business_manager: Person,
    chair: Person,
    standing_of: Callable[[Person], Standing],
) -> None:
    MembershipFactory(board=board, since=date(2010, 1, 1), until=date(2018, 5, 21))
    MembershipFactory(board=board, since=date(2018, 5, 22))

    listed = [one.name for one in members(standing_of(chair))]

    assert listed == [chair.name, business_manager.name]


def test_an_agency_sits_at_a_board_from_its_first_day_until_the_day_it_leaves(
    board: Board, chair: Person, health: Agency, standing_of: Callable[[Person], Standing]
) -> None:
    gone, coming = AgencyFactory(name="Primary Care Trust"), AgencyFactory(name="Probation")
    SeatFactory(board=board, agency=gone, until=date(2018, 5, 21))
    SeatFactory(board=board, agency=coming, since=date(2018, 5, 22))

    assert seated_agencies(standing_of(chair)) == (health,)


def test_letters_go_to_those_who_may_now_and_for_the_agency_asked_for(
    board: Board, health: Agency, health_lead: Person, police_lead: Person, business_manager: Person
) -> None:
    health_lead.memberships.update(until=date(2018, 5, 21))

    assert emails_with(board.pk, Permission.RETURN_SEND, health.pk) == ()
    assert emails_with(board.pk, Permission.RETURN_SEND) == (police_lead.email,)
    assert emails_with(board.pk, Permission.RETURN_ACCEPT) == (business_manager.email,)


def test_letters_never_go_to_someone_whose_account_is_closed(board: Board, business_manager: Person) -> None:
    business_manager.is_active = False
    business_manager.save()

    assert emails_with(board.pk, Permission.RETURN_ACCEPT) == ()
