"""The scorecard's page: what to ask about first, the filters, the follow-up; kept until anything changes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from agencies import thread
from agencies.models import Agency, Board, Person
from agencies.rules.standing import Actor, Standing
from agencies.thread import Reference, Step
from scorecard.actions.indicators import set_target
from scorecard.models import Indicator, Signal
from tests.building import LAST, load, series
from tests.factories import BenchmarkFactory, ComparatorSetFactory, ExplanationFactory

ClientOf = Callable[[Person | None], Client]
JOB = Actor(None, "The office")
STEADY = [50, 52, 48, 51, 49, 50, 53, 47, 50, 51, 49, 52, 48, 50, 51]


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Each test begins with nothing kept."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def told(scorecard: dict[str, Indicator], helen: Standing, health: Agency) -> dict[str, Indicator]:
    """H02, where lower is better, has risen above its usual range; H01 is as ever."""
    load(
        *series("H02", [*STEADY, 90], 120),
        *series("H01", [1000 + one for one in [*STEADY, 50]]),
        by=helen,
        agency=health,
    )
    return scorecard


def page_of(client: Client, board: Board, **given: str) -> str:
    return client.get(reverse("scorecard:overview", args=[board.code]), given).content.decode()


def panel(page: str) -> str:
    """What is to be asked about first."""
    return page.partition('id="ask-first"')[2].partition("</section>")[0]


@pytest.fixture
def challenged() -> Iterator[Callable[..., None]]:
    """Has an upper room know of a challenge of H02."""
    sources = list(thread.step_sources)

    def know(state: str, due: date) -> None:
        def source(standing: Standing, asked: Iterable[Reference]) -> Mapping[Reference, tuple[Step, ...]]:
            step = Step("challenge", "CH-29", "Why?", date(2018, 5, 1), "Health", due, state, "/ch/29/")
            return {one: (step,) for one in asked if one.key == f"{standing.board_code}/H02"}

        thread.step_sources[:] = [source]

    yield know
    thread.step_sources[:] = sources


def test_what_is_worse_and_unasked_comes_first_with_its_sentence(
    board: Board, told: dict[str, Indicator], board_member: Person, client_of: ClientOf
) -> None:
    page = page_of(client_of(board_member), board)

    assert "The measure H02" in panel(page)
    assert f"Rose above its usual range in {LAST.label}." in panel(page)
    assert "No challenge yet." in panel(page)
    assert "1 worse than usual, and it has no challenge." in page


def test_an_open_challenge_takes_the_place_of_that_remark_and_an_overdue_reply_says_so(
    board: Board,
    told: dict[str, Indicator],
    board_member: Person,
    client_of: ClientOf,
    challenged: Callable[..., None],
) -> None:
    challenged("awaiting response", date(2018, 5, 20))
    overdue = page_of(client_of(board_member), board)
    challenged("action under way", date(2018, 9, 20))
    acting = page_of(client_of(board_member), board)
    challenged("closed", date(2018, 5, 20))
    closed = page_of(client_of(board_member), board)

    assert "Reply was due on 20 May." in panel(overdue)
    assert 'href="/ch/29/"' in panel(overdue)
    assert "1 worse than usual; none of those has no challenge." in overdue
    assert "Action under way." in panel(acting)
    assert "No challenge yet." in panel(closed)


def test_a_stable_figure_that_cannot_reach_its_target_is_asked_about(
    board: Board, scorecard: dict[str, Indicator], helen: Standing, health: Agency, board_member: Person,
    client_of: ClientOf,
) -> None:  # fmt: skip
    load(*series("H02", STEADY, 120), by=helen, agency=health)
    set_target(indicator=scorecard["H02"], year=LAST.year_start, value=Decimal(10), by=JOB)

    page = page_of(client_of(board_member), board)

    assert "It will keep missing its target of 10 without a change." in panel(page)
    assert "will keep missing" in page.partition("<table")[2]


def test_each_filter_counts_and_keeps_what_it_says(
    board: Board, told: dict[str, Indicator], board_member: Person, client_of: ClientOf
) -> None:
    client = client_of(board_member)
    whole, worse, off = (page_of(client, board, show=key) for key in ("", "worse", "off-target"))

    assert "Worse than usual (1)" in whole
    assert "No challenge (1)" in whole
    assert "The measure H01" in whole.partition("<table")[2]
    assert "The measure H02" in worse.partition("<table")[2]
    assert "The measure H01" not in worse.partition("<table")[2]
    assert "No indicator is so at the moment." in off
    assert page_of(client, board, show="nonsense").count("<tr") == whole.count("<tr")


def test_an_explanation_owed_is_commentary_due(
    board: Board, told: dict[str, Indicator], health: Agency, board_member: Person, client_of: ClientOf
) -> None:
    client = client_of(board_member)
    before = page_of(client, board)
    ExplanationFactory(
        board=board, agency=health, indicator=told["H01"], first=LAST.first, last=LAST.last, submission=None
    )
    cache.clear()

    assert "Commentary due (1)" in before  # of H02, which left its usual range
    assert "Commentary due (2)" in page_of(client, board)
    assert page_of(client, board, show="commentary-due").count("note due") == 1


def test_the_page_is_worked_out_once_and_anew_when_anything_is_entered_in_the_record(
    board: Board,
    told: dict[str, Indicator],
    helen: Standing,
    health: Agency,
    board_member: Person,
    client_of: ClientOf,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_of(board_member)
    page_of(client, board)
    with django_assert_max_num_queries(7):
        again = page_of(client, board)
    assert "1 worse than usual" in again

    load(("H02", LAST, 50, 120), by=helen, agency=health)

    assert "none worse than usual" in page_of(client, board)


def test_nobody_is_shown_what_was_kept_for_another(
    board: Board, told: dict[str, Indicator], board_member: Person, police_lead: Person, client_of: ClientOf
) -> None:
    assert "The measure H02" in page_of(client_of(board_member), board)
    assert "The measure H02" not in page_of(client_of(police_lead), board)


def test_similar_areas_stand_beside_england_as_their_mean(
    board: Board, told: dict[str, Indicator], board_member: Person, client_of: ClientOf
) -> None:
    ComparatorSetFactory(board=board, area_codes=["E10000008", "E10000025"])
    for code, value in (("E10000008", 20), ("E10000025", 31)):
        BenchmarkFactory(
            indicator_code="H02", area__code=code, value=value, unit="percent",
            first=date(2017, 4, 1), last=date(2018, 3, 31),
        )  # fmt: skip

    page = page_of(client_of(board_member), board)

    assert "25.5" in page
    assert "2 areas" in page


def test_a_signal_somebody_explained_is_not_called_unasked(
    board: Board, told: dict[str, Indicator], board_member: Person, client_of: ClientOf
) -> None:
    Signal.objects.filter(indicator=told["H02"]).update(state=Signal.State.EXPLAINED)

    page = page_of(client_of(board_member), board)

    assert "No challenge (0)" in page
    assert "Explained." in panel(page)
