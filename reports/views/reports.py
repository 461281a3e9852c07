"""Reports: the list, one report being built or read, its texts."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from agencies.door import at_board, demand
from agencies.queries.record import lines_about
from agencies.queries.standings import board_at
from agencies.rules.standing import Standing
from agencies.rules.vocabulary import Idea
from agencies.tasks import ring
from reports import tasks
from reports.actions import annual, texts
from reports.forms import BuildForm, TextForm
from reports.models import Report
from reports.permissions import can_build, can_edit, can_open_reports, can_see_drafts
from reports.queries import reports as questions
from reports.rules.titles import SECTIONS, file_name, last_day, report_title


@require_safe
@at_board
def reports(request: HttpRequest, standing: Standing) -> HttpResponse:
    """The reports there are, and for those who may, having one built and writing its texts."""
    demand(can_open_reports(standing))
    years = questions.years_to_report()
    may_edit = can_edit(standing)
    context = {
        "reports": questions.titled(standing, questions.reports_seen(standing)),
        "may_see_drafts": can_see_drafts(standing),
        "form": BuildForm(years=years) if can_build(standing) else None,
        "texts": questions.texts_of(standing.board_id, years[0], words=standing.vocabulary).values()
        if may_edit
        else (),
        "text_year": years[0],
        "called": standing.word(Idea.REPORT, last_day(years[0])),
    }
    return render(request, "reports/reports.html", context)


@require_POST
@at_board
def build(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Ask for a report to be built; its page shows the progress."""
    demand(can_build(standing))
    form = BuildForm(request.POST, years=questions.years_to_report())
    if not form.is_valid():
        messages.error(request, "Choose a year that has ended.")
        return redirect("reports:reports", board=standing.board_code)
    with transaction.atomic():
        report = annual.ask_for(board=board_at(standing), year=form.cleaned_data["year"], by=standing)
        transaction.on_commit(lambda: ring(tasks.build_report, report.pk))
    return redirect("reports:report", board=standing.board_code, report_id=report.pk)


def _report_or_404(standing: Standing, report_id: int) -> Report:
    demand(can_see_drafts(standing))
    report = questions.report_seen(standing, report_id)
    if report is None:
        raise Http404("No such report.")
    return report


@require_safe
@at_board
def report(request: HttpRequest, standing: Standing, report_id: int) -> HttpResponse:
    """One report: its progress while it is built; then the PDF, its hash and its record."""
    found = _report_or_404(standing, report_id)
    building = found.state in (Report.State.ASKED, Report.State.BUILDING)
    if request.htmx:  # type: ignore[attr-defined]
        return _progress(request, found, building=building)
    context = {
        "report": found,
        "title": report_title(standing.vocabulary, found.year),
        "building": building,
        "record": lines_about(standing, "report", found.pk),
        "back_link": ("Back to reports", reverse("reports:reports", args=[standing.board_code])),
    }
    return render(request, "reports/report.html", context)


def _progress(request: HttpRequest, found: Report, *, building: bool) -> HttpResponse:
    """What a page that waits for the report asks every second: how it stands, nothing new, or to be loaded again."""
    if not building:
        return HttpResponseClientRefresh()
    if request.GET.get("seen") == f"{found.state}{found.steps_done}":
        return HttpResponse(status=204)
    return render(request, "reports/report_progress.html", {"report": found})


@require_safe
@at_board
def report_pdf(request: HttpRequest, standing: Standing, report_id: int) -> FileResponse:
    """The PDF as it was filed."""
    found = _report_or_404(standing, report_id)
    if found.state != Report.State.BUILT:
        raise Http404("This report has no PDF yet.")
    name = f"{file_name(standing.vocabulary, standing.board_code, found.year)}-draft.pdf"
    return FileResponse(default_storage.open(found.stored), as_attachment=True, filename=name)


@require_safe
@at_board
def report_data(request: HttpRequest, standing: Standing, report_id: int) -> JsonResponse:
    """The frozen data the PDF was printed from."""
    found = _report_or_404(standing, report_id)
    if found.data is None:
        raise Http404("This report has no data yet.")
    answer = JsonResponse(found.data, json_dumps_params={"ensure_ascii": False, "indent": 1})
    name = f"{file_name(standing.vocabulary, standing.board_code, found.year)}-draft.json"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@at_board
def text(request: HttpRequest, standing: Standing, year: int, section: str) -> HttpResponse:
    """Write one text of a year's report. Every saving is kept."""
    demand(can_edit(standing))
    if section not in SECTIONS or year not in questions.years_to_report():
        raise Http404("No such section.")
    written = questions.texts_of(standing.board_id, year, words=standing.vocabulary)[section]
    form = TextForm(request.POST or None, initial={"text": written.text})
    if request.method == "POST" and form.is_valid():
        texts.write(
            board_id=standing.board_id,
            board_code=standing.board_code,
            year=year,
            section=section,
            text=form.cleaned_data["text"],
            by=standing,
        )
        messages.success(request, f"“{written.title}” is saved. It is printed when the report is next built.")
        return redirect("reports:reports", board=standing.board_code)
    back = ("Back to reports", reverse("reports:reports", args=[standing.board_code]))
    title = report_title(standing.vocabulary, year)
    return render(
        request, "reports/text.html", {"form": form, "written": written, "title": title, "back_link": back}
    )
