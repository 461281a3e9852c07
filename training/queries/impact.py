"""What came of a review or a course: what was found, who was trained, what they said, and what was seen since.

The order of these is no cause, and nothing here says so. Names of those trained are never asked for.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Max, Min, Q, QuerySet

from agencies.rules import clock
from agencies.rules.clock import LONDON
from agencies.rules.standing import Standing
from registers.models import OriginKind
from registers.permissions import can_see_challenges
from registers.queries.seen import challenges_seen
from registers.queries.threads import threads_of
from registers.rules.challenges import State as ChallengeState
from training.models import Booking, Course, EmbeddedTest, Evaluation, Lesson, Recommendation, Review, Session
from training.permissions import can_see_training
from training.queries.carrying import carried_of
from training.queries.seen import readable
from training.rules.bookings import State
from training.rules.embedding import Carried
from training.rules.impact import Asked, Change, change

Stage = Evaluation.Stage


@dataclass(frozen=True, slots=True)
class Group:
    """So many different people of an agency or a profession."""

    name: str
    people: int


@dataclass(frozen=True, slots=True)
class Trained:
    """Who came: places taken and different people are two numbers."""

    sessions: int
    places: int
    people: int
    first: date | None
    last: date | None
    agencies: tuple[Group, ...]
    professions: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What those who came, and their managers, said."""

    knowledge: Change
    confidence: Change
    practice: Asked
    managers: Asked


@dataclass(frozen=True, slots=True)
class Figure:
    """A challenge that watches an indicator, and what its figure says so far."""

    reference: str
    title: str
    url: str
    indicator: str
    result: str


@dataclass(frozen=True, slots=True)
class CourseLine:
    """A course that passes lessons on."""

    number: int
    reference: str
    title: str


@dataclass(frozen=True, slots=True)
class Impact:
    """The thread of a review or a course."""

    lessons: tuple[Lesson, ...]
    recommendations: tuple[tuple[Recommendation, Carried], ...]
    courses: tuple[CourseLine, ...]
    trained: Trained
    told: Told
    tests: tuple[EmbeddedTest, ...]
    figures: tuple[Figure, ...]


def course_of(standing: Standing, number: int) -> Course | None:
    """The board's course of this number, for those who see training."""
    if not can_see_training(standing):
        return None
    return Course.objects.filter(board_id=standing.board_id, number=number).first()


def impact_of_review(standing: Standing, review: Review) -> Impact:
    """What came of a review this person reads. The same number of queries, however much came of it."""
    courses = Course.objects.filter(lesson_links__lesson__review=review).distinct()
    return _impact(standing, Lesson.objects.filter(review=review), courses, Q(review=review))


def impact_of_course(standing: Standing, course: Course) -> Impact:
    """What came of a course: of its lessons, those this person reads."""
    lessons = Lesson.objects.filter(readable(standing, "review__"), course_links__course=course)
    only = Course.objects.filter(pk=course.pk)
    return _impact(standing, lessons, only, Q(lesson__course_links__course=course))


def _impact(standing: Standing, lessons: QuerySet[Lesson], courses: QuerySet[Course], advised: Q) -> Impact:
    found = tuple(lessons.select_related("review").order_by("review__known_on", "review_id", "number"))
    held = list(courses.order_by("number"))
    ids = [one.pk for one in held]
    recommendations = _recommendations(standing, advised)
    return Impact(
        lessons=found,
        recommendations=tuple((one, carried_of(one)) for one in recommendations),
        courses=tuple(CourseLine(one.number, one.reference, one.title) for one in held),
        trained=_trained(ids),
        told=_told(ids),
        tests=tuple(_tests(recommendations)),
        figures=_figures(standing, [one.pk for one in found], ids),
    )


def _recommendations(standing: Standing, advised: Q) -> list[Recommendation]:
    rows = Recommendation.objects.filter(advised, readable(standing, "review__")).distinct()
    rows = rows.select_related("review").prefetch_related(
        "action_links__action", "tests__audit__grades", "tests__audit__again__grades"
    )
    return list(rows.order_by("review__known_on", "review_id", "number"))


def _tests(recommendations: Iterable[Recommendation]) -> list[EmbeddedTest]:
    found = []
    for one in recommendations:
        for test in one.tests.all():
            test.recommendation = one
            found.append(test)
    return sorted(found, key=lambda test: (test.tested_on, test.pk))


def _trained(courses: Collection[int]) -> Trained:
    came = Booking.objects.filter(session__course_id__in=courses, state=State.ATTENDED.value)
    held = Session.objects.filter(
        course_id__in=courses, ends__lte=clock.now(), cancelled_at__isnull=True
    ).aggregate(many=Count("pk"), first=Min("starts"), last=Max("starts"))
    counted = came.aggregate(places=Count("pk"), people=Count("learner_id", distinct=True))
    return Trained(
        sessions=held["many"],
        places=counted["places"],
        people=counted["people"],
        first=held["first"].astimezone(LONDON).date() if held["first"] else None,
        last=held["last"].astimezone(LONDON).date() if held["last"] else None,
        agencies=_groups(came, "agency__name"),
        professions=_groups(came, "profession__name"),
    )


def _groups(came: QuerySet[Booking], by: str) -> tuple[Group, ...]:
    """Different people by what they were then; somebody who moved counts once at each."""
    rows = came.order_by().values(name=F(by)).annotate(people=Count("learner_id", distinct=True))
    found = [Group(one["name"] or "Not known", one["people"]) for one in rows]
    return tuple(sorted(found, key=lambda one: (-one.people, one.name)))


def _told(courses: Collection[int]) -> Told:
    rows = Evaluation.objects.filter(
        booking__session__course_id__in=courses, booking__state=State.ATTENDED.value
    )
    by_stage: dict[str, dict[int, Evaluation]] = defaultdict(dict)
    for one in rows.only("booking_id", "stage", "answered_at", "knowledge", "confidence", "changed"):
        by_stage[one.stage][one.booking_id] = one
    before, after = by_stage[Stage.BEFORE], by_stage[Stage.THREE_MONTHS]
    return Told(
        knowledge=_change(before, after, "knowledge"),
        confidence=_change(before, after, "confidence"),
        practice=_asked(after.values()),
        managers=_asked(by_stage[Stage.MANAGER].values()),
    )


def _change(before: Mapping[int, Evaluation], after: Mapping[int, Evaluation], scale: str) -> Change:
    """How one scale moved from before the course to three months after it, booking by booking."""
    pairs = [
        (getattr(before[key], scale), getattr(after[key], scale)) for key in before.keys() & after.keys()
    ]
    return change([(was, now) for was, now in pairs if was is not None and now is not None])


def _asked(rows: Iterable[Evaluation]) -> Asked:
    asked = list(rows)
    said = [one.changed for one in asked if one.answered_at is not None and one.changed is not None]
    return Asked(len(asked), len(said), sum(said))


def _figures(standing: Standing, lessons: Collection[int], courses: Collection[int]) -> tuple[Figure, ...]:
    """Figures watched by challenges raised from these lessons, or for a priority these courses serve."""
    if not can_see_challenges(standing):
        return ()
    wanted = Q(origin_kind=OriginKind.LESSON, origin_key__in=[str(pk) for pk in lessons])
    wanted |= Q(priority__course_links__course_id__in=courses)
    rows = challenges_seen(standing).filter(wanted, watch__isnull=False).select_related("watch").distinct()
    found = {one.pk: one for one in rows.exclude(state=ChallengeState.WITHDRAWN.value)}
    threads = threads_of(standing, found.values())
    told = sorted(threads.values(), key=lambda one: one.challenge.number)
    return tuple(
        Figure(
            reference=one.challenge.reference,
            title=one.challenge.title,
            url=one.url,
            indicator=found[one.challenge.pk].watch.indicator_code,
            result=one.result,
        )
        for one in told
    )
