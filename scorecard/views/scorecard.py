"""The scorecard and one indicator of it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from agencies import thread
from agencies.door import at_board, demand
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions import commentary
from scorecard.forms import CommentaryForm
from scorecard.permissions import can_comment, can_judge, can_see_scorecard, can_set_scorecard
from scorecard.presenters import indicator as indicator_words
from scorecard.presenters import scorecard_page, versions
from scorecard.queries import indicator_page as pages
from scorecard.queries.explored import rests_on_small
from scorecard.queries.followup import line_reference, steps_of
from scorecard.queries.publishing import rules_of
from scorecard.rules import words

#: What `chart` is in the address of a page whose chart is to be drawn in the browser as well.
ZOOMS = "interactive"


@require_safe
@at_board
def overview(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Every indicator of the board, or for an agency lead the own agency's; narrowed as the address says."""
    demand(can_see_scorecard(standing))
    found = scorecard_page.scorecard(standing)
    challenges = steps_of(standing, [row.code for row in found.rows])
    known = scorecard_page.filters(standing, challenges)
    chosen = next((one for one in known if one.key == request.GET.get("show", "")), known[0])
    address = reverse("scorecard:overview", args=[standing.board_code])
    context = {
        "period": found.period,
        "all_tiles": found.tiles,
        "tiles": scorecard_page.narrowed(found.tiles, chosen.keeps, challenges),
        "chosen": chosen,
        "filters": [
            (
                one.words,
                sum(map(one.keeps, found.rows)),
                f"{address}?show={one.key}#table" if one.key else f"{address}#table",
                one is chosen,
            )
            for one in known
        ],
        "summary": scorecard_page.summary(found.rows, challenges),
        "ask_first": ()
        if found.own_only
        else scorecard_page.ask_first(found.rows, challenges, clock.today()),
        "better": scorecard_page.better(found.rows),
        "own_only": found.own_only,
        "may_set": can_set_scorecard(standing),
        "usual_england": found.usual_england,
        "similar": any(row.similar != words.NONE for row in found.rows),
        "differs": any(words.DIFFERENT in (row.england, row.similar) for row in found.rows),
        "small": words.SENSITIVE if found.small else "",
    }
    return render(request, "scorecard/overview.html", context)


@require_safe
@at_board
def indicator(request: HttpRequest, standing: Standing, code: str) -> HttpResponse:
    """One indicator: its chart, its figures with their trace, its commentary, its definition."""
    return _indicator(request, standing, code, CommentaryForm())


@require_POST
@at_board
def comment(request: HttpRequest, standing: Standing, code: str) -> HttpResponse:
    """Write commentary on the latest figure of one's own agency."""
    page = _page(request, standing, code)
    if page.agency is None or page.line is None or page.line.assessment.latest is None:
        raise Http404("No figure to comment on.")
    demand(can_comment(standing, page.agency.pk))
    form = CommentaryForm(request.POST)
    if not form.is_valid():
        return _indicator(request, standing, code, form)
    try:
        commentary.write(
            indicator=page.indicator,
            agency_id=page.agency.pk,
            period=page.line.assessment.latest.period,
            text=form.cleaned_data["text"],
            by=standing,
        )
    except Refused as refusal:
        form.add_error("text", str(refusal))
        return _indicator(request, standing, code, form)
    messages.success(request, "Your commentary stands beside the figure.")
    address = reverse("scorecard:indicator", args=[standing.board_code, code])
    return redirect(f"{address}?{request.GET.urlencode()}" if request.GET else address)


@dataclass(frozen=True, slots=True)
class Kept:
    """What somebody wrote on an indicator's page and was refused: it stays in its box, with the reason beside it.

    `box` is the id of the box.
    """

    box: str
    reason: str
    text: str


def _page(request: HttpRequest, standing: Standing, code: str) -> pages.IndicatorPage:
    demand(can_see_scorecard(standing))
    page = pages.indicator_page(
        standing,
        code,
        agency_code=request.GET.get("agency", ""),
        part=request.GET.get("part", ""),
        area_code=request.GET.get("area", ""),
        version=request.GET.get("version", ""),
    )
    if page is None:
        raise Http404("No such indicator, or no figure of it that you may see.")
    return page


def indicator_with(request: HttpRequest, standing: Standing, code: str, kept: Kept) -> HttpResponse:
    """An indicator's page again, after something written there was refused."""
    return _indicator(request, standing, code, CommentaryForm(), kept)


def _indicator(
    request: HttpRequest, standing: Standing, code: str, form: CommentaryForm, kept: Kept | None = None
) -> HttpResponse:
    page = _page(request, standing, code)
    old = page.indicator.until is not None
    may_comment = bool(page.agency and can_comment(standing, page.agency.pk) and page.line and not old)
    zooms = request.GET.get("chart") == ZOOMS
    plain = request.GET.copy()
    plain.pop("chart", None)
    asked = plain.copy()
    asked["chart"] = ZOOMS
    small = page.line is not None and rests_on_small(page.line, rules_of(standing.board_id))
    context = {
        "page": indicator_words.page_words(page, zooms=zooms, small=small),
        "small": words.SENSITIVE if small else "",
        "notice": versions.notice(page.indicator),
        "versions": versions.others(page),
        "zoom_query": plain.urlencode() if zooms else asked.urlencode(),
        "form": form if may_comment else None,
        "kept": kept,
        "kept_earlier": kept is not None and kept.box in [one.box for one in page.remarks[1:]],
        "errors": [(kept.reason, f"#{kept.box}")] if kept else [],
        "page_has_errors": kept is not None or bool(form.errors),
        "query": request.GET.urlencode(),
        "may_judge": can_judge(standing),
        "offers": _offers(standing, page, request),
        "asks": page.agency.name if page.agency and page.line and not old and can_judge(standing) else "",
        "breadcrumbs": [
            ("Scorecard", reverse("scorecard:overview", args=[standing.board_code])),
            (
                page.indicator.perspective.title,
                reverse("scorecard:overview", args=[standing.board_code])
                + f"#{page.indicator.perspective.code}",
            ),
        ],
    }
    return render(request, "scorecard/indicator.html", context)


def _offers(standing: Standing, page: pages.IndicatorPage, request: HttpRequest) -> tuple[thread.Offer, ...]:
    """What upper rooms let this reader start from the line's latest figure."""
    if page.line is None or page.line.assessment.latest is None:
        return ()
    chosen = {name: request.GET.get(name, "") for name in ("agency", "part", "area")}
    query = urlencode({name: given for name, given in chosen.items() if given})
    reference = line_reference(page.indicator.code, query)
    return thread.offers(standing, [reference])[reference]
