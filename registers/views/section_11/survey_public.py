"""The survey as front-line staff meet it: by an organisation's link, without an account, a name or a cookie."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from agencies.door import kept_to_oneself
from agencies.rules.verdict import Refused
from registers.actions.section_11.survey_answers import count
from registers.forms.section_11.surveys import AnswerForm
from registers.queries.section_11.surveys import Asked, asked

#: Whoever happens to be signed in sees the page as everybody does.
_NOBODY: dict[str, object] = {"navigation": (), "account_links": (), "sign_out_url": ""}


@csrf_exempt  # Its guard sets a cookie, and there is nobody here in whose name anything could be forged.
@login_not_required
@kept_to_oneself
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, place: str) -> HttpResponse:
    """The statements, each to agree with or not. Nothing of who answers is looked at."""
    found = _asked_or_404(place)
    form = AnswerForm(request.POST if request.method == "POST" else None, questions=found.questions)
    if found.open and form.is_valid():
        try:
            count(place_id=found.place_id, choices=form.choices())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("section-11:survey-thanks", place=place)
    context = {**_NOBODY, "found": found, "form": form, "board_name": found.board_name}
    return render(request, "registers/section_11/survey_answer.html", context)


@login_not_required
@kept_to_oneself
@require_safe
def thanks(request: HttpRequest, place: str) -> HttpResponse:
    """Says that the answer is counted."""
    found = _asked_or_404(place)
    context = {**_NOBODY, "found": found, "board_name": found.board_name}
    return render(request, "registers/section_11/survey_thanks.html", context)


def _asked_or_404(place: str) -> Asked:
    found = asked(place)
    if found is None:
        raise Http404("No such survey.")
    return found


ADDRESSES: list[URLPattern] = [
    path("survey/<str:place>/", answer, name="survey"),
    path("survey/<str:place>/thanks/", thanks, name="survey-thanks"),
]
