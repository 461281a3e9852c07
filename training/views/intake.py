"""Files from agencies' own systems, places told as numbers, and people who may be entered twice."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.door import at_board, demand
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from training.actions import intake as acts
from training.actions import merging
from training.forms.intake import IntakeForm, PlacesForm
from training.imports import load_told
from training.models import Intake
from training.permissions import can_keep_training, can_see_learners, can_see_training, numbers_of
from training.queries import intakes as questions
from training.queries.told import places_told
from training.queries.twins import pairs


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def intakes(request: HttpRequest, standing: Standing) -> HttpResponse:
    """The files so far, and the form for another."""
    demand(can_keep_training(standing))
    form = IntakeForm(request.POST or None, request.FILES or None, board_id=standing.board_id)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        found = acts.look(
            board=questions.board_of(standing),
            data=given.read(),
            file_name=given.name or "",
            agency=form.cleaned_data["agency"],
            by=standing,
        )
        return redirect("training:intake", board=standing.board_code, intake_id=found.pk)
    context = {"form": form, "intakes": questions.intakes(standing)}
    return render(request, "training/intakes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def intake_places(request: HttpRequest, standing: Standing) -> HttpResponse:
    """The form for a file of courses by agencies."""
    demand(can_keep_training(standing))
    form = PlacesForm(request.POST or None, request.FILES or None, today=clock.today())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        found = acts.look_at_places(
            board=questions.board_of(standing),
            data=given.read(),
            file_name=given.name or "",
            period=form.cleaned_data["period"],
            by=standing,
        )
        return redirect("training:intake", board=standing.board_code, intake_id=found.pk)
    back = ("Back to the files", reverse("training:intakes", args=[standing.board_code]))
    return render(request, "training/intake_places.html", {"form": form, "back_link": back})


@require_safe
@at_board
def told(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Places told as numbers, a period at a time, with the records kept here beside them."""
    demand(can_see_training(standing))
    found = places_told(standing, request.GET.get("period", ""))
    context = {
        "told": found,
        "options": [(one.key, one.label, one == found.period) for one in found.periods],
        "own": numbers_of(standing) is not None,
        "may_send": can_keep_training(standing).allowed,
    }
    return render(request, "training/told.html", context)


@require_safe
@at_board
def intake(request: HttpRequest, standing: Standing, intake_id: int) -> HttpResponse:
    """What a file holds and what is wrong with it; what loading it would do, or did."""
    demand(can_keep_training(standing))
    found = _found(standing, intake_id)
    codes = {one["code"] for one in found.findings}
    context = {
        "intake": found,
        "of_places": found.kind == Intake.Kind.PLACES,
        "changes": load_told.changes(found),
        "course_unknown": "course-unknown" in codes,
        "ready": found.state == Intake.State.READY,
        "errors": [one for one in found.findings if one["severity"] == "error"],
        "notes": [one for one in found.findings if one["severity"] != "error"],
        "counts": found.counts,
        "back_link": ("Back to the files", reverse("training:intakes", args=[standing.board_code])),
    }
    return render(request, "training/intake.html", context)


@require_POST
@at_board
def load(request: HttpRequest, standing: Standing, intake_id: int) -> HttpResponse:
    """Load all of a file."""
    return _settled(request, standing, intake_id, acts.confirm, "loaded")


@require_POST
@at_board
def discard(request: HttpRequest, standing: Standing, intake_id: int) -> HttpResponse:
    """Throw a file away."""
    return _settled(request, standing, intake_id, acts.discard, "thrown away")


def _settled(
    request: HttpRequest, standing: Standing, intake_id: int, act: Callable[..., Intake], done: str
) -> HttpResponse:
    demand(can_keep_training(standing))
    _found(standing, intake_id)
    try:
        settled = act(intake_id=intake_id, by=standing)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"“{settled.file_name}” is {done}.")
    return redirect("training:intake", board=standing.board_code, intake_id=intake_id)


def _found(standing: Standing, intake_id: int) -> Intake:
    found = questions.intake(standing, intake_id)
    if found is None:
        raise Http404("No such file.")
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def twins(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Entries of one name under two addresses: one person, or two? The training coordinator says."""
    demand(can_see_learners(standing))
    if request.method == "POST":
        one, other = (_number(request.POST.get(name, "")) for name in ("one", "other"))
        try:
            if request.POST.get("said") == "two":
                merging.tell_apart(one_id=one, other_id=other, by=standing)
                messages.success(request, "They stay two people.")
            else:
                merging.merge(stays_id=one, goes_id=other, by=standing)
                messages.success(request, "They count as one person from now on.")
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("training:twins", board=standing.board_code)
    return render(request, "training/twins.html", {"pairs": pairs(standing)})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0


ADDRESSES: list[URLPattern] = [
    path("trained/files/", intakes, name="intakes"),
    path("trained/files/places/", intake_places, name="intake-places"),
    path("trained/files/<int:intake_id>/", intake, name="intake"),
    path("trained/files/<int:intake_id>/load/", load, name="intake-load"),
    path("trained/files/<int:intake_id>/discard/", discard, name="intake-discard"),
    path("trained/told/", told, name="told"),
    path("trained/twice/", twins, name="twins"),
]
