"""The list of threads: one line a challenge, narrowed by links, the same as files, quick with two thousand."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pikepdf
import pytest
from django.db import connection
from django.http import FileResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from registers.models import Action, Asked, Challenge, Reply
from registers.presenters.threads import thread_words
from registers.queries.thread_list import Narrowed, Show, threads
from tests.factories import THE_DAY, ActionFactory, AskedFactory, ChallengeFactory, ReplyFactory

StandingOf = Callable[[Person], Standing]
ClientOf = Callable[[Person | None], Client]


def a_challenge(board: Board, number: int, *agencies: Agency, days: int = 0, **more: object) -> Challenge:
    """One that was sent to these agencies, the first of which leads, so many days after the first day."""
    on = THE_DAY + timedelta(days=days)
    given: dict[str, object] = {"state": "awaiting", "raised_at": on, "sent_at": on} | more
    found = ChallengeFactory(board=board, number=number, **given)
    for place, agency in enumerate(agencies):
        AskedFactory(challenge=found, agency=agency, lead=place == 0, due_on=date(2018, 5, 14))
    return found


@pytest.fixture
def several(board: Board, health: Agency, police: Agency) -> None:
    """One open, one with impact, one without, one withdrawn, one not sent yet."""
    a_challenge(board, 1, health, police, days=3, origin_kind="signal", origin_words="Plans: 23.0%")
    a_challenge(board, 2, health, days=1)
    ended = {"state": "closed", "closed_at": THE_DAY + timedelta(days=30), "closed_result": "improved"}
    a_challenge(board, 3, police, shown_impact=True, **ended)
    a_challenge(board, 4, police, **ended)
    a_challenge(board, 5, police, state="withdrawn", withdrawn_at=THE_DAY, withdrawn_why="Asked twice.")
    a_challenge(board, 6, health, state="raised", sent_at=None)


def numbers(standing: Standing, **narrowed: object) -> list[int]:
    found = threads(standing, Narrowed(**narrowed))  # type: ignore[arg-type]
    return [one.challenge.number for one in found.rows]


def test_each_choice_shows_its_own_and_open_ones_go_by_age(
    several: None, chair: Person, board_member: Person, standing_of: StandingOf
) -> None:
    found = threads(standing_of(chair), Narrowed())

    assert numbers(standing_of(chair)) == [6, 2, 1]
    assert numbers(standing_of(board_member)) == [2, 1]
    assert found.counts == {
        Show.OPEN: 3,
        Show.CLOSED: 2,
        Show.IMPACT: 1,
        Show.WITHDRAWN: 1,
        Show.ALL: 6,
    }
    assert numbers(standing_of(chair), show=Show.IMPACT) == [3]
    assert numbers(standing_of(chair), agency="pol") == [1]
    assert numbers(standing_of(chair), origin="signal") == [1]
    assert found.agencies == (("hlt", "County Health", 3), ("pol", "County Police", 1))


def test_a_lead_reads_the_own_agencys_words_only(
    board: Board,
    health: Agency,
    police: Agency,
    health_lead: Person,
    police_lead: Person,
    standing_of: StandingOf,
) -> None:
    found = a_challenge(board, 1, health, police)
    ReplyFactory(asked=Asked.objects.get(challenge=found, agency=health), text="Two rooms were shut.")
    ActionFactory(
        board=board, agency=health, text="Open a desk.", origin_kind="challenge", origin_key=str(found.pk)
    )
    said = {
        one: str(threads(standing_of(one), Narrowed()).rows[0].steps) for one in (health_lead, police_lead)
    }

    assert "Two rooms were shut." in said[health_lead]
    assert "Open a desk." in said[health_lead]
    assert "Two rooms were shut." not in said[police_lead]
    assert "Open a desk." not in said[police_lead]
    assert "'County Health'" in said[police_lead]


def test_the_page_says_the_one_figure_the_steps_who_is_next_and_how_late(
    several: None, board: Board, chair: Person, client_of: ClientOf
) -> None:
    page = client_of(chair).get(reverse("registers:threads", args=[board.code])).content.decode()

    assert "<strong>1</strong> of 2 closed challenges reached shown impact." in page
    assert "Shown impact (1)" in page
    assert "Reply, with County Health, due 14 May 2018" in page
    assert "5 working days overdue" in page
    assert "From Plans: 23.0%" in page
    assert "No figure is watched" in page


def test_two_thousand_threads_take_as_many_queries_as_two(
    board: Board, health: Agency, health_lead: Person, chair: Person, client_of: ClientOf
) -> None:
    client, address = client_of(chair), reverse("registers:threads", args=[board.code])

    def many(first: int, last: int) -> None:
        made = Challenge.objects.bulk_create(
            ChallengeFactory.build(board=board, number=n, state="responded", sent_at=THE_DAY)
            for n in range(first, last)
        )
        asked = Asked.objects.bulk_create(
            Asked(challenge=one, agency=health, lead=True, replied=True) for one in made
        )
        Reply.objects.bulk_create(
            ReplyFactory.build(asked=one, replied_by=health_lead, due_on=date(2018, 5, 14)) for one in asked
        )
        Action.objects.bulk_create(
            ActionFactory.build(
                board=board, agency=health, number=one.number, origin_kind="challenge", origin_key=str(one.pk)
            )
            for one in made
        )

    def queries(page: int) -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert client.get(address, {"page": page}).status_code == 200
        return len(caught)

    many(1, 3)
    few = queries(1)
    many(3, 2001)

    assert queries(40) == few
    assert client.get(address).content.decode().count("Judge the reply") == 50


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_files_hold_a_step_a_row(
    several: None, board: Board, chair: Person, client_of: ClientOf, kind: str
) -> None:
    address = reverse("registers:threads-download", args=[board.code, kind])
    answer = client_of(chair).get(address, {"show": "closed"})
    assert isinstance(answer, FileResponse)
    data = b"".join(answer.streaming_content)  # type: ignore[arg-type]
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    else:
        sheet = load_workbook(io.BytesIO(data)).worksheets[0]
        rows = [[str(cell) for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]

    assert rows[0][:2] == ["Challenge", "Question"]
    assert [row[0] for row in rows[1:]] == ["CH-4", "CH-4", "CH-3", "CH-3"]
    assert "Shown impact: improved" in rows[3]


def test_the_printed_list_is_a_tagged_pdf(
    several: None, board: Board, chair: Person, client_of: ClientOf
) -> None:
    answer = client_of(chair).get(
        reverse("registers:threads-download", args=[board.code, "pdf"]), {"show": "all"}
    )
    data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]

    with pikepdf.open(io.BytesIO(data)) as made:
        assert made.Root.MarkInfo.Marked
        assert made.open_metadata()["pdfuaid:part"] == "1"


def test_no_other_kind_of_file_is_made_and_coordinators_see_none(
    several: None, board: Board, chair: Person, training_coordinator: Person, client_of: ClientOf
) -> None:
    address = reverse("registers:threads-download", args=[board.code, "docx"])

    assert client_of(chair).get(address).status_code == 404
    assert client_of(training_coordinator).get(address).status_code == 403


def test_an_empty_list_says_so(board: Board, chair: Person, client_of: ClientOf) -> None:
    page = (
        client_of(chair)
        .get(reverse("registers:threads", args=[board.code]), {"show": "odd"})
        .content.decode()
    )

    assert "No challenge is open." in page
    assert "<strong>0</strong> of 0 closed challenges" in page


def test_a_thread_in_words_counts_the_days_between_its_steps(
    board: Board, health: Agency, chair: Person, standing_of: StandingOf
) -> None:
    found = a_challenge(board, 1, health, state="responded")
    later: datetime = THE_DAY + timedelta(days=7)
    ReplyFactory(asked=Asked.objects.get(challenge=found), replied_at=later)

    said = thread_words(threads(standing_of(chair), Narrowed()).rows[0])

    assert [(one.number, one.kind, one.days) for one in said.knots] == [
        (1, "Challenge", 7),
        (2, "Response", None),
    ]
