"""What a board pack tells: exceptions first, what is missing or late by name, true figures, decisions from the data."""

import json
from datetime import date

import pytest

from agencies.models import Agency, Board
from agencies.rules.standing import Standing
from reports import build, gather
from reports.models import Report
from reports.rules.blocks import BigNumbers, Panel, Table
from reports.rules.document import Document, from_json, to_json
from reports.rules.kinds import TRUE_FIGURES, Kind
from scorecard.models import Indicator
from tests.building import LAST, a_return, load, series
from tests.factories import (
    ActionFactory,
    AskedFactory,
    AssessmentFactory,
    ChallengeFactory,
    CycleFactory,
    MeetingFactory,
    ReportFactory,
    ReviewFactory,
)
from tests.registers.risky import risk_with


@pytest.fixture
def pack(board: Board, health: Agency) -> Report:
    """The pack of January to March 2018, for the meeting of 12 June."""
    meeting = MeetingFactory(board=board, held_on=date(2018, 6, 12))
    report: Report = ReportFactory(
        board=board, kind=Kind.BOARD_PACK, first=LAST.first, last=LAST.last, meeting=meeting
    )
    return report


@pytest.fixture
def troubled(
    board: Board, scorecard: dict[str, Indicator], helen: Standing, health: Agency, police: Agency
) -> None:
    """Something of everything a board must look at."""
    load(
        *series("H02", [20, 22] * 7 + [60, 62], 83), ("H04", LAST, 3, 83, "schools"), by=helen, agency=health
    )
    Indicator.objects.filter(code="H02").update(questions=["Who waits longest?"])
    a_return(board, police, due_on=date(2018, 5, 1))
    late = ChallengeFactory(
        board=board,
        number=29,
        state="awaiting",
        sent_at="2018-03-01T12:00Z",
        due_on=date(2018, 4, 3),
        title="Why do so few come?",
    )
    AskedFactory(challenge=late, agency=police, due_on=date(2018, 4, 3))
    ActionFactory(
        board=board,
        number=12,
        agency=health,
        owner_words="County Health",
        text="Open one desk.",
        due_on=date(2018, 4, 3),
    )
    MeetingFactory(board=board, held_on=date(2018, 2, 12))
    risk_with(
        board,
        (date(2017, 11, 1), 3, 4),
        (date(2018, 4, 1), 5, 4),
        number=1,
        title="Conferences are late",
        agency=police,
    )
    cycle = CycleFactory(
        board=board,
        name="2018",
        launched_at="2018-01-10T12:00Z",
        opens_on=date(2018, 1, 8),
        due_on=date(2018, 3, 30),
    )
    AssessmentFactory(cycle=cycle, agency=police, due_on=date(2018, 3, 30), duty="section_11")
    ReviewFactory(board=board, title="Child Q")


def texts(document: Document) -> str:
    """Every word of it."""
    return json.dumps(to_json(document), ensure_ascii=False)


def rows_of(document: Document, code: str) -> list[list[str]]:
    """The words of one table, quiet ones too."""
    table = next(one for one in document.blocks() if isinstance(one, Table) and one.code == code)
    return [[f"{cell.text} {cell.quiet}".strip() for cell in row] for row in table.rows]


@pytest.mark.usefixtures("troubled")
def test_the_first_page_names_what_is_missing_late_and_worse(pack: Report) -> None:
    document = gather.gathered(pack)

    first = document.sections[0]
    numbers = next(block for block in first.blocks if isinstance(block, BigNumbers)).numbers
    said = {block.code: block.texts for block in first.blocks if isinstance(block, Panel)}
    assert first.title == "What the board must look at"
    assert [one.figure for one in numbers] == ["1 of 1", "1", "1", "1"]
    assert said["look-returns"] == ("County Police, January to March 2018: 13 working days overdue.",)
    assert said["look-signals"][0].startswith("The measure H02: 74.7%. Rose above its usual range in")
    assert said["look-challenges"] == ("CH-29, to County Police: Why do so few come? 54 days, 33 overdue.",)
    assert said["look-actions"] == ("A-12, County Health: Open one desk. 33 working days overdue.",)
    assert said["look-risks"][0].startswith("R-")
    assert said["look-section-11"] == ("1 self-assessment for 2018 is awaited from: County Police.",)


@pytest.mark.usefixtures("troubled")
def test_a_worse_figure_comes_with_what_it_means_and_the_question_nobody_has_asked(pack: Report) -> None:
    [row] = rows_of(gather.gathered(pack), "signals-worse")

    assert row[0].startswith("The measure H02")
    assert row[1] == "74.7%"
    assert row[3].startswith("Rose above its usual range")
    assert row[4] == "Who waits longest? Nobody has asked yet."


@pytest.mark.usefixtures("troubled")
def test_decisions_follow_from_what_is_on_record(pack: Report) -> None:
    rows = rows_of(gather.gathered(pack), "decisions")

    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5"]
    assert [row[1] for row in rows] == [
        "Ask County Police by when its figures come, and why they are late.",
        "Decide whether to challenge County Health on: The measure H02.",
        "Agree an action on R-01, or accept it until a day.",
        "Hear from County Health why A-12 is not done, and settle a day.",
        "Decide what follows where no self-assessment for 2018 has come.",
    ]


@pytest.mark.usefixtures("troubled")
def test_members_read_true_figures_and_no_review_that_is_not_published(pack: Report) -> None:
    document = gather.gathered(pack)

    said = texts(document)
    assert document.classification == TRUE_FIGURES
    assert document.period == "January to March 2018, for the meeting of 12 June 2018"
    assert "3.6%" in said, "3 of 83, which a publication hides"
    assert "hidden" not in said.replace("nothing is hidden", "")
    assert "Child Q" not in said
    assert "1 review is under way and not published" in said


def test_a_board_with_nothing_to_look_at_is_told_so(pack: Report, scorecard: dict[str, Indicator]) -> None:
    said = texts(gather.gathered(pack))

    for words in (
        "No return was asked for January to March 2018.",
        "No figure is worse than usual.",
        "No reply is overdue.",
        "No action is overdue.",
        "No risk is in the register.",
        "No self-assessment has been asked for yet.",
        "No review has been published.",
        "Nothing that is on record asks for a decision of the board.",
    ):
        assert words in said


@pytest.mark.usefixtures("troubled")
def test_the_pack_survives_being_frozen_and_points_at_nothing_that_is_not_there(pack: Report) -> None:
    document = gather.gathered(pack)

    again = from_json(json.loads(json.dumps(to_json(document))))
    page = build.html(again)
    assert again == document
    assert page.count(TRUE_FIGURES) == 1, "it runs from the cover to every page"
    codes = [one.split('"')[0] for one in page.split('id="')[1:]]
    assert len(codes) == len(set(codes))
    assert {one.split('"')[0] for one in page.split('href="#')[1:]} <= set(codes)
