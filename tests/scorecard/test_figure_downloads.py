"""Figures downloaded: what the reader's own pages show, no more and no less, with where each was read."""

import csv
import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.http import FileResponse
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from agencies.models import Agency, Board, Entry, Person
from agencies.rules.standing import Standing
from scorecard.models import Indicator
from scorecard.presenters.indicator import page_words
from scorecard.presenters.overview import tile_words
from scorecard.queries.indicator_page import indicator_page
from scorecard.queries.overview import overview
from scorecard.rules.words import SENSITIVE, SYNTHETIC
from scorecard.views import downloads
from tests.factories import BenchmarkFactory, ReturnFactory, TargetFactory
from tests.scorecard.test_explored import WOBBLE, tell

ClientOf = Callable[[Person | None], Client]
Rows = list[dict[str, Any]]


@pytest.fixture
def told(scorecard: dict[str, Indicator], health: Agency, police: Agency) -> dict[str, Indicator]:
    """H02 of County Health, P01 of County Police with a gap and a small number, W01 of both."""
    tell(scorecard["H02"], health, *WOBBLE)
    tell(scorecard["P01"], police, 60, None, 2)
    for agency in (health, police):
        tell(scorecard["W01"], agency, 70, 72)
    return scorecard


def address(name: str, *, kind: str = "csv", **more: str) -> str:
    return reverse(f"scorecard:{name}", kwargs={"board": "wessex", "kind": kind, **more})


def taken(client: Client, where: str, query: dict[str, Any] | None = None) -> tuple[str, list[list[Any]]]:
    """The name and the rows of a file, read with somebody else's reader."""
    answer = client.get(where, query or {})
    assert isinstance(answer, FileResponse), (answer.status_code, answer.content)
    assert answer["Content-Disposition"].startswith("attachment")
    data = answer.getvalue()
    name = answer["Content-Disposition"].split('"')[1]
    if where.endswith("csv"):
        return name, list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    return name, [list(row) for row in sheet.iter_rows(values_only=True)]


def tidy(rows: list[list[Any]]) -> Rows:
    """The rows by heading."""
    marked = rows[0][0] == SENSITIVE
    headings = rows[1 if marked else 0]
    return [dict(zip(headings, row, strict=True)) for row in rows[2 if marked else 1 :]]


def test_an_indicators_file_holds_what_its_page_shows(
    told: dict[str, Indicator], analyst: Person, member: Standing, client_of: ClientOf
) -> None:
    TargetFactory(indicator=told["H02"], year=2017, value=Decimal(20))
    BenchmarkFactory(indicator_code="H02", value=Decimal("18.7"))
    page = indicator_page(member, "H02")
    assert page is not None
    shown = list(reversed(page_words(page).rows))

    name, rows = taken(client_of(analyst), address("indicator-download", code="H02"))
    figures = [row for row in tidy(rows) if row["row"] == "figure"]

    assert name == "wessex-h02-2014-07-01-to-2018-03-31.csv"
    assert [f"{Decimal(row['value']):.1f}%" for row in figures] == [row.value for row in shown]
    assert [f"{row['numerator']} of {row['denominator']}" for row in figures] == [row.counts for row in shown]
    for row, one in zip(figures, shown, strict=True):
        assert one.trace is not None
        assert (row["source_file"], row["source_sheet"], row["source_cell"]) == (
            one.trace.file_name,
            one.trace.sheet,
            one.trace.cell,
        )
    last = figures[-1]
    assert page.line is not None
    reading = page.line.assessment.reading
    assert reading is not None
    assert reading.upper is not None
    assert abs(Decimal(last["upper_limit"]) - Decimal(float(reading.upper))) < Decimal("0.00001")
    assert {key: last[key] for key in ("period_first", "period_last", "unit", "status", "target")} == {
        "period_first": "2018-01-01",
        "period_last": "2018-03-31",
        "unit": "%",
        "status": "reported",
        "target": "20",
    }
    assert (last["special_cause"], last["pattern"]) == ("above_limit", "worse than usual")
    assert (last["england"], last["england_last"], last["england_published_on"]) == (
        "18.7",
        "2017-03-31",
        "2017-11-02",
    )
    assert [row["value"] for row in tidy(rows) if row["row"] == "published"] == ["18.7"]


def test_the_two_kinds_of_file_hold_the_same(
    told: dict[str, Indicator], analyst: Person, client_of: ClientOf
) -> None:
    browser = client_of(analyst)
    for name, more in (("indicator-download", {"code": "W01"}), ("scorecard-download", {})):
        one = tidy(taken(browser, address(name, **more))[1])
        other = tidy(taken(browser, address(name, kind="xlsx", **more))[1])

        assert len(one) == len(other) > 1
        for left, right in zip(one, other, strict=True):
            assert left == {key: _as_text(value) for key, value in right.items()}


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if hasattr(value, "date"):
        return str(value.date().isoformat())
    return f"{Decimal(str(value)).normalize():f}" if isinstance(value, float) else str(value)


def test_england_counted_differently_is_said_to_be(
    told: dict[str, Indicator], analyst: Person, client_of: ClientOf
) -> None:
    BenchmarkFactory(indicator_code="H02", value=Decimal(4100), unit="count")

    rows = tidy(taken(client_of(analyst), address("indicator-download", code="H02"))[1])

    assert {row["england"] for row in rows if row["row"] == "figure"} == {""}
    assert rows[-2]["england_note"] == "different basis"
    assert (rows[-1]["value"], rows[-1]["unit"], rows[-1]["note"]) == ("4100", "number", "different basis")


def test_a_gap_is_empty_with_its_reason_and_never_a_nought(
    told: dict[str, Indicator], analyst: Person, client_of: ClientOf
) -> None:
    rows = tidy(taken(client_of(analyst), address("indicator-download", code="P01"))[1])

    assert [(row["value"], row["numerator"], row["status"]) for row in rows] == [
        ("60", "60", "reported"),
        ("", "", "not supplied"),
        ("2", "2", "reported"),
    ]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_true_small_numbers_are_marked_in_the_first_row_and_the_name(
    told: dict[str, Indicator], analyst: Person, client_of: ClientOf, kind: str
) -> None:
    browser = client_of(analyst)
    small = (
        address("indicator-download", code="P01", kind=kind),
        address("scorecard-download", kind=kind),
        address("explore-download", kind=kind),
    )
    for where in small:
        name, rows = taken(browser, where)
        assert name.startswith("official-sensitive-contains-small-numbers-not-for-publication-wessex-")
        assert [cell for cell in rows[0] if cell] == [SENSITIVE]

    name, rows = taken(browser, address("indicator-download", code="H02", kind=kind))
    assert not name.startswith("official-sensitive")
    assert rows[0][0] == "row"


def test_the_scorecards_file_holds_what_the_page_shows(
    told: dict[str, Indicator], analyst: Person, member: Standing, client_of: ClientOf
) -> None:
    TargetFactory(indicator=told["H02"], year=2017, value=Decimal(20))
    found = overview(member)
    words = {row.code: row for tile in tile_words(found) for row in tile.rows}

    rows = {
        row["indicator_code"]: row
        for row in tidy(taken(client_of(analyst), address("scorecard-download"))[1])
    }

    assert list(rows) == list(words)
    for code, row in rows.items():
        shown = words[code]
        assert row["pattern"] == (shown.pattern if row["value"] else "")
        if row["value"]:
            assert f"{Decimal(row['value']):.1f}" == shown.latest
            assert row["against_target"] == shown.against
    assert rows["H02"]["follow_up"] == "no challenge"
    assert (rows["W01"]["agencies_in"], rows["W01"]["agencies_expected"]) == ("2", "2")
    assert rows["H01"]["status"] == "none sent"


def test_the_scorecards_file_is_narrowed_as_its_page_is(
    told: dict[str, Indicator], analyst: Person, client_of: ClientOf
) -> None:
    browser = client_of(analyst)
    page = browser.get(reverse("scorecard:overview", args=["wessex"]), {"show": "worse"}).content.decode()
    where = address("scorecard-download")
    assert f'href="{where}?show=worse"' in page

    name, rows = taken(browser, where, {"show": "worse"})

    assert [row["indicator_code"] for row in tidy(rows)] == ["H02"]
    assert name == "wessex-scorecard-january-to-march-2018-worse-than-usual.csv"


def test_a_lead_takes_home_the_own_agencys_figures_alone(
    told: dict[str, Indicator], health_lead: Person, client_of: ClientOf
) -> None:
    browser = client_of(health_lead)

    for name, more in (
        ("scorecard-download", {}),
        ("explore-download", {}),
        ("indicator-download", {"code": "W01"}),
    ):
        rows = tidy(taken(browser, address(name, **more))[1])
        assert rows
        assert {row["agency"] for row in rows} == {"County Health"}
    assert browser.get(address("indicator-download", code="P01")).status_code == 404
    assert browser.get(address("explore-download"), {"agency": "pol"}).status_code == 404


def test_a_mix_has_a_row_a_part(
    told: dict[str, Indicator], health: Agency, analyst: Person, client_of: ClientOf
) -> None:
    for part in ("schools", "police"):
        tell(told["H04"], health, 40, 50, breakdown=part)

    rows = tidy(taken(client_of(analyst), address("scorecard-download"))[1])

    assert [(row["breakdown"], row["value"]) for row in rows if row["indicator_code"] == "H04"] == [
        ("schools", "50"),
        ("police", "50"),
    ]


def test_a_choice_is_downloaded_as_the_interface_answers_it(
    told: dict[str, Indicator], analyst: Person, client_of: ClientOf
) -> None:
    browser = client_of(analyst)
    asked = {"indicator": ["H02", "W01"], "agency": "hlt", "since": "2017-10-01"}

    rows = tidy(taken(browser, address("explore-download"), asked)[1])
    answered = browser.get("/api/v1/series", asked).json()["series"]

    assert [
        (row["indicator_code"], row["agency_code"], row["period_first"], Decimal(row["value"]))
        for row in rows
    ] == [
        (line["indicator"]["code"], line["agency"]["code"], point["period"]["first"], Decimal(point["value"]))
        for line in answered
        for point in line["points"]
    ]
    assert len(rows) == 4


def test_names_that_would_run_as_formulas_do_not(
    told: dict[str, Indicator], analyst: Person, client_of: ClientOf, health: Agency
) -> None:
    Agency.objects.filter(pk=health.pk).update(name="=cmd|' /C calc'!A0")
    browser = client_of(analyst)

    rows = tidy(taken(browser, address("indicator-download", code="H02"))[1])
    assert rows[0]["agency"] == "'=cmd|' /C calc'!A0"
    data = browser.get(address("indicator-download", code="H02", kind="xlsx")).getvalue()  # type: ignore[attr-defined]
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    cell = sheet["F2"]
    assert (cell.value, cell.quotePrefix, cell.data_type) == ("=cmd|' /C calc'!A0", True, "s")


def test_what_is_too_much_or_cannot_be_read_is_said(
    told: dict[str, Indicator], analyst: Person, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = client_of(analyst)
    unclear = browser.get(address("explore-download"), {"since": "soon"})
    monkeypatch.setattr(downloads, "MOST", 5)
    large = browser.get(address("indicator-download", code="H02"))

    assert (unclear.status_code, large.status_code) == (400, 400)
    assert b"since=soon" in unclear.content
    assert b"more than 5 figures" in large.content
    assert browser.get(address("scorecard-download", kind="exe")).status_code == 404


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ({"since": "soon"}, 400, "since=soon"),
        ({"indicator": "Z99"}, 404, "There is no indicator “Z99” here that you may see."),
    ],
)
def test_a_browser_is_refused_with_a_page_and_a_program_with_plain_words(
    query: dict[str, str],
    status: int,
    words: str,
    told: dict[str, Indicator],
    analyst: Person,
    client_of: ClientOf,
) -> None:
    where = address("explore-download", kind="xlsx")
    browser = client_of(analyst)

    page = browser.get(where, query, headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    plain = browser.get(where, query, headers={"accept": "*/*"})

    assert (page.status_code, plain.status_code) == (status, status)
    assert page["Content-Type"].startswith("text/html")
    said = page.content.decode()
    assert "<h1" in said
    assert words in said
    assert "Error: These figures cannot be downloaded" in said
    ((name, value),) = query.items()
    assert f'href="/wessex/scorecard/explore/?{name}={value}"' in said
    assert plain["Content-Type"] == "text/plain; charset=utf-8"
    assert words in plain.content.decode()
    assert "<" not in plain.content.decode()


def test_true_small_numbers_that_leave_are_on_the_boards_record(
    told: dict[str, Indicator], board: Board, analyst: Person, client_of: ClientOf
) -> None:
    browser = client_of(analyst)
    small = (
        (address("indicator-download", code="P01"), {}),
        (address("scorecard-download", kind="xlsx"), {}),
        (address("explore-download"), {"indicator": "P01"}),
    )
    names = [taken(browser, where, query)[0] for where, query in small]
    browser.get("/api/v1/series", {"indicator": "P01"})

    entries = list(Entry.objects.filter(verb="figures.hand_out").order_by("pk"))

    assert [one.details["what"] for one in entries] == [*names, "GET /api/v1/series?indicator=P01"]
    assert {(one.kind, one.reference, one.board_code) for one in entries} == {
        ("board", str(board.pk), "wessex")
    }
    assert {(one.by_id, one.by.partition(" (")[0]) for one in entries} == {(analyst.pk, analyst.name)}
    assert entries[0].words == f"Took away 3 figures with small numbers among them: {names[0]}."


def test_what_holds_no_small_number_or_was_not_taken_leaves_no_entry(
    told: dict[str, Indicator], analyst: Person, client_of: ClientOf
) -> None:
    browser = client_of(analyst)

    taken(browser, address("indicator-download", code="H02"))
    browser.get("/api/v1/series", {"indicator": "H02"})
    browser.head(address("indicator-download", code="P01"))
    browser.get(address("explore-download"), {"since": "soon"})

    assert not Entry.objects.filter(verb="figures.hand_out").exists()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_made_up_boards_files_say_so_above_the_headings_and_in_their_names(
    told: dict[str, Indicator], board: Board, analyst: Person, client_of: ClientOf, kind: str
) -> None:
    Board.objects.filter(pk=board.pk).update(synthetic=True)
    browser = client_of(analyst)

    small_name, small = taken(browser, address("indicator-download", code="P01", kind=kind))
    name, rows = taken(browser, address("indicator-download", code="H02", kind=kind))
    _, scorecard = taken(browser, address("scorecard-download", kind=kind))

    assert [[cell for cell in row if cell] for row in small[:2]] == [[SENSITIVE], [SYNTHETIC]]
    assert [[cell for cell in row if cell] for row in scorecard[:2]] == [[SENSITIVE], [SYNTHETIC]]
    assert [cell for cell in rows[0] if cell] == [SYNTHETIC]
    assert (rows[1][0], small[2][0], scorecard[2][0]) == ("row", "row", "indicator_code")
    assert name.startswith("demonstration-wessex-h02-")
    assert small_name.startswith(
        "official-sensitive-contains-small-numbers-not-for-publication-demonstration-wessex-p01-"
    )
    assert browser.get("/api/v1/series", {"indicator": "H02"}).json()["notice"] == SYNTHETIC


def test_an_indicators_page_leads_to_its_files(
    told: dict[str, Indicator], analyst: Person, client_of: ClientOf
) -> None:
    page = client_of(analyst).get(reverse("scorecard:indicator", args=["wessex", "H02"])).content.decode()

    for kind in ("csv", "xlsx"):
        assert f'href="{address("indicator-download", code="H02", kind=kind)}"' in page


def test_each_figures_row_says_whether_its_return_is_accepted(
    told: dict[str, Indicator], board: Board, health: Agency, analyst: Person, client_of: ClientOf
) -> None:
    ReturnFactory(
        board=board, agency=health, first=date(2018, 1, 1), last=date(2018, 3, 31), state="released"
    )

    rows = tidy(taken(client_of(analyst), address("indicator-download", code="H02"))[1])

    assert [row["note"] for row in rows[-2:]] == ["", "not yet accepted"]
