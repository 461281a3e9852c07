"""One review: its steps with every day they had, what was learnt, what is to be done and whether it stuck."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from agencies import thread
from agencies.door import at_board
from agencies.rules.standing import Standing
from agencies.thread import Reference
from scorecard.presenters.thread import knots_of
from training.presenters import reviews as words
from training.queries.offers import LESSON, RECOMMENDATION
from training.queries.review_page import review_page
from training.queries.steps import REVIEW
from training.rules.reviews import KIND_WORDS, Kind, Verb
from training.views.reviews.finding import review_or_404


@require_safe
@at_board
def review(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """A review this person may read."""
    found = review_or_404(standing, number)
    page = review_page(standing, found)
    lessons = [Reference(LESSON, str(one.lesson.pk)) for one in page.lessons]
    advised = [Reference(RECOMMENDATION, str(one.recommendation.pk)) for one in page.recommendations]
    offers = thread.offers(standing, [*lessons, *advised])
    own = Reference(REVIEW, str(found.pk))
    told = thread.steps(standing, [own])[own]
    context = {
        "review": found,
        "kind": KIND_WORDS[Kind(found.kind)],
        "page": page,
        "facts": words.facts(page),
        "steps": [words.step_words(row) for row in page.steps],
        "moved": [one for row in page.steps for one in words.moves_of(row)],
        "lessons": [
            (words.lesson_words(row, found.known_on.year), offers[of])
            for row, of in zip(page.lessons, lessons, strict=True)
        ],
        "recommendations": [
            (words.recommendation_words(row), offers[of])
            for row, of in zip(page.recommendations, advised, strict=True)
        ],
        "carried": words.carried_summary(page.recommendations),
        "knots": knots_of(told),
        "may": {verb.value: bool(verdict) for verb, verdict in page.may.items()},
        "why_not_publish": page.may[Verb.PUBLISH].reason if page.may[Verb.AMEND] else "",
        "back_link": ("Back to reviews", reverse("training:reviews", args=[standing.board_code])),
    }
    return render(request, "training/review.html", context)


ADDRESSES: list[URLPattern] = [path("reviews/<int:number>/", review, name="review")]
