"""The report a page is about, or 404; drafts are refused to those who read only what is released."""

from django.http import Http404

from agencies.door import demand
from agencies.rules.standing import Standing
from reports.models import Printing, Report
from reports.permissions import can_see_drafts
from reports.queries import reports as questions


def report_or_404(standing: Standing, report_id: int) -> Report:
    """One report of this board."""
    demand(can_see_drafts(standing))
    report = questions.report_seen(standing, report_id)
    if report is None:
        raise Http404("No such report.")
    return report


def printing_or_404(standing: Standing, report_id: int, number: int) -> Printing:
    """One printing of one report of this board."""
    printing = questions.printing_of(report_or_404(standing, report_id), number)
    if printing is None:
        raise Http404("No such printing.")
    return printing
