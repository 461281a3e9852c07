"""Writing one text of a report."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from reports.actions import texts
from reports.forms import TextForm
from reports.permissions import can_edit
from reports.queries import reports as questions
from reports.queries.titles import called
from reports.rules.kinds import Kind
from reports.rules.sections import sections_of
from reports.views.finding import report_or_404


@at_board
def text(request: HttpRequest, standing: Standing, report_id: int, section: str) -> HttpResponse:
    """Write one text. Every saving is kept."""
    demand(can_edit(standing))
    report = report_or_404(standing, report_id)
    if section not in sections_of(Kind(report.kind)):
        raise Http404("No such section.")
    written = questions.texts_of(report, words=standing.vocabulary)[section]
    form = TextForm(request.POST or None, initial={"text": written.text})
    if request.method == "POST" and form.is_valid():
        texts.write(report_id=report.pk, section=section, text=form.cleaned_data["text"], by=standing)
        messages.success(request, f"“{written.title}” is saved. It is printed when the report is next built.")
        return redirect("reports:report", standing.board_code, report.pk)
    title = called(report)
    back = (f"Back to the {title.inside}", reverse("reports:report", args=[standing.board_code, report.pk]))
    return render(
        request, "reports/text.html", {"form": form, "written": written, "title": title, "back_link": back}
    )
