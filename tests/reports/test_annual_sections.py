"""What the annual report tells besides figures: questions, priorities, reviews, voices, partners, money, groups."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from agencies.models import Agency, Board, Priority
from agencies.rules.standing import Standing
from reports.gather.annual import annual_report
from reports.models import Report
from reports.rules.blocks import BigNumbers, Paragraph, Quote, Table
from reports.rules.document import Document, from_json, to_json
from scorecard.models import Indicator
from tests.building import load, series
from tests.factories import (
    HAMPSHIRE,
    ActionFactory,
    AskedFactory,
    AuditedAgencyFactory,
    CaseAuditFactory,
    ChallengeFactory,
    ContributionFactory,
    CostFactory,
    EvidenceFactory,
    InvitedFactory,
    LessonFactory,
    MeetingFactory,
    RecommendationFactory,
    ReportFactory,
    ReportTextFactory,
    ReviewFactory,
    SubGroupFactory,
    VoiceFactory,
    WatchFactory,
)
from tests.reports.opened import cells, said_in, section_of, table_of, written_in

CLOSED = datetime(2018, 2, 13, 12, tzinfo=UTC)
AS_IT_STOOD = (
    "What came of each question is told as it stood on 21 May 2018, the day this was built: some of it may have come "
    "after the year ended on 31 March 2018."
)


@pytest.fixture
def report(scorecard: dict[str, Indicator], board: Board) -> Report:
    """The annual report of 2017 to 2018 of a board with a small scorecard."""
    found: Report = ReportFactory(board=board, guidance="lscb-2015")
    return found


def asked(board: Board, agency: Agency, **more: object) -> object:
    """A question that was sent to one agency in the year."""
    raised = datetime(2017, 5, 16, 12, tzinfo=UTC)
    challenge = ChallengeFactory(board=board, raised_at=raised, sent_at=raised, sent_by="The office", **more)
    AskedFactory(challenge=challenge, agency=agency)
    return challenge


def closed(**more: object) -> dict[str, object]:
    return {
        "state": "closed",
        "closed_at": CLOSED,
        "closed_by": "The chair",
        "outcome": "The desk books them all.",
        "impact": "Families know the day sooner.",
        "chair_words": "This has changed.",
        **more,
    }


def codes(document: Document) -> list[str]:
    return [one.code for one in document.sections]


def test_a_question_with_shown_impact_is_told_from_asking_to_evidence(
    report: Report, board: Board, health: Agency, police: Agency, paul: Standing
) -> None:
    load(*series("P01", [50, 52] * 8, 90), by=paul, agency=police)
    found = asked(board, health, **closed(shown_impact=True, closed_result="improved"))
    WatchFactory(challenge=found, indicator_code="P01", agency=police, area_code=HAMPSHIRE)
    ActionFactory(
        board=board,
        agency=health,
        text="Open the desk.",
        origin_kind="challenge",
        origin_key=str(found.pk),  # type: ignore[attr-defined]
        state="complete",
        completed_at=CLOSED,
    )
    EvidenceFactory(action=None, challenge=found, kind="reaudit")

    table = table_of(annual_report(report), f"question-{found.number}")  # type: ignore[attr-defined]

    assert table.caption == "Why are conferences late?"
    assert cells(table) == [
        ("Asked of", "County Health, 16 May 2017"),
        ("Agreed", "Open the desk. (County Health: complete, not yet checked)"),
        ("What was done", "The desk books them all."),
        ("What changed for children", "Families know the day sooner."),
        ("The figure", "The measure P01: improved"),
        ("Other evidence", "Re-audit of cases"),
        ("The chair", "This has changed."),
    ]


def test_questions_without_shown_impact_are_told_too_and_what_may_tell_a_small_number_is_left_out(
    report: Report, board: Board, health: Agency
) -> None:
    asked(board, health, title="Who tells schools?", **closed(outcome="Two heads were told."))
    asked(board, health, title="Why were 3 children missed?")
    asked(
        board, health, title="Withdrawn?", state="withdrawn", withdrawn_at=CLOSED, withdrawn_why="An error."
    )
    asked(board, health, title="Of an earlier year?", **closed(closed_at=datetime(2017, 3, 30, tzinfo=UTC)))

    document = annual_report(report)

    (row,) = table_of(document, "questions-closed").rows
    assert [one.text for one in row] == [
        "Who tells schools?",
        "13 February 2018",
        "Not told here: it may tell a small number.",
        "None is watched",
    ]
    (row,) = table_of(document, "questions-open").rows
    assert [one.text for one in row] == ["A question put to County Health", "16 May 2017", "No action yet"]
    (numbers,) = [one for one in section_of(document, "impact").blocks if isinstance(one, BigNumbers)]
    assert [one.figure for one in numbers.numbers] == ["2", "1", "0"]


def test_the_section_says_as_of_which_day_it_is_told_what_came_of_the_questions(
    report: Report, board: Board, health: Agency
) -> None:
    asked(board, health, **closed(closed_at=datetime(2018, 5, 3, 12, tzinfo=UTC)))

    document = annual_report(report)

    assert AS_IT_STOOD in said_in(section_of(document, "impact"))
    (row,) = table_of(document, "questions-closed").rows
    assert row[1].text == "3 May 2018"


def test_a_question_about_a_figure_that_is_hidden_is_neither_told_nor_counted(
    report: Report, board: Board, health: Agency, helen: Standing
) -> None:
    load(*series("H01", [30, 3] * 8), by=helen, agency=health)
    found = asked(board, health, title="Why 12.5%?", **closed(shown_impact=True, closed_result="improved"))
    WatchFactory(challenge=found, indicator_code="H01", agency=health, area_code=HAMPSHIRE)
    asked(board, health, title="Why so few?", origin_kind="signal", origin_key="1", origin_words="3 of 9")

    document = annual_report(report)

    said = str(to_json(document))
    assert "12.5%" not in said
    assert "Why so few" not in said
    assert "3 of 9" not in said
    assert any(
        "words about them could tell what is hidden" in one for one in said_in(section_of(document, "impact"))
    )
    (numbers,) = [one for one in section_of(document, "impact").blocks if isinstance(one, BigNumbers)]
    assert [one.figure for one in numbers.numbers] == ["0", "0", "0"]


def test_each_priority_says_what_was_asked_for_it_and_those_without_impact_are_named(
    report: Report, board: Board, health: Agency
) -> None:
    held = Priority.objects.create(
        board=board, title="Neglect", first_year=2016, last_year=2018, owner="Health"
    )
    Priority.objects.create(board=board, title="Online harm", first_year=2017, last_year=2017)
    Priority.objects.create(board=board, title="Long past", first_year=2012, last_year=2014)
    asked(board, health, priority=held, **closed(shown_impact=True))

    document = annual_report(report)

    assert cells(table_of(document, "priorities-table")) == [
        ("Neglect", "1", "1", "1", "0"),
        ("Online harm", "0", "0", "0", "0"),
    ]
    assert said_in(section_of(document, "priorities")) == [
        "No impact on children had been shown by 21 May 2018 for: Online harm."
    ]
    assert table_of(document, "priorities-table").note.endswith(AS_IT_STOOD)


def test_reviews_that_are_not_published_are_counted_and_nothing_of_them_is_told(
    report: Report, board: Board
) -> None:
    out = ReviewFactory(
        board=board, title="Family Rowan", known_on=date(2016, 5, 1), published_on=date(2017, 10, 16)
    )
    LessonFactory(review=out, text="Nobody asked the father.")
    LessonFactory(review=out, text="Both brothers were seen.")
    RecommendationFactory(review=out)
    restricted = ReviewFactory(board=board, title="Child Q", known_on=date(2017, 9, 1))
    LessonFactory(review=restricted, text="Kept apart.")

    document = annual_report(report)

    section = section_of(document, "learning")
    assert said_in(section)[0].startswith(
        "Published in the year: 1 review. Known of by its end and not published then: 1"
    )
    assert cells(table_of(document, "reviews-published")) == [("Family Rowan", "16 October 2017", "2", "1")]
    assert "Nobody asked the father." in said_in(section)
    said = str(to_json(document))
    assert "Both brothers" not in said
    assert "Child Q" not in said
    assert "Kept apart" not in said
    assert table_of(document, "recommendations").caption.endswith("0 of 1 are seen to have stuck")


def test_a_case_audit_is_listed_and_what_it_showed_only_where_no_small_number_is_told(
    report: Report, board: Board, health: Agency
) -> None:
    kept = CaseAuditFactory(
        board=board, theme="Neglect", held_on=date(2017, 6, 20), showed="In 2 of 12 cases."
    )
    AuditedAgencyFactory(audit=kept, agency=health)

    alone = table_of(annual_report(report), "case-audits")
    CaseAuditFactory(
        board=board, theme="Fathers", held_on=date(2017, 10, 17), showed="Fathers were rarely seen."
    )
    both = table_of(annual_report(report), "case-audits")

    assert cells(alone) == [("Neglect", "20 June 2017")]
    assert alone.note
    assert cells(both) == [
        ("Neglect", "20 June 2017", "–"),
        ("Fathers", "17 October 2017", "Fathers were rarely seen."),
    ]


def test_attendance_counts_closed_meetings_of_the_board_itself(
    report: Report, board: Board, health: Agency, police: Agency
) -> None:
    held = MeetingFactory(board=board, number=1, held_on=date(2017, 5, 16), closed_at=CLOSED)
    InvitedFactory(meeting=held, agency=health, came="yes", substitute=True)
    InvitedFactory(meeting=held, agency=police, came="apologies")
    for number, more in enumerate(
        ({"closed_at": None}, {"counts": False}, {"held_on": date(2018, 4, 17)}), 2
    ):
        given = {"held_on": date(2017, 9, 1), "closed_at": CLOSED, **more}
        InvitedFactory(meeting=MeetingFactory(board=board, number=number, **given), agency=police, came="yes")

    document = annual_report(report)

    assert cells(table_of(document, "attendance")) == [
        ("County Health", "1", "1", "0", "0"),
        ("County Police", "1", "0", "1", "0"),
    ]
    assert said_in(section_of(document, "partners")) == ["The board met once. Of 2 seats, 1 was taken: 50%."]


def test_money_is_summed_and_reviews_child_deaths_and_training_stand_by_themselves(
    report: Report, board: Board, health: Agency
) -> None:
    ContributionFactory(board=board, agency=health, amount=Decimal(900), in_kind="Rooms")
    ContributionFactory(board=board, agency=None, source="Fees", amount=None, in_kind="A hall")
    ContributionFactory(board=board, agency=health, year=2016, amount=Decimal(1))
    CostFactory(board=board, line="Staff", amount=Decimal("800.50"))
    CostFactory(board=board, line="Reviewer", about="reviews", amount=Decimal(300))

    document = annual_report(report)

    assert cells(table_of(document, "contributions")) == [
        ("County Health", "£900", "Rooms"),
        ("Fees", "–", "A hall"),
        ("All contributions", "£900", ""),
    ]
    assert cells(table_of(document, "costs")) == [
        ("Staff", "£800.50"),
        ("Reviewer", "£300"),
        ("All costs", "£1,100.50"),
    ]
    (numbers,) = [one for one in section_of(document, "budget").blocks if isinstance(one, BigNumbers)]
    assert [(one.figure, one.what) for one in numbers.numbers][-1] == ("£200.50", "more spent than came in")
    assert (
        "Spent: £300 on case reviews, no line of its own for child death reviews"
        in said_in(section_of(document, "budget"))[0]
    )


def test_voices_are_quoted_with_their_source_and_honestly_where_nothing_was_done(
    report: Report, board: Board
) -> None:
    VoiceFactory(board=board, did="A booklet was made.")
    VoiceFactory(board=board, said_on=date(2018, 3, 1))
    VoiceFactory(board=board, said_on=date(2018, 4, 1), said="Next year.")

    blocks = section_of(annual_report(report), "voices").blocks

    assert [type(one) for one in blocks] == [Quote, Paragraph, Quote, Paragraph]
    assert [one.text for one in blocks if isinstance(one, Paragraph)] == [
        "What was done: A booklet was made.",
        "Nothing has been done about this yet.",
    ]


def test_a_section_with_neither_facts_nor_words_is_left_out_and_the_checklist_says_so(
    report: Report, board: Board
) -> None:
    SubGroupFactory(board=board, name="Learning", did="It looked again.")
    ReportTextFactory(report=report, section="training", text="Half days helped.")

    document = annual_report(report)

    assert {"voices", "partners", "budget", "impact", "learning", "section-11"}.isdisjoint(codes(document))
    assert written_in(document, "trained") == ("Half days helped.",)
    assert cells(table_of(document, "groups-table")) == [("Learning", "–", "–")]
    told = dict(cells(table_of(document, "guidance")))
    assert told["What each partner contributed to the board."] == (
        "Not told. Missing: the text “The partners” and contributions."
    )
    assert from_json(to_json(document)) == document


def test_every_code_of_the_document_stands_once(
    report: Report, board: Board, health: Agency, ids_of: Callable[[Document], list[str]]
) -> None:
    SubGroupFactory(board=board, did="It met.")
    CostFactory(board=board)
    asked(board, health, **closed())

    found = ids_of(annual_report(report))

    assert len(found) == len(set(found))


@pytest.fixture
def ids_of() -> Callable[[Document], list[str]]:
    """Every id a document gives its parts."""

    def ids(document: Document) -> list[str]:
        blocks = [str(one.code) for one in document.blocks() if hasattr(one, "code")]
        return codes(document) + blocks

    return ids


def test_tables_have_as_many_cells_in_a_row_as_columns(report: Report, board: Board, health: Agency) -> None:
    asked(board, health)
    CostFactory(board=board)
    ContributionFactory(board=board, agency=health)
    tables = [one for one in annual_report(report).blocks() if isinstance(one, Table)]

    assert tables
    assert all(len(row) == len(table.columns) for table in tables for row in table.rows)


def test_a_text_in_a_section_of_another_name_stands_under_its_own_heading(
    report: Report, board: Board
) -> None:
    ReportTextFactory(report=report, section="scorecard", text="Conferences are in time.")
    ReportTextFactory(report=report, section="restraint", text="There is no such place here.")

    document = annual_report(report)

    (figures,) = section_of(document, "scorecard").written
    assert (figures.title, figures.paragraphs) == ("What the figures tell us", ("Conferences are in time.",))
    (restraint,) = section_of(document, "restraint").written
    assert (restraint.title, section_of(document, "restraint").title) == ("", "Secure establishments")
