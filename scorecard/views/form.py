"""The web form of a return: boxes that keep themselves, sent as a file would be."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from agencies.door import at_board
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from agencies.tasks import ring
from scorecard import tasks
from scorecard.actions import drafts
from scorecard.actions.submissions import typed
from scorecard.models import Return
from scorecard.presenters.form import form_words, saved_words
from scorecard.queries.form import form_page
from scorecard.views.found import return_to_send

#: What a box held when the page was made goes with the box under this prefix.
_WAS = "was:"


def _changed(request: HttpRequest) -> dict[str, str]:
    """The boxes that no longer hold what they held when the page was made: another's words are left alone."""
    given = {name: str(text) for name, text in request.POST.items()}
    return {
        name: text
        for name, text in given.items()
        if not name.startswith(_WAS) and text.split() != given.get(f"{_WAS}{name}", "").split()
    }


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def form(request: HttpRequest, standing: Standing, return_id: int) -> HttpResponse:
    """Fill in a return's figures; keep them for later, or have them checked."""
    owed = return_to_send(standing, return_id)
    problem, changed = "", {}
    if request.method == "POST":
        changed = _changed(request)
        try:
            return _done(request, standing, owed, changed)
        except Refused as refusal:
            problem = str(refusal)
    page = form_page(owed)
    shown = form_words(page, standing, changed)
    context = {
        "owed": owed,
        "period": page.template.period,
        "form_page": shown,
        "sent": page.sent,
        "errors": [(problem, "")] if problem else shown.errors,
        "page_has_errors": bool(problem or shown.errors),
        "back_link": ("Back to the return", reverse("scorecard:return", args=[standing.board_code, owed.pk])),
    }
    return render(request, "scorecard/form.html", context)


def _done(request: HttpRequest, standing: Standing, owed: Return, changed: dict[str, str]) -> HttpResponse:
    """Keep what was typed, and send it when that was asked for."""
    drafts.save(return_id=owed.pk, typed=changed, by=standing)
    if request.POST.get("do") != "send":
        return redirect("scorecard:return", board=standing.board_code, return_id=owed.pk)
    with transaction.atomic():
        submission = typed.send_form(return_id=owed.pk, by=standing)
        transaction.on_commit(lambda: ring(tasks.check_submissions, owed.board_id, owed.agency_id))
    return redirect("scorecard:submission", board=standing.board_code, submission_id=submission.pk)


@require_POST
@at_board
def save_box(request: HttpRequest, standing: Standing, return_id: int) -> HttpResponse:
    """Keep one box while somebody types, and say so in a few words."""
    owed = return_to_send(standing, return_id)
    given = {name: str(text) for name, text in request.POST.items() if not name.startswith(_WAS)}
    try:
        draft = drafts.save(return_id=owed.pk, typed=given, by=standing)
    except Refused as refusal:
        return HttpResponse(f"Not saved. {refusal}", content_type="text/plain; charset=utf-8")
    words = saved_words(draft.saved_at, "") if draft else ""
    return HttpResponse(words, content_type="text/plain; charset=utf-8")
