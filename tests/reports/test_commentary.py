"""The commentary a report prints: of the year, with its period, and never on a figure that is hidden."""

import json

from agencies.models import Agency, Board
from agencies.rules.standing import Standing
from reports import build
from reports.rules.blocks import IndicatorBlock
from reports.rules.document import to_json
from reports.rules.remarks import HELD_BACK
from scorecard.models import Indicator
from scorecard.rules.periods import Period, quarter
from tests.building import BEFORE, LAST, load
from tests.factories import CommentaryFactory
from tests.reports.opened import annual_of, indicator_of


def say(indicator: Indicator, agency: Agency, text: str, period: Period = LAST) -> None:
    """The agency's remark on its figure."""
    CommentaryFactory(indicator=indicator, agency=agency, first=period.first, last=period.last, text=text)


def printed(board: Board, code: str) -> IndicatorBlock:
    """One indicator as the last year's report prints it."""
    report = annual_of(board)
    return indicator_of(report, code)


def remarks(board: Board, code: str) -> list[str]:
    """What is said beside one indicator."""
    return [text for text, _ in printed(board, code).commentary]


def test_a_remark_says_whose_it_is_on_which_period_and_when(
    board: Board, scorecard: dict[str, Indicator], health: Agency, helen: Standing
) -> None:
    load(("H02", LAST, 30, 120), by=helen, agency=health)
    say(scorecard["H02"], health, "The new desk helps.")

    said = printed(board, "H02").commentary

    assert [text for text, _ in said] == ["The new desk helps."]
    assert said[0][1].startswith("County Health, on January to March 2018, written ")
    assert "on January to March 2018" in build.html(annual_of(board))


def test_no_remark_is_printed_on_a_hidden_figure_and_on_others_it_is(
    board: Board, scorecard: dict[str, Indicator], health: Agency, helen: Standing
) -> None:
    load(("H02", LAST, 2, 30), ("H02", BEFORE, 30, 120), by=helen, agency=health)
    say(scorecard["H02"], health, "Hardly any were seen in time.")
    say(scorecard["H02"], health, "Most were seen in time.", BEFORE)

    report = annual_of(board)

    assert remarks(board, "H02") == ["Most were seen in time."]
    assert "Hardly any" not in build.html(report) + json.dumps(to_json(report))


def test_no_remark_is_printed_where_any_part_is_hidden(
    board: Board, scorecard: dict[str, Indicator], health: Agency, helen: Standing
) -> None:
    load(
        ("H04", LAST, 2, 120, "schools"),
        ("H04", LAST, 60, 120, "police"),
        ("H04", BEFORE, 50, 120, "schools"),
        by=helen,
        agency=health,
    )
    say(scorecard["H04"], health, "Police sent most.")
    say(scorecard["H04"], health, "Schools sent many.", BEFORE)

    assert remarks(board, "H04") == ["Schools sent many."]


def test_of_what_every_agency_reports_a_remark_is_printed_only_where_its_own_figure_is_shown(
    board: Board,
    scorecard: dict[str, Indicator],
    health: Agency,
    police: Agency,
    helen: Standing,
    paul: Standing,
) -> None:
    load(("W01", LAST, 60, 120), by=helen, agency=health)
    load(("W01", LAST, 3, 40), by=paul, agency=police)
    say(scorecard["W01"], health, "Posts are filled.")
    say(scorecard["W01"], police, "Posts are empty.")

    assert remarks(board, "W01") == ["Posts are filled."]


def test_a_remark_that_may_tell_a_small_number_is_replaced_by_a_sentence_that_says_so(
    board: Board, scorecard: dict[str, Indicator], health: Agency, helen: Standing
) -> None:
    load(("H02", LAST, 30, 120), by=helen, agency=health)
    say(scorecard["H02"], health, "2 of the 3 children were visited in time.")

    report = annual_of(board)

    assert remarks(board, "H02") == [HELD_BACK]
    assert "of the 3 children" not in build.html(report) + json.dumps(to_json(report))


def test_only_remarks_of_the_year_are_printed_each_once_oldest_first(
    board: Board, scorecard: dict[str, Indicator], health: Agency, helen: Standing
) -> None:
    load(("H02", LAST, 30, 120), by=helen, agency=health)
    say(scorecard["H02"], health, "Of the year before.", quarter(2016, 4))
    say(scorecard["H02"], health, "Of the year after.", quarter(2018, 1))
    say(scorecard["H02"], health, "Of the first part.")
    say(scorecard["H02"], health, "Of the second part.")
    say(scorecard["H02"], health, "Of the second part.")
    say(scorecard["H02"], health, "Of the first quarter.", quarter(2017, 1))

    assert remarks(board, "H02") == ["Of the first quarter.", "Of the first part.", "Of the second part."]


def test_the_year_before_prints_its_own_remarks(
    board: Board, scorecard: dict[str, Indicator], health: Agency
) -> None:
    say(scorecard["H02"], health, "Of the year before.", quarter(2016, 4))
    say(scorecard["H02"], health, "Of this year.")

    report = annual_of(board, 2016)

    said = [text for row in report.indicators() for text, _ in row.commentary]
    assert said == ["Of the year before."]
