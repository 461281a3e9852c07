"""One review: its steps with every day they had, its lessons, its recommendations and what became of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from agencies.queries.record import Line, lines_about
from agencies.rules import clock
from agencies.rules.clock import LONDON
from agencies.rules.standing import Standing
from agencies.rules.verdict import Verdict
from registers.models import Action, DateChange
from registers.permissions import can_see_meetings
from registers.queries.actions import ActionRow, actions_seen, rows_of
from registers.rules.ladder import days_overdue
from training.models import EmbeddedTest, Lesson, Milestone, Recommendation, RecommendedAction, Review, Theme
from training.permissions import can_do_to_review, stage_of
from training.queries.carrying import carried_of
from training.queries.themes import Elsewhere, elsewhere
from training.rules.clocks import guidance_for
from training.rules.embedding import Carried, still_to_test
from training.rules.reviews import Kind, Stage, Step, Verb


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of a review, every day it had, and how many working days late it was done or is."""

    step: Step
    due_on: date | None
    done_on: date | None
    words: str
    late: int
    moved: tuple[DateChange, ...]


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson, its themes, and where else the same was learnt."""

    lesson: Lesson
    themes: tuple[Theme, ...]
    elsewhere: tuple[Elsewhere, ...]


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    """A recommendation, how far it has come, its actions as this person sees them, and looks whether it stuck."""

    recommendation: Recommendation
    state: Carried
    actions: tuple[ActionRow, ...]
    #: Actions this person may not open.
    others: int
    tests: tuple[EmbeddedTest, ...]
    #: Working days since the day to look again; 0 while it is to come or was settled.
    late: int
    waits: bool
    moved: tuple[DateChange, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything a review's page says."""

    review: Review
    stage: Stage
    source: str
    steps: tuple[StepRow, ...]
    lessons: tuple[LessonRow, ...]
    recommendations: tuple[RecommendationRow, ...]
    record: tuple[Line, ...]
    may: Mapping[Verb, Verdict]
    opens_audits: bool


def review_page(standing: Standing, review: Review) -> ReviewPage:
    """The page of a review this person reads. As many queries for many lessons and recommendations as for few."""
    guidance = guidance_for(Kind(review.kind), review.known_on)
    return ReviewPage(
        review=review,
        stage=stage_of(review),
        source=guidance.source if guidance else "",
        steps=steps_of(review),
        lessons=_lessons(standing, review),
        recommendations=_recommendations(standing, review),
        record=lines_about(standing, "review", review.pk),
        may={verb: can_do_to_review(verb, standing, review) for verb in Verb},
        opens_audits=bool(can_see_meetings(standing)),
    )


def changed_since(standing: Standing, review: Review, seen: int) -> tuple[Line, ...]:
    """What others did to it since the version somebody has looked at."""
    lines = lines_about(standing, "review", review.pk)
    return tuple(one for one in lines if one.details.get("version", 0) > seen)


def changed_in_part(standing: Standing, review: Review, part: str, seen: int) -> tuple[Line, ...]:
    """What others did to a lesson or a recommendation since the version of it that somebody has looked at."""
    lines = lines_about(standing, "review", review.pk)
    return tuple(
        one for one in lines if one.details.get("part") == part and one.details.get("part_version", 0) > seen
    )


def steps_of(review: Review) -> tuple[StepRow, ...]:
    """Its steps in their order, with every day they had."""
    found = list(review.milestones.all())
    moved = _changes(review.board_id, "milestone", (one.pk for one in found))
    over = review.ended_on is not None
    today = clock.today()
    return tuple(_step(one, moved[str(one.pk)], today, over=over) for one in found)


def recommendation_rows(standing: Standing, review: Review) -> tuple[RecommendationRow, ...]:
    """Its recommendations, and how far each has come."""
    return _recommendations(standing, review)


def _step(one: Milestone, moved: list[DateChange], today: date, *, over: bool) -> StepRow:
    until = one.done_on or today
    late = days_overdue(one.due_on, until) if one.due_on and not (over and one.done_on is None) else 0
    return StepRow(Step(one.step), one.due_on, one.done_on, one.words, late, tuple(moved))


def _lessons(standing: Standing, review: Review) -> tuple[LessonRow, ...]:
    found = list(Lesson.objects.filter(review=review).prefetch_related("themes").order_by("number"))
    others = elsewhere(standing, found, but=review)
    return tuple(LessonRow(one, tuple(one.themes.all()), others[one.pk]) for one in found)


def _recommendations(standing: Standing, review: Review) -> tuple[RecommendationRow, ...]:
    links = RecommendedAction.objects.select_related("action").order_by("action__number")
    tests = EmbeddedTest.objects.select_related("audit__again").prefetch_related(
        "audit__grades", "audit__again__grades"
    )
    found = list(
        Recommendation.objects.filter(review=review)
        .select_related("lead", "lesson")
        .prefetch_related(Prefetch("action_links", queryset=links), Prefetch("tests", queryset=tests))
        .order_by("number")
    )
    rows = _action_rows(standing, found)
    moved = _changes(review.board_id, "revisit", (one.pk for one in found))
    over = review.ended_on is not None
    return tuple(_recommendation(one, rows, moved[str(one.pk)], over=over) for one in found)


def _action_rows(standing: Standing, found: Iterable[Recommendation]) -> dict[int, ActionRow]:
    keys = [link.action_id for one in found for link in one.action_links.all()]
    seen: Iterable[Action] = actions_seen(standing).filter(pk__in=keys).order_by("number")
    return {row.id: row for row in rows_of(seen, clock.today())}


def _recommendation(
    one: Recommendation, rows: Mapping[int, ActionRow], moved: list[DateChange], *, over: bool
) -> RecommendationRow:
    keys = [link.action_id for link in one.action_links.all()]
    own = tuple(rows[key] for key in keys if key in rows)
    looked_at = [each.tested_at.astimezone(LONDON).date() for each in one.tests.all()]
    waits = not over and still_to_test(one.revisit_on, looked_at)
    return RecommendationRow(
        recommendation=one,
        state=carried_of(one),
        actions=own,
        others=len(keys) - len(own),
        tests=tuple(one.tests.all()),
        late=days_overdue(one.revisit_on, clock.today()) if waits and one.revisit_on else 0,
        waits=waits,
        moved=tuple(moved),
    )


def _changes(board_id: int, kind: str, keys: Iterable[int]) -> dict[str, list[DateChange]]:
    found: dict[str, list[DateChange]] = defaultdict(list)
    rows = DateChange.objects.filter(board_id=board_id, kind=kind, key__in=[str(key) for key in keys])
    for one in rows.order_by("pk"):
        found[one.key].append(one)
    return found
