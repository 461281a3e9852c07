"""Choosing which threads an evidence pack tells in full."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from reports.actions import choosing
from reports.forms import ThreadsForm
from reports.permissions import can_edit
from reports.queries.choosable import choosable, chosen_of
from reports.queries.titles import called
from reports.rules.kinds import Kind
from reports.views.finding import report_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def threads(request: HttpRequest, standing: Standing, report_id: int) -> HttpResponse:
    """The challenges of the pack's year, to be ticked."""
    demand(can_edit(standing))
    report = report_or_404(standing, report_id)
    if report.kind != Kind.EVIDENCE:
        raise Http404("Threads are chosen for an evidence pack only.")
    found = choosable(report)
    form = ThreadsForm(request.POST or None, found=found, initial={"threads": sorted(chosen_of(report))})
    if request.method == "POST" and form.is_valid():
        try:
            choosing.choose(report_id=report.pk, challenges=form.chosen(), by=standing)
        except Refused as refusal:
            form.add_error("threads", str(refusal))
        else:
            messages.success(request, "The threads are chosen. They are told when a draft is next built.")
            return redirect("reports:report", standing.board_code, report.pk)
    title = called(report)
    context = {
        "form": form,
        "any": bool(found),
        "title": title,
        "back_link": (
            f"Back to the {title.inside}",
            reverse("reports:report", args=[standing.board_code, report.pk]),
        ),
    }
    return render(request, "reports/threads.html", context)
