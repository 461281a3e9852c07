"""A team from a spreadsheet: read whatever its columns are called, refused whole for one fault, booked in its order."""

from collections.abc import Sequence

import pytest

from agencies.models import Agency, Board, Entry, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from tests.factories import BookingFactory, LearnerFactory, ProfessionFactory, WorkDomainFactory
from tests.files.books import csv_bytes
from tests.training.conftest import StandingOf
from training.actions import desk, teams
from training.actions.teams import Preview
from training.models import Learner, Profession, Session
from training.rules.bookings import Verb

pytestmark = pytest.mark.django_db
HEADINGS = ("Staff name", "Job title", "Work email")


@pytest.fixture
def officers(board: Board) -> Profession:
    made: Profession = ProfessionFactory(board=board, code="police", name="Police officers and staff")
    return made


@pytest.fixture
def lead(police_lead: Person, police: Agency, standing_of: StandingOf) -> Standing:
    WorkDomainFactory(agency=police, domain="police.example")
    return standing_of(police_lead)


def thirty() -> list[Sequence[object]]:
    return [(f"Officer {n}", "Police officers and staff", f"officer{n}@police.example") for n in range(30)]


def looked(session: Session, rows: Sequence[Sequence[object]], by: Standing, **more: object) -> Preview:
    given = {"agency": None, "profession": None} | more
    return teams.look_through(session=session, data=csv_bytes([HEADINGS, *rows]), by=by, **given)  # type: ignore[arg-type]


def said(preview: Preview) -> list[tuple[str, str, str]]:
    return [(one.code, one.cell, one.value) for one in preview.team.findings]


def test_thirty_officers_are_looked_through_and_then_booked_in_their_order(
    session: Session, lead: Standing, officers: Profession
) -> None:
    preview = looked(session, thirty(), lead)

    assert (len(preview.team.people), preview.places, preview.waiting) == (30, 2, 28)
    assert not Learner.objects.exists()
    held = teams.book(session=session, sealed=preview.sealed, by=lead)
    assert [one.state for one in held] == ["booked"] * 2 + ["waiting"] * 28
    assert [one.learner.name for one in held[:2]] == ["Officer 0", "Officer 1"]
    assert {one.profession for one in held} == {officers}
    assert "Officer" not in " ".join(Entry.objects.values_list("words", flat=True))


def test_a_team_confirmed_twice_is_booked_once(
    session: Session, lead: Standing, officers: Profession
) -> None:
    preview = looked(session, thirty(), lead)
    teams.book(session=session, sealed=preview.sealed, by=lead)

    with pytest.raises(Refused, match=r"Person 1 of 30: .*already.*Nobody was booked"):
        teams.book(session=session, sealed=preview.sealed, by=lead)
    assert session.bookings.count() == 30


def test_one_fault_books_nobody_and_each_is_said_at_its_cell(
    session: Session, lead: Standing, officers: Profession
) -> None:
    rows = [
        ("Ann Able", "", "ann@police.example"),
        ("", "", "ben@police.example"),
        ("Cid Cole", "", "cid at police"),
        ("Dan Dole", "", "ann@police.example"),
        ("Eve Ends", "", "eve@gmail.example"),
    ]

    preview = looked(session, rows, lead)

    assert said(preview) == [
        ("name-missing", "A3", ""),
        ("address-unclear", "C4", "cid at police"),
        ("row-twice", "C5", "ann@police.example"),
        ("address-elsewhere", "C6", "eve@gmail.example"),
    ]
    assert preview.sealed == ""


def test_a_profession_nobody_knows_is_noted_once_and_the_chosen_one_taken(
    session: Session, lead: Standing, officers: Profession
) -> None:
    rows = [("Ann Able", "PC", "ann@police.example"), ("Ben Bold", "pc", "ben@police.example")]

    preview = looked(session, rows, lead, profession=officers)

    assert said(preview) == [("profession-unknown", "B2", "PC")]
    assert [one.profession_id for one in preview.team.people] == [officers.pk, officers.pk]
    assert preview.sealed


def test_who_is_booked_already_is_left_out_and_somebody_elses_staff_stops_the_file(
    session: Session, lead: Standing, police: Agency, health: Agency
) -> None:
    booked = LearnerFactory(board=session.board, agency=police, email="ann@police.example")
    BookingFactory(session=session, learner=booked)
    LearnerFactory(board=session.board, agency=health, email="ben@police.example")
    ann, ben = ("Ann Able", "", "ann@police.example"), ("Ben Bold", "", "ben@police.example")

    assert said(looked(session, [ann, ("Cid Cole", "", "cid@police.example")], lead)) == [
        ("held-already", "C2", "ann@police.example")
    ]
    assert said(looked(session, [ben], lead))[0][0] == "agency-other"
    assert said(looked(session, [ann], lead))[0][0] == "nobody-new"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([("Who", "Where"), ("Ann", "Here")], "not-recognised"),
        ([HEADINGS], "no-rows"),
        ([HEADINGS, *[(f"N {n}", "", f"n{n}@police.example") for n in range(501)]], "too-many"),
    ],
)
def test_what_is_no_team_is_the_only_finding(
    session: Session, lead: Standing, rows: list[Sequence[object]], code: str
) -> None:
    preview = teams.look_through(session=session, data=csv_bytes(rows), agency=None, profession=None, by=lead)

    assert [one.code for one in preview.team.findings] == [code]
    assert not preview.team.people


def test_bytes_that_are_no_spreadsheet_are_refused_in_words(session: Session, lead: Standing) -> None:
    preview = teams.look_through(session=session, data=b"\x00\x01\x02", agency=None, profession=None, by=lead)

    (finding,) = preview.team.findings
    assert finding.remedy
    assert not preview.team.sound


def test_the_office_books_for_agencies_named_in_the_rows(
    session: Session, coordinator: Standing, police: Agency, health: Agency
) -> None:
    rows = [
        ("Name", "E-mail", "Organisation"),
        ("Ann Able", "ann@anywhere.example", "County Police"),
        ("Ben Bold", "ben@anywhere.example", ""),
        ("Cid Cole", "cid@anywhere.example", "Country Police"),
    ]

    preview = teams.look_through(
        session=session, data=csv_bytes(rows), agency=health, profession=None, by=coordinator
    )

    assert [(one.code, one.cell) for one in preview.team.findings] == [("agency-unknown", "C4")]
    assert "perhaps “county police”" in preview.team.findings[0].remedy
    assert [one.agency_id for one in preview.team.people] == [police.pk, health.pk]


def test_a_seal_is_for_one_session_and_one_person(
    session: Session, lead: Standing, coordinator: Standing, officers: Profession
) -> None:
    sealed = looked(session, thirty(), lead).sealed

    for other, by in ((sealed, coordinator), (f"{sealed}x", lead), ("", lead)):
        with pytest.raises(Refused):
            teams.book(session=session, sealed=other, by=by)
    assert not session.bookings.exists()


def test_a_lead_books_own_staff_at_work_addresses_only(
    session: Session, lead: Standing, police: Agency, health: Agency
) -> None:
    for agency, email, why in (
        (health, "a@police.example", "Only the agency’s lead"),
        (police, "a@gmail.example", "not a work address"),
    ):
        with pytest.raises(Refused, match=why):
            desk.book(session_id=session.pk, who=desk.Named(email, "Ann", agency, None), by=lead)
    made = desk.book(session_id=session.pk, who=desk.Named("a@police.example", "Ann", police, None), by=lead)

    assert made.state == "booked"
    assert made.booked_by == lead.actor.words


def test_a_lead_changes_the_bookings_they_made_and_no_others(
    session: Session, lead: Standing, police: Agency
) -> None:
    theirs = desk.book(
        session_id=session.pk, who=desk.Named("a@police.example", "Ann", police, None), by=lead
    )
    others = BookingFactory(session=session, learner__agency=police)

    assert desk.act(booking_id=theirs.pk, verb=Verb.CANCEL, by=lead).state == "cancelled"
    with pytest.raises(Refused, match="not yours to change"):
        desk.act(booking_id=others.pk, verb=Verb.CANCEL, by=lead)


def test_a_place_is_passed_on_by_name(session: Session, coordinator: Standing, police: Agency) -> None:
    held = desk.book(
        session_id=session.pk, who=desk.Named("a@police.example", "Ann", police, None), by=coordinator
    )

    taken = desk.substitute(
        booking_id=held.pk, email="b@police.example", name="Ben", profession=None, by=coordinator
    )

    assert (taken.state, taken.learner.name, taken.substitute_for_id) == ("booked", "Ben", held.pk)


@pytest.mark.parametrize(
    ("headings", "read"),
    [
        (("Officer name", "Police email"), True),
        (("Surname", "E-mail (work)"), True),
        (("NAME OF STAFF", "Contact e-mail"), True),
        (("Line manager name", "Email"), False),
        (("Team name", "Email"), False),
        (("Name", "Telephone"), False),
    ],
)
def test_columns_are_guessed_by_the_words_in_their_headings(
    session: Session, lead: Standing, headings: tuple[str, str], read: bool
) -> None:
    rows = [("Our team, May 2018",), headings, ("Ann Able", "ann@police.example")]

    preview = teams.look_through(session=session, data=csv_bytes(rows), agency=None, profession=None, by=lead)

    assert bool(preview.team.people) is read
