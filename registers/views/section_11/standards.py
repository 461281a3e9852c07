"""Versions of the standards: the list, one with its standards, beginning one, and editing until a cycle asks by it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.section_11 import standards as acts
from registers.forms.section_11.standards import BeginForm, NameForm, StandardForm
from registers.models import Standard, StandardSet
from registers.permissions.section_11 import can_keep_cycles, can_see_all_assessments
from registers.queries.section_11 import standards as questions
from registers.views.section_11.cycles import STEP


@require_safe
@at_board
def standards(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Every version, the latest first."""
    demand(can_see_all_assessments(standing))
    context = {
        "sets": questions.standard_sets(standing),
        "may_keep": can_keep_cycles(standing),
        "back_link": ("Back to Section 11", reverse("registers:section-11", args=[standing.board_code])),
    }
    return render(request, "registers/section_11/standards.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def begin(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Begin a version."""
    demand(can_keep_cycles(standing))
    sets = questions.standard_sets(standing)
    latest = sets[0] if sets else None
    form = BeginForm(
        request.POST if request.method == "POST" else None,
        latest=(latest.pk, str(latest)) if latest else None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            if form.year is None and latest is not None:
                made = acts.begin_version(standards_id=latest.pk, by=standing)
            else:
                made = acts.start(year=form.year or 0, by=standing)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{made} is begun. Change it until a cycle asks by it.")
            return _to_version(standing, made)
    said = [
        "What has the same title as in the version before takes it up, so that answers can be carried forward.",
        "The starting sets are in our own words. Check them against the guidance, and change what your board asks.",
    ]
    context = {"form": form, "heading": "Begin a version", "button": "Begin it", "said": said}
    return render(request, STEP, context | {"back_link": _back(standing)})


@require_safe
@at_board
def version(request: HttpRequest, standing: Standing, version: int) -> HttpResponse:
    """One version with its standards."""
    demand(can_see_all_assessments(standing))
    found = _version_or_404(standing, version)
    keeps = bool(can_keep_cycles(standing))
    page = questions.version_page(standing, found)
    context = {
        "page": page,
        "version": found,
        "may_keep": keeps,
        "may_edit": keeps and found.settled_at is None,
        "back_link": _back(standing),
    }
    return render(request, "registers/section_11/version.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def rename(request: HttpRequest, standing: Standing, version: int) -> HttpResponse:
    """Change what a version is called."""
    demand(can_keep_cycles(standing))
    found = _version_or_404(standing, version)
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": found.name})
    return _step(
        request, standing, found, form, lambda: acts.rename(standards_id=found.pk, by=standing, **form.cleaned_data),
        done="The name is changed.", heading="Change the name", button="Save",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def add(request: HttpRequest, standing: Standing, version: int) -> HttpResponse:
    """Add a standard."""
    found = _editable(standing, version)
    form = StandardForm(
        request.POST if request.method == "POST" else None, before=questions.before(standing, found)
    )
    return _step(
        request, standing, found, form, lambda: acts.add_standard(standards_id=found.pk, by=standing, **form.given()),
        done="The standard is added, at the end.", heading="Add a standard", button="Add it",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def amend(request: HttpRequest, standing: Standing, version: int, standard: int) -> HttpResponse:
    """Change a standard, move it, or take it out."""
    found = _editable(standing, version)
    one = _standard_or_404(standing, version, standard)
    verb = request.POST.get("do", "save") if request.method == "POST" else ""
    moves: dict[str, tuple[Callable[[], object], str]] = {
        "up": (lambda: acts.move_standard(standard_id=one.pk, up=True, by=standing), "It has moved up."),
        "down": (lambda: acts.move_standard(standard_id=one.pk, up=False, by=standing), "It has moved down."),
        "remove": (lambda: acts.remove_standard(standard_id=one.pk, by=standing), "It is taken out."),
    }
    if verb in moves:
        act, done = moves[verb]
        try:
            act()
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, done)
        return _to_version(standing, found)
    form = StandardForm(
        request.POST if verb else None,
        before=questions.before(standing, found),
        initial={
            "title": one.title,
            "asks": one.asks,
            "prompts": one.prompts,
            "takes_up": questions.taken_up(one),
        },
    )
    return _step(
        request, standing, found, form, lambda: acts.amend_standard(standard_id=one.pk, by=standing, **form.given()),
        done="The standard is changed.", heading=f"Change standard {one.number}", button="Save",
        template="registers/section_11/standard.html", standard=one,
    )  # fmt: skip


def _step(
    request: HttpRequest,
    standing: Standing,
    found: StandardSet,
    form: forms.Form,
    act: Callable[[], object],
    *,
    done: str,
    template: str = STEP,
    **page: Any,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return _to_version(standing, found)
    back = reverse("registers:section-11-version", args=[standing.board_code, found.version])
    context = {
        "form": form,
        "caption": str(found),
        "version": found,
        "back_link": ("Back to the version", back),
    }
    return render(request, template, context | page)


def _version_or_404(standing: Standing, number: int) -> StandardSet:
    found = questions.version_seen(standing, number)
    if found is None:
        raise Http404("No such version of the standards.")
    return found


def _editable(standing: Standing, number: int) -> StandardSet:
    """A version that may be edited."""
    demand(can_keep_cycles(standing))
    found = _version_or_404(standing, number)
    if found.settled_at is not None:
        raise Http404("A cycle asks by this version, so it stays as it is.")
    return found


def _standard_or_404(standing: Standing, version: int, number: int) -> Standard:
    found = questions.standard_seen(standing, version, number)
    if found is None:
        raise Http404("No such standard.")
    return found


def _to_version(standing: Standing, found: StandardSet) -> HttpResponse:
    return redirect("registers:section-11-version", board=standing.board_code, version=found.version)


def _back(standing: Standing) -> tuple[str, str]:
    return ("Back to the standards", reverse("registers:section-11-standards", args=[standing.board_code]))


ADDRESSES: list[URLPattern] = [
    path("section-11/standards/", standards, name="section-11-standards"),
    path("section-11/standards/begin/", begin, name="section-11-begin"),
    path("section-11/standards/<int:version>/", version, name="section-11-version"),
    path("section-11/standards/<int:version>/rename/", rename, name="section-11-rename"),
    path("section-11/standards/<int:version>/add/", add, name="section-11-standard-add"),
    path("section-11/standards/<int:version>/<int:standard>/", amend, name="section-11-standard"),
]
