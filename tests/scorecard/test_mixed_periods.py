"""Figures of periods of several lengths: stopped at the check, and no page or release breaks on those on file."""

import pytest

from agencies.models import Agency
from agencies.rules.standing import Standing
from scorecard.actions import submissions
from scorecard.models import Figure, Indicator, Submission
from scorecard.queries.series import board_lines, lines
from scorecard.rules.periods import Period, PeriodKind, financial_year, month, spanning
from tests.building import BEFORE, LAST, load, send
from tests.building import lines as rows
from tests.files.books import csv_bytes

State = Submission.State
YEAR = financial_year(2017)


def also(code: str, period: Period, like: Figure) -> None:
    """Another figure on file, as one could come before the check held lengths against each other."""
    like.pk = None
    like._state.adding = True
    like.indicator = Indicator.objects.get(code=code)
    like.period_kind, like.first, like.last = period.kind.value, period.first, period.last
    like.save()


def test_a_year_or_a_month_for_a_quarterly_figure_is_to_correct(health: Agency, helen: Standing) -> None:
    sent = send(
        rows(("H01", LAST, 5), ("H02", YEAR, 1, 4), ("H03", month(2018, 3), 9)), by=helen, agency=health
    )

    assert sent.state == State.TO_CORRECT
    assert [(one.code, one.cell) for one in sent.findings.all()] == [
        ("period-of-another-length", "B3"),
        ("period-of-another-length", "B4"),
    ]


def test_a_file_with_a_total_beside_its_quarters_is_released_without_it(
    health: Agency, helen: Standing
) -> None:
    data = csv_bytes([["Ref", BEFORE.short, LAST.short, YEAR.short], ["H01", 5, 6, 11]])

    sent = send(data, by=helen, agency=health)
    submissions.release(submission_id=sent.pk, by=helen)

    assert [one.code for one in sent.findings.all()] == ["total-not-read"]
    assert [one.value for one in Figure.objects.order_by("first")] == [5, 6]


@pytest.mark.parametrize("code", ["H01", "W01"])
@pytest.mark.parametrize("stray", [YEAR, month(2018, 3)])
def test_a_line_is_of_its_indicators_own_periods_whatever_else_is_on_file(
    code: str, stray: Period, health: Agency, helen: Standing
) -> None:
    load((code, BEFORE, 3, 4), (code, LAST, 1, 4), by=helen, agency=health)
    also(code, stray, Figure.objects.get(last=LAST.last))
    indicators = Indicator.objects.filter(code=code)

    for found in (lines(indicators), lines(indicators, agency_ids=[health.pk]), board_lines(indicators)):
        assert found
        for line in found.values():
            assert [point.period for point in line.points] == [BEFORE, LAST]

    load((code, LAST, 2, 4), by=helen, agency=health)


def test_years_that_begin_in_different_months_are_not_one_line_the_latest_goes_on(
    health: Agency, helen: Standing
) -> None:
    load(("H01", LAST, 4), by=helen, agency=health)
    figure = Figure.objects.get()
    Indicator.objects.filter(code="H01").update(frequency=PeriodKind.YEAR)
    calendar = spanning(
        financial_year(2016).first.replace(month=1), financial_year(2016).first.replace(month=12, day=31)
    )
    for period in (financial_year(2015), calendar, YEAR):
        also("H01", period, figure)

    (line,) = lines(Indicator.objects.filter(code="H01")).values()

    assert [point.period for point in line.points] == [financial_year(2015), financial_year(2016), YEAR]
    assert [point.value for point in line.points] == [4, None, 4]
