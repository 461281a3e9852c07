"""Our own template: downloaded, filled in as Excel would, sent, released."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from agencies.models import Agency, Board, Person
from scorecard.models import Indicator
from tests.building import a_return
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)

#: What the lead types, by the line's reference and part.
TYPED: dict[tuple[str, str], dict[str, object]] = {
    ("H01", "all"): {"Number": 7},
    ("H02", "all"): {"Number": 42, "Out of": 120, "Commentary": "One post was empty."},
    ("H03", "all"): {"Number": 350},
    ("H04", "all"): {"Number": 10, "Out of": 40},
    ("H04", "schools"): {"Number": 4, "Out of": 40},
    ("H04", "police"): {"Reason": "not supplied"},
}


def test_a_lead_fills_in_the_spreadsheet_made_for_the_return(
    worker: None,
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    scorecard: dict[str, Indicator],
    health: Agency,
    health_lead: Person,
    tmp_path: Path,
) -> None:
    owed = a_return(board, health)
    helen = visit_signed_in(health_lead)
    helen.opens(f"/{board.code}/returns/{owed.pk}/")
    given = helen.saves("Download a spreadsheet made for this return")
    assert given.suggested_filename == "County Health Q4 2017-18.xlsx"
    kept = tmp_path / given.suggested_filename
    given.save_as(kept)

    fill_in(kept)

    helen.presses("Send your figures")
    helen.uploads(kept.name, kept.read_bytes())
    helen.sees("No error stands. Nothing is shared with the board until you release it.")
    helen.does_not_see("Tell us how to read it")
    helen.presses("Release to the board")
    helen.sees("The board has these figures")

    helen.opens(f"/{board.code}/scorecard/")
    expect(helen.row("The measure H02")).to_contain_text("35.0")
    helen.opens(f"/{board.code}/returns/{owed.pk}/")
    helen.sees("Released")


def fill_in(kept: Path) -> None:
    """Type the figures into the workbook's open boxes, found by its headings, and save it."""
    book = load_workbook(kept)
    sheet = book["Return"]
    top = next(row for row in sheet.iter_rows() if row[0].value == "Ref")
    column = {cell.value: cell.column for cell in top}
    for row in range(top[0].row + 1, sheet.max_row + 1):
        line = (sheet.cell(row, column["Ref"]).value, sheet.cell(row, column["Breakdown"]).value)
        for heading, typed in TYPED.get(line, {}).items():  # type: ignore[arg-type]
            sheet.cell(row, column[heading]).value = typed  # type: ignore[assignment]
    book.save(kept)
