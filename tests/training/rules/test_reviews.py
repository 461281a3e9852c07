"""Where a review stands by what was done of it, and what may be done to it then."""

from datetime import date

import pytest

from training.rules.reviews import (
    KIND_WORDS,
    STAGE_WORDS,
    STEP_WORDS,
    Kind,
    Stage,
    Step,
    Verb,
    day_fits,
    known_fits,
    stage,
    when,
)


@pytest.mark.parametrize(
    ("kind", "done", "published", "ended", "expected"),
    [
        (Kind.SCR, (), False, False, Stage.DECIDING),
        (Kind.SCR, (Step.NOTIFICATION, Step.RAPID_REVIEW), False, False, Stage.DECIDING),
        (Kind.SCR, (Step.DECISION,), False, False, Stage.UNDER_WAY),
        (Kind.SCR, (Step.DECISION, Step.REPORT), False, False, Stage.REPORTED),
        (Kind.SCR, (Step.REPORT,), False, False, Stage.REPORTED),
        (Kind.SCR, (Step.DECISION, Step.REPORT), True, False, Stage.PUBLISHED),
        (Kind.SCR, (Step.DECISION,), False, True, Stage.ENDED),
        (Kind.RAPID, (), False, False, Stage.UNDER_WAY),
        (Kind.RAPID, (Step.RAPID_REVIEW,), False, False, Stage.REPORTED),
        (Kind.LCSPR, (Step.RAPID_REVIEW,), False, False, Stage.DECIDING),
    ],
)
def test_a_review_stands_where_what_was_done_of_it_says(
    kind: Kind, done: tuple[Step, ...], published: bool, ended: bool, expected: Stage
) -> None:
    assert stage(kind, done=done, published=published, ended=ended) is expected


@pytest.mark.parametrize("verb", list(Verb))
def test_nothing_more_is_done_to_a_review_that_is_not_held(verb: Verb) -> None:
    assert when(verb, Stage.ENDED).reason == "It was decided not to hold it."


@pytest.mark.parametrize(
    ("verb", "now", "why"),
    [
        (Verb.PUBLISH, Stage.DECIDING, "Note first that its report is done."),
        (Verb.PUBLISH, Stage.UNDER_WAY, "Note first that its report is done."),
        (Verb.PUBLISH, Stage.REPORTED, ""),
        (Verb.PUBLISH, Stage.PUBLISHED, "It is published already."),
        (Verb.END, Stage.DECIDING, ""),
        (Verb.END, Stage.UNDER_WAY, ""),
        (Verb.END, Stage.REPORTED, "Its report is done: it was held."),
        (Verb.END, Stage.PUBLISHED, "Its report is done: it was held."),
        (Verb.WRITE, Stage.PUBLISHED, ""),
        (Verb.MOVE_DAY, Stage.UNDER_WAY, ""),
    ],
)
def test_only_a_written_review_is_published_and_only_an_unwritten_one_is_not_held(
    verb: Verb, now: Stage, why: str
) -> None:
    assert when(verb, now).reason == why
    assert bool(when(verb, now)) is not bool(why)


def test_steps_are_done_between_the_day_the_board_knew_and_today() -> None:
    known, today = date(2018, 3, 5), date(2018, 5, 21)

    assert day_fits(known, known_on=known, today=today)
    assert day_fits(today, known_on=known, today=today)
    assert "still to come" in day_fits(date(2018, 5, 22), known_on=known, today=today).reason
    assert "5 March 2018" in day_fits(date(2018, 3, 4), known_on=known, today=today).reason


def test_what_a_board_knew_of_is_neither_to_come_nor_of_another_century() -> None:
    today = date(2018, 5, 21)

    assert known_fits(today, today)
    assert known_fits(date(1990, 1, 1), today)
    assert known_fits(date(2018, 5, 22), today).reason == "That day is still to come."
    assert known_fits(date(1989, 12, 31), today).reason == "Check the year."


def test_every_kind_step_and_stage_has_its_words() -> None:
    assert (set(KIND_WORDS), set(STEP_WORDS), set(STAGE_WORDS)) == (set(Kind), set(Step), set(Stage))
