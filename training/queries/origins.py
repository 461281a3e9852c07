"""What lower rooms can begin from here: a lesson, for a challenge. Frozen words never tell what is restricted."""

from django.urls import reverse

from agencies.rules.standing import Standing
from registers.models import OriginKind
from registers.queries.origins import Beginning, Start
from registers.rules.origins import Origin
from training.models import Lesson, Recommendation, Review
from training.queries.seen import readable

_LONGEST = 300


def words_of_lesson(lesson: Lesson) -> str:
    """“RV-4, lesson 2”, with what was learnt once the review is published."""
    return _words(lesson.review, f"lesson {lesson.number}", lesson.text)


def words_of_recommendation(found: Recommendation) -> str:
    """“RV-4, recommendation 2”, with what it says once the review is published."""
    return _words(found.review, f"recommendation {found.number}", found.text)


def begin_lesson(standing: Standing, start: Start) -> Beginning | None:
    """What a challenge would begin from: a lesson of this board that this person reads."""
    if not start.key.isdecimal() or len(start.key) > 9:
        return None
    rows = Lesson.objects.filter(readable(standing, "review__"), review__board_id=standing.board_id)
    lesson = rows.select_related("review").filter(pk=int(start.key)).first()
    if lesson is None:
        return None
    page = reverse("training:review", args=[standing.board_code, lesson.review.number])
    origin = Origin(
        OriginKind.LESSON.value, str(lesson.pk), words_of_lesson(lesson), f"{page}#lesson-{lesson.number}"
    )
    leads = Recommendation.objects.filter(lesson=lesson, lead__isnull=False).order_by("number")
    return Beginning(origin, asks=tuple(dict.fromkeys(leads.values_list("lead_id", flat=True))))


def _words(review: Review, part: str, text: str) -> str:
    reference = f"{review.reference}, {part}"
    if review.published_on is None:
        return reference
    words = f"{reference}: {' '.join(text.split())}"
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
