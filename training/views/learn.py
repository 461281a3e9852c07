"""A work address's own training, for whoever came in by the link sent there: bookings, places to book, cancelling."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.door import at_link, kept_to_oneself, let_out
from agencies.queries.links import Link
from agencies.queries.standings import open_board
from agencies.rules.verdict import Refused
from agencies.views.links import opening
from training.actions import links, own_training
from training.forms.own_training import AskForm, BookForm, CancelForm
from training.presenters.learn import frame, late_warning, state_words, when_words
from training.queries import own_training as questions
from training.queries.holders import Holder, holder_of
from training.queries.refreshers import own_refreshers

own = at_link(links.OWN, argument="link", code_page="training:learn-code")


@login_not_required
@kept_to_oneself
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, board: str) -> HttpResponse:
    """Ask for a link by work address. What is said is the same whether the address is known or not."""
    found = _board_or_404(board)
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        links.ask(board=found[0], email=form.cleaned_data["email"])
        return redirect("training:learn-sent", board=board)
    return render(request, "training/learn_ask.html", {"form": form, "board_called": found[1]})


@login_not_required
@kept_to_oneself
@require_safe
def sent(request: HttpRequest, board: str) -> HttpResponse:
    """Says that a link is on its way, if the address is known."""
    found = _board_or_404(board)
    context = {"board_called": found[1], "again": reverse("training:learn-ask", args=[board])}
    return render(request, "training/learn_sent.html", context)


@login_not_required
@kept_to_oneself
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, link: str) -> HttpResponseBase:
    """Open the link with its code."""
    return opening(request, link, purpose=links.OWN, onward="training:learn", ask="training:learn-ask")


@require_safe
@own
def learn(request: HttpRequest, link: Link) -> HttpResponse:
    """Own bookings, what is to be answered, and certificates."""
    holder = holder_of(link)
    mine = [
        (one, when_words(one.starts, one.ends), state_words(one)) for one in questions.own_bookings(holder)
    ]
    context = {
        **frame(link, "learn"),
        "holder": holder,
        "ahead": [one for one in mine if not one[0].over],
        "over": [one for one in mine if one[0].over],
        "owed": questions.evaluations_owed(holder, team=False),
        "due": own_refreshers(holder),
        "team_owes": len(questions.evaluations_owed(holder, team=True)),
    }
    return render(request, "training/learn.html", context)


@require_safe
@own
def sessions(request: HttpRequest, link: Link) -> HttpResponse:
    """Sessions that take bookings."""
    holder = holder_of(link)
    rows = [(one, when_words(one.starts, one.ends)) for one in questions.open_sessions(holder)]
    return render(
        request,
        "training/learn_sessions.html",
        {**frame(link, "learn-sessions"), "rows": rows, "holder": holder},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@own
def book(request: HttpRequest, link: Link, number: int) -> HttpResponse:
    """Book a place for oneself."""
    holder = holder_of(link)
    offered = _offered(holder, number)
    form = BookForm(
        request.POST if request.method == "POST" else None,
        agencies=holder.agencies,
        professions=questions.professions_at(holder.board.pk),
        learner=holder.learner,
        asks_manager=offered.session.course.needs_approval,
    )
    if form.is_valid():
        try:
            made = own_training.book(
                holder=holder,
                number=number,
                manager_email=form.cleaned_data.get("manager_email", ""),
                **form.answers(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("training:learn-booking", link=link.token, booking_id=made.pk)
    context = {
        **frame(link, "learn-sessions"),
        "form": form,
        "offered": offered,
        "when": when_words(offered.starts, offered.ends),
        "back_link": ("Back to the sessions", reverse("training:learn-sessions", args=[link.token])),
    }
    return render(request, "training/learn_book.html", context)


@require_safe
@own
def booking(request: HttpRequest, link: Link, booking_id: int) -> HttpResponse:
    """One own booking: how it stands, and what to know for the day."""
    mine = own_booking_or_404(holder_of(link), booking_id)
    return render(request, "training/learn_booking.html", _page_of(link, mine))


@require_http_methods(["GET", "HEAD", "POST"])
@own
def cancel(request: HttpRequest, link: Link, booking_id: int) -> HttpResponse:
    """Give a place back; that it is late is said before."""
    holder = holder_of(link)
    mine = own_booking_or_404(holder, booking_id)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            own_training.cancel(holder=holder, booking_id=booking_id, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Cancelled: {mine.session.course.title}.")
            return redirect("training:learn", link=link.token)
    context = _page_of(link, mine) | {
        "form": form,
        "warning": late_warning(mine),
        "back_link": (
            "Back to your booking",
            reverse("training:learn-booking", args=[link.token, booking_id]),
        ),
    }
    return render(request, "training/learn_cancel.html", context)


@require_POST
@own
def leave(request: HttpRequest, link: Link) -> HttpResponse:
    """Close what the link opened in this browser."""
    let_out(request, link)
    return redirect("training:learn-code", link=link.token)


def own_booking_or_404(holder: Holder, booking_id: int) -> questions.Mine:
    """One of the holder's own bookings; anybody else's is not there."""
    mine = questions.own_booking(holder, booking_id)
    if mine is None:
        raise Http404("No such booking of yours.")
    return mine


def _offered(holder: Holder, number: int) -> questions.Open:
    offered = questions.open_session(holder, number)
    if offered is None:
        raise Http404("No such session takes bookings.")
    return offered


def _board_or_404(code: str) -> tuple[Any, str]:
    found = open_board(code)
    if found is None:
        raise Http404("No such board.")
    return found


def _page_of(link: Link, mine: questions.Mine) -> dict[str, Any]:
    return {
        **frame(link, "learn"),
        "mine": mine,
        "when": when_words(mine.starts, mine.ends),
        "state": state_words(mine),
        "back_link": ("Back to your training", reverse("training:learn", args=[link.token])),
    }


ADDRESSES: list[URLPattern] = [
    path("learn/ask/<slug:board>/", ask, name="learn-ask"),
    path("learn/ask/<slug:board>/sent/", sent, name="learn-sent"),
    path("learn/<str:link>/code/", code, name="learn-code"),
    path("learn/<str:link>/", learn, name="learn"),
    path("learn/<str:link>/leave/", leave, name="learn-leave"),
    path("learn/<str:link>/sessions/", sessions, name="learn-sessions"),
    path("learn/<str:link>/sessions/<int:number>/", book, name="learn-book"),
    path("learn/<str:link>/bookings/<int:booking_id>/", booking, name="learn-booking"),
    path("learn/<str:link>/bookings/<int:booking_id>/cancel/", cancel, name="learn-cancel"),
]
