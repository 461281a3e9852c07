"""An annual report's life: two people write, the chair sees what changed, approves and publishes, anybody reads it."""

from collections.abc import Callable

import pytest

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from reports.models import Report
from reports.rules.states import Life
from scorecard.models import Indicator
from tests.building import LAST, load, series
from tests.journeys.test_a_risk import fills_date
from tests.journeys.visitor import PHONE, Visitor

pytestmark = pytest.mark.django_db(transaction=True)

AREA, FOREWORD = "The area", "Chair’s foreword"


def asks(office: Visitor, section: str, name: str) -> None:
    """Ask somebody for a text by a day."""
    office.follows(f"Ask somebody to write {section}")
    chosen = office.page.get_by_label("Who writes it", exact=True)
    chosen.select_option(value=chosen.locator("option").filter(has_text=name).get_attribute("value"))
    fills_date(office, "By when", "30", "5", "2018")
    office.presses("Ask")
    office.sees(f"{name} is asked for it by 30 May 2018.")


def writes(visitor: Visitor, owed: str, text: str) -> None:
    """From what is owed to a text that is written and signed off."""
    visitor.opens("/wessex/")
    visitor.follows(owed)
    visitor.fills("Text", text)
    visitor.presses("Save")
    visitor.presses("Sign it off")


def builds(office: Visitor, report: Report, number: int, button: str = "Build a draft") -> None:
    """Have a draft built by a worker, and go back to the report."""
    office.opens(page_of(report))
    office.has_done(button, until="A draft of")
    office.sees(f"Draft {number}")
    office.follows("Back to the annual report")


def approves(chair: Visitor, report: Report, number: int) -> None:
    """Approve a draft, and watch its record being printed."""
    chair.opens(page_of(report))
    chair.presses(f"Approve draft {number}")
    chair.has_done("Approve it", until="It is approved.")
    if chair.page.get_by_role("button", name="See how far it has come").count():
        chair._button("See how far it has come").click()
        chair.waits_for("The record:")
    chair.opens(page_of(report))
    chair.sees("The record")


def page_of(report: Report) -> str:
    return f"/wessex/reports/{report.pk}/"


def test_from_two_authors_to_a_corrected_edition_that_anybody_reads_on_a_phone(
    visit: Callable[..., Visitor],
    visit_signed_in: Callable[..., Visitor],
    worker: None,
    board: Board,
    scorecard: dict[str, Indicator],
    health: Agency,
    health_lead: Person,
    police_lead: Person,
    chair: Person,
    business_manager: Person,
    standing_of: Callable[[Person], Standing],
) -> None:
    load(*series("H02", [28, 32] * 8, 120, until=LAST), by=standing_of(health_lead), agency=health)

    bridget = visit_signed_in(business_manager)
    bridget.opens("/wessex/reports/")
    bridget.page.get_by_label("Report").select_option(label="Annual report, 2017 to 2018")
    bridget.presses("Open the report")
    report = Report.objects.get()
    bridget.sees("Write the texts, then build a draft")
    bridget.follows("Who writes what, by when")
    asks(bridget, AREA, "Helen Price")
    bridget.opens(f"{page_of(report)}texts/")
    asks(bridget, "What comes next", "Paul Nicholls")

    helen, paul = visit_signed_in(health_lead), visit_signed_in(police_lead)
    writes(helen, "Write “The area”", "Many children live in the towns of the south.")
    writes(paul, "Write “What comes next”", "Next year we look at neglect.")

    builds(bridget, report, 1)
    bridget.sees("Read draft 1.")
    bridget.follows(f"Change {AREA}")
    bridget.fills("Text", "Many children live in the harbour towns of the south.")
    bridget.presses("Save")
    bridget.opens(page_of(report))
    bridget.sees("Something was written after draft 1 was built.")
    bridget.need_not_scroll_sideways()
    builds(bridget, report, 2)
    bridget.presses("Ask the chair to review it")
    bridget.sees("It is in review.")

    charlotte = visit_signed_in(chair)
    charlotte.opens("/wessex/")
    charlotte.follows("Read and approve: annual report 2017 to 2018")
    charlotte.sees("What is next")
    charlotte.follows("What changed in draft 2")
    charlotte.sees("Since draft 1: 1 section changed, with 1 text and 0 figures.")
    assert [one.inner_text().split() for one in charlotte.page.locator(".board-text ins").all()] == [
        ["new:", "harbour"]
    ]
    charlotte.need_not_scroll_sideways()
    approves(charlotte, report, 2)
    charlotte.presses("Publish it")
    charlotte.need_not_scroll_sideways()
    charlotte.presses("Publish it")
    charlotte.sees("It is published.")

    reader = visit(width=PHONE)
    reader.opens("/published/wessex/")
    reader.follows("Annual report 2017 to 2018")
    first = reader.page.url
    reader.sees("Many children live in the harbour towns of the south.")
    reader.need_not_scroll_sideways()

    bridget.opens(page_of(report))
    bridget.presses("Correct it by a new edition")
    bridget.fills("What does it put right?", "The towns lie in the north.")
    bridget.presses("Open the new edition")
    second = Report.objects.get(edition=2)
    bridget.follows(f"Change {AREA}")
    bridget.fills("Text", "Many children live in the harbour towns of the north.")
    bridget.presses("Save")
    builds(bridget, second, 1)
    bridget.presses("Ask the chair to review it")
    approves(charlotte, second, 1)
    charlotte.presses("Publish it")
    charlotte.presses("Publish it")
    report.refresh_from_db()
    assert report.state == Life.SUPERSEDED

    reader.opens("/published/wessex/annual/")
    reader.sees("Many children live in the harbour towns of the north.")
    another = visit(width=PHONE)  # a browser that was here before may keep the page for some minutes
    another.opens(first)
    another.sees("Read edition 2")
