"""What is done to one action, a page each: noted, changed, moved, finished, checked, taken up again, dropped."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from agencies.door import at_board, demand
from agencies.queries.people import seated_agencies
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused, Verdict
from registers.actions import follow_through as acts
from registers.actions.overtaken import Overtaken
from registers.forms.actions import (
    AmendForm,
    CompleteForm,
    DateForm,
    DropForm,
    EmbedForm,
    NoteForm,
    TakeUpForm,
)
from registers.models import Action
from registers.permissions import can_act
from registers.presenters.actions import known_facts
from registers.queries.action_page import action_seen, changed_since
from registers.queries.owners import possible_owners
from registers.rules.actions import Verb
from registers.views.seen import seen_in


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done on a page of its own. `act` is given what the form holds; `done` is said when it is saved."""

    verb: Verb
    path: str
    link: str
    heading: str
    button: str
    done: str
    form: type[forms.Form]
    act: Callable[..., object]
    warns: bool = False


STEPS = (
    Step(
        Verb.COMPLETE,
        "complete",
        "Say that it is done",
        "Say that it is done",
        "It is done",
        "{} is complete. It is checked later whether it stuck.",
        CompleteForm,
        acts.complete,
    ),
    Step(
        Verb.EMBED,
        "embed",
        "It has stuck",
        "Say that it has stuck",
        "It has stuck",
        "{} is embedded.",
        EmbedForm,
        acts.embed,
    ),
    Step(
        Verb.NOTE,
        "note",
        "Say how it goes",
        "Say how it goes",
        "Save",
        "What you said stands with {}.",
        NoteForm,
        acts.note,
    ),
    Step(
        Verb.TAKE_UP,
        "take-up",
        "Take it up again",
        "Take it up again",
        "Take it up again",
        "{} is under way again.",
        TakeUpForm,
        acts.take_up,
    ),
    Step(
        Verb.CHANGE_DATE,
        "date",
        "Change the date",
        "Change the date",
        "Change the date",
        "The date of {} is changed.",
        DateForm,
        acts.change_date,
    ),
    Step(
        Verb.AMEND,
        "amend",
        "Change what is to be done, or who does it",
        "Change what is to be done, or who does it",
        "Save",
        "{} is changed.",
        AmendForm,
        acts.amend,
    ),
    Step(
        Verb.DROP,
        "drop",
        "Drop it",
        "Drop this action",
        "Drop it",
        "{} is dropped.",
        DropForm,
        acts.drop,
        warns=True,
    ),
)
#: Progress is only added to: whoever writes second overwrites nobody.
_ADDS = frozenset({Verb.NOTE})


def offered(may: dict[Verb, Verdict], address: Sequence[object]) -> list[tuple[str, str]]:
    """What this person may do next, in words, and where."""
    return [
        (one.link, reverse(f"registers:action-{one.path}", args=address)) for one in STEPS if may[one.verb]
    ]


def _page(step: Step) -> Callable[..., HttpResponseBase]:
    @require_http_methods(["GET", "HEAD", "POST"])
    @at_board
    def page(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
        return _take(step, request, standing, number)

    page.__doc__ = f"{step.heading}."
    page.__name__ = f"action_{step.path.replace('-', '_')}"
    return page


def _take(step: Step, request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    action = action_seen(standing, number)
    if action is None:
        raise Http404("No such action, or it is not yours to see.")
    demand(can_act(step.verb, standing, action))
    form = _form(step, request, standing, action)
    seen = seen_in(request, action.version)
    changes: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            _act(step, action, form, seen, standing)
        except Overtaken as overtaken:
            form.add_error(None, str(overtaken))
            changes, seen = changed_since(standing, action, seen), action.version
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, step.done.format(action))
            return redirect("registers:action", board=standing.board_code, number=number)
    context = {
        "step": step,
        "form": form,
        "seen": seen,
        "changes": changes,
        "action": action,
        "known": known_facts(action),
        "back_link": (f"Back to {action}", reverse("registers:action", args=[standing.board_code, number])),
    }
    return render(request, "registers/action_step.html", context)


def _form(step: Step, request: HttpRequest, standing: Standing, action: Action) -> forms.Form:
    if step.verb is not Verb.AMEND:
        return step.form(request.POST or None)
    return AmendForm(
        request.POST or None,
        initial={"text": action.text, "agency": action.agency_id, "owner": action.owner_id},
        agencies=seated_agencies(standing),
        owners=possible_owners(standing.board_id),
    )


def _act(step: Step, action: Action, form: forms.Form, seen: int, standing: Standing) -> None:
    given: dict[str, Any] = dict(form.cleaned_data)
    if step.verb not in _ADDS:
        given["seen"] = seen
    step.act(action_id=action.pk, by=standing, **given)


ADDRESSES: list[URLPattern] = [
    path(f"actions/<int:number>/{step.path}/", _page(step), name=f"action-{step.path}") for step in STEPS
]
