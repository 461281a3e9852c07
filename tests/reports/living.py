"""Bringing a report through its life in a test: drafts built at once, reviews asked for, records printed."""

from collections.abc import Callable

from agencies.rules.standing import Standing
from design.pdf import Pdf
from reports.actions import approving, printing
from reports.models import Printing, Report
from tests.reports.opened import OFFICE

Printer = Callable[..., Pdf]


def draft_of(report: Report, printer: Printer) -> Printing:
    """A draft of it, built now."""
    return built(printing.ask_for(report=report, by=OFFICE), printer)


def built(asked: Printing, printer: Printer) -> Printing:
    """What was asked for, built now."""
    printing.construct(printing_id=asked.pk, printer=printer)
    asked.refresh_from_db()
    return asked


def in_review(report: Report, printer: Printer, *, by: Standing) -> Printing:
    """The draft that the chair is asked to read."""
    draft = draft_of(report, printer)
    approving.submit(report_id=report.pk, by=by)
    report.refresh_from_db()
    return draft


def approved(report: Report, printer: Printer, *, manager: Standing, chair: Standing) -> Printing:
    """The record of a report that the chair approved."""
    draft = in_review(report, printer, by=manager)
    record = approving.approve(report_id=report.pk, number=draft.number, by=chair)
    report.refresh_from_db()
    return built(record, printer)
