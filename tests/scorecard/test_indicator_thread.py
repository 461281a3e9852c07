"""From signal to result on an indicator's page: its signals as they were raised, breaks, and what other rooms know."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from agencies import thread
from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from agencies.thread import Reference, Step
from scorecard.models import Area, Indicator
from scorecard.presenters.thread import Knot, chart_steps, thread_words
from scorecard.queries.indicator_page import indicator_page
from tests.building import LAST, load, series
from tests.factories import (
    HAMPSHIRE,
    AreaFactory,
    BreakFactory,
    FigureFactory,
    SignalFactory,
    SubmissionFactory,
)

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
    assert ">Signal</strong>" in said
    assert "75.0%, above usual range" in said
    assert "usual range then 37.9% to 49.7%; new" in said
    assert f"Rose above its usual range in {LAST.label}." in said


def test_what_other_rooms_know_follows_it_with_the_days_between(
    page: Callable[..., str], known: None
) -> None:
    said = page()

    assert said.index(">75.0%, above") < said.index("Challenge CH-1")
    assert 'href="/ch/1/"' in said
    assert "Health, raised" in said
    assert "30 days<span" in said
    assert re.findall(r'board-thread__number">([0-9]+)<', said) == [
        "1",
        "2",
    ]  # the signal that stands, and one challenge


def test_the_numbers_stand_on_the_chart_too_at_the_day_of_their_step(
    page: Callable[..., str], known: None
) -> None:
    marks = re.findall(r'<circle cx="([0-9.]+)" [^>]*/><text x="[0-9.]+" [^>]*>([0-9])</text>', page())

    assert [number for _, number in marks] == ["1", "2"] * 3  # a drawing for each size of screen
    assert all(float(two[0]) < float(three[0]) for two, three in zip(marks[::2], marks[1::2], strict=True))


def test_a_day_lies_between_the_points_whose_periods_end_around_it() -> None:
    ends = [date(2017, 12, 31), date(2018, 3, 31), date(2018, 6, 30)]
    days = [date(2018, 3, 31), date(2018, 5, 15), date(2010, 1, 1), date(2019, 1, 1)]

    marks = chart_steps([Knot(on, "Challenge", "", "", number=1) for on in days], ends)

    assert [round(one.place, 2) for one in marks] == [1.0, 1.49, 0.0, 2.0]
    assert chart_steps([Knot(days[0], "Challenge", "", "")], []) == ()


def test_what_became_of_a_reply_and_an_action_stands_with_them_and_an_open_result_is_hollow(
    page: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    day = date(2018, 5, 1)

    def source(standing: Standing, asked: Iterable[Reference]) -> Mapping[Reference, tuple[Step, ...]]:
        told = (
            Step(
                "challenge", "CH-1", "Why?", day, "Health", None, "watching", "/", waits_for="1 more figure"
            ),
            Step("response", "CH-1", "No room.", day, "Health", None, "", "/"),
            Step("judgement", "CH-1", "", day, "The chair", None, "accepted", "/"),
            Step("action", "A-1", "One desk.", day, "Health", day, "complete", "/a/"),
            Step("finished", "A-1", "", day, "Health", None, "finished", "/a/"),
            Step("result", "CH-1", "", day, "", None, "Up 6.1 points", "/", done=False),
        )
        return dict.fromkeys(asked, told)

    monkeypatch.setattr(thread, "step_sources", [source])
    said = page()

    assert "Health; accepted 1 May 2018" in said
    assert "Health; finished 1 May 2018" in said
    assert said.count("board-thread__step--open") == 1
    assert said.index("board-thread__step--open") < said.index("Result so far") < said.index("Up 6.1 points")
    assert "1 more figure" in said
    assert re.findall(r'board-thread__number">([0-9]+)<', said) == list(
        "12345"
    )  # the signal that stands, then four


def test_signals_that_are_over_stand_apart(page: Callable[..., str]) -> None:
    said = page()  # beside the last quarter those before it look like a run below the average

    assert "Signals that have ended (1)" in said
    assert said.index(">75.0%, above") < said.index("Signals that have ended (1)")
    assert said.index("Signals that have ended (1)") < said.index("run below average")
    assert said.count('<span class="board-thread__number">') == 1


@pytest.mark.parametrize(("ended", "numbered"), [(date(2015, 6, 30), 0), (date(2017, 12, 31), 1)])
def test_one_that_is_long_over_is_no_step_and_one_lately_over_is(
    ended: date,
    numbered: int,
    scorecard: dict[str, Indicator],
    helen: Standing,
    health: Agency,
    member: Standing,
) -> None:
    load(*series("H02", STEADY, 120), by=helen, agency=health)
    SignalFactory(
        indicator=scorecard["H02"],
        agency=health,
        area=Area.objects.get(code=HAMPSHIRE),
        first=ended.replace(month=1, day=1),
        last=ended.replace(month=3, day=31),
        latest_last=ended.replace(month=3, day=31),
        ended_last=ended,
    )
    page = indicator_page(member, "H02")
    assert page is not None

    told = thread_words(page)

    assert (len(told.knots), len(told.ended)) == (numbered, 1 - numbered)


def test_the_latest_figures_file_and_cell_stand_under_the_chart(page: Callable[..., str]) -> None:
    said = " ".join(page().split())

    assert "The latest figure was read from <a" in said
    assert "sheet CSV, cell <span" in said


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
