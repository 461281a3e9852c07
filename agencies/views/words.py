"""What the board calls things: every idea for all to read; for the office a new word, one put right or taken back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.actions import words as acts
from agencies.door import at_board, demand
from agencies.forms import RightWordForm, WordForm
from agencies.permissions import can_set_words
from agencies.queries import words as questions
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from agencies.rules.vocabulary import Idea


@require_safe
@at_board
def words(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Every idea with its word of today, those that come and those that were."""
    context = {"ideas": questions.ideas(standing), "may_set": bool(can_set_words(standing))}
    return render(request, "agencies/words.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def word(request: HttpRequest, standing: Standing, idea: str) -> HttpResponse:
    """One idea with its history, and a new word for it: asked for, shown with what it changes, then set."""
    demand(can_set_words(standing))
    of = _idea_or_404(idea)
    form = WordForm(request.POST if request.method == "POST" else None)
    change = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            if request.POST.get("sure"):
                acts.set_word(idea=of, by=standing, **given)
                messages.success(request, f"“{given['word']}” is set. It stands in the audit trail below.")
                return redirect("agencies:word", board=standing.board_code, idea=idea)
            change = acts.foresee(idea=of, by=standing, **given)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {
        "history": questions.idea_history(standing, of),
        "form": form,
        "change": change,
        "back_link": ("Back to words", reverse("agencies:words", args=[standing.board_code])),
    }
    return render(request, "agencies/word_sure.html" if change else "agencies/word.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def own_word(request: HttpRequest, standing: Standing, idea: str, term_id: int) -> HttpResponse:
    """A word the board itself set: put it right, or take it back so that the word before goes on."""
    demand(can_set_words(standing))
    of = _idea_or_404(idea)
    found = questions.own_word(standing, of, term_id)
    if found is None:
        raise Http404("The board set no such word.")
    form = RightWordForm(
        request.POST if request.method == "POST" else None, initial={"word": found.word.text}
    )
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("do") == "take-back":
                acts.take_back_word(term_id=term_id, reason=form.cleaned_data["reason"], by=standing)
            else:
                acts.correct_word(term_id=term_id, by=standing, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Changed. It stands in the audit trail below.")
            return redirect("agencies:word", board=standing.board_code, idea=idea)
    back = reverse("agencies:word", args=[standing.board_code, idea])
    context = {
        "history": questions.idea_history(standing, of),
        "stretch": found,
        "form": form,
        "back_link": ("Back to its words", back),
    }
    return render(request, "agencies/own_word.html", context)


def _idea_or_404(idea: str) -> Idea:
    try:
        return Idea(idea)
    except ValueError:
        raise Http404("No such idea.") from None
