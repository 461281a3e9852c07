"""Returns: opened when a quarter has ended, for those who owe figures; owed, late, in."""

from datetime import date, timedelta

import pytest

from agencies.models import Agency, Board, Entry
from agencies.rules import clock
from agencies.rules.standing import Actor, Standing
from scorecard import tasks
from scorecard.actions import returns, submissions
from scorecard.models import Indicator, Return
from scorecard.queries.owed import owed
from scorecard.queries.returns import missing_returns, returns_of, years_with_returns
from scorecard.rules import life
from tests.building import BEFORE, LAST, a_return, load
from tests.factories import AgencyFactory, SeatFactory

JOB = Actor(None, "The daily job")


@pytest.fixture
def opened(board: Board, scorecard: dict[str, Indicator]) -> int:
    """The last quarter's returns."""
    return returns.open_for(board=board, period=LAST, by=JOB)


def owing() -> list[str]:
    return list(Return.objects.order_by("agency__name").values_list("agency__name", flat=True))


def test_every_seated_agency_owes_a_return_due_six_weeks_after_the_quarter(opened: int) -> None:
    assert opened == 2
    assert owing() == ["County Health", "County Police"]
    assert set(Return.objects.values_list("due_on", flat=True)) == {LAST.last + timedelta(days=42)}
    assert Entry.objects.get(verb="returns.open").words == "Opened 2 returns for January to March 2018."


def test_opening_a_quarter_again_opens_only_what_is_new(opened: int, board: Board) -> None:
    SeatFactory(board=board, agency=AgencyFactory(name="Probation"))

    assert returns.open_for(board=board, period=LAST, by=JOB) == 1
    assert returns.open_for(board=board, period=LAST, by=JOB) == 0
    assert len(owing()) == 3


def test_where_no_indicator_is_everybodys_only_owners_owe(
    board: Board, scorecard: dict[str, Indicator]
) -> None:
    scorecard["W01"].delete()
    scorecard["P01"].delete()

    returns.open_for(board=board, period=LAST, by=JOB)

    assert owing() == ["County Health"]


@pytest.mark.parametrize(
    ("since", "until", "owes"),
    [
        (LAST.last, None, True),
        (LAST.last + timedelta(days=1), None, False),
        (date(2012, 4, 1), LAST.first, False),
        (date(2012, 4, 1), LAST.first + timedelta(days=1), True),
    ],
)
def test_an_agency_owes_for_a_quarter_in_which_it_had_a_seat_for_a_day(
    board: Board, scorecard: dict[str, Indicator], since: date, until: date | None, owes: bool
) -> None:
    """`until` is the first day without the seat, as everywhere."""
    SeatFactory(board=board, agency=AgencyFactory(name="Probation"), since=since, until=until)

    returns.open_for(board=board, period=LAST, by=JOB)

    assert ("Probation" in owing()) == owes


def test_the_daily_job_opens_the_quarter_that_ended_last_at_every_board(
    board: Board, other_board: Board, scorecard: dict[str, Indicator]
) -> None:
    tasks.open_returns()

    assert set(Return.objects.values_list("board", "first", "last")) == {(board.pk, LAST.first, LAST.last)}
    clock.fix(date(2018, 7, 1))
    assert tasks.open_returns() == 2
    assert Return.objects.count() == 4


def test_a_lead_owes_the_own_return_until_released_and_the_manager_owes_accepting(
    opened: int, health: Agency, helen: Standing, paul: Standing, manager: Standing, member: Standing
) -> None:
    assert [one.words for one in owed(helen)] == ["Send the return for January to March 2018"]
    assert owed(manager) == owed(member) == ()

    load(("H01", LAST, 1), by=helen, agency=health)

    assert [one.kind for one in owed(helen) if one.kind == "return"] == []
    (theirs,) = owed(manager)
    assert theirs.words == "Accept County Health’s return for January to March 2018"
    assert theirs.due is None
    assert theirs.reference == LAST.short
    assert theirs.url == f"/wessex/returns/{Return.objects.get(agency=health).pk}/"
    assert len(owed(paul)) == 1


def test_a_return_is_shown_as_owed_from_six_weeks_before_its_date(
    board: Board, health: Agency, helen: Standing
) -> None:
    a_return(board, health, due_on=clock.today() + timedelta(days=43))
    soon = a_return(board, health, BEFORE, due_on=clock.today() + timedelta(days=42))

    assert [(one.reference, one.url) for one in owed(helen)] == [
        (BEFORE.short, f"/wessex/returns/{soon.pk}/")
    ]


def test_the_list_is_narrowed_to_a_year_and_to_what_one_may_see(
    board: Board, other_board: Board, health: Agency, police: Agency, helen: Standing, member: Standing
) -> None:
    for agency in (health, police):
        for period in (LAST, LAST.year_ago()):
            a_return(board, agency, period)
    a_return(other_board, health)

    assert len(returns_of(member)) == 4
    assert {row.agency for row in returns_of(helen)} == {"County Health"}
    assert {row.first for row in returns_of(member, year=2016)} == {date(2017, 1, 1)}
    assert years_with_returns(member) == (2017, 2016)


def test_a_return_is_overdue_by_the_clock_in_working_days_until_it_is_released(
    board: Board, health: Agency, police: Agency, helen: Standing, member: Standing
) -> None:
    a_return(board, health, due_on=date(2018, 5, 12))
    a_return(board, police, due_on=date(2018, 5, 21))
    # From Monday the 14th to Friday the 18th, and Monday the 21st.
    assert {row.agency: row.overdue_days for row in returns_of(member)} == {
        "County Health": 6,
        "County Police": 0,
    }

    load(("H01", LAST, 1), by=helen, agency=health)

    assert {row.overdue_days for row in returns_of(member)} == {0}


def test_the_returns_a_board_never_got_are_named_for_the_report(
    board: Board, health: Agency, police: Agency, helen: Standing
) -> None:
    a_return(board, health)
    a_return(board, police)
    a_return(board, police, LAST.next())
    load(("H01", LAST, 1), by=helen, agency=health)

    assert missing_returns(board.pk, 2017) == ("County Police, January to March 2018: due",)


def test_sending_a_history_again_leaves_accepted_quarters_it_does_not_change_accepted(
    board: Board, health: Agency, helen: Standing, manager: Standing
) -> None:
    before, last = a_return(board, health, BEFORE), a_return(board, health)
    load(("H01", BEFORE, 10), by=helen, agency=health)
    submissions.accept(return_id=before.pk, by=manager)

    load(("H01", BEFORE, 10), ("H01", LAST, 20), by=helen, agency=health)

    before.refresh_from_db()
    last.refresh_from_db()
    assert before.state == Return.State.ACCEPTED
    assert before.accepted_by == "Bridget Marsh (Business manager)"
    assert last.state == Return.State.RELEASED


def test_the_table_of_steps_knows_the_states_that_are_stored_and_calls_them_the_same() -> None:
    assert {state.value: words for state, words in life.WORDS.items()} == dict(Return.State.choices)
