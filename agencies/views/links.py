"""The page on which a signed link is opened by its one-time code; which pages lie behind it, each room says."""

import re
from datetime import timedelta

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from agencies.actions import links as acts
from agencies.actions.links import Answer
from agencies.door import is_open, let_in, link_closed
from agencies.forms import CodeForm
from agencies.queries.links import code_is_out, link_of
from agencies.rules.links import CODE_LASTS

#: How long a browser may look at what it opened.
STAYS = timedelta(hours=1)
_SAID = {
    Answer.WRONG: "That is not the code. Type the six figures of the newest letter.",
    Answer.SPOILT: "That code no longer works. Have a new one sent.",
}
#: An address of one's own pages: no host, no query, nothing that climbs.
_PLAIN = re.compile(r"/(?:[\w-]+/)+(?:[\w-]+\.\w+)?", re.ASCII)
_TOO_MANY = "Several codes have been sent in the last hour. Use the newest, or come back in an hour."


def opening(
    request: HttpRequest, token: str, *, purpose: str, onward: str, ask: str = "", stays: timedelta = STAYS
) -> HttpResponseBase:
    """Send a code when asked, take the code typed, and lead on to `onward`, which takes the token, or a page under it.

    Nothing is sent for merely opening the page: programs that look through mail open links too. `ask` is the address
    at which a new link is asked for, where there is one. Neither the address nor whose it is stands on the page.
    """
    link = link_of(token, purpose)
    if link is None:
        return link_closed(request)
    first = reverse(onward, args=[token])
    if is_open(request, link):
        return redirect(_wanted(request, first))
    typing = request.method == "POST" and "code" in request.POST
    form = CodeForm(request.POST if typing else None)
    trouble = ""
    if request.method == "POST" and not typing:
        trouble = "" if acts.send_code(link_id=link.pk) else _TOO_MANY
    elif form.is_valid():
        answer = acts.open_by_code(link_id=link.pk, code=form.cleaned_data["code"])
        if answer is Answer.OPENED:
            let_in(request, link, stays=stays)
            return redirect(_wanted(request, first))
        if answer is Answer.SHUT:
            return link_closed(request)
        form.add_error("code", _SAID[answer])
    context = {
        "form": form,
        "trouble": trouble,
        "sent": code_is_out(link.pk),
        "minutes": int(CODE_LASTS.total_seconds() // 60),
        "board_called": link.board_name,
        "ask": ask and reverse(ask, args=[link.board.code]),
    }
    return render(request, "agencies/link_code.html", context)


def _wanted(request: HttpRequest, first: str) -> str:
    """The page this browser came from, when it is one under the same link; else the first."""
    to = request.GET.get("to", "")
    return to if to.startswith(first) and _PLAIN.fullmatch(to) else first
