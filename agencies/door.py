"""The doors: of a board's pages, for those with standing there; of what a signed link opens, for who has its code."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from agencies.queries.links import Link, link_of
from agencies.queries.standings import standing_at
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused, Verdict


class BoardRequest(HttpRequest):
    """A request that has come through `at_board`."""

    standing: Standing


def at_board(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Wrap a view of a board: `view(request, standing, …)`; those without standing there get 404.

    A refusal raised by an action or a verdict becomes 403 with its reason.
    """

    @wraps(view)
    def entered(request: HttpRequest, board: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        standing = standing_at(request.user, board) if request.user.is_authenticated else None
        if standing is None:
            raise Http404("No such board, or you have no part in it.")
        request.standing = standing  # type: ignore[attr-defined]
        try:
            return view(request, standing, *args, **kwargs)
        except Refused as refusal:
            raise PermissionDenied(str(refusal)) from None

    return entered


def demand(verdict: Verdict) -> None:
    """403 with the reason unless allowed."""
    if not verdict:
        raise PermissionDenied(verdict.reason)


#: Where the browser's session keeps which links it opened, each until when.
_OPENED = "opened_links"


def at_link(
    purpose: str, *, argument: str, code_page: str
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Wrap a view of what a link of this purpose opens: `view(request, link, …)`; `argument` names its address's token.

    A link that does not work gets 404. One that was not opened in this browser, or long ago, leads to `code_page`,
    which takes the token.
    """

    def wrap(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            token = kwargs.pop(argument)
            link = link_of(token, purpose)
            if link is None:
                return link_closed(request)
            if not is_open(request, link):
                return redirect(f"{reverse(code_page, args=[token])}?{urlencode({'to': request.path})}")
            request.link = link  # type: ignore[attr-defined]
            try:
                return view(request, link, *args, **kwargs)
            except Refused as refusal:
                raise PermissionDenied(str(refusal)) from None

        return login_not_required(kept_to_oneself(entered))

    return wrap


def kept_to_oneself(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let nobody keep a copy of the page, and no page it leads to learn its address: a token stands in it."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    return never_cache(answer)


def link_closed(request: HttpRequest) -> HttpResponseBase:
    """404, saying the same of a link that is too old, shut, or never was."""
    return render(request, "agencies/link_closed.html", status=404)


def is_open(request: HttpRequest, link: Link) -> bool:
    """Whether this browser opened the link with its code, and not too long ago."""
    until = request.session.get(_OPENED, {}).get(str(link.pk))
    return until is not None and timezone.now() < datetime.fromisoformat(until)


def let_in(request: HttpRequest, link: Link, *, stays: timedelta) -> None:
    """Note in a session of a new name that this browser opened the link; it opens no other."""
    opened = dict(request.session.get(_OPENED, {}))
    request.session.cycle_key()
    request.session[_OPENED] = {**opened, str(link.pk): (timezone.now() + stays).isoformat()}


def let_out(request: HttpRequest, link: Link) -> None:
    """Forget that this browser opened the link."""
    opened = dict(request.session.get(_OPENED, {}))
    opened.pop(str(link.pk), None)
    request.session[_OPENED] = opened
