"""What a file changes: figure by figure; why it restates returns; what becomes of figures it no longer holds."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions import submissions
from scorecard.permissions import can_release, can_see_changes
from scorecard.presenters.changes import change_rows
from scorecard.queries.differences import changes
from scorecard.views.found import submission_or_404

#: Rows of one page of changes.
AT_ONCE = 200


@require_safe
@at_board
def changed(request: HttpRequest, standing: Standing, submission_id: int) -> HttpResponse:
    """Figure by figure, what releasing the file would change, or did."""
    found = submission_or_404(standing, submission_id)
    demand(can_see_changes(standing, found.agency_id, released=found.released_at is not None))
    in_all = changes(found, most=1).in_all
    page = Paginator(range(in_all), AT_ONCE).get_page(request.GET.get("page"))
    shown = changes(found, start=AT_ONCE * (page.number - 1), most=AT_ONCE)
    address = reverse("scorecard:submission", args=[standing.board_code, found.pk])
    context = {
        "submission": found,
        "rows": change_rows(shown),
        "in_all": in_all,
        "page": page,
        "back_link": ("Back to the file", address),
    }
    return render(request, "scorecard/changes.html", context)


@require_POST
@at_board
def reasons(request: HttpRequest, standing: Standing, submission_id: int) -> HttpResponse:
    """Say why the file restates released returns."""
    found = submission_or_404(standing, submission_id)
    demand(can_release(standing, found.agency_id))
    given = {
        int(name.removeprefix("reason-")): text
        for name, text in request.POST.items()
        if name.removeprefix("reason-").isdecimal() and isinstance(text, str)
    }
    try:
        submissions.give_reasons(submission_id=submission_id, reasons=given, by=standing)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("scorecard:submission", board=standing.board_code, submission_id=submission_id)
    messages.success(
        request, "Your reasons are kept. They are shown with the returns once you release the file."
    )
    return redirect("scorecard:submission", board=standing.board_code, submission_id=submission_id)


@require_POST
@at_board
def gone(request: HttpRequest, standing: Standing, submission_id: int) -> HttpResponse:
    """Keep or withdraw the figures the file no longer holds."""
    found = submission_or_404(standing, submission_id)
    demand(can_release(standing, found.agency_id))
    chosen = frozenset(int(one) for one in request.POST.getlist("withdraw") if one.isdecimal())
    try:
        submissions.say_of_gone(
            submission_id=submission_id, withdrawn=chosen, why=request.POST.get("why", ""), by=standing
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("scorecard:submission", board=standing.board_code, submission_id=submission_id)
    messages.success(request, "Kept. Figures you withdraw leave the board when you release the file.")
    return redirect("scorecard:submission", board=standing.board_code, submission_id=submission_id)
