"""The annual report: its text written, built by a real worker while the chair watches, and read as a PDF."""

from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from scorecard.models import Indicator
from tests.building import LAST, load, series
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_chair_watches_the_annual_report_being_built_and_downloads_it(
    visit: Callable[..., Visitor],
    worker: None,
    board: Board,
    scorecard: dict[str, Indicator],
    health: Agency,
    health_lead: Person,
    chair: Person,
    standing_of: Callable[[Person], Standing],
) -> None:
    load(*series("H02", [28, 32] * 8, 120, until=LAST), by=standing_of(health_lead), agency=health)

    charlotte = visit(chair)
    charlotte.follows("Reports")
    charlotte.page.get_by_label("Report").select_option(label="Annual report, 2017 to 2018")
    charlotte.presses("Open the report")
    charlotte.follows("Write Chair’s foreword")
    charlotte.fills("Text", "It was a year of listening.")
    charlotte.presses("Save")
    charlotte.sees("“Chair’s foreword” is saved.")
    charlotte.follows("Back to the texts")
    charlotte.follows("Back to the annual report")
    seen = the_steps_seen(charlotte)
    charlotte.page.get_by_role("button", name="Build a draft").click()
    charlotte.waits_for("A draft of")
    assert seen, "No step of the building was ever shown."

    given = charlotte.downloads("Download the PDF")
    assert given.suggested_filename == "wessex-annual-report-2017-2018-draft-1.pdf"
    pages = PdfReader(BytesIO(given.path().read_bytes())).pages
    words = " ".join("".join(page.extract_text() for page in pages).split())
    assert "It was a year of listening." in words
    assert "Draft, not for publication" in words
    charlotte.sees(f"A draft of {len(pages)} pages")


def the_steps_seen(charlotte: Visitor) -> list[str]:
    """What the page is answered while it asks how the building goes; fills up as it does."""
    steps: list[str] = []
    charlotte.page.on(
        "response",
        lambda answer: steps.append(answer.url) if "?seen=" in answer.url and answer.status != 404 else None,
    )
    return steps
