"""W06, W08 and W09 counted from the records each night; a return that holds them is told so, and the rest is taken."""

import csv
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from agencies.models import Agency, Board, Entry, Person
from agencies.rules.standing import Standing
from scorecard.models import Area, Figure, Indicator, Restatement, Submission
from scorecard.queries.template import template_for
from scorecard.rules.figures import Unit
from tests.building import BEFORE, LAST, a_return, load
from tests.factories import (
    HAMPSHIRE,
    THE_DAY,
    AgencyFactory,
    AreaFactory,
    BookingFactory,
    CourseFactory,
    EvaluationFactory,
    FigureFactory,
    IndicatorFactory,
    LearnerFactory,
    MembershipFactory,
    PersonFactory,
    PerspectiveFactory,
    SeatFactory,
    SessionFactory,
)
from training.actions.handing_down import hand_down_training, keep_here
from training.models import Booking, Learner, Session

StandingOf = Callable[[Person], Standing]
DAY = datetime(2018, 2, 6, 9, 30, tzinfo=UTC)


@pytest.fixture
def office_agency(board: Board) -> Agency:
    """The board's own office, which owns the measures, and one more that nobody counts."""
    agency: Agency = AgencyFactory(code="brd", name="Board Business Unit")
    SeatFactory(board=board, agency=agency)
    AreaFactory(code=HAMPSHIRE, name="Hampshire")
    given: dict[str, Any] = {
        "owner": agency,
        "since": date(2010, 4, 1),
        "perspective": PerspectiveFactory(board=board, code="workforce", title="Workforce", order=1),
    }
    IndicatorFactory(board=board, code="W06", unit=Unit.COUNT, breakdown="agency", decimals=0, **given)
    for code in ("W08a", "W08b", "W09", "W11"):
        IndicatorFactory(board=board, code=code, unit=Unit.PERCENT, **given)
    return agency


@pytest.fixture
def session(board: Board, office_agency: Agency) -> Session:
    """A session of 6 February 2018 whose list is closed."""
    made: Session = SessionFactory(
        course=CourseFactory(board=board),
        starts=DAY,
        ends=DAY.replace(hour=15),
        closed_at=THE_DAY,
        closed_by="T",
    )
    return made


@pytest.fixture
def office(business_manager: Person, standing_of: StandingOf) -> Standing:
    return standing_of(business_manager)


def learner(board: Board, agency: Agency) -> Learner:
    made: Learner = LearnerFactory(board=board, agency=agency, name="Holly Visitor")
    return made


def on_file(code: str, part: str = "all") -> tuple[int, int, str] | None:
    """What stands of the last quarter."""
    one = Figure.objects.current().filter(indicator__code=code, breakdown=part, first=LAST.first).first()
    return (int(one.numerator or 0), int(one.denominator or 0), one.status) if one else None


@pytest.fixture
def counted(board: Board, session: Session, health: Agency, police: Agency, office: Standing) -> Session:
    """Two of health's and one of police's came, one did not; counted here from January 2018 on."""
    for agency, state in (
        (health, "attended"),
        (health, "attended"),
        (police, "attended"),
        (health, "no_show"),
    ):
        BookingFactory(session=session, learner=learner(board, agency), state=state)
    keep_here(first=LAST, by=office)
    return session


def test_people_and_attendance_of_a_quarter_come_from_the_records_by_agency_too(counted: Session) -> None:
    assert on_file("W06") == (3, 0, "reported")
    assert on_file("W06", "County Health") == (2, 0, "reported")
    assert on_file("W06", "County Police") == (1, 0, "reported")
    assert on_file("W06", "Board Business Unit") == (0, 0, "true_zero")
    assert on_file("W08a") == (3, 4, "reported")
    assert on_file("W08b") == (1, 4, "reported")
    assert on_file("W09") == (0, 0, "not_applicable")


def test_a_figure_says_by_which_rule_it_was_counted_from_how_many_records_and_when(counted: Session) -> None:
    one = Figure.objects.current().get(indicator__code="W06", breakdown="all")
    attended = Figure.objects.current().get(indicator__code="W08a")

    assert (one.sheet, one.cell) == ("rule W06, 1", "3 records")
    assert (attended.sheet, attended.cell) == ("rule W08a, 1", "1 record")
    assert one.submission.origin == Submission.Origin.COMPUTED


def test_the_listing_kept_with_the_figures_names_no_learner(counted: Session) -> None:
    made = Submission.objects.get(origin=Submission.Origin.COMPUTED)
    with default_storage.open(made.stored) as kept:
        text = kept.read().decode()

    rows = list(csv.reader(text.splitlines()))
    pseudonyms = {one.pseudonym for one in Learner.objects.all()}
    assert "Holly" not in text
    assert "@" not in text
    assert {row[2] for row in rows if row[0] == "W06"} < pseudonyms
    assert [row[2:] for row in rows if row[0] == "W08a"] == [
        [counted.reference, "4 booked", "3 booked and attended", "3 of 4"]
    ]


def test_a_night_without_news_writes_nothing(counted: Session) -> None:
    before = Submission.objects.count()

    assert hand_down_training() == 0
    assert Submission.objects.count() == before


def test_a_closed_quarter_that_changes_is_restated_and_the_old_figure_can_still_be_read(
    counted: Session, board: Board, office_agency: Agency, health: Agency
) -> None:
    owed = a_return(board, office_agency, state="accepted", accepted_at=THE_DAY, accepted_by="Bridget Marsh")
    BookingFactory(session=counted, learner=learner(board, health), state="attended")

    hand_down_training()

    assert on_file("W06") == (4, 0, "reported")
    old = Figure.objects.get(indicator__code="W06", breakdown="all", superseded_by__isnull=False)
    assert old.value == 3
    restated = Restatement.objects.get(restated=owed)
    assert restated.reason == "Counted again from the board’s own records."


def test_while_an_attendance_list_is_open_there_is_no_figure_yet(
    board: Board, session: Session, health: Agency, office: Standing
) -> None:
    BookingFactory(session=session, learner=learner(board, health), state="attended")
    Session.objects.filter(pk=session.pk).update(closed_at=None, closed_by="")

    keep_here(first=LAST, by=office)

    assert on_file("W06") is None
    assert on_file("W08a") is None
    Session.objects.filter(pk=session.pk).update(closed_at=THE_DAY, closed_by="T")
    hand_down_training()
    assert on_file("W06") == (1, 0, "reported")


def test_changed_practice_is_out_of_follow_ups_sent_not_of_those_answered(
    counted: Session,
) -> None:
    asked = {"stage": "three_months", "asked_at": datetime(2018, 3, 5, 9, tzinfo=UTC)}
    for booking, answer in zip(Booking.objects.order_by("pk"), (True, False, None), strict=False):
        given = (
            {} if answer is None else {"changed": answer, "answered_at": THE_DAY, "answered_by": "a learner"}
        )
        EvaluationFactory(booking=booking, **asked, **given)

    hand_down_training()

    assert on_file("W09") == (1, 3, "reported")


def test_two_entries_of_one_person_that_are_merged_later_are_counted_once_the_next_night(
    counted: Session, health: Agency
) -> None:
    stays, twin = Learner.objects.filter(agency=health).order_by("pk")[:2]
    twin.merged_into = stays
    twin.save()

    hand_down_training()

    assert on_file("W06", "County Health") == (1, 0, "reported")
    assert on_file("W06") == (2, 0, "reported")


def test_what_a_return_said_of_a_quarter_counted_here_is_replaced_even_where_it_is_the_same(
    board: Board, session: Session, health: Agency, office_agency: Agency, office: Standing
) -> None:
    indicator = Indicator.objects.get(code="W06")
    BookingFactory(session=session, learner=learner(board, health), state="attended")
    sent = FigureFactory(
        indicator=indicator,
        agency=office_agency,
        area=Area.objects.get(code=HAMPSHIRE),
        first=LAST.first,
        last=LAST.last,
        basis=indicator.basis,
        numerator=1,
        denominator=None,
        value=1,
        submission__board=board,
        submission__agency=office_agency,
    )

    keep_here(first=LAST, by=office)

    one = Figure.objects.current().get(indicator=indicator, breakdown="all")
    sent.refresh_from_db()
    assert (one.value, one.submission.origin) == (1, Submission.Origin.COMPUTED)
    assert sent.superseded_by == one.submission
    assert hand_down_training() == 0


def test_a_return_that_holds_them_is_told_so_and_everything_else_in_it_is_taken(
    counted: Session, board: Board, office_agency: Agency, standing_of: StandingOf
) -> None:
    lead = PersonFactory(name="Olive Lane")
    MembershipFactory(person=lead, board=board, role="agency_lead", agency=office_agency)
    sent = load(
        ("W06", LAST, 99),
        ("W08a", LAST, 90, 100),
        ("W11", LAST, 8, 10),
        ("W06", BEFORE, 7),
        by=standing_of(lead),
        agency=office_agency,
    )

    told = {one.cell: one for one in sent.findings.all()}
    assert {one.code for one in told.values()} == {"counted-here"}
    assert {one.severity for one in told.values()} == {"note"}
    assert "is counted from the board’s training records from 1 January 2018 on" in told["C2"].message
    assert on_file("W06") == (3, 0, "reported")
    assert on_file("W08a") == (3, 4, "reported")
    assert on_file("W11") == (8, 10, "reported")
    assert Figure.objects.current().get(indicator__code="W06", first=date(2017, 10, 1)).value == 7


def test_nobody_is_asked_for_what_is_counted_here(
    counted: Session, board: Board, office_agency: Agency
) -> None:
    now = template_for(a_return(board, office_agency))
    before = template_for(a_return(board, office_agency, BEFORE))

    assert {one.indicator.code for one in now.lines} == {"W11"}
    assert {one.indicator.code for one in before.lines} == {"W06", "W08a", "W08b", "W09", "W11"}


def test_the_business_manager_says_from_which_quarter_on_and_that_is_on_record(
    client: Client, session: Session, business_manager: Person, training_coordinator: Person
) -> None:
    client.force_login(training_coordinator)
    assert client.get("/wessex/trained/counted-here/").status_code == 403
    client.force_login(business_manager)

    assert client.post("/wessex/trained/counted-here/", {"first": "1999-01-01"}).status_code == 200
    client.post("/wessex/trained/counted-here/", {"first": "2018-01-01"})

    said = client.get("/wessex/trained/counted-here/").content.decode()
    assert "January to March 2018 on. Set by Bridget Marsh" in said
    assert "counted from the board’s training records from January to March 2018 on" in (
        Entry.objects.get(verb="indicators.count_here").words
    )
