"""The scorecard on paper: A4 landscape, its head on every sheet, no row cut, nothing that only a screen needs."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PageObject, PdfReader

from agencies.models import Agency, Board, Person
from tests.factories import IndicatorFactory
from tests.journeys.rooms import furnished
from tests.journeys.visitor import PHONE, WIDE, Visitor

pytestmark = pytest.mark.django_db(transaction=True)

#: As many indicators as a board may look at, beside the six of the small scorecard.
ROWS = 24
#: A4 on its side, in points.
LONG, SHORT = 841.9, 595.3
HEADINGS = ("Indicator", "Latest", "Against target", "Pattern", "England", "Follow-up")
NUMBERED = re.compile(r"Page \d+ of \d+")
#: What stands on a screen only.
NOT_ON_PAPER = (
    "Sign out",
    "Explore",
    "Data returns",
    "Skip to main content",
    "Download:",
    "All signals",
    "Privacy",
)


@pytest.fixture
def martin(
    visit_signed_in: Callable[..., Visitor],
    board: Board,
    health: Agency,
    police: Agency,
    board_member: Person,
    chair: Person,
    analyst: Person,
) -> Callable[..., Visitor]:
    """A board member of a made-up board with a long scorecard."""
    Board.objects.filter(pk=board.pk).update(synthetic=True)
    furnished(board, health, police, analyst, chair)
    perspective = board.perspectives.first()
    for number in range(ROWS):
        IndicatorFactory(board=board, owner=police, perspective=perspective, order=10 + number)
    return lambda **how: visit_signed_in(board_member, **how)


def printed(visitor: Visitor, path: str) -> list[PageObject]:
    """The sheets of a page, as a browser prints them that saves ink."""
    visitor.opens(path)
    return PdfReader(BytesIO(visitor.page.pdf(prefer_css_page_size=True, print_background=False))).pages[:]


def words(sheet: PageObject) -> str:
    """What a sheet says, but for its number."""
    said = " ".join(sheet.extract_text().split())
    assert NUMBERED.search(said), said[:200]
    return NUMBERED.sub("", said).strip()


@pytest.mark.parametrize(("width", "script"), [(WIDE, True), (PHONE, True), (WIDE, False)])
def test_the_scorecard_prints_on_three_landscape_sheets_whatever_the_screen(
    martin: Callable[..., Visitor], width: int, *, script: bool
) -> None:
    sheets = printed(martin(width=width, script=script), "/wessex/scorecard/")

    assert len(sheets) <= 3
    for number, sheet in enumerate(sheets, start=1):
        said = words(sheet)
        assert (float(sheet.mediabox.width), float(sheet.mediabox.height)) == pytest.approx(
            (LONG, SHORT), abs=1
        )
        assert said.startswith(
            "Wessex Safeguarding Children Board: scorecard, January to March 2018. Printed "
        ), said[:120]
        assert "Demonstration: Every figure is invented" in said
        assert f"Page {number} of {len(sheets)}" in sheet.extract_text()
        assert [one for one in NOT_ON_PAPER if one in said] == []
        if "The measure X" in said:
            assert [one for one in HEADINGS if one not in said] == []


def test_no_row_is_cut_and_no_heading_stands_without_a_row(martin: Callable[..., Visitor]) -> None:
    sheets = [words(one) for one in printed(martin(), "/wessex/scorecard/")]

    for said in sheets:
        rows = said.count("The measure X")
        assert said.count("County Police ·") >= rows
        table = said.partition("Follow-up")[2]
        assert "The measure" in table[:160], table[
            :160
        ]  # under the headings a row, or a perspective and a row
    assert sum(said.count("The measure X") for said in sheets) == ROWS


def test_marks_are_drawn_and_not_backgrounds(martin: Callable[..., Visitor]) -> None:
    visitor = martin()
    visitor.opens("/wessex/scorecard/")

    drawn = visitor.page.locator(".board-scorecard .board-mark").evaluate_all(
        "all => all.map(one => one.tagName)"
    )

    assert len(drawn) >= 2 * ROWS
    assert {one.upper() for one in drawn} <= {"IMG", "SVG"}


def test_an_indicator_prints_its_chart_and_its_figures_and_no_form(martin: Callable[..., Visitor]) -> None:
    sheets = printed(martin(), "/wessex/scorecard/H02/")
    said = " ".join(words(one) for one in sheets)

    for sheet in sheets:
        assert float(sheet.mediabox.width) > float(sheet.mediabox.height)
        assert words(sheet).startswith("Wessex Safeguarding Children Board: The measure H02. ")
    assert "Read from" in said
    assert said.count("sheet CSV, cell") >= 16
    assert "Show the figures as a table" not in said
    for only_on_a_screen in ("Zoom and explore", "Download:", "Save the commentary", "Sign out"):
        assert only_on_a_screen not in said
