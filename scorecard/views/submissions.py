"""One delivery: being checked, to correct, to release, released; its file and its record."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from agencies.door import at_board, demand
from agencies.keeping import place_of
from agencies.rules.standing import Standing
from agencies.tasks import ring
from scorecard import tasks
from scorecard.actions import submissions
from scorecard.actions.layouts import OPEN
from scorecard.imports.mapping import asks
from scorecard.models import Submission
from scorecard.permissions import can_comment, can_release, can_see_file, can_see_stopped, can_send
from scorecard.presenters.submission import WORKED_ON, page_words, waiting_words
from scorecard.queries.check_page import check_page, progress_of
from scorecard.views.found import submission_or_404


@require_safe
@at_board
def submission(request: HttpRequest, standing: Standing, submission_id: int) -> HttpResponse:
    """The check page: what was read, what is wrong, what would change; or the audit trail once released."""
    found = submission_or_404(standing, submission_id)
    if request.htmx:  # type: ignore[attr-defined]
        return _progress(request, standing, found)
    is_stopped = found.state == Submission.State.STOPPED
    if is_stopped and can_see_stopped(standing, found.agency_id):
        return redirect("scorecard:stopped-words", board=standing.board_code, stopped_id=found.pk)
    page = check_page(standing, found)
    may_upload = can_send(standing, found.agency_id)
    back = (
        ("Back to the return", reverse("scorecard:return", args=[standing.board_code, found.answers_id]))
        if found.answers_id
        else ("Back to data returns", reverse("scorecard:returns", args=[standing.board_code]))
    )
    context = {
        "page": page_words(page, own=bool(may_upload)),
        "may_restate": found.state in OPEN and can_release(standing, found.agency_id),
        "may_explain": found.state in OPEN and can_comment(standing, found.agency_id),
        "may_release": found.state == Submission.State.READY and can_release(standing, found.agency_id),
        "may_see_file": found.stored
        and can_see_file(
            standing, found.agency_id, released=found.released_at is not None, stopped=is_stopped
        ),
        "may_upload": may_upload,
        "may_map": may_upload
        and found.state in OPEN
        and any(one.severity != "note" and asks(one.code) for one in page.findings),
        "error_title": _problems(found),
        "back_link": back,
    }
    return render(request, "scorecard/submission.html", context)


def _progress(request: HttpRequest, standing: Standing, found: Submission) -> HttpResponse:
    """What a page that waits for the check asks every second: how it stands, nothing new, or to be loaded again."""
    if found.state not in WORKED_ON:
        return HttpResponseClientRefresh()
    own = bool(can_send(standing, found.agency_id))
    page = waiting_words(found, progress_of(found), own=own)
    if request.GET.get("seen") == page.seen:
        return HttpResponse(status=204)
    return render(request, "scorecard/submission_progress.html", {"page": page})


def _problems(found: Submission) -> str:
    number = found.errors_found or 1
    where = "what you typed" if found.origin == Submission.Origin.FORM else "your file"
    return f"There {'is 1 problem' if number == 1 else f'are {number} problems'} in {where}"


@require_POST
@at_board
def release(request: HttpRequest, standing: Standing, submission_id: int) -> HttpResponse:
    """Let the board see the figures."""
    submission_or_404(standing, submission_id)
    older = request.POST.get("older") == "yes"
    changes = submissions.ask_release(submission_id=submission_id, by=standing, although_older=older)
    if changes is None:
        ring(tasks.load_submission, submission_id)
        messages.success(
            request, "Released. The figures are being loaded; the board sees them when all are in."
        )
    else:
        messages.success(
            request,
            f"Released: {changes.new} new figure{'' if changes.new == 1 else 's'}, {changes.changed} changed. "
            "The board sees them now.",
        )
    return redirect("scorecard:submission", board=standing.board_code, submission_id=submission_id)


@require_safe
@at_board
def submitted_file(request: HttpRequest, standing: Standing, submission_id: int) -> FileResponse:
    """The file as it was sent, always as a download."""
    found = submission_or_404(standing, submission_id)
    is_stopped = found.state == Submission.State.STOPPED
    demand(
        can_see_file(standing, found.agency_id, released=found.released_at is not None, stopped=is_stopped)
    )
    if not found.stored:
        raise Http404("The file was deleted.")
    return FileResponse(
        place_of(found.stored).open("rb"),
        as_attachment=True,
        filename=found.file_name,
        content_type="application/octet-stream",
    )
