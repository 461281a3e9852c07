"""Frozen data to HTML to PDF. No queries: the same data gives the same bytes."""

from dataclasses import asdict, dataclass
from typing import Any

from design.pdf import Pdf, render
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from design.charts import Chart, ChartPoint, line_chart
from reports.rules.annual import AnnualReport, ReportChart, ReportRow, ReportSection


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A row with its chart drawn."""

    row: ReportRow
    chart: SafeString | str


@dataclass(frozen=True, slots=True)
class DrawnSection:
    """A section with its charts drawn."""

    section: ReportSection
    rows: tuple[DrawnRow, ...]


def html(report: AnnualReport) -> str:
    """The report as one HTML page, charts drawn inline."""
    sections = tuple(
        DrawnSection(
            section, tuple(DrawnRow(row, _draw(row.chart) if row.chart else "") for row in section.rows)
        )
        for section in report.sections
    )
    return render_to_string("reports/annual.html", {"report": report, "sections": sections})


def pdf(report: AnnualReport) -> Pdf:
    """The report as a tagged PDF (PDF/UA-1). `design.pdf.PdfFailed` when the printer complains of anything."""
    return render(html(report), base_dir=settings.BASE_DIR)


def _draw(chart: ReportChart) -> SafeString:
    given: dict[str, Any] = asdict(chart)
    given["points"] = tuple(ChartPoint(**point) for point in given["points"])
    given["comparators"] = tuple((label, value) for label, value in given["comparators"])
    return line_chart(Chart(**given, description=""), pdf=True)
