"""The report a page is about: 404 where there is none, 403 with the reason while this person may not read it."""

from django.http import Http404
from django.urls import reverse

from agencies.door import demand
from agencies.rules.standing import Standing
from reports.models import Printing, Report
from reports.permissions import can_do, can_open_reports, can_read, can_read_drafts
from reports.queries import reports as questions
from reports.queries.titles import called
from reports.rules.states import Verb


def report_or_404(standing: Standing, report_id: int) -> Report:
    """One report of this board, for those who read its drafts, texts and what is said of them."""
    report = readable_or_404(standing, report_id)
    demand(can_read_drafts(standing, report))
    return report


def readable_or_404(standing: Standing, report_id: int) -> Report:
    """One report of this board, for those who may read it as far as it has come, if only its record."""
    demand(can_open_reports(standing))
    report = questions.report_here(standing, report_id)
    if report is None:
        raise Http404("No such report.")
    demand(can_read(standing, report))
    return report


def report_to(verb: Verb, standing: Standing, report_id: int) -> Report:
    """One report, for who may do this to it now."""
    report = report_or_404(standing, report_id)
    demand(can_do(verb, standing, report))
    return report


def printing_or_404(standing: Standing, report_id: int, number: int) -> Printing:
    """One printing of one report of this board: the record for who reads it, a draft for who reads drafts."""
    report = readable_or_404(standing, report_id)
    printing = questions.printing_of(report, number)
    if printing is None:
        raise Http404("No such printing.")
    if not (printing.final and printing.state == Printing.State.BUILT):
        demand(can_read_drafts(standing, report))
    return printing


def page_of(report: Report) -> str:
    """Where a report is read."""
    return reverse("reports:report", args=[report.board.code, report.pk])


def back_to(report: Report) -> tuple[str, str]:
    """The way back to it."""
    return (f"Back to the {called(report).inside}", page_of(report))
