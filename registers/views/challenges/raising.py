"""Raising a challenge, and changing it before it is sent."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from agencies.door import at_board, demand
from agencies.queries.people import seated_agencies
from agencies.queries.record import Line
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions import challenges as acts
from registers.actions.challenges import Question
from registers.actions.overtaken import Overtaken
from registers.forms.challenges import QuestionForm
from registers.models import Challenge, OriginKind
from registers.permissions import can, can_raise
from registers.presenters.challenge import beginning_rows, question_rows
from registers.queries.challenge_page import asked_of, changed_since
from registers.queries.origins import Beginning, Start, beginning
from registers.queries.priorities import priorities_now
from registers.rules.challenges import Verb
from registers.views.challenges.finding import challenge_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def raise_challenge(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Raise a challenge: from what the address names (`from` and `key`, of a line its agency, part, area), or blank."""
    demand(can_raise(standing))
    start = _start(request)
    begun = beginning(standing, start)
    if begun is None:
        raise Http404("What it was to be raised from is not at this board.")
    form = _form(request, standing, _initial(begun))
    if request.method == "POST" and form.is_valid():
        try:
            raised = acts.raise_challenge(asks=_question(form), start=start, by=standing)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{raised.reference} is raised. Nobody sees it before it is sent.")
            return redirect("registers:challenge-send", board=standing.board_code, number=raised.number)
    context = {
        "form": form,
        "begun": beginning_rows(begun),
        "questions": begun.figure.questions if begun.figure else (),
        "refused": "" if begun.allowed else begun.allowed.reason,
        "back_link": _back(standing, begun),
    }
    return render(request, "registers/challenge_raise.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def amend(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Change what is asked, and of whom, before it is sent."""
    challenge = challenge_or_404(standing, number)
    demand(can(Verb.AMEND, standing, challenge, frozenset()))
    form = _form(request, standing, _as_it_is(challenge))
    seen = _seen(request, challenge)
    changes: tuple[Line, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            acts.amend(challenge_id=challenge.pk, asks=_question(form), seen=seen, by=standing)
        except Overtaken as overtaken:
            form.add_error(None, str(overtaken))
            changes, seen = changed_since(standing, challenge, seen), challenge.version
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{challenge.reference} is changed.")
            return redirect("registers:challenge", board=standing.board_code, number=number)
    context = {
        "form": form,
        "seen": seen,
        "changes": changes,
        "stands": question_rows(challenge, asked_of(challenge)) if changes else (),
        "challenge": challenge,
        "back_link": (
            f"Back to {challenge.reference}",
            reverse("registers:challenge", args=[standing.board_code, number]),
        ),
    }
    return render(request, "registers/challenge_amend.html", context)


def _start(request: HttpRequest) -> Start:
    given = {name: request.GET.get(name, "")[:200] for name in ("key", "agency", "part", "area")}
    return Start(kind=request.GET.get("from", "") or OriginKind.BLANK.value, **given)


def _form(request: HttpRequest, standing: Standing, initial: dict[str, Any]) -> QuestionForm:
    return QuestionForm(
        request.POST or None,
        initial=initial,
        agencies=seated_agencies(standing),
        priorities=priorities_now(standing, also=initial["priority"]),
    )


def _initial(begun: Beginning) -> dict[str, Any]:
    """Whom it seems to concern is ticked already; of several, somebody says who leads."""
    return {"agencies": list(begun.asks), "priority": begun.priority_id}


def _as_it_is(challenge: Challenge) -> dict[str, Any]:
    asked = asked_of(challenge)
    lead = next((one for one in asked if one.lead), None)
    return {
        "title": challenge.title,
        "question": "" if challenge.question == challenge.title else challenge.question,
        "why": challenge.why,
        "agencies": [one.agency_id for one in asked],
        "lead": lead.agency_id if lead else None,
        "priority": challenge.priority_id,
        "forum": challenge.forum,
        "minute": challenge.minute,
    }


def _question(form: QuestionForm) -> Question:
    given = form.cleaned_data
    lead, priority = given.get("lead"), given.get("priority")
    return Question(
        title=given["title"],
        agency_ids=[one.pk for one in given["agencies"]],
        lead_id=lead.pk if lead else None,
        question=given["question"],
        why=given["why"],
        priority_id=priority.pk if priority else None,
        forum=given["forum"],
        minute=given["minute"],
    )


def _seen(request: HttpRequest, challenge: Challenge) -> int:
    """The version the person looked at: what the form carried, or what it is given now."""
    carried = request.POST.get("seen", "")
    return int(carried) if carried.isdecimal() and len(carried) < 9 else challenge.version


def _back(standing: Standing, begun: Beginning) -> tuple[str, str]:
    if begun.origin.url:
        return ("Back to what it is raised from", begun.origin.url)
    return ("Back to the challenge log", reverse("registers:challenges", args=[standing.board_code]))


ADDRESSES: list[URLPattern] = [
    path("challenges/raise/", raise_challenge, name="challenge-raise"),
    path("challenges/<int:number>/amend/", amend, name="challenge-amend"),
]
