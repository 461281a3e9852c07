"""Who has which part in one organisation's self-assessment; more time for it; leaving it out of the cycle."""

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
from registers.actions.section_11 import assignments, organisations, sending
from registers.forms.section_11.organisations import LeaveOutForm, PartForm, TimeForm, UntilForm
from registers.models import Assessment
from registers.permissions.section_11 import can_keep_cycles
from registers.presenters.section_11 import people as words
from registers.queries.section_11 import people as questions
from registers.queries.section_11.cycles import assessment_kept, record_of_assessment, stage_of
from registers.rules.section_11.cycles import Stage, Verb, when
from registers.rules.section_11.parts import PART_WORDS, Part
from registers.rules.section_11.states import REPLIED, State
from registers.views.section_11.cycles import STEP


@require_safe
@at_board
def people(request: HttpRequest, standing: Standing, cycle: int, agency: str) -> HttpResponse:
    """Who has which part in it, whether a link of theirs works, and what was done."""
    found = _kept(standing, cycle, agency)
    stage = stage_of(found.cycle)
    going = bool(when(Verb.ADD, stage))
    asked = found.left_out_at is None
    kept = questions.parts_kept(standing, found)
    writes = any(one.now and one.assignment.part in (Part.AUTHOR, Part.SUBSTITUTE) for one in kept)
    context = {
        "assessment": found,
        "facts": words.facts(found),
        "rows": words.part_rows(kept, stage),
        "may_change": going and asked,
        "may_give_time": going and asked and State(found.state) not in REPLIED,
        "may_take_in": going and not asked,
        "nobody": asked and stage is Stage.RUNNING and not writes and State(found.state) not in REPLIED,
        "record": record_of_assessment(standing, found),
        "back_link": _to_cycle(found, standing),
    }
    return render(request, "registers/section_11/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def assign(request: HttpRequest, standing: Standing, cycle: int, agency: str) -> HttpResponse:
    """Give somebody a part."""
    found = _changed(standing, cycle, agency)
    form = PartForm(request.POST if request.method == "POST" else None, initial={"part": Part.AUTHOR.value})
    running = found.cycle.launched_at is not None
    said = (
        ["They are written to at once."] if running else ["They are written to when the cycle is launched."]
    )
    return _step(
        request, standing, found, form,
        lambda **given: assignments.assign(assessment_id=found.pk, by=standing, **given),
        done="{name} is named.", heading="Name somebody", button="Name them", said=said,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def part(
    request: HttpRequest, standing: Standing, cycle: int, agency: str, assignment_id: int
) -> HttpResponse:
    """One person's part: until when, writing again, shutting links, ending it."""
    found = _changed(standing, cycle, agency)
    one = questions.part_kept(standing, found, assignment_id)
    if one is None:
        raise Http404("No such part, or it has ended.")
    verb = request.POST.get("do", "") if request.method == "POST" else ""
    form = UntilForm(request.POST if verb == "until" else None, initial={"until": one.assignment.until})
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "again": (
            lambda: sending.send_again(assignment_id=assignment_id, by=standing),
            "The letter to {} is on its way.",
        ),
        "shut": (
            lambda: sending.revoke_links(assignment_id=assignment_id, by=standing),
            "No link of {} works any more. Send the letter again when it is right.",
        ),
        "end": (
            lambda: assignments.end(assignment_id=assignment_id, by=standing),
            "The part of {} has ended.",
        ),
        "until": (
            lambda: assignments.set_until(
                assignment_id=assignment_id, until=form.cleaned_data["until"], by=standing
            ),
            "Until when it is {}’s is changed.",
        ),
    }
    if verb in acts and (verb != "until" or form.is_valid()):
        act, done = acts[verb]
        try:
            act()
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, done.format(one.assignment.name))
        return _led_back(standing, found)
    context = {
        "assessment": found,
        "one": one,
        "part": PART_WORDS[Part(one.assignment.part)],
        "form": form,
        "running": found.cycle.launched_at is not None,
        "written_to": Part(one.assignment.part) is not Part.MODERATOR,
        "back_link": _to_people(found, standing),
    }
    return render(request, "registers/section_11/part.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def more_time(request: HttpRequest, standing: Standing, cycle: int, agency: str) -> HttpResponse:
    """Give one organisation another day."""
    found = _changed(standing, cycle, agency)
    form = TimeForm(request.POST if request.method == "POST" else None, initial={"due_on": found.due_on})
    return _step(
        request, standing, found, form,
        lambda **given: organisations.give_time(assessment_id=found.pk, by=standing, **given),
        done=f"{found.agency.name} has another day.", heading="Give it another day", button="Save",
        said=[f"It is due on {found.due_on:%-d %B %Y}."],
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def leave_out(request: HttpRequest, standing: Standing, cycle: int, agency: str) -> HttpResponse:
    """Leave an organisation out of the cycle."""
    found = _changed(standing, cycle, agency)
    form = LeaveOutForm(request.POST if request.method == "POST" else None)
    return _step(
        request, standing, found, form,
        lambda **given: organisations.leave_out(assessment_id=found.pk, by=standing, **given),
        done=f"{found.agency.name} is left out.", heading="Leave it out of this cycle", button="Leave it out",
        said=["Nobody asks it any more, its people’s parts end and every link is shut. What it wrote stays."],
        warns=True,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def take_in(request: HttpRequest, standing: Standing, cycle: int, agency: str) -> HttpResponse:
    """Take an organisation in again that was left out."""
    found = _kept(standing, cycle, agency)
    demand(when(Verb.ADD, stage_of(found.cycle)))
    form = forms.Form(request.POST if request.method == "POST" else None)
    said = f"It was left out: {found.left_out_why}" if found.left_out_at else "It is part of this cycle."
    return _step(
        request, standing, found, form,
        lambda **given: organisations.take_in(assessment_id=found.pk, by=standing, **given),
        done=f"{found.agency.name} is asked again. Say who writes for it.", heading="Take it in again",
        button="Take it in", said=[said],
        stopped=found.left_out_at is None,
    )  # fmt: skip


def _step(
    request: HttpRequest,
    standing: Standing,
    found: Assessment,
    form: forms.Form,
    act: Callable[..., object],
    *,
    done: str,
    **page: Any,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act(**form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done.format(**form.cleaned_data))
            return _led_back(standing, found)
    caption = f"{found.agency.name}, {found.cycle.name}"
    context = {"form": form, "caption": caption, "back_link": _to_people(found, standing)}
    return render(request, STEP, context | page)


def _kept(standing: Standing, number: int, agency: str) -> Assessment:
    """An organisation's self-assessment, for who keeps cycles."""
    demand(can_keep_cycles(standing))
    found = assessment_kept(standing, number, agency)
    if found is None:
        raise Http404("No such organisation in this cycle.")
    return found


def _changed(standing: Standing, number: int, agency: str) -> Assessment:
    """The same, while its cycle is not closed and it was not left out."""
    found = _kept(standing, number, agency)
    demand(when(Verb.ADD, stage_of(found.cycle)))
    if found.left_out_at is not None:
        raise Http404("It was left out of this cycle.")
    return found


def _led_back(standing: Standing, found: Assessment) -> HttpResponse:
    return redirect(reverse("registers:section-11-people", kwargs=_where(standing, found)))


def _where(standing: Standing, found: Assessment) -> dict[str, Any]:
    return {"board": standing.board_code, "cycle": found.cycle.number, "agency": found.agency.code}


def _to_people(found: Assessment, standing: Standing) -> tuple[str, str]:
    return (
        "Back to the organisation",
        reverse("registers:section-11-people", kwargs=_where(standing, found)),
    )


def _to_cycle(found: Assessment, standing: Standing) -> tuple[str, str]:
    back = reverse("registers:section-11-cycle", args=[standing.board_code, found.cycle.number])
    return ("Back to the cycle", back)


_ONE = "section-11/<int:cycle>/<slug:agency>/people/"
ADDRESSES: list[URLPattern] = [
    path(_ONE, people, name="section-11-people"),
    path(f"{_ONE}name/", assign, name="section-11-assign"),
    path(f"{_ONE}<int:assignment_id>/", part, name="section-11-part"),
    path(f"{_ONE}time/", more_time, name="section-11-time"),
    path(f"{_ONE}leave-out/", leave_out, name="section-11-leave-out"),
    path(f"{_ONE}take-in/", take_in, name="section-11-take-in"),
]
