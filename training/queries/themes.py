"""Lessons by theme, across reviews and years: what was learnt before, and learnt again."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from agencies.rules.standing import Standing
from training.models import Lesson as LessonModel
from training.models import LessonTheme, Review, Theme
from training.queries.seen import readable

A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The same theme in a lesson of another review: “2011, RV-1”."""

    theme: str
    year: int
    reference: str
    number: int
    lesson: int


@dataclass(frozen=True, slots=True)
class Learnt:
    """One lesson under a theme: of which review, known of in which year, and what was learnt."""

    year: int
    reference: str
    title: str
    review: int
    lesson: int
    text: str


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme with its lessons, the first learnt first; `reviews` is how many different ones they are of."""

    id: int
    title: str
    reviews: int
    first: int
    last: int
    lessons: tuple[Learnt, ...]


@dataclass(frozen=True, slots=True)
class Themes:
    """A page of themes, those learnt in most reviews first; `again` of `many` were learnt in more than one."""

    chosen: "Page[Theme]"
    rows: tuple[ThemeRow, ...]
    many: int
    again: int
    #: Lessons this person reads that belong to no theme.
    unsorted: int


def themes_of(standing: Standing, *, page: str | int | None = 1) -> Themes:
    """The themes of lessons this person reads. Six queries, however many there are."""
    reads = Q(lessons__isnull=False) & readable(standing, "lessons__review__")
    known = (
        Theme.objects.filter(reads, board_id=standing.board_id)
        .annotate(of=Count("lessons__review", distinct=True))
        .order_by("-of", "title")
    )
    found: Page[Any] = Paginator(known, A_PAGE).get_page(page)
    lessons = _lessons(standing, [one.pk for one in found])
    mine = LessonModel.objects.filter(readable(standing, "review__"), review__board_id=standing.board_id)
    return Themes(
        chosen=found,
        rows=tuple(_row(one, lessons[one.pk]) for one in found),
        many=found.paginator.count,
        again=known.filter(of__gt=1).count(),
        unsorted=mine.filter(theme_links__isnull=True).count(),
    )


def themes_to_choose(standing: Standing) -> tuple[Theme, ...]:
    """The board's themes, by title, for those who sort lessons."""
    return tuple(Theme.objects.filter(board_id=standing.board_id))


def elsewhere(
    standing: Standing, lessons: Collection[LessonModel], *, but: Review
) -> dict[int, tuple[Elsewhere, ...]]:
    """For each lesson, where its themes were learnt in other reviews this person reads, oldest first. One query."""
    themes = {one.pk: {theme.pk for theme in one.themes.all()} for one in lessons}
    wanted = set().union(*themes.values())
    links = (
        LessonTheme.objects.filter(readable(standing, "lesson__review__"), theme_id__in=wanted)
        .exclude(lesson__review=but)
        .select_related("theme", "lesson__review")
        .order_by("lesson__review__known_on", "lesson__review_id", "lesson__number")
    )
    known = [(link.theme_id, _elsewhere(link)) for link in links] if wanted else []
    return {pk: tuple(one for theme, one in known if theme in own) for pk, own in themes.items()}


def _row(theme: Theme, lessons: list[Learnt]) -> ThemeRow:
    years = [one.year for one in lessons]
    reviews = {one.review for one in lessons}
    return ThemeRow(theme.pk, theme.title, len(reviews), min(years), max(years), tuple(lessons))


def _elsewhere(link: LessonTheme) -> Elsewhere:
    review = link.lesson.review
    return Elsewhere(
        link.theme.title, review.known_on.year, review.reference, review.number, link.lesson.number
    )


def _lessons(standing: Standing, themes: list[int]) -> dict[int, list[Learnt]]:
    links = (
        LessonTheme.objects.filter(readable(standing, "lesson__review__"), theme_id__in=themes)
        .select_related("lesson__review")
        .order_by("lesson__review__known_on", "lesson__review_id", "lesson__number")
    )
    found: dict[int, list[Learnt]] = defaultdict(list)
    for one in links:
        review = one.lesson.review
        found[one.theme_id].append(
            Learnt(
                year=review.known_on.year,
                reference=review.reference,
                title=review.title,
                review=review.number,
                lesson=one.lesson.number,
                text=one.lesson.text,
            )
        )
    return found
