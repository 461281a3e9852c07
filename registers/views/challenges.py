"""The challenge log."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from agencies.door import at_board
from agencies.rules.standing import Standing


@require_safe
@at_board
def challenge(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """One challenge."""
    raise Http404("No such challenge.")


ADDRESSES: list[URLPattern] = [path("challenges/<int:number>/", challenge, name="challenge")]
