"""Reviews written: their days and every change of them, lessons sorted by theme, advice carried out and tested."""

from collections.abc import Callable
from datetime import date

import pytest

from agencies.models import Agency, Board, Entry, Person
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.overtaken import Overtaken
from registers.models import DateChange
from tests.factories import CaseAuditFactory, ReviewFactory, ThemeFactory
from tests.training.reviewing import FOUND, TITLE, agreed, done, finished, opened, published, written
from training.actions import lessons, recommendations, reviews
from training.actions.recommendations import Says
from training.models import EmbeddedTest, Lesson, Milestone, Recommendation, Review, Theme
from training.queries.carrying import carried_of
from training.rules.embedding import Carried
from training.rules.reviews import Kind, Step

StandingOf = Callable[[Person], Standing]
How = EmbeddedTest.How
CHILD = "Born 3 May 2010: Emily Jones, 4 High Street, aged 7"


@pytest.fixture
def manager(business_manager: Person, standing_of: StandingOf) -> Standing:
    return standing_of(business_manager)


@pytest.fixture
def head(chair: Person, standing_of: StandingOf) -> Standing:
    return standing_of(chair)


def days(review: Review) -> dict[str, date | None]:
    return dict(Milestone.objects.filter(review=review).values_list("step", "due_on"))


def carried(advice: Recommendation) -> Carried:
    return carried_of(Recommendation.objects.get(pk=advice.pk))


def test_a_review_is_numbered_and_its_steps_have_the_days_of_its_kind(
    board: Board, manager: Standing
) -> None:
    review = opened(board, manager)

    assert (review.reference, review.opened_by) == ("RV-1", manager.actor.words)
    assert days(review) == {
        "decision": date(2018, 3, 5),
        "report": date(2018, 9, 5),
        "publication": None,
    }
    assert opened(board, manager, kind=Kind.PARTNERSHIP).reference == "RV-2"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"known_on": date(2018, 5, 22)}, "still to come"),
        ({"kind": Kind.RAPID}, "began on 29 June 2018"),
        ({"title": " "}, "anonymised name"),
        ({"title": CHILD}, "identify a child"),
        ({"about": CHILD}, "identify a child"),
    ],
)
def test_a_review_that_names_a_child_or_cannot_be_is_not_opened(
    board: Board, manager: Standing, given: dict[str, object], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        opened(board, manager, **given)
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    "name",
    ["board_member", "health_lead", "police_lead", "training_coordinator", "analyst", "councillor"],
)
def test_nobody_but_chair_and_office_keeps_reviews(
    board: Board, manager: Standing, cast: dict[str, Person], standing_of: StandingOf, name: str
) -> None:
    made = written(board, manager)
    by = standing_of(cast[name])

    tries: list[Callable[[], object]] = [
        lambda: opened(board, by),
        lambda: reviews.amend(review_id=made.review.pk, title="Child G", about="", lead=None, seen=1, by=by),
        lambda: done(made.review, Step.DECISION, date(2018, 3, 1), by),
        lambda: reviews.end(review_id=made.review.pk, why="Not met.", seen=1, by=by),
        lambda: lessons.write(review_id=made.review.pk, text="More.", by=by),
        lambda: recommendations.amend(
            recommendation_id=made.recommendation.pk, says=Says("Else.", multi_agency=True), seen=1, by=by
        ),
        lambda: recommendations.say_embedded(
            recommendation_id=made.recommendation.pk, how=How.SURVEY, embedded=True, words="Yes.", by=by
        ),
    ]
    for one in tries:
        with pytest.raises(Refused, match="Only the independent chair and the business manager keep reviews"):
            one()


def test_another_boards_review_is_out_of_reach(board: Board, other_board: Board, manager: Standing) -> None:
    theirs = ReviewFactory(board=other_board)

    with pytest.raises(Refused, match="No such review"):
        reviews.end(review_id=theirs.pk, why="Not met.", seen=1, by=manager)
    with pytest.raises(Refused, match="one’s own board"):
        opened(other_board, manager)


def test_a_decision_counts_the_report_anew_and_keeps_the_day_it_had(board: Board, manager: Standing) -> None:
    review = opened(board, manager)

    done(review, Step.DECISION, date(2018, 2, 26), manager, "To hold a serious case review.")

    assert days(review)["report"] == date(2018, 8, 26)
    change = DateChange.objects.get(kind="milestone")
    assert (change.was_on, change.becomes_on) == (date(2018, 9, 5), date(2018, 8, 26))
    assert change.reason == "Counted from the day it was decided to hold it."


def test_a_day_moved_by_hand_is_not_counted_anew(board: Board, manager: Standing) -> None:
    review = opened(board, manager)
    for day, reason in ((date(2018, 10, 1), "Court proceedings."), (date(2018, 12, 3), "They go on.")):
        review.refresh_from_db()
        reviews.move_day(
            review_id=review.pk,
            step=Step.REPORT,
            due_on=day,
            reason=reason,
            seen=review.version,
            by=manager,
        )

    done(review, Step.DECISION, date(2018, 2, 26), manager)

    assert days(review)["report"] == date(2018, 12, 3)
    kept = DateChange.objects.filter(kind="milestone").values_list("was_on", "becomes_on", "reason")
    assert list(kept) == [
        (date(2018, 9, 5), date(2018, 10, 1), "Court proceedings."),
        (date(2018, 10, 1), date(2018, 12, 3), "They go on."),
    ]


def test_a_day_moves_with_a_reason_to_one_to_come_and_not_once_it_is_done(
    board: Board, manager: Standing
) -> None:
    review = opened(board, manager)

    def move(day: date, reason: str) -> None:
        review.refresh_from_db()
        reviews.move_day(
            review_id=review.pk,
            step=Step.DECISION,
            due_on=day,
            reason=reason,
            seen=review.version,
            by=manager,
        )

    with pytest.raises(Refused, match="Say why"):
        move(date(2018, 6, 1), " ")
    with pytest.raises(Refused, match="has passed"):
        move(date(2018, 5, 18), "Later.")
    with pytest.raises(Refused, match="identify a child"):
        move(date(2018, 6, 1), CHILD)
    done(review, Step.DECISION, date(2018, 3, 1), manager)
    with pytest.raises(Refused, match="no longer matters"):
        move(date(2018, 6, 1), "Later.")


def test_who_saves_second_is_told_of_the_first(board: Board, manager: Standing, head: Standing) -> None:
    review = opened(board, manager)
    reviews.amend(review_id=review.pk, title="Family W", about="", lead=None, seen=1, by=head)

    with pytest.raises(Overtaken):
        reviews.amend(review_id=review.pk, title="Child G", about="", lead=None, seen=1, by=manager)


def test_a_review_that_is_not_held_says_why_and_takes_nothing_more(board: Board, manager: Standing) -> None:
    made = written(board, manager)
    made.review.refresh_from_db()
    reviews.end(
        review_id=made.review.pk, why="The criteria are not met.", seen=made.review.version, by=manager
    )

    made.review.refresh_from_db()
    assert (made.review.ended_on, made.review.ended_why) == (
        date(2018, 5, 21),
        "The criteria are not met.",
    )
    with pytest.raises(Refused, match="decided not to hold it"):
        lessons.write(review_id=made.review.pk, text="More.", by=manager)
    with pytest.raises(Refused, match="decided not to hold it"):
        agreed(made.recommendation, Agency(), manager)


def test_a_review_is_published_once_its_report_is_done(board: Board, manager: Standing) -> None:
    review = opened(board, manager)
    with pytest.raises(Refused, match="Note first that its report is done"):
        reviews.publish(review_id=review.pk, published_on=date(2018, 5, 14), seen=1, by=manager)

    published(review, manager)

    assert Milestone.objects.get(review=review, step="publication").done_on == date(2018, 5, 14)
    review.refresh_from_db()
    with pytest.raises(Refused, match="published already"):
        reviews.publish(review_id=review.pk, published_on=date(2018, 5, 14), seen=review.version, by=manager)


def test_lessons_are_numbered_and_a_theme_is_the_same_however_it_is_written(
    board: Board, manager: Standing
) -> None:
    made = written(board, manager)
    second = lessons.write(
        review_id=made.review.pk, text="Again.", new_theme="fathers are LEFT OUT", by=manager
    )

    assert (made.lesson.number, second.number) == (1, 2)
    assert Theme.objects.get(board=board).lessons.count() == 2
    lessons.amend(lesson_id=second.pk, text="Again.", themes=(), seen=1, by=manager)
    assert list(Lesson.objects.get(pk=second.pk).themes.all()) == []


def test_a_lesson_takes_no_child_and_no_other_boards_theme(
    board: Board, other_board: Board, manager: Standing
) -> None:
    review = opened(board, manager)
    with pytest.raises(Refused, match="identify a child"):
        lessons.write(review_id=review.pk, text=CHILD, by=manager)
    with pytest.raises(Refused, match="not a theme of this board"):
        lessons.write(review_id=review.pk, text=FOUND, themes=[ThemeFactory(board=other_board)], by=manager)
    assert not Lesson.objects.exists()


def test_advice_to_one_agency_names_it(board: Board, health: Agency, manager: Standing) -> None:
    review = opened(board, manager)

    with pytest.raises(Refused, match="Say which agency"):
        recommendations.recommend(review_id=review.pk, says=Says("Do it.", multi_agency=False), by=manager)
    made = recommendations.recommend(
        review_id=review.pk, says=Says("Do it.", multi_agency=False, lead=health), by=manager
    )
    assert (made.number, made.lead) == (1, health)


def test_complete_is_not_embedded_and_who_finished_it_does_not_say_so(
    board: Board, health: Agency, manager: Standing, head: Standing
) -> None:
    made = written(board, manager)
    advice = made.recommendation
    assert carried(advice) is Carried.NO_ACTION

    action = agreed(advice, health, manager)
    assert carried(advice) is Carried.UNDER_WAY

    finished(action, manager)
    assert carried(advice) is Carried.COMPLETE
    clock.fix(date(2018, 9, 3))

    def say(by: Standing, *, embedded: bool, **given: object) -> None:
        common = {"how": How.SURVEY, "words": "Nine in ten of 40 assessments name him.", "embedded": embedded}
        recommendations.say_embedded(recommendation_id=advice.pk, by=by, **common | given)  # type: ignore[arg-type]

    with pytest.raises(Refused, match="You said that A-1 was done"):
        say(manager, embedded=True)
    with pytest.raises(Refused, match="finished on 4 June 2018"):
        say(head, embedded=True, tested_on=date(2018, 6, 1))
    say(head, embedded=False, again_on=date(2018, 12, 3))
    assert carried(advice) is Carried.NOT_EMBEDDED
    advice.refresh_from_db()
    assert advice.revisit_on == date(2018, 12, 3)
    clock.fix(date(2018, 12, 4))
    audit = CaseAuditFactory(board=board, held_on=date(2018, 11, 20))
    with pytest.raises(Refused, match="Say which case audit"):
        say(head, embedded=True, how=How.AUDIT)
    say(head, embedded=True, how=How.AUDIT, audit=audit)
    assert carried(advice) is Carried.EMBEDDED
    assert EmbeddedTest.objects.latest("pk").tested_on == date(2018, 11, 20)


def test_what_is_not_finished_is_not_tested(board: Board, health: Agency, manager: Standing) -> None:
    made = written(board, manager)
    agreed(made.recommendation, health, manager)

    with pytest.raises(Refused, match="A-1 is under way"):
        recommendations.say_embedded(
            recommendation_id=made.recommendation.pk,
            how=How.SURVEY,
            embedded=True,
            words="Yes.",
            by=manager,
        )


def test_every_day_to_look_again_stays_known(board: Board, manager: Standing) -> None:
    advice = written(board, manager).recommendation
    for day in (date(2018, 9, 3), date(2018, 10, 1)):
        advice.refresh_from_db()
        recommendations.move_revisit(
            recommendation_id=advice.pk,
            revisit_on=day,
            reason="The audit is later.",
            seen=advice.version,
            by=manager,
        )

    kept = DateChange.objects.filter(kind="revisit", key=str(advice.pk))
    assert list(kept.values_list("was_on", "becomes_on")) == [
        (None, date(2018, 9, 3)),
        (date(2018, 9, 3), date(2018, 10, 1)),
    ]


def test_an_action_says_no_more_than_the_reference_until_the_review_is_published(
    board: Board, health: Agency, manager: Standing
) -> None:
    made = written(board, manager)
    before = agreed(made.recommendation, health, manager)
    published(made.review, manager)
    after = agreed(made.recommendation, health, manager)

    assert before.origin_words == "RV-1, recommendation 1"
    assert after.origin_words == "RV-1, recommendation 1: Every assessment asks who the father is."
    assert before.origin_url == "/wessex/reviews/1/#recommendation-1"


def test_the_record_says_what_was_done_and_never_what_it_is_about(
    board: Board, health: Agency, manager: Standing, head: Standing
) -> None:
    made = written(board, manager, about="How fathers were worked with.")
    finished(agreed(made.recommendation, health, manager), manager)
    recommendations.say_embedded(
        recommendation_id=made.recommendation.pk,
        how=How.SURVEY,
        embedded=True,
        words="Nine in ten.",
        by=head,
    )

    entries = Entry.objects.filter(kind="review", reference=str(made.review.pk)).order_by("pk")
    assert [one.words for one in entries] == [
        "Opened review RV-1.",
        "Wrote lesson 1 of review RV-1.",
        "Wrote recommendation 1 of review RV-1.",
        "Agreed A-1 on recommendation 1 of review RV-1.",
        "Tested recommendation 1 of review RV-1.",
    ]
    assert not [one for one in Entry.objects.all() if TITLE in one.words or "ather" in one.words]
