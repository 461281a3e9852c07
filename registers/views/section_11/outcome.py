"""What came of a cycle: who replied, and the map of organisations and standards."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from agencies.door import at_board, demand
from agencies.rules import clock
from agencies.rules.standing import Standing
from registers.models import Cycle
from registers.permissions.section_11 import can_see_all_assessments
from registers.presenters.section_11.replies import COLUMNS, replies
from registers.presenters.section_11.results import filters, heat
from registers.presenters.section_11.shown import Show, narrowed, shows
from registers.queries.section_11.addresses import landing_address
from registers.queries.section_11.cycle_progress import cycle_progress, launched_cycle
from registers.queries.section_11.cycle_results import cycle_results
from registers.rules.section_11.duties import Duty

A_PAGE = 50


@require_safe
@at_board
def section_11_replies(request: HttpRequest, standing: Standing, cycle: int) -> HttpResponse:
    """Who replied, by group and kind, and every organisation with where it stands."""
    demand(can_see_all_assessments(standing))
    asked = _cycle(standing, cycle)
    found, chosen = cycle_progress(asked), Show.of(request.GET.get("show", ""))
    here = reverse("registers:section-11-replies", args=[standing.board_code, cycle])
    page = Paginator(narrowed(found.places, chosen), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "cycle": asked,
        "replies": replies(found, clock.today()),
        "columns": [words for _, words in COLUMNS],
        "filters": shows(found.places, here, chosen),
        "page": page,
        "query": f"show={chosen.value}",
        "back_link": _back(standing),
    }
    return render(request, "registers/section_11/replies.html", context)


@require_safe
@at_board
def section_11_results(request: HttpRequest, standing: Standing, cycle: int) -> HttpResponse:
    """Organisations down, standards across, and the standards from the weakest."""
    demand(can_see_all_assessments(standing))
    asked = _cycle(standing, cycle)
    found = cycle_results(asked)
    group = request.GET.get("group", "")
    chosen = Duty(group) if group in list(Duty) else None
    here = reverse("registers:section-11-results", args=[standing.board_code, cycle])
    context = {
        "cycle": asked,
        "heat": heat(found, chosen),
        "filters": filters(found.lines, here, chosen),
        "replies": replies(cycle_progress(asked), clock.today()),
        "back_link": _back(standing),
    }
    return render(request, "registers/section_11/results.html", context)


def _cycle(standing: Standing, number: int) -> Cycle:
    found = launched_cycle(standing, number)
    if found is None:
        raise Http404("No such cycle at this board, or it is not launched yet.")
    return found


def _back(standing: Standing) -> tuple[str, str]:
    return "Section 11", landing_address(standing.board_code)


ADDRESSES: list[URLPattern] = [
    path("section-11/cycles/<int:cycle>/replies/", section_11_replies, name="section-11-replies"),
    path("section-11/cycles/<int:cycle>/results/", section_11_results, name="section-11-results"),
]
