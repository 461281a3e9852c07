"""The pages of reviews: the list, one of them, its forms, lessons by theme; and what a restricted one never shows."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from agencies import thread
from agencies.models import Agency, Board, Person
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.thread import Reference
from lscb import wiring
from registers.models import Action, Challenge, OriginKind
from tests.factories import LessonFactory, LessonThemeFactory, MilestoneFactory, ReviewFactory, ThemeFactory
from tests.training.reviewing import ADVICE, FOUND, TITLE, agreed, done, finished, opened, published, written
from training.actions import recommendations
from training.models import EmbeddedTest, Lesson, Milestone, Recommendation, Review
from training.queries import reviews as questions
from training.queries import reviews_owed
from training.queries.review_page import review_page
from training.queries.reviews import Show
from training.queries.seen import review_of
from training.rules.reviews import Step

StandingOf = Callable[[Person], Standing]
ClientOf = Callable[[Person], Client]
READERS = ("board_member", "analyst")
NOT_FOR_THEM = ("health_lead", "police_lead", "councillor")


@pytest.fixture
def manager(business_manager: Person, standing_of: StandingOf) -> Standing:
    return standing_of(business_manager)


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(f"training:{name}", args=["wessex", *args]))
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


def test_a_review_is_opened_written_moved_and_published_on_its_pages(
    board: Board, health: Agency, business_manager: Person, client_of: ClientOf
) -> None:
    client = client_of(business_manager)

    def send(name: str, *args: object, **given: object) -> str:
        answer = client.post(reverse(f"training:{name}", args=["wessex", *args]), given, follow=True)
        shown = answer.content.decode()
        assert answer.redirect_chain, shown.partition("There is a problem")[2][:800]
        return shown

    day = {"known_on_day": "5", "known_on_month": "2", "known_on_year": "2018"}
    assert "RV-1 is open" in send("review-open", kind="scr", title="Family W", about="", lead="", **day)
    send("lesson-write", 1, text=FOUND, new_theme="Fathers are left out")
    send("recommendation-write", 1, text=ADVICE, multi_agency="several", lead=health.pk, lesson="")
    on = {"done_on_day": "1", "done_on_month": "3", "done_on_year": "2018"}
    send("review-step-done", 1, "decision", words="To hold it.", seen=1, **on)
    on = {"due_on_day": "1", "due_on_month": "10", "due_on_year": "2018"}
    shown = send("review-step-day", 1, "report", reason="Court proceedings.", seen=2, **on)
    assert "Court proceedings." in shown
    assert "1 Sep 2018" in shown
    on = {"due_on_day": "1", "due_on_month": "10", "due_on_year": "2018"}
    shown = send("recommendation-action", 1, 1, text="Change the form.", agency=health.pk, owner="", **on)
    assert "A-1 is agreed." in shown
    on = {"done_on_day": "1", "done_on_month": "5", "done_on_year": "2018"}
    send("review-step-done", 1, "report", words="", seen=3, **on)
    on = {"published_on_day": "14", "published_on_month": "5", "published_on_year": "2018"}
    shown = send("review-publish", 1, url="https://www.example.org/w", sure="on", seen=4, **on)
    assert "RV-1 is published." in shown
    assert "Restricted" not in shown


def test_a_form_says_what_is_missing_and_who_was_first(
    board: Board, manager: Standing, business_manager: Person, client_of: ClientOf
) -> None:
    review = opened(board, manager)
    client = client_of(business_manager)

    answer = client.post(reverse("training:review-publish", args=["wessex", 1]), {})
    assert answer.status_code == 403
    answer = client.post(reverse("training:review-open", args=["wessex"]), {"title": " "})
    assert "Give it an anonymised name" in answer.content.decode()
    done(review, Step.DECISION, date(2018, 3, 1), manager)
    answer = client.post(
        reverse("training:review-amend", args=["wessex", 1]), {"title": "Child G", "seen": "1"}
    )
    assert "Somebody else has changed this" in answer.content.decode()
    assert "Noted of review RV-1: decision whether to hold it, done." in answer.content.decode()


def test_the_list_says_what_is_late_in_working_days(
    board: Board, manager: Standing, business_manager: Person, client_of: ClientOf
) -> None:
    opened(board, manager)  # to be decided by 5 March 2018; Easter and May Day lie between

    shown = page(client_of(business_manager), "reviews")

    assert "1 not published yet, 1 late. 0 published." in shown
    assert "Decision whether to hold it due 5 Mar 2018" in shown
    assert "52 working days late" in shown


@pytest.mark.parametrize("name", READERS)
def test_a_restricted_review_is_a_number_alone_to_the_board(
    board: Board, manager: Standing, cast: dict[str, Person], client_of: ClientOf, name: str
) -> None:
    made = written(board, manager)
    client = client_of(cast[name])

    assert TITLE not in page(client, "reviews")
    assert "0 published. 1 more is restricted until published." in page(client, "reviews")
    assert "Fathers" not in page(client, "themes")
    refused = client.get(reverse("training:review", args=["wessex", 1]))
    assert refused.status_code == 403
    assert "restricted until it is published" in refused.content.decode()
    assert client.get(reverse("training:review-impact", args=["wessex", 1])).status_code == 403
    published(made.review, manager)
    assert FOUND in page(client, "review", 1)
    assert "Fathers are left out" in page(client, "themes")


@pytest.mark.parametrize("name", NOT_FOR_THEM)
def test_agencies_and_councillors_do_not_see_even_published_reviews_here(
    board: Board, manager: Standing, cast: dict[str, Person], client_of: ClientOf, name: str
) -> None:
    published(written(board, manager).review, manager)

    for address in ("reviews", "themes"):
        assert client_of(cast[name]).get(reverse(f"training:{address}", args=["wessex"])).status_code == 403


def test_what_came_of_a_restricted_review_says_its_reference_alone_in_other_rooms(
    board: Board,
    health: Agency,
    manager: Standing,
    cast: dict[str, Person],
    client_of: ClientOf,
    standing_of: StandingOf,
) -> None:
    wiring.connect()
    made = written(board, manager)
    action = agreed(made.recommendation, health, manager)
    finished(action, manager)
    recommendations.say_embedded(
        recommendation_id=made.recommendation.pk,
        how=EmbeddedTest.How.SURVEY,
        embedded=True,
        words="Nine in ten name the father.",
        by=standing_of(cast["chair"]),
    )

    for name in ("health_lead", "board_member", "analyst"):
        client = client_of(cast[name])
        for address in (["registers:action", 1], ["registers:actions"]):
            answer = client.get(reverse(address[0], args=["wessex", *address[1:]]), {"show": "all"})
            shown = answer.content.decode()
            assert "RV-1, recommendation 1" in shown
            assert "ather" not in shown.replace("Feather", "").replace("weather", "")
            assert TITLE not in shown
    told = client_of(cast["chair"]).get(reverse("registers:action", args=["wessex", 1])).content.decode()
    assert "Nine in ten name the father." in told
    assert ADVICE in told


def test_digests_and_what_is_owed_say_the_reference_alone(
    board: Board, manager: Standing, standing_of: StandingOf, cast: dict[str, Person]
) -> None:
    wiring.connect()
    made = written(board, manager)
    made.recommendation.revisit_on = date(2018, 5, 1)
    made.recommendation.save()

    owed = reviews_owed.owed(manager)
    assert [(one.kind, one.reference, one.due) for one in owed] == [
        ("milestone", "RV-1", date(2018, 3, 5)),
        ("revisit", "RV-1, recommendation 1", date(2018, 5, 1)),
    ]
    obligations = [one for one in thread.obligations(board.pk) if one.kind in ("milestone", "revisit")]
    assert [one.people for one in obligations] == [(manager.person_id,)] * 3
    moved = thread.moved(board.pk, since=clock.now().replace(year=2017), until=clock.now())
    said = [*(one.words for one in owed), *(one.words for one in obligations), *map(repr, moved)]
    assert not [one for one in said if TITLE in one or "ather" in one]
    assert reviews_owed.owed(standing_of(cast["analyst"])) == ()
    assert reviews_owed.owed(standing_of(cast["training_coordinator"])) == ()


def test_a_challenge_is_raised_from_a_lesson_and_says_its_reference_alone(
    board: Board,
    health: Agency,
    manager: Standing,
    cast: dict[str, Person],
    client_of: ClientOf,
) -> None:
    wiring.connect()
    made = written(board, manager)
    reference = Reference(OriginKind.LESSON.value, str(made.lesson.pk))
    (offer,) = thread.offers(manager, [reference])[reference]
    client = client_of(cast["business_manager"])

    assert offer.url.replace("&", "&amp;") in page(client, "review", 1)
    answer = client.post(
        offer.url, {"title": "How are fathers asked about?", "agencies": [health.pk], "lead": ""}
    )

    assert answer.status_code == 302
    raised = Challenge.objects.get()
    assert (raised.origin_kind, raised.origin_words) == ("lesson", "RV-1, lesson 1")
    assert client_of(cast["analyst"]).get(offer.url).status_code == 403
    shown = page(client, "review", 1)
    assert raised.reference in shown


def test_no_challenge_is_raised_from_another_boards_lesson(
    board: Board, business_manager: Person, client_of: ClientOf
) -> None:
    wiring.connect()
    theirs = LessonFactory()
    for key in (str(theirs.pk), "x", "9" * 12):
        address = reverse("registers:challenge-raise", args=["wessex"])
        assert client_of(business_manager).get(address, {"from": "lesson", "key": key}).status_code == 404


def test_the_same_theme_in_an_older_review_is_said_plainly(
    board: Board, manager: Standing, business_manager: Person, client_of: ClientOf
) -> None:
    theme = ThemeFactory(board=board, title="Fathers are left out")
    old = ReviewFactory(board=board, number=7, known_on=date(2011, 5, 3), published_on=date(2012, 2, 1))
    LessonThemeFactory(lesson=LessonFactory(review=old, number=1), theme=theme)
    made = written(board, manager)
    client = client_of(business_manager)

    assert made.lesson.themes.get() == theme
    assert "We learnt this in 2011 too" in page(client, "review", made.review.number)
    shown = page(client, "themes")
    assert "We learnt this in 2011, and again by 2018." in shown
    assert "1 of 1 theme had been learnt before" in shown
    assert "Learnt again since" in page(client, "review", 7)


def test_lists_say_when_they_are_empty(board: Board, business_manager: Person, client_of: ClientOf) -> None:
    client = client_of(business_manager)

    assert "No review has been opened yet." in page(client, "reviews")
    assert "No lesson has been sorted under a theme yet." in page(client, "themes")


def test_long_lists_are_paged_and_cost_as_many_queries_as_short_ones(
    board: Board, health: Agency, manager: Standing, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    agreed(written(board, manager).recommendation, health, manager)
    with django_assert_num_queries(10):
        questions.reviews_of(manager, Show.ALL)
    for number in range(2, 32):
        MilestoneFactory(review=ReviewFactory(board=board, number=number))

    with django_assert_num_queries(10):
        found = questions.reviews_of(manager, Show.ALL)
    assert (len(found.rows), found.chosen.paginator.num_pages) == (25, 2)


def test_a_long_review_costs_as_many_queries_as_a_short_one(
    board: Board,
    health: Agency,
    manager: Standing,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    made = written(board, manager)
    for number in range(2, 12):
        lesson = Lesson.objects.create(
            review=made.review, number=number, text=FOUND, written_at=clock.now(), written_by="x"
        )
        LessonThemeFactory(lesson=lesson)
        advice = Recommendation.objects.create(
            review=made.review,
            number=number,
            text=ADVICE,
            multi_agency=True,
            written_at=clock.now(),
            written_by="x",
        )
        agreed(advice, health, manager)
    found = review_of(manager, 1)
    assert found is not None

    with django_assert_max_num_queries(14):
        shown = review_page(manager, found)
    assert (len(shown.lessons), len(shown.recommendations)) == (11, 11)


def test_the_coordinator_reads_a_restricted_review_and_opens_only_own_actions(
    board: Board, health: Agency, manager: Standing, cast: dict[str, Person], client_of: ClientOf
) -> None:
    agreed(written(board, manager).recommendation, health, manager)

    shown = page(client_of(cast["training_coordinator"]), "review", 1)

    assert FOUND in shown
    assert "1 action that is not yours to open." in shown
    assert Action.objects.get().text not in shown


def test_an_address_of_nothing_is_not_found(
    board: Board, manager: Standing, business_manager: Person, client_of: ClientOf
) -> None:
    opened(board, manager)
    client = client_of(business_manager)
    for name, args in (
        ("review", [9]),
        ("lesson-amend", [1, 9]),
        ("recommendation-test", [1, 9]),
        ("review-step-done", [1, "publication"]),
        ("review-step-day", [1, "notification"]),
        ("course-impact", [9]),
    ):
        assert client.get(reverse(f"training:{name}", args=["wessex", *args])).status_code == 404
    assert Milestone.objects.count() == 3
    assert Review.objects.count() == 1
