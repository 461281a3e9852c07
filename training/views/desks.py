"""The attendance list as its trainer and the training coordinator work on it: one desk, two doors.

The doors (`day` for a trainer's link, `attendance` for the coordinator) say whose list it is and where its pages lie.
"""

import io
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from agencies.rules.standing import Actor
from agencies.rules.verdict import Refused
from training.actions import attendance as acts
from training.exports.paper_list import paper_list
from training.forms.attendance import CloseForm, WalkInForm, WhyForm, marked, sent
from training.models import Session
from training.presenters.learn import when_words
from training.queries.attendance import agencies_at, attendance_list
from training.queries.own_training import professions_at
from training.rules.sign_in_codes import code_at, seconds_left

#: How long a trainer’s link stays open once the code was typed.
DAY_LONG = timedelta(hours=12)


@dataclass(frozen=True)
class Desk:
    """Whose list it is, who works on it, whether they put a closed one right, and the addresses of its pages."""

    session: Session
    by: Actor
    may_correct: bool
    frame: dict[str, Any]
    list_url: str
    walk_in_url: str
    close_url: str
    screen_url: str
    paper_url: str
    #: Where a phone sends what it noted; empty where the list is not worked on away from the network.
    sync_url: str = ""

    @property
    def closed(self) -> bool:
        """Whether the list is closed."""
        return self.session.closed_at is not None

    @property
    def open_to_notes(self) -> bool:
        """Whether this desk may note anybody: while it is open, and after that who puts it right."""
        return not self.closed or self.may_correct


def show_list(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The list; posting it notes what was ticked and unticked."""
    posted = request.method == "POST"
    why = WhyForm(request.POST if posted else None, closed=desk.closed)
    if posted and why.is_valid():
        try:
            number = acts.mark(
                session_id=desk.session.pk,
                came=marked(request.POST.dict()),
                by=desk.by,
                correcting=why.said_why,
            )
        except Refused as refusal:
            why.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved." if number else "Nothing was changed.")
            return redirect(desk.list_url)
    found = attendance_list(desk.session)
    context = {
        **desk.frame,
        "desk": desk,
        "list": found,
        "when": when_words(found.starts, found.ends),
        "form": why,
        "walk_in": _walk_in_form(desk, None),
    }
    return render(request, "training/attendance.html", context)


def note_walk_in(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Note somebody who came without a booking."""
    form = _walk_in_form(desk, request)
    if form.is_valid():
        given = dict(form.cleaned_data)
        given.pop("correcting", None)
        try:
            acts.walk_in(session_id=desk.session.pk, by=desk.by, correcting=form.said_why, **given)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Noted: {given['name']}.")
            return redirect(desk.list_url)
    context = {**desk.frame, "desk": desk, "form": form, "back_link": ("Back to the list", desk.list_url)}
    return render(request, "training/walk_in.html", context)


def close_list(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Close the list; who had a place and is not noted did not come."""
    chair = desk.session.chair_introduces
    planned = {"chair": chair, "introduced": "" if chair else desk.session.introduced}
    form = CloseForm(request.POST if request.method == "POST" else None, initial=planned)
    if form.is_valid():
        try:
            acts.close(session_id=desk.session.pk, by=desk.by, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The list is closed.")
            return redirect(desk.list_url)
    context = {
        **desk.frame,
        "desk": desk,
        "form": form,
        "list": attendance_list(desk.session),
        "back_link": ("Back to the list", desk.list_url),
    }
    return render(request, "training/attendance_close.html", context)


def show_screen(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The code for those in the room; asked for again every few seconds, the answer is empty while it stands."""
    now = timezone.now()
    code = code_at(acts.secret_of(session_id=desk.session.pk), now)
    if request.headers.get("HX-Request") and request.GET.get("seen") == code:
        return HttpResponse(status=204)
    context = {
        **desk.frame,
        "desk": desk,
        "code": code,
        "spelt": f"{code[:3]} {code[3:]}",
        "seconds": seconds_left(now),
        "back_link": ("Back to the list", desk.list_url),
    }
    part = "training/screen_code.html" if request.headers.get("HX-Request") else "training/screen.html"
    return render(request, part, context)


def give_paper(desk: Desk) -> FileResponse:
    """The list to be signed on paper."""
    name = f"{desk.session.reference} attendance list.pdf"
    return FileResponse(
        io.BytesIO(paper_list(attendance_list(desk.session))),
        as_attachment=True,
        filename=name,
        content_type="application/pdf",
    )


def take_in(request: HttpRequest, desk: Desk) -> JsonResponse:
    """What a phone noted while it was without signal. Sent twice it changes nothing the second time."""
    agencies = {str(one.pk): one for one in agencies_at(desk.session.board_id)}
    names, at = request.POST.getlist("walk-name"), request.POST.getlist("walk-agency")
    try:
        acts.mark(session_id=desk.session.pk, came=sent(request.POST.dict()), by=desk.by)
        for name, agency in zip(names, at, strict=False):
            if agency in agencies:
                acts.walk_in(session_id=desk.session.pk, name=name, agency=agencies[agency], by=desk.by)
    except Refused as refusal:
        return JsonResponse({"refused": str(refusal)}, status=409)
    return JsonResponse({"saved": True})


def _walk_in_form(desk: Desk, request: HttpRequest | None) -> WalkInForm:
    return WalkInForm(
        request.POST if request is not None and request.method == "POST" else None,
        agencies=agencies_at(desk.session.board_id),
        professions=professions_at(desk.session.board_id),
        closed=desk.closed,
    )
