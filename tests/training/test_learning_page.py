"""The room's first page: three headings, and under each what a person may open."""

from collections.abc import Callable

from django.test import Client

from agencies.models import Board, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import refused
from training.permissions import can_see_training
from training.presenters.learning import Door, Section, sections


def test_the_first_page_has_a_heading_for_reviews_courses_and_people(client: Client, chair: Person) -> None:
    client.force_login(chair)

    said = client.get("/wessex/learning/").content.decode()

    assert [one for one in ('id="reviews"', 'id="courses"', 'id="people"') if one in said] == [
        'id="reviews"',
        'id="courses"',
        'id="people"',
    ]


def test_a_page_is_offered_only_to_whoever_may_open_it(
    board: Board, chair: Person, standing_of: Callable[[Person], Standing]
) -> None:
    offered = (
        Section(
            "people",
            "People trained",
            "",
            (
                Door("Open", "To everybody here.", "training:learning", can_see_training),
                Door("Shut", "To nobody.", "training:learning", lambda _: refused("No.")),
            ),
        ),
    )

    [(_, doors)] = sections(standing_of(chair), offered)

    assert doors == [("Open", "/wessex/learning/", "To everybody here.")]
