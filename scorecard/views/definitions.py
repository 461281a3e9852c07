"""What an indicator is: adding one of the board's own, taking one up from the catalogue, changing, retiring."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.door import at_board, demand
from agencies.queries.people import seated_agencies
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions import definitions as acts
from scorecard.actions import retiring
from scorecard.forms import AddForm, BringBackForm, ChangeForm, RetireForm, TakeUpForm
from scorecard.forms.definition import as_entered, offer_places
from scorecard.models import Indicator
from scorecard.permissions import can_set_scorecard
from scorecard.presenters.measure import definition_rows
from scorecard.queries import measures as questions
from scorecard.rules.definitions import DEFINITION, WORDS

BOTH = ["GET", "HEAD", "POST"]


@require_http_methods(BOTH)
@at_board
def add(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Ask for everything an indicator is, and add it."""
    demand(can_set_scorecard(standing))
    form = AddForm(_sent(request))
    offer_places(form, board_id=standing.board_id, agencies=seated_agencies(standing))
    if form.is_bound and form.is_valid():
        try:
            made = acts.add(
                code=form.cleaned_data["code"],
                definition=form.definition,
                since=form.cleaned_data["since"],
                by=standing,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"{made.code} is added. Give it a target, if the board wants one of it."
            )
            return redirect("scorecard:measure", board=standing.board_code, code=made.code)
    context = {"form": form, "back_link": _back(standing)}
    return render(request, "scorecard/measure_add.html", context)


@require_safe
@at_board
def catalogue(request: HttpRequest, standing: Standing) -> HttpResponse:
    """What of the starting catalogue the board does not measure."""
    demand(can_set_scorecard(standing))
    context = {"left": questions.catalogue_left(standing), "back_link": _back(standing)}
    return render(request, "scorecard/catalogue.html", context)


@require_http_methods(BOTH)
@at_board
def take_up(request: HttpRequest, standing: Standing, catalogue_code: str) -> HttpResponse:
    """One indicator of the catalogue, and where it is to stand at this board."""
    demand(can_set_scorecard(standing))
    found = questions.in_catalogue(standing, catalogue_code)
    if found is None:
        raise Http404("The catalogue has no such indicator, or the board has it already.")
    form = TakeUpForm(_sent(request))
    offer_places(form, board_id=standing.board_id, agencies=seated_agencies(standing))
    if found.owner == "all":
        del form.fields["owner"]
    if form.is_bound and form.is_valid():
        try:
            acts.take_up(code=found.code, by=standing, **{"owner": None, **form.cleaned_data})
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"{found.code} is taken up. Give it a target, if the board wants one of it."
            )
            return redirect("scorecard:measure", board=standing.board_code, code=found.code)
    context = {
        "one": found,
        "rows": definition_rows(found, found.breakdown_values),
        "form": form,
        "back_link": ("Back to the catalogue", reverse("scorecard:catalogue", args=[standing.board_code])),
    }
    return render(request, "scorecard/take_up.html", context)


@require_http_methods(BOTH)
@at_board
def change(request: HttpRequest, standing: Standing, code: str) -> HttpResponse:
    """The whole definition: its wording put right, or a new version from a day on."""
    indicator = _indicator_or_404(standing, code)
    form = ChangeForm(_sent(request), initial=as_entered(indicator))
    offer_places(form, board_id=standing.board_id, agencies=seated_agencies(standing), of=indicator)
    if form.is_bound and form.is_valid():
        try:
            done = _changed(form, indicator, standing)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("scorecard:measure", board=standing.board_code, code=code)
    context = {"form": form, "indicator": indicator, "back_link": _back_to(standing, indicator)}
    return render(request, "scorecard/measure_change.html", context)


def _changed(form: ChangeForm, indicator: Indicator, by: Standing) -> str:
    """Do what the form asks for; what was done, in a sentence."""
    given, definition = form.cleaned_data, form.definition
    if given["how"] == "version":
        new = acts.redefine(
            indicator_id=indicator.pk,
            definition={name: definition[name] for name in DEFINITION},
            words={name: definition[name] for name in WORDS},
            since=given["since"],
            by=by,
        )
        return f"Version {new.version} holds from {new.since:%-d %B %Y} on. The figures before it stay on its line."
    acts.correct(indicator_id=indicator.pk, definition=definition, reason=given["reason"], by=by)
    return "Put right. It is counted as before."


@require_http_methods(BOTH)
@at_board
def retire(request: HttpRequest, standing: Standing, code: str) -> HttpResponse:
    """Ask from when an indicator is no longer measured, and why; or from when it is again."""
    indicator = _indicator_or_404(standing, code)
    retired = indicator.retired_from is not None
    form: forms.Form = (
        BringBackForm(_sent(request), initial={"since": indicator.retired_from})
        if retired
        else RetireForm(_sent(request))
    )
    if form.is_bound and form.is_valid():
        act = retiring.bring_back if retired else retiring.retire
        try:
            act(indicator_id=indicator.pk, by=standing, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            done = (
                "It is measured again."
                if retired
                else "Agencies are no longer asked for it from that day on."
            )
            messages.success(request, done)
            return redirect("scorecard:measure", board=standing.board_code, code=code)
    context = {"form": form, "indicator": indicator, "back_link": _back_to(standing, indicator)}
    return render(
        request, "scorecard/measure_back.html" if retired else "scorecard/measure_retire.html", context
    )


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _indicator_or_404(standing: Standing, code: str) -> Indicator:
    demand(can_set_scorecard(standing))
    found = questions.measure(standing, code)
    if found is None:
        raise Http404("The board has no such indicator.")
    return found.indicator


def _back(standing: Standing) -> tuple[str, str]:
    return ("Back to what is measured", reverse("scorecard:measures", args=[standing.board_code]))


def _back_to(standing: Standing, indicator: Indicator) -> tuple[str, str]:
    return (
        f"Back to {indicator.code}",
        reverse("scorecard:measure", args=[standing.board_code, indicator.code]),
    )
