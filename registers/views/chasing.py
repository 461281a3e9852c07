"""What agencies owe, and how they were asked for it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from registers.permissions import can_see_owed
from registers.presenters.owed import summary
from registers.queries.chasing import agencies_owing, agency_page
from registers.views import letters


@require_safe
@at_board
def owed(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Each agency that owes anything, the latest first."""
    demand(can_see_owed(standing))
    found = agencies_owing(standing)
    late = [one for one in found if one.late]
    context = {
        "agencies": found,
        "late": sum(one.late for one in late),
        "worst": late[0] if late else None,
        "letters_url": reverse("registers:letters", args=[standing.board_code]),
    }
    return render(request, "registers/owed.html", context)


@require_safe
@at_board
def owed_by(request: HttpRequest, standing: Standing, agency: str) -> HttpResponse:
    """One agency, for the telephone: what it owes, who answers for it, who was asked when."""
    demand(can_see_owed(standing))
    page = agency_page(standing, agency)
    if page is None:
        raise Http404("No such agency at this board.")
    back = ("What agencies owe", reverse("registers:owed", args=[standing.board_code]))
    context = {"page": page, "summary": summary(page), "back_link": back}
    return render(request, "registers/owed_by.html", context)


ADDRESSES = [
    path("owed/", owed, name="owed"),
    path("owed/<slug:agency>/", owed_by, name="owed-by"),
    *letters.ADDRESSES,
]
