"""The pages of a report's life: what is next and who does it, asking and doing, and what changed between drafts."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import FileResponse, HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from agencies.models import Board, Person
from agencies.rules import clock
from agencies.rules.standing import Standing
from design.pdf import Pdf
from reports import tasks
from reports.actions import approving, printing, releasing, texts
from reports.actions.outputs import keep_outputs
from reports.models import Printing, Report
from reports.rules.states import Life
from tests.factories import PrintingFactory
from tests.reports.living import approved, draft_of, in_review
from tests.reports.opened import OFFICE, opened

ClientOf = Callable[[Person | None], Client]
Printer = Callable[..., Pdf]


def address(name: str, *args: object) -> str:
    return reverse(f"reports:{name}", args=["wessex", *args])


@pytest.fixture
def report(board: Board) -> Report:
    """The last year's report, open."""
    return opened(board)


@pytest.fixture
def bridget(business_manager: Person, standing_of: Callable[[Person], Standing]) -> Standing:
    """The business manager."""
    return standing_of(business_manager)


@pytest.fixture
def pages(
    client_of: ClientOf, chair: Person, business_manager: Person, board_member: Person, councillor: Person
) -> dict[str, Client]:
    """The browsers of those who make, approve and read reports."""
    return {
        "chair": client_of(chair),
        "office": client_of(business_manager),
        "member": client_of(board_member),
        "councillor": client_of(councillor),
    }


def said(client: Client, report: Report) -> str:
    return client.get(address("report", report.pk)).content.decode()


def test_the_page_says_what_is_next_and_offers_it_to_who_does_it(
    pages: dict[str, Client], report: Report, printer: Printer, bridget: Standing, charlotte: Standing
) -> None:
    assert "Write the texts, then build a draft" in said(pages["office"], report)
    assert "Build a draft" in said(pages["chair"], report)
    assert ">Build a draft" not in said(pages["member"], report)

    draft_of(report, printer)
    assert "Ask the chair to review it</button>" in said(pages["office"], report)
    pages["office"].post(address("submit", report.pk))
    assert "Approve draft 1</a>" in said(pages["chair"], report)
    assert "Approve draft 1" not in said(pages["office"], report)
    assert "The chair reads draft 1, and approves it or sends it back." in said(pages["member"], report)

    texts.write(report_id=report.pk, section="foreword", text="A busy year.", by=charlotte)
    assert "Something was written after draft 1 was built." in said(pages["chair"], report)
    draft_of(report, printer)
    assert "The chair changed the text last." in said(pages["chair"], report)
    assert "Confirm what the chair wrote</button>" in said(pages["office"], report)
    assert "Confirm what" not in said(pages["chair"], report)


def test_what_is_being_built_failed_or_was_cancelled_is_said_with_what_to_do(
    pages: dict[str, Client], report: Report, charlotte: Standing
) -> None:
    asked = printing.ask_for(report=report, by=OFFICE)
    assert "Draft 1 is being built." in said(pages["chair"], report)
    assert "Cancel the building" in pages["chair"].get(address("printing", report.pk, 1)).content.decode()
    assert (
        "Cancel the building" not in pages["member"].get(address("printing", report.pk, 1)).content.decode()
    )

    answer = pages["chair"].post(address("cancel", report.pk, 1), follow=True).content.decode()
    assert "It is cancelled." in answer
    assert "Draft 1 was cancelled by Charlotte Adeyemi (Independent chair)." in answer
    assert "Try again" in pages["chair"].get(address("printing", report.pk, 1)).content.decode()
    again = pages["chair"].post(address("cancel", report.pk, 1), follow=True).content.decode()
    assert "It is no longer being built." in again

    Printing.objects.filter(pk=asked.pk).update(state=Printing.State.FAILED, trouble="A picture is missing.")
    assert "Draft 1 could not be built: A picture is missing." in said(pages["chair"], report)


def test_the_chair_approves_the_draft_on_the_page_and_the_record_is_rung_for(
    pages: dict[str, Client],
    report: Report,
    printer: Printer,
    bridget: Standing,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    rung: list[int] = []
    monkeypatch.setattr(tasks.build_report, "delay", rung.append)
    in_review(report, printer, by=bridget)
    page = pages["chair"].get(address("approve", report.pk)).content.decode()
    assert 'name="number" value="1"' in page
    draft_of(report, printer)

    refused = pages["chair"].post(address("approve", report.pk), {"number": "1"}).content.decode()
    assert "A newer draft has been built" in refused
    with django_capture_on_commit_callbacks(execute=True):
        answer = pages["chair"].post(address("approve", report.pk), {"number": "2"}, follow=True)

    record = report.printings.get(final=True)
    assert "It is approved. The record is being printed." in answer.content.decode()
    assert rung == [record.pk]


def test_sending_back_taking_back_and_correcting_want_a_reason(
    pages: dict[str, Client], report: Report, printer: Printer, bridget: Standing, charlotte: Standing
) -> None:
    in_review(report, printer, by=bridget)
    assert "Say why" in pages["chair"].post(address("send-back", report.pk), {"why": ""}).content.decode()
    pages["chair"].post(address("send-back", report.pk), {"why": "More of neglect."})
    report.refresh_from_db()
    assert report.state == Life.DRAFT
    assert "More of neglect." in said(pages["office"], report)

    approved(report, printer, manager=bridget, chair=charlotte)
    pages["chair"].post(address("take-back", report.pk), {"why": "A slip."})
    report.refresh_from_db()
    assert report.state == Life.IN_REVIEW

    approving.approve(report_id=report.pk, number=draft_of(report, printer).number, by=charlotte)
    printing.construct(printing_id=report.printings.get(state="asked").pk, printer=printer)
    assert "Publish it</a>" in said(pages["office"], report)
    pages["office"].post(
        address("release", report.pk), {"day_day": "", "day_month": "", "day_year": "", "hour": ""}
    )
    missing = pages["office"].post(address("correct", report.pk), {"what": ""}).content.decode()
    assert "Say what the new edition puts right" in missing
    opened_page = pages["office"].post(address("correct", report.pk), {"what": "Table 4."}, follow=True)
    assert "Edition 2 is open." in opened_page.content.decode()
    assert "Edition 2 is being made to correct it." in said(pages["office"], report)


def test_a_publication_is_held_back_and_the_day_changed(
    pages: dict[str, Client], report: Report, printer: Printer, bridget: Standing, charlotte: Standing
) -> None:
    approved(report, printer, manager=bridget, chair=charlotte)

    past = {"day_day": "1", "day_month": "5", "day_year": "2018", "hour": ""}
    assert (
        "That moment has passed."
        in pages["office"].post(address("release", report.pk), past).content.decode()
    )
    no_day = {"day_day": "", "day_month": "", "day_year": "", "hour": "9:30"}
    assert "Enter the day." in pages["office"].post(address("release", report.pk), no_day).content.decode()
    ahead = {"day_day": "4", "day_month": "6", "day_year": "2018", "hour": "9:30"}
    held = pages["office"].post(address("release", report.pk), ahead, follow=True).content.decode()
    assert "It is held back: the public reads it from 4 June 2018 at 09:30." in held

    assert pages["councillor"].get(address("report", report.pk)).status_code == 403
    now = pages["office"].post(address("embargo", report.pk), {**no_day, "hour": ""}, follow=True)
    assert "It is out, and holds until an edition corrects it." in now.content.decode()
    assert pages["councillor"].get(address("report", report.pk)).status_code == 200


def test_who_reads_only_what_is_published_finds_the_record_and_no_draft(
    pages: dict[str, Client], report: Report, printer: Printer, bridget: Standing, charlotte: Standing
) -> None:
    record = approved(report, printer, manager=bridget, chair=charlotte)
    assert f"/reports/{report.pk}/" not in pages["councillor"].get(address("reports")).content.decode()
    releasing.release(report_id=report.pk, by=bridget)

    assert f"/reports/{report.pk}/" in pages["councillor"].get(address("reports")).content.decode()
    page = said(pages["councillor"], report)
    assert record.sha256 in page
    assert "Drafts" not in page
    assert "What happened" not in page
    given = pages["councillor"].get(address("pdf", report.pk, record.number))
    assert given.getvalue().startswith(b"%PDF")
    for name in ("printing", "pdf", "data", "changes"):
        assert pages["councillor"].get(address(name, report.pk, 1)).status_code == 403


def test_readers_of_a_record_are_offered_every_file_of_it_that_they_may_open_and_no_other(
    pages: dict[str, Client], report: Report, printer: Printer, bridget: Standing, charlotte: Standing
) -> None:
    Report.objects.filter(pk=report.pk).update(kind="board-pack")
    report.refresh_from_db()
    record = approved(report, printer, manager=bridget, chair=charlotte)
    keep_outputs(record, [("wessex-board-pack.zip", b"PK of the record")])
    draft = report.printings.get(final=False)
    keep_outputs(draft, [("wessex-board-pack-draft-1.zip", b"PK of a draft")])
    releasing.release(report_id=report.pk, by=bridget)

    page = said(pages["member"], report)

    offered = [one for one in re.findall(r'href="([^"]+)"', page) if f"/reports/{report.pk}/" in one]
    beside = record.outputs.get().pk
    assert offered == [
        address("pdf", report.pk, record.number),
        address("output", report.pk, record.number, beside),
        address("word", report.pk, record.number),
        address("data", report.pk, record.number),
    ]
    assert "Download wessex-board-pack.zip" in page
    assert [closed(pages["member"].get(one)) for one in offered] == [200] * 4
    other = address("output", report.pk, draft.number, draft.outputs.get().pk)
    assert pages["member"].get(other).status_code == 403
    assert "Download wessex-board-pack.zip" in said(pages["office"], report)


def closed(answer: HttpResponse) -> int:
    """What was answered; a file is read to its end."""
    if isinstance(answer, FileResponse):
        answer.getvalue()
    return answer.status_code


def test_a_record_that_could_not_be_printed_is_asked_for_again_from_the_page(
    pages: dict[str, Client], report: Report, printer: Printer, bridget: Standing, charlotte: Standing
) -> None:
    draft = in_review(report, printer, by=bridget)
    record = approving.approve(report_id=report.pk, number=draft.number, by=charlotte)
    Printing.objects.filter(pk=record.pk).update(state=Printing.State.FAILED, trouble="The disk is full.")

    assert "The record could not be built: The disk is full." in said(pages["office"], report)
    pages["office"].post(address("record", report.pk))
    assert report.printings.filter(final=True, state=Printing.State.ASKED).count() == 1


def test_what_changed_since_the_last_draft_is_shown_word_by_word_and_figure_by_figure(
    pages: dict[str, Client], report: Report, printer: Printer, charlotte: Standing
) -> None:
    texts.write(report_id=report.pk, section="foreword", text="It was a busy year.", by=charlotte)
    draft_of(report, printer)
    assert (
        "there is nothing to compare it with"
        in pages["chair"].get(address("changes", report.pk, 1)).content.decode()
    )
    texts.write(report_id=report.pk, section="foreword", text="It was a hard year.", by=charlotte)
    draft_of(report, printer)
    texts.write(report_id=report.pk, section="area", text="Many live here.", by=charlotte)
    draft_of(report, printer)

    page = pages["chair"].get(address("changes", report.pk, 2)).content.decode()
    assert "Since draft 1: 1 section changed, with 1 text and 0 figures." in page
    assert "went: </span>busy " in page
    assert "new: </span>hard " in page
    third = pages["chair"].get(address("changes", report.pk, 3)).content.decode()
    assert "hard" not in third
    assert "Many live here." in third
    since = report.printings.get(number=1).pk
    both = pages["chair"].get(f"{address('changes', report.pk, 3)}?since={since}").content.decode()
    assert "hard" in both
    assert "Many live here." in both


def test_a_draft_that_an_older_portal_printed_cannot_be_compared_and_the_page_says_so(
    pages: dict[str, Client], report: Report, printer: Printer
) -> None:
    PrintingFactory(
        report=report, number=1, state="built", stored="x", sha256="x", pages=1, data={"year": 2017}
    )
    draft_of(report, printer)

    page = pages["chair"].get(address("changes", report.pk, 2)).content.decode()
    assert "Draft 1 was printed by an older version of this portal, and cannot be compared." in page


def test_the_first_draft_of_a_correction_is_compared_with_the_edition_it_corrects(
    pages: dict[str, Client], report: Report, printer: Printer, bridget: Standing, charlotte: Standing
) -> None:
    approved(report, printer, manager=bridget, chair=charlotte)
    releasing.release(report_id=report.pk, by=bridget, embargo_until=clock.now() + timedelta(days=3))
    second = releasing.correct(report_id=report.pk, what="Table 4.", by=bridget)
    texts.write(report_id=second.pk, section="foreword", text="Put right.", by=bridget)
    draft_of(second, printer)

    page = pages["chair"].get(address("changes", second.pk, 1)).content.decode()
    assert "Since edition 1:" in page
    assert "Put right." in page


def test_a_members_page_of_a_pack_opens_when_it_is_circulated(
    pages: dict[str, Client], board: Board, report: Report
) -> None:
    Report.objects.filter(pk=report.pk).update(kind="board-pack")
    refused = pages["member"].get(address("report", report.pk))
    assert refused.status_code == 403
    assert "once it is circulated" in refused.content.decode()
    assert pages["office"].get(address("report", report.pk)).status_code == 200

    Report.objects.filter(pk=report.pk).update(state=Life.CIRCULATED, approved_at=clock.now())
    page = said(pages["member"], report)
    assert "Circulated." in page
    assert "Drafts" not in page
