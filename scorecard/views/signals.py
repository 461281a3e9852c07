"""Signals: the list, seeing them, asking an agency for more, judging what it says."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from agencies import thread
from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions import judging
from scorecard.permissions import can_judge, can_see_scorecard, can_see_signals
from scorecard.presenters.signals import signal_words
from scorecard.queries.commentary import commentary_seen
from scorecard.queries.followup import signal_reference
from scorecard.queries.indicator_page import indicator_page
from scorecard.queries.signals import KINDS, signals_of
from scorecard.views.scorecard import Kept, indicator_with

#: So many signals stand on one page.
A_PAGE = 50


@require_safe
@at_board
def signals(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Every signal this person may see: those that stand first."""
    demand(can_see_scorecard(standing))
    asked = request.GET.get("show", "")
    kind = asked if asked in KINDS else KINDS[0]
    found = signals_of(standing, kind)
    page = Paginator(found.chosen, A_PAGE).get_page(request.GET.get("page"))
    address = reverse("scorecard:signals", args=[standing.board_code])
    offers = thread.offers(standing, [signal_reference(one.pk) for one in page])
    rows = [signal_words(one, standing.board_area_code, offers[signal_reference(one.pk)]) for one in page]
    context = {
        "rows": rows,
        "page": page,
        "query": f"show={kind}&",
        "filters": [
            (one.capitalize(), number, f"{address}?show={one}", one == kind)
            for one, number in found.counts.items()
        ],
        "may_see": can_see_signals(standing),
        "new": [one.id for one in rows if one.new],
        "back_link": ("Back to the scorecard", reverse("scorecard:overview", args=[standing.board_code])),
    }
    return render(request, "scorecard/signals.html", context)


@require_POST
@at_board
def see(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Say that signals have been seen."""
    given = [int(one) for one in request.POST.getlist("signal") if one.isdecimal()]
    number = judging.see(signal_ids=given, by=standing)
    messages.success(request, f"{number} signal{'' if number == 1 else 's'} marked as seen.")
    return redirect("scorecard:signals", board=standing.board_code)


@require_POST
@at_board
def ask(request: HttpRequest, standing: Standing, code: str) -> HttpResponse:
    """Ask the agency of a line to explain its latest figure."""
    demand(can_judge(standing))
    given = {name: request.GET.get(name, "") for name in ("agency", "part", "area")}
    page = indicator_page(
        standing, code, agency_code=given["agency"], part=given["part"], area_code=given["area"]
    )
    if page is None or page.agency is None or page.line is None or page.line.assessment.latest is None:
        raise Http404("No figure that an agency could be asked about.")
    try:
        judging.ask_for_more(
            indicator=page.indicator,
            agency_id=page.agency.pk,
            area=page.area,
            breakdown=page.line.key.breakdown,
            period=page.line.assessment.latest.period,
            text=request.POST.get("text", ""),
            by=standing,
        )
    except Refused as refusal:
        kept = Kept("ask-text", str(refusal), request.POST.get("text", ""))
        return indicator_with(request, standing, code, kept)
    messages.success(
        request, f"{page.agency.name} is asked, by letter too. The answer stands here when it comes."
    )
    return redirect(_back(request, standing, code))


@require_POST
@at_board
def judge(request: HttpRequest, standing: Standing, code: str, commentary_id: int) -> HttpResponse:
    """Take a commentary as the explanation, or say what is missing."""
    demand(can_judge(standing))
    if not commentary_seen(standing, code, commentary_id):
        raise Http404("No such commentary.")
    accepted = request.POST.get("verdict") == "accept"
    try:
        judging.judge(
            commentary_id=commentary_id, accepted=accepted, words=request.POST.get("words", ""), by=standing
        )
    except Refused as refusal:
        kept = Kept(f"words-{commentary_id}", str(refusal), request.POST.get("words", ""))
        return indicator_with(request, standing, code, kept)
    messages.success(request, "Accepted as the explanation." if accepted else "The agency is asked again.")
    return redirect(_back(request, standing, code))


def _back(request: HttpRequest, standing: Standing, code: str) -> str:
    address = reverse("scorecard:indicator", args=[standing.board_code, code])
    return f"{address}?{request.GET.urlencode()}" if request.GET else address
