"""One challenge: what was asked, what each said, what is done about it, and what came of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from agencies.door import at_board
from agencies.rules.standing import Standing
from agencies.rules.vocabulary import Idea
from registers.presenters import actions as action_words
from registers.presenters import challenge as words
from registers.presenters.threads import thread_words
from registers.presenters.watched import watched_words
from registers.queries.challenge_page import challenge_page
from registers.queries.threads import threads_of
from registers.views.challenges import offered
from registers.views.challenges.finding import challenge_or_404


@require_safe
@at_board
def challenge(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """One challenge with everything this person may know of it."""
    found = challenge_or_404(standing, number)
    page = challenge_page(standing, found)
    context = {
        "challenge": found,
        "page": page,
        "facts": words.facts(page, str(standing.word(Idea.CHAIR))),
        "lead": words.lead_sentence(page),
        "asked": [(words.asked_words(one), offered.beside(page, standing, one)) for one in page.asked],
        "actions": [action_words.row_words(row) for row in page.actions],
        "watched": watched_words(page.seen, standing.board_code) if page.seen else None,
        "impact": words.impact_words(page),
        "thread": thread_words(threads_of(standing, [found])[found.pk]) if found.sent_at else None,
        "steps": offered.steps(page, standing),
        "refused": offered.refused(page),
        "agree": offered.agree(page, standing),
        "back_link": (
            "Back to the challenge log",
            reverse("registers:challenges", args=[standing.board_code]),
        ),
    }
    return render(request, "registers/challenge.html", context)


ADDRESSES: list[URLPattern] = [path("challenges/<int:number>/", challenge, name="challenge")]
