"""What this room tells of the golden thread: what was found, what was trained because of it, and whether it stuck.

Nothing is told of a review that this person may not read, but the reference that an action or challenge came from.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator

from agencies.rules.standing import Standing
from agencies.thread import Reference, Step
from registers.models import Challenge, OriginKind, Watch
from registers.permissions import can_see_challenges
from registers.queries.actions import actions_seen
from registers.queries.begun import Source, day_of
from registers.queries.seen import challenges_seen
from registers.queries.threads import action_steps
from registers.rules.challenges import State
from training.models import EmbeddedTest, Lesson, Milestone, Recommendation, RecommendedAction, Review
from training.queries.offers import LESSON, RECOMMENDATION
from training.queries.seen import readable, reviews_seen
from training.queries.taught import Since, serving, taught
from training.rules.reviews import STEP_WORDS
from training.rules.reviews import Step as Of

REVIEW, ACTION, CHALLENGE, INDICATOR = "review", "action", "challenge", "indicator"
_SHORT = 160


@dataclass(slots=True)
class _Asked:
    """The lessons, recommendations and priorities that are told of at each reference."""

    lessons: dict[int, set[Reference]] = field(default_factory=lambda: defaultdict(set))
    recommendations: dict[int, set[Reference]] = field(default_factory=lambda: defaultdict(set))
    #: A priority of challenges, and the day one was raised: what was taught before then did not come of it.
    priorities: dict[Since, set[Reference]] = field(default_factory=lambda: defaultdict(set))


def steps(standing: Standing, references: Iterable[Reference]) -> Mapping[Reference, tuple[Step, ...]]:
    """What is told at each reference. As many queries for a page of references as for one."""
    asked = set(references)
    reviews = _reviews(standing, asked)
    ours = _Asked()
    _of_reviews(standing, asked, reviews, ours)
    _of_actions(standing, asked, ours)
    _of_challenges(standing, asked, ours)
    found: dict[Reference, dict[Step, None]] = defaultdict(dict)
    for pk, told in _tests(standing, ours.recommendations).items():
        for reference in ours.recommendations[pk]:
            found[reference] |= dict.fromkeys(told)
    for pk, told in taught(standing, ours.lessons).items():
        for reference in ours.lessons[pk]:
            found[reference] |= dict.fromkeys(told)
    for since, served in serving(standing, ours.priorities).items():
        for reference in ours.priorities[since]:
            found[reference] |= dict.fromkeys(served)
    for reference, own in _own(standing, reviews, ours).items():
        found[reference] |= dict.fromkeys(own)
    return {reference: tuple(told) for reference, told in found.items()}


def sources(standing: Standing, asked: Iterable[Source]) -> Mapping[Source, Step]:
    """The lessons and recommendations among these, as what something began with: a query a kind at most."""
    wanted = list(asked)
    found: dict[Source, Step] = {}
    for kind, model in ((LESSON, Lesson), (RECOMMENDATION, Recommendation)):
        keys = _ids(key for each, key in wanted if each == kind)
        if keys:
            rows = model._default_manager.filter(pk__in=keys, review__board_id=standing.board_id)
            reads = set(rows.filter(readable(standing, "review__")).values_list("pk", flat=True))
            for one in rows.select_related("review"):
                found[kind, str(one.pk)] = _begins(standing, kind, one, reads=one.pk in reads)
    return found


def _begins(standing: Standing, kind: str, one: Lesson | Recommendation, *, reads: bool) -> Step:
    part = f"{kind} {one.number}"
    return Step(
        kind,
        f"{one.review.reference}, {part}",
        _cut(one.text) if reads else "",
        day_of(one.written_at),
        "",
        None,
        "",
        f"{_page(standing, one.review)}#{kind}-{one.number}" if reads else "",
    )


def _reviews(standing: Standing, asked: Iterable[Reference]) -> list[Review]:
    keys = _ids(one.key for one in asked if one.kind == REVIEW)
    return list(reviews_seen(standing).filter(pk__in=keys).order_by("pk")) if keys else []


def _of_reviews(
    standing: Standing, asked: Iterable[Reference], reviews: Iterable[Review], ours: _Asked
) -> None:
    """Lessons and recommendations of the reviews that are asked about, and those asked about themselves."""
    ids = {one.pk for one in reviews}
    lessons = _ids(one.key for one in asked if one.kind == LESSON)
    advised = _ids(one.key for one in asked if one.kind == RECOMMENDATION)
    if ids or lessons:
        rows = Lesson.objects.filter(_readable_here(standing), Q(pk__in=lessons) | Q(review_id__in=ids))
        for pk, review_id in rows.values_list("pk", "review_id"):
            ours.lessons[pk] |= _about(asked, LESSON, pk, review_id)
    if ids or lessons or advised:
        wanted = Q(pk__in=advised) | Q(review_id__in=ids) | Q(lesson_id__in=lessons)
        chosen = Recommendation.objects.filter(_readable_here(standing), wanted)
        for pk, review_id, lesson_id in chosen.values_list("pk", "review_id", "lesson_id"):
            ours.recommendations[pk] |= _about(asked, RECOMMENDATION, pk, review_id)
            ours.recommendations[pk] |= {Reference(LESSON, str(lesson_id))} & set(asked)


def _about(asked: Iterable[Reference], kind: str, pk: int, review_id: int) -> set[Reference]:
    return {Reference(kind, str(pk)), Reference(REVIEW, str(review_id))} & set(asked)


def _of_actions(standing: Standing, asked: Iterable[Reference], ours: _Asked) -> None:
    """What an action carries out, and the lesson that is of."""
    keys = _ids(one.key for one in asked if one.kind == ACTION)
    if not keys:
        return
    links = RecommendedAction.objects.filter(
        readable(standing, "recommendation__review__"),
        action_id__in=keys,
        recommendation__review__board_id=standing.board_id,
    )
    for action_id, recommendation_id, lesson_id in links.values_list(
        "action_id", "recommendation_id", "recommendation__lesson_id"
    ):
        reference = Reference(ACTION, str(action_id))
        ours.recommendations[recommendation_id].add(reference)
        if lesson_id is not None:
            ours.lessons[lesson_id].add(reference)


def _of_challenges(standing: Standing, asked: Iterable[Reference], ours: _Asked) -> None:
    """The lesson a challenge was raised from and its priority: at the challenge, and at the indicator it watches."""
    begins = f"{standing.board_code}/"
    codes = [
        one.key.removeprefix(begins) for one in asked if one.kind == INDICATOR and one.key.startswith(begins)
    ]
    keys = _ids(one.key for one in asked if one.kind == CHALLENGE)
    if not (codes or keys) or not can_see_challenges(standing):
        return
    rows = (
        challenges_seen(standing)
        .filter(Q(pk__in=keys) | Q(watch__indicator_code__in=codes))
        .filter(Q(origin_kind=OriginKind.LESSON) | Q(priority__isnull=False))
        .exclude(state=State.WITHDRAWN.value)
        .select_related("watch")
    )
    lessons: dict[int, set[Reference]] = defaultdict(set)
    for one in rows:
        watch: Watch | None = getattr(one, "watch", None)
        code = watch.indicator_code if watch else ""
        near = {Reference(CHALLENGE, str(one.pk)), Reference(INDICATOR, f"{begins}{code}")} & set(asked)
        if one.origin_kind == OriginKind.LESSON:
            lessons[int(one.origin_key)] |= near
        if one.priority_id is not None:
            ours.priorities[one.priority_id, day_of(one.raised_at)] |= near
    if lessons:
        reads = Lesson.objects.filter(_readable_here(standing), pk__in=lessons)
        for pk in reads.values_list("pk", flat=True):
            ours.lessons[pk] |= lessons[pk]


def _tests(standing: Standing, recommendations: Iterable[int]) -> Mapping[int, list[Step]]:
    """Looks whether each of these stuck."""
    found: dict[int, list[Step]] = defaultdict(list)
    if not (ids := list(recommendations)):
        return found
    rows = EmbeddedTest.objects.filter(recommendation_id__in=ids).select_related("recommendation__review")
    for one in rows:
        of = one.recommendation
        reference = f"{of.review.reference}, recommendation {of.number}"
        url = f"{_page(standing, of.review)}#recommendation-{of.number}"
        state = "found embedded" if one.embedded else "found not embedded"
        found[of.pk].append(
            Step(
                "test",
                reference,
                _cut(one.words),
                one.tested_on,
                str(one.get_how_display()),
                None,
                state,
                url,
                done=one.embedded,
            )
        )
    return found


def _own(standing: Standing, reviews: Iterable[Review], ours: _Asked) -> Mapping[Reference, tuple[Step, ...]]:
    """A review's own steps, what was agreed because of it, and the challenges raised from its lessons."""
    wanted = list(reviews)
    if not wanted:
        return {}
    found: dict[Reference, list[Step]] = defaultdict(list)
    milestones = Milestone.objects.filter(review__in=wanted, done_on__isnull=False).select_related("review")
    for one in milestones:
        found[Reference(REVIEW, str(one.review_id))].append(_milestone_step(standing, one))
    links = RecommendedAction.objects.filter(recommendation_id__in=list(ours.recommendations))
    of = dict(links.values_list("action_id", "recommendation_id"))
    rows = actions_seen(standing).filter(pk__in=of).select_related("agency")
    for action in rows.order_by("agreed_at", "pk"):
        for reference in ours.recommendations[of[action.pk]]:
            if reference.kind == REVIEW:
                found[reference].extend(action_steps(action, board_code=standing.board_code))
    for reference, step in _raised(standing, ours):
        found[reference].append(step)
    return {reference: tuple(told) for reference, told in found.items()}


def _milestone_step(standing: Standing, one: Milestone) -> Step:
    words = STEP_WORDS[Of(one.step)].lower()
    due = f"due {one.due_on:%-d %B %Y}" if one.due_on else ""
    url = _page(standing, one.review)
    assert one.done_on is not None  # noqa: S101 - asked for above
    return Step(words, one.review.reference, _cut(one.words), one.done_on, "", None, due, url)


def _raised(standing: Standing, ours: _Asked) -> Iterator[tuple[Reference, Step]]:
    """Challenges raised from lessons, as steps of the reviews these are of."""
    if not can_see_challenges(standing):
        return
    keys = [str(pk) for pk, at in ours.lessons.items() if any(one.kind == REVIEW for one in at)]
    rows = challenges_seen(standing).filter(origin_kind=OriginKind.LESSON, origin_key__in=keys)
    for one in rows.exclude(state=State.WITHDRAWN.value).order_by("raised_at", "pk"):
        step = _challenge_step(standing, one)
        for reference in ours.lessons[int(one.origin_key)]:
            if reference.kind == REVIEW:
                yield reference, step


def _challenge_step(standing: Standing, one: Challenge) -> Step:
    url = reverse("registers:challenge", args=[standing.board_code, one.number])
    state = str(one.get_state_display()).lower()
    return Step("challenge", one.reference, one.title, day_of(one.raised_at), "", None, state, url)


def _readable_here(standing: Standing) -> Q:
    return readable(standing, "review__") & Q(review__board_id=standing.board_id)


def _ids(keys: Iterable[str]) -> list[int]:
    return [int(key) for key in keys if key.isdecimal() and len(key) < 10]


def _page(standing: Standing, review: Review) -> str:
    return reverse("training:review", args=[standing.board_code, review.number])


def _cut(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(_SHORT)
