"""How long an invitation still works is told in days: its clock is the machine's, the board's may be another."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.models import Board, Person
from tests.factories import InvitationFactory


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=13, hours=23), "in 14 days"),
        (timedelta(days=13), "in 13 days"),
        (timedelta(minutes=5), "in 1 day<"),
        (timedelta(minutes=-5), "too old"),
    ],
)
def test_the_list_of_people_says_for_how_many_days_an_invitation_works(
    client_of: Callable[[Person | None], Client],
    business_manager: Person,
    board: Board,
    left: timedelta,
    words: str,
) -> None:
    expires = timezone.now() + left
    InvitationFactory(board=board, sent_at=expires - timedelta(days=14), expires_at=expires)

    page = client_of(business_manager).get(reverse("agencies:people", args=["wessex"])).content.decode()

    assert words in page
    assert str(expires.year) not in page.partition("Invited, not yet here")[2]
