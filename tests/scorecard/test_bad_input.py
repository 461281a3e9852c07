"""Bad input, at the level of the actions: a message with place, value and remedy; nothing loaded; the file kept."""

from decimal import Decimal

import pytest
from django.core.files.storage import default_storage

from agencies.models import Agency, Board, Entry
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions import submissions
from scorecard.models import Figure, Finding, Return, Submission
from tests.building import BEFORE, LAST, Line, a_return, lines, load, send
from tests.files.books import xlsx_bytes, zipped

State = Submission.State
ON_FILE: Line = ("H02", LAST, 30, 120)

#: Bytes that are no table at all, and a word of what is said of them.
UNREADABLE = {
    "empty": (b"", "empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), "picture|not a spreadsheet|neither|format"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
    "a damaged workbook": (xlsx_bytes({"Return": [["Ref", "Number"]]})[:400], "damaged|cannot be opened"),
    "another archive": (zipped({"notes.txt": "hello"}), "archive|spreadsheet|workbook|zip"),
    "a script": (b"<html><script>alert(1)</script></html>", "web page|HTML|table"),
    "no table": (b"Dear board,\nhere are our figures.\n", "headings|table"),
}

#: Rows that are wrong, the code of what must be said, and the cell it must be said of.
WRONG: dict[str, tuple[list[Line], str, str]] = {
    "text for a number": ([("H01", LAST, "lots")], "not-a-number", "C2"),
    "numerator above denominator": ([("H02", LAST, 130, 120)], "numerator-above-denominator", "C2"),
    "unknown indicator": ([("Z99", LAST, 5)], "unknown-indicator", "A2"),
    "another agency's indicator": ([("P01", LAST, 5, 10)], "indicator-of-another-agency", "A2"),
    "another period than the return's": ([("H01", BEFORE, 5)], "wrong-period", "B2"),
    "a period that is not clear": ([("H01", "Q4 2018", 5)], "period-unclear", "B2"),
    "a period that has not ended": ([("H01", LAST, 5), ("H01", LAST.next(), 5)], "period-not-finished", "C3"),
    "two rows that differ": ([("H01", LAST, 5), ("H01", LAST, 6)], "duplicate-differs", "C3"),
    "an unknown part": ([("H04", LAST, 5, 10, "wizards")], "unknown-breakdown", "E2"),
}


def said(submission: Submission) -> list[Finding]:
    return [one for one in submission.findings.all() if one.severity == "error"]


@pytest.fixture
def owed(board: Board, health: Agency, helen: Standing) -> Return:
    """County Health's return, with a figure on file already."""
    load(ON_FILE, by=helen, agency=health)
    return a_return(board, health)


def nothing_loaded(submission: Submission) -> None:
    """What is on file stands, the bytes are kept, and the file cannot be released."""
    figure = Figure.objects.get()
    assert (figure.value, figure.superseded_by) == (Decimal(25), None)
    with default_storage.open(submission.stored) as kept:
        assert len(kept.read()) == submission.size


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_is_no_table_is_refused_in_words_and_kept(
    what: str, owed: Return, health: Agency, helen: Standing
) -> None:
    data, word = UNREADABLE[what]

    sent = send(data, by=helen, agency=health, answers=owed)

    words = sent.remark + " ".join(f"{one.message} {one.remedy}" for one in said(sent))
    assert sent.state in (State.REFUSED, State.TO_CORRECT)
    assert any(one.lower() in words.lower() for one in word.split("|")), words
    nothing_loaded(sent)
    with pytest.raises(Refused, match="nothing to release"):
        submissions.release(submission_id=sent.pk, by=helen)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("what", WRONG)
def test_each_mistake_is_told_with_its_cell_value_and_remedy(
    what: str, kind: str, owed: Return, health: Agency, helen: Standing
) -> None:
    rows, code, cell = WRONG[what]
    data = lines(*rows)
    if kind == "xlsx":
        text = data.decode().splitlines()
        data = xlsx_bytes({"Return": [line.split(",") for line in text]})

    sent = send(data, by=helen, agency=health, answers=owed, name=f"return.{kind}")

    assert sent.state == State.TO_CORRECT
    (finding,) = said(sent)
    assert (finding.code, finding.cell) == (code, cell)
    assert finding.sheet == ("CSV" if kind == "csv" else "Return")
    assert finding.value
    assert finding.value in finding.message
    assert finding.remedy.endswith((".", "?"))
    assert sent.errors_found == 1
    nothing_loaded(sent)


def test_another_agencys_file_is_told_by_the_name_in_it(
    owed: Return, police: Agency, health: Agency, helen: Standing
) -> None:
    data = b"Agency,County Police\n\nRef,Period,Number\nH01,Q4 2017/18,5\n"

    sent = send(data, by=helen, agency=health, answers=owed)

    assert sent.state == State.TO_CORRECT
    assert [(one.code, one.cell) for one in said(sent)] == [("wrong-agency", "B1")]
    nothing_loaded(sent)


def test_one_wrong_cell_stops_the_whole_file_and_all_that_is_wrong_is_told_at_once(
    owed: Return, health: Agency, helen: Standing
) -> None:
    sent = send(
        lines(("H01", LAST, 5), ("H02", LAST, 9, 4), ("H03", LAST, "many"), ("Z99", LAST, 1)),
        by=helen,
        agency=health,
        answers=owed,
    )

    assert [one.cell for one in said(sent)] == ["C3", "C4", "A5"]
    nothing_loaded(sent)


def test_the_return_is_marked_to_correct_and_the_record_says_how_much_is_wrong(
    owed: Return, health: Agency, helen: Standing
) -> None:
    sent = send(lines(("H01", LAST, "lots")), by=helen, agency=health, answers=owed)

    owed.refresh_from_db()
    assert owed.state == Return.State.TO_CORRECT
    assert Entry.objects.filter(
        verb="submissions.check", reference=str(sent.pk), words="Checked “return.csv”: 1 to correct."
    ).exists()


def test_a_wrong_file_never_takes_a_released_return_back(
    board: Board, health: Agency, helen: Standing
) -> None:
    owed = a_return(board, health)
    load(ON_FILE, by=helen, agency=health, answers=owed)

    send(b"", by=helen, agency=health, answers=owed)
    send(lines(("H01", LAST, "lots")), by=helen, agency=health, answers=owed)

    owed.refresh_from_db()
    assert owed.state == Return.State.RELEASED


def test_after_a_wrong_file_the_right_one_goes_through(owed: Return, health: Agency, helen: Standing) -> None:
    send(lines(("H01", LAST, "lots")), by=helen, agency=health, answers=owed)

    load(("H01", LAST, 120), by=helen, agency=health, answers=owed)

    assert Figure.objects.get(indicator__code="H01").value == 120


def test_rows_alike_are_taken_once(health: Agency, helen: Standing) -> None:
    load(("H01", LAST, 5), ("H01", LAST, 5), by=helen, agency=health)

    assert Figure.objects.get().value == 5


def test_a_figure_that_is_due_and_blank_is_an_error_and_a_reason_mends_it(
    board: Board, health: Agency, helen: Standing
) -> None:
    owed = a_return(board, health)

    blank = send(lines(("H01", LAST, 5), ("H02", LAST)), by=helen, agency=health, answers=owed)
    assert [(one.code, one.cell) for one in said(blank)] == [("due-figure-blank", "C3")]

    reason = ("H02", LAST, None, None, None, "not supplied")
    mended = send(lines(("H01", LAST, 5), reason), by=helen, agency=health, answers=owed)
    assert mended.state == State.READY
