"""What is told of a cycle: in the digest's news, in a meeting's paper, and in the annual report."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from agencies.actions import record
from agencies.models import Agency, Board, Person
from agencies.rules import clock
from agencies.rules.standing import Actor
from agencies.thread import Moved
from registers.models import Assessment, Cycle
from registers.queries.section_11.moved import moved
from reports.gather.section_11 import section_11_year
from tests.factories import AgencyFactory, AnswerFactory, MeetingFactory, StandardFactory
from tests.registers.section_11.chased import asked, charity, cycle_of, part

CAME = {"state": "submitted", "submitted_at": "2018-04-30T09:00Z", "submitted_by": "The executive"}


@pytest.fixture
def cycle(board: Board) -> Cycle:
    """A cycle whose day has passed."""
    return cycle_of(board, due=date(2018, 5, 1))


def entered(found: Assessment, verb: str, by_id: int | None = None) -> None:
    record.enter(
        by=Actor(by_id, "somebody"), verb=verb, kind="assessment", reference=found.pk,
        board_code=found.cycle.board.code, words="Did it.",
    )  # fmt: skip


def news(board: Board) -> tuple[Moved, ...]:
    now = clock.now()
    return moved(board.pk, now - timedelta(hours=1), now + timedelta(hours=1))


def test_submissions_are_one_line_that_leads_to_all_of_them(
    board: Board, cycle: Cycle, health: Agency, police: Agency
) -> None:
    for agency in (health, police):
        entered(asked(cycle, agency), "assessments.sign_off")

    lines = {(one.words, one.reference, one.url) for one in news(board)}

    assert lines == {("Section 11 self-assessments submitted", "2017-18", "/wessex/section-11/")}
    assert [one.agencies for one in news(board)] == [{health.pk}, {police.pk}]


def test_what_becomes_of_one_is_told_to_its_organisation_and_who_writes_it(
    board: Board, cycle: Cycle, health: Agency, analyst: Person, chair: Person
) -> None:
    found = asked(cycle, health)
    part(found, "author", person=analyst)
    entered(found, "moderation.send_back", by_id=chair.pk)

    (one,) = news(board)

    assert one.words == "Section 11 self-assessment sent back"
    assert one.url == f"/wessex/section-11/{cycle.number}/{health.code}/"
    assert (one.agencies, one.people, one.by_id) == ({health.pk}, {analyst.pk}, chair.pk)
    assert health.name not in one.words + one.reference


def test_what_is_written_in_a_draft_is_nobodys_news(board: Board, cycle: Cycle, health: Agency) -> None:
    entered(asked(cycle, health), "assessments.write")

    assert news(board) == ()


def test_a_meetings_paper_has_reply_rates_and_names_apart_from_what_else_is_late(
    board: Board, cycle: Cycle, health: Agency, police: Agency, chair: Person,
    client_of: Callable[[Person], Client],
) -> None:  # fmt: skip
    asked(cycle, health)
    asked(cycle, police, **CAME)
    asked(cycle, charity(), duty="invited", kindly=True)
    meeting = MeetingFactory(board=board, held_on=date(2018, 6, 5))

    page = client_of(chair).get(f"/{board.code}/meetings/{meeting.number}/").content.decode()

    assert "Section 11 self-assessments, 2017-18" in page
    assert "Section 11 bodies: 1 of 2 replied, 50%" in page
    assert "No agency is late with anything else." in page
    late, _, hoped = page.partition("The board also hoped to hear from these, who were asked kindly")
    assert "County Health</a>" in late
    assert "Kingfisher Trust</a>" in hoped
    assert "overdue" not in hoped.partition("</ul>")[0]


def test_the_annual_report_names_bodies_that_must_report_and_no_other(
    board: Board, cycle: Cycle, health: Agency, police: Agency
) -> None:
    standard = StandardFactory(standards=cycle.standards, number=1, title="Safer recruitment")
    AnswerFactory(assessment=asked(cycle, police, **CAME), standard=standard, score=3)
    asked(cycle, health)
    asked(cycle, AgencyFactory(name="Hilltop School"), duty="own_duty")
    asked(cycle, charity(), duty="invited", kindly=True)

    told = section_11_year(board, 2018)

    assert told.summary == (
        "A self-assessment for 2017-18 came from 1 of 2 bodies that must report when asked and 0 of 1 organisations "
        "with a duty of their own."
    )
    assert told.silent == ("County Health",)
    assert [(replied, share) for _, replied, share in told.groups] == [
        ("1 of 2", "50%"),
        ("0 of 1", "0%"),
        ("0 took part", "–"),
    ]
    assert told.standards == (("Safer recruitment", "1 of 1", "100%", ""),)
    assert "Kingfisher" not in str(told)
    assert "Hilltop" not in str(told)


def test_a_year_in_which_no_cycle_was_due_has_no_section(board: Board, cycle: Cycle) -> None:
    assert section_11_year(board, 2016).summary == ""
