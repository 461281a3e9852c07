"""Asking people to write a text of a report, giving them another day, asking them no longer."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.queries.owners import possible_owners
from reports.actions import authors as acts
from reports.forms.writing import AskForm, DayForm
from reports.models import Report
from reports.permissions import can_build
from reports.queries import writing as questions
from reports.queries.reports import texts_of
from reports.queries.titles import called
from reports.views.texts import section_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def ask(request: HttpRequest, standing: Standing, report_id: int, section: str) -> HttpResponse:
    """Ask somebody for a text by a day."""
    demand(can_build(standing))
    report = section_or_404(standing, report_id, section)
    people = possible_owners(standing.board_id)
    form = AskForm(request.POST or None, initial={"due_on": report.due_on}, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            asked = acts.ask(
                report_id=report.pk,
                section=section,
                author=form.cleaned_data["author"],
                due_on=form.cleaned_data["due_on"],
                by=standing,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{asked.author.name} is asked for it by {asked.due_on:%-d %B %Y}.")
            return redirect("reports:text", standing.board_code, report.pk, section)
    return _page(request, standing, report, section, form, heading="Ask somebody to write it", button="Ask")


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def author(
    request: HttpRequest, standing: Standing, report_id: int, section: str, authorship_id: int
) -> HttpResponse:
    """Give somebody another day for a text, or ask them no longer."""
    demand(can_build(standing))
    report = section_or_404(standing, report_id, section)
    asked = questions.authorship_seen(report, authorship_id)
    if asked is None or asked.section != section:
        raise Http404("Nobody is asked for that any more.")
    ends = request.POST.get("do") == "end"
    form = DayForm(None if ends else request.POST or None, initial={"due_on": asked.due_on})
    if request.method == "POST" and (ends or form.is_valid()):
        try:
            if ends:
                acts.end(report_id=report.pk, authorship_id=asked.pk, by=standing)
                said = f"{asked.author.name} is asked for it no longer."
            else:
                day = form.cleaned_data["due_on"]
                acts.ask(report_id=report.pk, section=section, author=asked.author, due_on=day, by=standing)
                said = f"{asked.author.name} has until {day:%-d %B %Y}."
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect("reports:text", standing.board_code, report.pk, section)
    heading = f"{asked.author.name} writes it"
    return _page(
        request, standing, report, section, form, heading=heading, button="Save the day", asked=asked
    )


def _page(
    request: HttpRequest,
    standing: Standing,
    report: Report,
    section: str,
    form: AskForm | DayForm,
    **more: object,
) -> HttpResponse:
    context = {
        "form": form,
        "written": texts_of(report, words=standing.vocabulary)[section],
        "title": called(report),
        "back_link": (
            "Back to the text",
            reverse("reports:text", args=[standing.board_code, report.pk, section]),
        ),
    } | more
    return render(request, "reports/author.html", context)


ADDRESSES: list[URLPattern] = [
    path("reports/<int:report_id>/texts/<slug:section>/ask/", ask, name="text-ask"),
    path(
        "reports/<int:report_id>/texts/<slug:section>/authors/<int:authorship_id>/",
        author,
        name="text-author",
    ),
]
