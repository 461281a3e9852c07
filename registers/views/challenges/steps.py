"""What is done to a challenge on a page of its own that asks little: sent, moved, taken up, told, closed, reopened."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from agencies.door import at_board
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions import challenges as acts
from registers.actions.overtaken import Overtaken
from registers.forms import challenges as asks
from registers.permissions import can_speak_as_chair
from registers.presenters import challenge as words
from registers.queries.challenge_page import (
    AskedTold,
    ChallengePage,
    challenge_page,
    changed_since,
)
from registers.queries.settings import register_settings
from registers.rules.challenges import Verb
from registers.rules.ladder import Rung
from registers.views.challenges.finding import challenge_or_404


@dataclass(frozen=True, slots=True)
class On:
    """What a step is taken on: the challenge's page, who takes it, and of steps about one agency, its asking."""

    page: ChallengePage
    standing: Standing
    asked: AskedTold | None = None
    seen: int = 0

    @property
    def challenge_id(self) -> int:
        """The challenge's id."""
        return self.page.challenge.pk

    @property
    def asked_id(self) -> int:
        """The asking's id; 0 in a step about the whole challenge."""
        return self.asked.asking.asked_id if self.asked else 0


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done on a page of its own. `known` are rows shown above its form; `done` is said when it is saved."""

    verb: Verb
    path: str
    heading: str
    button: str
    done: str
    form: Callable[[On, Any], forms.Form]
    act: Callable[[On, dict[str, Any]], object]
    known: Callable[[ChallengePage, AskedTold | None], words.Rows]
    hint: str = ""
    warns: str = ""
    of_agency: bool = False


def _impact_form(on: On, given: Any) -> forms.Form:
    challenge = on.page.challenge
    initial = {
        "outcome": challenge.outcome,
        "impact": challenge.impact,
        "chair_words": challenge.chair_words,
    }
    return asks.ImpactForm(given, initial=initial, speaks=bool(can_speak_as_chair(on.standing)))


def _escalate_form(on: On, given: Any) -> forms.Form:
    """The rungs that are left. PermissionDenied where there are none."""
    reached = on.asked.reached if on.asked else 0
    if reached == max(Rung):
        raise PermissionDenied("It has been taken up as far as it goes: a board paper names it.")
    return asks.EscalateForm(given, above=reached)


def _tell_impact(on: On, given: dict[str, Any]) -> object:
    return acts.tell_impact(
        challenge_id=on.challenge_id,
        outcome=given["outcome"],
        impact=given["impact"],
        chair_words=given.get("chair_words", on.page.challenge.chair_words),
        seen=on.seen,
        by=on.standing,
    )


STEPS = (
    Step(
        Verb.SEND,
        "send",
        "Check and send",
        "Send it",
        "{} is sent. The agencies’ leads are told by email.",
        lambda on, given: asks.SendForm(
            given, initial={"days": register_settings(on.standing.board_id).reply_days}
        ),
        lambda on, given: acts.send(challenge_id=on.challenge_id, days=given["days"], by=on.standing),
        words.to_send,
        hint="Once it is sent, its words stay as they are. The email names the challenge and the date, nothing else.",
    ),
    Step(
        Verb.TELL_IMPACT,
        "impact",
        "What came of it",
        "Save",
        "What came of {} is written down.",
        _impact_form,
        _tell_impact,
        words.to_tell,
    ),
    Step(
        Verb.CLOSE,
        "close",
        "Close it",
        "Close it",
        "{} is closed.",
        lambda on, given: asks.CloseForm(given),
        lambda on, given: acts.close(challenge_id=on.challenge_id, by=on.standing),
        words.to_close,
        hint="What the figure says today, and whether impact is shown, are kept with it. It can be opened again.",
    ),
    Step(
        Verb.REOPEN,
        "reopen",
        "Open it again",
        "Open it again",
        "{} is open again.",
        lambda on, given: asks.ReopenForm(given, watched=on.page.watch is not None),
        lambda on, given: acts.reopen(
            challenge_id=on.challenge_id, reason=given["reason"], due_on=given["due_on"], by=on.standing
        ),
        words.to_reopen,
        hint="Asked again, only what is accepted and agreed from now on counts towards its result.",
    ),
    Step(
        Verb.WITHDRAW,
        "withdraw",
        "Withdraw it",
        "Withdraw it",
        "{} is withdrawn.",
        lambda on, given: asks.WithdrawForm(given),
        lambda on, given: acts.withdraw(challenge_id=on.challenge_id, reason=given["reason"], by=on.standing),
        words.to_send,
        warns="Nothing is owed on it any more, and it cannot be opened again.",
    ),
    Step(
        Verb.CHANGE_DATE,
        "date",
        "Change the date",
        "Change the date",
        "The date is changed. The agency is told.",
        lambda on, given: asks.DateForm(given),
        lambda on, given: acts.change_date(asked_id=on.asked_id, by=on.standing, **given),
        words.to_move,
        hint="A new date begins a new count: reminders and the ladder go by it.",
        of_agency=True,
    ),
    Step(
        Verb.ESCALATE,
        "escalate",
        "Take it up a rung",
        "Note it",
        "It is noted how far {} was taken up.",
        _escalate_form,
        lambda on, given: acts.escalate(
            asked_id=on.asked_id, rung=Rung(given["rung"]), told=given["told"], by=on.standing
        ),
        words.to_move,
        hint="Where it stands does not change. Late replies climb by themselves, too, as the board has set.",
        of_agency=True,
    ),
    Step(
        Verb.TAKE_BACK,
        "take-back",
        "No longer ask this agency",
        "No longer ask it",
        "The agency is no longer asked, and is told.",
        lambda on, given: asks.TakeBackForm(given),
        lambda on, given: acts.take_back(asked_id=on.asked_id, reason=given["reason"], by=on.standing),
        words.to_move,
        warns="What it owes is owed no more.",
        of_agency=True,
    ),
)


def _page(step: Step) -> Callable[..., HttpResponseBase]:
    @require_http_methods(["GET", "HEAD", "POST"])
    @at_board
    def page(
        request: HttpRequest, standing: Standing, number: int, asked_id: int | None = None
    ) -> HttpResponse:
        return _take(step, request, standing, number, asked_id)

    page.__doc__ = f"{step.heading}."
    page.__name__ = f"challenge_{step.path.replace('-', '_')}"
    return page


def _take(
    step: Step, request: HttpRequest, standing: Standing, number: int, asked_id: int | None
) -> HttpResponse:
    challenge = challenge_or_404(standing, number)
    found = challenge_page(standing, challenge)
    verdict = found.may[step.verb]
    if not verdict:
        raise PermissionDenied(verdict.reason)
    on = On(found, standing, _asked(found, asked_id), _seen(request, challenge.version))
    form = step.form(on, request.POST or None)
    changes: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            step.act(on, form.cleaned_data)
        except Overtaken as overtaken:
            form.add_error(None, str(overtaken))
            changes = changed_since(standing, challenge, on.seen)
            on = On(found, standing, on.asked, challenge.version)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, step.done.format(challenge.reference))
            return redirect("registers:challenge", board=standing.board_code, number=number)
    context = {
        "step": step,
        "form": form,
        "seen": on.seen,
        "changes": changes,
        "challenge": challenge,
        "known": step.known(found, on.asked),
        "back_link": (
            f"Back to {challenge.reference}",
            reverse("registers:challenge", args=[standing.board_code, number]),
        ),
    }
    return render(request, "registers/challenge_step.html", context)


def _asked(page: ChallengePage, asked_id: int | None) -> AskedTold | None:
    if asked_id is None:
        return None
    found = next((one for one in page.asked if one.asking.asked_id == asked_id and not one.hidden), None)
    if found is None:
        raise Http404("That agency was not asked.")
    if found.asking.due_on is None:
        raise PermissionDenied(f"{found.asking.agency} owes nothing at the moment.")
    return found


def _seen(request: HttpRequest, version: int) -> int:
    """The version the person looked at: what the form carried, or what it is given now."""
    carried = request.POST.get("seen", "")
    return int(carried) if carried.isdecimal() and len(carried) < 9 else version


def _address(step: Step) -> str:
    within = "asked/<int:asked_id>/" if step.of_agency else ""
    return f"challenges/<int:number>/{within}{step.path}/"


ADDRESSES: list[URLPattern] = [
    path(_address(step), _page(step), name=f"challenge-{step.path}") for step in STEPS
]
