"""The door of every page at a board: who comes in, and with which standing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

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
