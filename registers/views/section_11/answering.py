"""One standard of a self-assessment: answered, with what is typed kept as it is typed; and what will improve."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from agencies.rules import clock
from agencies.rules.verdict import Refused
from registers.actions.section_11 import answers, improvements
from registers.forms.section_11.answering import AnswerForm, ImprovementForm, given_of
from registers.models import Improvement
from registers.presenters.section_11 import assessment as words
from registers.queries.section_11.assessment import StandardRow, assessment_page
from registers.rules.section_11.carrying import MARK_WORDS
from registers.rules.section_11.states import Verb
from registers.views.section_11.assessment import frame
from registers.views.section_11.doors import Door, demand_doing, demand_reading
from registers.views.section_11.proving import shown_evidence


@require_http_methods(["GET", "HEAD", "POST"])
def standard(request: HttpRequest, door: Door, number: int) -> HttpResponse:
    """One standard: to be answered by whoever writes, to be read by others."""
    demand_reading(door)
    if request.method == "POST":
        demand_doing(door, Verb.WRITE)
    page = assessment_page(door.assessment)
    row = page.row(number) or _none()
    form = AnswerForm(request.POST or None, scale=page.scale, written=row.written)
    told = ""
    if request.method == "POST" and form.is_valid():
        try:
            saved = answers.save(
                assessment_id=door.assessment.pk,
                number=number,
                saw=form.saw,
                written=form.written,
                by=door.writer,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            row = assessment_page(door.assessment).row(number) or _none()
            told = words.clash_words(saved.clashes, row) if saved.joined else ""
            onward = "" if told else _onward(request, door, number, len(page.rows))
            if _by_htmx(request):
                return _told_briefly(request, form, saved, told, onward)
            if onward:
                return redirect(onward)
            form = AnswerForm(None, scale=page.scale, written=row.written)
    if request.method == "POST" and _by_htmx(request):
        return _told_briefly(request, form)
    return render(request, "registers/section_11/answer.html", _context(door, row, form, told))


def _by_htmx(request: HttpRequest) -> bool:
    """Whether the page keeps itself while somebody types; without script, only what is pressed comes here."""
    return bool(request.headers.get("HX-Request"))


def _told_briefly(
    request: HttpRequest,
    form: AnswerForm,
    saved: answers.Saved | None = None,
    told: str = "",
    onward: str = "",
) -> HttpResponse:
    """That it was kept, in a few words, and what the page has seen now; and on, when that was pressed."""
    context: dict[str, Any] = {"saved": saved, "told": told, "at": clock.now()}
    if saved is None:
        context["problem"] = " ".join(str(one) for errors in form.errors.values() for one in errors)
    else:
        context["was"] = given_of(words.saw_after(form.written, form.saw, saved.clashes))
    answer = render(request, "registers/section_11/saved.html", context)
    if onward and "do" in request.POST:
        answer["HX-Redirect"] = onward
    return answer


def _onward(request: HttpRequest, door: Door, number: int, last: int) -> str:
    """To the next standard, or back to the tasks."""
    if request.POST.get("do") == "next" and number < last:
        return door.to("standard", number + 1)
    return door.to()


def _context(door: Door, row: StandardRow, form: AnswerForm, told: str) -> dict[str, Any]:
    number = row.standard.number
    return frame(door) | {
        "row": row,
        "form": form,
        "told": told,
        "chosen": row.said,
        "moderated": words.row_words(row, "").moderated,
        "mark": MARK_WORDS[row.mark] if row.mark else "",
        "evidence": shown_evidence(door, row),
        "improvements": [
            (one, door.to("improvement", one.pk), door.to("improvement-back", one.pk))
            for one in row.improvements
        ],
        "here": door.to("standard", number),
        "improve_url": door.to("improve", number),
        "evidence_url": door.to("evidence", number),
        "authors": "; ".join(row.answer.authors) if row.answer else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
def improve(request: HttpRequest, door: Door, number: int) -> HttpResponse:
    """Say what will improve under a standard."""
    demand_doing(door, Verb.WRITE)
    row = assessment_page(door.assessment).row(number) or _none()
    form = ImprovementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            improvements.add(
                assessment_id=door.assessment.pk, number=number, by=door.writer, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The improvement is noted.")
            return redirect(door.to("standard", number))
    return _step(request, door, form, "Add an improvement", row, "Add it")


@require_http_methods(["GET", "HEAD", "POST"])
def improvement(request: HttpRequest, door: Door, improvement_id: int) -> HttpResponse:
    """Change what will improve."""
    demand_doing(door, Verb.WRITE)
    row, found = _improvement_or_404(door, improvement_id)
    form = ImprovementForm(request.POST or None, improvement=found)
    if request.method == "POST" and form.is_valid():
        try:
            improvements.change(
                improvement_id=found.pk, by=door.writer, owner=found.owner, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The improvement is changed.")
            return redirect(door.to("standard", row.standard.number))
    return _step(request, door, form, "Change an improvement", row, "Save")


@require_http_methods(["GET", "HEAD", "POST"])
def improvement_back(request: HttpRequest, door: Door, improvement_id: int) -> HttpResponse:
    """Take an improvement back, once that was confirmed."""
    demand_doing(door, Verb.WRITE)
    row, found = _improvement_or_404(door, improvement_id)
    problem = ""
    if request.method == "POST":
        try:
            improvements.take_back(improvement_id=found.pk, by=door.writer)
        except Refused as refusal:
            problem = str(refusal)
        else:
            messages.success(request, "The improvement is taken back.")
            return redirect(door.to("standard", row.standard.number))
    context = frame(door, "Take an improvement back") | {
        "row": row,
        "improvement": found,
        "errors": [(problem, "")] if problem else [],
        "page_has_errors": bool(problem),
        "back_link": (f"Back to standard {row.standard.number}", door.to("standard", row.standard.number)),
    }
    return render(request, "registers/section_11/improvement_back.html", context)


def _step(
    request: HttpRequest, door: Door, form: ImprovementForm, heading: str, row: StandardRow, button: str
) -> HttpResponse:
    number = row.standard.number
    context = frame(door, heading) | {
        "form": form,
        "row": row,
        "button": button,
        "back_link": (f"Back to standard {number}", door.to("standard", number)),
    }
    return render(request, "registers/section_11/answer_step.html", context)


def _improvement_or_404(door: Door, improvement_id: int) -> tuple[StandardRow, Improvement]:
    """One improvement of this self-assessment, and its standard."""
    for row in assessment_page(door.assessment).rows:
        for one in row.improvements:
            if one.pk == improvement_id:
                return row, one
    raise Http404("No such improvement in this self-assessment.")


def _none() -> StandardRow:
    raise Http404("There is no standard of this number.")
