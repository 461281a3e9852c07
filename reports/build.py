"""Frozen data to HTML to PDF. No queries: the same data gives the same bytes."""

from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from design.charts import Chart, ChartPoint, line_chart
from design.pdf import Pdf, render
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
    context = {
        "report": report,
        "sections": sections,
        "title": report.title,
        "subtitle": f"April {report.year} to March {report.year + 1}",
        "board_name": report.board_name,
        "marking": report.marking,
        "end_year": report.year + 1,
        "contents": _contents(report),
    }
    return render_to_string("reports/annual.html", context)


def _contents(report: AnnualReport) -> list[tuple[str, str, int]]:
    """(text, id of its heading, level) of everything the contents page lists."""
    before = [
        (report.foreword_title, "foreword", 1),
        ("The area in numbers", "area", 1),
        ("The year in one page", "summary", 1),
        (f"Scorecard at the end of March {report.year + 1}", "scorecard", 1),
    ]
    sections = [(section.title, section.code, 1) for section in report.sections]
    reached = [("Who was trained", "trained", 1)] if report.trained else []
    assessed = (
        [("How organisations see their own safeguarding", "section-11", 1)] if report.section_11 else []
    )
    after = [
        ("Definitions", "definitions", 1),
        ("Words used here", "words", 1),
        ("Notes on data quality", "quality", 1),
    ]
    closing = [("What comes next", "next", 1)] if report.conclusion else []
    return [*before, *sections, *reached, *assessed, *after, *closing]


def pdf(report: AnnualReport) -> Pdf:
    """The report as a tagged PDF (PDF/UA-1). `design.pdf.PdfFailed` when the printer complains of anything."""
    return render(html(report), base_dir=settings.BASE_DIR)


def _draw(chart: ReportChart) -> SafeString:
    given: dict[str, Any] = asdict(chart)
    given["points"] = tuple(ChartPoint(**point) for point in given["points"])
    given["comparators"] = tuple((label, value) for label, value in given["comparators"])
    return line_chart(Chart(**given, description=""), pdf=True)
