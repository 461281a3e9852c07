"""The demonstration's registers, once the diary has been played: threads at every step, each as the rules make it."""

import io
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker, Settings

from agencies import thread
from agencies.models import Agency, Entry, Person
from agencies.queries.standings import standing_at
from agencies.rules import clock
from agencies.rules.standing import Standing
from lscb.demo.acting import play
from lscb.demo.diary import entries
from lscb.demo.story import QUARTERS, figures
from lscb.management.commands.load_demo import load
from registers.models import Action, Assessment, ChairLetter, Challenge, Cycle, Evidence, Risk, RungReached
from registers.queries.checks import current_findings
from registers.queries.risks import register
from registers.queries.thread_list import Narrowed, Show, threads
from registers.queries.threads import day_of
from registers.rules.challenges import State
from registers.rules.checks import Check
from scorecard.models import Return
from tests.building import Line
from tests.building import load as load_figures
from tests.factories import CourseFactory
from training.models import Course, Review
from training.queries import reviews
from training.queries.review_page import review_page
from training.queries.reviews import reviews_of
from training.queries.themes import themes_of
from training.rules.embedding import Carried
from training.rules.reviews import Stage

pytestmark = pytest.mark.slow

TODAY = date(2018, 5, 21)
#: What the diary's challenges were raised from.
RAISED_FROM = {
    "T02": "csc",
    "T05": "csc",
    "D09": "csc",
    "O03": "csc",
    "W03": "csc",
    "M01": "pol",
    "W07": "cam",
}


@pytest.fixture(scope="module")
def chair(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Standing]:
    """The chair of the demo board on the demo's day: figures came, and the diary was played, once for all.

    Only figures that the diary needs came; the returns before the last quarter are accepted without.
    """
    kept: Path = tmp_path_factory.mktemp("demo")
    hasher = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=kept, QUARANTINE_ROOT=kept / "q", PASSWORD_HASHERS=hasher),
        clock.at(TODAY),
        transaction.atomic(),
    ):
        board = load("not a secret")
        CourseFactory(board=board, title="Working with fathers")
        for code in dict.fromkeys(RAISED_FROM.values()):
            by = standing(f"{code}@demo.example")
            load_figures(*lines(code), by=by, agency=Agency.objects.get(code=code))
        returns = Return.objects.exclude(first=QUARTERS[-1].first)
        returns.update(state=Return.State.ACCEPTED, accepted_at=clock.now(), accepted_by="The manager")
        play(board, entries(), until=TODAY)
        yield standing("chair@demo.example")
        transaction.set_rollback(True)


def standing(email: str) -> Standing:
    found = standing_at(Person.objects.get(email=email), "demo")
    assert found is not None
    return found


def lines(agency: str) -> list[Line]:
    """The county's figures of these indicators, as one file."""
    wanted = [code for code, whose in RAISED_FROM.items() if whose == agency]
    return [
        (one.code, one.period, one.numerator, one.denominator)
        for one in figures()
        if one.code in wanted and (one.agency, one.breakdown, one.area) == (agency, "all", "")
    ]


def rung_days(reference: str) -> list[date]:
    """The days on which something was taken up a rung, lowest first."""
    rows = RungReached.objects.filter(reference=reference).order_by("rung")
    return [day_of(one.reached_at) for one in rows]


def test_challenges_stand_at_every_step(chair: Standing) -> None:
    stands = Counter(Challenge.objects.values_list("state", flat=True))

    assert set(stands) == {state.value for state in State}
    assert sum(stands.values()) >= 11


def test_the_list_of_threads_shows_them_with_one_shown_impact(chair: Standing) -> None:
    found = threads(chair, Narrowed())

    assert len(found.rows) >= 6
    assert {one.challenge.state for one in found.rows} >= {"awaiting", "responded", "under_way", "watching"}
    assert found.counts[Show.IMPACT] == 1
    assert found.counts[Show.CLOSED] == 2
    assert found.counts[Show.WITHDRAWN] == 1
    (shown,) = threads(chair, Narrowed(show=Show.IMPACT)).rows
    assert shown.challenge.title == "Why are so many conferences late, and what will change it?"
    assert [step.kind for step in shown.steps][-1] == "closed"


def test_impact_is_shown_by_the_figure_a_second_audit_and_the_chairs_words(chair: Standing) -> None:
    found = Challenge.objects.get(shown_impact=True)

    assert found.closed_result == "back_in_range"
    assert found.chair_words
    kinds = set(Evidence.objects.filter(challenge=found).values_list("kind", flat=True))
    assert kinds == {"reaudit", "feedback"}


def test_watched_figures_say_improved_and_too_early(chair: Standing) -> None:
    said = {
        one.challenge.title[:3]: one.result
        for one in threads(chair, Narrowed()).rows
        if one.challenge.state == "watching"
    }

    assert said["Who"].endswith("Improved")
    assert said["Wha"].endswith("Too early to say: 1 of 3 figures")


def test_one_is_escalated_to_the_top_on_time_and_the_chairs_letter_went(chair: Standing) -> None:
    (found,) = Challenge.objects.filter(rung=4)
    letter = ChairLetter.objects.get(agency__code="edu")

    assert rung_days(found.reference) == [
        date(2018, 3, 15),
        date(2018, 3, 21),
        date(2018, 3, 28),
        date(2018, 4, 13),
    ]
    assert RungReached.objects.get(reference=found.reference, rung=2).told == "Demo Member"
    assert (letter.state, letter.how, letter.about) == ("sent", "post", [found.reference])
    assert f"({found.reference})" in letter.versions.latest("version").text
    assert ChairLetter.objects.filter(state="draft", agency__code="pol").exists()


def test_actions_stand_at_every_state_and_one_was_taken_up_again(chair: Standing) -> None:
    assert set(Action.objects.values_list("state", flat=True)) == {"open", "complete", "embedded", "dropped"}
    assert Entry.objects.filter(verb="actions.take_up").count() == 1


def test_risks_have_moved_every_way_and_checks_find_something_of_each_kind(chair: Standing) -> None:
    found = register(chair)
    moves = {one.move.value for one in found.rows}

    assert len(found.rows) >= 10
    assert Risk.objects.filter(archived_at__isnull=False).count() == 1
    assert moves == {"up", "down", "same", "new"}
    assert {one.check for one in current_findings(chair.board_id)} == set(Check) - {Check.NO_EXPIRY}


def test_reviews_stand_at_every_stage_and_what_2011_found_was_found_again(chair: Standing) -> None:
    found = {one.title: one for one in reviews_of(chair, reviews.Show.ALL).rows}
    (again, *_) = themes_of(chair).rows
    page = review_page(chair, Review.objects.get(title="Family Rowan"))

    assert {one.stage for one in found.values()} == set(Stage) - {Stage.REPORTED}
    assert found["Family Alder"].waits is not None
    assert found["Family Alder"].waits.late == 15
    assert (again.title, again.first, again.reviews) == ("Histories are not read together", 2011, 3)
    assert [one.state for one in page.recommendations] == [
        Carried.EMBEDDED,
        Carried.NOT_EMBEDDED,
        Carried.UNDER_WAY,
    ]
    assert [len(one.moved) for one in page.steps] == [0, 3, 0]
    assert str(Course.objects.get(title="Working with fathers").lessons.get()) == "Lesson 1 of RV-2"


def test_everything_was_done_on_its_day_and_is_in_the_record(chair: Standing) -> None:
    acts = Entry.objects.filter(board_code="demo").exclude(verb__startswith="signals.")
    closed = acts.get(verb="challenges.close", details__shown_impact=True)

    assert day_of(closed.at) == date(2018, 5, 15)
    assert day_of(acts.get(verb="letters.send").at) == date(2018, 4, 5)
    assert clock.today() == TODAY


def test_played_again_it_changes_nothing(chair: Standing, settings: Settings) -> None:
    settings.EMBEDDED = True
    before = Entry.objects.count()
    said = io.StringIO()

    call_command("play_demo_diary", stdout=said)

    assert said.getvalue() == "The diary has been played already.\n"
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    "page", ["challenges", "threads", "risks", "actions", "meetings", "audits", "owed", "reviews"]
)
def test_its_pages_open_for_the_chair(chair: Standing, page: str) -> None:
    client = Client()
    client.force_login(Person.objects.get(pk=chair.person_id))

    assert client.get(f"/demo/{page}/").status_code == 200


def test_of_two_cycles_of_self_assessments_one_is_closed_and_one_is_due(chair: Standing) -> None:
    states = {
        name: Counter(Assessment.objects.filter(cycle__name=name).values_list("state", flat=True))
        for name in ("2016", "2018")
    }

    assert states == {
        "2016": {"agreed": 15, "sent": 3},
        "2018": {"submitted": 11, "moderated": 1, "draft": 2, "sent": 4},
    }
    assert Cycle.objects.get(name="2016").closed_at is not None
    late = [
        one.agency
        for one in thread.obligations(chair.board_id)
        if one.kind == "assessment" and one.due < TODAY
    ]
    assert sorted(late) == sorted(
        Assessment.objects.filter(cycle__name="2018", state__in=["draft", "sent"]).values_list(
            "agency__name", flat=True
        )
    )
