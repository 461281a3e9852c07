"""What is released: circulated or published, held back, read by whom, and corrected by the next edition."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from agencies.models import Board, Entry, Letter, Person
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from design.pdf import Pdf
from reports.actions import approving, printing, releasing, texts
from reports.models import Printing, Report
from reports.permissions import can_read, is_out
from reports.rules.states import Life
from tests.factories import PrintingFactory, ReportFactory
from tests.reports.living import approved, built, in_review
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
