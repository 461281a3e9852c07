"""The evidence pack: chosen threads in full, true figures, and a ZIP in which everything has its fingerprint."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from agencies.keeping import keep
from agencies.models import Agency, Board, Entry, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from design.pdf import Pdf
from registers.models import Challenge, Evidence
from reports import build, gather
from reports.actions import choosing, printing
from reports.models import Output, Report
from reports.rules.document import Document, from_json, to_json
from reports.rules.kinds import TRUE_FIGURES, Kind
from scorecard.models import Indicator
from tests.building import LAST, load
from tests.factories import (
    ActionFactory,
    AskedFactory,
    ChallengeFactory,
    EvidenceFactory,
    ReplyFactory,
    ReportFactory,
)
from tests.registers.risky import risk_with

AUDIT = b"%PDF-1.7 the re-audit"
Signed = Callable[[Person | None], Client]
StandingOf = Callable[[Person], Standing]


@pytest.fixture
def challenge(board: Board, health: Agency) -> Challenge:
    """A challenge that was replied to and judged, with an action, and evidence with a file."""
    found: Challenge = ChallengeFactory(
        board=board, number=29, state="responded", raised_at="2018-01-10T12:00Z", sent_at="2018-01-10T12:00Z"
    )
    asked = AskedFactory(challenge=found, agency=health, verdict="accepted", replied=True)
    ReplyFactory(
        asked=asked,
        text="Two rooms were shut.\n\nThey are open again.",
        replied_at="2018-02-01T12:00Z",
        verdict="accepted",
        chair_words="Clear and honest.",
        judged_at="2018-02-05T12:00Z",
        judged_by="Charlotte",
    )
    ActionFactory(board=board, number=12, agency=health, origin_kind="challenge", origin_key=str(found.pk))
    where, sha256 = keep("evidence", AUDIT, ".pdf")
    EvidenceFactory(
        challenge=found,
        action=None,
        words="The re-audit of May",
        file_name="Audit 2018.pdf",
        stored=where,
        sha256=sha256,
        size=21,
    )
    return found


@pytest.fixture
def pack(board: Board, challenge: Challenge, scorecard: dict[str, Indicator]) -> Report:
    """The pack of 2017 to 2018 with that thread."""
    risk_with(
        board, (date(2017, 11, 1), 3, 4), (date(2018, 4, 1), 5, 4), number=1, title="Conferences are late"
    )
    found: Report = ReportFactory(board=board, kind=Kind.EVIDENCE, chosen=[["challenge", str(challenge.pk)]])
    return found


def texts(document: Document) -> str:
    """Every word of it."""
    return json.dumps(to_json(document), ensure_ascii=False)


def opened(data: bytes) -> dict[str, bytes]:
    """What a ZIP holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def zip_of(pack: Report) -> bytes:
    """The ZIP beside a PDF that says little."""
    [(_, data)] = build.beside(gather.gathered(pack), Pdf(b"%PDF-1.7", pages=1), name="wessex-evidence")
    return data


def index_of(held: dict[str, bytes]) -> dict[str, list[str]]:
    """The index by place, without the marking and the headings."""
    rows = list(csv.reader(io.StringIO(held["index.csv"].decode("utf-8-sig"))))
    assert rows[0] == [TRUE_FIGURES]
    return {row[0]: row[1:] for row in rows[2:]}


def test_a_thread_is_told_with_its_words_its_judgement_its_actions_and_its_evidence(pack: Report) -> None:
    said = texts(gather.gathered(pack))

    for words in (
        "CH-29 Why are conferences late?",
        "Why are one in four conferences held late, and what will change it?",
        "Two rooms were shut.",
        "They are open again.",
        "The chair, 5 February 2018: accepted. Clear and honest.",
        "A-12 Open one desk that books every conference.",
        "The re-audit of May",
        "evidence/CH-29/01-Audit-2018.pdf",
        hashlib.sha256(AUDIT).hexdigest(),
    ):
        assert words in said


def test_log_risks_and_data_quality_are_there_whatever_was_chosen(pack: Report, board: Board) -> None:
    ChallengeFactory(
        board=board,
        number=30,
        state="awaiting",
        sent_at="2018-02-01T12:00Z",
        raised_at="2018-02-01T12:00Z",
        title="Who waits?",
    )
    pack.chosen = []

    document = gather.gathered(pack)

    said = texts(document)
    assert "CH-30 Who waits?" in said
    assert "No thread has been chosen." in said
    assert "Two rooms were shut." not in said
    history = next(one for one in document.blocks() if getattr(one, "code", "") == "risks-history")
    assert [row[2].text for row in history.rows] == ["12", "20"]  # type: ignore[union-attr]
    assert "Statement of data quality" in said


def test_figures_are_true_ones_and_marked_as_such(pack: Report, helen: Standing, health: Agency) -> None:
    load(("H04", LAST, 3, 83, "schools"), by=helen, agency=health)

    document = gather.gathered(pack)

    assert document.classification == TRUE_FIGURES
    assert ("H04", "3", "83") in {(row[0], row[7], row[8]) for row in document.figures}


def test_the_zip_holds_everything_with_its_fingerprint_and_is_the_same_every_time(pack: Report) -> None:
    data = zip_of(pack)

    held = opened(data)
    index = index_of(held)
    assert held["wessex-evidence.pdf"] == b"%PDF-1.7"
    assert held["evidence/CH-29/01-Audit-2018.pdf"] == AUDIT
    assert {"figures.csv", "tables/01-chosen.csv"} <= set(held)
    assert set(index) == set(held) - {"index.csv"}
    assert {place: hashlib.sha256(held[place]).hexdigest() for place in index} == {
        place: row[2] for place, row in index.items()
    }
    assert zip_of(pack) == data


def test_every_table_in_the_zip_says_that_it_is_not_for_publication(pack: Report) -> None:
    held = opened(zip_of(pack))

    tables = [name for name in held if name.endswith(".csv")]
    assert len(tables) > 5
    assert [
        name for name in tables if TRUE_FIGURES not in held[name].decode("utf-8-sig").splitlines()[0]
    ] == []


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"taken_back_at": "2018-05-20T12:00Z"}, "it was taken back since"),
        ({"taken_back_at": "2018-05-20T12:00Z", "stored": ""}, "it was taken back since"),
        ({"scan": "infected"}, "the virus scanner refused it since"),
        ({"scan": "infected", "stored": ""}, "the virus scanner refused it since"),
        ({"scan": "waiting"}, "it waits to be scanned for viruses"),
        ({"stored": "evidence/00/none.pdf"}, "it is not among the portal’s files any more"),
    ],
)
def test_a_file_that_was_frozen_and_may_no_longer_be_handed_out_is_named_with_why_and_not_there(
    pack: Report, given: dict[str, object], why: str
) -> None:
    document = from_json(to_json(gather.gathered(pack)))
    Evidence.objects.update(**given)

    [(_, data)] = build.beside(document, Pdf(b"%PDF-1.7", pages=1), name="x")

    held = opened(data)
    assert [name for name in held if name.startswith("evidence/")] == []
    row = index_of(held)["evidence/CH-29/01-Audit-2018.pdf"]
    assert row == [
        f"The re-audit of May (no longer handed out: {why})",
        "",
        hashlib.sha256(AUDIT).hexdigest(),
    ]


def test_a_file_that_is_not_what_it_was_is_not_handed_out_and_called_altered(pack: Report) -> None:
    document = gather.gathered(pack)
    other, _ = keep("evidence", b"something else", ".pdf")
    Evidence.objects.update(stored=other)

    [(_, data)] = build.beside(document, Pdf(b"%PDF-1.7", pages=1), name="x")

    held = opened(data)
    assert [name for name in held if name.startswith("evidence/")] == []
    (what, *_) = index_of(held)["evidence/CH-29/01-Audit-2018.pdf"]
    assert what.endswith("(no longer handed out: it was altered since, and has this fingerprint no more)")


def test_a_file_of_two_items_is_handed_out_while_one_of_them_lets_it_be(pack: Report) -> None:
    document = gather.gathered(pack)
    other = Evidence.objects.get(sha256=hashlib.sha256(AUDIT).hexdigest())
    other.pk, other.taken_back_at = None, "2018-05-20T12:00Z"
    other.save()

    [(_, data)] = build.beside(document, Pdf(b"%PDF-1.7", pages=1), name="x")

    assert opened(data)["evidence/CH-29/01-Audit-2018.pdf"] == AUDIT


def test_the_zip_is_filed_with_the_pdf_and_downloaded_by_those_who_read_drafts(
    pack: Report,
    chair: Person,
    charlotte: Standing,
    printer: Callable[..., Pdf],
    board_member: Person,
    client_of: Signed,
) -> None:
    asked = printing.ask_for(report=pack, by=charlotte)

    printing.construct(printing_id=asked.pk, printer=printer, beside=build.beside)

    output = Output.objects.get(printing=asked)
    assert output.name == "wessex-inspection-evidence-pack-2017-2018-draft-1.zip"
    client = client_of(chair)
    page = f"/wessex/reports/{pack.pk}/printings/1/"
    assert output.sha256 in client.get(page).content.decode()
    answer = client.get(f"{page}files/{output.pk}/")
    data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert hashlib.sha256(data).hexdigest() == output.sha256
    assert client.get(f"{page}files/{output.pk + 1}/").status_code == 404
    assert client_of(board_member).get(f"{page}files/{output.pk}/").status_code == 403


def test_threads_are_chosen_by_ticking_them_and_the_record_says_which(
    pack: Report, board: Board, chair: Person, client_of: Signed
) -> None:
    other = ChallengeFactory(
        board=board, number=30, sent_at="2018-02-01T12:00Z", raised_at="2018-02-01T12:00Z"
    )
    client, page = client_of(chair), f"/wessex/reports/{pack.pk}/threads/"

    assert "CH-30" in client.get(page).content.decode()
    assert client.post(page, {"threads": [str(other.pk)]}).status_code == 302

    pack.refresh_from_db()
    assert pack.chosen == [["challenge", str(other.pk)]]
    said = Entry.objects.filter(verb="reports.choose").get().words
    assert said == "Chose the threads of the inspection evidence pack 2017 to 2018: CH-30."


def test_no_thread_of_another_board_year_or_settled_pack_is_chosen(
    pack: Report, board: Board, charlotte: Standing, standing_of: StandingOf, board_member: Person
) -> None:
    theirs = ChallengeFactory(number=31, sent_at="2018-02-01T12:00Z")
    before = ChallengeFactory(
        board=board,
        number=32,
        state="closed",
        sent_at="2016-02-01T12:00Z",
        raised_at="2016-02-01T12:00Z",
        closed_at="2016-12-01T12:00Z",
    )

    for one in (theirs, before):
        with pytest.raises(Refused, match="not in the challenge log"):
            choosing.choose(report_id=pack.pk, challenges=[one.pk], by=charlotte)
    with pytest.raises(Refused):
        choosing.choose(report_id=pack.pk, challenges=[], by=standing_of(board_member))
    with pytest.raises(Refused, match="evidence pack only"):
        choosing.choose(report_id=ReportFactory(board=board).pk, challenges=[], by=charlotte)
    Report.objects.filter(pk=pack.pk).update(state="approved", approved_at="2018-05-20T12:00Z")
    with pytest.raises(Refused, match="settled"):
        choosing.choose(report_id=pack.pk, challenges=[], by=charlotte)
