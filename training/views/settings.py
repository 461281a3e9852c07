"""Settings of the training room: days, work addresses, professions, headcounts."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_POST

from agencies.door import at_board, demand
from agencies.queries.people import seated_agencies
from agencies.queries.standings import board_at
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from training.actions import settings as acts
from training.forms.settings import DaysForm, DomainForm, HeadcountForm, ProfessionForm, as_set
from training.permissions import can_keep_training
from training.queries.professions import professions_of
from training.queries.set_here import profession_seen, set_here


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def settings(request: HttpRequest, standing: Standing) -> HttpResponse:
    """What is set, and the days, which are changed here."""
    demand(can_keep_training(standing))
    found = set_here(standing)
    form = DaysForm(request.POST if request.method == "POST" else None, initial=as_set(found.settings))
    if request.method == "POST" and form.is_valid():
        try:
            acts.set_days(days=form.days(), by=standing)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved.")
            return _back(standing)
    context = {
        "form": form,
        "found": found,
        "back_link": ("Back to learning", reverse("training:learning", args=[standing.board_code])),
    }
    return render(request, "training/settings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def add_domain(request: HttpRequest, standing: Standing) -> HttpResponse:
    """List what an agency's work addresses end with."""
    demand(can_keep_training(standing))
    form = DomainForm(request.POST if request.method == "POST" else None, agencies=seated_agencies(standing))
    return _step(
        request, standing, form, lambda: acts.list_domain(**form.cleaned_data, by=standing),
        "List work addresses", "List it",
    )  # fmt: skip


@require_POST
@at_board
def remove_domain(request: HttpRequest, standing: Standing, domain_id: int) -> HttpResponse:
    """Send no links there any more."""
    demand(can_keep_training(standing))
    return _done(request, standing, lambda: acts.unlist_domain(domain_id=domain_id, by=standing))


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def add_profession(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Add a profession."""
    demand(can_keep_training(standing))
    form = ProfessionForm(request.POST if request.method == "POST" else None)
    return _step(
        request, standing, form, lambda: acts.add_profession(**form.cleaned_data, by=standing),
        "Add a profession", "Add it",
    )  # fmt: skip


@require_POST
@at_board
def enter_professions(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Enter the list boards start with."""
    demand(can_keep_training(standing))
    return _done(
        request, standing, lambda: acts.enter_usual_professions(board=board_at(standing), by=standing.actor)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def rename_profession(request: HttpRequest, standing: Standing, profession_id: int) -> HttpResponse:
    """Call a profession something else."""
    demand(can_keep_training(standing))
    found = profession_seen(standing, profession_id)
    if found is None:
        raise Http404("No such profession.")
    form = ProfessionForm(request.POST if request.method == "POST" else None, initial={"name": found.name})
    return _step(
        request, standing, form,
        lambda: acts.rename_profession(profession_id=found.pk, **form.cleaned_data, by=standing),
        "Call this profession something else", "Save",
    )  # fmt: skip


@require_POST
@at_board
def remove_profession(request: HttpRequest, standing: Standing, profession_id: int) -> HttpResponse:
    """Take a profession out that nobody has."""
    demand(can_keep_training(standing))
    return _done(request, standing, lambda: acts.remove_profession(profession_id=profession_id, by=standing))


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def tell_headcount(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Say how many staff an agency has."""
    demand(can_keep_training(standing))
    form = HeadcountForm(
        request.POST if request.method == "POST" else None,
        agencies=seated_agencies(standing),
        professions=professions_of(standing),
    )
    return _step(
        request, standing, form, lambda: acts.tell_headcount(**form.cleaned_data, by=standing),
        "Say how many staff an agency has", "Save",
    )  # fmt: skip


@require_POST
@at_board
def withdraw_headcount(request: HttpRequest, standing: Standing, headcount_id: int) -> HttpResponse:
    """Take back a headcount that was entered wrongly."""
    demand(can_keep_training(standing))
    return _done(request, standing, lambda: acts.withdraw_headcount(headcount_id=headcount_id, by=standing))


def _step(
    request: HttpRequest,
    standing: Standing,
    form: forms.Form,
    act: Callable[[], object],
    heading: str,
    button: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved.")
            return _back(standing)
    address = reverse("training:settings", args=[standing.board_code])
    context = {"form": form, "heading": heading, "button": button}
    return render(request, "training/step.html", context | {"back_link": ("Back to the settings", address)})


def _done(request: HttpRequest, standing: Standing, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Saved.")
    return _back(standing)


def _back(standing: Standing) -> HttpResponse:
    return redirect("training:settings", board=standing.board_code)


_HERE = "learning/settings/"
ADDRESSES: list[URLPattern] = [
    path(_HERE, settings, name="settings"),
    path(f"{_HERE}work-addresses/add/", add_domain, name="domain-add"),
    path(f"{_HERE}work-addresses/<int:domain_id>/remove/", remove_domain, name="domain-remove"),
    path(f"{_HERE}professions/add/", add_profession, name="profession-add"),
    path(f"{_HERE}professions/usual/", enter_professions, name="professions-usual"),
    path(f"{_HERE}professions/<int:profession_id>/", rename_profession, name="profession-rename"),
    path(f"{_HERE}professions/<int:profession_id>/remove/", remove_profession, name="profession-remove"),
    path(f"{_HERE}headcounts/add/", tell_headcount, name="headcount-tell"),
    path(f"{_HERE}headcounts/<int:headcount_id>/withdraw/", withdraw_headcount, name="headcount-withdraw"),
]
