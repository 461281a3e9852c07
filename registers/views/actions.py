"""Actions: the list, one of them, and agreeing one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.door import at_board, demand
from agencies.queries.people import seated_agencies
from agencies.queries.standings import board_at
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions import follow_through
from registers.forms.actions import AgreeForm
from registers.models import Action, OriginKind
from registers.permissions import can_see_actions, can_set_actions
from registers.presenters import actions as words
from registers.presenters.threads import lines_words
from registers.queries import actions as questions
from registers.queries import references
from registers.queries.action_page import action_page, action_seen
from registers.queries.lines import lines_of_action
from registers.queries.owners import possible_owners
from registers.rules.actions import State, Verb
from registers.rules.origins import Origin
from registers.views import action_steps


@require_safe
@at_board
def actions(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Every action this person may know of: those under way first, the earliest date first."""
    demand(can_see_actions(standing))
    narrowed = _narrowed(request)
    found = questions.actions_of(standing, narrowed, page=request.GET.get("page"))
    address = reverse("registers:actions", args=[standing.board_code])
    context = {
        "rows": [words.row_words(row) for row in found.rows],
        "page": found.chosen,
        "query": f"{words.query_of(narrowed)}&",
        "summary": words.summary(found),
        "empty": words.EMPTY_WORDS[narrowed.show],
        "filters": words.filters(found, narrowed, address),
        "agency_filters": words.agency_filters(found, narrowed, address),
        "origin_filters": words.origin_filters(found, narrowed, address),
        "narrowed": narrowed.agency or narrowed.origin,
        "may_agree": can_set_actions(standing),
    }
    return render(request, "registers/actions.html", context)


def _narrowed(request: HttpRequest) -> questions.Narrowed:
    """What the address asks for; what it names wrongly is left out."""
    show = request.GET.get("show", "")
    kind = request.GET.get("from", "")
    return questions.Narrowed(
        show=questions.Show(show) if show in list(questions.Show) else questions.Show.OPEN,
        agency=request.GET.get("agency", "")[:40],
        origin=kind if kind in OriginKind.values else "",
    )


@require_safe
@at_board
def action(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """One action: what is to be done, how it goes, the dates it had, its evidence, and what may be done next."""
    found = action_or_404(standing, number)
    page, lines = action_page(standing, found), lines_of_action(standing, found)
    address = [standing.board_code, number]
    context = {
        "page": page,
        "action": found,
        "facts": words.facts(page),
        "lines": lines_words(lines),
        "steps": action_steps.offered(page.may, address),
        "may_add_evidence": page.may[Verb.ADD_EVIDENCE],
        "why_not_check": page.may[Verb.EMBED].reason
        if page.state == State.COMPLETE and page.may[Verb.TAKE_UP]
        else "",
        "back_link": ("Back to actions", reverse("registers:actions", args=[standing.board_code])),
    }
    return render(request, "registers/action.html", context)


def action_or_404(standing: Standing, number: int) -> Action:
    """The action, if this person may know of it."""
    found = action_seen(standing, number)
    if found is None:
        raise Http404("No such action, or it is not yours to see.")
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def agree(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Agree an action: from what the address names, or from what is typed."""
    demand(can_set_actions(standing))
    origin = _named(request, standing)
    form = AgreeForm(
        request.POST or None,
        agencies=seated_agencies(standing),
        owners=possible_owners(standing.board_id),
        known=origin is not None,
    )
    if request.method == "POST" and form.is_valid():
        agreed = _agreed(form, origin, standing)
        if agreed is not None:
            messages.success(request, f"{agreed} is agreed.")
            return redirect(_after(agreed, standing))
    back = (
        (f"Back to {origin.words.partition(':')[0]}", origin.url)
        if origin and origin.url
        else ("Back to actions", reverse("registers:actions", args=[standing.board_code]))
    )
    return render(request, "registers/action_agree.html", {"form": form, "origin": origin, "back_link": back})


def _named(request: HttpRequest, standing: Standing) -> Origin | None:
    """What the address names; 404 when there is no such thing."""
    kind, key = request.GET.get("from", ""), request.GET.get("key", "")
    if not kind:
        return None
    origin = references.kept(standing, kind, key)
    if origin is None:
        raise Http404("No such thing at this board.")
    return origin


def _agreed(form: AgreeForm, origin: Origin | None, standing: Standing) -> Action | None:
    """The action agreed; None when the form says why not."""
    given: dict[str, Any] = form.cleaned_data
    origin = origin or references.called(standing, given["about"])
    if origin is None or origin.kind not in OriginKind.values:
        form.add_error("about", f"Nothing an action can come from is called “{given['about']}” here.")
        return None
    try:
        return follow_through.agree(
            board=board_at(standing),
            origin=origin,
            text=given["text"],
            agency=given["agency"],
            owner=given["owner"],
            due_on=given["due_on"],
            by=standing,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def _after(agreed: Action, standing: Standing) -> str:
    """Back to the meeting or self-assessment, where the next is agreed; else to the action itself."""
    if agreed.origin_kind in (OriginKind.MEETING, OriginKind.SECTION_11) and agreed.origin_url:
        return agreed.origin_url
    return reverse("registers:action", args=[standing.board_code, agreed.number])


ADDRESSES: list[URLPattern] = [
    path("actions/", actions, name="actions"),
    path("actions/agree/", agree, name="action-agree"),
    path("actions/<int:number>/", action, name="action"),
    *action_steps.ADDRESSES,
]
