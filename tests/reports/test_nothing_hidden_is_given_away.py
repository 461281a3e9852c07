"""A report hides what its small numbers could be worked out from, and is not printed while it gives one away."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from design.pdf import Pdf
from reports.actions import printing, releasing
from reports.models import Printing
from reports.rules.blocks import IndicatorBlock
from reports.rules.states import Life
from scorecard.models import Area, Indicator
from scorecard.queries.publishing import GivesAway, publishing, rules_of
from scorecard.rules.figures import Basis, Kind, Unit
from scorecard.rules.suppression import STANDARD, SuppressionRule
from tests.building import BEFORE, CHILDREN, LAST, load, series
from tests.factories import BenchmarkFactory, CommentaryFactory, SmallNumbersFactory
from tests.reports.living import approved
from tests.reports.opened import annual_of, indicator_of, notes_of, opened

HIDDEN = "hidden: small number"


def row_of(board: Board, code: str) -> IndicatorBlock:
    """One indicator of the last year's report."""
    report = annual_of(board)
    return indicator_of(report, code)


def test_a_part_that_would_give_a_small_one_away_is_hidden_with_it(
    scorecard: dict[str, Indicator], board: Board, health: Agency, helen: Standing
) -> None:
    load(("H04", LAST, 3, 120, "schools"), ("H04", LAST, 117, 120, "police"), by=helen, agency=health)

    assert [value for _, value, _ in row_of(board, "H04").parts] == [HIDDEN, HIDDEN]


def test_what_a_quarter_added_to_the_year_so_far_is_not_given_away(
    scorecard: dict[str, Indicator], board: Board, health: Agency, helen: Standing
) -> None:
    Indicator.objects.filter(pk=scorecard["H01"].pk).update(basis=Basis.YEAR_TO_DATE)
    CommentaryFactory(
        indicator=scorecard["H01"], agency=health, first=LAST.first, last=LAST.last, text="Hardly any more."
    )
    load(*series("H01", [20, 40, 60, 63]), by=helen, agency=health)

    row = row_of(board, "H01")

    assert sorted(value == HIDDEN for _, value in row.quarters) == [False, False, False, True]
    hides_last = row.quarters[-1][1] == HIDDEN
    assert [text for text, _ in row.commentary] == ([] if hides_last else ["Hardly any more."])


def of_england(code: str, unit: Unit, value: str, *, day: bool = False) -> None:
    """What a national table prints of the board's own area."""
    BenchmarkFactory(
        indicator_code=code,
        area=Area.objects.get(name="Hampshire"),
        first=LAST.last if day else date(2017, 4, 1),
        last=LAST.last,
        unit=unit.value,
        value=Decimal(value),
    )


def test_a_national_table_of_the_year_hides_a_second_quarter(
    scorecard: dict[str, Indicator], board: Board, health: Agency, helen: Standing
) -> None:
    load(*series("H03", [400, 3, 410, 420]), by=helen, agency=health)
    before = [value == HIDDEN for _, value in row_of(board, "H03").quarters]

    rate = Decimal(1233 * 10_000) / CHILDREN
    of_england("H03", Unit.RATE, str(rate.quantize(Decimal("0.1"))))

    assert before == [False, True, False, False]
    assert [value == HIDDEN for _, value in row_of(board, "H03").quarters].count(True) == 2


def test_nothing_is_printed_while_a_published_number_gives_a_hidden_one_away(
    scorecard: dict[str, Indicator],
    board: Board,
    health: Agency,
    helen: Standing,
    charlotte: Standing,
    printer: Callable[..., Pdf],
) -> None:
    Indicator.objects.filter(pk=scorecard["H01"].pk).update(kind=Kind.SNAPSHOT, basis=Basis.SNAPSHOT)
    load(*series("H01", [20, 40, 60, 3]), by=helen, agency=health)
    of_england("H01", Unit.COUNT, "3", day=True)

    with pytest.raises(GivesAway):
        annual_of(board)
    asked = printing.ask_for(report=opened(board), by=charlotte)
    printing.construct(printing_id=asked.pk, printer=printer)

    failed = Printing.objects.get(pk=asked.pk)
    assert failed.state == Printing.State.FAILED
    assert "The measure H01, January to March 2018, is hidden but can be worked out from" in failed.trouble
    assert "Characteristics of children in need" in failed.trouble
    assert not failed.stored


def test_a_sources_stricter_rule_hides_and_rounds_its_figures_alone(
    scorecard: dict[str, Indicator],
    board: Board,
    health: Agency,
    police: Agency,
    helen: Standing,
    paul: Standing,
) -> None:
    SmallNumbersFactory(board=board, agency=health, highest=7, round_to=5)
    load(("H01", BEFORE, 7), ("H01", LAST, 43), by=helen, agency=health)
    load(("P01", LAST, 7, 80), by=paul, agency=police)

    assert [value for _, value in row_of(board, "H01").quarters] == [HIDDEN, "45"]
    assert row_of(board, "P01").latest == "8.8"
    assert (
        "Of the figures of County Health, counts of 1 to 7 are hidden, and others are given to the nearest 5. "
        "What every agency reports follows the strictest rule."
    ) in notes_of(annual_of(board))


def test_a_board_hides_no_fewer_than_one_to_five_and_more_where_it_says_so(
    board: Board, health: Agency, other_board: Board
) -> None:
    SmallNumbersFactory(board=board, agency=None, highest=9)
    SmallNumbersFactory(board=board, agency=health, highest=7, round_to=5)

    rules = rules_of(board.pk)

    assert rules_of(other_board.pk).of(health.pk) == STANDARD
    assert rules.board == SuppressionRule(1, 9, 1)
    assert rules.of(health.pk) == rules.of(None) == SuppressionRule(1, 9, 5)


def test_what_the_charts_are_drawn_from_has_no_more_places_than_are_printed(
    scorecard: dict[str, Indicator], board: Board, health: Agency, helen: Standing
) -> None:
    load(*series("H02", [37, 41, 29, 17], 119), by=helen, agency=health)

    chart = row_of(board, "H02").chart

    assert chart is not None
    assert [point.value for point in chart.points] == [31.1, 34.5, 24.4, 14.3]


def test_a_board_without_figures_has_nothing_to_hide(scorecard: dict[str, Indicator], board: Board) -> None:
    found = publishing(board, LAST.last)

    assert (found.hidden, found.leaks) == (frozenset(), ())


def test_nothing_is_published_that_gives_a_hidden_number_away_by_what_came_out_since_it_was_printed(
    scorecard: dict[str, Indicator],
    board: Board,
    health: Agency,
    helen: Standing,
    charlotte: Standing,
    business_manager: Person,
    standing_of: Callable[[Person], Standing],
    printer: Callable[..., Pdf],
) -> None:
    bridget = standing_of(business_manager)
    Indicator.objects.filter(pk=scorecard["H01"].pk).update(kind=Kind.SNAPSHOT, basis=Basis.SNAPSHOT)
    load(*series("H01", [20, 40, 60, 3]), by=helen, agency=health)
    report = opened(board)
    approved(report, printer, manager=bridget, chair=charlotte)
    of_england("H01", Unit.COUNT, "3", day=True)

    with pytest.raises(
        Refused, match="The measure H01, January to March 2018, is hidden but can be worked out from"
    ):
        releasing.release(report_id=report.pk, by=bridget)

    report.refresh_from_db()
    assert report.state == Life.APPROVED
