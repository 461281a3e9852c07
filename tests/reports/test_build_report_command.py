"""`manage.py build_report`: every file of a report in a folder, or a sentence that says why not."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from agencies.models import Board
from design.pdf import Pdf, PdfFailed
from reports import build
from reports.models import Report
from reports.rules.document import Document
from reports.rules.kinds import Kind
from tests.factories import ChallengeFactory, PrintingFactory, ReportFactory


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch, printer: Callable[..., Pdf]) -> None:
    """PDFs are printed at once, and hold a title only."""
    monkeypatch.setattr(build, "pdf", printer)


def run(kind: str, period: str, folder: Path, *more: str) -> list[str]:
    """Run the command; the names of the files there are then."""
    call_command("build_report", kind, "--period", period, "--output", str(folder), *more)
    return sorted(one.name for one in folder.iterdir())


@pytest.mark.usefixtures("printed", "scorecard")
@pytest.mark.parametrize(
    ("kind", "period", "files"),
    [
        ("board-pack", "Q4 2017/18", ["wessex-board-pack-january-march-2018-draft-1.pdf"]),
        ("annual", "2017/18", ["wessex-annual-report-2017-2018-draft-1.pdf"]),
        (
            "councillor",
            "2017/18",
            [
                "wessex-councillors-edition-2017-2018-draft-1.pdf",
                "wessex-councillors-edition-2017-2018-draft-1.pptx",
            ],
        ),
        (
            "public",
            "2017/18",
            [
                "wessex-annual-report-2017-2018-draft-1-figures.csv",
                "wessex-annual-report-2017-2018-draft-1.html",
            ],
        ),
        (
            "evidence",
            "2017/18",
            [
                "wessex-inspection-evidence-pack-2017-2018-draft-1.pdf",
                "wessex-inspection-evidence-pack-2017-2018-draft-1.zip",
            ],
        ),
    ],
)
def test_every_file_of_a_report_is_written_to_the_folder(
    tmp_path: Path, kind: str, period: str, files: list[str]
) -> None:
    made = run(kind, period, tmp_path / "new" / "folder")

    # The style sheet is there where the portal's static files were built.
    assert [name for name in made if not name.endswith(".css")] == files


@pytest.mark.usefixtures("printed", "scorecard")
def test_threads_are_chosen_by_name_and_by_default_all_of_the_years(board: Board, tmp_path: Path) -> None:
    when = {"raised_at": "2018-01-10T12:00Z", "sent_at": "2018-01-10T12:00Z"}
    one, two = (ChallengeFactory(board=board, number=number, **when) for number in (29, 30))

    run("evidence", "2017/18", tmp_path)
    assert Report.objects.get().chosen == [["challenge", str(one.pk)], ["challenge", str(two.pk)]]

    run("evidence", "2017/18", tmp_path, "--thread", "CH-30")
    assert Report.objects.get().chosen == [["challenge", str(two.pk)]]
    with pytest.raises(CommandError, match="Not in the challenge log of that year: CH-99"):
        run("evidence", "2017/18", tmp_path, "--thread", "CH-99")


@pytest.mark.parametrize(
    ("kind", "period", "more", "said"),
    [
        ("annual", "2017/18", ("--board", "nowhere"), "no board nowhere"),
        ("annual", "Q4 2017/18", (), "Give a year"),
        ("board-pack", "2017/18", (), "Give a quarter"),
        ("annual", "soon", (), "Give a year"),
        ("annual", "2030/31", (), "a year that has ended"),
    ],
)
def test_what_cannot_be_built_is_said(
    board: Board, tmp_path: Path, kind: str, period: str, more: tuple[str, ...], said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        run(kind, period, tmp_path, *more)


def test_of_two_boards_one_must_be_named(board: Board, other_board: Board, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="--board"):
        run("annual", "2017/18", tmp_path)


@pytest.mark.usefixtures("scorecard")
def test_a_printer_that_complains_ends_it_with_its_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def complains(document: Document, **_: object) -> Pdf:
        raise PdfFailed("A picture is missing.")

    monkeypatch.setattr(build, "pdf", complains)

    with pytest.raises(CommandError, match=r"A picture is missing\."):
        run("annual", "2017/18", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_of_an_approved_report_the_record_is_written_and_nothing_is_built(
    board: Board, tmp_path: Path, settings: object
) -> None:
    from agencies.keeping import keep

    report = ReportFactory(board=board, kind=Kind.ANNUAL, state="approved", approved_at="2018-05-20T12:00Z")
    with pytest.raises(CommandError, match="its record is not built yet"):
        run("annual", "2017/18", tmp_path)
    where, sha256 = keep("reports", b"%PDF-1.7 the record", ".pdf")
    PrintingFactory(report=report, number=2, final=True, state="built", stored=where, sha256=sha256, pages=1)

    assert run("annual", "2017/18", tmp_path) == ["wessex-annual-report-2017-2018.pdf"]
    assert (tmp_path / "wessex-annual-report-2017-2018.pdf").read_bytes() == b"%PDF-1.7 the record"
