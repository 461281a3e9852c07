"""Correction with the marked file: a wrong cell, the same file back with it marked, mended there, sent, released."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from agencies.models import Agency, Board, Person
from scorecard.models import Indicator
from tests.building import HEADINGS, LAST, a_return
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_lead_corrects_the_marked_file_and_sends_it_again(
    worker: None,
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    scorecard: dict[str, Indicator],
    health: Agency,
    health_lead: Person,
    tmp_path: Path,
) -> None:
    owed = a_return(board, health)
    wrong, marked = tmp_path / "ours.xlsx", tmp_path / "marked.xlsx"
    write(wrong)

    helen = visit_signed_in(health_lead)
    helen.opens(f"/{board.code}/returns/{owed.pk}/upload/")
    helen.uploads(wrong.name, wrong.read_bytes())
    helen.sees("There is 1 problem in your file")
    given = helen.downloads("Download your file with errors marked")
    assert given.suggested_filename == "ours - marked.xlsx"
    given.save_as(marked)

    book = load_workbook(marked)
    cell = book["Figures"]["C3"]
    assert cell.value == "lots"
    assert cell.comment is not None
    assert "not a number" in cell.comment.text
    cell.value = 42
    book.save(marked)

    helen.presses("Upload a corrected file")
    helen.uploads(given.suggested_filename, marked.read_bytes())
    helen.sees("No error stands. Nothing is shared with the board until you release it.")
    helen.presses("Release to the board")
    helen.sees("The board has these figures")
    helen.opens(f"/{board.code}/scorecard/")
    expect(helen.row("The measure H02")).to_contain_text("35.0")


def write(place: Path) -> None:
    """A workbook of two figures, one of them no number."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Figures"
    sheet.append(list(HEADINGS))
    sheet.append(["H01", LAST.short, 9])
    sheet.append(["H02", LAST.short, "lots", 120])
    book.save(place)
