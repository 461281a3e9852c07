"""What came of a submission, a line each, as the table of messes writes it."""

from decimal import Decimal

from scorecard.models import CheckedRow, Finding, Submission
from scorecard.presenters.outcome import of_submission
from scorecard.rules.periods import Period, PeriodKind
from tests.factories import HAMPSHIRE


def told(submission: Submission) -> list[str]:
    """The verdict and the layout; every figure that waits for release; every finding; why nothing was taken.

    A figure: its cell, indicator, area if it is not the board's own, part if it is not all, period, numerator of
    denominator = value, status, and stage if it is not final. A finding: severity, code, cell and what is quoted.
    """
    outcome = of_submission(submission)
    rows = submission.checked_rows.select_related("indicator", "area").order_by("pk")
    found = [f"{outcome['verdict']}: {outcome['layout'] or submission.state}"]
    found += [_figure(row) for row in rows]
    found += [_finding(one) for one in submission.findings.all()]
    if submission.refusal:
        found.append(f"refused {submission.refusal}")
    return found


def _figure(row: CheckedRow) -> str:
    period = Period(row.first, row.last, PeriodKind(row.period_kind))
    of = [row.indicator.code]
    of += [row.area.name] if row.area.code != HAMPSHIRE else []
    of += [f"({row.breakdown})"] if row.breakdown != "all" else []
    numbers = f"{_number(row.numerator)} of {_number(row.denominator)} = {_number(row.value)}"
    stage = f" {row.stage}" if row.stage != "final" else ""
    said = f" “{row.commentary}”" if row.commentary else ""
    return f"{row.sheet}!{row.cell} {' '.join(of)} {period.short}: {numbers} {row.status}{stage}{said}"


def _number(number: Decimal | None) -> str:
    return "-" if number is None else f"{number.normalize():f}"


def _finding(one: Finding) -> str:
    place = f"{one.sheet}!{one.cell}" if one.cell else one.sheet
    return " ".join(filter(None, (one.severity, one.code, place, f"“{one.value}”" if one.value else "")))
