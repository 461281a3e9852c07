"""Self-assessments: a small charity on a phone, a police force with three authors, and the next cycle."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from agencies.models import Agency, Board, Person
from agencies.rules import clock
from agencies.rules.standing import Standing
from registers.actions.section_11 import assignments, cycles, organisations
from registers.models import Action, Answer, Assessment, Cycle
from registers.rules.section_11.parts import Part
from tests.factories import (
    AgencyFactory,
    AgencyKindFactory,
    CrosswalkFactory,
    CycleFactory,
    StandardFactory,
    StandardSetFactory,
)
from tests.files.evidence import pdf_of
from tests.journeys.post_box import comes_in
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.django_db(transaction=True)

Visit = Callable[..., Visitor]
TITLES = ("Commitment of senior leaders", "Safer recruitment")


@pytest.fixture
def office(business_manager: Person, standing_of: Callable[[Person], Standing]) -> Standing:
    """The business manager."""
    return standing_of(business_manager)


def planned(board: Board, number: int = 1) -> Cycle:
    """A cycle of two standards, not launched yet."""
    standards = StandardSetFactory(board=board, version=number)
    for at, title in enumerate(TITLES, 1):
        StandardFactory(standards=standards, number=at, title=title, prompts="Who is the named lead?")
    cycle: Cycle = CycleFactory(
        board=board,
        number=number,
        name=f"{2016 + number}-{17 + number}",
        standards=standards,
        scale="met_partly_not",
        opens_on=date(2017 + number, 4, 2),
        due_on=date(2017 + number, 6, 29),
        launched_at=None,
        launched_by="",
    )
    return cycle


def asked(cycle: Cycle, agency: Agency, people: dict[str, tuple[Part, str]], office: Standing) -> Assessment:
    """What one organisation is asked: each of these people has a part, and the letters are out."""
    made = organisations.add(cycle_id=cycle.pk, agency=agency, by=office)
    for name, (part, email) in people.items():
        assignments.assign(assessment_id=made.pk, part=part, name=name, email=email, until=None, by=office)
    cycles.launch(cycle_id=cycle.pk, by=office)
    return made


def on(visitor: Visitor, day: str) -> None:
    """Type the day of an improvement."""
    for label, number in zip(("Day", "Month", "Year"), day.split(), strict=True):
        visitor.fills(label, number)


def answers(visitor: Visitor, choice: str, words: str, button: str = "Save and go on") -> None:
    """Answer the standard that is open."""
    visitor.chooses(choice)
    visitor.fills("What bears this out", words)
    visitor.presses(button)


MET = "Met: in place, working, and shown to work"
PARTLY = "Partly met: in place, with gaps"


def test_a_small_charity_answers_by_link_on_a_phone(visit: Visit, board: Board, office: Standing) -> None:
    kind = AgencyKindFactory(code="charity", name="Voluntary sector", duty="invited", kindly=True)
    charity = AgencyFactory(code="open-door", name="Open Door", kind=kind)
    ada = "ada@opendoor.example"
    people = {"Ada Writer": (Part.AUTHOR, ada), "Ada Writer herself": (Part.EXECUTIVE, ada)}
    asked(planned(board), charity, people, office)

    phone = visit(width=PHONE)
    comes_in(phone, ada, room="assess")
    phone.sees("Self-assessment: Open Door")
    phone.sees("You are warmly invited to complete the self-assessment by 29 June 2018.")
    phone.need_not_scroll_sideways()

    phone.follows("1. Commitment of senior leaders")
    phone.need_not_scroll_sideways()
    phone.chooses(PARTLY)
    phone.fills("What bears this out", "Our trustees talk of it at every meeting.")
    phone.waits_for("Saved at")
    phone.presses("Save and go back")
    phone.sees("1 of 2 standards are answered.")
    phone.follows("1. Commitment of senior leaders")
    phone.follows("Add an improvement")
    phone.fills("What you will do", "Name a trustee for safeguarding.")
    phone.fills("Who sees to it", "The chair of trustees")
    on(phone, "28 9 2018")
    phone.presses("Add it")
    phone.follows("Add evidence")
    phone.chooses("A document or policy (weak)")
    phone.fills("What it shows", "The minutes of our last meeting.")
    phone.page.get_by_label("File", exact=True).set_input_files(
        {"name": "minutes.pdf", "mimeType": "application/pdf", "buffer": pdf_of()}
    )
    phone.page.get_by_label("I have looked through the file").check()
    phone.presses("Add it")
    assert phone.saves("minutes.pdf").suggested_filename == "minutes.pdf"
    phone.presses("Save and go on")
    phone.chooses("It does not apply to us")
    phone.fills("Why it does not apply", "We have no paid staff.")
    phone.presses("Save and go back")

    phone.follows("Sign-off")
    phone.fills("Your statement", "The trustees have read it, and it is so.")
    phone.presses("Sign it off")
    phone.sees("It is signed off, and the board has it.")
    phone.need_not_scroll_sideways()
    assert b"%PDF-" in Path(phone.saves("PDF").path()).read_bytes()

    assert Action.objects.get().text == "Name a trustee for safeguarding."
    assert Assessment.objects.get().state == "submitted"


def test_a_police_force_with_three_authors_and_its_executives_sign_off(
    visit: Visit,
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    police: Agency,
    police_lead: Person,
    office: Standing,
    chair: Person,
) -> None:
    police.kind = AgencyKindFactory(
        code="police-force", name="Police", duty="section_11", basis="section 11, Children Act 2004"
    )
    police.save()
    sergeant, deputy = "sergeant@police.example", "deputy@police.example"
    people = {
        "Paul Nicholls": (Part.AUTHOR, police_lead.email),
        "Sal Sergeant": (Part.AUTHOR, sergeant),
        "Di Deputy": (Part.EXECUTIVE, deputy),
        "Tom Other": (Part.AUTHOR, "tom@police.example"),
    }
    made = asked(planned(board), police, people, office)
    charlotte = visit_signed_in(chair)
    charlotte.opens("/wessex/section-11/1/pol/")
    charlotte.sees("It is still being written.")

    paul = visit_signed_in(police_lead, script=False)
    paul.opens("/wessex/section-11/1/pol/standards/1/")
    sal = visit()
    comes_in(sal, sergeant, room="assess")
    sal.follows("1. Commitment of senior leaders")
    answers(sal, MET, "The chief constable chairs the group.", "Save and go back")
    paul.fills("What bears this out", "Safeguarding is in every plan.")
    paul.presses("Save and go back")
    paul.sees("The words of both are kept, one after the other.")
    paul.presses("Save and go back")
    tom = visit()
    comes_in(tom, "tom@police.example", room="assess")
    tom.follows("2. Safer recruitment")
    answers(tom, PARTLY, "Vetting is done, and renewed late.", "Save and go back")
    tom.follows("Sign-off")
    tom.sees("Only the named executive signs it off. That is Di Deputy.")

    di = visit()
    comes_in(di, deputy, room="assess")
    di.follows("Sign-off")
    di.fills("Your statement", "I have read it, and answer for it.")
    di.presses("Sign it off")
    di.sees("It is signed off, and the board has it.")

    charlotte.opens("/wessex/section-11/1/pol/standards/1/")
    charlotte.sees("The chief constable chairs the group.")
    charlotte.sees("Safeguarding is in every plan.")
    first = Answer.objects.get(assessment=made, standard__number=1)
    assert [one.split(",")[0] for one in first.authors] == ["Sal Sergeant", "Paul Nicholls"]


def test_the_next_cycle_begins_with_what_the_last_one_said(
    visit: Visit, board: Board, office: Standing
) -> None:
    kind = AgencyKindFactory(code="charity", name="Voluntary sector", duty="invited", kindly=True)
    charity = AgencyFactory(code="open-door", name="Open Door", kind=kind)
    ada = "ada@opendoor.example"
    people = {"Ada Writer": (Part.AUTHOR, ada), "Ada Writer herself": (Part.EXECUTIVE, ada)}
    first = planned(board)
    asked(first, charity, people, office)
    window = visit()
    comes_in(window, ada, room="assess")
    window.follows("1. Commitment of senior leaders")
    answers(window, MET, "A trustee is named.")
    answers(window, PARTLY, "References are always taken up.")
    window.follows("Sign-off")
    window.fills("Your statement", "It is so.")
    window.presses("Sign it off")

    clock.fix(date(2019, 5, 21))
    second = planned(board, 2)
    StandardFactory(standards=second.standards, number=3, title="Speaking up and escalation")
    for number in (1, 2):
        CrosswalkFactory(
            standard=second.standards.standards.get(number=number),
            earlier=first.standards.standards.get(number=number),
        )
    asked(second, charity, people, office)
    again = visit()
    comes_in(again, ada, room="assess")
    again.follows("Carry those answers forward")
    again.presses("Carry them forward")
    again.sees("Carried forward: 2 standards.")
    again.follows("2. Safer recruitment")
    answers(again, MET, "References are always taken up, and checks renewed.")
    answers(again, PARTLY, "A policy is drafted.", "Save and go back")

    for title, mark in (
        ("1. Commitment of senior leaders", "Same as last time"),
        ("2. Safer recruitment", "Changed since last time"),
        ("3. Speaking up and escalation", "New in this cycle"),
    ):
        assert mark in again.page.locator("li", has_text=title).inner_text()
    again.sees("3 of 3 standards are answered.")
