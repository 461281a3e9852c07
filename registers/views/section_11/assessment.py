"""A self-assessment as a whole: its tasks, carried forward, signed off, and taken away as a file."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.rules import clock
from agencies.rules.verdict import Refused
from registers.actions.section_11 import answers, carrying, signing
from registers.exports.section_11 import assessment as exports
from registers.forms.section_11.answering import SignOffForm
from registers.permissions.section_11 import (
    can_do,
    can_keep_cycles,
    can_see_all_assessments,
    can_see_moderation,
)
from registers.presenters.section_11 import assessment as words
from registers.queries.section_11.assessment import AssessmentPage, assessment_page
from registers.queries.section_11.missing import missing_of
from registers.queries.section_11.wording import wordings_of
from registers.rules.section_11.duties import Duty
from registers.rules.section_11.states import State, Verb
from registers.rules.section_11.wording import filled
from registers.views.section_11.doors import Door, demand_doing, demand_reading

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}


def frame(door: Door, heading: str = "", *, back: bool = True) -> dict[str, Any]:
    """What stands on every page of a self-assessment, with the way back to its tasks."""
    found = door.assessment
    context: dict[str, Any] = {
        "door": door,
        "assessment": found,
        "heading": heading,
        "caption": f"{found.agency.name}, {found.cycle}",
    }
    if door.link is not None:
        context |= {"home_url": door.to(), "sign_out_url": door.to("leave")}
    if back:
        context["back_link"] = ("Back to the self-assessment", door.to())
    return context


@require_safe
def assessment(request: HttpRequest, door: Door) -> HttpResponse:
    """Its standards as tasks for whoever writes, as a table for whoever reads."""
    found = door.assessment
    if found.opened_at is None and can_do(Verb.OPEN, found, door.writer.parts, keeps=False):
        found = answers.open_(assessment_id=found.pk, by=door.writer)
    page = assessment_page(found)
    told = wordings_of(found.cycle.board_id).of(Duty(found.duty), found.agency.kind_id)
    due = f"{found.due_on:%-d %B %Y}"
    urls = [(row, door.to("standard", row.standard.number)) for row in page.rows]
    context = frame(door, back=False) | {
        "page": page,
        "facts": words.facts(found, clock.today()),
        "people": words.people(page.people),
        "summary": words.summary(page),
        "asked": [filled(one, basis=found.basis, due=due) for one in (told.legal, told.asking)],
        "tasks": [words.task(row, url) for row, url in urls] if door.writes else [],
        "rows": [words.row_words(row, url) for row, url in urls] if door.reads else [],
        "sign_off": _sign_off_task(door, page),
        "carry_url": door.to("carry") if door.writes and page.may_carry else "",
        "files": [(kind.upper(), door.to("file", kind)) for kind in _TYPES] if door.reads else [],
        "sent_back": found.sent_back_why if found.state == State.SENT_BACK else "",
        **_ways_on(door),
    }
    return render(request, "registers/section_11/assessment.html", context)


def _ways_on(door: Door) -> dict[str, Any]:
    """For those at the board: the way back to the cycle, and to who is asked and when."""
    standing, cycle = door.writer.standing, door.assessment.cycle
    if standing is None:
        return {}
    back = ("Back to Section 11", reverse("registers:section-11", args=[standing.board_code]))
    if can_see_all_assessments(standing):
        where = [standing.board_code, cycle.number]
        back = (f"Back to {cycle.name}", reverse("registers:section-11-cycle", args=where))
    people_url = ""
    if can_keep_cycles(standing):
        where = [standing.board_code, cycle.number, door.assessment.agency.code]
        people_url = reverse("registers:section-11-people", args=where)
    ways: dict[str, Any] = {"back_link": back, "people_url": people_url}
    if can_see_moderation(standing, door.assessment, door.writer.parts) and door.assessment.submitted_at:
        ways["moderation_url"] = reverse("registers:section-11-moderation", args=door.where)
    return ways


def _sign_off_task(door: Door, page: AssessmentPage) -> list[tuple[str, str, str, str, str]]:
    """The sign-off as the last task."""
    if not door.writes:
        return []
    missing = len(missing_of(door.assessment))
    hint = "Its executive reads it, and signs it off in their own words."
    status = f"{missing} missing" if missing else "Ready"
    return [("Sign-off", door.to("sign-off"), hint, status, "" if missing else "green")]


@require_http_methods(["GET", "HEAD", "POST"])
def carry(request: HttpRequest, door: Door) -> HttpResponse:
    """Begin what is empty with what stood in the last cycle, once that was confirmed."""
    demand_doing(door, Verb.WRITE)
    page = assessment_page(door.assessment)
    problem = ""
    if request.method == "POST":
        try:
            begun = carrying.carry_forward(assessment_id=door.assessment.pk, by=door.writer)
        except Refused as refusal:
            problem = str(refusal)
        else:
            told = "one standard" if len(begun) == 1 else f"{len(begun)} standards"
            messages.success(request, f"Carried forward: {told}. Look through each before it is signed off.")
            return redirect(door.to())
    context = frame(door, "Carry the last answers forward") | {
        "page": page,
        "errors": [(problem, "")] if problem else [],
        "page_has_errors": bool(problem),
    }
    return render(request, "registers/section_11/carry.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_off(request: HttpRequest, door: Door) -> HttpResponse:
    """What is missing; and for the named executive, once nothing is, the sign-off."""
    demand_reading(door)
    found = door.assessment
    verdict = can_do(Verb.SUBMIT, found, door.writer.parts, keeps=False)
    form = SignOffForm(request.POST or None, initial={"seen": found.version})
    if request.method == "POST":
        demand_doing(door, Verb.SUBMIT)
        if form.is_valid() and _signed(door, form):
            messages.success(
                request, "It is signed off, and the board has it. You can take a copy away below."
            )
            return redirect(door.to())
    page = assessment_page(found)
    urls = {row.standard.number: door.to("standard", row.standard.number) for row in page.rows}
    context = frame(door, "Sign-off") | {
        "page": page,
        "form": form,
        "may": verdict,
        "seen": found.version,
        "missing": words.missing_links(missing_of(found), urls),
        "rows": [words.row_words(row, urls[row.standard.number]) for row in page.rows],
        "promised": sum(len(row.improvements) for row in page.rows),
        "executive": [who for part, who in words.people(page.people) if part == "Executive"],
    }
    return render(request, "registers/section_11/sign_off.html", context)


def _signed(door: Door, form: SignOffForm) -> bool:
    """Whether it was signed off; else the form says why not."""
    try:
        signing.sign_off(
            assessment_id=door.assessment.pk,
            statement=form.cleaned_data["statement"],
            seen=form.cleaned_data["seen"],
            by=door.writer,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_safe
def file(request: HttpRequest, door: Door, form: str) -> HttpResponse:
    """All of it as a PDF, a Word file or JSON, at any time."""
    demand_reading(door)
    if form not in _TYPES:
        raise Http404("A self-assessment is a pdf, a docx or a json.")
    page = assessment_page(door.assessment)
    about = exports.About(door.board_name, door.synthetic)
    answer = HttpResponse(exports.made(form, page, about), content_type=_TYPES[form])
    name = f"self-assessment-{door.assessment.agency.code}-{door.assessment.cycle.number}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
