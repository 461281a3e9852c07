"""A return's way from bytes to the board's figures: received, checked, released, accepted; sent again, corrected."""

import hashlib
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.files.storage import default_storage
from pytest_django import Settings

from agencies.models import Agency, Board, Entry, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions import submissions
from scorecard.actions.submissions import LARGEST_FILE
from scorecard.models import CheckedRow, Commentary, Figure, Return, Submission
from tests.building import BEFORE, LAST, Line, a_return, lines, load, send

State = Submission.State
FIRST: tuple[Line, ...] = (("H01", LAST, 120), ("H02", LAST, 30, 120))
CORRECTED: tuple[Line, ...] = (("H01", LAST, 120), ("H02", LAST, 36, 120))


def on_file(code: str = "H02") -> list[tuple[Decimal, bool]]:
    """The figures of an indicator as they came: (value, whether it is current)."""
    return [
        (one.value, one.superseded_by_id is None)
        for one in Figure.objects.filter(indicator__code=code).order_by("pk")
        if one.value is not None
    ]


def entries(submission: Submission) -> list[str]:
    return list(
        Entry.objects.filter(kind="submission", reference=str(submission.pk)).values_list("verb", flat=True)
    )


def test_a_file_goes_from_received_to_ready_to_released_and_nobody_sees_it_before(
    board: Board, health: Agency, helen: Standing
) -> None:
    owed = a_return(board, health)
    sent = send(lines(*FIRST), by=helen, agency=health, answers=owed)
    assert (sent.state, sent.figures_found, sent.errors_found) == (State.READY, 2, 0)
    assert not Figure.objects.exists()
    assert Return.objects.get().state == Return.State.READY

    changes = submissions.release(submission_id=sent.pk, by=helen)

    assert (changes.new, changes.changed, changes.same) == (2, 0, 0)
    assert on_file() == [(Decimal(25), True)]
    assert not CheckedRow.objects.exists()
    assert Return.objects.get().state == Return.State.RELEASED
    assert entries(sent) == [
        "submissions.receive",
        "submissions.check",
        "submissions.release",
        "explanations.open",
    ]


def test_the_bytes_are_kept_under_their_hash_whatever_they_are_called(
    health: Agency, helen: Standing
) -> None:
    data = b"\x00 not a spreadsheet"

    sent = send(data, by=helen, agency=health, name="../../etc/passwd")

    with default_storage.open(sent.stored) as kept:
        assert kept.read() == data
    assert sent.sha256 == hashlib.sha256(data).hexdigest()
    assert ".." not in sent.stored
    assert sent.size == len(data)


def test_every_figure_leads_back_to_its_file_sheet_and_cell(health: Agency, helen: Standing) -> None:
    sent = load(*FIRST, by=helen, agency=health, name="health Q4.csv")

    figure = Figure.objects.get(indicator__code="H02")
    assert (figure.submission, figure.sheet, figure.cell) == (sent, "CSV", "C3")
    assert (figure.numerator, figure.denominator) == (Decimal(30), Decimal(120))


def test_a_rate_is_kept_as_the_quarters_own_of_the_areas_children(health: Agency, helen: Standing) -> None:
    load(("H03", LAST, 700), by=helen, agency=health)

    figure = Figure.objects.get()
    assert (figure.numerator, figure.denominator, figure.value) == (
        Decimal(700),
        Decimal(280_000),
        Decimal(25),
    )


def test_a_correction_supersedes_what_changed_and_leaves_the_rest_standing(
    health: Agency, helen: Standing
) -> None:
    load(*FIRST, by=helen, agency=health)

    corrected = send(lines(*CORRECTED), by=helen, agency=health)
    changes = submissions.release(submission_id=corrected.pk, by=helen)

    assert (changes.new, changes.changed, changes.same) == (0, 1, 1)
    assert on_file("H01") == [(Decimal(120), True)]
    assert on_file("H02") == [(Decimal(25), False), (Decimal(30), True)]
    assert Figure.objects.get(value=25).superseded_by == corrected


def test_the_bytes_on_file_sent_again_change_nothing_and_say_so(health: Agency, helen: Standing) -> None:
    first = load(*FIRST, by=helen, agency=health)
    before = list(Figure.objects.order_by("pk").values())

    again = send(lines(*FIRST), by=helen, agency=health)

    assert again.state == State.UNCHANGED
    assert again.remark == (
        "This is the file received on 21 May 2018, byte for byte, and its figures stand. Nothing has changed."
    )
    assert list(Figure.objects.order_by("pk").values()) == before
    assert not again.checked_rows.exists()
    assert first.sha256 == again.sha256
    with pytest.raises(Refused, match="nothing to release"):
        submissions.release(submission_id=again.pk, by=helen)


def test_the_bytes_of_an_earlier_file_are_a_new_submission_that_says_which(
    health: Agency, helen: Standing
) -> None:
    load(*FIRST, by=helen, agency=health)
    load(*CORRECTED, by=helen, agency=health)

    again = send(lines(*FIRST), by=helen, agency=health)
    assert again.state == State.READY
    assert again.remark == "This is the file of 21 May again."
    submissions.release(submission_id=again.pk, by=helen)

    assert on_file() == [(Decimal(25), False), (Decimal(30), False), (Decimal(25), True)]


def test_the_same_bytes_from_another_agency_are_that_agencys_own(
    health: Agency, police: Agency, helen: Standing, paul: Standing
) -> None:
    everybodys = ("W01", LAST, 80, 100)
    load(everybodys, by=helen, agency=health)

    sent = send(lines(everybodys), by=paul, agency=police)

    assert (sent.state, sent.remark) == (State.READY, "")


def test_a_later_file_for_the_same_return_takes_the_place_of_one_that_waits(
    board: Board, health: Agency, helen: Standing
) -> None:
    owed = a_return(board, health)
    waiting = send(lines(*FIRST), by=helen, agency=health, answers=owed)
    wrong = send(lines(("H01", LAST, "lots")), by=helen, agency=health, answers=owed)
    waiting.refresh_from_db()
    assert (waiting.state, wrong.state) == (State.READY, State.TO_CORRECT)

    right = send(lines(*CORRECTED), by=helen, agency=health, answers=owed)

    assert set(Submission.objects.exclude(pk=right.pk).values_list("state", flat=True)) == {State.SET_ASIDE}
    assert CheckedRow.objects.filter(submission=right).count() == CheckedRow.objects.count() == 2
    with pytest.raises(Refused, match="set aside"):
        submissions.release(submission_id=waiting.pk, by=helen)


def test_a_file_answers_the_return_of_its_latest_quarter_when_nobody_named_one(
    board: Board, health: Agency, helen: Standing
) -> None:
    a_return(board, health, BEFORE)
    last = a_return(board, health, LAST)

    sent = send(lines(("H01", BEFORE, 110), ("H01", LAST, 120), ("H02", LAST, 1, 2)), by=helen, agency=health)

    assert sent.answers == last


def test_releasing_fills_every_return_whose_quarter_it_holds(
    board: Board, health: Agency, helen: Standing, manager: Standing
) -> None:
    before, last = a_return(board, health, BEFORE), a_return(board, health, LAST)
    load(("H01", BEFORE, 110), by=helen, agency=health)
    submissions.accept(return_id=before.pk, by=manager)

    load(("H01", BEFORE, 111), ("H01", LAST, 120), by=helen, agency=health)

    before.refresh_from_db()
    last.refresh_from_db()
    assert (before.state, before.accepted_by, before.accepted_at) == (Return.State.RELEASED, "", None)
    assert last.state == Return.State.RELEASED


def test_accepting_is_the_managers_word_and_on_record(
    board: Board, health: Agency, helen: Standing, manager: Standing, member: Standing
) -> None:
    owed = a_return(board, health)
    with pytest.raises(Refused, match="only a released one"):
        submissions.accept(return_id=owed.pk, by=manager)
    load(*FIRST, by=helen, agency=health)
    for other in (helen, member):
        with pytest.raises(Refused, match="Only the business manager"):
            submissions.accept(return_id=owed.pk, by=other)

    accepted = submissions.accept(return_id=owed.pk, by=manager)

    assert accepted.state == Return.State.ACCEPTED
    assert accepted.accepted_by == "Bridget Marsh (Business manager)"
    assert Entry.objects.filter(verb="returns.accept").exists()


def test_only_the_agencys_own_lead_sends_and_releases(
    board: Board, health: Agency, helen: Standing, paul: Standing, manager: Standing
) -> None:
    sent = send(lines(*FIRST), by=helen, agency=health)

    for other in (paul, manager):
        with pytest.raises(Refused, match="Only this agency’s lead sends"):
            submissions.receive(board=board, agency=health, data=b"x", file_name="x.csv", by=other)
        with pytest.raises(Refused, match="Only this agency’s lead releases"):
            submissions.release(submission_id=sent.pk, by=other)

    assert Submission.objects.count() == 1
    assert not Figure.objects.exists()


def test_a_file_cannot_answer_another_agencys_return(
    board: Board, police: Agency, health: Agency, helen: Standing
) -> None:
    owed = a_return(board, police)

    with pytest.raises(Refused, match="owed by another agency"):
        send(lines(*FIRST), by=helen, agency=health, answers=owed)


def test_a_file_beyond_the_limit_is_not_taken(health: Agency, helen: Standing, settings: Settings) -> None:
    with pytest.raises(Refused, match="larger than 20 MB"):
        send(b"x" * (LARGEST_FILE + 1), by=helen, agency=health)

    assert not Submission.objects.exists()


def test_what_the_sender_wrote_beside_a_figure_is_said_beside_it_once_released(
    health: Agency, helen: Standing
) -> None:
    data = b"Ref,Period,Number,Out of,Comment\nH02,Q4 2017/18,30,120,Two staff were away\n"
    sent = send(data, by=helen, agency=health)
    assert not Commentary.objects.exists()

    submissions.release(submission_id=sent.pk, by=helen)

    said = Commentary.objects.get()
    assert (said.text, said.agency, said.last) == ("Two staff were away", health, LAST.last)
    assert "Helen Price" in said.written_words


def test_releasing_twice_is_refused(health: Agency, helen: Standing) -> None:
    sent = load(*FIRST, by=helen, agency=health)

    with pytest.raises(Refused, match="nothing to release"):
        submissions.release(submission_id=sent.pk, by=helen)


def test_a_true_zero_and_every_reason_for_a_blank_are_kept_apart(health: Agency, helen: Standing) -> None:
    load(
        ("H01", LAST, 0),
        ("H02", LAST, None, None, None, "not applicable"),
        ("H03", LAST, None, None, None, "not supplied"),
        ("H02", BEFORE, None, None, None, "suppressed"),
        by=helen,
        agency=health,
    )

    kept = {
        (one.indicator.code, one.first): (one.status, one.value)
        for one in Figure.objects.select_related("indicator")
    }
    assert kept == {
        ("H01", LAST.first): ("true_zero", Decimal(0)),
        ("H02", LAST.first): ("not_applicable", None),
        ("H03", LAST.first): ("not_supplied", None),
        ("H02", BEFORE.first): ("suppressed", None),
    }


def test_whoever_sent_it_is_named_by_the_record(
    health: Agency, helen: Standing, health_lead: Person, client_of: Callable[..., object]
) -> None:
    sent = load(*FIRST, by=helen, agency=health)

    assert sent.received_by == health_lead
    assert sent.released_by == "Helen Price (Agency lead, County Health)"
