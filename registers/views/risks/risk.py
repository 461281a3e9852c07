"""One risk: what it is, how it was scored, what holds it, what is done about it; and raising one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies import thread
from agencies.door import at_board, demand
from agencies.queries.people import seated_agencies
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused, Verdict
from registers.actions import risks as acts
from registers.actions.section_11.taking_up import raise_from_answer
from registers.forms.risks import RaiseForm
from registers.models import OriginKind, Risk
from registers.permissions import (
    can_change_risk,
    can_keep_risks,
    can_raise,
    can_see_risks,
    can_set_actions,
)
from registers.presenters import risk as words
from registers.presenters.actions import row_words as action_words
from registers.presenters.risk_words import link_url, overdue_words
from registers.presenters.threads import lines_words
from registers.queries.lines import lines_of
from registers.queries.risk_choices import priorities
from registers.queries.risk_owners import possible_risk_owners
from registers.queries.risk_page import risk_page, risk_seen
from registers.queries.section_11.gaps import Gap, gap
from registers.rules.risks import Verb
from registers.views.risks import steps


def risk_or_404(standing: Standing, number: int) -> Risk:
    """The risk, for whoever may see the register."""
    demand(can_see_risks(standing))
    found = risk_seen(standing, number)
    if found is None:
        raise Http404("The board has no such risk.")
    return found


@require_safe
@at_board
def risk(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Everything about one risk, and what may be done to it next."""
    demand(can_see_risks(standing))
    page = risk_page(standing, number)
    if page is None:
        raise Http404("The board has no such risk.")
    today, board, this = clock.today(), standing.board_code, page.risk
    reference, lines = thread.Reference("risk", str(this.pk)), lines_of(standing, this)
    may = {verb: can_change_risk(verb, standing, this) for verb in Verb}
    context = {
        "page": page,
        "risk": this,
        "lead": words.lead(page, today),
        "grave": words.grave_note(page),
        "facts": words.facts(page, today),
        "history": words.history(page),
        "chart": words.chart(page, today),
        "holding": [one for one in page.controls if one.ended_at is None],
        "ended": [one for one in page.controls if one.ended_at is not None],
        "links": [(pk, one, link_url(board, one)) for pk, one in page.links],
        "overdue": overdue_words(this.review_on, today) if this.archived_at is None else "",
        "steps": steps.offered(may, board, number),
        "may": {verb.value: bool(verdict) for verb, verdict in may.items()},
        "actions": [action_words(one) for one in page.actions],
        "agree_url": _begins(standing, this, "registers:action-agree", can_set_actions(standing)),
        "challenge_url": _begins(standing, this, "registers:challenge-raise", can_raise(standing)),
        "lines": lines_words(lines),
        "more": lines.more,
        "offers": thread.offers(standing, [reference])[reference],
        "back_link": ("Back to the risk register", reverse("registers:risks", args=[board])),
    }
    return render(request, "registers/risk.html", context)


def _begins(standing: Standing, this: Risk, page: str, may: Verdict) -> str:
    """The page on which something begins from it; empty for whoever may not, and for a risk that is archived."""
    if this.archived_at is not None or not may:
        return ""
    return f"{reverse(page, args=[standing.board_code])}?from={OriginKind.RISK}&key={this.pk}"


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def raise_risk(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Put a risk into the register."""
    demand(can_keep_risks(standing))
    begun = _gap(request, standing)
    form = RaiseForm(
        request.POST if request.method == "POST" else None,
        initial=_begins_with(begun) if begun else None,
        agencies=seated_agencies(standing),
        owners=possible_risk_owners(standing.board_id),
        priorities=priorities(standing),
    )
    if request.method == "POST" and form.is_valid():
        made = _raised(form, standing, begun)
        if made is not None:
            messages.success(request, f"{made} is in the register.")
            return redirect("registers:risk", board=standing.board_code, number=made.number)
    register = ("Back to the risk register", reverse("registers:risks", args=[standing.board_code]))
    context = {
        "form": form,
        "caption": begun.origin.words if begun else "",
        "heading": "Raise a risk",
        "button": "Raise this risk",
        "back_link": ("Back to the self-assessment", begun.origin.url) if begun else register,
    }
    return render(request, "registers/risk_form.html", context)


def _gap(request: HttpRequest, standing: Standing) -> Gap | None:
    """The answer in a self-assessment that the address names; 404 when there is none to begin from."""
    if request.GET.get("from", "") != OriginKind.SECTION_11:
        return None
    found = gap(standing, request.GET.get("key", ""))
    if found is None:
        raise Http404("What it was to be raised from is not at this board.")
    return found


def _begins_with(begun: Gap) -> dict[str, object]:
    return {"title": begun.title, "cause": begun.said, "agency": begun.agency_id}


def _raised(form: RaiseForm, standing: Standing, begun: Gap | None) -> Risk | None:
    """The risk raised; None when the form says why not."""
    given: dict[str, Any] = {
        "words": form.words(),
        **{moment: form.judged(moment) for moment in ("before", "now", "target")},
        **{name: form.cleaned_data[name] for name in ("why", "control", "assurance", "gap", "review_on")},
    }
    try:
        if begun is not None:
            return raise_from_answer(key=begun.origin.key, by=standing, **given)
        return acts.raise_risk(by=standing, **given)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


@require_POST
@at_board
def unlink(request: HttpRequest, standing: Standing, number: int, link_id: int) -> HttpResponse:
    """Take a link away."""
    found = risk_or_404(standing, number)
    demand(can_change_risk(Verb.UNLINK, standing, found))
    try:
        acts.unlink(risk_id=found.pk, link_id=link_id, by=standing)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The link is gone. That it was there stays on record.")
    return redirect("registers:risk", board=standing.board_code, number=number)


ADDRESSES: list[URLPattern] = [
    path("risks/new/", raise_risk, name="risk-raise"),
    path("risks/<int:number>/", risk, name="risk"),
    path("risks/<int:number>/links/<int:link_id>/unlink/", unlink, name="risk-unlink"),
]
