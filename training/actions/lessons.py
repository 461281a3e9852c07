"""What a review found that others should know, and the themes by which it is found again in other reviews."""

from collections.abc import Collection

from django.db import transaction

from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.overtaken import demand_newest
from registers.actions.words import PAGE, line, said
from training.actions.reviews import enter, locked
from training.models import Lesson, LessonTheme, Review, Theme
from training.permissions import can_do_to_review
from training.rules.reviews import Verb

LONGEST_THEME = 120


@transaction.atomic
def write(
    *, review_id: int, text: str, by: Standing, themes: Collection[Theme] = (), new_theme: str = ""
) -> Lesson:
    """Write a lesson into a review, with its themes; a theme the board has not had yet is added to its list."""
    review = locked(review_id, by)
    can_do_to_review(Verb.WRITE, by, review).demand()
    last = Lesson.objects.filter(review=review).order_by("-number").values_list("number", flat=True).first()
    lesson = Lesson.objects.create(
        review=review,
        number=(last or 0) + 1,
        text=_text(text),
        written_at=clock.now(),
        written_by=by.actor.words,
    )
    _sort(lesson, themes, new_theme, by)
    enter(review, "write_lesson", f"Wrote lesson {lesson.number} of review {review}.", by)
    return lesson


@transaction.atomic
def amend(
    *,
    lesson_id: int,
    text: str,
    seen: int,
    by: Standing,
    themes: Collection[Theme] = (),
    new_theme: str = "",
) -> Lesson:
    """Say a lesson better, or sort it anew. `seen` is the version the person looked at."""
    lesson = _locked(lesson_id, by)
    can_do_to_review(Verb.WRITE, by, lesson.review).demand()
    demand_newest(seen=seen, version=lesson.version)
    told, was = _text(text), _themes(lesson)
    same = told == lesson.text
    lesson.text = told
    _sort(lesson, themes, new_theme, by)
    if same and _themes(lesson) == was:
        raise Refused("Nothing has changed.")
    lesson.version += 1
    lesson.save()
    words = f"Changed lesson {lesson.number} of review {lesson.review}."
    part = f"lesson-{lesson.number}"
    enter(lesson.review, "amend_lesson", words, by, part=part, part_version=lesson.version)
    return lesson


def _locked(lesson_id: int, by: Standing) -> Lesson:
    """The lesson, its review locked before it: what is done to a review and its parts is done one after another."""
    review_id = Lesson.objects.filter(pk=lesson_id).values_list("review_id", flat=True).first()
    if review_id is None:
        raise Refused("No such lesson at this board.")
    review: Review = locked(review_id, by)
    lesson = Lesson.objects.select_for_update(of=("self",)).get(pk=lesson_id)
    lesson.review = review
    return lesson


def _text(text: str) -> str:
    return said(text, empty="Say what was learnt.", longest=PAGE)


def _themes(lesson: Lesson) -> set[int]:
    return set(LessonTheme.objects.filter(lesson=lesson).values_list("theme_id", flat=True))


def _sort(lesson: Lesson, themes: Collection[Theme], new_theme: str, by: Standing) -> None:
    """Leave the lesson with just these themes."""
    wanted = {one.pk for one in themes}
    if Theme.objects.filter(pk__in=wanted, board_id=by.board_id).count() != len(wanted):
        raise Refused("That is not a theme of this board.")
    title = line(new_theme, longest=LONGEST_THEME)
    if title:
        wanted.add(_theme(title, by).pk)
    LessonTheme.objects.filter(lesson=lesson).exclude(theme_id__in=wanted).delete()
    known = _themes(lesson)
    LessonTheme.objects.bulk_create(LessonTheme(lesson=lesson, theme_id=pk) for pk in sorted(wanted - known))


def _theme(title: str, by: Standing) -> Theme:
    """The board's theme of this title, however it is capitalised."""
    known = Theme.objects.filter(board_id=by.board_id, title__iexact=title).first()
    return known or Theme.objects.create(board_id=by.board_id, title=title)
