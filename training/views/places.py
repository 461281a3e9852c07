"""Places of a session by name: who is booked, booking one person by hand, and what is done to one booking."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from training.actions import desk
from training.forms.bookings import ColleagueForm, PersonForm
from training.forms.sessions import WhyForm
from training.models import Booking
from training.permissions import can_book_some, can_see_learners
from training.queries import booked as questions
from training.queries.professions import agencies_to_book, professions_of
from training.rules.bookings import STATE_WORDS, State, Verb, when
from training.views.sessions import session_or_404


@require_safe
@at_board
def places(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Who has a place, who waits and in which turn, and what came of the others."""
    found = session_or_404(standing, number)
    demand(can_book_some(standing))
    open_ = questions.takes_places(found)
    context = {
        "session": found,
        "rows": questions.bookings_seen(standing, found),
        "sees_all": bool(can_see_learners(standing)),
        "may_book": open_,
        "back_link": (f"Back to {found}", reverse("training:session", args=[standing.board_code, number])),
    }
    return render(request, "training/places.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def book(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Book one person by hand."""
    found = session_or_404(standing, number)
    demand(can_book_some(standing))
    form = PersonForm(
        request.POST if request.method == "POST" else None,
        agencies=agencies_to_book(standing),
        professions=professions_of(standing),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = desk.book(session_id=found.pk, who=desk.Named(**form.cleaned_data), by=standing)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{made.learner}: {STATE_WORDS[State(made.state)]}.")
            return redirect("training:session-places", board=standing.board_code, number=number)
    context = {
        "form": form,
        "heading": "Book somebody",
        "caption": f"{found}: {found.course.title}",
        "said": [
            "They are told by email: with a place they get the joining instructions and a calendar file."
        ],
        "button": "Book them",
        "back_link": (f"Back to {found}", reverse("training:session", args=[standing.board_code, number])),
    }
    return render(request, "training/step.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def cancel(request: HttpRequest, standing: Standing, booking_id: int) -> HttpResponse:
    """Give up somebody's place, or their wait."""
    found = _booking_or_404(standing, booking_id)
    hint = "May be left empty. Name no child."
    form = WhyForm(request.POST if request.method == "POST" else None, hint=hint, required=False)

    def act() -> Booking:
        return desk.act(booking_id=found.pk, verb=Verb.CANCEL, by=standing, why=form.cleaned_data["why"])

    words = ("Cancel this booking", "Cancel it", "Their place goes to who is next on the waiting list.")
    return _step(request, standing, found, Verb.CANCEL, form, act, words)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def approve(request: HttpRequest, standing: Standing, booking_id: int) -> HttpResponse:
    """Say the manager's yes for somebody."""
    found = _booking_or_404(standing, booking_id)

    def act() -> Booking:
        return desk.act(booking_id=found.pk, verb=Verb.APPROVE, by=standing)

    words = ("Approve this booking", "Approve it", "It stands on record who said yes.")
    return _step(request, standing, found, Verb.APPROVE, _nothing(request), act, words)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def decline(request: HttpRequest, standing: Standing, booking_id: int) -> HttpResponse:
    """Say the manager's no for somebody."""
    found = _booking_or_404(standing, booking_id)

    def act() -> Booking:
        return desk.act(booking_id=found.pk, verb=Verb.DECLINE, by=standing)

    words = ("Do not approve this booking", "Decline it", "They are told by email.")
    return _step(request, standing, found, Verb.DECLINE, _nothing(request), act, words)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def substitute(request: HttpRequest, standing: Standing, booking_id: int) -> HttpResponse:
    """Pass a place on to a colleague."""
    found = _booking_or_404(standing, booking_id)
    form = ColleagueForm(
        request.POST if request.method == "POST" else None, professions=professions_of(standing)
    )

    def act() -> Booking:
        return desk.substitute(booking_id=found.pk, **form.cleaned_data, by=standing)

    words = (
        "Pass this place on",
        "Pass it on",
        f"To somebody else of {found.agency}. Both are told by email.",
    )
    return _step(request, standing, found, Verb.SUBSTITUTE, form, act, words)


def _step(
    request: HttpRequest,
    standing: Standing,
    found: Booking,
    verb: Verb,
    form: forms.Form,
    act: Callable[[], Booking],
    words: tuple[str, str, str],
) -> HttpResponse:
    """One thing done to a booking; where it cannot be done, the page says why and offers nothing."""
    number = found.session.number
    if request.method == "POST" and form.is_valid():
        try:
            made = act()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{made.learner}: {STATE_WORDS[State(made.state)]}.")
            return redirect("training:session-places", board=standing.board_code, number=number)
    heading, button, said = words
    verdict = when(verb, State(found.state))
    context: dict[str, Any] = {
        "form": form,
        "heading": heading,
        "caption": f"{found.learner}, {found.session}: {found.session.course.title}",
        "said": [said],
        "inset": "" if verdict else verdict.reason,
        "button": button,
        "warns": verb in (Verb.CANCEL, Verb.DECLINE),
        "back_link": (
            "Back to who is booked",
            reverse("training:session-places", args=[standing.board_code, number]),
        ),
    }
    return render(request, "training/step.html", context)


def _nothing(request: HttpRequest) -> forms.Form:
    return forms.Form(request.POST if request.method == "POST" else None)


def _booking_or_404(standing: Standing, booking_id: int) -> Booking:
    """The booking, for whoever books and sees it by name."""
    demand(can_book_some(standing))
    found = questions.booking_seen(standing, booking_id)
    if found is None:
        raise Http404("No such booking.")
    return found


ADDRESSES: list[URLPattern] = [
    path("sessions/<int:number>/places/", places, name="session-places"),
    path("sessions/<int:number>/book/", book, name="session-book"),
    path("sessions/bookings/<int:booking_id>/cancel/", cancel, name="booking-cancel"),
    path("sessions/bookings/<int:booking_id>/approve/", approve, name="booking-approve"),
    path("sessions/bookings/<int:booking_id>/decline/", decline, name="booking-decline"),
    path("sessions/bookings/<int:booking_id>/pass-on/", substitute, name="booking-pass-on"),
]
