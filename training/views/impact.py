"""What came of a review, and of a course: one thread each, which never claims more than the order of things."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from training.permissions import can_see_training
from training.presenters.impact import impact_words
from training.queries.impact import course_of, impact_of_course, impact_of_review
from training.views.reviews.finding import back_to, review_or_404


@require_safe
@at_board
def review_impact(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """What came of a review this person may read."""
    found = review_or_404(standing, number)
    context = {
        "caption": f"Review {found}",
        "title": found.title,
        "words": impact_words(impact_of_review(standing, found)),
        "opens_courses": bool(can_see_training(standing)),
        "back_link": back_to(standing, found),
    }
    return render(request, "training/impact.html", context)


@require_safe
@at_board
def course_impact(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """What came of a course, with the lessons of reviews that this person may read."""
    demand(can_see_training(standing))
    found = course_of(standing, number)
    if found is None:
        raise Http404("No such course.")
    context = {
        "caption": f"Course {found}",
        "title": found.title,
        "words": impact_words(impact_of_course(standing, found)),
        "opens_courses": False,
        "back_link": (f"Back to {found}", reverse("training:course", args=[standing.board_code, number])),
    }
    return render(request, "training/impact.html", context)


ADDRESSES: list[URLPattern] = [
    path("reviews/<int:number>/impact/", review_impact, name="review-impact"),
    path("courses/<int:number>/impact/", course_impact, name="course-impact"),
]
