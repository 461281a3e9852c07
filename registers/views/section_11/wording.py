"""The words of letters a group or a kind, and by what right each kind of organisation is asked."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.door import at_board, demand
from agencies.models import AgencyKind
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.section_11 import wording as acts
from registers.forms.section_11.wording import KindForm, WordsForm
from registers.permissions.section_11 import can_keep_cycles
from registers.presenters.section_11.wording import sample
from registers.queries.section_11 import kinds as questions
from registers.queries.section_11.wording import record_of_words, wordings_of
from registers.rules.section_11.duties import CHECK, DUTY_WORDS, Duty
from registers.views.section_11.cycles import STEP


@require_safe
@at_board
def wordings(request: HttpRequest, standing: Standing) -> HttpResponse:
    """What each group is told, and which kinds have words of their own."""
    demand(can_keep_cycles(standing))
    found = wordings_of(standing.board_id)
    rows = questions.kinds(standing)
    context = {
        "check": CHECK,
        "groups": [
            {
                "duty": duty.value,
                "name": DUTY_WORDS[duty],
                "words": found.of(duty),
                "own": (duty, None) in found.own,
                "kinds": [
                    (one.kind, (duty, one.kind.pk) in found.own) for one in rows if one.kind.duty == duty
                ],
            }
            for duty in Duty
        ],
        "record": record_of_words(standing),
        "back_link": _back(standing),
    }
    return render(request, "registers/section_11/wordings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def wording(request: HttpRequest, standing: Standing, duty: str) -> HttpResponse:
    """Change what a group is told."""
    demand(can_keep_cycles(standing))
    if duty not in list(Duty):
        raise Http404("No such group.")
    return _words(request, standing, Duty(duty), None)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def kind_wording(request: HttpRequest, standing: Standing, kind_code: str) -> HttpResponse:
    """Change what one kind is told."""
    demand(can_keep_cycles(standing))
    kind = _kind_or_404(standing, kind_code)
    if not kind.duty:
        raise Http404("This kind is in no group.")
    return _words(request, standing, Duty(kind.duty), kind)


@require_safe
@at_board
def kinds(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Every kind of organisation, and by what right it is asked."""
    demand(can_keep_cycles(standing))
    context = {
        "rows": [
            (one.kind, DUTY_WORDS[Duty(one.kind.duty)] if one.kind.duty else "", one.known)
            for one in questions.kinds(standing)
        ],
        "back_link": _back(standing),
    }
    return render(request, "registers/section_11/kinds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def kind(request: HttpRequest, standing: Standing, kind_code: str) -> HttpResponse:
    """Say by what right a kind is asked."""
    demand(can_keep_cycles(standing))
    found = _kind_or_404(standing, kind_code)
    form = KindForm(request.POST if request.method == "POST" else None, kind=found)
    if request.method == "POST" and form.is_valid():
        try:
            acts.set_kind(kind_id=found.pk, by=standing, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"By what right {found.name} is asked is changed, for cycles to come.")
            return redirect("registers:section-11-kinds", board=standing.board_code)
    back = ("Back to the kinds", reverse("registers:section-11-kinds", args=[standing.board_code]))
    said = ["Organisations that are in a cycle already stay as they are there."]
    context = {"form": form, "heading": found.name, "button": "Save", "said": said, "back_link": back}
    return render(request, STEP, context)


def _words(request: HttpRequest, standing: Standing, duty: Duty, kind: AgencyKind | None) -> HttpResponse:
    found = wordings_of(standing.board_id)
    words = found.of(duty, kind.pk if kind else None)
    own = (duty, kind.pk if kind else None) in found.own
    reset = "reset" in request.POST
    form = WordsForm(
        request.POST if request.method == "POST" and not reset else None,
        initial={"legal": words.legal, "asking": words.asking, "again": words.again},
    )
    if reset or (request.method == "POST" and form.is_valid()):
        try:
            if reset:
                acts.reset_words(duty=duty, kind=kind, by=standing)
            else:
                acts.set_words(duty=duty, kind=kind, by=standing, **form.cleaned_data)
        except Refused as refusal:
            _say(request, form, refusal, reset=reset)
        else:
            messages.success(request, "Changed, for letters to come.")
            return redirect("registers:section-11-wordings", board=standing.board_code)
    context = {
        "form": form,
        "heading": kind.name if kind else DUTY_WORDS[duty],
        "check": CHECK,
        "own": own,
        "letter": sample(standing, words, kind, day=clock.today()),
        "usual": _usual(duty, kind),
        "back_link": (
            "Back to the words",
            reverse("registers:section-11-wordings", args=[standing.board_code]),
        ),
    }
    return render(request, "registers/section_11/wording.html", context)


def _say(request: HttpRequest, form: forms.Form, refusal: Refused, *, reset: bool) -> None:
    if reset:
        messages.error(request, str(refusal))
    else:
        form.add_error(None, str(refusal))


def _usual(duty: Duty, kind: AgencyKind | None) -> str:
    if kind is None:
        return "those a board starts with"
    return f"those of the group “{DUTY_WORDS[duty]}”"


def _kind_or_404(standing: Standing, code: str) -> AgencyKind:
    found = questions.kind_seen(standing, code)
    if found is None:
        raise Http404("No such kind of organisation.")
    return found.kind


def _back(standing: Standing) -> tuple[str, str]:
    return ("Back to Section 11", reverse("registers:section-11", args=[standing.board_code]))


ADDRESSES: list[URLPattern] = [
    path("section-11/words/", wordings, name="section-11-wordings"),
    path("section-11/words/<slug:duty>/", wording, name="section-11-wording"),
    path("section-11/kinds/", kinds, name="section-11-kinds"),
    path("section-11/kinds/<slug:kind_code>/", kind, name="section-11-kind"),
    path("section-11/kinds/<slug:kind_code>/words/", kind_wording, name="section-11-kind-words"),
]
