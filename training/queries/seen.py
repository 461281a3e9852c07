"""Which reviews a person may know of, and one of them by its number."""

from django.db.models import Q, QuerySet

from agencies.rules.standing import Standing
from training.models import Lesson, Recommendation, Review
from training.permissions import can_see_reviews, sees_restricted


def reviews_seen(standing: Standing) -> QuerySet[Review]:
    """The board's reviews this person reads: what is published, and the rest for those who keep reviews."""
    if not can_see_reviews(standing):
        return Review.objects.none()
    return Review.objects.filter(readable(standing), board_id=standing.board_id)


def readable(standing: Standing, at: str = "") -> Q:
    """The condition on a review, reached by `at` (such as `review__`), under which this person reads it."""
    if not can_see_reviews(standing):
        return Q(pk__in=[])
    return Q() if sees_restricted(standing) else Q(**{f"{at}published_on__isnull": False})


def review_of(standing: Standing, number: int) -> Review | None:
    """The board's review of this number, whether or not this person may read it: the caller asks that first."""
    rows = Review.objects.filter(board_id=standing.board_id, number=number)
    return rows.select_related("board", "lead").prefetch_related("milestones").first()


def lesson_of(review: Review, number: int) -> Lesson | None:
    """The review's lesson of this number."""
    return Lesson.objects.filter(review=review, number=number).prefetch_related("themes").first()


def recommendation_of(review: Review, number: int) -> Recommendation | None:
    """The review's recommendation of this number."""
    rows = Recommendation.objects.filter(review=review, number=number)
    return rows.select_related("lead", "lesson", "review__board").first()


def lessons_of(review: Review) -> tuple[Lesson, ...]:
    """The review's lessons, for choosing among them."""
    return tuple(Lesson.objects.filter(review=review).order_by("number"))
