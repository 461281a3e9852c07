"""What the board measures: the list; one indicator's words, targets, breaks. Its definition is `definitions`'."""

from collections.abc import Callable
from copy import copy

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.door import at_board, demand
from agencies.queries.people import seated_agencies
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions import measures as acts
from scorecard.forms import (
    BreakForm,
    ComparatorsForm,
    SmallNumbersForm,
    TargetForm,
    WordsForm,
)
from scorecard.permissions import can_set_scorecard
from scorecard.presenters.measure import definition_rows
from scorecard.queries import measures as questions

Act = Callable[[forms.BaseForm], object]


@require_safe
@at_board
def measures(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Every indicator by perspective."""
    demand(can_set_scorecard(standing))
    context = {
        "measures": questions.measures(standing),
        "back_link": ("Back to the scorecard", reverse("scorecard:overview", args=[standing.board_code])),
    }
    return render(request, "scorecard/measures.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def measure(request: HttpRequest, standing: Standing, code: str) -> HttpResponse:
    """One indicator: what was decided of it, and a form for each thing that may change. `do` says which was sent."""
    demand(can_set_scorecard(standing))
    found = questions.measure(standing, code)
    if found is None:
        raise Http404("The board has no such indicator.")
    pk = found.indicator.pk
    data = request.POST if request.method == "POST" else None
    sent = request.POST.get("do", "")
    agencies = tuple(seated_agencies(standing))
    shown: dict[str, forms.BaseForm] = {
        "words": WordsForm(
            data if sent == "words" else None, instance=copy(found.indicator), agencies=agencies
        ),
        "target": TargetForm(data if sent == "target" else None),
        "break": BreakForm(data if sent == "break" else None),
    }
    doing: dict[str, Act] = {
        "words": lambda form: acts.reword(indicator_id=pk, words=form.cleaned_data, by=standing),
        "target": lambda form: acts.set_target(indicator_id=pk, by=standing, **form.cleaned_data),
        "break": lambda form: acts.make_break(indicator_id=pk, by=standing, **form.cleaned_data),
    }
    if sent in doing and _done(shown[sent], doing[sent]):
        messages.success(request, "Changed. It stands in the audit trail below.")
        return redirect("scorecard:measure", board=standing.board_code, code=code)
    context = {
        "measure": found,
        "rows": definition_rows(found.indicator, tuple(found.indicator.breakdown_values)),
        "forms": shown,
        "sent": shown.get(sent),
        "back_link": ("Back to what is measured", reverse("scorecard:measures", args=[standing.board_code])),
    }
    return render(request, "scorecard/measure.html", context)


def _done(form: forms.BaseForm, act: Act) -> bool:
    """Whether what was sent is sound and was done; what is wrong stands in the form."""
    if not form.is_valid():
        return False
    try:
        act(form)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as wrong:
        form.add_error(None, " ".join(wrong.messages))
    else:
        return True
    return False


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def comparisons(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Whom the board compares itself with, and which counts it hides from the public."""
    demand(can_set_scorecard(standing))
    data = request.POST if request.method == "POST" else None
    sent = request.POST.get("do", "")
    agencies = tuple(seated_agencies(standing))
    shown: dict[str, forms.BaseForm] = {
        "areas": ComparatorsForm(data if sent == "areas" else None),
        "small": SmallNumbersForm(data if sent == "small" else None, agencies=agencies),
    }
    doing: dict[str, Act] = {
        "areas": lambda form: acts.set_comparators(by=standing, **form.cleaned_data),
        "small": lambda form: acts.set_small_numbers(by=standing, **form.cleaned_data),
    }
    if sent in doing and _done(shown[sent], doing[sent]):
        messages.success(request, "Changed.")
        return redirect("scorecard:comparisons", board=standing.board_code)
    context = {
        "sets": questions.comparator_sets(standing),
        "rules": questions.small_numbers(standing),
        "forms": shown,
        "sent": shown.get(sent),
        "back_link": ("Back to what is measured", reverse("scorecard:measures", args=[standing.board_code])),
    }
    return render(request, "scorecard/comparisons.html", context)


@require_POST
@at_board
def take_back(request: HttpRequest, standing: Standing, break_id: int) -> HttpResponse:
    """Take a break back."""
    demand(can_set_scorecard(standing))
    found = questions.break_seen(standing, break_id)
    if found is None:
        raise Http404("No such break.")
    try:
        acts.take_back_break(break_id=break_id, by=standing)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Taken back: the line goes on.")
    return redirect("scorecard:measure", board=standing.board_code, code=found.indicator.code)
