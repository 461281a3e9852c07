"""The annual report of a small board as it is really printed: accessible, marked on every page, hiding the small."""

import io
import json
from dataclasses import replace

import page
import pytest
from pypdf import PdfReader

from agencies.models import Agency, Board
from agencies.rules.standing import Standing
from design.pdf import Pdf
from reports import build
from reports.gather.section_11 import Section11Year, as_section
from reports.rules.document import Document, to_json
from scorecard.models import Indicator
from tests.building import BEFORE, LAST, load, series
from tests.factories import CommentaryFactory
from tests.reports.opened import annual_of

#: 3 of 83 and 81 of 83 are hidden, and nothing else rounds to these shares.
SECRETS = ("3.6", "97.6")
#: A cycle of self-assessments, as it is gathered.
SECTION_11 = Section11Year(
    summary="A self-assessment for 2017-18 came from 1 of 2 bodies that must report when asked.",
    groups=(("Bodies that must report", "1 of 2", "50%"), ("Invited", "3 took part", "–")),
    silent=("County Fire",),
    standards=(("Safer recruitment", "1 of 4", "25%", "1 better"), ("Listening", "no score", "", "")),
    notes=("Each organisation scored itself.",),
)
TELLING = "2 of the 3 children were visited in time."


@pytest.fixture
def report(
    board: Board,
    scorecard: dict[str, Indicator],
    health: Agency,
    police: Agency,
    helen: Standing,
    paul: Standing,
) -> Document:
    """Figures of every sort: shown, hidden, missing, in parts, with remarks; at a board that is a demonstration."""
    Board.objects.filter(pk=board.pk).update(synthetic=True)
    board.refresh_from_db()
    load(
        *series("H01", [30, 34] * 8),
        *series("H02", [40, 42] * 7 + [3], 83),
        *series("H03", [400, 430] * 8),
        ("H04", LAST, 3, 83, "schools"),
        ("H04", LAST, 40, 83, "police"),
        by=helen,
        agency=health,
    )
    load(("P01", BEFORE, 60, 83), ("P01", LAST, 81, 83), by=paul, agency=police)
    CommentaryFactory(indicator=scorecard["H02"], agency=health, text=f"Hidden. {TELLING}")
    CommentaryFactory(indicator=scorecard["H03"], agency=health, text=TELLING)
    CommentaryFactory(indicator=scorecard["H01"], agency=health, text="Busy since 2 January 2018.")
    return annual_of(board)


def texts_of(pdf: Pdf) -> list[str]:
    """The words of each page."""
    pages = PdfReader(io.BytesIO(pdf.data)).pages
    return [" ".join(one.extract_text().split()) for one in pages]


def test_the_printed_report_is_accessible_and_marked_on_every_page(report: Document) -> None:
    assessed = as_section(SECTION_11)
    assert assessed is not None
    printed = build.pdf(replace(report, sections=(*report.sections, assessed)))

    texts = texts_of(printed)
    assert page.validate_pdf_bytes(printed.data, profile="ua1").is_compliant
    assert len(texts) == printed.pages > 5
    assert [text for text in texts if "Draft, not for publication" not in text] == []
    assert [text for text in texts if "Demonstration: the figures are invented" not in text] == []
    whole = " ".join(texts)
    assert "Busy since 2 January 2018." in whole
    assert "These must report when the board asks, and had not: County Fire." in whole
    assert "Safer recruitment 1 of 4 25% 1 better" in whole
    assert "not printed here because it may tell a small number" in whole
    assert [one for one in (*SECRETS, "of the 3 children") if one in whole] == []


def test_a_board_that_is_no_demonstration_prints_no_notice_of_one(report: Document, board: Board) -> None:
    Board.objects.filter(pk=board.pk).update(synthetic=False)

    assert "Demonstration" in build.html(report)
    assert "Demonstration" not in build.html(annual_of(board))


def test_no_hidden_value_occurs_in_the_frozen_data(report: Document) -> None:
    kept = json.dumps(to_json(report), ensure_ascii=False)

    assert "hidden: small number" in kept
    assert [one for one in (*SECRETS, "of the 3 children") if one in kept] == []
