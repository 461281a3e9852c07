"""The review an address names, and the parts of it: 404 when there is none, 403 while this person may not read it."""

from django.http import Http404
from django.urls import reverse

from agencies.door import demand
from agencies.rules.standing import Standing
from training.models import Lesson, Recommendation, Review
from training.permissions import can_do_to_review, can_see_review, can_see_reviews
from training.queries.seen import lesson_of, recommendation_of, review_of
from training.rules.reviews import Verb


def review_or_404(standing: Standing, number: int) -> Review:
    """The review, for those who may read it."""
    demand(can_see_reviews(standing))
    found = review_of(standing, number)
    if found is None:
        raise Http404("No such review.")
    demand(can_see_review(standing, found))
    return found


def review_to(verb: Verb, standing: Standing, number: int) -> Review:
    """The review, for who may do this to it now."""
    found = review_or_404(standing, number)
    demand(can_do_to_review(verb, standing, found))
    return found


def lesson_or_404(review: Review, number: int) -> Lesson:
    """The review's lesson."""
    found = lesson_of(review, number)
    if found is None:
        raise Http404("No such lesson.")
    return found


def recommendation_or_404(review: Review, number: int) -> Recommendation:
    """The review's recommendation."""
    found = recommendation_of(review, number)
    if found is None:
        raise Http404("No such recommendation.")
    return found


def page_of(standing: Standing, review: Review, part: str = "") -> str:
    """Where the review is read, at a part of it where one is named."""
    page = reverse("training:review", args=[standing.board_code, review.number])
    return f"{page}#{part}" if part else page


def back_to(standing: Standing, review: Review, part: str = "") -> tuple[str, str]:
    """The way back to the review."""
    return (f"Back to {review}", page_of(standing, review, part))
