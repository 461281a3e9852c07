"""From which quarter on training figures are counted here: read, and set."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from agencies.door import at_board, demand
from agencies.rules import clock
from agencies.rules.standing import Standing
from scorecard.queries.counted_here import counted_here
from scorecard.rules.periods import Period, quarter_holding
from training.actions.handing_down import PEOPLE, keep_here
from training.forms.counting import KeptHereForm
from training.permissions import can_set_counting
from training.queries.attendance_table import quarters_held


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def kept_here(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Choose the first quarter whose people, attendance and follow-ups are counted from the records kept here."""
    demand(can_set_counting(standing))
    stands = counted_here(standing.board_id).get(PEOPLE)
    quarters = _quarters(standing)
    start = {"first": stands.since.isoformat()} if stands else None
    form = KeptHereForm(request.POST or None, quarters=quarters, initial=start)
    if request.method == "POST" and form.is_valid():
        first = quarter_holding(date.fromisoformat(form.cleaned_data["first"]))
        keep_here(first=first, by=standing)
        messages.success(request, f"Training is counted here from {first.label} on.")
        return redirect("training:kept-here", board=standing.board_code)
    context = {
        "form": form,
        "stands": stands,
        "since": quarter_holding(stands.since).label if stands else "",
        "back_link": ("Back to the settings", reverse("settings", args=[standing.board_code])),
    }
    return render(request, "training/kept_here.html", context)


def _quarters(standing: Standing) -> tuple[Period, ...]:
    """This quarter and the next, and every one in which sessions were held."""
    now = quarter_holding(clock.today())
    return tuple(sorted({now, now.next(), *quarters_held(standing)}, reverse=True))


ADDRESSES: list[URLPattern] = [path("trained/counted-here/", kept_here, name="kept-here")]
