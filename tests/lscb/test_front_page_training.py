"""Who was trained, on the front page and in the annual report: counted from records, by agency and profession."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from agencies.models import Agency, Board, Person
from reports.build import html
from reports.rules.document import from_json, to_json
from reports.rules.trained import HIDDEN
from tests.factories import (
    HAMPSHIRE,
    THE_DAY,
    AreaFactory,
    BookingFactory,
    CourseFactory,
    LearnerFactory,
    ProfessionFactory,
    SessionFactory,
)
from tests.reports.opened import annual_of, cells, said_in, section_of, table_of
from training.models import Session

#: How many came of whom in February 2018.
CAME = {"health": 8, "police": 2}


@pytest.fixture
def trained(board: Board, health: Agency, police: Agency) -> Session:
    """Ten people in one session, one of them at another in November as well."""
    AreaFactory(code=HAMPSHIRE, name="Hampshire")
    course = CourseFactory(board=board)
    closed = {"closed_at": THE_DAY, "closed_by": "T"}
    day, before = datetime(2018, 2, 6, 9, tzinfo=UTC), datetime(2017, 6, 6, 9, tzinfo=UTC)
    held = SessionFactory(course=course, starts=day, ends=day.replace(hour=15), **closed)
    earlier = SessionFactory(course=course, starts=before, ends=before.replace(hour=15), **closed)
    midwives = ProfessionFactory(board=board, code="midwives", name="Midwives")
    for agency, number in ((health, CAME["health"]), (police, CAME["police"])):
        for _ in range(number):
            learner = LearnerFactory(board=board, agency=agency, profession=midwives)
            BookingFactory(session=held, learner=learner, state="attended")
    BookingFactory(session=earlier, learner=learner, state="attended")
    made: Session = held
    return made


def test_the_front_page_says_how_many_different_staff_were_trained_in_six_months(
    client: Client, trained: Session, chair: Person, police_lead: Person
) -> None:
    client.force_login(chair)
    said = client.get("/wessex/").content.decode()
    assert "10 different frontline staff" in said
    assert "22 November 2017 to 21 May 2018" in said
    assert all(one in said for one in ("County Health", "County Police", "Midwives"))

    client.force_login(police_lead)
    said = client.get("/wessex/").content.decode()
    assert "2 different frontline staff</strong> of your agency" in said
    assert "County Health" not in said


def test_the_front_page_says_nothing_of_training_while_no_record_is_kept(
    client: Client, chair: Person
) -> None:
    client.force_login(chair)

    assert 'id="trained"' not in client.get("/wessex/").content.decode()


def test_the_annual_report_prints_the_year_and_its_halves_without_a_small_number(
    board: Board, trained: Session
) -> None:
    report = annual_of(board)
    agencies, professions = (table_of(report, f"trained-{one}") for one in ("agencies", "professions"))

    assert said_in(section_of(report, "trained"))[0] == (
        f"Different frontline staff trained in the year: 10; from April to September: {HIDDEN}; from October to "
        "March: 10."
    )
    assert [column.text for column in agencies.columns] == [
        "Agency",
        "April 2017 to September 2017",
        "October 2017 to March 2018",
        "The year",
    ]
    assert ("County Police", HIDDEN, HIDDEN, HIDDEN) in cells(agencies)
    assert ("County Health", "0", HIDDEN, HIDDEN) in cells(agencies)
    assert ("Midwives", HIDDEN, HIDDEN, HIDDEN) in cells(professions)
    assert from_json(to_json(report)) == report
    assert "Who was trained" in html(report)


def test_a_report_of_a_board_that_keeps_no_training_has_no_such_section(board: Board) -> None:
    AreaFactory(code=HAMPSHIRE, name="Hampshire")
    report = annual_of(board)

    assert [section.code for section in report.sections if section.code == "trained"] == []
    assert "Who was trained" not in html(report)
