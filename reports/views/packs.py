"""Board packs: the meetings to come with the pack of each, and how long before them packs build themselves."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from agencies.door import at_board, demand
from agencies.queries.record import lines_about
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.queries.meetings import meeting_seen
from reports.actions import packs as acts
from reports.forms import PacksForm
from reports.permissions import can_build, can_see_drafts, can_set_reports
from reports.queries.packs import coming, days_before


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def packs(request: HttpRequest, standing: Standing) -> HttpResponse:
    """The meetings to come and their packs; for the business manager, when these build themselves."""
    demand(can_see_drafts(standing))
    may_set, days = can_set_reports(standing), days_before(standing.board_id)
    if request.method == "POST":
        demand(may_set)
    form = PacksForm(request.POST or None, initial={"days": days})
    if request.method == "POST" and form.is_valid():
        try:
            acts.set_days_before(days=form.cleaned_data["days"], by=standing)
        except Refused as refusal:
            form.add_error("days", str(refusal))
        else:
            messages.success(request, "Changed. It stands in the record below.")
            return redirect("reports:packs", board=standing.board_code)
    context = {
        "coming": coming(standing),
        "days": days,
        "form": form if may_set else None,
        "may_build": can_build(standing),
        "record": lines_about(standing, "report_settings", standing.board_id),
        "back_link": ("Back to reports", reverse("reports:reports", args=[standing.board_code])),
    }
    return render(request, "reports/packs.html", context)


@require_POST
@at_board
def open_pack(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Open the pack of a meeting now, or go to the one it has."""
    demand(can_build(standing))
    meeting = meeting_seen(standing, number)
    if meeting is None:
        raise Http404("No such meeting.")
    pack = acts.open_pack(meeting=meeting, by=standing)
    return redirect("reports:report", board=standing.board_code, report_id=pack.pk)
