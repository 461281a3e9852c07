"""The councillors' edition as it is really made: a few accessible pages, three charts, five questions, slides."""

import io

import page
from pptx import Presentation

from agencies.models import Agency, Board
from agencies.rules.standing import Standing
from reports import build, gather
from reports.rules.blocks import BarChart, BigNumbers, Drawing, Points
from reports.rules.kinds import Kind
from scorecard.models import Indicator
from tests.building import load, series
from tests.reports.opened import opened, section_of


def test_it_is_a_few_accessible_pages_with_charts_questions_and_slides(
    board: Board, scorecard: dict[str, Indicator], health: Agency, helen: Standing
) -> None:
    load(
        *series("H01", [30, 34] * 8),
        *series("H02", [40, 42] * 8, 83),
        *series("H03", [400, 430] * 7 + [620, 640]),
        by=helen,
        agency=health,
    )

    document = gather.gathered(opened(board, Kind.COUNCILLOR))
    printed = build.pdf(document, draft=False)
    ((name, deck),) = build.beside(document, printed, name="wessex-councillors-2017-2018")

    drawn = [block for block in document.blocks() if isinstance(block, Drawing)]
    assert len(drawn) == 3
    assert not any(isinstance(one.chart, BarChart) for one in drawn)
    (questions,) = (one for one in section_of(document, "questions").blocks if isinstance(one, Points))
    assert len(questions.texts) == 5
    (numbers,) = (one for one in document.blocks() if isinstance(one, BigNumbers))
    assert [one.figure for one in numbers.numbers] == ["640", "34"]
    assert 2 <= printed.pages <= 4
    assert page.validate_pdf_bytes(printed.data, profile="ua1").is_compliant
    assert name == "wessex-councillors-2017-2018.pptx"
    titles = [one.shapes.title.text for one in Presentation(io.BytesIO(deck)).slides]
    assert titles[0] == document.title
    assert "Five questions to ask" in titles
