"""The pages of who replied and what came of a cycle: words in each cell, who is named how, for the board only."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.models import Agency, Board, Person
from registers.models import Assessment, Cycle, Standard
from tests.factories import (
    AgencyFactory,
    AnswerFactory,
    CrosswalkFactory,
    StandardFactory,
    StandardSetFactory,
)
from tests.registers.section_11.chased import asked, charity, cycle_of

ClientOf = Callable[[Person], Client]
CAME = {"state": "submitted", "submitted_at": "2018-04-30T09:00Z", "submitted_by": "The executive"}


@pytest.fixture
def cycle(board: Board) -> Cycle:
    """A launched cycle by two standards, past its day."""
    found = cycle_of(board, due=date(2018, 5, 1))
    StandardFactory(standards=found.standards, number=1, title="Commitment of senior leaders")
    StandardFactory(standards=found.standards, number=2, title="Safer recruitment")
    return found


def standards(cycle: Cycle) -> list[Standard]:
    return list(cycle.standards.standards.order_by("number"))


def scored(cycle: Cycle, agency: Agency, *scores: int | None, **given: object) -> Assessment:
    """Signed off, with these scores of the organisation’s own."""
    found = asked(cycle, agency, **{**CAME, **given})
    for standard, score in zip(standards(cycle), scores, strict=True):
        AnswerFactory(assessment=found, standard=standard, score=score)
    return found


def words(page: bytes) -> str:
    """What a page says, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.decode()).split())


def test_results_say_levels_in_words_the_weakest_standard_first_and_moderated_scores(
    board: Board, cycle: Cycle, health: Agency, police: Agency, board_member: Person, client_of: ClientOf
) -> None:
    scored(cycle, health, 3, 1)
    moderated = scored(cycle, police, 3, 3)
    moderated.answers.filter(standard=standards(cycle)[1]).update(
        moderated_score=0, moderated_at="2018-05-10T09:00Z", moderated_by="M", moderated_why="No records."
    )

    answer = client_of(board_member).get(f"/{board.code}/section-11/cycles/{cycle.number}/results/")

    said = words(answer.content)
    assert "Weakest: Safer recruitment, fully met by 0 of 2." in said
    assert said.index("2. Safer recruitment") < said.index("1. Commitment of senior leaders")
    assert "2. Safer recruitment: 0, they said 3" in said
    assert "2. Safer recruitment: 1" in said
    assert "There is no cycle before to compare with." in said
    assert f"/{board.code}/section-11/{cycle.number}/{police.code}/" in answer.content.decode()


def test_what_does_not_apply_and_what_was_left_unanswered_are_two_things(
    board: Board, cycle: Cycle, health: Agency, chair: Person, client_of: ClientOf
) -> None:
    found = asked(cycle, health, **CAME)
    AnswerFactory(assessment=found, standard=standards(cycle)[0], not_applicable=True, why_not="No staff.")

    said = words(client_of(chair).get(f"/{board.code}/section-11/cycles/{cycle.number}/results/").content)

    assert "1. Commitment of senior leaders: does not apply" in said
    assert "2. Safer recruitment: no answer" in said


def test_change_is_told_by_the_crosswalk_of_organisations_in_both_cycles(
    board: Board, cycle: Cycle, health: Agency, police: Agency, chair: Person, client_of: ClientOf
) -> None:
    scored(cycle, health, 1, 1)
    scored(cycle, police, 2, 2)
    later = cycle_of(board, due=date(2018, 5, 18), name="2018-19")
    later.standards = StandardSetFactory(board=board, version=900)
    later.save()
    taken = StandardFactory(standards=later.standards, number=1, title="Recruiting safely")
    StandardFactory(standards=later.standards, number=2, title="A new one")
    CrosswalkFactory(standard=taken, earlier=standards(cycle)[1])
    scored(later, health, 3, 0)
    scored(later, AgencyFactory(), 0, 0)

    said = words(client_of(chair).get(f"/{board.code}/section-11/cycles/{later.number}/results/").content)

    assert "Compared with 2017-18" in said
    assert re.search(r"1\. Recruiting safely Fully met 1 of 2 .{0,60} 1 better", said)
    assert re.search(r"2\. A new one Fully met 0 of 2 .{0,60} not compared", said)
    assert "1. Recruiting safely: 3, up from 1 last time" in said


def test_another_scale_is_never_compared(
    board: Board, cycle: Cycle, health: Agency, chair: Person, client_of: ClientOf
) -> None:
    scored(cycle, health, 1, 1)
    later = cycle_of(board, due=date(2018, 5, 18), name="2018-19")
    later.standards, later.scale = cycle.standards, "red_amber_green"
    later.save()
    scored(later, health, 2, 2)

    said = words(client_of(chair).get(f"/{board.code}/section-11/cycles/{later.number}/results/").content)

    assert "scored on another scale, so nothing is compared" in said
    assert "1. Commitment of senior leaders: Green" in said
    assert "last time" not in said.replace("Since last time", "")


def test_drafts_are_their_organisations_own_and_not_in_the_results(
    board: Board, cycle: Cycle, health: Agency, chair: Person, client_of: ClientOf
) -> None:
    found = asked(cycle, health, state="draft")
    AnswerFactory(assessment=found, standard=standards(cycle)[0], score=0)

    said = words(client_of(chair).get(f"/{board.code}/section-11/cycles/{cycle.number}/results/").content)

    assert "No self-assessment has been submitted yet." in said
    assert "Commitment" not in said


def test_who_has_not_replied_is_named_and_who_was_asked_kindly_without_reproach(
    board: Board, cycle: Cycle, health: Agency, police: Agency, chair: Person, client_of: ClientOf
) -> None:
    scored(cycle, police, 3, 3)
    asked(cycle, health, state="opened")
    asked(cycle, charity(), duty="invited", kindly=True)

    said = words(client_of(chair).get(f"/{board.code}/section-11/cycles/{cycle.number}/replies/").content)

    assert "1 of 3 organisations have replied (33%). 2 are overdue, the longest by 13 working days." in said
    assert "County Health 13 working days overdue" in said
    assert (
        "The board also hoped to hear from these, who were asked kindly. There is still time, and help: "
        in said
    )
    hoped = said.split("and help: ")[1].split("Every organisation")[0]
    assert hoped.strip() == "Kingfisher Trust"


def test_the_list_is_narrowed_by_links_with_counts(
    board: Board, cycle: Cycle, health: Agency, police: Agency, chair: Person, client_of: ClientOf
) -> None:
    scored(cycle, police, 3, 3)
    asked(cycle, health, state="opened")
    here = f"/{board.code}/section-11/cycles/{cycle.number}/replies/"

    page = client_of(chair).get(f"{here}?show=submitted")
    said = words(page.content).split("Every organisation")[1]

    assert "All (2)" in said
    assert "Overdue (1)" in said
    assert "County Police" in said
    assert "County Health" not in said
    assert "No organisation stands there" in words(client_of(chair).get(f"{here}?show=agreed").content)
    assert client_of(chair).get(f"{here}?show=nonsense").status_code == 200


def test_a_cycle_that_is_not_launched_or_another_boards_is_not_there(
    board: Board, other_board: Board, cycle: Cycle, chair: Person, client_of: ClientOf
) -> None:
    theirs = cycle_of(other_board, due=date(2018, 5, 1))
    theirs.number = 77
    theirs.save()
    cycle.launched_at = None
    cycle.save()

    for number in (cycle.number, 77):
        for page in ("results", "replies"):
            where = f"/{board.code}/section-11/cycles/{number}/{page}/"
            assert client_of(chair).get(where).status_code == 404


def test_the_map_asks_the_same_number_of_questions_for_two_as_for_thirty(
    board: Board, cycle: Cycle, chair: Person, client_of: ClientOf
) -> None:
    client, here = client_of(chair), f"/{board.code}/section-11/cycles/{cycle.number}/results/"

    def questions() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(here).status_code == 200
        return len(captured)

    for _ in range(2):
        scored(cycle, AgencyFactory(), 1, 2)
    questions()
    two = questions()
    for _ in range(28):
        scored(cycle, AgencyFactory(), 1, 2)

    assert questions() == two
