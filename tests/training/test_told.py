"""Places told as numbers: matrices either way round, checked whole, restated, and never added to the records."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl.worksheet.worksheet import Worksheet

from agencies.models import Agency, Board, Entry, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from files.limits import Limits
from files.readers import read
from scorecard.rules.periods import Period, parse
from tests.factories import BookingFactory, CourseFactory, LearnerFactory, SessionFactory
from tests.files.books import csv_bytes, xlsx_bytes
from training.actions.intake import confirm, discard, look_at_places
from training.imports.matrix import Names
from training.imports.rows import Kept
from training.imports.told import Read, told
from training.models import Course, Intake, Learner, PlacesTold
from training.queries.counted import came_in
from training.queries.told import places_told
from training.rules.people import Window

Q1, TITLE = parse("Q1 2016/17"), ["Places taken, Q1 2016/17"]
HEADS = ["Course", "County Health", "County Police", "Total"]
DAY = datetime(2016, 5, 9, 8, 30, tzinfo=UTC)


def read_from(
    *rows: list[object], period: Period | None = None, more: dict[tuple[int, int], int] | None = None
) -> Read:
    names = Names(
        {"county health": 1, "county police": 2, "health": 1},
        {"working with fathers": 11, "c 3": 11, "level 1": 12, "shared": None},
        {"s 41": Kept(41, 11, DAY), "s 42": Kept(42, 11, DAY)},
        DAY.date().replace(2018),
        period,
    )
    return told(read(csv_bytes(list(rows)), limits=Limits()), names, lambda _: {})


def lines(found: Read) -> set[tuple[int, int, str, int | None]]:
    return {(one.course_id, one.agency_id, one.period.short, one.told.places) for one in found.lines}


def faults(found: Read) -> list[tuple[str, str]]:
    return [(one.code, one.cell) for one in found.findings]


def test_courses_down_or_across_come_to_the_same_and_totals_are_not_counted() -> None:
    down = read_from(
        TITLE, [], HEADS, ["Working with fathers", 12, 3, 15], ["Level 1", 4, "", 4], ["Total", 16, 3, 19]
    )
    across = read_from(
        TITLE,
        ["", "C-3", "Level 1", "All courses"],
        ["Health", 12, 4, 16],
        ["County Police", 3, "", 3],
        ["Total", 15, 4, 19],
    )

    assert lines(down) == {(11, 1, Q1.short, 12), (11, 2, Q1.short, 3), (12, 1, Q1.short, 4)}
    assert lines(across) == lines(down)
    assert (down.findings, across.findings, down.sound, across.sound) == ((), (), True, True)


def test_a_sign_is_no_zero_and_a_blank_tells_nothing() -> None:
    found = read_from(TITLE, HEADS[:3], ["Level 1", "*", "n/a"], ["Working with fathers", "-", 0])

    assert [(one.told.telling.value, one.told.places) for one in found.lines] == [
        ("not told", None),
        ("not applicable", None),
        ("not told", None),
        ("places", 0),
    ]
    assert faults(found) == [("not-told", "B3")]


def test_every_fault_names_its_cell_and_what_would_mend_it() -> None:
    found = read_from(
        TITLE,
        [*HEADS, "Fire"],
        ["Working with father", 12, 3, 15, ""],
        ["Level 1", 4.5, -1, 9, 2],
        ["Shared", 1, "", "", ""],
        ["Total", 16, 3, 9, ""],
        ["Source: our system"],
    )

    said = {one.code: (one.cell, one.remedy) for one in found.findings}
    assert said["course-unknown"][0] == "A3"
    assert "perhaps “working with fathers”" in said["course-unknown"][1]
    assert "add the course first" in said["course-unknown"][1]
    assert said["agency-unknown"][0] == "E2"
    assert said["course-unclear"][0] == "A5"
    assert {cell for code, cell in faults(found) if code == "places-unclear"} == {"B4", "C4"}
    assert said["total-wrong"][0] == "D6"
    assert not found.sound


def test_a_total_that_does_not_add_up_says_what_its_parts_come_to() -> None:
    found = read_from(
        TITLE, HEADS, ["Level 1", 4, 5, 10], ["Working with fathers", 2, "x", 3], ["Total", 6, 4, 13]
    )

    assert [(one.cell, "come to 9" in one.message, "at least 5" in one.message) for one in found.findings if
            one.code == "total-wrong"] == [("D3", True, False), ("C5", False, True)]  # fmt: skip


def test_the_period_stands_above_columns_or_is_chosen_and_two_that_differ_are_a_fault() -> None:
    rows = [
        ["", "Q1 2016/17", None, "Q2 2016/17", None],
        ["Course", "Health", "County Police", "Health", "County Police"],
        ["Level 1", 1, 2, 3, 4],
    ]
    names = Names({"health": 1, "county police": 2}, {"level 1": 12}, {}, DAY.date().replace(2018))
    book = read(xlsx_bytes({"Year": rows}, _merge), limits=Limits())
    plain = [HEADS[:3], ["Level 1", 1, 2]]

    assert lines(told(book, names, lambda _: {})) == {
        (12, 1, Q1.short, 1), (12, 2, Q1.short, 2), (12, 1, Q1.next().short, 3), (12, 2, Q1.next().short, 4)
    }  # fmt: skip
    assert lines(read_from(*plain, period=Q1)) == {(12, 1, Q1.short, 1), (12, 2, Q1.short, 2)}
    assert faults(read_from(*plain)) == [("period-missing", "A1")]
    assert faults(read_from(TITLE, *plain, period=Q1.next())) == [("period-other", "A1")]
    assert faults(read_from(["Q1 2040/41"], *plain)) == [("period-to-come", "A1")]


def _merge(sheet: Worksheet) -> None:
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("D1:E1")


def test_two_tables_below_each_other_have_a_period_each() -> None:
    found = read_from(
        ["Q1 2016/17"], HEADS[:3], ["Level 1", 1, 2], [], ["Q2 2016/17"], HEADS[:3], ["Level 1", 3, "x"]
    )

    assert lines(found) == {
        (12, 1, Q1.short, 1), (12, 2, Q1.short, 2), (12, 1, Q1.next().short, 3), (12, 2, Q1.next().short, None)
    }  # fmt: skip


def test_sessions_of_a_course_are_put_together_and_a_course_that_stands_twice_is_a_fault() -> None:
    sessions = read_from(HEADS[:3], ["S-41", 3, 1], ["S-42 Working with fathers", 4, "*"])
    twice = read_from(TITLE, HEADS[:3], ["Level 1", 1, ""], ["Level 1", 1, ""])

    assert lines(sessions) == {(11, 1, Q1.short, 7), (11, 2, Q1.short, None)}
    assert faults(twice) == [("places-twice", "B4")]
    assert not twice.sound


def test_a_file_without_a_matrix_says_so() -> None:
    assert faults(read_from(["Name", "Email"], ["A", "b@c.example"])) == [("not-recognised", "A1")]
    assert faults(read_from(TITLE, HEADS[:3], ["Level 1", "", ""])) == [("nothing-told", "A1")]


@pytest.fixture
def course(board: Board, health: Agency, police: Agency) -> Course:
    """A course both agencies take."""
    made: Course = CourseFactory(board=board, number=3, title="Working with fathers")
    return made


def sent(board: Board, by: Standing, *numbers: object) -> Intake:
    data = xlsx_bytes({"Matrix": [TITLE, HEADS[:3], ["C-3", *numbers]]})
    return look_at_places(board=board, data=data, file_name="matrix.xlsx", period=None, by=by)


def test_what_is_told_waits_for_a_yes_is_the_same_when_sent_again_and_restated_when_corrected(
    board: Board, course: Course, coordinator: Standing
) -> None:
    first = sent(board, coordinator, 12, "*")
    assert PlacesTold.objects.count() == 0
    confirm(intake_id=first.pk, by=coordinator)
    before = list(PlacesTold.objects.order_by("pk").values())

    again = confirm(intake_id=sent(board, coordinator, 12, "*").pk, by=coordinator)
    assert list(PlacesTold.objects.order_by("pk").values()) == before
    assert again.counts == {"rows": 2, "new": 0, "corrected": 0, "same": 2}
    confirm(intake_id=sent(board, coordinator, 14, "*").pk, by=coordinator)

    entry = Entry.objects.filter(verb="intake.load").latest("pk")
    assert entry.details["restated"] == [f"Working with fathers, County Health, {Q1.label}: 12, now 14"]
    assert entry.by == coordinator.actor.words
    history = apps.get_model("training", "PlacesToldEvent").objects.filter(pgh_obj_id=before[0]["id"])
    assert list(history.order_by("pgh_id").values_list("places", flat=True)) == [12, 14]
    shown = {one.agency: (one.said, one.before and one.before.said) for one in places_told(coordinator).lines}
    assert shown == {"County Health": ("14", "12"), "County Police": ("not told", None)}


def test_records_kept_here_stand_beside_what_is_told_and_nobody_is_added(
    board: Board, course: Course, coordinator: Standing, health: Agency
) -> None:
    held = SessionFactory(course=course, starts=DAY, ends=DAY.replace(hour=15), closed_at=DAY, closed_by="T")
    for _ in range(2):
        BookingFactory(
            session=held, learner=LearnerFactory(board=board, agency=health), agency=health, state="attended"
        )
    window = Window(Q1.first, Q1.last)
    before = len(came_in(board.pk, window))

    found = sent(board, coordinator, 5, 1)
    confirm(intake_id=found.pk, by=coordinator)

    assert [(one["code"], one["cell"]) for one in found.findings] == [("records-kept", "B3")]
    assert {(one.said, one.here) for one in places_told(coordinator).lines} == {("5", 2), ("1", None)}
    assert len(came_in(board.pk, window)) == before
    assert Learner.objects.count() == 2


def test_an_agencys_lead_sees_its_own_line_and_only_the_coordinator_sends(
    board: Board,
    course: Course,
    coordinator: Standing,
    standing_of: Callable[[Person], Standing],
    health_lead: Person,
) -> None:
    confirm(intake_id=sent(board, coordinator, 5, 1).pk, by=coordinator)
    lead = standing_of(health_lead)

    assert [one.agency for one in places_told(lead).lines] == ["County Health"]
    with pytest.raises(Refused):
        sent(board, lead, 5, 1)
    thrown = sent(board, coordinator, 7, 1)
    discard(intake_id=thrown.pk, by=coordinator)
    thrown.refresh_from_db()
    assert (thrown.waiting, PlacesTold.objects.filter(places=7).count()) == ([], 0)


def test_the_pages_show_what_would_change_then_what_was_told(
    board: Board, course: Course, client: Client, training_coordinator: Person
) -> None:
    client.force_login(training_coordinator)
    assert "No places have been told" in client.get("/wessex/trained/told/").content.decode()
    data = csv_bytes([HEADS[:3], ["Working with fathers", 1200, "x"]])
    form = {"file": SimpleUploadedFile("m.csv", data), "period": Q1.key}
    page = client.post("/wessex/trained/files/places/", form, follow=True).content.decode()
    assert "This file tells" in page
    assert "1,200" in page

    number = Intake.objects.get().pk
    client.post(f"/wessex/trained/files/{number}/load/")

    shown = client.get("/wessex/trained/told/").content.decode()
    assert Q1.label in shown
    assert "nobody told what they are out of" in shown
    assert "1,200" in shown
    assert "not told" in shown
