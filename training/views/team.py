"""A manager’s team, for who came in by the link to their work address: approve, book, cancel. Own team only."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.queries.links import Link
from agencies.rules.verdict import Refused
from training.actions import own_training
from training.forms.own_training import BookForm, CancelForm, DecideForm
from training.presenters.learn import frame, late_warning, state_words, when_words
from training.queries import own_training as questions
from training.queries.holders import Holder, holder_of
from training.rules.bookings import State
from training.views.learn import own


@require_safe
@own
def team(request: HttpRequest, link: Link) -> HttpResponse:
    """Colleagues whose bookings name this address as their manager's."""
    holder = holder_of(link)
    rows = [
        (one, when_words(one.starts, one.ends), state_words(one)) for one in questions.team_bookings(holder)
    ]
    context = {
        **frame(link, "learn-team"),
        "holder": holder,
        "asked": [one for one in rows if one[0].state is State.ASKED and not one[0].over],
        "ahead": [one for one in rows if one[0].state is not State.ASKED and not one[0].over],
        "over": [one for one in rows if one[0].over],
        "owed": questions.evaluations_owed(holder, team=True),
        "open": [(one, when_words(one.starts, one.ends)) for one in questions.open_sessions(holder)],
    }
    return render(request, "training/learn_team.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@own
def book_for(request: HttpRequest, link: Link, number: int) -> HttpResponse:
    """Book a place for a colleague."""
    holder = holder_of(link)
    offered = questions.open_session(holder, number)
    if offered is None:
        raise Http404("No such session takes bookings.")
    form = BookForm(
        request.POST if request.method == "POST" else None,
        agencies=holder.agencies,
        professions=questions.professions_at(holder.board.pk),
        learner=holder.learner,
        for_colleague=True,
    )
    if form.is_valid():
        try:
            made = own_training.book_for(
                holder=holder, number=number, email=form.cleaned_data["email"], **form.answers()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            how = questions.team_booking(holder, made.pk)
            messages.success(request, f"{made.learner}: {how.words if how else 'booked'}.")
            return redirect("training:learn-team", link=link.token)
    context = {
        **frame(link, "learn-team"),
        "form": form,
        "offered": offered,
        "when": when_words(offered.starts, offered.ends),
        "colleague": True,
        "back_link": _back(link),
    }
    return render(request, "training/learn_book.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@own
def decide(request: HttpRequest, link: Link, booking_id: int) -> HttpResponse:
    """Say yes or no to a colleague's booking."""
    holder = holder_of(link)
    mine = _team_booking_or_404(holder, booking_id)
    form = DecideForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        yes = form.cleaned_data["answer"] == "yes"
        try:
            own_training.decide(holder=holder, booking_id=booking_id, yes=yes)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"You said {'yes' if yes else 'no'} to {mine.who}.")
            return redirect("training:learn-team", link=link.token)
    return render(request, "training/learn_decide.html", _page_of(link, mine) | {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@own
def cancel_for(request: HttpRequest, link: Link, booking_id: int) -> HttpResponse:
    """Give a colleague's place back."""
    holder = holder_of(link)
    mine = _team_booking_or_404(holder, booking_id)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            own_training.cancel_for(holder=holder, booking_id=booking_id, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Cancelled: {mine.who}, {mine.session.course.title}.")
            return redirect("training:learn-team", link=link.token)
    context = _page_of(link, mine) | {"form": form, "warning": late_warning(mine), "colleague": True}
    return render(request, "training/learn_cancel.html", context)


def _team_booking_or_404(holder: Holder, booking_id: int) -> questions.Mine:
    mine = questions.team_booking(holder, booking_id)
    if mine is None:
        raise Http404("No such booking of your team.")
    return mine


def _back(link: Link) -> tuple[str, str]:
    return ("Back to your team", reverse("training:learn-team", args=[link.token]))


def _page_of(link: Link, mine: questions.Mine) -> dict[str, object]:
    return {
        **frame(link, "learn-team"),
        "mine": mine,
        "when": when_words(mine.starts, mine.ends),
        "state": state_words(mine),
        "back_link": _back(link),
    }


ADDRESSES: list[URLPattern] = [
    path("learn/<str:link>/team/", team, name="learn-team"),
    path("learn/<str:link>/team/sessions/<int:number>/", book_for, name="learn-team-book"),
    path("learn/<str:link>/team/bookings/<int:booking_id>/decide/", decide, name="learn-team-decide"),
    path("learn/<str:link>/team/bookings/<int:booking_id>/cancel/", cancel_for, name="learn-team-cancel"),
]
