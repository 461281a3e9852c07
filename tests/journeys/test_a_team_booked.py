"""A police team of thirty: a session planned and shared out, the team sent in a spreadsheet, corrected, booked."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from agencies.models import Agency, Board, Letter, Person
from tests.factories import HeadcountFactory, ProfessionFactory, WorkDomainFactory
from tests.files.books import xlsx_bytes
from tests.journeys.test_an_actions_life import on
from tests.journeys.visitor import PHONE, Visitor
from training.models import Booking

pytestmark = pytest.mark.django_db(transaction=True)
HEADINGS = ("Collar no.", "Officer name", "Email address", "Job role")


def team(folder: Path, *, wrong: bool = False) -> Path:
    """A workbook as a team's administrator keeps it: a title above the headings, a column nobody asked for."""
    rows = [
        (n, f"Officer {n:02d}", f"officer{n:02d}@police.example", "Police officers and staff")
        for n in range(1, 31)
    ]
    if wrong:
        rows[6] = (7, "Officer 07", "officer07 at police", "Police officers and staff")
        rows[7] = (8, "Officer 08", "officer01@police.example", "Police officers and staff")
    path = folder / ("wrong.xlsx" if wrong else "team.xlsx")
    sheet = [("Neighbourhood team",), (), tuple(HEADINGS), *rows]
    path.write_bytes(xlsx_bytes({"Team": sheet}))
    return path


def test_a_police_team_of_thirty_is_booked_from_a_spreadsheet(
    tmp_path: Path,
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    health: Agency,
    police: Agency,
    training_coordinator: Person,
    police_lead: Person,
    chair: Person,
) -> None:
    ProfessionFactory(board=board, code="police", name="Police officers and staff")
    WorkDomainFactory(agency=police, domain="police.example")
    HeadcountFactory(board=board, agency=health, number=640)
    HeadcountFactory(board=board, agency=police, number=640)
    tara = visit_signed_in(training_coordinator)
    paul = visit_signed_in(police_lead)

    tara.opens("/wessex/courses/")
    tara.sees("No course has been added yet.")
    tara.presses("Add a course")
    tara.fills("Title", "Children who go missing")
    tara.chooses("Level 2: those who work with them")
    tara.fills("Hours taught", "4")
    tara.presses("Add it")
    tara.presses("Plan a session")
    on(tara, "Day", "12 6 2018")
    tara.fills("Begins", "9:30")
    tara.fills("Ends", "13:30")
    tara.fills("Venue", "Police Headquarters")
    tara.fills("Places", "40")
    tara.chooses("Independent chair")
    tara.presses("Plan it")
    tara.sees("Tuesday, 9:30am to 1:30pm, Police Headquarters. 0 of 40 places taken, 0 waiting.")
    tara.follows("Share its places out")
    tara.presses("Work it out")
    expect(tara.page.get_by_label("County Police")).to_have_value("20")
    on(tara, "Kept until the end of", "1 6 2018")
    tara.presses("Keep these places")
    tara.sees("Until 1 June 2018, then to those who wait")

    paul.opens("/wessex/sessions/")
    paul.follows("S-1")
    paul.follows("Book a team from a spreadsheet")
    paul.page.get_by_label("Spreadsheet").set_input_files(team(tmp_path, wrong=True))
    paul.presses("Look through it")
    paul.sees("Nobody was booked")
    expect(paul.row("C10")).to_contain_text("officer07 at police")
    expect(paul.row("C11")).to_contain_text("the same address stands in C4")
    paul.does_not_see("Book them")
    paul.need_not_scroll_sideways()
    paul.presses("Send it again")
    paul.page.get_by_label("Spreadsheet").set_input_files(team(tmp_path))
    paul.presses("Look through it")
    paul.sees("30 people in team.xlsx: 20 would get a place, 10 would wait.")
    assert not Booking.objects.exists()
    paul.presses("Book them")
    paul.sees("20 booked, and 10 on the waiting list. Everybody is told by email.")
    expect(paul.row("Officer 21")).to_contain_text("number 1")
    paul.need_not_scroll_sideways()

    states = list(Booking.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["booked"] * 20 + ["waiting"] * 10
    assert Letter.objects.filter(subject__startswith="You have a place").count() == 20

    paul.page.get_by_role("link", name="Cancel for Officer 01").click()
    paul.sees("Their place goes to who is next on the waiting list.")
    paul.presses("Cancel it")
    expect(paul.row("Officer 21")).to_contain_text("Booked")

    charlotte = visit_signed_in(chair, width=PHONE)
    charlotte.opens("/wessex/sessions/1/")
    charlotte.sees("20 of 40 places taken, 9 waiting.")
    charlotte.does_not_see("Officer 02")
    charlotte.need_not_scroll_sideways()
