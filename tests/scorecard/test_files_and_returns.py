"""What a file does to the files that wait beside it and to the returns it says something of."""

import pytest

from agencies.models import Agency, Board
from agencies.rules.standing import Standing
from scorecard.actions import submissions
from scorecard.models import Figure, Indicator, Return, Submission
from tests.building import BEFORE, LAST, Line, a_return, lines, load, send

State = Submission.State
#: One figure of every quarterly indicator County Health owns.
ALL: tuple[Line, ...] = (
    ("H01", BEFORE, 110),
    ("H02", BEFORE, 30, 120),
    ("H03", BEFORE, 700),
    ("H04", BEFORE, 40, 100, "schools"),
    ("H04", BEFORE, 20, 100, "police"),
)


def test_two_files_with_different_indicators_for_one_return_both_wait_and_both_count(
    board: Board, health: Agency, helen: Standing
) -> None:
    owed = a_return(board, health)
    one = send(lines(("H01", LAST, 120)), by=helen, agency=health, answers=owed)
    other = send(lines(("H02", LAST, 30, 120)), by=helen, agency=health, answers=owed)

    for sent in (one, other):
        submissions.release(submission_id=sent.pk, by=helen)

    assert set(Figure.objects.values_list("indicator__code", flat=True)) == {"H01", "H02"}


@pytest.mark.parametrize(
    ("later", "stands"),
    [
        ((("H01", LAST, 120),), State.READY),
        ((("H01", LAST, 120), ("H02", BEFORE, 30, 120)), State.READY),
        ((("H01", LAST, 120), ("H02", LAST, 36, 120)), State.SET_ASIDE),
        ((("H01", LAST, 120), ("H02", LAST, 36, 120), ("H03", LAST, 7)), State.SET_ASIDE),
    ],
)
def test_a_waiting_file_is_set_aside_only_by_one_that_holds_all_its_figures(
    board: Board, health: Agency, helen: Standing, later: tuple[Line, ...], stands: str
) -> None:
    owed = a_return(board, health)
    waiting = send(lines(("H01", LAST, 1), ("H02", LAST, 30, 120)), by=helen, agency=health, answers=owed)

    send(lines(*later), by=helen, agency=health, answers=owed)

    waiting.refresh_from_db()
    assert waiting.state == stands
    assert waiting.checked_rows.count() == (2 if stands == State.READY else 0)


def test_a_file_to_correct_is_set_aside_by_a_right_one_for_its_return_and_by_no_other(
    board: Board, health: Agency, helen: Standing
) -> None:
    before, last = a_return(board, health, BEFORE), a_return(board, health)
    wrong = send(lines(("H02", BEFORE, "lots", 120)), by=helen, agency=health, answers=before)

    send(lines(("H01", LAST, 120)), by=helen, agency=health, answers=last)
    wrong.refresh_from_db()
    assert wrong.state == State.TO_CORRECT

    send(lines(("H02", BEFORE, 30, 120)), by=helen, agency=health, answers=before)
    wrong.refresh_from_db()
    assert wrong.state == State.SET_ASIDE


@pytest.mark.parametrize(
    ("restated", "state"),
    [
        (ALL[:1], Return.State.DUE),
        (ALL[:3], Return.State.DUE),
        (ALL[:4], Return.State.RELEASED),
        (ALL, Return.State.RELEASED),
    ],
)
def test_a_return_nobody_answered_is_released_only_by_all_that_is_due_for_it(
    board: Board, health: Agency, helen: Standing, restated: tuple[Line, ...], state: str
) -> None:
    before, last = a_return(board, health, BEFORE), a_return(board, health)

    load(*restated, ("H01", LAST, 120), by=helen, agency=health)

    before.refresh_from_db()
    last.refresh_from_db()
    assert before.state == state
    assert last.state == Return.State.RELEASED


def test_an_agency_that_owns_nothing_fills_its_return_with_any_figure(
    board: Board, health: Agency, police: Agency, helen: Standing, paul: Standing
) -> None:
    Indicator.objects.filter(owner=police).update(owner=health)
    before = a_return(board, police, BEFORE)

    load(("W01", BEFORE, 80, 100), ("W01", LAST, 80, 100), by=paul, agency=police)

    before.refresh_from_db()
    assert before.state == Return.State.RELEASED


def test_an_indicator_that_began_later_was_not_due_then(
    board: Board, health: Agency, helen: Standing
) -> None:
    Indicator.objects.filter(owner=health).exclude(code="H01").update(since=LAST.first)
    before = a_return(board, health, BEFORE)

    load(("H01", BEFORE, 110), ("H01", LAST, 120), by=helen, agency=health)

    before.refresh_from_db()
    assert before.state == Return.State.RELEASED
