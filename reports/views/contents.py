"""What statutory guidance asks of a report, and what it still lacks; which guidance it follows."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from reports.actions import contents as acts
from reports.forms.writing import GuidanceForm
from reports.permissions import can_build
from reports.presenters.contents import lines
from reports.queries.contents import checklist_of
from reports.queries.titles import called
from reports.rules.kinds import Kind
from reports.rules.states import OPEN
from reports.views.finding import report_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def checklist(request: HttpRequest, standing: Standing, report_id: int) -> HttpResponse:
    """The checklist of an annual report; choosing other guidance."""
    report = report_or_404(standing, report_id)
    if report.kind != Kind.ANNUAL:
        raise Http404("Guidance asks nothing of this report.")
    found = checklist_of(report, words=standing.vocabulary)
    form = GuidanceForm(request.POST or None, initial={"guidance": found.guidance.code})
    if request.method == "POST":
        demand(can_build(standing))
        if form.is_valid():
            try:
                acts.follow(report_id=report.pk, guidance=form.cleaned_data["guidance"], by=standing)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, "The report follows the guidance you chose.")
                return redirect("reports:checklist", standing.board_code, report.pk)
    title = called(report)
    context = {
        "report": report,
        "title": title,
        "found": found,
        "lines": lines(found),
        "form": form if can_build(standing) and report.state in OPEN else None,
        "back_link": (
            f"Back to the {title.inside}",
            reverse("reports:report", args=[standing.board_code, report.pk]),
        ),
    }
    return render(request, "reports/checklist.html", context)


ADDRESSES: list[URLPattern] = [
    path("reports/<int:report_id>/checklist/", checklist, name="checklist"),
]
