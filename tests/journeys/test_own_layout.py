"""An agency's own layout: nobody understands it, its lead says once what it means, and the next one is understood."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from agencies.models import Agency, Board, Person
from scorecard.models import Figure, Indicator
from tests.building import BEFORE, LAST, a_return
from tests.files.books import csv_bytes
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db(transaction=True)


def ours(number: int) -> bytes:
    """The file as the agency keeps it."""
    return csv_bytes([["What we look at", "How many", "From"], ["Slow ones", number, 120]])


def test_a_lead_says_once_how_the_agencys_own_file_is_read(
    worker: None,
    visit: Callable[..., Visitor],
    board: Board,
    scorecard: dict[str, Indicator],
    health: Agency,
    health_lead: Person,
) -> None:
    first, second = a_return(board, health, BEFORE), a_return(board, health, LAST)

    helen = visit(health_lead)
    helen.opens(f"/{board.code}/returns/{first.pk}/upload/")
    helen.uploads("ours.csv", ours(30))
    helen.follows("Tell us how to read it")
    helen.sees("What would be read")
    answer(helen, "What stands under “What we look at”?", "The indicator’s name")
    answer(helen, "What stands under “How many”?", "The number (the part)")
    answer(helen, "What stands under “From”?", "What it is out of (the total)")
    helen.presses("Preview")
    answer(helen, "Which indicator is “Slow ones”?", "H02 The measure H02")
    helen.sees("1 figure; 0 problems would be left.")
    expect(helen.row("H02")).to_contain_text("25.0%")
    helen.has_done("Remember this and check the file again", until="No error stands")
    helen.presses("Release to the board")
    helen.sees("The board has these figures")

    helen.opens(f"/{board.code}/returns/{second.pk}/upload/")
    helen.uploads("ours again.csv", ours(33))
    helen.sees("No error stands")
    helen.does_not_see("Tell us how to read it")
    helen.presses("Release to the board")
    assert sorted(Figure.objects.current().values_list("numerator", flat=True)) == [30, 33]

    helen.opens(f"/{board.code}/layouts/")
    helen.sees("“slow ones” is H02.")


def answer(helen: Visitor, question: str, words: str) -> None:
    """Choose an answer, and wait until the preview has taken it in."""
    with helen.page.expect_response(lambda response: response.request.method == "POST"):
        helen.page.get_by_label(question, exact=True).select_option(label=words)
    expect(helen.page.get_by_label(question, exact=True).locator("option:checked")).to_have_text(words)
