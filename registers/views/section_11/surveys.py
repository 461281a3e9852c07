"""The front-line survey of a cycle, for those who keep it, and what it showed, for the board."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.section_11 import surveys as acts
from registers.forms.section_11.surveys import PlacesForm, QuestionForm, SurveyForm
from registers.models import Cycle, SurveyQuestion
from registers.permissions.section_11 import can_keep_cycles, can_see_all_assessments
from registers.presenters.section_11 import survey as words
from registers.queries.section_11 import surveys as questions
from registers.queries.section_11.survey_results import results
from registers.rules.section_11.scales import Scale
from registers.views.section_11.finding import cycle_or_404


@require_safe
@at_board
def survey(request: HttpRequest, standing: Standing, cycle: int) -> HttpResponse:
    """The survey: its days, statements and links; once it is over, what it showed."""
    demand(can_see_all_assessments(standing))
    found = cycle_or_404(standing, cycle)
    page, may_keep = questions.survey_page(standing, found), can_keep_cycles(standing)
    context: dict[str, Any] = {
        "cycle": found,
        "page": page,
        "may_keep": may_keep,
        "links": [(one, _link(one.word)) for one in page.places] if page and may_keep else (),
        "without": len(questions.without_link(found)),
        "back_link": _panel(standing, cycle),
    }
    showed = results(standing, found)
    if showed is not None:
        context |= {
            "results": showed,
            "summary": words.summary(showed),
            "statements": [words.statement_words(one, Scale(found.scale)) for one in showed.statements],
            "staff": [words.place_words(one, showed) for one in showed.places],
        }
    return render(request, "registers/section_11/survey.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def make(request: HttpRequest, standing: Standing, cycle: int) -> HttpResponse:
    """Make the survey of a cycle, or change its title and days."""
    demand(can_keep_cycles(standing))
    found = cycle_or_404(standing, cycle)
    page = questions.survey_page(standing, found)
    names = ("title", "opens_on", "closes_on")
    initial = {name: getattr(page.survey, name) for name in names} if page else {}
    form = SurveyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            if page is None:
                acts.make(cycle_id=found.pk, by=standing, **form.cleaned_data)
            else:
                acts.amend(survey_id=page.survey.pk, by=standing, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The survey is changed." if page else "The survey is made.")
            return redirect("registers:section-11-survey", standing.board_code, cycle)
    heading = "Change the survey" if page else "Make a survey of front-line staff"
    return _asking(request, standing, found, form, heading, "Save")


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def add_question(request: HttpRequest, standing: Standing, cycle: int) -> HttpResponse:
    """Add a statement."""
    demand(can_keep_cycles(standing))
    found = cycle_or_404(standing, cycle)
    page = _page_or_404(standing, found)
    form = QuestionForm(request.POST or None, standards=questions.standards_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            acts.add_question(survey_id=page.survey.pk, by=standing, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The statement is added.")
            return redirect("registers:section-11-survey", standing.board_code, cycle)
    return _asking(request, standing, found, form, "Add a statement", "Add this statement")


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def amend_question(request: HttpRequest, standing: Standing, cycle: int, number: int) -> HttpResponse:
    """Put a statement right before the survey opens."""
    demand(can_keep_cycles(standing))
    found = cycle_or_404(standing, cycle)
    question = _question_or_404(standing, found, number)
    form = QuestionForm(
        request.POST or None,
        initial={"text": question.text, "standard": question.standard_id},
        standards=questions.standards_of(found),
    )
    if request.method == "POST" and form.is_valid():
        try:
            acts.amend_question(question_id=question.pk, by=standing, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Statement {number} is changed.")
            return redirect("registers:section-11-survey", standing.board_code, cycle)
    return _asking(request, standing, found, form, f"Change statement {number}", "Save")


@require_POST
@at_board
def remove_question(request: HttpRequest, standing: Standing, cycle: int, number: int) -> HttpResponse:
    """Take a statement out before the survey opens."""
    demand(can_keep_cycles(standing))
    found = cycle_or_404(standing, cycle)
    try:
        acts.remove_question(question_id=_question_or_404(standing, found, number).pk, by=standing)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Statement {number} is taken out.")
    return redirect("registers:section-11-survey", standing.board_code, cycle)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def add_places(request: HttpRequest, standing: Standing, cycle: int) -> HttpResponse:
    """Make links, one an organisation, for it to pass to its staff."""
    demand(can_keep_cycles(standing))
    found = cycle_or_404(standing, cycle)
    page = _page_or_404(standing, found)
    form = PlacesForm(request.POST or None, agencies=questions.without_link(found))
    if request.method == "POST" and form.is_valid():
        chosen = [one.pk for one in form.cleaned_data["agencies"]]
        try:
            made = acts.add_places(survey_id=page.survey.pk, agency_ids=chosen, by=standing)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{made} link{'' if made == 1 else 's'} made.")
            return redirect("registers:section-11-survey", standing.board_code, cycle)
    return _asking(request, standing, found, form, "Make links to the survey", "Make these links")


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def send_links(request: HttpRequest, standing: Standing, cycle: int) -> HttpResponse:
    """Write to the authors of the organisations that have links, once somebody has said so."""
    demand(can_keep_cycles(standing))
    found = cycle_or_404(standing, cycle)
    page = _page_or_404(standing, found)
    form = Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            sent = acts.send_links(survey_id=page.survey.pk, by=standing)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{sent} letter{'' if sent == 1 else 's'} sent.")
            return redirect("registers:section-11-survey", standing.board_code, cycle)
    about = (
        "The author of each organisation that has a link gets an email with it, to pass on to staff. Sent again, "
        "it reminds them."
    )
    return _asking(request, standing, found, form, "Send the links", "Send them", about)


def _asking(
    request: HttpRequest,
    standing: Standing,
    cycle: Cycle,
    form: Any,
    heading: str,
    button: str,
    about: str = "",
) -> HttpResponse:
    back = reverse("registers:section-11-survey", args=[standing.board_code, cycle.number])
    context = {
        "form": form,
        "caption": str(cycle),
        "heading": heading,
        "about": about,
        "button": button,
        "back_link": ("Back to the survey", back),
    }
    return render(request, "registers/section_11/survey_form.html", context)


def _page_or_404(standing: Standing, cycle: Cycle) -> questions.SurveyPage:
    page = questions.survey_page(standing, cycle)
    if page is None:
        raise Http404("This cycle has no survey yet.")
    return page


def _question_or_404(standing: Standing, cycle: Cycle, number: int) -> SurveyQuestion:
    found = questions.question_at(standing, cycle, number)
    if found is None:
        raise Http404("No such statement.")
    return found


def _link(word: str) -> str:
    return f"{settings.PUBLIC_URL}{reverse('section-11:survey', args=[word])}"


def _panel(standing: Standing, cycle: int) -> tuple[str, str]:
    return ("Back to the panel", reverse("registers:section-11-panel", args=[standing.board_code, cycle]))


_AT = "section-11/cycles/<int:cycle>/survey/"
ADDRESSES: list[URLPattern] = [
    path(_AT, survey, name="section-11-survey"),
    path(f"{_AT}days/", make, name="section-11-survey-days"),
    path(f"{_AT}statements/add/", add_question, name="section-11-statement-add"),
    path(f"{_AT}statements/<int:number>/", amend_question, name="section-11-statement"),
    path(f"{_AT}statements/<int:number>/remove/", remove_question, name="section-11-statement-remove"),
    path(f"{_AT}links/", add_places, name="section-11-survey-links"),
    path(f"{_AT}links/send/", send_links, name="section-11-survey-send"),
]
