"""The template made for a return: what it holds, and that what is filled in comes back as the same figures."""

import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from files.readers import read
from scorecard.exports.template import template_workbook
from scorecard.models import Indicator, Return, Submission
from scorecard.queries.template import template_for
from scorecard.rules.periods import PeriodKind, term
from tests.building import BEFORE, LAST, a_return, load, send
from tests.factories import IndicatorFactory

ClientOf = Callable[[Person | None], Client]
HEADINGS_ROW = 5


@pytest.fixture
def owed(board: Board, health: Agency, scorecard: dict[str, Indicator]) -> Return:
    """What County Health owes for the last quarter."""
    return a_return(board, health)


def opened(owed: Return) -> Workbook:
    return load_workbook(io.BytesIO(template_workbook(template_for(owed))))


def rows(book: Workbook) -> list[dict[str, object]]:
    """The lines under the headings: each cell's address by its heading, and `ref`/`part`."""
    sheet = book["Return"]
    headings = {cell.value: cell.column_letter for cell in sheet[HEADINGS_ROW]}
    return [
        {name: sheet[f"{letter}{row}"] for name, letter in headings.items()}
        for row in range(HEADINGS_ROW + 1, sheet.max_row + 1)
    ]


def line(book: Workbook, ref: str, part: str = "all") -> dict[str, object]:
    return next(
        one
        for one in rows(book)
        if (one["Ref"].value, one["Breakdown"].value) == (ref, part)  # type: ignore[attr-defined]
    )


def fill(book: Workbook, ref: str, part: str = "all", **given: object) -> None:
    for name, value in given.items():
        line(book, ref, part)[name.replace("_", " ")].value = value  # type: ignore[attr-defined]


def saved(book: Workbook) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def filled(owed: Return) -> bytes:
    book = opened(owed)
    fill(book, "H01", Number=7)
    fill(book, "H02", Number=30, Out_of=120, Commentary="One post was empty.")
    fill(book, "H03", Number=350)
    fill(book, "H04", Number=10, Out_of=40)
    fill(book, "H04", "schools", Number=4, Out_of=40)
    fill(book, "H04", "police", Reason="not supplied")
    return saved(book)


def test_a_filled_template_is_read_without_a_question_and_gives_the_same_figures(
    owed: Return, helen: Standing, health: Agency
) -> None:
    load(("H02", BEFORE, 25, 100), by=helen, agency=health)

    sent = send(filled(owed), by=helen, agency=health, name="t.xlsx", answers=owed)

    assert [(one.code, one.message) for one in sent.findings.exclude(severity="note")] == []
    assert not sent.findings.filter(code__in=["columns-not-used", "hidden-sheet"]).exists()
    assert sent.state == Submission.State.READY
    rows_read = {
        (one.indicator.code, one.breakdown): (one.numerator, one.denominator, one.status)
        for one in sent.checked_rows.select_related("indicator")
    }
    assert rows_read[("H01", "all")][2] == "reported"
    assert rows_read[("H02", "all")] == (30, 120, "reported")
    assert rows_read[("H04", "schools")] == (4, 40, "reported")
    assert rows_read[("H04", "police")][2] == "not_supplied"
    assert {(one.first, one.last) for one in sent.checked_rows.all()} == {(LAST.first, LAST.last)}


def test_it_holds_a_row_for_each_indicator_and_part_the_agency_reports_and_nobody_elses(owed: Return) -> None:
    found = {(one["Ref"].value, one["Breakdown"].value) for one in rows(opened(owed))}  # type: ignore[attr-defined]

    assert found == {
        ("H01", "all"),
        ("H02", "all"),
        ("H03", "all"),
        ("H04", "all"),
        ("H04", "schools"),
        ("H04", "police"),
        ("W01", "all"),
    }


def test_what_every_agency_reports_each_is_asked_for_itself_alone(board: Board, owed: Return) -> None:
    IndicatorFactory(board=board, code="W05", owner=None, breakdown="agency")

    found = {one.breakdown for one in template_for(owed).lines if one.indicator.code == "W05"}

    assert found == {"all"}


def test_its_page_of_guidance_is_not_remarked_on(owed: Return, helen: Standing, health: Agency) -> None:
    sent = send(template_workbook(template_for(owed)), by=helen, agency=health, name="t.xlsx", answers=owed)

    assert not sent.findings.filter(code="sheet-not-read").exists()


def test_the_last_four_quarters_stand_beside_each_row_in_words(
    owed: Return, helen: Standing, health: Agency
) -> None:
    load(
        ("H01", BEFORE, 1042),
        ("H02", BEFORE, 25, 100),
        ("H03", BEFORE, None, None, None, "not supplied"),
        by=helen,
        agency=health,
    )

    book = opened(owed)
    column = f"Last time: {BEFORE.short}"

    assert line(book, "H01")[column].value == "1,042"  # type: ignore[attr-defined]
    assert line(book, "H02")[column].value == "25 of 100"  # type: ignore[attr-defined]
    assert line(book, "H03")[column].value == "not supplied"  # type: ignore[attr-defined]
    assert line(book, "H02")[f"Last time: {BEFORE.shifted(-9).short}"].value is None  # type: ignore[attr-defined]


def test_labels_are_locked_inputs_are_not_and_what_is_not_needed_is_grey_and_locked(owed: Return) -> None:
    book = opened(owed)
    count, share = line(book, "H01"), line(book, "H02")

    assert book["Return"].protection.sheet
    assert share["Ref"].protection.locked  # type: ignore[attr-defined]
    assert not share["Number"].protection.locked  # type: ignore[attr-defined]
    assert not share["Out of"].protection.locked  # type: ignore[attr-defined]
    assert count["Out of"].protection.locked  # type: ignore[attr-defined]
    assert count["Out of"].fill.fgColor.rgb != count["Number"].fill.fgColor.rgb  # type: ignore[attr-defined]


def test_a_share_may_not_be_more_than_its_whole_and_reasons_are_a_list(owed: Return) -> None:
    book = opened(owed)
    number, out_of = line(book, "H02")["Number"], line(book, "H02")["Out of"]
    checks = {str(one.sqref): one for one in book["Return"].data_validations.dataValidation}

    rule = checks[number.coordinate]  # type: ignore[attr-defined]

    assert f"{number.coordinate}<={out_of.coordinate}" in rule.formula1  # type: ignore[attr-defined]
    assert "never be more than" in rule.error
    assert any('"not supplied,not applicable' in one.formula1 for one in checks.values())


def test_a_title_that_looks_like_a_formula_is_a_text(
    board: Board, health: Agency, scorecard: dict[str, Indicator]
) -> None:
    Indicator.objects.filter(code="H01").update(title='=HYPERLINK("http://x")')

    cell = line(opened(a_return(board, health)), "H01")["Indicator"]

    assert cell.data_type == "s"  # type: ignore[attr-defined]
    assert cell.value == '=HYPERLINK("http://x")'  # type: ignore[attr-defined]


def test_a_term_is_asked_for_in_the_quarter_it_ended_in_and_a_year_in_the_last(
    board: Board, health: Agency, scorecard: dict[str, Indicator]
) -> None:
    IndicatorFactory(board=board, owner=health, code="T1", frequency="term")
    IndicatorFactory(board=board, owner=health, code="Y1", frequency="year")

    autumn = {one.indicator.code: one.period for one in template_for(a_return(board, health, BEFORE)).lines}
    winter = {one.indicator.code: one.period for one in template_for(a_return(board, health)).lines}

    assert autumn["T1"] == term(2017, "autumn")
    assert "Y1" not in autumn
    assert winter["Y1"].kind is PeriodKind.YEAR
    assert winter["Y1"].last == LAST.last
    assert "T1" not in winter


def test_the_template_of_another_agencys_quarter_is_noticed_and_both_are_named(
    owed: Return, board: Board, police: Agency, health: Agency, helen: Standing
) -> None:
    theirs = a_return(board, police, BEFORE)

    sent = send(template_workbook(template_for(theirs)), by=helen, agency=health, name="t.xlsx", answers=owed)

    found = sent.findings.get(code="template-of-another-return")
    assert found.severity == "error"
    assert f"{police.name}, {BEFORE.label}" in found.message
    assert f"{health.name}, {LAST.label}" in found.message
    assert sent.state == Submission.State.TO_CORRECT


def test_the_page_hands_the_template_out_under_a_name_that_says_whose_it_is(
    client_of: ClientOf, health_lead: Person, owed: Return
) -> None:
    client = client_of(health_lead)
    address = reverse("scorecard:template", args=["wessex", owed.pk])

    answer = client.get(address)

    assert 'filename="County Health Q4 2017-18.xlsx"' in answer["Content-Disposition"]
    assert [one.name for one in read(answer.getvalue()).sheets] == [
        "Return",
        "How to fill this in",
        "_return",
    ]
    assert address in client.get(reverse("scorecard:return", args=["wessex", owed.pk])).content.decode()
    assert address in client.get(reverse("scorecard:upload", args=["wessex", owed.pk])).content.decode()
