"""Learners by name, for the training coordinator: the list and a search, one person, changing, giving out, erasing."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.door import at_board, demand
from agencies.models import Agency
from agencies.queries.people import seated_agencies
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from training.actions import personal as acts
from training.exports.personal import as_csv, as_json
from training.forms.bookings import PersonForm
from training.models import Learner
from training.permissions import can_see_learners
from training.queries import learners as questions
from training.queries.professions import professions_of

_GOES = (
    "Name, addresses, what they wrote, their certificates, links and letters go for good. What they have booked and is "
    "still to come is cancelled."
)
_KINDS = {"json": (as_json, "application/json"), "csv": (as_csv, "text/csv; charset=utf-8")}


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def learners(request: HttpRequest, standing: Standing) -> HttpResponse:
    """The whole list; posted, those whose name holds some words: a name in an address would stand in logs."""
    demand(can_see_learners(standing))
    words = request.POST.get("words", "")[:200].strip()
    page, rows = None, questions.learners_called(standing, words)
    if not words:
        page, rows = questions.learners_of(standing, page=request.GET.get("page"))
    context = {
        "words": words,
        "page": page,
        "rows": rows,
        "most": len(rows) == questions.MOST_FOUND,
        "back_link": ("Back to learning", reverse("training:learning", args=[standing.board_code])),
    }
    return render(request, "training/learners.html", context)


@require_safe
@at_board
def learner(request: HttpRequest, standing: Standing, learner_id: int) -> HttpResponse:
    """One person: what they booked, and what may be done."""
    found = _learner_or_404(standing, learner_id)
    context = {
        "learner": found,
        "held": questions.held_of(found),
        "back_link": ("Back to the list", reverse("training:learners", args=[standing.board_code])),
    }
    return render(request, "training/learner.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def amend(request: HttpRequest, standing: Standing, learner_id: int) -> HttpResponse:
    """Put right who somebody is, or where they work now."""
    found = _learner_or_404(standing, learner_id)
    form = PersonForm(
        request.POST if request.method == "POST" else None,
        initial={
            "name": found.name,
            "email": found.email,
            "agency": found.agency_id,
            "profession": found.profession_id,
        },
        agencies=_with(seated_agencies(standing), found),
        professions=professions_of(standing),
    )
    if request.method == "POST" and form.is_valid():
        try:
            acts.amend(learner_id=found.pk, **form.cleaned_data, by=standing)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved.")
            return redirect("training:learner", board=standing.board_code, learner_id=found.pk)
    context = {
        "form": form,
        "heading": "Change this person",
        "caption": str(found),
        "said": ["What was booked before stays under where they worked then."],
        "button": "Save",
        "back_link": _back(standing, found),
    }
    return render(request, "training/step.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def erase(request: HttpRequest, standing: Standing, learner_id: int) -> HttpResponse:
    """Erase who somebody is."""
    found = _learner_or_404(standing, learner_id)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.erase(learner_id=found.pk, by=standing)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"Erased. {found.pseudonym} stays in their place, so that counts stand."
            )
            return redirect("training:learners", board=standing.board_code)
    context = {
        "form": form,
        "heading": "Erase this person",
        "caption": str(found),
        "said": [
            _GOES,
            f"{found.pseudonym}, a random name, stays with agency and profession, so that counts stand.",
        ],
        "button": "Erase them",
        "warns": True,
        "back_link": _back(standing, found),
    }
    return render(request, "training/step.html", context)


@require_POST
@at_board
def give_out(request: HttpRequest, standing: Standing, learner_id: int, kind: str) -> HttpResponse:
    """Everything held of somebody, as a file for them."""
    found = _learner_or_404(standing, learner_id)
    if kind not in _KINDS:
        raise Http404("No such format.")
    write, content_type = _KINDS[kind]
    answer = HttpResponse(write(acts.give_out(learner_id=found.pk, by=standing)), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{found.pseudonym}.{kind}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _learner_or_404(standing: Standing, learner_id: int) -> Learner:
    demand(can_see_learners(standing))
    found = questions.learner_seen(standing, learner_id)
    if found is None:
        raise Http404("No such learner.")
    return found


def _with(agencies: tuple[Agency, ...], found: Learner) -> tuple[Agency, ...]:
    """Those with a seat, and where somebody is entered though its seat has ended."""
    return agencies if found.agency in agencies else (*agencies, found.agency)


def _back(standing: Standing, found: Learner) -> tuple[str, str]:
    return (f"Back to {found}", reverse("training:learner", args=[standing.board_code, found.pk]))


ADDRESSES: list[URLPattern] = [
    path("learning/people/", learners, name="learners"),
    path("learning/people/<int:learner_id>/", learner, name="learner"),
    path("learning/people/<int:learner_id>/amend/", amend, name="learner-amend"),
    path("learning/people/<int:learner_id>/erase/", erase, name="learner-erase"),
    path("learning/people/<int:learner_id>/held.<slug:kind>", give_out, name="learner-held"),
]
