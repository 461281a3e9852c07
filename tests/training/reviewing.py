"""A review as tests need one: opened, written, carried out and found embedded, by those who may."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from agencies.models import Agency
from agencies.models import Board as BoardRow
from agencies.rules import clock
from agencies.rules.standing import Standing
from registers.actions import follow_through
from registers.models import Action
from tests.conftest import TODAY
from training.actions import lessons, recommendations, reviews
from training.actions.recommendations import Says
from training.models import Lesson, Recommendation, Review
from training.rules.reviews import Kind, Step

TITLE = "Child Quercus"
FOUND = "Fathers were seldom asked about."
ADVICE = "Every assessment asks who the father is."


@dataclass(frozen=True, slots=True)
class Written:
    """A review with a lesson and a recommendation."""

    review: Review
    lesson: Lesson
    recommendation: Recommendation


def opened(board: BoardRow, by: Standing, **given: Any) -> Review:
    """A serious case review of what the board knew of on 5 February 2018."""
    common = {"kind": Kind.SCR, "title": TITLE, "known_on": date(2018, 2, 5)}
    return reviews.open_review(board=board, by=by, **common | given)


def written(board: BoardRow, by: Standing, **given: Any) -> Written:
    """The same, with what was learnt and what is to be done."""
    review = opened(board, by, **given)
    lesson = lessons.write(review_id=review.pk, text=FOUND, new_theme="Fathers are left out", by=by)
    advice = recommendations.recommend(
        review_id=review.pk, says=Says(ADVICE, multi_agency=True, lesson=lesson), by=by
    )
    return Written(review, lesson, advice)


def done(review: Review, step: Step, on: date, by: Standing, words: str = "") -> None:
    """A step of it noted."""
    review.refresh_from_db()
    reviews.note_done(review_id=review.pk, step=step, done_on=on, words=words, seen=review.version, by=by)


def published(review: Review, by: Standing, on: date = date(2018, 5, 14)) -> Review:
    """Decided on, reported and published."""
    done(review, Step.DECISION, date(2018, 3, 1), by)
    done(review, Step.REPORT, date(2018, 5, 1), by)
    review.refresh_from_db()
    return reviews.publish(review_id=review.pk, published_on=on, seen=review.version, by=by)


def agreed(advice: Recommendation, agency: Agency, by: Standing) -> Action:
    """An action on it, due at the end of June."""
    return recommendations.agree_action(
        recommendation_id=advice.pk,
        text="Change the form.",
        agency=agency,
        owner=None,
        due_on=date(2018, 6, 29),
        by=by,
    )


def finished(action: Action, by: Standing, on: date = date(2018, 6, 4)) -> None:
    """That action done; the clock is left on that day."""
    clock.fix(on)
    action.refresh_from_db()
    follow_through.complete(action_id=action.pk, words="It is changed.", seen=action.version, by=by)


__all__ = [
    "ADVICE",
    "FOUND",
    "TITLE",
    "TODAY",
    "Written",
    "agreed",
    "done",
    "finished",
    "opened",
    "published",
    "written",
]
