"""What the diary says of reviews, their lessons and what they recommend, done by the training room's actions."""

from collections.abc import Iterable

from django.db.models import Model

from lscb.demo.acting.stage import Stage
from lscb.demo.diary import Entry
from registers.models import Action
from training.actions import courses, lessons, recommendations
from training.actions import reviews as acts
from training.actions.recommendations import Says
from training.models import Course, EmbeddedTest, Lesson, Recommendation, Review, Theme
from training.rules.courses import CourseFacts
from training.rules.reviews import Kind, Step


def _open(stage: Stage, entry: Entry) -> None:
    given = entry.given
    made = acts.open_review(
        board=stage.board,
        kind=Kind(given["kind"]),
        title=given["title"],
        known_on=given["known"],
        about=given.get("about", ""),
        by=stage.by(entry),
    )
    stage.keep(entry, made)


def _done(stage: Stage, entry: Entry) -> None:
    found, given = stage.its(entry, Review), entry.given
    acts.note_done(
        review_id=found.pk,
        step=Step(given["step"]),
        done_on=given["day"],
        words=given.get("words", ""),
        seen=found.version,
        by=stage.by(entry),
    )


def _move(stage: Stage, entry: Entry) -> None:
    found, given = stage.its(entry, Review), entry.given
    acts.move_day(
        review_id=found.pk,
        step=Step(given["step"]),
        due_on=given["due"],
        reason=given["reason"],
        seen=found.version,
        by=stage.by(entry),
    )


def _end(stage: Stage, entry: Entry) -> None:
    found = stage.its(entry, Review)
    acts.end(review_id=found.pk, why=entry.given["why"], seen=found.version, by=stage.by(entry))


def _publish(stage: Stage, entry: Entry) -> None:
    found, given = stage.its(entry, Review), entry.given
    acts.publish(
        review_id=found.pk,
        published_on=given["day"],
        url=given.get("url", ""),
        seen=found.version,
        by=stage.by(entry),
    )


VERBS = {"open": _open, "done": _done, "move": _move, "end": _end, "publish": _publish}


def _write_lesson(stage: Stage, entry: Entry) -> None:
    """`themes` by title; one the board has not had yet is the last of them."""
    given = entry.given
    known = list(Theme.objects.filter(board=stage.board, title__in=given["themes"]))
    new = [title for title in given["themes"] if title not in {one.title for one in known}]
    made = lessons.write(
        review_id=stage.thing("review", given["of"], Review).pk,
        text=given["text"],
        themes=known,
        new_theme=new[0] if new else "",
        by=stage.by(entry),
    )
    stage.keep(entry, made)


def _teach(stage: Stage, entry: Entry) -> None:
    """A `course` of the training history passes it on from now on; nothing where no history was loaded."""
    course = Course.objects.filter(board=stage.board, title=entry.given["course"]).first()
    if course is None:
        return
    facts = CourseFacts(
        title=course.title,
        level=course.level,
        hours=course.hours,
        about=course.about,
        audience=course.audience,
        needs_approval=course.needs_approval,
        price=course.price,
        charges=course.charges,
        notice_days=course.notice_days,
        lessons=frozenset({*_keys(course.lessons.all()), stage.its(entry, Lesson).pk}),
        priorities=frozenset(_keys(course.priorities.all())),
    )
    courses.amend(course_id=course.pk, facts=facts, seen=course.version, by=stage.by(entry))


def _keys(rows: Iterable[Model]) -> list[int]:
    return [one.pk for one in rows]


LESSON_VERBS = {"write": _write_lesson, "teach": _teach}


def _recommend(stage: Stage, entry: Entry) -> None:
    """To several agencies, unless it is to the lead `alone`."""
    given = entry.given
    says = Says(
        given["text"],
        multi_agency=not given.get("alone", False),
        lead=stage.agency(given["lead"]) if "lead" in given else None,
        lesson=stage.thing("lesson", given["lesson"], Lesson) if "lesson" in given else None,
    )
    made = recommendations.recommend(
        review_id=stage.thing("review", given["of"], Review).pk,
        says=says,
        revisit_on=given.get("revisit"),
        by=stage.by(entry),
    )
    stage.keep(entry, made)


def _test(stage: Stage, entry: Entry) -> None:
    given = entry.given
    recommendations.say_embedded(
        recommendation_id=stage.its(entry, Recommendation).pk,
        how=EmbeddedTest.How(given["how"]),
        audit=stage.audit(given.get("audit", "")),
        embedded=given["embedded"],
        words=given["words"],
        again_on=given.get("again"),
        by=stage.by(entry),
    )


RECOMMENDATION_VERBS = {"write": _recommend, "test": _test}


def agree_on_recommendation(stage: Stage, entry: Entry) -> Action:
    """An action that carries out what `of` names, given to the agency with the code `to`."""
    given = entry.given
    return recommendations.agree_action(
        recommendation_id=stage.thing("recommendation", given["of"][1], Recommendation).pk,
        text=given["text"],
        agency=stage.agency(given["to"]),
        owner=None,
        due_on=given["due"],
        by=stage.by(entry),
    )
