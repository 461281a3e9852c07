"""Files stopped for their words: the words for those who may see them, letting stand, withdrawing."""

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from agencies.tasks import ring
from scorecard import tasks
from scorecard.actions import submissions
from scorecard.forms import LetStandForm
from scorecard.models import Submission
from scorecard.permissions import can_let_stand, can_see_stopped, can_send
from scorecard.presenters.stopped import marked_words
from scorecard.queries.stopped import stopped_files
from scorecard.rules.holding import held_until
from scorecard.views.found import submission_or_404


def _seen_or_404(standing: Standing, submission_id: int) -> Submission:
    found = submission_or_404(standing, submission_id)
    demand(can_see_stopped(standing, found.agency_id))
    return found


@require_safe
@at_board
def stopped(request: HttpRequest, standing: Standing) -> HttpResponse:
    """The files that wait for the business manager's word, and how long they are held."""
    demand(can_let_stand(standing))
    address = reverse("scorecard:returns", args=[standing.board_code])
    context = {"files": stopped_files(standing), "back_link": ("Back to data returns", address)}
    return render(request, "scorecard/stopped.html", context)


@require_safe
@at_board
def stopped_words(request: HttpRequest, standing: Standing, stopped_id: int) -> HttpResponse:
    """One stopped file with its words marked, and what can be done."""
    return _words(request, standing, _seen_or_404(standing, stopped_id), LetStandForm())


@require_POST
@at_board
def let_stand(request: HttpRequest, standing: Standing, stopped_id: int) -> HttpResponse:
    """The business manager says, with a reason, that the words identify no child; the check goes on."""
    found = _seen_or_404(standing, stopped_id)
    demand(can_let_stand(standing))
    form = LetStandForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                submissions.let_stand(submission_id=found.pk, why=form.cleaned_data["why"], by=standing)
                transaction.on_commit(lambda: ring(tasks.check_submissions, found.board_id, found.agency_id))
        except Refused as refusal:
            form.add_error("why", str(refusal))
        else:
            messages.success(request, "The words stand. The file is checked on as it is.")
            return redirect("scorecard:submission", board=standing.board_code, submission_id=found.pk)
    return _words(request, standing, found, form)


@require_POST
@at_board
def withdraw(request: HttpRequest, standing: Standing, stopped_id: int) -> HttpResponse:
    """The sender takes a stopped file back; it is deleted."""
    found = _seen_or_404(standing, stopped_id)
    submissions.withdraw(submission_id=found.pk, by=standing)
    messages.success(request, f"“{found.file_name}” is withdrawn and deleted.")
    return redirect("scorecard:submission", board=standing.board_code, submission_id=found.pk)


def _words(request: HttpRequest, standing: Standing, found: Submission, form: forms.Form) -> HttpResponse:
    """The page of one file; one that is not stopped any more has its own."""
    if found.state != Submission.State.STOPPED or found.checked_at is None:
        return redirect("scorecard:submission", board=standing.board_code, submission_id=found.pk)
    address = reverse("scorecard:returns", args=[standing.board_code])
    context = {
        "submission": found,
        "marks": marked_words(found),
        "until": held_until(found.checked_at),
        "form": form if can_let_stand(standing) else None,
        "may_withdraw": can_send(standing, found.agency_id),
        "back_link": ("Back to data returns", address),
    }
    return render(request, "scorecard/stopped_words.html", context)
