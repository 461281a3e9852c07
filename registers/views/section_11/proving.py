"""Evidence under a standard of a self-assessment: added, its file handed out, taken back, by both doors."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from agencies.rules.verdict import Refused
from registers.actions import evidence as acts
from registers.actions.evidence_files import Looked, looked_at
from registers.actions.section_11.answers import begin
from registers.forms.evidence import TakeBackForm
from registers.forms.section_11.answering import AnswerEvidenceForm
from registers.models import Evidence
from registers.queries.section_11.assessment import StandardRow, assessment_page
from registers.rules.evidence import Kind
from registers.rules.section_11.states import Verb
from registers.tasks import ask_for_scan
from registers.views.evidence import handed_out
from registers.views.section_11.assessment import frame
from registers.views.section_11.doors import Door, demand_doing, demand_reading


@dataclass(frozen=True, slots=True)
class Shown:
    """One item as a page shows it, and where its file and its taking back are."""

    one: Evidence
    file_url: str
    back_url: str


def shown_evidence(door: Door, row: StandardRow) -> list[Shown]:
    """The evidence under a standard."""
    return [
        Shown(
            one,
            door.to("evidence-file", one.pk) if one.may_be_handed_out else "",
            door.to("evidence-back", one.pk) if door.writes and one.taken_back_at is None else "",
        )
        for one in row.evidence
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: HttpRequest, door: Door, number: int) -> HttpResponse:
    """Add an item of evidence under a standard."""
    demand_doing(door, Verb.WRITE)
    row = assessment_page(door.assessment).row(number)
    if row is None:
        raise Http404("There is no standard of this number.")
    form = AnswerEvidenceForm(
        request.POST or None, request.FILES or None, sees_scorecard=door.writer.standing is not None
    )
    if request.method == "POST" and form.is_valid() and _added(form, door, number):
        messages.success(request, "The evidence stands with the answer.")
        return redirect(door.to("standard", number))
    context = frame(door, "Add evidence") | {
        "form": form,
        "row": row,
        "button": "Add it",
        "back_link": (f"Back to standard {number}", door.to("standard", number)),
    }
    return render(request, "registers/section_11/answer_step.html", context)


def _added(form: AnswerEvidenceForm, door: Door, number: int) -> bool:
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
            answer = begin(assessment_id=door.assessment.pk, number=number, by=door.writer)
            added = acts.add(
                about=answer,
                kind=Kind(given["kind"]),
                words=given["words"],
                link=given["link"],
                figure=given.get("figure", ""),
                file=file,
                by=door.writer,
            )
            if added.scan == Evidence.Scan.WAITING:
                transaction.on_commit(ask_for_scan)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_safe
def evidence_file(request: HttpRequest, door: Door, item_id: int) -> FileResponse:
    """The file of an item of this self-assessment."""
    demand_reading(door)
    _, found = _evidence_or_404(door, item_id)
    return handed_out(found)


@require_http_methods(["GET", "HEAD", "POST"])
def evidence_back(request: HttpRequest, door: Door, item_id: int) -> HttpResponse:
    """Take an item back, with the reason."""
    demand_doing(door, Verb.WRITE)
    row, found = _evidence_or_404(door, item_id)
    number = row.standard.number
    form = TakeBackForm(request.POST or None, has_file=bool(found.stored))
    if request.method == "POST" and form.is_valid():
        try:
            acts.take_back(
                evidence_id=found.pk,
                reason=form.cleaned_data["reason"],
                delete_file=form.cleaned_data.get("delete_file", False),
                by=door.writer,
            )
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, "The evidence is taken back.")
            return redirect(door.to("standard", number))
    context = frame(door, "Take evidence back") | {
        "form": form,
        "row": row,
        "shown": [Shown(found, "", "")],
        "button": "Take it back",
        "back_link": (f"Back to standard {number}", door.to("standard", number)),
    }
    return render(request, "registers/section_11/answer_step.html", context)


def _evidence_or_404(door: Door, item_id: int) -> tuple[StandardRow, Evidence]:
    """One item of this self-assessment, and its standard; another's is not there."""
    for row in assessment_page(door.assessment).rows:
        for one in row.evidence:
            if one.pk == item_id:
                return row, one
    raise Http404("No such evidence in this self-assessment.")
