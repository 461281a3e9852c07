"""What the public reads: pages without a sign-in, addresses for good, corrections, the embargo, open data, caches."""

import csv
import hashlib
import io
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Person
from agencies.rules import clock
from agencies.rules.standing import Standing
from reports.gather.figures import COLUMNS
from reports.models import Report
from reports.rules.kinds import Kind
from reports.rules.states import Life
from scorecard.models import Indicator
from tests.building import LAST, load, series
from tests.factories import THE_DAY, PrintingFactory
from tests.reports.opened import opened
from tests.reports.publishing import PDF, corrected, publish

AT = "/published/wessex/annual/2017-18/"


@pytest.fixture
def report(board: Board, scorecard: dict[str, Indicator], health: Agency, helen: Standing) -> Report:
    """The year's report, with figures shown and one hidden."""
    load(*series("H01", [30, 34, 28, 31]), *series("H02", [40, 42, 44, 3], 83), by=helen, agency=health)
    return opened(board)


def test_everybody_reads_a_published_report_without_signing_in(report: Report, client: Client) -> None:
    publish(report)

    page = client.get(f"{AT}1/").content.decode()

    assert "<h1" in page
    assert "Annual report 2017 to 2018" in page
    assert "Wessex Safeguarding Children Board" in page
    assert "hidden: small number" in page
    assert hashlib.sha256(PDF).hexdigest() in page
    assert "Sign out" not in page


def test_whoever_is_signed_in_reads_the_very_same_page(
    report: Report, client: Client, client_of: Callable[[Person | None], Client], chair: Person
) -> None:
    publish(report)

    assert client_of(chair).get(f"{AT}1/").content == client.get(f"{AT}1/").content


@pytest.mark.parametrize("state", [Life.DRAFT, Life.IN_REVIEW, Life.APPROVED])
def test_nothing_that_is_not_published_is_there(report: Report, client: Client, state: Life) -> None:
    publish(report)
    Report.objects.update(state=state)

    for address in (AT, f"{AT}1/", f"{AT}1/pdf/", f"{AT}1/figures.csv", "/published/wessex/annual/"):
        assert client.get(address).status_code == 404, address
    assert "Nothing has been published yet" in client.get("/published/wessex/").content.decode()


def test_a_draft_printing_is_never_what_the_public_gets(report: Report, client: Client) -> None:
    PrintingFactory(report=report, state="built", stored="x.pdf", sha256="0" * 64, pages=1, data={})
    Report.objects.update(state=Life.PUBLISHED, released_at=THE_DAY, approved_at=THE_DAY)

    assert client.get(f"{AT}1/").status_code == 404


def test_a_board_pack_has_no_public_address_whatever_its_state(
    board: Board, scorecard: dict[str, Indicator], report: Report, client: Client
) -> None:
    printing = publish(report)
    Report.objects.update(kind=Kind.BOARD_PACK)

    assert printing.final
    assert client.get("/published/wessex/board-pack/2017-18/1/").status_code == 404
    assert client.get("/published/wessex/board-pack/").status_code == 404


def test_nobody_reads_it_before_the_embargo_is_over(report: Report, client: Client) -> None:
    publish(report, embargo_until=clock.now() + timedelta(days=1))
    assert client.get(f"{AT}1/").status_code == 404

    clock.fix(clock.today() + timedelta(days=2))

    page = client.get(f"{AT}1/")
    assert page.status_code == 200
    assert "Published 22 May 2018" in page.content.decode()


def test_a_correction_is_a_new_edition_and_the_older_one_says_so(report: Report, client: Client) -> None:
    publish(report)
    before = client.get(f"{AT}1/").content.decode()
    assert "has been corrected" not in before

    publish(corrected(report))

    first, second = (client.get(f"{AT}{number}/").content.decode() for number in (1, 2))
    assert "This edition has been corrected" in first
    assert f'href="{AT}2/"' in first
    assert "A figure of County Health was wrong." in first
    assert "noindex" in first
    assert "Edition 2" in second
    assert "It corrects: A figure of County Health was wrong." in second
    assert "has been corrected" not in second
    assert client.get(AT)["Location"] == f"{AT}2/"
    assert client.get("/published/wessex/annual/")["Location"] == f"{AT}2/"


def test_a_correction_under_embargo_leaves_the_first_edition_the_latest(
    report: Report, client: Client
) -> None:
    publish(report)
    publish(corrected(report), embargo_until=clock.now() + timedelta(days=1))

    assert "has been corrected" not in client.get(f"{AT}1/").content.decode()
    assert client.get(f"{AT}2/").status_code == 404
    assert client.get(AT)["Location"] == f"{AT}1/"


def test_a_boards_list_holds_every_edition_and_no_other_boards(
    report: Report, other_board: Board, client: Client
) -> None:
    publish(report)
    publish(corrected(report))

    page = client.get("/published/wessex/").content.decode()

    assert f'href="{AT}2/"' in page
    assert f'href="{AT}1/"' in page
    assert "Nothing has been published yet" in client.get("/published/mercia/").content.decode()
    assert client.get("/published/nowhere/").status_code == 404


def test_the_pdf_is_the_record_byte_for_byte(report: Report, client: Client) -> None:
    publish(report)

    answer = client.get(f"{AT}1/pdf/")

    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert "wessex-annual-report-2017-2018.pdf" in answer["Content-Disposition"]
    assert answer["ETag"] == f'"{hashlib.sha256(PDF).hexdigest()}"'


def test_a_damaged_record_is_not_handed_out(report: Report, client: Client) -> None:
    printing = publish(report)
    Path(default_storage.path(printing.stored)).write_bytes(b"%PDF-1.7 something else")

    assert client.get(f"{AT}1/pdf/").status_code == 404


def test_an_editions_other_files_are_handed_out_by_name(report: Report, client: Client) -> None:
    publish(report, files=(("slides.pptx", b"PK slides"),))

    answer = client.get(f"{AT}1/files/slides.pptx/")

    assert answer.content == b"PK slides"
    assert "presentationml" in answer["Content-Type"]
    assert client.get(f"{AT}1/files/other.pptx/").status_code == 404
    assert "Slides for a session" in client.get(f"{AT}1/").content.decode()


@pytest.mark.parametrize("what", ["", "pdf/", "figures.csv"])
def test_what_is_published_may_be_kept_and_is_not_sent_twice(
    report: Report, client: Client, what: str
) -> None:
    publish(report)

    first = client.get(f"{AT}1/{what}")
    again = client.get(f"{AT}1/{what}", headers={"if-none-match": first["ETag"]})

    assert first["Cache-Control"].startswith("public, max-age=")
    assert again.status_code == 304
    assert again.content == b""


def test_a_correction_changes_what_caches_know_the_older_page_by(report: Report, client: Client) -> None:
    publish(report)
    known = client.get(f"{AT}1/")["ETag"]
    publish(corrected(report))

    assert client.get(f"{AT}1/", headers={"if-none-match": known}).status_code == 200


def test_the_figures_are_open_data_and_their_description_fits_them(report: Report, client: Client) -> None:
    publish(report)

    rows = list(csv.DictReader(io.StringIO(client.get(f"{AT}1/figures.csv").content.decode("utf-8-sig"))))
    told = json.loads(client.get(f"{AT}1/figures.csv-metadata.json").content)

    mine = [row for row in rows if row["Code"] == "H02"]
    assert [(row["Value"], row["Count"], row["Status"]) for row in mine] == [
        ("48.2", "", "shown"),
        ("50.6", "", "shown"),
        ("53.0", "", "shown"),
        ("", "", "hidden: small number"),
    ]
    assert [row["Count"] for row in rows if row["Code"] == "H01"] == ["30", "34", "28", "31"]
    assert (mine[-1]["First day"], mine[-1]["Last day"]) == (str(LAST.first), str(LAST.last))
    assert (
        [one["titles"] for one in told["tableSchema"]["columns"]] == list(rows[0]) == [c for c, _ in COLUMNS]
    )
    assert told["url"] == f"http://testserver{AT}1/figures.csv"
    assert told["dc:publisher"] == "Wessex Safeguarding Children Board"
    assert told["dialect"]["skipRows"] == 0
    assert "open-government-licence" in told["dc:license"]


def test_a_demonstrations_files_say_that_it_is_one(report: Report, board: Board, client: Client) -> None:
    Board.objects.update(synthetic=True)
    report.board.refresh_from_db()
    publish(report)

    text = client.get(f"{AT}1/figures.csv").content.decode("utf-8-sig")
    told = json.loads(client.get(f"{AT}1/figures.csv-metadata.json").content)

    assert "invented" in text.splitlines()[0].lower()
    assert told["dialect"]["skipRows"] == 1
    assert text.splitlines()[1].startswith("Heading,")
    assert "invented" in client.get(f"{AT}1/").content.decode().lower()


def test_only_reading_is_answered(report: Report, client: Client) -> None:
    publish(report)

    assert client.post(f"{AT}1/").status_code == 405
    assert client.head(f"{AT}1/").status_code == 200
    assert reverse("published:edition", args=["wessex", "annual", "2017-18", 1]) == f"{AT}1/"
