"""What a meeting decided: entered, put right, taken out while it is open."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions import meetings as acts
from registers.forms.meetings import DecisionForm, ReasonForm
from registers.models import Decision, Meeting
from registers.permissions import can_do_to_meeting, can_see_meetings
from registers.queries import meetings as questions
from registers.queries.references import called, reference_of
from registers.rules.meetings import Verb
from registers.rules.origins import Origin


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def decide(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Enter a decision."""
    demand(can_see_meetings(standing))
    meeting = questions.meeting_seen(standing, number)
    if meeting is None:
        raise Http404("No such meeting.")
    demand(can_do_to_meeting(Verb.DECIDE, standing, meeting))
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _saved(form, standing, meeting):
        messages.success(request, "The decision is entered.")
        return _to(standing, meeting)
    return _page(request, standing, meeting, form, "Enter a decision", "Enter it")


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def amend_decision(request: HttpRequest, standing: Standing, decision_id: int) -> HttpResponse:
    """Put a decision right."""
    decision = _decision_or_404(standing, decision_id)
    known = {
        "text": decision.text,
        "minute": decision.minute,
        "about": reference_of(decision.kind, decision.key, decision.about),
    }
    form = DecisionForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid() and _saved(form, standing, decision.meeting, decision):
        messages.success(request, "The decision is changed.")
        return _to(standing, decision.meeting)
    return _page(request, standing, decision.meeting, form, "Change this decision", "Save", decision)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def remove_decision(request: HttpRequest, standing: Standing, decision_id: int) -> HttpResponse:
    """Take a decision out."""
    decision = _decision_or_404(standing, decision_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.remove_decision(decision_id=decision.pk, reason=form.cleaned_data["reason"], by=standing)
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, "The decision is taken out.")
            return _to(standing, decision.meeting)
    return _page(
        request,
        standing,
        decision.meeting,
        form,
        "Take this decision out",
        "Take it out",
        decision,
        warns=True,
    )


def _saved(
    form: DecisionForm, standing: Standing, meeting: Meeting, decision: Decision | None = None
) -> bool:
    """Whether it was saved; else the form says why not."""
    given = form.cleaned_data
    about: Origin | None = None
    if given["about"].strip():
        about = called(standing, given["about"])
        if about is None or (about.kind, about.key) == ("meeting", str(meeting.pk)):
            form.add_error("about", f"Nothing a decision can be about is called “{given['about']}” here.")
            return False
    words: dict[str, Any] = {"text": given["text"], "minute": given["minute"], "about": about, "by": standing}
    try:
        if decision is None:
            acts.decide(meeting_id=meeting.pk, **words)
        else:
            acts.amend_decision(decision_id=decision.pk, **words)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _decision_or_404(standing: Standing, decision_id: int) -> Decision:
    demand(can_see_meetings(standing))
    found = questions.decision_seen(standing, decision_id)
    if found is None:
        raise Http404("No such decision: it was taken out.")
    demand(can_do_to_meeting(Verb.DECIDE, standing, found.meeting))
    return found


def _page(
    request: HttpRequest,
    standing: Standing,
    meeting: Meeting,
    form: DecisionForm | ReasonForm,
    heading: str,
    button: str,
    decision: Decision | None = None,
    *,
    warns: bool = False,
) -> HttpResponse:
    address = reverse("registers:meeting", args=[standing.board_code, meeting.number])
    context = {
        "form": form,
        "meeting": meeting,
        "decision": decision if warns else None,
        "heading": heading,
        "button": button,
        "warns": warns,
        "back_link": (f"Back to {meeting}", address),
    }
    return render(request, "registers/meeting_step.html", context)


def _to(standing: Standing, meeting: Meeting) -> HttpResponse:
    return redirect("registers:meeting", board=standing.board_code, number=meeting.number)


ADDRESSES: list[URLPattern] = [
    path("meetings/<int:number>/decide/", decide, name="meeting-decide"),
    path("decisions/<int:decision_id>/amend/", amend_decision, name="decision-amend"),
    path("decisions/<int:decision_id>/remove/", remove_decision, name="decision-remove"),
]
