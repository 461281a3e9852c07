"""A sent file handed back marked, corrected in place and sent again."""

import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from files.marked import LISTING, TO_DO, WRONG
from scorecard.models import Submission
from tests.building import HEADINGS, LAST, a_return, lines, send
from tests.files.books import xlsx_bytes

ClientOf = Callable[[Person | None], Client]


@pytest.fixture
def wrong_workbook() -> bytes:
    """A return with a word where a number is due."""
    return xlsx_bytes({"Return": [HEADINGS, ("H02", LAST.short, "lots", 120)]})


def marked_copy(client: Client, sent: Submission) -> tuple[bytes, str]:
    answer = client.get(reverse("scorecard:marked", args=["wessex", sent.pk]))
    assert answer.status_code == 200
    return answer.getvalue(), answer["Content-Disposition"]


def test_the_wrong_cell_is_marked_and_the_corrected_copy_is_read_without_a_word_about_the_marks(
    client_of: ClientOf,
    health_lead: Person,
    helen: Standing,
    health: Agency,
    board: Board,
    wrong_workbook: bytes,
) -> None:
    owed = a_return(board, health)
    sent = send(wrong_workbook, by=helen, agency=health, name="our return.xlsx", answers=owed)

    data, name = marked_copy(client_of(health_lead), sent)
    book = load_workbook(io.BytesIO(data))
    assert 'filename="our return - marked.xlsx"' in name
    assert sent.findings.get(cell="C2").message in book["Return"]["C2"].comment.text
    assert "C2" in [cell.value for cell in book[LISTING]["B"]]

    book["Return"]["C2"] = 30
    kept = io.BytesIO()
    book.save(kept)
    again = send(kept.getvalue(), by=helen, agency=health, name="our return - marked.xlsx", answers=owed)

    assert again.errors_found == 0
    assert again.checked_rows.get().numerator == 30
    assert not again.findings.filter(sheet=LISTING).exists()
    assert not again.findings.filter(code="sheet-not-read").exists()


def test_a_csv_gains_two_columns_that_are_not_asked_about_when_it_comes_back(
    client_of: ClientOf, health_lead: Person, helen: Standing, health: Agency
) -> None:
    sent = send(lines(("H02", LAST, "lots", 120)), by=helen, agency=health)

    data, name = marked_copy(client_of(health_lead), sent)
    text = data.decode()
    assert 'filename="return - marked.csv"' in name
    assert text.splitlines()[0].endswith(f"{WRONG},{TO_DO}")
    assert sent.findings.get(cell="C2").remedy.split(",")[0] in text.splitlines()[1]

    again = send(text.replace("lots", "30", 1).encode(), by=helen, agency=health)

    assert again.errors_found == 0
    assert not again.findings.filter(code="columns-not-used").exists()


def test_a_title_above_the_headings_of_a_csv_does_not_move_the_new_headings(
    client_of: ClientOf, health_lead: Person, helen: Standing, health: Agency
) -> None:
    data = b"Return of Health\r\n\r\n" + lines(("H02", LAST, "lots", 120))
    sent = send(data, by=helen, agency=health)

    text = marked_copy(client_of(health_lead), sent)[0].decode().splitlines()

    assert text[0] == "Return of Health"
    assert text[2].endswith(f"{WRONG},{TO_DO}")


def test_the_check_page_offers_it_to_the_sender_and_not_to_the_board(
    client_of: ClientOf, health_lead: Person, board_member: Person, helen: Standing, health: Agency
) -> None:
    sent = send(lines(("H02", LAST, "lots", 120)), by=helen, agency=health)
    page = reverse("scorecard:submission", args=["wessex", sent.pk])

    assert "Download your file with errors marked" in client_of(health_lead).get(page).content.decode()
    assert "errors marked" not in client_of(board_member).get(page).content.decode()
    refused = client_of(board_member).get(reverse("scorecard:marked", args=["wessex", sent.pk]))
    assert refused.status_code == 403
    assert "seen by the agency that sent it alone" in refused.content.decode()


def test_a_file_whose_bytes_were_deleted_or_that_cannot_be_read_is_not_there(
    client_of: ClientOf, health_lead: Person, helen: Standing, health: Agency
) -> None:
    unread = send(b"%PDF-1.4 nothing", by=helen, agency=health)
    gone = send(lines(("H02", LAST, "lots", 120)), by=helen, agency=health)
    Submission.objects.filter(pk=gone.pk).update(stored="")

    for one in (unread, gone):
        address = reverse("scorecard:marked", args=["wessex", one.pk])
        assert client_of(health_lead).get(address).status_code == 404
