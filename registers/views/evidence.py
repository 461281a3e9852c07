"""Evidence: added to an action, a challenge or a reply, its file handed out, taken back."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods, require_safe

from agencies.door import at_board, demand
from agencies.keeping import place_of
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions import evidence as acts
from registers.actions.evidence_files import Looked, looked_at
from registers.forms.evidence import EvidenceForm, TakeBackForm
from registers.models import Evidence
from registers.queries import evidence as questions
from registers.queries.action_page import action_seen
from registers.queries.seen import challenge_seen
from registers.rules.evidence import Kind
from registers.tasks import ask_for_scan

#: Nothing in a file handed out runs, loads or frames anything, were a browser to show it after all.
STILL = "default-src 'none'; sandbox; frame-ancestors 'none'"


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def for_action(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Add evidence to an action."""
    found = action_seen(standing, number)
    if found is None:
        raise Http404("No such action, or it is not yours to see.")
    return _add(request, standing, found)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def for_challenge(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Add evidence of what became better to a challenge."""
    found = challenge_seen(standing, number)
    if found is None:
        raise Http404("No such challenge, or it is not yours to see.")
    return _add(request, standing, found)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def for_reply(request: HttpRequest, standing: Standing, reply_id: int) -> HttpResponse:
    """Add evidence to a reply."""
    found = questions.reply_seen(standing, reply_id)
    if found is None:
        raise Http404("No such reply, or it is not yours to add to.")
    return _add(request, standing, found)


def _add(request: HttpRequest, standing: Standing, about: questions.About) -> HttpResponse:
    demand(questions.can_add(standing, about))
    form = EvidenceForm(
        request.POST or None, request.FILES or None, audits=questions.audits_to_choose(standing)
    )
    thing = questions.thing(about)
    if request.method == "POST" and form.is_valid() and _added(form, about, standing):
        messages.success(request, f"The evidence stands with {thing.reference}.")
        return redirect(thing.url)
    back = (f"Back to {thing.reference}", thing.url)
    context = {"form": form, "thing": thing, "reply": getattr(about, "text", ""), "back_link": back}
    return render(request, "registers/evidence_add.html", context)


def _added(form: EvidenceForm, about: questions.About, standing: Standing) -> bool:
    """Whether it was added; else the form says why not."""
    given: dict[str, Any] = form.cleaned_data
    file: Looked | None = None
    try:
        if given["file"]:
            file = looked_at(name=given["file"].name, data=given["file"].read())
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return False
    try:
        with transaction.atomic():
            added = acts.add(
                about=about,
                kind=Kind(given["kind"]),
                words=given["words"],
                link=given["link"],
                figure=given["figure"],
                audit=given.get("audit"),
                file=file,
                by=standing,
            )
            if added.scan == Evidence.Scan.WAITING:
                transaction.on_commit(ask_for_scan)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_safe
@at_board
def evidence_file(request: HttpRequest, standing: Standing, evidence_id: int) -> FileResponse:
    """The file of an item, always to be saved and never to be shown; not before it was let through."""
    return handed_out(_evidence_or_404(standing, evidence_id))


def handed_out(found: Evidence) -> FileResponse:
    """The file of an item this person may know of; 404 where it is not handed out."""
    if not found.may_be_handed_out:
        raise Http404("This file is not handed out.")
    answer = FileResponse(
        place_of(found.stored).open("rb"),
        as_attachment=True,
        filename=found.file_name,
        content_type="application/octet-stream",
    )
    answer["Content-Security-Policy"] = STILL
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def take_back(request: HttpRequest, standing: Standing, evidence_id: int) -> HttpResponse:
    """Take an item back, with the reason."""
    found = _evidence_or_404(standing, evidence_id)
    demand(questions.can_take_back(standing, found))
    form = TakeBackForm(request.POST or None, has_file=bool(found.stored))
    thing = questions.thing_of(found)
    if request.method == "POST" and form.is_valid():
        try:
            acts.take_back(
                evidence_id=found.pk,
                reason=form.cleaned_data["reason"],
                delete_file=form.cleaned_data.get("delete_file", False),
                by=standing,
            )
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, "The evidence is taken back.")
            return redirect(thing.url)
    rows = (questions.EvidenceRow(found, may_take_back=False),)
    context = {"form": form, "rows": rows, "back_link": (f"Back to {thing.reference}", thing.url)}
    return render(request, "registers/evidence_take_back.html", context)


def _evidence_or_404(standing: Standing, evidence_id: int) -> Evidence:
    found = questions.evidence_seen(standing, evidence_id)
    if found is None:
        raise Http404("No such evidence, or it is not yours to see.")
    return found


ADDRESSES: list[URLPattern] = [
    path("actions/<int:number>/evidence/", for_action, name="action-evidence"),
    path("challenges/<int:number>/evidence/", for_challenge, name="challenge-evidence"),
    path("replies/<int:reply_id>/evidence/", for_reply, name="reply-evidence"),
    path("evidence/<int:evidence_id>/file/", evidence_file, name="evidence-file"),
    path("evidence/<int:evidence_id>/take-back/", take_back, name="evidence-take-back"),
]
