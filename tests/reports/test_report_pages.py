"""The pages of reports: asking, progress, the PDF and its data, the texts; and one report printed for good."""

import io
import json
from collections.abc import Callable

import page
import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from design.pdf import Pdf
from reports import build, tasks
from reports.actions import printing, texts
from reports.models import Printing, Report, ReportText
from reports.rules.document import from_json
from tests.building import load, series
from tests.factories import PrintingFactory, ReportFactory
from tests.reports.opened import opened

ClientOf = Callable[[Person | None], Client]
State = Printing.State
LAST_YEAR = "annual/2017-04-01/2018-03-31"


def address(name: str, *args: object) -> str:
    return reverse(f"reports:{name}", args=["wessex", *args])


@pytest.fixture
def report(board: Board) -> Report:
    """The last year's annual report."""
    return opened(board)


@pytest.fixture
def finished(report: Report, charlotte: Standing, printer: Callable[..., Pdf]) -> Printing:
    """A draft of it that is built."""
    asked = printing.ask_for(report=report, by=charlotte)
    printing.construct(printing_id=asked.pk, printer=printer)
    asked.refresh_from_db()
    return asked


def test_opening_a_report_leads_to_its_page_and_a_draft_is_asked_for_there(
    client_of: ClientOf,
    chair: Person,
    board: Board,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    rung: list[int] = []
    monkeypatch.setattr(tasks.build_report, "delay", rung.append)
    client = client_of(chair)

    opened_at = client.post(address("open"), {"report": LAST_YEAR})["Location"]
    report = Report.objects.get()
    assert opened_at == address("report", report.pk)
    assert "No draft has been built yet." in client.get(opened_at).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address("build", report.pk))

    assert answer["Location"] == address("printing", report.pk, 1)
    assert rung == [Printing.objects.get().pk]
    said = client.get(answer["Location"]).content.decode()
    assert "Waiting for a worker" in said
    assert 'hx-trigger="every 1s"' in said


def test_a_period_that_has_not_ended_is_refused_in_words(
    client_of: ClientOf, chair: Person, board: Board
) -> None:
    given = {"report": "annual/2018-04-01/2019-03-31"}

    said = client_of(chair).post(address("open"), given, follow=True).content.decode()

    assert "Choose a report of a quarter or year that has ended." in said
    assert not Report.objects.exists()


def test_a_built_draft_is_downloaded_with_its_data_and_says_its_fingerprints(
    client_of: ClientOf, board_member: Person, finished: Printing
) -> None:
    client = client_of(board_member)
    where = (finished.report_id, finished.number)

    said = client.get(address("printing", *where)).content.decode()
    pdf, data = client.get(address("pdf", *where)), client.get(address("data", *where))

    assert finished.sha256 in said
    assert "not for publication" in said
    assert pdf.getvalue().startswith(b"%PDF")
    assert pdf["Content-Disposition"] == 'attachment; filename="wessex-annual-report-2017-2018-draft-1.pdf"'
    assert json.loads(data.content) == finished.data


def test_a_draft_says_how_hard_it_is_to_read(
    client_of: ClientOf,
    board_member: Person,
    report: Report,
    charlotte: Standing,
    printer: Callable[..., Pdf],
) -> None:
    texts.write(report_id=report.pk, section="foreword", text="It was a busy year. " * 30, by=charlotte)
    asked = printing.ask_for(report=report, by=charlotte)
    printing.construct(printing_id=asked.pk, printer=printer)

    said = client_of(board_member).get(address("printing", report.pk, asked.number)).content.decode()

    assert "Reading age, an estimate:" in said


def test_one_being_built_or_failed_has_no_pdf_and_says_how_it_stands(
    client_of: ClientOf, board_member: Person, report: Report
) -> None:
    failed = PrintingFactory(report=report, number=1, state=State.FAILED, trouble="A picture is missing.")
    going = PrintingFactory(
        report=report, number=2, state=State.BUILDING, step="The area", steps_done=1, steps_total=3
    )
    client = client_of(board_member)

    part = client.get(address("printing", report.pk, 2), headers={"HX-Request": "true"}).content.decode()
    assert "The area: step 2 of 3." in part
    assert "<html" not in part
    assert "A picture is missing." in client.get(address("printing", report.pk, 1)).content.decode()
    for one in (going, failed):
        assert client.get(address("pdf", report.pk, one.number)).status_code == 404
        assert client.get(address("data", report.pk, one.number)).status_code == 404
    assert client.get(address("printing", report.pk, 3)).status_code == 404


def test_another_boards_report_is_404_and_a_draft_is_refused_to_those_who_read_only_what_is_published(
    client_of: ClientOf, chair: Person, councillor: Person, other_board: Board, finished: Printing
) -> None:
    theirs = PrintingFactory(report=ReportFactory(board=other_board), number=1)

    for name, of in (("report", ()), ("printing", (1,)), ("pdf", (1,)), ("data", (1,))):
        assert client_of(chair).get(address(name, theirs.report_id, *of)).status_code == 404
        refused = client_of(councillor).get(address(name, finished.report_id, *of))
        assert refused.status_code == 403
        assert "Drafts are read by board members" in refused.content.decode()
    listed = client_of(councillor).get(address("reports")).content.decode()
    assert "No report has been published yet." in listed
    assert f"/reports/{finished.report_id}/" not in listed


def test_the_chair_writes_the_foreword_and_it_is_kept(
    client_of: ClientOf, chair: Person, report: Report
) -> None:
    client = client_of(chair)
    foreword = address("text", report.pk, "foreword")

    said = client.post(foreword, {"text": "<b>A busy</b> year."}, follow=True)

    assert "“Chair’s foreword” is saved." in said.content.decode()
    assert ReportText.objects.get().text == "<b>A busy</b> year."
    assert "&lt;b&gt;A busy&lt;/b&gt; year." in client.get(foreword).content.decode()


def test_a_text_of_no_section_is_404(client_of: ClientOf, chair: Person, report: Report) -> None:
    assert client_of(chair).get(address("text", report.pk, "appendix")).status_code == 404


def test_a_text_longer_than_is_sensible_is_sent_back(
    client_of: ClientOf, chair: Person, report: Report
) -> None:
    answer = client_of(chair).post(address("text", report.pk, "foreword"), {"text": "x" * 20_001})

    assert answer.status_code == 200
    assert not ReportText.objects.exists()


def test_a_real_report_is_tagged_bookmarked_marked_as_a_draft_and_the_same_bytes_from_its_data(
    board: Board, health: Agency, police: Agency, helen: Standing, paul: Standing, charlotte: Standing
) -> None:
    load(*series("H02", [28, 32] * 10 + [46], 120), *series("H01", [30, 3] * 8), by=helen, agency=health)
    load(*series("W01", [20, 22] * 8, 60), *series("P01", [50, 52] * 8, 90), by=paul, agency=police)
    asked = printing.ask_for(report=opened(board), by=charlotte)

    tasks.build_report(asked.pk)

    asked.refresh_from_db()
    assert asked.state == State.BUILT, asked.trouble
    printed = Pdf(_stored(asked), asked.pages or 0)
    checked = page.validate_pdf_bytes(printed.data, profile="ua1")
    assert [(one.rule_id, one.message) for one in checked.failures] == []
    with pikepdf.open(io.BytesIO(printed.data)) as pdf:
        assert len(pdf.pages) == printed.pages
        assert str(pdf.Root.Lang) == "en-GB"
        with pdf.open_outline() as outline:
            headings = [entry.title for entry in outline.root]
    for heading in (
        "Chair’s foreword",
        "The area in numbers",
        "Children and families",
        "Notes on data quality",
    ):
        assert heading in headings
    assert build.pdf(from_json(asked.data)) == printed


def _stored(printed: Printing) -> bytes:
    with default_storage.open(printed.stored) as kept:
        data: bytes = kept.read()
    return data
