"""A nil return: nothing to report for a quarter, and why."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agencies.door import at_board
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from agencies.tasks import ring
from scorecard import tasks
from scorecard.actions.submissions import typed
from scorecard.actions.submissions.typed import Nil
from scorecard.forms import NilForm
from scorecard.rules.periods import Period, PeriodKind
from scorecard.views.found import return_to_send


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def nil(request: HttpRequest, standing: Standing, return_id: int) -> HttpResponse:
    """Say which kind of nothing it is, and why; the check page follows."""
    owed = return_to_send(standing, return_id)
    form = NilForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        says, reason = Nil(form.cleaned_data["says"]), form.cleaned_data["reason"]
        try:
            with transaction.atomic():
                sent = typed.send_nil(return_id=owed.pk, says=says, reason=reason, by=standing)
                transaction.on_commit(lambda: ring(tasks.check_submissions, owed.board_id, owed.agency_id))
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            return redirect("scorecard:submission", board=standing.board_code, submission_id=sent.pk)
    context = {
        "form": form,
        "owed": owed,
        "period": Period(owed.first, owed.last, PeriodKind.QUARTER),
        "back_link": ("Back to the return", reverse("scorecard:return", args=[standing.board_code, owed.pk])),
    }
    return render(request, "scorecard/nil.html", context)
