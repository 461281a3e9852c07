"""A report's life by its actions until it is approved: who takes it on, what stands in the way, and what is locked."""

from collections.abc import Callable

import pytest
from django.core.files.storage import default_storage

from agencies.models import Board, Entry, Person
from agencies.queries.standings import standing_at
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from design.pdf import Pdf
from reports.actions import approving, printing, releasing, texts
from reports.models import Printing, Report
from reports.queries.approval import latest_draft, record_of
from reports.rules.document import Document
from reports.rules.states import Life
from tests.reports.living import approved, built, draft_of, in_review
from tests.reports.opened import OFFICE, opened

Printer = Callable[..., Pdf]


@pytest.fixture
def report(board: Board) -> Report:
    """The last year's report, open."""
    return opened(board)


@pytest.fixture
def bridget(business_manager: Person, standing_of: Callable[[Person], Standing]) -> Standing:
    """The business manager."""
    return standing_of(business_manager)


@pytest.fixture
def martin(board_member: Person, standing_of: Callable[[Person], Standing]) -> Standing:
    """A member of the board."""
    return standing_of(board_member)


def written(
    report: Report, by: Standing, text: str = "It was a busy year.", section: str = "foreword"
) -> None:
    texts.write(report_id=report.pk, section=section, text=text, by=by)


def test_the_way_from_draft_to_published_each_step_dated_signed_and_entered(
    report: Report, printer: Printer, bridget: Standing, charlotte: Standing
) -> None:
    draft = in_review(report, printer, by=bridget)
    record = built(approving.approve(report_id=report.pk, number=draft.number, by=charlotte), printer)
    releasing.release(report_id=report.pk, by=bridget)

    report.refresh_from_db()
    draft.refresh_from_db()
    assert report.state == Life.PUBLISHED
    assert (draft.approved, draft.final, record.approved, record.final) == (True, False, False, True)
    assert record.data == draft.data
    assert record.data_sha256 == draft.data_sha256
    with default_storage.open(record.stored) as kept:
        assert kept.read().endswith(b"False")  # printed without a draft's mark
    for step, who in (("submitted", bridget), ("approved", charlotte), ("released", bridget)):
        assert getattr(report, f"{step}_by") == who.actor.words
        assert getattr(report, f"{step}_at").date() == clock.today()
    assert [one.verb for one in Entry.objects.filter(kind="report").order_by("pk")] == [
        "reports.open",
        "reports.ask_for",
        "reports.construct",
        "reports.submit",
        "reports.approve",
        "reports.ask_for",
        "reports.construct",
        "reports.release",
    ]
    assert Entry.objects.get(verb="reports.release").details["sha256"] == record.sha256


def test_nothing_is_reviewed_before_there_is_a_draft_that_says_all_that_was_written(
    report: Report, printer: Printer, bridget: Standing
) -> None:
    with pytest.raises(Refused, match="Build a draft first"):
        approving.submit(report_id=report.pk, by=bridget)
    asked = printing.ask_for(report=report, by=OFFICE)
    with pytest.raises(Refused, match="A draft is being built"):
        approving.submit(report_id=report.pk, by=bridget)
    built(asked, printer)
    written(report, bridget)
    with pytest.raises(Refused, match="written after this draft"):
        approving.submit(report_id=report.pk, by=bridget)
    draft_of(report, printer)
    approving.submit(report_id=report.pk, by=bridget)


def test_a_text_written_while_a_draft_is_gathered_makes_it_old(
    report: Report, bridget: Standing, monkeypatch: pytest.MonkeyPatch, printer: Printer
) -> None:
    asked = printing.ask_for(report=report, by=OFFICE)
    from reports import gather

    gathers = gather.gathered

    def meanwhile(one: Report) -> Document:
        written(report, bridget)
        return gathers(one)

    monkeypatch.setattr(gather, "gathered", meanwhile)
    built(asked, printer)

    with pytest.raises(Refused, match="written after this draft"):
        approving.submit(report_id=report.pk, by=bridget)


def test_only_the_chair_approves_and_only_the_draft_that_was_read(
    report: Report, printer: Printer, bridget: Standing, charlotte: Standing, martin: Standing
) -> None:
    read = in_review(report, printer, by=bridget)
    for who in (bridget, martin):
        with pytest.raises(Refused, match="Only the chair approves reports"):
            approving.approve(report_id=report.pk, number=read.number, by=who)
    newer = draft_of(report, printer)
    with pytest.raises(Refused, match="A newer draft has been built"):
        approving.approve(report_id=report.pk, number=read.number, by=charlotte)
    approving.approve(report_id=report.pk, number=newer.number, by=charlotte)

    with pytest.raises(Refused, match="Only what is in review is approved"):
        approving.approve(report_id=report.pk, number=newer.number, by=charlotte)


def test_what_the_chair_wrote_last_is_confirmed_by_the_business_manager_first(
    report: Report, printer: Printer, bridget: Standing, charlotte: Standing
) -> None:
    written(report, charlotte)
    written(report, bridget, "Many live here.", "area")
    draft = in_review(report, printer, by=bridget)
    with pytest.raises(Refused, match="the business manager confirms it first"):
        approving.approve(report_id=report.pk, number=draft.number, by=charlotte)
    with pytest.raises(Refused, match="Only the business manager confirms"):
        approving.confirm(report_id=report.pk, by=charlotte)

    approving.confirm(report_id=report.pk, by=bridget)
    with pytest.raises(Refused, match="nothing to confirm"):
        approving.confirm(report_id=report.pk, by=bridget)
    approving.approve(report_id=report.pk, number=draft.number, by=charlotte)


def test_what_the_chair_writes_after_it_was_confirmed_is_confirmed_anew_and_the_managers_is_not(
    report: Report, printer: Printer, bridget: Standing, charlotte: Standing
) -> None:
    written(report, charlotte)
    in_review(report, printer, by=bridget)
    approving.confirm(report_id=report.pk, by=bridget)

    written(report, bridget, "Many live here.", "area")
    report.refresh_from_db()
    assert report.confirmed_at is not None
    written(report, charlotte, "It was busier than that.")
    report.refresh_from_db()
    assert (report.confirmed_at, report.confirmed_by) == (None, "")
    draft = draft_of(report, printer)
    with pytest.raises(Refused, match="confirms it first"):
        approving.approve(report_id=report.pk, number=draft.number, by=charlotte)


def test_what_the_manager_rewrites_needs_no_confirming(
    report: Report, printer: Printer, bridget: Standing, charlotte: Standing
) -> None:
    written(report, charlotte)
    written(report, bridget, "It was a busy year for all.")
    draft = in_review(report, printer, by=bridget)

    with pytest.raises(Refused, match="nothing to confirm"):
        approving.confirm(report_id=report.pk, by=bridget)
    approving.approve(report_id=report.pk, number=draft.number, by=charlotte)


def test_what_is_approved_is_locked(
    report: Report, printer: Printer, bridget: Standing, charlotte: Standing
) -> None:
    approved(report, printer, manager=bridget, chair=charlotte)

    with pytest.raises(Refused, match="texts are settled"):
        written(report, charlotte)
    with pytest.raises(Refused, match="settled"):
        printing.ask_for(report=report, by=bridget)


def test_it_is_sent_back_with_a_reason_and_reviewed_again(
    report: Report, printer: Printer, bridget: Standing, charlotte: Standing
) -> None:
    draft = in_review(report, printer, by=bridget)
    with pytest.raises(Refused, match="Say what has to change"):
        approving.send_back(report_id=report.pk, why=" ", by=charlotte)
    approving.send_back(report_id=report.pk, why="Say more of {neglect}.", by=charlotte)

    report.refresh_from_db()
    assert (report.state, report.submitted_at, report.submitted_by) == (Life.DRAFT, None, "")
    assert Entry.objects.get(verb="reports.send_back").words.endswith("back: Say more of {neglect}.")
    with pytest.raises(Refused, match="Only what is in review is approved"):
        approving.approve(report_id=report.pk, number=draft.number, by=charlotte)
    approving.submit(report_id=report.pk, by=bridget)


def test_an_approval_taken_back_leaves_no_record_and_a_second_approval_makes_another(
    report: Report, printer: Printer, bridget: Standing, charlotte: Standing
) -> None:
    first = approved(report, printer, manager=bridget, chair=charlotte)
    with pytest.raises(Refused, match="Only the chair"):
        approving.take_back(report_id=report.pk, why="A slip.", by=bridget)
    approving.take_back(report_id=report.pk, why="The foreword is missing.", by=charlotte)

    report.refresh_from_db()
    first.refresh_from_db()
    assert (report.state, report.approved_at, report.approved_by) == (Life.IN_REVIEW, None, "")
    assert first.state == Printing.State.CANCELLED
    assert not report.printings.filter(approved=True).exists()
    assert record_of(report) is None

    written(report, bridget, "Here it is.")
    draft = draft_of(report, printer)
    second = built(approving.approve(report_id=report.pk, number=draft.number, by=charlotte), printer)
    assert record_of(report) == second


def test_a_record_that_is_being_printed_when_the_approval_is_taken_back_is_never_filed(
    report: Report, printer: Printer, bridget: Standing, charlotte: Standing
) -> None:
    draft = in_review(report, printer, by=bridget)
    record = approving.approve(report_id=report.pk, number=draft.number, by=charlotte)

    def meanwhile(document: Document, *, draft: bool, told: Callable[[str, int, int], None]) -> Pdf:
        approving.take_back(report_id=report.pk, why="A slip.", by=charlotte)
        return printer(document, draft=draft, told=lambda *_: None)

    built(record, meanwhile)

    assert (record.state, record.stored) == (Printing.State.CANCELLED, "")
    assert record_of(report) is None


def test_a_record_whose_printing_failed_is_asked_for_again(
    report: Report, printer: Printer, bridget: Standing, charlotte: Standing, martin: Standing
) -> None:
    draft = in_review(report, printer, by=bridget)
    record = approving.approve(report_id=report.pk, number=draft.number, by=charlotte)
    Printing.objects.filter(pk=record.pk).update(state=Printing.State.FAILED)

    with pytest.raises(Refused, match="have reports built"):
        approving.print_record(report_id=report.pk, by=martin)
    again = built(approving.print_record(report_id=report.pk, by=bridget), printer)
    assert (again.final, record_of(report)) == (True, again)
    with pytest.raises(Refused, match="The record is printed"):
        approving.print_record(report_id=report.pk, by=bridget)


def test_another_boards_office_moves_nothing(
    report: Report, printer: Printer, bridget: Standing, other_board_manager: Person
) -> None:
    theirs = standing_at(other_board_manager, "mercia")
    assert theirs is not None
    draft = draft_of(report, printer)

    for act in (
        lambda: approving.submit(report_id=report.pk, by=theirs),
        lambda: printing.cancel(printing_id=draft.pk, by=theirs),
        lambda: approving.print_record(report_id=report.pk, by=theirs),
        lambda: releasing.move_embargo(report_id=report.pk, until=None, by=theirs),
    ):
        with pytest.raises(Refused):
            act()
    report.refresh_from_db()
    assert report.state == Life.DRAFT


def test_the_latest_draft_is_the_one_built_last_and_no_record(
    report: Report, printer: Printer, bridget: Standing, charlotte: Standing
) -> None:
    assert latest_draft(report) is None
    first = draft_of(report, printer)
    second = draft_of(report, printer)
    assert (first.number, latest_draft(report)) == (1, second)
    approving.submit(report_id=report.pk, by=bridget)
    built(approving.approve(report_id=report.pk, number=2, by=charlotte), printer)
    assert latest_draft(report) == second
