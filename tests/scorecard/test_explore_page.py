"""The explore page: what is chosen is drawn over the same periods; what is not there or not theirs is refused."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Person
from agencies.queries.standings import standing_at
from scorecard.models import Indicator
from scorecard.presenters import explore as presenter
from scorecard.presenters.aligned import aligned
from scorecard.queries.explored import Choice, explored
from scorecard.rules.periods import term
from scorecard.rules.words import SYNTHETIC
from scorecard.views import explore as view
from tests.factories import (
    BenchmarkFactory,
    FigureFactory,
    IndicatorFactory,
    SubmissionFactory,
    TargetFactory,
)
from tests.scorecard.test_explored import WOBBLE, tell

ClientOf = Callable[[Person | None], Client]


@pytest.fixture
def told(scorecard: dict[str, Indicator], health: Agency, police: Agency) -> dict[str, Indicator]:
    """H02 of County Health, P01 of County Police with a gap and a small number, W01 of both."""
    tell(scorecard["H02"], health, *WOBBLE)
    tell(scorecard["P01"], police, 60, None, 2)
    for agency in (health, police):
        tell(scorecard["W01"], agency, 70, 72)
    return scorecard


@pytest.fixture
def page(client_of: ClientOf) -> Callable[..., str]:
    """What the page says to a person who asks so."""

    def said(person: Person, status: int = 200, **query: Any) -> str:
        answer = client_of(person).get(reverse("scorecard:explore", args=["wessex"]), query)
        assert answer.status_code == status, answer.status_code
        return answer.content.decode()

    return said


def figures_in(page: str) -> list[dict[str, Any]]:
    """What the browser is given to draw."""
    found = re.findall(r'<script id="figure-\d+" type="application/json">(.*?)</script>', page, re.S)
    return [json.loads(one) for one in found]


def test_nothing_is_drawn_before_something_is_chosen(
    page: Callable[..., str], board_member: Person, told: dict[str, Indicator]
) -> None:
    said = page(board_member)

    assert "What to show" in said
    assert 'value="H02"' in said
    assert "plotly" not in said
    assert "Choose one indicator or more." in page(board_member, agency="hlt")


def test_a_board_without_figures_says_so(
    page: Callable[..., str], board_member: Person, scorecard: dict[str, Indicator]
) -> None:
    assert "No figures that you may see have been released yet." in page(board_member)


def test_each_line_has_its_chart_from_the_server_its_figures_and_its_column(
    page: Callable[..., str], board_member: Person, told: dict[str, Indicator]
) -> None:
    said = page(board_member, indicator=["H02", "P01"])

    assert len(figures_in(said)) == 2
    assert said.count('class="board-chart__drawing"') == 4  # each for a page and for a phone
    assert '<th scope="col" class="num">1. The measure H02: County Health</th>' in said
    assert "not supplied" in said


def test_all_lines_are_drawn_over_the_same_periods_with_gaps_where_one_has_none(
    page: Callable[..., str], board_member: Person, told: dict[str, Indicator]
) -> None:
    long, short = figures_in(page(board_member, indicator=["H02", "P01"]))

    assert long["periods"] == short["periods"]
    assert len(short["data"][0]["y"]) == len(WOBBLE)
    assert [value is None for value in short["data"][0]["y"][-3:]] == [False, True, False]
    assert set(short["data"][0]["y"][:-3]) == {None}
    assert None not in long["data"][0]["y"]


def test_lines_of_one_indicator_share_a_scale_and_others_do_not(
    page: Callable[..., str], board_member: Person, told: dict[str, Indicator]
) -> None:
    said = page(board_member, indicator=["W01", "H02"], agency=["hlt", "pol"])
    by = {one["image"]["heading"]: one["layout"]["yaxis"]["range"] for one in figures_in(said)}

    assert by["The measure W01: County Health"] == by["The measure W01: County Police"]
    assert by["The measure H02: County Health"] != by["The measure W01: County Health"]
    assert "drawn on one scale" in said
    assert "drawn on one scale" not in page(board_member, indicator=["H02", "P01"])


def test_a_line_cut_to_some_periods_keeps_the_verdict_and_the_range_of_the_whole(
    board: Board, board_member: Person, told: dict[str, Indicator]
) -> None:
    standing = standing_at(board_member, board.code)
    assert standing is not None
    whole = explored(standing, Choice(("H02",)))
    (full,) = aligned(whole)
    since = whole[0].points[-4].period.first
    part = explored(standing, Choice(("H02",), since=since))
    (cut,) = aligned(part)

    assert len(cut.points) == 4
    assert cut.points == full.points[-4:]
    assert (cut.mean, cut.lower, cut.upper) == (full.mean, full.lower, full.upper)


def test_a_line_of_terms_beside_one_of_quarters_has_no_gaps_that_it_has_not(
    board: Board, board_member: Person, health: Agency, told: dict[str, Indicator]
) -> None:
    terms = [term(2016, "autumn"), term(2016, "spring"), term(2016, "summer"), term(2017, "autumn")]
    measure = IndicatorFactory(board=board, code="T01", owner=health, frequency="term", order=9)
    for one in terms:
        FigureFactory(
            indicator=measure,
            submission=SubmissionFactory(board=board, agency=health),
            period_kind=one.kind.value,
            first=one.first,
            last=one.last,
        )
    standing = standing_at(board_member, board.code)
    assert standing is not None

    by_quarter, by_term = aligned(explored(standing, Choice(("H02", "T01"))))

    assert [point.label for point in by_term.points] == [one.label for one in terms]
    assert all(point.value is not None for point in (*by_quarter.points, *by_term.points))


def test_quarters_and_terms_stand_in_tables_of_their_own(
    page: Callable[..., str], board_member: Person, told: dict[str, Indicator], board: Board, health: Agency
) -> None:
    measure = IndicatorFactory(
        board=board, code="T01", title="By term", owner=health, frequency="term", order=9
    )
    one = term(2017, "autumn")
    FigureFactory(
        indicator=measure,
        submission=SubmissionFactory(board=board, agency=health),
        period_kind=one.kind.value,
        first=one.first,
        last=one.last,
    )

    both, quarters = page(board_member, indicator=["H02", "T01"]), page(board_member, indicator="H02")

    by_quarter, by_term = re.findall(r"<table class=.*?</table>", both, re.S)
    assert "January to March 2018" not in by_term
    assert "Autumn term 2017 to 2018" not in by_quarter
    assert [re.findall(r'class="num">(\d)\.', one) for one in (by_quarter, by_term)] == [["1"], ["2"]]
    assert re.findall(r'<h3 class="govuk-heading-s">(.*?)</h3>', both) == ["By quarter", "By term"]
    assert "<h3" not in quarters


def test_england_is_named_beside_a_line_unless_it_is_left_out(
    page: Callable[..., str], board_member: Person, told: dict[str, Indicator]
) -> None:
    BenchmarkFactory(indicator_code="H02")
    TargetFactory(indicator=told["H02"])

    (beside,) = figures_in(page(board_member, indicator="H02"))
    (alone,) = figures_in(page(board_member, indicator="H02", comparators="no"))

    def names(one: dict[str, Any]) -> list[str]:
        return [word["text"].split()[0] for word in one["layout"]["annotations"]]

    assert "England" in names(beside)
    assert "England" not in names(alone)
    assert "Target" in names(alone)


def test_small_numbers_mark_the_page_and_the_pictures_saved_of_them_alone(
    page: Callable[..., str], board_member: Person, told: dict[str, Indicator]
) -> None:
    said = page(board_member, indicator=["H02", "P01"])
    by = {one["image"]["heading"]: one["image"] for one in figures_in(said)}

    assert "<strong>Official-Sensitive: contains small numbers, not for publication.</strong>" in said
    assert by["The measure P01: County Police"]["name"].endswith("official-sensitive")
    assert "Official-Sensitive" in by["The measure P01: County Police"]["lines"][1]
    assert len(by["The measure H02: County Health"]["lines"]) == 1


def test_pictures_saved_of_a_made_up_boards_figures_say_so(
    page: Callable[..., str], board_member: Person, told: dict[str, Indicator], board: Board
) -> None:
    (real,) = figures_in(page(board_member, indicator="H02"))
    Board.objects.filter(pk=board.pk).update(synthetic=True)

    (made_up,) = figures_in(page(board_member, indicator="H02"))

    assert made_up["image"]["lines"] == [*real["image"]["lines"], SYNTHETIC]
    assert made_up["image"]["name"] == f"{real['image']['name']}-demonstration"


def test_what_was_chosen_stays_chosen_and_goes_on_to_the_downloads(
    page: Callable[..., str], board_member: Person, told: dict[str, Indicator]
) -> None:
    said = page(board_member, indicator="W01", agency="together", since="2017-10-01")

    assert re.search(r'value="W01" id="[^"]+" checked', said)
    assert re.search(r'value="together" id="[^"]+" checked', said)
    assert re.search(r'value="2017-10-01" selected', said)
    query = "indicator=W01&amp;agency=together&amp;since=2017-10-01"
    for address in ("scorecard/explore/download.csv?", "download.xlsx?", "/api/v1/series?board=wessex&amp;"):
        assert f"{address}{query}" in said


def test_periods_without_a_figure_say_so(
    page: Callable[..., str], board_member: Person, told: dict[str, Indicator]
) -> None:
    assert "None of these has a figure in these periods." in page(
        board_member, indicator="H02", until="2001-03-31"
    )


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"indicator": "Z99"}, "There is no indicator “Z99” here that you may see."),
        ({"indicator": "H02", "agency": "zzz"}, "There is no agency “zzz”"),
        ({"indicator": "H02", "since": "soon"}, "since=soon"),
        ({"colour": "red"}, "There is no parameter “colour”."),
    ],
)
def test_what_is_not_there_is_refused_with_the_reason_and_the_form_to_mend_it(
    query: dict[str, str],
    words: str,
    page: Callable[..., str],
    board_member: Person,
    told: dict[str, Indicator],
) -> None:
    said = page(board_member, 400, **query)

    assert words in said
    assert "<title>Error: " in said
    assert "What to show" in said


def test_too_much_is_refused_with_what_to_do(
    page: Callable[..., str],
    board_member: Person,
    told: dict[str, Indicator],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(view, "explored", lambda standing, choice: explored(standing, choice, most=3))

    assert "more than 3 figures. Choose fewer" in page(board_member, 400, indicator="H02")


def test_of_many_lines_the_first_are_drawn_and_the_page_says_how_many_there_are(
    page: Callable[..., str],
    board_member: Person,
    told: dict[str, Indicator],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(presenter, "MOST_DRAWN", 2)

    said = page(board_member, indicator=["W01", "H02", "P01"])

    assert len(figures_in(said)) == 2
    assert "The first 2 are drawn; a download holds all 5." in said


def test_an_agency_lead_chooses_among_the_own_agencys_figures_alone(
    page: Callable[..., str], health_lead: Person, told: dict[str, Indicator]
) -> None:
    said = page(health_lead)

    assert 'value="H02"' in said
    assert 'value="P01"' not in said
    assert "County Police" not in said
    assert "There is no indicator “P01”" in page(health_lead, 400, indicator="P01")


def test_in_the_navigation_one_place_is_current(
    page: Callable[..., str], board_member: Person, told: dict[str, Indicator]
) -> None:
    said = page(board_member)

    (current,) = re.findall(r'aria-current="(?:true|page)"[^>]*>\s*(?:<strong[^>]*>)?\s*([A-Za-z ]+)', said)
    assert current.strip() == "Explore"
