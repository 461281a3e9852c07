"""From signal to result on an indicator's page: its signals as they were raised, breaks, and what other rooms know."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from agencies import thread
from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from agencies.thread import Reference, Step
from scorecard.models import Indicator
from tests.building import LAST, load, series
from tests.factories import HAMPSHIRE, AreaFactory, BreakFactory, FigureFactory, SubmissionFactory

STEADY = [50, 52, 48, 51, 49, 50, 53, 47, 50, 51, 49, 52, 48, 50, 51]


@pytest.fixture
def page(
    board: Board,
    scorecard: dict[str, Indicator],
    helen: Standing,
    health: Agency,
    board_member: Person,
    client_of: Callable[[Person | None], Client],
) -> Callable[..., str]:
    """H02's page as a member reads it; it rose above its usual range in the last quarter."""
    load(*series("H02", [*STEADY, 90], 120), by=helen, agency=health)
    client = client_of(board_member)

    def read(**given: str) -> str:
        return client.get(reverse("scorecard:indicator", args=[board.code, "H02"]), given).content.decode()

    return read


@pytest.fixture
def known() -> Iterator[None]:
    """An upper room knows of a challenge of whatever it is asked about, raised 30 days after the quarter."""
    sources = list(thread.step_sources)

    def source(standing: Standing, asked: Iterable[Reference]) -> Mapping[Reference, tuple[Step, ...]]:
        step = Step(
            "challenge", "CH-1", "Challenge CH-1", date(2018, 4, 30), "Health", None, "raised", "/ch/1/"
        )
        return dict.fromkeys(asked, (step,))

    thread.step_sources[:] = [source]
    yield
    thread.step_sources[:] = sources


def test_a_signal_stands_with_the_value_and_the_range_it_was_raised_with(page: Callable[..., str]) -> None:
    said = page()

    assert "From signal to result" in said
    assert "Signal: 75.0%, above usual range" in said
    assert "usual range then 37.9% to 49.7%; new" in said
    assert f"Rose above its usual range in {LAST.label}." in said


def test_what_other_rooms_know_follows_it_with_the_days_between(
    page: Callable[..., str], known: None
) -> None:
    said = page()

    assert said.index("Signal: 75.0%") < said.index("Challenge CH-1")
    assert 'href="/ch/1/"' in said
    assert "Health raised; 30 days later" in said


def test_a_break_stands_on_record_with_its_reason(
    page: Callable[..., str], scorecard: dict[str, Indicator]
) -> None:
    BreakFactory(indicator=scorecard["H02"], first=LAST.first, reason="A new service began.")

    said = page()

    assert "Judged by itself since" in said
    assert "A new service began." in said
    assert "Too few figures to say: 1 of 13 quarters." in said


def test_a_district_has_a_line_of_its_own_and_never_stands_in_for_the_whole(
    page: Callable[..., str], scorecard: dict[str, Indicator], health: Agency, board: Board
) -> None:
    gosport = AreaFactory(code="E07000088", name="Gosport")
    FigureFactory(
        indicator=scorecard["H02"],
        agency=health,
        area=gosport,
        first=LAST.first,
        last=LAST.last,
        submission=SubmissionFactory(board=board, agency=health),
    )

    assert "County Health, Gosport" not in page()
    assert "?area=E07000088" in page()
    assert "County Health, Gosport" in page(area="E07000088")
    assert gosport.code != HAMPSHIRE
