"""Exports of agencies' own systems: found by their headings, checked whole, loaded whole, and never twice."""

from collections.abc import Callable
from datetime import date

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from agencies.models import Agency, AgencyAlias, Board, Entry, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from files.limits import Limits
from files.readers.delimited import read_delimited
from tests.factories import (
    THE_DAY,
    BookingFactory,
    CourseFactory,
    LearnerFactory,
    ProfessionFactory,
    SessionFactory,
)
from tests.files.books import csv_bytes, xlsx_bytes
from training.actions import merging
from training.actions.intake import clear_old, confirm, discard, look
from training.imports.check import check
from training.imports.read import read
from training.imports.rows import Known
from training.models import Booking, Course, Evaluation, Intake, IntakeRow, Learner, NotTheSame, Session
from training.queries.counted import came_in
from training.queries.twins import pairs
from training.rules.people import Window, people

HEADINGS = ["Learner name", "E-mail", "Organisation", "Job role", "Training title", "Event date", "Status"]
HOLLY = ["Holly Visitor", "Holly.Visitor@Health.example ", "County Health (demo)", "Midwives", "Working with fathers",
         "06/02/2018", "Attended"]  # fmt: skip
PAT = ["Pat Lee", "pat@police.example", "Constabulary", "Police officer", "c-3", "6 February 2018", "DNA"]


@pytest.fixture
def course(board: Board, health: Agency, police: Agency) -> Course:
    """A course, a profession, and another name for the police."""
    ProfessionFactory(board=board, code="midwives", name="Midwives")
    AgencyAlias.objects.create(agency=police, name="Constabulary")
    made: Course = CourseFactory(board=board, number=3, title="Working with fathers")
    return made


def sent(board: Board, by: Standing, *rows: list[object], agency: Agency | None = None) -> Intake:
    return look(board=board, data=csv_bytes([HEADINGS, *rows]), file_name="export.csv", agency=agency, by=by)


def codes(found: Intake) -> list[tuple[str, str, str]]:
    return [(one["severity"], one["code"], one["cell"]) for one in found.findings]


def test_headings_of_another_system_are_found_and_people_sessions_and_outcomes_loaded(
    board: Board, course: Course, coordinator: Standing, health: Agency, police: Agency
) -> None:
    rows = [["Training records"], [], HEADINGS, HOLLY, PAT]
    found = look(
        board=board, data=xlsx_bytes({"Export": rows}), file_name="a.xlsx", agency=None, by=coordinator
    )
    assert (found.state, found.counts["new"], found.counts["people"], found.counts["sessions"]) == (
        "ready",
        2,
        2,
        1,
    )
    assert Booking.objects.count() == Learner.objects.count() == 0, "nothing is loaded before a yes"

    confirm(intake_id=found.pk, by=coordinator)

    held = Session.objects.get()
    assert (held.course, held.starts.date(), held.capacity, held.closed_at is None) == (
        course,
        date(2018, 2, 6),
        2,
        False,
    )
    assert set(
        Booking.objects.values_list("learner__email", "agency__name", "profession__name", "state")
    ) == {
        ("holly.visitor@health.example", "County Health", "Midwives", "attended"),
        ("pat@police.example", "County Police", None, "no_show"),
    }
    assert IntakeRow.objects.count() == 0
    assert "Holly" not in Entry.objects.get(verb="intake.load").words


def test_the_same_file_again_changes_nothing(board: Board, course: Course, coordinator: Standing) -> None:
    confirm(intake_id=sent(board, coordinator, HOLLY, PAT).pk, by=coordinator)
    before = list(Booking.objects.order_by("pk").values()), list(Learner.objects.order_by("pk").values())

    again = sent(board, coordinator, HOLLY, PAT)
    confirm(intake_id=again.pk, by=coordinator)

    assert (again.counts["new"], again.counts["corrected"], again.counts["same"]) == (0, 0, 2)
    after = list(Booking.objects.order_by("pk").values()), list(Learner.objects.order_by("pk").values())
    assert after == before
    assert Session.objects.count() == 1


def test_one_fault_and_nothing_of_a_file_is_loaded_and_every_fault_names_its_cell(
    board: Board, course: Course, coordinator: Standing
) -> None:
    wrong = [
        ["", "no address", "County Health", "", "Working with fathers", "06/02/2018", "Attended"],
        ["", "a@b.example", "Nowhere Trust", "", "Working with mothers", "31/02/2018", "perhaps"],
        ["", "", "County Health", "", "Working with fathers", "06/02/2019", ""],
    ]

    found = sent(board, coordinator, HOLLY, *wrong)

    assert found.state == "to_correct"
    assert [one for one in codes(found) if one[0] == "error"] == [
        ("error", "address-unclear", "B3"),
        ("error", "agency-unknown", "C4"),
        ("error", "course-unknown", "E4"),
        ("error", "day-unclear", "F4"),
        ("error", "outcome-unknown", "G4"),
        ("error", "email-missing", "B5"),
        ("error", "day-to-come", "F5"),
        ("error", "outcome-missing", "G5"),
    ]
    assert "perhaps “working with fathers”" in next(
        one["remedy"] for one in found.findings if one["code"] == "course-unknown"
    )
    with pytest.raises(Refused, match="Nothing of it was loaded"):
        confirm(intake_id=found.pk, by=coordinator)
    assert Booking.objects.count() == IntakeRow.objects.count() == 0


def test_a_file_without_the_headings_says_which_are_missing(board: Board, coordinator: Standing) -> None:
    data = csv_bytes([["Name", "E-mail", "Course"], ["A", "a@b.example", "X"]])

    found = look(board=board, data=data, file_name="a.csv", agency=None, by=coordinator)

    assert codes(found) == [("error", "not-recognised", "A1")]
    assert "none for “day” or “outcome”" in found.findings[0]["message"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 not a sheet", b"PK\x03\x04broken"])
def test_what_is_no_spreadsheet_is_refused_in_words(board: Board, coordinator: Standing, data: bytes) -> None:
    found = look(board=board, data=data, file_name="a.pdf", agency=None, by=coordinator)

    assert found.state == "to_correct"
    assert found.findings[0]["message"]


def test_a_corrected_export_corrects_the_outcome_and_nothing_else(
    board: Board, course: Course, coordinator: Standing
) -> None:
    confirm(intake_id=sent(board, coordinator, HOLLY, PAT).pk, by=coordinator)

    again = sent(board, coordinator, HOLLY, [*PAT[:-1], "Attended"])
    confirm(intake_id=again.pk, by=coordinator)

    assert again.counts["corrected"] == 1
    assert set(Booking.objects.values_list("learner__name", "state")) == {
        ("Holly Visitor", "attended"),
        ("Pat Lee", "attended"),
    }


def test_who_booked_here_is_found_in_the_session_of_that_day_and_settled(
    board: Board, course: Course, coordinator: Standing, health: Agency
) -> None:
    held = SessionFactory(
        course=course, starts=THE_DAY.replace(2018, 2, 6), ends=THE_DAY.replace(2018, 2, 6, 15)
    )
    holly = LearnerFactory(board=board, agency=health, email="holly.visitor@health.example")
    came = LearnerFactory(board=board, agency=health, email="pat@police.example")
    booked = BookingFactory(session=held, learner=holly, state="booked")
    noted = BookingFactory(session=held, learner=came, state="attended")

    confirm(intake_id=sent(board, coordinator, HOLLY, PAT).pk, by=coordinator)

    booked.refresh_from_db()
    noted.refresh_from_db()
    assert (booked.state, booked.attended_how) == ("attended", "import")
    assert noted.state == "attended", "an outcome noted here stays"
    assert Booking.objects.count() == 2
    assert sent(board, coordinator, HOLLY, PAT).counts["new"] == 0


def test_who_waited_or_booked_here_is_as_the_file_says_and_stays_so_when_it_comes_again(
    board: Board, course: Course, coordinator: Standing, health: Agency
) -> None:
    day = THE_DAY.replace(2018, 2, 6)
    held = SessionFactory(course=course, starts=day, ends=day.replace(hour=15))
    holly = LearnerFactory(board=board, agency=health, email="holly.visitor@health.example")
    pat = LearnerFactory(board=board, agency=health, email="pat@police.example")
    waited = BookingFactory(session=held, learner=holly, state="waiting")
    booked = BookingFactory(session=held, learner=pat, state="booked")
    rows = HOLLY, [*PAT[:-1], "Walk-in"]

    loaded = confirm(intake_id=sent(board, coordinator, *rows).pk, by=coordinator)

    waited.refresh_from_db()
    booked.refresh_from_db()
    assert (waited.state, waited.walk_in) == ("attended", False)
    assert (booked.state, booked.walk_in) == ("attended", True)
    assert (loaded.counts["new"], sent(board, coordinator, *rows).counts["same"]) == (2, 2)


def test_two_files_of_one_day_that_waited_together_hold_its_session_once(
    board: Board, course: Course, coordinator: Standing
) -> None:
    one, other = sent(board, coordinator, HOLLY), sent(board, coordinator, HOLLY, PAT)
    assert other.counts["sessions"] == 1

    confirm(intake_id=one.pk, by=coordinator)
    loaded = confirm(intake_id=other.pk, by=coordinator)

    assert Session.objects.count() == 1
    assert Booking.objects.count() == 2
    assert loaded.counts == {"rows": 2, "new": 1, "corrected": 0, "same": 1, "people": 1, "sessions": 0}


def test_a_long_text_file_is_read_as_a_short_one_is() -> None:
    rows = [
        HEADINGS,
        HOLLY,
        ["", "", "", "", "", "", ""],
        ["  ", "nobody", " ", "Doctor", "Working with  fathers", "\u00a06/2/2018", "came?"],
        ["Late", "late@health.example", "", "", "", "99/2/2018", "Waiting list"],
        ["Short", "short@health.example"],
        PAT,
    ]
    known = Known(
        1, b"secret", date(2026, 1, 1), {"constabulary": 1, "county health": 2}, {}, {"c 3": 3}, {}, {}
    )
    short, long = (
        check(read(read_delimited(csv_bytes(rows), Limits(long_from=size))), known) for size in (10_000, 0)
    )

    assert len(short.rows) == 1
    assert len(short.findings) > 6
    assert long == short


def test_people_twice_in_a_session_waiting_lists_walk_ins_and_odd_spellings(
    board: Board, course: Course, coordinator: Standing, health: Agency
) -> None:
    rows = [
        HOLLY,
        [*HOLLY[:1], "<holly.visitor@health.example>", *HOLLY[2:]],
        ["W. Alk", "walk@health.example", "", "", " working  with FATHERS", 43137, "Walk-in"],
        ["W. Ait", "wait@health.example", "", "", "Working with fathers", "2018-02-06", "Waiting list"],
        ["Late", "late@health.example", "", "", "Working with fathers", "6 Feb 2018", "Late cancellation"],
    ]

    found = sent(board, coordinator, *rows, agency=health)
    confirm(intake_id=found.pk, by=coordinator)

    assert sorted(Booking.objects.values_list("learner__name", "state", "walk_in")) == [
        ("Holly Visitor", "attended", False),
        ("Late", "cancelled_late", False),
        ("W. Alk", "attended", True),
    ]
    assert [one[:2] for one in codes(found)] == [("note", "row-twice"), ("note", "no-place")]


def test_two_outcomes_of_one_person_in_one_session_are_a_fault(
    board: Board, course: Course, coordinator: Standing
) -> None:
    found = sent(board, coordinator, HOLLY, [*HOLLY[:-1], "No show"])

    assert codes(found) == [("error", "two-outcomes", "B3")]


def test_follow_ups_come_along_where_the_file_tells_of_them(
    board: Board, course: Course, coordinator: Standing
) -> None:
    headings = [*HEADINGS, "Follow-up sent", "Practice changed"]
    rows = [headings, [*HOLLY, "08/05/2018", "Yes"], [*PAT, "", ""]]

    found = look(board=board, data=csv_bytes(rows), file_name="a.csv", agency=None, by=coordinator)
    confirm(intake_id=found.pk, by=coordinator)

    asked = Evaluation.objects.get()
    assert (asked.stage, asked.asked_at.date(), asked.changed) == ("three_months", date(2018, 5, 8), True)


def test_an_erased_learner_does_not_come_back_by_the_same_file(
    board: Board, course: Course, coordinator: Standing
) -> None:
    confirm(intake_id=sent(board, coordinator, HOLLY).pk, by=coordinator)
    Learner.objects.update(email="", name="", erased_at=THE_DAY, erased_by="T")

    confirm(intake_id=sent(board, coordinator, HOLLY).pk, by=coordinator)

    assert Learner.objects.count() == 1
    assert "holly" not in str(Booking.objects.values_list("imported", flat=True)).lower()


def test_the_same_name_at_another_address_is_a_suggestion_and_never_put_together_by_itself(
    board: Board, course: Course, coordinator: Standing
) -> None:
    other = [HOLLY[0], "h.visitor@health.example", *HOLLY[2:]]
    confirm(intake_id=sent(board, coordinator, HOLLY, other).pk, by=coordinator)
    window = Window(date(2018, 1, 1), date(2018, 3, 31))
    assert len(people(came_in(board.pk, window), window)) == 2
    [pair] = pairs(coordinator)

    merging.merge(stays_id=pair.one.pk, goes_id=pair.other.pk, by=coordinator)

    assert len(people(came_in(board.pk, window), window)) == 1
    assert pairs(coordinator) == ()
    assert "Holly" not in Entry.objects.get(verb="learners.merge").words
    confirm(intake_id=sent(board, coordinator, [*other[:5], "07/02/2018", "Attended"]).pk, by=coordinator)
    assert Booking.objects.order_by("-pk")[0].learner_id == pair.one.pk


def test_two_of_one_name_who_are_two_people_are_not_asked_about_again(
    board: Board, coordinator: Standing, health: Agency, client: Client, training_coordinator: Person
) -> None:
    one, other = (LearnerFactory(board=board, agency=health, name="Sam Hill") for _ in range(2))
    client.force_login(training_coordinator)
    assert "Sam Hill" in client.get("/wessex/trained/twice/").content.decode()

    client.post("/wessex/trained/twice/", {"one": other.pk, "other": one.pk, "said": "two"})

    assert NotTheSame.objects.get().one_id == one.pk
    assert "Sam Hill" not in client.get("/wessex/trained/twice/").content.decode()


def test_the_page_shows_faults_then_what_loading_does_and_loads_after_a_yes(
    client: Client, board: Board, course: Course, training_coordinator: Person
) -> None:
    client.force_login(training_coordinator)
    bad = SimpleUploadedFile("bad.csv", csv_bytes([HEADINGS, [*HOLLY[:-1], "perhaps"]]))
    answer = client.post("/wessex/trained/files/", {"file": bad}, follow=True)
    said = answer.content.decode()
    assert "G2" in said
    assert "Load all of it" not in said

    good = SimpleUploadedFile("good.csv", csv_bytes([HEADINGS, HOLLY]))
    answer = client.post("/wessex/trained/files/", {"file": good}, follow=True)
    assert "Load all of it" in answer.content.decode()
    found = Intake.objects.get(file_name="good.csv")
    client.post(f"/wessex/trained/files/{found.pk}/load/")
    assert Booking.objects.count() == 1
    assert "Loaded" in client.get(f"/wessex/trained/files/{found.pk}/").content.decode()
    assert (
        "loaded already"
        in client.post(f"/wessex/trained/files/{found.pk}/load/", follow=True).content.decode()
    )


def test_what_nobody_decides_on_goes_after_a_week_names_and_all(
    board: Board, course: Course, coordinator: Standing
) -> None:
    found = sent(board, coordinator, HOLLY)
    Intake.objects.filter(pk=found.pk).update(received_at=THE_DAY.replace(2018, 5, 1))

    assert clear_old() == 1

    found.refresh_from_db()
    assert (found.state, found.findings, found.rows.count()) == ("discarded", [], 0)
    with pytest.raises(Refused, match="thrown away already"):
        discard(intake_id=found.pk, by=coordinator)


def test_only_the_training_coordinator_sends_and_loads_files(
    board: Board,
    course: Course,
    coordinator: Standing,
    chair: Person,
    standing_of: Callable[[Person], Standing],
) -> None:
    found = sent(board, coordinator, HOLLY)

    with pytest.raises(Refused):
        sent(board, standing_of(chair), HOLLY)
    with pytest.raises(Refused):
        confirm(intake_id=found.pk, by=standing_of(chair))


def test_the_history_of_what_a_file_brings_is_kept_as_if_it_had_been_typed(
    board: Board, course: Course, coordinator: Standing
) -> None:
    confirm(intake_id=sent(board, coordinator, HOLLY, PAT).pk, by=coordinator)
    typed = BookingFactory(session=Session.objects.get(), learner__board=board, state="attended")

    kept = {
        model: list(
            apps.get_model("training", f"{model}Event").objects.values_list("pgh_label", "pgh_obj_id")
        )
        for model in ("Learner", "Booking")
    }

    assert kept["Booking"] == [("insert", one.pk) for one in Booking.objects.order_by("pk")]
    assert len(kept["Learner"]) == Learner.objects.count() == 3
    of_row, of_typed = (
        apps.get_model("training", "BookingEvent").objects.filter(pgh_obj_id=pk).values().get()
        for pk in (Booking.objects.order_by("pk")[0].pk, typed.pk)
    )
    assert of_row.keys() == of_typed.keys()
    assert {name for name, value in of_typed.items() if value == of_row[name]} >= {
        "pgh_label",
        "session_id",
        "state",
    }
