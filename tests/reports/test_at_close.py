"""The scorecard at the end of March: what the closing period says, and never an older figure in its place."""

import re

from agencies.models import Agency, Board
from agencies.rules.standing import Actor, Standing
from reports import build
from reports.queries.close import at_close
from reports.rules.blocks import IndicatorBlock
from reports.rules.document import Document
from scorecard.actions.indicators import set_target
from scorecard.models import Indicator
from scorecard.queries.publishing import publishing
from scorecard.rules.periods import financial_year, quarter
from tests.building import BEFORE, LAST, load, series
from tests.reports.opened import annual_of, indicator_of, notes_of, panel_of, summary_of

FIRST = quarter(2017, 1)


def report_of(board: Board) -> Document:
    """The last year's report."""
    return annual_of(board)


def row_of(report: Document, code: str) -> IndicatorBlock:
    """One indicator of a report."""
    return indicator_of(report, code)


def words_of(report: Document) -> str:
    """What the page says, without its drawings."""
    page = re.sub(r"<svg.*?</svg>", " ", build.html(report), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_a_figure_nobody_sent_is_not_replaced_by_an_older_one(
    board: Board, scorecard: dict[str, Indicator], health: Agency, helen: Standing
) -> None:
    for year in (2016, 2017):
        set_target(indicator=scorecard["H02"], year=year, value=50, by=Actor(None, "The office"))  # type: ignore[arg-type]
    load(*series("H02", [40] * 16, 120, until=FIRST), by=helen, agency=health)

    report = report_of(board)
    row = row_of(report, "H02")

    assert (row.latest, row.latest_period) == ("not supplied", "January to March 2018")
    assert (row.against, row.against_mark, row.pattern, row.pattern_mark) == ("–", "", "–", "")
    assert row.last_shown == "April to June 2017, 33.3%"
    assert [value for _, value in row.quarters] == ["33.3%", "33.3%", *["not supplied"] * 3]
    assert row.target == "50"
    assert "Last figure shown: April to June 2017, 33.3%" in words_of(report)
    assert row.chart is not None
    assert row.chart.title.endswith("Last figure shown: April to June 2017, 33.3%.")
    assert "latest" not in row.chart.title
    drawn = build.html(report).partition('id="H02"')[2].partition("</figure>")[0]
    assert "Last figure 33.3%" in drawn
    assert "Latest 33.3%" not in drawn


def test_a_hidden_closing_figure_is_said_to_be_hidden(
    board: Board, scorecard: dict[str, Indicator], health: Agency, helen: Standing
) -> None:
    load(("H02", BEFORE, 40, 120), ("H02", LAST, 3, 120), by=helen, agency=health)

    row = row_of(report_of(board), "H02")

    assert (row.latest, row.against, row.pattern) == ("hidden: small number", "–", "–")
    assert row.last_shown == "October to December 2017, 33.3%"


def test_what_is_worse_or_off_target_is_told_of_closing_figures_alone(
    board: Board, scorecard: dict[str, Indicator], health: Agency, helen: Standing
) -> None:
    for year in (2016, 2017):
        set_target(indicator=scorecard["H02"], year=year, value=10, by=Actor(None, "The office"))  # type: ignore[arg-type]
    given = series("H02", [40, 42] * 10 + [110], 120, until=BEFORE)
    load(*given, by=helen, agency=health)

    before = annual_of(board)
    load(("H02", LAST, 112, 120), by=helen, agency=health)
    after = annual_of(board)

    assert (panel_of(before, "concerns"), summary_of(before)[:5]) == ((), "0 of ")
    assert len(panel_of(after, "concerns")) == 1
    assert summary_of(after).startswith("1 of ")


def test_what_nobody_ever_sent_is_not_supplied(board: Board, scorecard: dict[str, Indicator]) -> None:
    row = row_of(report_of(board), "H02")

    assert (row.latest, row.against, row.pattern, row.last_shown) == ("not supplied", "–", "–", "")


def test_a_part_without_a_closing_figure_names_the_period_of_its_last_one(
    board: Board, scorecard: dict[str, Indicator], health: Agency, helen: Standing
) -> None:
    load(
        ("H04", FIRST, 40, 120, "schools"),
        ("H04", LAST, 60, 120, "police"),
        by=helen,
        agency=health,
    )

    row = row_of(report_of(board), "H04")

    assert row.latest_period == "January to March 2018"
    assert row.parts == (
        ("Schools", "not supplied. Last figure shown: April to June 2017, 33.3%", "–"),
        ("Police", "50.0%", "Too few points"),
    )


def test_a_mix_whose_parts_all_miss_the_closing_period_has_no_pattern(
    board: Board, scorecard: dict[str, Indicator], health: Agency, helen: Standing
) -> None:
    load(("H04", FIRST, 40, 120, "schools"), ("H04", FIRST, 60, 120, "police"), by=helen, agency=health)

    row = row_of(report_of(board), "H04")

    assert (row.latest, row.pattern, row.pattern_mark) == ("not supplied", "–", "")


def test_a_yearly_figure_closes_with_the_year(
    board: Board, scorecard: dict[str, Indicator], health: Agency, helen: Standing
) -> None:
    Indicator.objects.filter(code="H01").update(frequency="year")
    load(("H01", financial_year(2015), 40), ("H01", financial_year(2016), 50), by=helen, agency=health)

    missing = row_of(report_of(board), "H01")
    load(("H01", financial_year(2017), 60), by=helen, agency=health)
    there = row_of(report_of(board), "H01")

    assert (missing.latest, missing.latest_period) == ("not supplied", "2017 to 2018")
    assert missing.last_shown == "2016 to 2017, 50"
    assert (there.latest, there.last_shown) == ("60", "")


def test_a_rate_stands_with_its_count_where_both_may_be_shown(
    board: Board, scorecard: dict[str, Indicator], health: Agency, helen: Standing
) -> None:
    load(("H03", BEFORE, 4), ("H03", LAST, 1015), ("H02", LAST, 30, 120), by=helen, agency=health)

    report = report_of(board)
    row = row_of(report, "H03")

    assert row.latest_count == "1,015 in the quarter"
    assert row.counts == ("–", "1,015")
    assert "1,015 in the quarter" in words_of(report)
    assert (row_of(report, "H02").latest_count, row_of(report, "H02").counts) == ("", ())


def test_what_the_figures_are_counted_like_is_noted_once(
    board: Board,
    scorecard: dict[str, Indicator],
    health: Agency,
    helen: Standing,
    police: Agency,
    paul: Standing,
) -> None:
    load(*series("H02", [40, 44] * 7, 120), by=helen, agency=health)
    load(("P01", LAST, 60, 120), by=paul, agency=police)

    notes = notes_of(report_of(board))

    titles = {code: one.title for code, one in scorecard.items()}
    assert f"Neighbouring quarters share children. True of: {titles['P01']}." in notes
    assert f"Trial limits: they settle at 20 quarters. True of: {titles['H02']}." in notes


def test_the_number_of_hidden_figures_is_of_those_the_tables_have_a_place_for(
    board: Board, scorecard: dict[str, Indicator], health: Agency, helen: Standing
) -> None:
    load(
        *series("H02", [3, 3, 3, 3, 40, 3, 40, 40, 3], 120),
        ("H04", BEFORE, 3, 120, "schools"),
        ("H04", LAST, 3, 120, "schools"),
        ("H04", LAST, 60, 120, "police"),
        by=helen,
        agency=health,
    )

    report = report_of(board)

    assert "are hidden: 3 figures in the tables." in notes_of(report)[0]
    rows = list(report.indicators())
    cells = [
        value for row in rows for value in [*(q for _, q in row.quarters), *(v for _, v, _ in row.parts)]
    ]
    assert sum(cell.startswith("hidden") for cell in cells) == 3


def test_lines_run_to_the_close_without_a_hole(
    board: Board, scorecard: dict[str, Indicator], health: Agency, helen: Standing
) -> None:
    load(("H02", FIRST, 40, 120), by=helen, agency=health)

    row = next(
        one
        for one in at_close(board.pk, LAST, seen_as=publishing(board, LAST.last)).rows
        if one.indicator.code == "H02"
    )

    assert row.line is not None
    assert [point.period for point in row.line.points] == [quarter(2017, n) for n in (1, 2, 3, 4)]
