"""The year's facts that go into its report: the tables of a year, entering, changing and removing a line."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.door import at_board, demand
from agencies.queries.standings import board_at
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.overtaken import Overtaken
from registers.queries.owners import agencies_ever
from registers.views.seen import seen_in
from reports.actions import facts as acts
from reports.actions.facts_copied import COPIED, copy_last_year
from reports.forms.facts import ContributionForm, CostForm, SubGroupForm, VoiceForm
from reports.models import Contribution, Cost, SubGroup, Voice
from reports.permissions import can_edit, can_see_drafts
from reports.presenters.facts_before import tables_beside
from reports.queries import facts as questions
from reports.rules.facts import NOUNS, Fact, year_words, years_kept

_FORMS: dict[Fact, type[forms.Form]] = {
    Fact.COST: CostForm,
    Fact.SUB_GROUP: SubGroupForm,
    Fact.VOICE: VoiceForm,
}


@require_safe
@at_board
def facts(request: HttpRequest, standing: Standing, year: int) -> HttpResponse:
    """Everything entered of one year, by kind."""
    demand(can_see_drafts(standing))
    _demand_year(year)
    context = {
        "year": year,
        "year_words": year_words(year),
        "last_year": year_words(year - 1),
        "years": [
            (year_words(one), None, reverse("reports:facts", args=[standing.board_code, one]), one == year)
            for one in years_kept(clock.today())
        ],
        "tables": tables_beside(
            questions.facts_of_year(standing, year), questions.facts_of_year(standing, year - 1), year
        ),
        "may_edit": can_edit(standing),
        "back_link": ("Back to reports", reverse("reports:reports", args=[standing.board_code])),
    }
    return render(request, "reports/facts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def add(request: HttpRequest, standing: Standing, year: int, fact: str) -> HttpResponse:
    """Enter one fact of a year."""
    demand(can_edit(standing))
    _demand_year(year)
    return _edit(request, standing, year, _kind(fact), None)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def change(request: HttpRequest, standing: Standing, year: int, fact: str, fact_id: int) -> HttpResponse:
    """Put one fact right."""
    demand(can_edit(standing))
    _demand_year(year)
    return _edit(request, standing, year, _kind(fact), _fact_or_404(standing, fact, fact_id))


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def remove(request: HttpRequest, standing: Standing, year: int, fact: str, fact_id: int) -> HttpResponse:
    """Ask whether a fact is to go, and take it out."""
    demand(can_edit(standing))
    _demand_year(year)
    kind, found = _kind(fact), _fact_or_404(standing, fact, fact_id)
    trouble = ""
    if request.method == "POST":
        try:
            acts.remove(fact=kind, pk=fact_id, seen=seen_in(request, found.version), by=standing)
        except Overtaken as overtaken:
            trouble = str(overtaken)
        else:
            messages.success(request, f"The {NOUNS[kind]} is removed.")
            return redirect("reports:facts", standing.board_code, year)
    context = {
        "found": found,
        "noun": NOUNS[kind],
        "trouble": trouble,
        "back_link": _back(standing, year),
    }
    return render(request, "reports/fact_remove.html", context)


@require_POST
@at_board
def copy(request: HttpRequest, standing: Standing, year: int, fact: str) -> HttpResponse:
    """Begin a year's table with the lines of the year before."""
    demand(can_edit(standing))
    _demand_year(year)
    kind = _kind(fact)
    if kind not in COPIED:
        raise Http404("What was said is of its own year.")
    try:
        many = copy_last_year(fact=kind, board=board_at(standing), year=year, by=standing)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        lines = "line is" if many == 1 else "lines are"
        messages.success(
            request, f"{many} {lines} copied from {year_words(year - 1)}. Go through each of them."
        )
    return redirect(f"{reverse('reports:facts', args=[standing.board_code, year])}#{kind.value}")


def _edit(
    request: HttpRequest,
    standing: Standing,
    year: int,
    fact: Fact,
    found: Contribution | Cost | SubGroup | Voice | None,
) -> HttpResponse:
    form = _form(request, standing, fact, found)
    seen, held = seen_in(request, found.version) if found else 0, []
    if request.method == "POST" and form.is_valid():
        try:
            acts.keep(
                fact=fact,
                board=board_at(standing),
                year=year,
                given=form.cleaned_data,
                by=standing,
                pk=found.pk if found else None,
                seen=seen,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            if isinstance(refusal, Overtaken) and found:
                seen = found.version
                held = [(field.label, getattr(found, name)) for name, field in form.fields.items()]
        else:
            messages.success(request, f"The {NOUNS[fact]} is saved.")
            return redirect("reports:facts", standing.board_code, year)
    context = {
        "form": form,
        "heading": f"{'Change' if found else 'Add'} {_article(NOUNS[fact])} {NOUNS[fact]}",
        "caption": f"The year {year_words(year)}",
        "found": found,
        "held": held,
        "fact": fact.value,
        "year": year,
        "seen": seen,
        "back_link": _back(standing, year),
    }
    return render(request, "reports/fact_form.html", context)


def _form(request: HttpRequest, standing: Standing, fact: Fact, found: Any) -> forms.Form:
    data = request.POST or None
    names = ContributionForm.base_fields if fact is Fact.CONTRIBUTION else _FORMS[fact].base_fields
    initial = {name: getattr(found, name) for name in names} if found else None
    if fact is Fact.CONTRIBUTION:
        return ContributionForm(data, initial=initial, agencies=agencies_ever(standing.board_id))
    return _FORMS[fact](data, initial=initial)


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


def _back(standing: Standing, year: int) -> tuple[str, str]:
    return (
        f"Back to the year {year_words(year)}",
        reverse("reports:facts", args=[standing.board_code, year]),
    )


def _demand_year(year: int) -> None:
    if year not in years_kept(clock.today()):
        raise Http404("Nothing is kept of that year.")


def _kind(fact: str) -> Fact:
    if fact not in list(Fact):
        raise Http404("No such kind of fact.")
    return Fact(fact)


def _fact_or_404(standing: Standing, fact: str, fact_id: int) -> Contribution | Cost | SubGroup | Voice:
    found = questions.fact_seen(standing, _kind(fact), fact_id)
    if found is None:
        raise Http404("No such fact at this board.")
    return found


ADDRESSES: list[URLPattern] = [
    path("reports/facts/<int:year>/", facts, name="facts"),
    path("reports/facts/<int:year>/<slug:fact>/add/", add, name="fact-add"),
    path("reports/facts/<int:year>/<slug:fact>/copy/", copy, name="fact-copy"),
    path("reports/facts/<int:year>/<slug:fact>/<int:fact_id>/", change, name="fact-change"),
    path("reports/facts/<int:year>/<slug:fact>/<int:fact_id>/remove/", remove, name="fact-remove"),
]
