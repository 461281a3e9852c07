"""One printing of a report: asked for, being built, read, and what it was printed from."""

import io

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from reports import build
from reports.actions import printing as actions
from reports.models import Printing
from reports.permissions import can_build
from reports.queries.reports import output_of, outputs_of
from reports.queries.titles import called, stem_of
from reports.rules.document import from_json
from reports.rules.reading_age import prose_of, reading_age
from reports.views.finding import back_to, page_of, printing_or_404, report_or_404
from reports.views.ringing import ring_for

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_POST
@at_board
def ask_for(request: HttpRequest, standing: Standing, report_id: int) -> HttpResponse:
    """Ask for a report to be printed; the printing's page shows the progress."""
    demand(can_build(standing))
    report = report_or_404(standing, report_id)
    printing = actions.ask_for(report=report, by=standing)
    ring_for(printing)
    return redirect("reports:printing", standing.board_code, report_id, printing.number)


@require_safe
@at_board
def printing(request: HttpRequest, standing: Standing, report_id: int, number: int) -> HttpResponse:
    """One printing: its progress while it is built; then the PDF and its hashes."""
    found = printing_or_404(standing, report_id, number)
    building = found.state in (Printing.State.ASKED, Printing.State.BUILDING)
    if request.htmx:  # type: ignore[attr-defined]
        return _progress(request, found, building=building)
    title = called(found.report)
    context = {
        "printing": found,
        "title": title,
        "building": building,
        "outputs": outputs_of(found),
        "reading_age": reading_age(prose_of(from_json(found.data))) if found.data else None,
        "may_cancel": building and can_build(standing),
        "may_build": can_build(standing),
        "back_link": back_to(found.report),
    }
    return render(request, "reports/printing.html", context)


def _progress(request: HttpRequest, found: Printing, *, building: bool) -> HttpResponse:
    """What a page that waits for the printing asks every second: how it stands, nothing new, or to be loaded again."""
    if not building:
        return HttpResponseClientRefresh()
    if request.GET.get("seen") == f"{found.state}{found.steps_done}":
        return HttpResponse(status=204)
    return render(request, "reports/printing_progress.html", {"printing": found})


@require_POST
@at_board
def cancel(request: HttpRequest, standing: Standing, report_id: int, number: int) -> HttpResponse:
    """Stop a printing that is not built yet."""
    demand(can_build(standing))
    found = printing_or_404(standing, report_id, number)
    try:
        actions.cancel(printing_id=found.pk, by=standing)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "It is cancelled.")
    return redirect(page_of(found.report))


@require_safe
@at_board
def pdf(request: HttpRequest, standing: Standing, report_id: int, number: int) -> FileResponse:
    """The PDF as it was filed."""
    found = printing_or_404(standing, report_id, number)
    if found.state != Printing.State.BUILT:
        raise Http404("This printing has no PDF.")
    name = f"{stem_of(found)}.pdf"
    return FileResponse(default_storage.open(found.stored), as_attachment=True, filename=name)


@require_safe
@at_board
def data(request: HttpRequest, standing: Standing, report_id: int, number: int) -> JsonResponse:
    """The frozen data the PDF was printed from."""
    found = printing_or_404(standing, report_id, number)
    if found.data is None:
        raise Http404("This printing has no data.")
    answer = JsonResponse(found.data, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="{stem_of(found)}.json"'
    return answer


@require_safe
@at_board
def word(request: HttpRequest, standing: Standing, report_id: int, number: int) -> FileResponse:
    """The same words as a Word file, for partners to comment on."""
    found = printing_or_404(standing, report_id, number)
    if found.data is None:
        raise Http404("This printing has no data.")
    made = build.word(from_json(found.data), made_at=found.asked_at, draft=not found.final)
    name = f"{stem_of(found)}.docx"
    return FileResponse(io.BytesIO(made), as_attachment=True, filename=name, content_type=_WORD)


@require_safe
@at_board
def output(
    request: HttpRequest, standing: Standing, report_id: int, number: int, output_id: int
) -> FileResponse:
    """A file that belongs beside the PDF, as it was filed."""
    found = output_of(printing_or_404(standing, report_id, number), output_id)
    if found is None:
        raise Http404("This printing has no such file.")
    return FileResponse(default_storage.open(found.stored), as_attachment=True, filename=found.name)
