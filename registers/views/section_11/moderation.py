"""One self-assessment in moderation: scores beside scores; sent back, agreed and opened again, a page each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.overtaken import Overtaken
from registers.actions.section_11 import moderating as acts
from registers.forms.section_11.moderation import ModerationForm, ReopenForm, SendBackForm
from registers.models import Assessment
from registers.permissions.section_11 import can_do, can_keep_cycles, can_see_moderation
from registers.presenters.section_11 import moderation as words
from registers.presenters.section_11.survey import staff_words
from registers.queries.section_11.moderation import ModerationPage, moderation_page
from registers.queries.section_11.parts import parts_of
from registers.queries.section_11.survey_results import staff_of
from registers.queries.section_11.taken_up import came_of, may_begin, offers_of
from registers.rules.section_11.states import Verb
from registers.views.section_11.finding import assessment_or_404
from registers.views.seen import seen_in


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def moderation(request: HttpRequest, standing: Standing, cycle: int, agency: str) -> HttpResponse:
    """Every standard with both scores. Who moderates gives theirs on the same page; others read."""
    found = _seen(standing, cycle, agency)
    page = moderation_page(standing, found)
    if request.method == "POST":
        _demand(Verb.MODERATE, standing, found)
    form = None
    seen = seen_in(request, found.version)
    if Verb.MODERATE in page.may:
        form = ModerationForm(request.POST or None, lines=page.lines, scale=page.scale)
    if form is not None and request.method == "POST" and form.is_valid():
        finish = "finish" in request.POST
        try:
            acts.moderate(assessment_id=found.pk, judged=form.judged(), seen=seen, finish=finish, by=standing)
        except Overtaken as overtaken:
            form.add_error(None, str(overtaken))
            seen = found.version
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Moderation is finished." if finish else "Saved.")
            return redirect("registers:section-11-moderation", standing.board_code, cycle, agency)
    return render(request, "registers/section_11/moderation.html", _context(standing, page, form, seen))


def _context(
    standing: Standing, page: ModerationPage, form: ModerationForm | None, seen: int
) -> dict[str, Any]:
    found = page.assessment
    keys = [one.answer_id for one in page.lines if one.answer_id]
    came = came_of(standing, keys, page.record)
    begins, staff = may_begin(found), staff_of(standing, found)
    lines = [words.line_words(one, page.scale) for one in page.lines]
    return {
        "page": page,
        "assessment": found,
        "form": form,
        "seen": seen,
        "summary": words.summary(page),
        "all_top_words": words.ALL_TOP if page.all_top else "",
        "far": [one for one in lines if one.far],
        "lines": [
            (
                one,
                form.asked(one.line) if form else (),
                came.get(one.line.answer_id or 0, ()),
                offers_of(standing, one.line.answer_id) if begins and one.line.answer_id else (),
                [(text, staff_words(said)) for text, said in staff.get(one.line.number, ())],
            )
            for one in lines
        ],
        "steps": [
            (one.link, reverse(f"registers:section-11-{one.name}", args=_address(standing, found)))
            for one in STEPS
            if one.verb in page.may
        ],
        "back_link": (
            "Back to the panel",
            reverse("registers:section-11-panel", args=[standing.board_code, found.cycle.number]),
        ),
    }


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done on a page of its own; `done` is said when it is saved."""

    verb: Verb
    name: str
    link: str
    heading: str
    about: str
    button: str
    done: str
    form: type[forms.Form]
    act: Callable[..., Assessment]


STEPS = (
    Step(
        Verb.AGREE, "agree", "Agree it", "Agree the moderated scores",
        "They become the outcome of this cycle: the results, the annual report and the next cycle go by them.",
        "Agree them", "The moderated scores are agreed.", forms.Form, acts.agree,
    ),
    Step(
        Verb.SEND_BACK, "send-back", "Send it back", "Send it back",
        "The organisation is asked for more, and may write in it again. Scores moderated so far are kept, and looked "
        "at again once it is submitted.",
        "Send it back", "It is sent back.", SendBackForm, acts.send_back,
    ),
    Step(
        Verb.REOPEN, "reopen", "Open it again", "Open it again",
        "It is no longer agreed, and its moderated scores can be changed.",
        "Open it again", "It is open for moderation again.", ReopenForm, acts.reopen,
    ),
)  # fmt: skip


def _page(step: Step) -> Callable[..., HttpResponseBase]:
    @require_http_methods(["GET", "HEAD", "POST"])
    @at_board
    def view(request: HttpRequest, standing: Standing, cycle: int, agency: str) -> HttpResponse:
        found = _seen(standing, cycle, agency)
        _demand(step.verb, standing, found)
        form = step.form(request.POST if request.method == "POST" else None)
        seen = seen_in(request, found.version)
        if request.method == "POST" and form.is_valid():
            try:
                step.act(assessment_id=found.pk, seen=seen, by=standing, **form.cleaned_data)
            except Overtaken as overtaken:
                form.add_error(None, str(overtaken))
                seen = found.version
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"{found.agency.name}: {step.done}")
                return redirect("registers:section-11-moderation", *_address(standing, found))
        back = reverse("registers:section-11-moderation", args=_address(standing, found))
        context = {
            "form": form,
            "step": step,
            "seen": seen,
            "assessment": found,
            "back_link": ("Back to the self-assessment", back),
        }
        return render(request, "registers/section_11/moderation_step.html", context)

    view.__name__ = f"section_11_{step.verb}"
    return view


def _seen(standing: Standing, cycle: int, agency: str) -> Assessment:
    found = assessment_or_404(standing, cycle, agency)
    demand(can_see_moderation(standing, found, parts_of(standing, found)))
    return found


def _demand(verb: Verb, standing: Standing, found: Assessment) -> None:
    demand(can_do(verb, found, parts_of(standing, found), keeps=bool(can_keep_cycles(standing))))


def _address(standing: Standing, found: Assessment) -> list[Any]:
    return [standing.board_code, found.cycle.number, found.agency.code]


_AT = "section-11/<int:cycle>/<slug:agency>/moderation/"
ADDRESSES: list[URLPattern] = [
    path(_AT, moderation, name="section-11-moderation"),
    *(path(f"{_AT}{one.name}/", _page(one), name=f"section-11-{one.name}") for one in STEPS),
]
