"""The reviews of a board as one person sees them: where each stands, which step is next, and how late that is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from agencies.rules import clock
from agencies.rules.standing import Standing
from registers.rules.ladder import days_overdue
from training.models import Milestone, Review
from training.permissions import stage_of
from training.queries.carrying import carried_of
from training.queries.seen import reviews_seen
from training.rules.embedding import Carried
from training.rules.reviews import Kind, Stage, Step

A_PAGE = 25


class Show(StrEnum):
    """What the list is narrowed to, as the address says it."""

    OPEN = "open"
    PUBLISHED = "published"
    ENDED = "ended"
    ALL = "all"


_SHOWN = {
    Show.OPEN: Q(published_on__isnull=True, ended_on__isnull=True),
    Show.PUBLISHED: Q(published_on__isnull=False),
    Show.ENDED: Q(ended_on__isnull=False),
    Show.ALL: Q(),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """The next step of a review with a day, and how many working days late it is."""

    step: Step
    due_on: date | None
    late: int


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review in a list, with how many of its recommendations have come how far."""

    number: int
    reference: str
    kind: Kind
    title: str
    known_on: date
    stage: Stage
    published_on: date | None
    waits: Waiting | None
    lessons: int
    recommendations: int
    embedded: int


@dataclass(frozen=True, slots=True)
class Reviews:
    """A page of the chosen ones, how many each choice would show, and how many this person may not read yet."""

    chosen: "Page[Review]"
    rows: tuple[ReviewRow, ...]
    counts: Mapping[Show, int]
    restricted: int
    late: int


def reviews_of(standing: Standing, show: Show, *, page: str | int | None = 1) -> Reviews:
    """The chosen reviews, the newest first. As many queries for many reviews as for one."""
    seen = reviews_seen(standing)
    counted = seen.aggregate(
        **{one.value: Count("pk", filter=q or Q(number__gte=0)) for one, q in _SHOWN.items()}
    )
    every = Review.objects.filter(board_id=standing.board_id).count()
    found = Paginator(_fetched(seen.filter(_SHOWN[show])), A_PAGE).get_page(page)
    today = clock.today()
    late = Milestone.objects.filter(
        _SHOWN_OF_STEP, review__in=seen, due_on__lt=today, done_on__isnull=True
    ).values("review_id")
    return Reviews(
        chosen=found,
        rows=tuple(_row(one, today) for one in found),
        counts={one: counted[one.value] for one in Show},
        restricted=every - counted[Show.ALL.value],
        late=late.distinct().count(),
    )


_SHOWN_OF_STEP = Q(review__published_on__isnull=True, review__ended_on__isnull=True)


def waiting(review: Review, today: date) -> Waiting | None:
    """The step that is next: the earliest day first, then what has none. None when nothing is waited for."""
    if review.ended_on is not None or review.published_on is not None:
        return None
    left = [one for one in review.milestones.all() if one.done_on is None]
    if not left:
        return None
    one = min(left, key=lambda each: (each.due_on is None, each.due_on or date.max, each.pk))
    return Waiting(Step(one.step), one.due_on, days_overdue(one.due_on, today) if one.due_on else 0)


def _fetched(reviews: QuerySet[Review]) -> QuerySet[Review]:
    return (
        reviews.annotate(many_lessons=Count("lessons", distinct=True))
        .prefetch_related("milestones", "recommendations__action_links__action", "recommendations__tests")
        .order_by("-known_on", "-number")
    )


def _row(review: Review, today: date) -> ReviewRow:
    states: Collection[Carried] = [carried_of(one) for one in review.recommendations.all()]
    return ReviewRow(
        number=review.number,
        reference=review.reference,
        kind=Kind(review.kind),
        title=review.title,
        known_on=review.known_on,
        stage=stage_of(review),
        published_on=review.published_on,
        waits=waiting(review, today),
        lessons=review.many_lessons,  # type: ignore[attr-defined]  # annotated above
        recommendations=len(states),
        embedded=sum(one is Carried.EMBEDDED for one in states),
    )
