"""The way in for those without an account: the code a link asks for, the way out, and asking for a new link."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.door import at_link, kept_to_oneself, let_out
from agencies.queries.links import Link
from agencies.queries.standings import open_board
from agencies.views.links import opening
from registers.actions.section_11 import asking
from registers.forms.section_11.answering import AskForm
from registers.queries.section_11.parts import PURPOSE
from registers.views.section_11.doors import STAYS, by_link
from registers.views.section_11.pages import PAGES


@login_not_required
@kept_to_oneself
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, part: str) -> HttpResponseBase:
    """Open the link with its code."""
    return opening(request, part, purpose=PURPOSE, onward="assess:assessment", ask="assess:ask", stays=STAYS)


@require_POST
@at_link(PURPOSE, argument="part", code_page="assess:code")
def leave(request: HttpRequest, link: Link) -> HttpResponse:
    """Close what the link opened in this browser."""
    let_out(request, link)
    return redirect("assess:code", part=link.token)


@login_not_required
@kept_to_oneself
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, board: str) -> HttpResponse:
    """Ask for a new link by address. What is said is the same whether the address is known or not."""
    found = _board_or_404(board)
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        asking.ask(board=found[0], email=form.cleaned_data["email"])
        return redirect("assess:sent", board=board)
    return render(request, "registers/section_11/ask.html", {"form": form, "board_called": found[1]})


@login_not_required
@kept_to_oneself
@require_safe
def sent(request: HttpRequest, board: str) -> HttpResponse:
    """Says that a link is on its way, if the address is known."""
    found = _board_or_404(board)
    context = {"board_called": found[1], "again": reverse("assess:ask", args=[board])}
    return render(request, "registers/section_11/sent.html", context)


def _board_or_404(code_: str) -> tuple[Any, str]:
    found = open_board(code_)
    if found is None:
        raise Http404("No such board.")
    return found


ADDRESSES: list[URLPattern] = [
    path("assess/ask/<slug:board>/", ask, name="ask"),
    path("assess/ask/<slug:board>/sent/", sent, name="sent"),
    path("assess/<str:part>/code/", code, name="code"),
    path("assess/<str:part>/leave/", leave, name="assessment-leave"),
    *(path(f"assess/<str:part>/{where}", by_link(view), name=name) for where, view, name in PAGES),
]
