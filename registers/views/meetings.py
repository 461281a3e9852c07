"""Meetings: the list, one with its paper, calling and changing it, who came, closing it, and the minute extract."""

import io
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies import thread
from agencies.door import at_board, demand
from agencies.queries.record import Line
from agencies.queries.standings import board_at
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from agencies.thread import Reference
from registers.actions import meetings as acts
from registers.actions.overtaken import Overtaken
from registers.exports.minutes import minutes_docx
from registers.forms.meetings import AttendanceForm, MeetingForm, ReasonForm
from registers.models import Meeting, OriginKind
from registers.permissions import can_do_to_meeting, can_keep_meetings, can_see_meetings
from registers.presenters.actions import row_words
from registers.presenters.section_11.replies import replies
from registers.presenters.threads import lines_words
from registers.queries import meetings as questions
from registers.queries.agenda import agenda
from registers.queries.lines import lines_of
from registers.queries.references import agree_address
from registers.rules.meetings import Verb
from registers.views import audits, decisions
from registers.views.seen import seen_in

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@at_board
def meetings(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Every meeting, the latest first."""
    demand(can_see_meetings(standing))
    page, rows = questions.meetings_of(standing, page=request.GET.get("page"))
    context = {"page": page, "rows": rows, "may_keep": can_keep_meetings(standing)}
    return render(request, "registers/meetings.html", context)


@require_safe
@at_board
def meeting(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """One meeting: its paper while it is open, who came, what was decided and is to be done."""
    found = meeting_or_404(standing, number)
    page, lines = questions.meeting_page(standing, found), lines_of(standing, found)
    paper = agenda(standing, found) if found.closed_at is None else None
    reference = Reference(OriginKind.MEETING.value, str(found.pk))
    context = {
        "meeting": found,
        "page": page,
        "paper": paper,
        "arising": [row_words(row) for row in paper.arising] if paper else (),
        "to_check": [row_words(row) for row in paper.to_check] if paper else (),
        "section_11": [(one.cycle, replies(one, clock.today())) for one in paper.section_11] if paper else (),
        "actions": [row_words(row) for row in page.actions],
        "lines": lines_words(lines),
        "more": lines.more,
        "may": {verb.value: page.may[verb] for verb in Verb},
        "agree": agree_address(standing, "meeting", found.pk) if page.may[Verb.NOTE_ATTENDANCE] else "",
        "offers": thread.offers(standing, [reference])[reference],
        "back_link": ("Back to meetings", reverse("registers:meetings", args=[standing.board_code])),
    }
    return render(request, "registers/meeting.html", context)


@require_safe
@at_board
def minutes(request: HttpRequest, standing: Standing, number: int) -> FileResponse:
    """The minute extract as a Word file."""
    found = meeting_or_404(standing, number)
    made = minutes_docx(questions.meeting_page(standing, found), standing)
    name = f"{standing.board_code} {found.reference} {found.held_on} minute extract.docx"
    return FileResponse(io.BytesIO(made), as_attachment=True, filename=name, content_type=_WORD)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def call(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Call a meeting, or enter one that was held."""
    demand(can_keep_meetings(standing))
    form = MeetingForm(request.POST or None, initial={"title": "Board meeting", "counts": True})
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.call(board=board_at(standing), **form.cleaned_data, by=standing)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{made} is called.")
            return redirect("registers:meeting", board=standing.board_code, number=made.number)
    back = ("Back to meetings", reverse("registers:meetings", args=[standing.board_code]))
    context = {"form": form, "heading": "Call a meeting", "button": "Call it", "back_link": back}
    return render(request, "registers/meeting_step.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def amend(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Change when and where a meeting is."""
    found = meeting_or_404(standing, number)
    known = {name: getattr(found, name) for name in ("title", "held_on", "place", "counts")}
    form = MeetingForm(request.POST or None, initial=known)
    return _step(request, standing, found, Verb.AMEND, form, acts.amend, "Change this meeting", "Save")


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def attendance(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Note who came."""
    found = meeting_or_404(standing, number)
    invited = questions.meeting_page(standing, found).invited
    form = AttendanceForm(request.POST or None, invited=invited, early=found.held_on > clock.today())

    def act(*, seen: int, **rest: Any) -> Meeting:
        return acts.note_attendance(meeting_id=found.pk, came=form.noted, seen=seen, by=standing)

    return _step(request, standing, found, Verb.NOTE_ATTENDANCE, form, act, "Note who came", "Save")


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def close(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Settle attendance and decisions."""
    found = meeting_or_404(standing, number)
    form = forms.Form(request.POST if request.method == "POST" else None)
    return _step(request, standing, found, Verb.CLOSE, form, acts.close, "Close this meeting", "Close it")


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def reopen(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Open a closed meeting again."""
    found = meeting_or_404(standing, number)
    form = ReasonForm(request.POST or None)
    return _step(
        request, standing, found, Verb.REOPEN, form, acts.reopen, "Open this meeting again", "Open it"
    )


_DONE = {
    Verb.AMEND: "{} is changed.",
    Verb.NOTE_ATTENDANCE: "Who came to {} is noted.",
    Verb.CLOSE: "{} is closed.",
    Verb.REOPEN: "{} is open again.",
}


def _step(
    request: HttpRequest,
    standing: Standing,
    found: Meeting,
    verb: Verb,
    form: forms.Form,
    act: Callable[..., object],
    heading: str,
    button: str,
) -> HttpResponse:
    demand(can_do_to_meeting(verb, standing, found))
    seen = seen_in(request, found.version)
    changes: tuple[Line, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            act(meeting_id=found.pk, seen=seen, by=standing, **_plain(form))
        except Overtaken as overtaken:
            form.add_error(None, str(overtaken))
            changes, seen = questions.changed_since(standing, found, seen), found.version
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _DONE[verb].format(found))
            return redirect("registers:meeting", board=standing.board_code, number=found.number)
    context = {
        "form": form,
        "rows": form.rows if isinstance(form, AttendanceForm) else (),
        "meeting": found,
        "closes": verb is Verb.CLOSE,
        "heading": heading,
        "button": button,
        "seen": seen,
        "changes": changes,
        "back_link": (
            f"Back to {found}",
            reverse("registers:meeting", args=[standing.board_code, found.number]),
        ),
    }
    return render(request, "registers/meeting_step.html", context)


def _plain(form: forms.Form) -> dict[str, Any]:
    """What the form holds, where the action asks for just that; attendance is asked of the form itself."""
    return {} if isinstance(form, AttendanceForm) else dict(form.cleaned_data)


def meeting_or_404(standing: Standing, number: int) -> Meeting:
    """The meeting, for those who may see meetings."""
    demand(can_see_meetings(standing))
    found = questions.meeting_seen(standing, number)
    if found is None:
        raise Http404("No such meeting.")
    return found


ADDRESSES: list[URLPattern] = [
    path("meetings/", meetings, name="meetings"),
    path("meetings/call/", call, name="meeting-call"),
    path("meetings/<int:number>/", meeting, name="meeting"),
    path("meetings/<int:number>/amend/", amend, name="meeting-amend"),
    path("meetings/<int:number>/attendance/", attendance, name="meeting-attendance"),
    path("meetings/<int:number>/close/", close, name="meeting-close"),
    path("meetings/<int:number>/reopen/", reopen, name="meeting-reopen"),
    path("meetings/<int:number>/minutes.docx", minutes, name="meeting-minutes"),
    *decisions.ADDRESSES,
    *audits.ADDRESSES,
]
