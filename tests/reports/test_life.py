"""A report's life by its actions: who takes it on, what stands in the way, and what holds once it is out."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from agencies.models import Board, Entry, Letter, Person
from agencies.queries.standings import standing_at
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from design.pdf import Pdf
from reports.actions import approving, printing, releasing, texts
from reports.models import Printing, Report
from reports.permissions import can_read, is_out
from reports.queries.approval import latest_draft, record_of
from reports.rules.document import Document
from reports.rules.states import Life
from tests.factories import PrintingFactory, ReportFactory
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


def test_nothing_is_released_before_its_record_is_printed_and_whole(
    report: Report, printer: Printer, bridget: Standing, charlotte: Standing
) -> None:
    draft = in_review(report, printer, by=bridget)
    with pytest.raises(Refused, match="Only what the chair has approved"):
        releasing.release(report_id=report.pk, by=bridget)
    record = approving.approve(report_id=report.pk, number=draft.number, by=charlotte)
    with pytest.raises(Refused, match="The record is not printed yet"):
        releasing.release(report_id=report.pk, by=bridget)
    built(record, printer)
    with default_storage.open(record.stored, "wb") as kept:
        kept.write(b"Something else.")
    with pytest.raises(Refused, match="damaged"):
        releasing.release(report_id=report.pk, by=bridget)


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


def test_an_embargo_holds_it_back_from_the_public_and_can_be_moved_until_it_ends(
    report: Report,
    printer: Printer,
    bridget: Standing,
    charlotte: Standing,
    martin: Standing,
    councillor: Person,
    standing_of: Callable[[Person], Standing],
) -> None:
    approved(report, printer, manager=bridget, chair=charlotte)
    with pytest.raises(Refused, match="has passed"):
        releasing.release(report_id=report.pk, by=bridget, embargo_until=clock.now())
    releasing.release(report_id=report.pk, by=bridget, embargo_until=clock.now() + timedelta(days=7))
    report.refresh_from_db()

    colin = standing_of(councillor)
    assert not is_out(report)
    assert is_out(report, at=clock.now() + timedelta(days=8))
    assert (bool(can_read(martin, report)), bool(can_read(colin, report))) == (True, False)
    assert "held back until 28 May 2018" in Entry.objects.get(verb="reports.release").words

    releasing.move_embargo(report_id=report.pk, until=None, by=charlotte)
    report.refresh_from_db()
    assert is_out(report)
    assert can_read(colin, report)
    with pytest.raises(Refused, match="Nothing holds it back"):
        releasing.move_embargo(report_id=report.pk, until=None, by=charlotte)


def test_a_pack_is_its_makers_until_it_is_circulated_and_then_its_readers_are_written_to(
    board: Board,
    bridget: Standing,
    charlotte: Standing,
    martin: Standing,
    councillor: Person,
    standing_of: Callable[[Person], Standing],
    printer: Printer,
) -> None:
    pack = ReportFactory(board=board, kind="board-pack", state=Life.APPROVED, approved_at=clock.now())
    record = printing.ask_for(report=pack, by=OFFICE, final=True)
    PrintingFactory(report=pack, number=9, approved=True, state=Printing.State.CANCELLED, data=_DATA)
    built(record, printer)
    assert [bool(can_read(who, pack)) for who in (bridget, charlotte, martin)] == [True, True, False]
    assert "once it is circulated" in can_read(martin, pack).reason
    with pytest.raises(Refused, match="Only what is published is held back"):
        releasing.release(report_id=pack.pk, by=bridget, embargo_until=clock.now() + timedelta(days=1))

    releasing.release(report_id=pack.pk, by=bridget)

    pack.refresh_from_db()
    assert pack.state == Life.CIRCULATED
    assert can_read(martin, pack)
    assert not can_read(standing_of(councillor), pack)
    assert not is_out(pack)
    letters = Letter.objects.order_by("to")
    assert [one.to for one in letters] == [
        "bridget@example.org",
        "charlotte@example.org",
        "martin@example.org",
    ]
    assert all(f"/wessex/reports/{pack.pk}/" in one.text for one in letters)
    assert "3 people were written to" in Entry.objects.get(verb="reports.release").words


def test_a_correction_is_a_new_edition_with_the_texts_and_takes_the_place_of_the_old_one_when_it_is_out(
    report: Report, printer: Printer, bridget: Standing, charlotte: Standing
) -> None:
    written(report, charlotte)
    draft = in_review(report, printer, by=bridget)
    approving.confirm(report_id=report.pk, by=bridget)
    built(approving.approve(report_id=report.pk, number=draft.number, by=charlotte), printer)
    with pytest.raises(Refused, match="Only the edition that holds"):
        releasing.correct(report_id=report.pk, what="A figure.", by=bridget)
    releasing.release(report_id=report.pk, by=bridget)

    second = releasing.correct(report_id=report.pk, what="A figure in Table 4.", by=bridget)

    report.refresh_from_db()
    assert report.state == Life.PUBLISHED
    assert (second.edition, second.state, second.correction) == (2, Life.DRAFT, "A figure in Table 4.")
    carried = second.texts.get()
    assert (carried.text, carried.written_by, carried.as_chair) == (
        "It was a busy year.",
        charlotte.actor.words,
        False,
    )
    with pytest.raises(Refused, match="Edition 2 is open already"):
        releasing.correct(report_id=report.pk, what="Another.", by=bridget)

    approved(second, printer, manager=bridget, chair=charlotte)
    releasing.release(report_id=second.pk, by=charlotte)
    report.refresh_from_db()
    second.refresh_from_db()
    assert (report.state, second.state) == (Life.SUPERSEDED, Life.PUBLISHED)
    assert is_out(report)
    assert Entry.objects.get(verb="reports.supersede").reference == str(report.pk)


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


#: The least a document may be.
_DATA = {
    "is": "Document",
    "kind": "board-pack",
    "board_name": "Wessex",
    "title": "Board pack",
    "period": "January to March 2018",
    "classification": "Official-Sensitive",
    "notice": "",
    "sections": [
        {
            "is": "Section",
            "code": "x",
            "title": "X",
            "blocks": [],
            "written": [],
            "landscape": False,
            "words_first": False,
        }
    ],
    "figures": [],
}
