"""The chair's page: days the chair introduced, as the coordinator noted them, and the staff met there."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from agencies.models import Agency, Board, Person
from tests.factories import BookingFactory, CourseFactory, LearnerFactory, ProfessionFactory, SessionFactory
from tests.journeys.visitor import PHONE, WIDE, Visitor
from training.models import Learner, Session

pytestmark = pytest.mark.django_db(transaction=True)
MET = "/wessex/sessions/staff-met/"
CHAIR = "The chair of the board introduced it"


@pytest.fixture
def held(board: Board, health: Agency) -> list[Session]:
    """Three days in May whose lists are open: three people came to the first, two of them to the second."""
    course = CourseFactory(board=board, title="Working with fathers")
    people = [LearnerFactory(board=board, agency=health) for _ in range(3)]
    days = [
        SessionFactory(
            course=course,
            number=number,
            starts=datetime(2018, 5, number + 7, 8, 30, tzinfo=UTC),
            ends=datetime(2018, 5, number + 7, 15, tzinfo=UTC),
        )
        for number in (1, 2, 3)
    ]
    _came(days[0], people, health)
    _came(days[1], people[1:], health)
    _came(days[2], people[:1], health)
    return days


def _came(session: Session, people: list[Learner], agency: Agency) -> None:
    for learner in people:
        BookingFactory(session=session, learner=learner, agency=agency, state="attended")


def test_the_coordinator_notes_who_introduced_a_day_and_the_chair_sees_the_staff_met(
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    health: Agency,
    held: list[Session],
    training_coordinator: Person,
    chair: Person,
) -> None:
    charlotte = visit_signed_in(chair)
    charlotte.opens("/wessex/learning/")
    menu = charlotte.page.locator(".govuk-service-navigation").bounding_box()
    assert menu is not None
    assert menu["height"] < 61, "every room's door stands on one line of the menu"
    charlotte.follows("Sessions and staff met")
    charlotte.sees("introduced none of 3 sessions for frontline staff.")

    tara = visit_signed_in(training_coordinator)
    for session in held[:2]:
        tara.opens(f"/wessex/sessions/{session.number}/")
        tara.follows("Who came")
        tara.follows("Close the list")
        tara.page.get_by_label(CHAIR).check()
        tara.presses("Close the list")
        tara.sees("Introduced by: Independent chair.")

    charlotte.opens(MET, widths=(PHONE, WIDE))
    charlotte.sees("introduced 2 of 3 sessions for frontline staff, and met 3 people there.")
    charlotte.sees("5 places were taken at these sessions: who came twice is one person and two places.")
    expect(charlotte.row("S-1 ")).to_contain_text("Yes")
    expect(charlotte.row("S-1 ")).to_contain_text("3")
    expect(charlotte.row("S-3 ")).to_contain_text("list not closed")
    charlotte.does_not_see("@")
    charlotte.need_not_scroll_sideways()
    charlotte.follows("Six months earlier")
    charlotte.sees("No session for staff was held in these months.")
    charlotte.follows("Six months later")
    charlotte.follows("S-2")
    charlotte.sees("Working with fathers")


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_without_script_the_page_says_the_same_and_briefings_for_councillors_stand_apart(
    visit_signed_in: Callable[..., Visitor], board: Board, held: list[Session], chair: Person, width: int
) -> None:
    closed = {"closed_at": datetime(2018, 5, 11, tzinfo=UTC), "closed_by": "Tara Singh"}
    Session.objects.filter(pk=held[1].pk).update(chair_introduces=True, **closed)
    briefing = SessionFactory(
        course=held[0].course,
        number=4,
        audience="councillors",
        starts=datetime(2018, 5, 2, 17, tzinfo=UTC),
        ends=datetime(2018, 5, 2, 19, tzinfo=UTC),
        closed_at=datetime(2018, 5, 3, 9, tzinfo=UTC),
        closed_by="Tara Singh",
    )
    councillors = ProfessionFactory(board=board, code="councillors", name="Councillors")
    for _ in range(2):
        BookingFactory(
            session=briefing,
            learner=LearnerFactory(board=board, profession=councillors),
            profession=councillors,
            state="attended",
        )

    charlotte = visit_signed_in(chair, width=width, script=False)
    charlotte.opens(MET)

    charlotte.sees("introduced 1 of 3 sessions for frontline staff, and met 2 people there.")
    charlotte.sees("1 held; 2 councillors came, taking 2 places.")
    charlotte.follows("Six months earlier")
    charlotte.sees("No briefing for councillors was held in these months.")
