"""Section 11: the page of cycles, one of them with its organisations; planning, changing, launching, closing it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.door import at_board, demand
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.section_11 import cycles as acts
from registers.forms.section_11.cycles import CycleForm
from registers.models import Cycle
from registers.permissions.section_11 import can_keep_cycles, can_see_all_assessments, can_see_section_11
from registers.presenters.section_11 import cycles as words
from registers.presenters.section_11.replies import COLUMNS, Replies, replies
from registers.queries.section_11 import cycles as questions
from registers.queries.section_11.cycle_progress import cycle_progress, latest_cycle
from registers.queries.section_11.cycles import Narrowed, Show
from registers.queries.section_11.standards import standard_sets
from registers.rules.section_11.cycles import Verb, launches, when
from registers.rules.section_11.duties import Duty

STEP = "registers/section_11/step.html"


@require_safe
@at_board
def section_11(request: HttpRequest, standing: Standing) -> HttpResponse:
    """What is asked of this person; the board's cycles, for who sees all of them."""
    own = questions.own_assessments(standing)
    verdict = can_see_section_11(standing)
    if not verdict and not own:
        raise PermissionDenied(verdict.reason)
    all_seen = bool(can_see_all_assessments(standing))
    context = {
        "own": words.own_words(own),
        "cycles": words.cycle_words(questions.cycles_of(standing)) if all_seen else [],
        "all_seen": all_seen,
        "progress": _progress(standing) if all_seen else None,
        "columns": [said for _, said in COLUMNS],
        "may_keep": can_keep_cycles(standing),
    }
    return render(request, "registers/section_11/section_11.html", context)


def _progress(standing: Standing) -> tuple[Cycle, Replies] | None:
    """How far the cycle launched last has come, while it is open."""
    latest = latest_cycle(standing.board_id)
    if latest is None or latest.closed_at is not None:
        return None
    return latest, replies(cycle_progress(latest), clock.today())


@require_safe
@at_board
def cycle(request: HttpRequest, standing: Standing, cycle: int) -> HttpResponse:
    """One cycle: its days, how many answered, and every organisation it asks."""
    demand(can_see_all_assessments(standing))
    found = cycle_or_404(standing, cycle)
    narrowed, counts, stage = _narrowed(request), questions.counts_in(found), questions.stage_of(found)
    page, rows = questions.organisations_in(found, narrowed, page=request.GET.get("page"))
    keeps = bool(can_keep_cycles(standing))
    context = {
        "cycle": found,
        "summary": words.summary(found, stage, counts),
        "facts": words.facts(found),
        "groups": words.groups(counts),
        "filters": words.show_filters(narrowed, counts),
        "duties": words.duty_filters(narrowed, counts),
        "narrowed": narrowed,
        "cleared": words.query(Narrowed()) if narrowed.words else "",
        "rows": words.asked_words(rows),
        "page": page,
        "query": f"{words.query(narrowed)[1:]}&",
        "empty": words.EMPTY_WORDS[narrowed.show] if not narrowed.words else "None is called so.",
        "may_keep": keeps,
        "may": {verb.value: keeps and bool(when(verb, stage)) for verb in Verb},
        "record": questions.record_of_cycle(standing, found) if keeps else (),
        "back_link": _back(standing),
    }
    return render(request, "registers/section_11/cycle.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def plan(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Plan a cycle."""
    demand(can_keep_cycles(standing))
    sets = standard_sets(standing)
    form = CycleForm(
        request.POST if request.method == "POST" else None,
        sets=sets,
        initial={"standards": sets[0].pk if sets else None},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.plan(**form.given(), by=standing)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"The cycle {made.name} is planned. Add the organisations it is to ask."
            )
            return redirect("registers:section-11-cycle", board=standing.board_code, cycle=made.number)
    said = (
        []
        if sets
        else ["It asks by the standards of the guidance in the year it opens. You can change them."]
    )
    context = {"form": form, "heading": "Plan a cycle", "button": "Plan it", "said": said}
    return render(request, STEP, context | {"back_link": _back(standing)})


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def amend(request: HttpRequest, standing: Standing, cycle: int) -> HttpResponse:
    """Change a cycle."""
    found = _kept(standing, cycle, Verb.AMEND)
    form = CycleForm(
        request.POST if request.method == "POST" else None, sets=standard_sets(standing), cycle=found
    )
    said = (
        ["Another due day holds for every organisation that had the old one and has not submitted."]
        if found.launched_at is not None
        else []
    )
    return _step(request, standing, found, form, acts.amend, {
        "heading": "Change this cycle", "button": "Save", "said": said,
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def launch(request: HttpRequest, standing: Standing, cycle: int) -> HttpResponse:
    """Launch a cycle, once it was said what that does."""
    found = _kept(standing, cycle, Verb.LAUNCH)
    counts = questions.counts_in(found)
    asked, nobody = counts.shows[Show.ALL], questions.without_anybody(found)
    said = [
        f"Letters go to {asked - len(nobody)} of {asked} organisations, each in the words of its group.",
        "From then on the standards and the scale stay as they are.",
    ]
    if nobody:
        said.append(
            "Nobody is named to write for "
            f"{', '.join(one.agency.name for one in nobody[:10])}{' and others' if len(nobody) > 10 else ''}. "
            "They are asked as soon as somebody is."
        )
    day = launches(found.opens_on, found.due_on, clock.today())
    if not day:
        said.append(day.reason)
    return _step(request, standing, found, None, acts.launch, {
        "heading": "Launch this cycle", "button": "Launch it", "said": said, "stopped": not day or not asked,
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def close(request: HttpRequest, standing: Standing, cycle: int) -> HttpResponse:
    """Close a cycle, once it was said what that does."""
    found = _kept(standing, cycle, Verb.CLOSE)
    waiting = questions.counts_in(found).shows[Show.WAITING]
    said = [
        "Nothing more is written, moderated or asked for, and every link to it is shut. What came stays.",
        "It cannot be opened again.",
        f"{waiting or 'No'} organisation{'s have' if waiting != 1 else ' has'} not submitted."
        if waiting
        else "Every organisation has submitted.",
    ]
    return _step(request, standing, found, None, acts.close, {
        "heading": "Close this cycle", "button": "Close it", "said": said, "warns": True,
    })  # fmt: skip


_DONE = {
    acts.amend: "The cycle {} is changed.",
    acts.launch: "The cycle {} is launched. The letters are on their way.",
    acts.close: "The cycle {} is closed.",
}


def _step(
    request: HttpRequest,
    standing: Standing,
    found: Cycle,
    form: CycleForm | None,
    act: Any,
    page: dict[str, Any],
) -> HttpResponse:
    """A form, or a question that is answered by its button; then back to the cycle."""
    asking: forms.Form = form or forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and asking.is_valid():
        try:
            act(cycle_id=found.pk, by=standing, **(form.given() if form else {}))
        except Refused as refusal:
            asking.add_error(None, str(refusal))
        else:
            messages.success(request, _DONE[act].format(found.name))
            return redirect("registers:section-11-cycle", board=standing.board_code, cycle=found.number)
    back = reverse("registers:section-11-cycle", args=[standing.board_code, found.number])
    context = {"form": asking, "caption": str(found), **page, "back_link": ("Back to the cycle", back)}
    return render(request, STEP, context)


def cycle_or_404(standing: Standing, number: int) -> Cycle:
    """The board's cycle of this number."""
    found = questions.cycle_seen(standing, number)
    if found is None:
        raise Http404("No such cycle.")
    return found


def _kept(standing: Standing, number: int, verb: Verb) -> Cycle:
    """A cycle, for who may do this to it now."""
    demand(can_keep_cycles(standing))
    found = cycle_or_404(standing, number)
    demand(when(verb, questions.stage_of(found)))
    return found


def _narrowed(request: HttpRequest) -> Narrowed:
    show, duty = request.GET.get("show", ""), request.GET.get("group", "")
    return Narrowed(
        show=Show(show) if show in list(Show) else Show.ALL,
        duty=Duty(duty) if duty in list(Duty) else None,
        words=request.GET.get("q", "").strip()[:100],
    )


def _back(standing: Standing) -> tuple[str, str]:
    return ("Back to Section 11", reverse("registers:section-11", args=[standing.board_code]))


ADDRESSES: list[URLPattern] = [
    path("section-11/", section_11, name="section-11"),
    path("section-11/plan/", plan, name="section-11-plan"),
    path("section-11/cycles/<int:cycle>/", cycle, name="section-11-cycle"),
    path("section-11/cycles/<int:cycle>/amend/", amend, name="section-11-amend"),
    path("section-11/cycles/<int:cycle>/launch/", launch, name="section-11-launch"),
    path("section-11/cycles/<int:cycle>/close/", close, name="section-11-close"),
]
