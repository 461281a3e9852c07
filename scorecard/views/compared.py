"""Agencies or districts compared."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from scorecard.permissions import can_see_scorecard
from scorecard.presenters.compared import compared_words
from scorecard.queries.compared import compared
from scorecard.queries.explored import rests_on_small
from scorecard.queries.publishing import rules_of
from scorecard.rules import words


@require_safe
@at_board
def compare(request: HttpRequest, standing: Standing, code: str) -> HttpResponse:
    """One indicator's agencies or districts, side by side in one period."""
    demand(can_see_scorecard(standing))
    page = compared(standing, code, request.GET.get("by", ""))
    if page is None:
        raise Http404("No such indicator, or no figure of it that you may see.")
    address = reverse("scorecard:compare", args=[standing.board_code, code])
    rules = rules_of(standing.board_id)
    names = {"agency": "Agencies", "area": "Districts"}
    context = {
        "page": compared_words(page),
        "small": words.SENSITIVE if any(rests_on_small(one.line, rules) for one in page.members) else "",
        "ways": [(names[way], None, f"{address}?by={way}", way is page.by) for way in page.ways]
        if len(page.ways) > 1
        else [],
        "back_link": (
            "Back to the indicator",
            reverse("scorecard:indicator", args=[standing.board_code, code]),
        ),
    }
    return render(request, "scorecard/compared.html", context)
