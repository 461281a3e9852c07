"""Adding organisations to a cycle: one, all of a kind, or a list that is looked through first."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.section_11 import lists, organisations
from registers.forms.section_11.organisations import AddForm, KindsForm, ListForm
from registers.models import Assessment, Cycle
from registers.permissions.section_11 import can_keep_cycles
from registers.queries.section_11.cycles import stage_of
from registers.queries.section_11.kinds import kinds_asked, kinds_left
from registers.queries.section_11.organisations import addable
from registers.rules.section_11.cycles import Verb, when
from registers.views.section_11.cycles import STEP, cycle_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def add(request: HttpRequest, standing: Standing, cycle: int) -> HttpResponse:
    """Add one organisation, and who writes for it."""
    found = _open(standing, cycle)
    form = AddForm(
        request.POST if request.method == "POST" else None,
        agencies=addable(standing, found),
        kinds=kinds_asked(standing),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = _added(found, form.cleaned_data, standing)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{made.agency.name} is in the cycle {found.name}.")
            return redirect(
                "registers:section-11-people",
                board=standing.board_code,
                cycle=found.number,
                agency=made.agency.code,
            )
    said = ["The cycle is launched: whoever is named is written to at once."] if found.launched_at else []
    return _page(request, standing, found, form, heading="Add an organisation", button="Add it", said=said)


def _added(cycle: Cycle, given: dict[str, Any], standing: Standing) -> Assessment:
    named = (given["author"], given["email"]) if given["author"] else None
    if given["agency"]:
        return organisations.add_with(cycle_id=cycle.pk, agency=given["agency"], named=named, by=standing)
    return organisations.add_new(
        cycle_id=cycle.pk, name=given["name"], kind=given["kind"], named=named, by=standing
    )


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def add_kinds(request: HttpRequest, standing: Standing, cycle: int) -> HttpResponse:
    """Add every organisation of some kinds."""
    found = _open(standing, cycle)
    left = kinds_left(standing, found)
    form = KindsForm(request.POST if request.method == "POST" else None, left=left)
    if request.method == "POST" and form.is_valid():
        try:
            made = organisations.add_kinds(cycle_id=found.pk, kinds=form.cleaned_data["kinds"], by=standing)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            number = len(made)
            messages.success(
                request,
                f"{number} organisation{'s are' if number != 1 else ' is'} added. Say who writes for each.",
            )
            return _to_cycle(standing, found)
    said = (
        ["Organisations with a seat at the board, and those that were asked in an earlier cycle."]
        if left
        else ["Every organisation that is known here is in this cycle. Add a new one, or a list."]
    )
    return _page(
        request,
        standing,
        found,
        form,
        heading="Add all of a kind",
        button="Add them",
        said=said,
        stopped=not left,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def add_list(request: HttpRequest, standing: Standing, cycle: int) -> HttpResponse:
    """The form; what would come of its list; and, once confirmed, the organisations."""
    found = _open(standing, cycle)
    if "confirm" in request.POST:
        return _confirmed(request, standing, found)
    posted = request.method == "POST"
    form = ListForm(
        request.POST if posted else None, request.FILES if posted else None, kinds=kinds_asked(standing)
    )
    if posted and form.is_valid():
        data, called = form.data_given()
        preview = lists.look_through(
            cycle_id=found.pk, data=data, kind=form.cleaned_data["kind"], by=standing
        )
        return _looked_through(request, standing, found, preview, called)
    said = ["You see what was read before anybody is added. The file is not kept."]
    return _page(
        request, standing, found, form, heading="Add a list", button="Look through it", said=said, upload=True
    )


def _looked_through(
    request: HttpRequest, standing: Standing, found: Cycle, preview: lists.Preview, called: str
) -> HttpResponse:
    errors = [one for one in preview.listed.findings if one.severity == "error"]
    again = reverse("registers:section-11-list", args=[standing.board_code, found.number])
    context = {
        "cycle": found,
        "preview": preview,
        "called": called,
        "errors": errors,
        "notes": [one for one in preview.listed.findings if one.severity != "error"],
        "rows": list(zip(preview.listed.organisations, preview.kinds, strict=True)),
        "page_has_errors": bool(errors),
        "error_links": [(one.message, f"#finding-{n}") for n, one in enumerate(errors, 1)],
        "back_link": ("Back to the list", again),
    }
    return render(request, "registers/section_11/list.html", context)


def _confirmed(request: HttpRequest, standing: Standing, found: Cycle) -> HttpResponse:
    try:
        number = lists.add(cycle_id=found.pk, sealed=request.POST.get("sealed", ""), by=standing)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("registers:section-11-list", board=standing.board_code, cycle=found.number)
    messages.success(request, f"{number} organisation{'s are' if number != 1 else ' is'} in the cycle.")
    return _to_cycle(standing, found)


def _open(standing: Standing, number: int) -> Cycle:
    """A cycle to which organisations may be added."""
    demand(can_keep_cycles(standing))
    found = cycle_or_404(standing, number)
    demand(when(Verb.ADD, stage_of(found)))
    return found


def _to_cycle(standing: Standing, found: Cycle) -> HttpResponse:
    return redirect("registers:section-11-cycle", board=standing.board_code, cycle=found.number)


def _page(
    request: HttpRequest, standing: Standing, found: Cycle, form: forms.Form, **page: Any
) -> HttpResponse:
    back = reverse("registers:section-11-cycle", args=[standing.board_code, found.number])
    context = {"form": form, "caption": str(found), "back_link": ("Back to the cycle", back)}
    return render(request, STEP, context | page)


ADDRESSES: list[URLPattern] = [
    path("section-11/cycles/<int:cycle>/add/", add, name="section-11-add"),
    path("section-11/cycles/<int:cycle>/add-kinds/", add_kinds, name="section-11-add-kinds"),
    path("section-11/cycles/<int:cycle>/list/", add_list, name="section-11-list"),
]
