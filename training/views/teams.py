"""Booking a team from a spreadsheet: sent, looked through, confirmed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from training.actions import teams as acts
from training.forms.teams import TeamForm
from training.models import Session
from training.permissions import can_book_some
from training.queries.professions import agencies_to_book, professions_of
from training.rules.bookings import State
from training.views.sessions import session_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def team(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """The form; what would come of its file; and, once confirmed, the bookings."""
    found = session_or_404(standing, number)
    demand(can_book_some(standing))
    if "confirm" in request.POST:
        return _confirmed(request, standing, found)
    form = TeamForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        agencies=agencies_to_book(standing),
        professions=professions_of(standing),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        preview = acts.look_through(
            session=found,
            data=given["file"].read(),
            agency=given.get("agency"),
            profession=given["profession"],
            by=standing,
        )
        return _looked_through(request, standing, found, preview, given["file"].name)
    return _asked(request, standing, found, form)


def _asked(request: HttpRequest, standing: Standing, found: Session, form: TeamForm) -> HttpResponse:
    context = {
        "form": form,
        "heading": "Book a team from a spreadsheet",
        "caption": f"{found}: {found.course.title}",
        "said": ["You see what was read before anybody is booked. The file is not kept."],
        "button": "Look through it",
        "upload": True,
        "back_link": _back(standing, found),
    }
    return render(request, "training/step.html", context)


def _looked_through(
    request: HttpRequest, standing: Standing, found: Session, preview: acts.Preview, file: str
) -> HttpResponse:
    errors = [one for one in preview.team.findings if one.severity == "error"]
    context = {
        "session": found,
        "preview": preview,
        "file": file,
        "errors": errors,
        "notes": [one for one in preview.team.findings if one.severity != "error"],
        "people": [(one, preview.names[one.agency_id]) for one in preview.team.people],
        "page_has_errors": bool(errors),
        "error_links": [(one.message, f"#finding-{n}") for n, one in enumerate(errors, 1)],
        "back_link": (
            "Back to the file",
            reverse("training:session-team", args=[standing.board_code, found.number]),
        ),
    }
    return render(request, "training/team.html", context)


def _confirmed(request: HttpRequest, standing: Standing, found: Session) -> HttpResponse:
    try:
        held = acts.book(session=found, sealed=request.POST.get("sealed", ""), by=standing)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("training:session-team", board=standing.board_code, number=found.number)
    placed = sum(one.state == State.BOOKED for one in held)
    waits = len(held) - placed
    words = f"{placed} booked" + (f", and {waits} on the waiting list." if waits else ".")
    messages.success(request, f"{words} Everybody is told by email.")
    return redirect("training:session-places", board=standing.board_code, number=found.number)


def _back(standing: Standing, found: Session) -> tuple[str, str]:
    return (f"Back to {found}", reverse("training:session", args=[standing.board_code, found.number]))


ADDRESSES: list[URLPattern] = [path("sessions/<int:number>/book-team/", team, name="session-team")]
