"""Reports: the list, opening one, and one report with its texts and printings."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from agencies.door import at_board, demand
from agencies.queries.record import lines_about
from agencies.queries.standings import board_at
from agencies.rules.standing import Standing
from registers.permissions import can_see_meetings
from reports.actions import opening
from reports.forms import OpenForm
from reports.permissions import can_build, can_edit, can_open_reports, can_read_drafts, can_see_drafts
from reports.presenters import life as words
from reports.queries import reports as questions
from reports.queries.life import how_it_stands
from reports.queries.periods import openable, periods_to_report
from reports.queries.titles import called
from reports.rules.kinds import Kind
from reports.rules.states import OPEN
from reports.views.finding import readable_or_404


@require_safe
@at_board
def reports(request: HttpRequest, standing: Standing) -> HttpResponse:
    """The reports there are, and for those who may, opening another."""
    demand(can_open_reports(standing))
    context = {
        "reports": questions.titled(standing, questions.reports_seen(standing)),
        "may_see_drafts": can_see_drafts(standing),
        "facts_year": periods_to_report(Kind.ANNUAL)[0].year_start,
        "form": OpenForm(openable=openable(standing.vocabulary)) if can_build(standing) else None,
    }
    return render(request, "reports/reports.html", context)


@require_POST
@at_board
def open_report(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Open a report, or go to the one that is open already."""
    demand(can_build(standing))
    form = OpenForm(request.POST, openable=openable(standing.vocabulary))
    if not form.is_valid():
        messages.error(request, "Choose a report of a quarter or year that has ended.")
        return redirect("reports:reports", board=standing.board_code)
    kind, period = form.chosen()
    report = opening.open_report(board=board_at(standing), kind=kind, period=period, by=standing)
    return redirect("reports:report", board=standing.board_code, report_id=report.pk)


@require_safe
@at_board
def report(request: HttpRequest, standing: Standing, report_id: int) -> HttpResponse:
    """One report: how far its life has come, its texts, its printings, its record."""
    found = readable_or_404(standing, report_id)
    makes = bool(can_read_drafts(standing, found))
    stands = how_it_stands(found)
    context = {
        "report": found,
        "title": called(found),
        "makes": makes,
        "meeting": found.meeting if can_see_meetings(standing) else None,
        "record_printing": stands.record,
        "record_outputs": questions.outputs_of(stands.record) if stands.record else (),
        "steps": words.steps(found),
        "next": words.what_is_next(found, stands, standing) if makes else None,
        "texts": questions.texts_of(found, words=standing.vocabulary).values(),
        "printings": questions.printings_of(found),
        "may_edit": can_edit(standing) and found.state in OPEN,
        "record": lines_about(standing, "report", found.pk),
        "back_link": ("Back to reports", reverse("reports:reports", args=[standing.board_code])),
    }
    return render(request, "reports/report.html", context)
