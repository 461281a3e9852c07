"""Personal data: given out whole, erased from everywhere with counts left standing, and forgotten in time."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from agencies.models import Agency, Board, Entry, Letter, Person
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from tests.factories import (
    BookingFactory,
    CertificateFactory,
    CourseFactory,
    EvaluationFactory,
    LearnerFactory,
    SessionFactory,
    SignedLinkFactory,
    TrainingSettingsFactory,
)
from tests.training.conftest import BY, StandingOf
from training.actions import bookings, personal
from training.exports.personal import as_csv, as_json
from training.models import Booking, Certificate, Evaluation, Learner, Session

pytestmark = pytest.mark.django_db
NAME, ADDRESS = "Holly Quaintrelle", "holly.quaintrelle@health.example"
TOLD = "Quaintrelle told me about the court date."


@pytest.fixture
def holly(board: Board, health: Agency, session: Session) -> Learner:
    """Booked, was somewhere and wrote about it, cancelled once with a reason; has a link and letters."""
    made: Learner = LearnerFactory(board=board, agency=health, name=NAME, email=ADDRESS)
    bookings.book(session_id=session.pk, learner=made, by=BY)
    was = BookingFactory(
        session=held(session.course), learner=made, state="attended", manager_email="boss@health.example"
    )
    EvaluationFactory(booking=was, text=TOLD)
    CertificateFactory(booking=was)
    gone = bookings.book(session_id=SessionFactory(course=session.course).pk, learner=made, by=BY)
    bookings.cancel(booking_id=gone.pk, by=BY, why=TOLD)
    SignedLinkFactory(board=board, email=ADDRESS)
    LearnerFactory(board=board, agency=health, name=NAME, email=f"old.{ADDRESS}", merged_into=made)
    return made


def held(course: Any, day: date = date(2018, 4, 10)) -> Session:
    starts = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    made: Session = SessionFactory(course=course, starts=starts, ends=starts + timedelta(hours=3))
    return made


def anywhere(words: str) -> list[str]:
    """Every table of the database in which these words stand."""
    found = []
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    with connection.cursor() as cursor:
        for table in sorted(tables & set(connection.introspection.table_names(cursor))):
            cursor.execute(f'SELECT count(*) FROM "{table}" AS one WHERE one::text ILIKE %s', [f"%{words}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def test_who_is_erased_stands_nowhere_in_the_database_any_more(holly: Learner, coordinator: Standing) -> None:
    assert len(anywhere("quaintrelle")) > 3

    personal.erase(learner_id=holly.pk, by=coordinator)

    assert anywhere("quaintrelle") == []
    assert anywhere("boss@health.example") == []


def test_counts_stand_when_somebody_is_erased(holly: Learner, coordinator: Standing, health: Agency) -> None:
    before = Booking.objects.filter(agency=health, state="attended").count()

    personal.erase(learner_id=holly.pk, by=coordinator)

    holly.refresh_from_db()
    assert (holly.agency, holly.name, holly.email) == (health, "", "")
    assert holly.erased_by == coordinator.actor.words
    assert Booking.objects.filter(agency=health, state="attended").count() == before == 1
    assert Evaluation.objects.get().text == ""
    assert not Certificate.objects.exists()
    assert not Letter.objects.exists()
    assert str(holly) == f"Somebody erased ({holly.pseudonym})"


def test_the_place_of_who_is_erased_goes_to_who_waits(
    holly: Learner, session: Session, board: Board, health: Agency, coordinator: Standing
) -> None:
    waiting = [
        bookings.book(session_id=session.pk, learner=one, by=BY)
        for one in LearnerFactory.create_batch(2, board=board, agency=health)
    ]

    personal.erase(learner_id=holly.pk, by=coordinator)

    waiting[1].refresh_from_db()
    assert waiting[1].state == "booked"
    assert "erased" not in Entry.objects.filter(verb="bookings.cancel").latest("id").words
    with pytest.raises(Refused, match="erased already"):
        personal.erase(learner_id=holly.pk, by=coordinator)


def test_letters_of_somebody_elses_and_of_an_account_stay(
    holly: Learner, coordinator: Standing, board: Board, health: Agency, session: Session
) -> None:
    other = LearnerFactory(board=board, agency=health, email="ann@health.example")
    bookings.book(session_id=session.pk, learner=other, by=BY)

    personal.erase(learner_id=holly.pk, by=coordinator)

    assert list(Letter.objects.values_list("to", flat=True)) == ["ann@health.example"]


def test_everything_held_of_somebody_is_given_out_and_that_goes_on_record(
    holly: Learner, coordinator: Standing
) -> None:
    given = personal.give_out(learner_id=holly.pk, by=coordinator)

    told = json.loads(as_json(given))
    assert [one["email"] for one in told["entries"]] == [ADDRESS, f"old.{ADDRESS}"]
    assert {one["state"] for one in told["bookings"]} == {"booked", "attended", "cancelled in time"}
    assert [one["text"] for one in told["evaluations"]] == [TOLD]
    assert len(told["links"]) == 1
    assert {one["subject"].partition(":")[0] for one in told["letters"]} == {"You have a place", "Cancelled"}
    rows = list(csv.reader(io.StringIO(as_csv(given).decode("utf-8-sig"))))
    assert rows[0] == ["What", "Number", "Name", "Value"]
    assert ["evaluations", "1", "text", TOLD] in rows
    entry = Entry.objects.get(verb="learners.give_out")
    assert holly.pseudonym in entry.words
    assert NAME not in entry.words


def test_no_line_of_the_file_is_taken_for_a_formula(holly: Learner, coordinator: Standing) -> None:
    Learner.objects.filter(pk=holly.pk).update(name="=HYPERLINK(1)")

    assert "'=HYPERLINK(1)" in as_csv(personal.give_out(learner_id=holly.pk, by=coordinator)).decode()


def test_names_are_forgotten_some_days_after_the_last_session(
    board: Board, health: Agency, coordinator: Standing
) -> None:
    TrainingSettingsFactory(board=board, names_kept=100, words_kept=60)
    course = CourseFactory(board=board)
    added = {"board": board, "agency": health, "added_at": datetime(2017, 1, 9, tzinfo=UTC)}
    old, kept, merged, unbooked, new = (
        LearnerFactory(**added),
        LearnerFactory(**added),
        LearnerFactory(**added),
        LearnerFactory(**added),
        LearnerFactory(board=board, agency=health),
    )
    long_ago, lately = held(course, date(2018, 2, 9)), held(course, date(2018, 2, 13))
    BookingFactory(session=long_ago, learner=old, state="attended")
    BookingFactory(session=lately, learner=kept, state="attended")
    BookingFactory(session=long_ago, learner=merged, state="attended")
    BookingFactory(session=lately, learner=LearnerFactory(**added, merged_into=merged), state="attended")

    assert personal.forget_old() == 2
    assert personal.forget_old() == 0

    erased = {one.pk for one in Learner.objects.filter(erased_at__isnull=False)}
    assert erased == {old.pk, unbooked.pk}
    assert new.pk not in erased


def test_free_text_goes_earlier_than_names(board: Board, health: Agency) -> None:
    TrainingSettingsFactory(board=board, names_kept=1000, words_kept=30)
    course = CourseFactory(board=board)
    was, lately = (
        BookingFactory(
            session=held(course, day),
            learner__agency=health,
            state="attended",
            manager_email="boss@health.example",
        )
        for day in (date(2018, 4, 20), date(2018, 4, 23))
    )
    EvaluationFactory(booking=was, text=TOLD)
    EvaluationFactory(booking=lately, text=TOLD)

    assert personal.forget_old() == 0

    assert [one.text for one in Evaluation.objects.order_by("pk")] == ["", TOLD]
    was.refresh_from_db()
    assert was.manager_email == ""
    assert was.learner.name


def test_the_defaults_keep_names_for_four_years(board: Board, health: Agency) -> None:
    learner = LearnerFactory(board=board, agency=health)
    BookingFactory(session=held(CourseFactory(board=board)), learner=learner, state="attended")
    clock.fix(date(2022, 4, 9))
    assert personal.forget_old() == 0
    clock.fix(date(2022, 4, 12))

    assert personal.forget_old() == 1


def test_where_somebody_works_is_put_right_and_what_was_booked_stays(
    holly: Learner, police: Agency, health: Agency, coordinator: Standing
) -> None:
    personal.amend(
        learner_id=holly.pk,
        name="Holly Q",
        email="HQ@police.example",
        agency=police,
        profession=None,
        by=coordinator,
    )

    holly.refresh_from_db()
    assert (holly.name, holly.email, holly.agency) == ("Holly Q", "hq@police.example", police)
    assert set(holly.bookings.values_list("agency", flat=True)) == {health.pk}
    assert "Holly" not in Entry.objects.get(verb="learners.amend").words
    with pytest.raises(Refused, match="merge the two"):
        personal.amend(
            learner_id=holly.pk,
            name="Holly Q",
            email=f"old.{ADDRESS}",
            agency=police,
            profession=None,
            by=coordinator,
        )


def test_only_the_coordinator_opens_the_list_of_people(
    holly: Learner, business_manager: Person, standing_of: StandingOf
) -> None:
    manager = standing_of(business_manager)

    with pytest.raises(Refused, match="Only the training coordinator"):
        personal.erase(learner_id=holly.pk, by=manager)
    with pytest.raises(Refused, match="Only the training coordinator"):
        personal.give_out(learner_id=holly.pk, by=manager)


def test_the_coordinator_finds_somebody_gives_out_what_is_held_and_erases_them(
    holly: Learner, training_coordinator: Person, client_of: Callable[[Person | None], Client]
) -> None:
    client = client_of(training_coordinator)

    assert NAME in client.get("/wessex/learning/people/").content.decode()
    found = client.post("/wessex/learning/people/", {"words": "quaint"}).content.decode()
    assert f"/wessex/learning/people/{holly.pk}/" in found
    assert "Nobody is found." in client.post("/wessex/learning/people/", {"words": "zz"}).content.decode()
    assert NAME in client.get(f"/wessex/learning/people/{holly.pk}/").content.decode()
    file = client.post(f"/wessex/learning/people/{holly.pk}/held.csv")
    assert file["Content-Disposition"] == f'attachment; filename="{holly.pseudonym}.csv"'
    client.post(f"/wessex/learning/people/{holly.pk}/erase/")
    assert NAME not in client.get("/wessex/learning/people/").content.decode()
