"""Replying, and judging a reply."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from agencies.door import at_board, demand
from agencies.queries.people import seated_agencies
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from design.forms import error_links
from registers.actions import challenges as acts
from registers.actions.challenges import Agreed
from registers.forms.actions import AgreeForm
from registers.forms.challenges import JudgeForm, ReplyForm
from registers.models import Challenge
from registers.permissions import can
from registers.presenters.challenge import told_rows
from registers.queries.challenge_page import AskedTold, challenge_page, reply_seen
from registers.queries.owners import possible_owners
from registers.rules.challenges import Verb
from registers.views.challenges.finding import challenge_or_404

#: So many actions can be agreed in the form that judges a reply; more on the challenge's page.
_ACTIONS = 3


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def reply(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Reply for one's agency; `agency` in the address says for which, where somebody leads several that are asked.

    What was written is kept on the page whatever stands in the way of sending it.
    """
    challenge = challenge_or_404(standing, number)
    page = challenge_page(standing, challenge)
    whose = _whose(request, page.asked)
    form = ReplyForm(request.POST or None)
    if not whose.may_reply and (request.method != "POST" or not whose.mine):
        raise PermissionDenied(whose.may_reply.reason)
    if request.method == "POST" and form.is_valid():
        try:
            acts.reply(
                challenge_id=challenge.pk,
                agency_id=whose.asking.agency_id,
                text=form.cleaned_data["text"],
                by=standing,
            )
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, "Your reply is sent. The chair judges it. Add here what bears it out.")
            return redirect(_to(standing, challenge, "replies"))
    context = {
        "form": form,
        "challenge": challenge,
        "whose": whose,
        "known": told_rows(challenge, whose),
        "back_link": (f"Back to {challenge.reference}", _to(standing, challenge)),
    }
    return render(request, "registers/challenge_reply.html", context)


def _whose(request: HttpRequest, asked: tuple[AskedTold, ...]) -> AskedTold:
    """The asking that is answered: the one the address names, else the first this person may answer."""
    code = request.GET.get("agency", "")
    named = next((one for one in asked if one.asked.agency.code == code), None)
    if code and named is None:
        raise Http404("That agency was not asked.")
    may = next((one for one in asked if one.may_reply), None)
    mine = next((one for one in asked if one.mine), None)
    return named or may or mine or asked[0]


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def judge(request: HttpRequest, standing: Standing, number: int, reply_id: int) -> HttpResponse:
    """Judge a reply, and agree actions on it in the same breath."""
    found = reply_seen(standing, number, reply_id)
    if found is None:
        raise Http404("No such reply, or it is not yours to see.")
    challenge = found.asked.challenge
    demand(can(Verb.ACCEPT, standing, challenge, frozenset()))
    if request.method != "POST" and found.verdict:
        raise PermissionDenied(f"It was judged already: {found.get_verdict_display()}, by {found.judged_by}.")
    form = JudgeForm(request.POST or None)
    lines = _action_forms(request, standing, found.asked.agency_id)
    sound = [one.is_valid() for one in (form, *lines)]  # each, so that all errors stand on the page at once
    if all(sound):
        given = form.cleaned_data
        try:
            acts.judge(
                reply_id=found.pk,
                verdict=Verb(given["verdict"]),
                words=given["words"],
                missing=given["missing"],
                due_on=given["due_on"] if given["verdict"] != Verb.ACCEPT else None,
                actions=[_agreed(one) for one in lines if one.has_changed()],
                by=standing,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The reply of {found.asked.agency.name} is judged. They are told.")
            return redirect(_to(standing, challenge))
    context = {
        "form": form,
        "lines": lines,
        "page_has_errors": any(one.errors for one in (form, *lines)),
        "errors": [link for one in (form, *lines) for link in error_links(one)],
        "opened": any(one.is_bound and one.has_changed() for one in lines),
        "reply": found,
        "challenge": challenge,
        "back_link": (f"Back to {challenge.reference}", _to(standing, challenge)),
    }
    return render(request, "registers/challenge_judge.html", context)


def _action_forms(request: HttpRequest, standing: Standing, agency_id: int) -> list[AgreeForm]:
    """Room for some actions, each with the replying agency chosen; one left as it is is none."""
    agencies, owners = seated_agencies(standing), possible_owners(standing.board_id)
    return [
        AgreeForm(
            request.POST or None,
            prefix=f"action{number}",
            initial={"agency": agency_id},
            agencies=agencies,
            owners=owners,
            known=True,
            empty_permitted=True,
            use_required_attribute=False,
        )
        for number in range(1, _ACTIONS + 1)
    ]


def _agreed(form: AgreeForm) -> Agreed:
    given: dict[str, Any] = form.cleaned_data
    return Agreed(given["text"], given["due_on"], given["agency"], given["owner"])


def _to(standing: Standing, challenge: Challenge, part: str = "") -> str:
    page = reverse("registers:challenge", args=[standing.board_code, challenge.number])
    return f"{page}#{part}" if part else page


ADDRESSES: list[URLPattern] = [
    path("challenges/<int:number>/reply/", reply, name="challenge-reply"),
    path("challenges/<int:number>/replies/<int:reply_id>/judge/", judge, name="challenge-judge"),
]
