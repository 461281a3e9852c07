"""Returns: the list, one return, sending a file for it, accepting it."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from agencies.door import at_board, demand
from agencies.permissions import can_see_tokens
from agencies.queries.record import lines_about
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from agencies.tasks import ring
from scorecard import tasks
from scorecard.actions import submissions
from scorecard.forms import SendBackForm, UploadForm
from scorecard.permissions import can_accept, can_see_returns, can_see_scorecard, can_send, can_send_back
from scorecard.presenters.returns import grid
from scorecard.queries import returns as questions
from scorecard.queries.stopped import stopped_files
from scorecard.rules import life
from scorecard.rules.periods import Period, PeriodKind
from scorecard.views.found import return_or_404


@require_safe
@at_board
def returns(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Agencies × quarters of one year: who is in, late, missing."""
    demand(can_see_returns(standing))
    years = questions.years_with_returns(standing)
    asked = request.GET.get("year", "")
    year = next((one for one in years if str(one) == asked), years[0] if years else None)
    rows = questions.returns_of(standing, year=year) if year is not None else ()
    address = reverse("scorecard:returns", args=[standing.board_code])
    context = {
        "stopped": len(stopped_files(standing)),
        "may_see_explanations": can_see_scorecard(standing),
        "may_see_tokens": can_see_tokens(standing),
        "grid": grid(rows, year=year, owing=questions.owing_agencies(standing), today=clock.today())
        if year is not None
        else None,
        "year": year,
        "years": [(f"{one} to {one + 1}", None, f"{address}?year={one}", one == year) for one in years],
    }
    return render(request, "scorecard/returns.html", context)


@require_safe
@at_board
def one_return(request: HttpRequest, standing: Standing, return_id: int) -> HttpResponse:
    """One return: what is owed, what was sent, what happened."""
    owed = return_or_404(standing, return_id)
    sent = questions.submissions_for(standing, owed)
    context = {
        "owed": owed,
        "period": Period(owed.first, owed.last, PeriodKind.QUARTER),
        "overdue_days": questions.days_overdue(owed),
        "sent": sent,
        "record": lines_about(standing, "return", owed.pk, also=[("submission", one.pk) for one in sent]),
        "may_send": can_send(standing, owed.agency_id),
        "restated": questions.restatements_of(standing, owed),
        "may_accept": can_accept(standing) if life.may(life.State(owed.state), life.Event.ACCEPT) else None,
        "may_send_back": can_send_back(standing)
        if life.may(life.State(owed.state), life.Event.SEND_BACK)
        else None,
        "back_link": ("Back to data returns", reverse("scorecard:returns", args=[standing.board_code])),
    }
    return render(request, "scorecard/return.html", context)


@at_board
def upload(request: HttpRequest, standing: Standing, return_id: int) -> HttpResponse:
    """Send a file for a return; the check page follows."""
    owed = return_or_404(standing, return_id)
    demand(can_send(standing, owed.agency_id))
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            with transaction.atomic():
                submission = submissions.receive(
                    board=owed.board,
                    agency=owed.agency,
                    data=given.read(),
                    file_name=given.name,
                    by=standing,
                    answers=owed,
                )
                transaction.on_commit(lambda: ring(tasks.check_submissions, owed.board_id, owed.agency_id))
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("scorecard:submission", board=standing.board_code, submission_id=submission.pk)
    context = {
        "form": form,
        "owed": owed,
        "period": Period(owed.first, owed.last, PeriodKind.QUARTER),
        "back_link": ("Back to the return", reverse("scorecard:return", args=[standing.board_code, owed.pk])),
    }
    return render(request, "scorecard/upload.html", context)


@require_POST
@at_board
def accept(request: HttpRequest, standing: Standing, return_id: int) -> HttpResponse:
    """Accept a released return."""
    return_or_404(standing, return_id)
    submissions.accept(return_id=return_id, by=standing)
    messages.success(request, "The return is accepted; its figures are no longer marked.")
    return redirect("scorecard:return", board=standing.board_code, return_id=return_id)


@at_board
def send_back(request: HttpRequest, standing: Standing, return_id: int) -> HttpResponse:
    """Send a return back with a reason; its figures stand, marked."""
    owed = return_or_404(standing, return_id)
    demand(can_send_back(standing))
    form = SendBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            submissions.send_back(return_id=return_id, why=form.cleaned_data["why"], by=standing)
        except Refused as refusal:
            form.add_error("why", str(refusal))
        else:
            messages.success(
                request, f"The return is sent back. {owed.agency.name} gets a letter with your reason."
            )
            return redirect("scorecard:return", board=standing.board_code, return_id=return_id)
    context = {
        "form": form,
        "owed": owed,
        "period": Period(owed.first, owed.last, PeriodKind.QUARTER),
        "back_link": ("Back to the return", reverse("scorecard:return", args=[standing.board_code, owed.pk])),
    }
    return render(request, "scorecard/send_back.html", context)
