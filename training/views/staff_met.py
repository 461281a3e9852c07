"""The chair's page: the sessions the chair introduced, and the staff met there; briefings held for councillors."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from agencies.door import at_board, demand
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.vocabulary import Idea
from training.permissions import can_see_training
from training.queries.staff_met import staff_met as met
from training.rules.staff_met import window_after


@require_safe
@at_board
def staff_met(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Six months up to today, or up to the day in the address."""
    demand(can_see_training(standing))
    found = met(standing, last=_day(request.GET.get("to", "")))
    earlier, later = found.window.first - timedelta(days=1), window_after(found.window).last
    context = {
        "met": found,
        "chair": standing.word(Idea.CHAIR).inside,
        "earlier": f"?to={earlier.isoformat()}",
        "later": f"?to={later.isoformat()}" if found.window.last < clock.today() else "",
        "back_link": ("Back to sessions", reverse("training:sessions", args=[standing.board_code])),
    }
    return render(request, "training/staff_met.html", context)


def _day(typed: str) -> date | None:
    """A day of the address; None where it is none, so that the page is about today."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if 2000 <= day.year < 2100 else None


ADDRESSES: list[URLPattern] = [path("sessions/staff-met/", staff_met, name="staff-met")]
