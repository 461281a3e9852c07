"""What reviews refuse, each with its reason, and the forms by which they are put right."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Person
from agencies.queries.standings import standing_at
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from tests.factories import AgencyFactory, CaseAuditFactory, LessonFactory, RecommendationFactory
from tests.training.reviewing import ADVICE, FOUND, TITLE, agreed, finished, opened, written
from training.actions import lessons, recommendations, reviews
from training.actions.recommendations import Says
from training.models import EmbeddedTest, Lesson, Recommendation, Review
from training.permissions import can_do_to_review, can_see_review
from training.rules.reviews import Kind, Step, Verb

StandingOf = Callable[[Person], Standing]


@pytest.fixture
def manager(business_manager: Person, standing_of: StandingOf) -> Standing:
    return standing_of(business_manager)


def test_a_review_is_led_by_an_agency_of_the_board_and_changed_only_by_a_change(
    board: Board, health: Agency, manager: Standing
) -> None:
    review = opened(board, manager)

    def amend(lead: Agency | None) -> Review:
        review.refresh_from_db()
        return reviews.amend(
            review_id=review.pk, title=TITLE, about="", lead=lead, seen=review.version, by=manager
        )

    with pytest.raises(Refused, match="Nothing has changed"):
        amend(None)
    with pytest.raises(Refused, match="has no part in this board"):
        amend(AgencyFactory())
    assert amend(health).lead == health


def test_a_step_is_one_of_the_kinds_and_a_publication_is_published(board: Board, manager: Standing) -> None:
    review = opened(board, manager)

    def note(step: Step, seen: int = 1) -> None:
        reviews.note_done(review_id=review.pk, step=step, done_on=date(2018, 3, 1), seen=seen, by=manager)

    with pytest.raises(Refused, match="no step “notified”"):
        note(Step.NOTIFICATION)
    with pytest.raises(Refused, match="Publish the review"):
        note(Step.PUBLICATION)
    note(Step.DECISION)
    with pytest.raises(Refused, match="Nothing has changed"):
        note(Step.DECISION, seen=2)


def test_a_rapid_review_has_no_decision_and_no_publication_and_ends_or_is_published_all_the_same(
    board: Board, manager: Standing
) -> None:
    clock.fix(date(2018, 7, 30))
    known = {"kind": Kind.RAPID, "known_on": date(2018, 7, 2)}
    one, other = opened(board, manager, **known), opened(board, manager, **known)

    ended = reviews.end(review_id=one.pk, why="It was another area’s.", seen=1, by=manager)
    reviews.note_done(
        review_id=other.pk, step=Step.RAPID_REVIEW, done_on=date(2018, 7, 20), seen=1, by=manager
    )
    out = reviews.publish(review_id=other.pk, published_on=date(2018, 7, 27), seen=2, by=manager)

    assert ended.ended_on == date(2018, 7, 30)
    assert out.published_on == date(2018, 7, 27)
    assert set(one.milestones.values_list("step", flat=True)) == {"notification", "rapid_review"}


def test_what_is_not_there_or_has_not_changed_is_refused(board: Board, manager: Standing) -> None:
    made = written(board, manager)
    other = LessonFactory(review__board=board, review__number=9)
    same = Says(ADVICE, multi_agency=True, lesson=made.lesson)
    pk = made.recommendation.pk

    refused: list[tuple[Callable[[], object], str]] = [
        (lambda: lessons.amend(lesson_id=0, text="x", seen=1, by=manager), "No such lesson"),
        (
            lambda: lessons.amend(
                lesson_id=made.lesson.pk,
                text=FOUND,
                themes=list(made.lesson.themes.all()),
                seen=1,
                by=manager,
            ),
            "Nothing has changed",
        ),
        (
            lambda: recommendations.amend(recommendation_id=0, says=same, seen=1, by=manager),
            "No such recommendation",
        ),
        (
            lambda: recommendations.amend(recommendation_id=pk, says=same, seen=1, by=manager),
            "Nothing has changed",
        ),
        (
            lambda: recommendations.amend(
                recommendation_id=pk, says=Says(ADVICE, multi_agency=True, lesson=other), seen=1, by=manager
            ),
            "lesson of another review",
        ),
        (
            lambda: recommendations.amend(
                recommendation_id=pk,
                says=Says(ADVICE, multi_agency=True, lead=AgencyFactory()),
                seen=1,
                by=manager,
            ),
            "has no part in this board",
        ),
        (
            lambda: recommendations.recommend(
                review_id=made.review.pk, says=same, revisit_on=date(2018, 5, 18), by=manager
            ),
            "has passed",
        ),
    ]
    for act, why in refused:
        with pytest.raises(Refused, match=why):
            act()


def test_another_boards_lesson_advice_and_audit_are_out_of_reach(
    board: Board, health: Agency, chair: Person, standing_of: StandingOf, manager: Standing
) -> None:
    with pytest.raises(Refused, match="No such review"):
        lessons.amend(lesson_id=LessonFactory().pk, text="x", seen=1, by=manager)
    with pytest.raises(Refused, match="No such review"):
        recommendations.move_revisit(
            recommendation_id=RecommendationFactory().pk,
            revisit_on=date(2018, 9, 3),
            reason="Later.",
            seen=1,
            by=manager,
        )
    advice = written(board, manager).recommendation
    finished(agreed(advice, health, manager), manager)
    with pytest.raises(Refused, match="not a case audit of this board"):
        recommendations.say_embedded(
            recommendation_id=advice.pk,
            how=EmbeddedTest.How.AUDIT,
            audit=CaseAuditFactory(held_on=date(2018, 6, 4)),
            embedded=True,
            words="Yes.",
            by=standing_of(chair),
        )


def test_who_may_is_asked_of_the_board_a_review_belongs_to(
    board: Board, other_board_manager: Person, manager: Standing
) -> None:
    review = opened(board, manager)
    elsewhere = standing_at(other_board_manager, "mercia")

    assert elsewhere is not None
    assert can_see_review(elsewhere, review).reason == "That is another board’s."
    assert can_do_to_review(Verb.AMEND, elsewhere, review).reason == "That is another board’s."


def test_lessons_and_recommendations_are_put_right_and_tested_on_their_pages(
    board: Board, health: Agency, manager: Standing, chair: Person, client_of: Callable[[Person], Client]
) -> None:
    made = written(board, manager)
    client = client_of(chair)

    def send(name: str, *args: object, **given: object) -> str:
        answer = client.post(reverse(f"training:{name}", args=["wessex", 1, *args]), given, follow=True)
        return answer.content.decode()

    def on(name: str, day: int, month: int) -> dict[str, object]:
        return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": 2018}

    theme = made.lesson.themes.get().pk
    shown = send("lesson-amend", 1, text="Fathers were never asked.", themes=[theme], new_theme="", seen=1)
    assert "Lesson 1 of RV-1 is changed." in shown
    overtaken = send("lesson-amend", 1, text="Nobody asked fathers.", themes=[theme], new_theme="", seen=1)
    assert "Somebody else has changed this" in overtaken
    assert "Since you opened this page" in overtaken
    assert "Changed lesson 1 of review RV-1." in overtaken
    assert "Wrote lesson 1" not in overtaken
    assert "Fathers were never asked." in overtaken
    assert "Nobody asked fathers." in overtaken
    shown = send("recommendation-amend", 1, text=ADVICE, multi_agency="one", lead="", lesson="", seen=1)
    assert "Say which agency it is to." in shown
    given = {"text": ADVICE, "multi_agency": "one", "lead": health.pk, "lesson": made.lesson.pk}
    assert "Recommendation 1 of RV-1 is changed." in send("recommendation-amend", 1, **given, seen=1)
    overtaken = send("recommendation-amend", 1, **given, seen=1)
    assert "Somebody else has changed this" in overtaken
    assert "Changed recommendation 1 of review RV-1." in overtaken
    shown = send("recommendation-day", 1, reason="Later.", seen=2, **on("revisit_on", 3, 9))
    assert "To be looked at again 3 Sep 2018" in shown
    tested = {"words": "Nine in ten of 40.", "embedded": "yes", "audit": "", "tested_on_day": ""}
    assert "Say which case audit looked at it." in send("recommendation-test", 1, how="audit", **tested)
    assert "No action carries it out yet" in send("recommendation-test", 1, how="survey", **tested)
    finished(agreed(made.recommendation, health, manager), manager)
    shown = send("recommendation-test", 1, how="survey", **tested, **on("again_on", 3, 12))
    assert "Recommendation 1 of RV-1 was found embedded." in shown
    assert "The day to look moved" in shown
    assert Recommendation.objects.get().revisit_on == date(2018, 12, 3)
    assert Lesson.objects.get().text == "Fathers were never asked."


def test_a_review_is_ended_on_its_page_with_a_reason(
    board: Board, manager: Standing, chair: Person, client_of: Callable[[Person], Client]
) -> None:
    opened(board, manager)
    client, address = client_of(chair), reverse("training:review-end", args=["wessex", 1])

    assert "Say why it is not held." in client.post(address, {"why": " ", "seen": "1"}).content.decode()
    shown = client.post(address, {"why": "The criteria are not met.", "seen": "1"}, follow=True)
    assert "RV-1 is not held." in shown.content.decode()
    assert client.get(address).status_code == 403
