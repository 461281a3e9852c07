"""Saying once how an agency's own files are read, and looking at what was said."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.door import at_board
from agencies.keeping import Damaged
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from agencies.tasks import ring
from files.errors import Unreadable
from scorecard import tasks
from scorecard.actions import layouts
from scorecard.imports.mapping import Question, answered, questions_of, still_unread
from scorecard.models import Submission
from scorecard.permissions import can_see_returns, can_send
from scorecard.presenters.mapping import groups_of, layouts_words, preview_of
from scorecard.queries.mapping import layouts_sent_by
from scorecard.views.found import submission_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def mapping(request: HttpRequest, standing: Standing, submission_id: int) -> HttpResponse:
    """What only the sender can say of a file, with a preview of what would be read; saved, it is checked again."""
    found = submission_or_404(standing, submission_id)
    verdict = can_send(standing, found.agency_id)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    page = reverse("scorecard:submission", args=[standing.board_code, found.pk])
    if found.state not in layouts.OPEN:
        messages.info(
            request, f"This file is {found.get_state_display()}, so there is nothing to say of it now."
        )
        return redirect(page)
    try:
        return _asked(request, standing, found, page)
    except (Unreadable, Damaged) as trouble:
        messages.error(request, str(trouble))
        return redirect(page)


def _asked(request: HttpRequest, standing: Standing, found: Submission, page: str) -> HttpResponse:
    before = layouts.look(found)
    asked = questions_of(before.tables, before.checked, before.context)
    given = {key: value for key, value in request.POST.items() if isinstance(value, str)}
    rest = "rest" in given
    said = answered(asked, given, before.context, rest=rest)
    after = layouts.look(found, said) if said else before
    further = questions_of(after.tables, after.checked, after.context)
    known = {(one.kind, one.key) for one in asked}
    every: tuple[Question, ...] = (*asked, *(one for one in further if (one.kind, one.key) not in known))
    more = answered(every, given, before.context, rest=rest)
    if more != said:
        said, after = more, layouts.look(found, more)
    problems = list(still_unread(after.tables, said)) if given.get("do") == "save" else []
    if given.get("do") == "save" and not problems:
        try:
            return _saved(request, standing, found, said)
        except Refused as refusal:
            problems = [("", str(refusal))]
    groups = groups_of(every, given, after.context)
    ids = {field.name: f"#{field.id}" for group in groups for field in group.fields}
    context = {
        "submission": found,
        "groups": groups,
        "preview": preview_of(after.checked, after.context),
        "rest": rest,
        "errors": [(text, ids.get(f"headings:{key}", "")) for key, text in problems],
        "back_link": ("Back to the check page", page),
    }
    partial = request.htmx and given.get("do") != "save"  # type: ignore[attr-defined]
    return render(request, f"scorecard/mapping{'_questions' if partial else ''}.html", context)


def _saved(
    request: HttpRequest, standing: Standing, found: Submission, said: dict[str, dict[str, str]]
) -> HttpResponse:
    with transaction.atomic():
        layout = layouts.remember(submission_id=found.pk, said=said, by=standing)
        transaction.on_commit(lambda: ring(tasks.check_submissions, found.board_id, found.agency_id))
    messages.success(
        request,
        f"Remembered as version {layout.version}. Your file is being checked again; the next one like it "
        "is read this way without a question.",
    )
    return redirect("scorecard:submission", board=standing.board_code, submission_id=found.pk)


@require_safe
@at_board
def remembered(request: HttpRequest, standing: Standing) -> HttpResponse:
    """What the person's agencies have said of their own files, version by version."""
    verdict = can_see_returns(standing)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    context = {
        "layouts": layouts_words(layouts_sent_by(standing), standing),
        "back_link": ("Back to data returns", reverse("scorecard:returns", args=[standing.board_code])),
    }
    return render(request, "scorecard/mapping_remembered.html", context)


@require_POST
@at_board
def forget(request: HttpRequest, standing: Standing, agency_id: int) -> HttpResponse:
    """Take one answer back."""
    try:
        layouts.forget(
            agency_id=agency_id,
            kind=request.POST.get("kind", ""),
            key=request.POST.get("key", ""),
            by=standing,
        )
    except Refused as refusal:
        if not can_send(standing, agency_id):
            raise PermissionDenied(str(refusal)) from None
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Forgotten. You are asked again with the next file.")
    return redirect("scorecard:layouts", board=standing.board_code)
