"""What agencies still have to explain, and their answers: before release, and after."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions import explanations as acts
from scorecard.permissions import can_comment, can_see_scorecard
from scorecard.queries import explanations as questions
from scorecard.views.found import submission_or_404


@require_safe
@at_board
def explanations(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Every explanation owed, with a box for each that this person may answer."""
    demand(can_see_scorecard(standing))
    asked = questions.explanations_owed(standing)
    return render(request, "scorecard/explanations.html", {"asked": asked, "back_link": _back(standing)})


def _back(standing: Standing) -> tuple[str, str]:
    return ("Back to data returns", reverse("scorecard:returns", args=[standing.board_code]))


@require_POST
@at_board
def explain(request: HttpRequest, standing: Standing, explanation_id: int) -> HttpResponse:
    """Answer one."""
    found = questions.explanation_seen(standing, explanation_id)
    if found is None:
        raise Http404("No such explanation, or it is another agency’s.")
    demand(can_comment(standing, found.agency_id))
    text = request.POST.get("text", "")
    try:
        acts.explain(explanation_id=explanation_id, text=text, by=standing)
    except Refused as refusal:
        asked = questions.explanations_owed(standing)
        again = {
            "asked": asked,
            "refused": str(refusal),
            "refused_id": explanation_id,
            "refused_links": ((str(refusal), f"#text-{explanation_id}"),),
            "written": text,
            "back_link": _back(standing),
        }
        return render(request, "scorecard/explanations.html", again)
    messages.success(request, "Your explanation stands beside the figure.")
    return redirect("scorecard:explanations", board=standing.board_code)


@require_POST
@at_board
def answer(request: HttpRequest, standing: Standing, submission_id: int) -> HttpResponse:
    """Explain findings of a file before it is released."""
    found = submission_or_404(standing, submission_id)
    demand(can_comment(standing, found.agency_id))
    answers = {
        int(name.removeprefix("explain-")): text
        for name, text in request.POST.items()
        if name.removeprefix("explain-").isdecimal() and isinstance(text, str)
    }
    try:
        acts.answer_findings(submission_id=submission_id, answers=answers, by=standing)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Kept. The board reads it beside the figures once you release the file.")
    return redirect("scorecard:submission", board=standing.board_code, submission_id=submission_id)
