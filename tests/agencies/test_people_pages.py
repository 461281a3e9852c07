"""Who has access: the list, inviting, taking back, ending."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from agencies.actions import people as acts
from agencies.models import Agency, Board, Entry, Invitation, Letter, Person
from agencies.queries.standings import standing_at
from agencies.rules.roles import Role
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from tests.factories import InvitationFactory, SeatFactory

ClientOf = Callable[[Person | None], Client]


def page(name: str, *args: object) -> str:
    return reverse(f"agencies:{name}", args=["wessex", *args])


def test_the_list_names_everyone_with_their_role_and_agency(
    client_of: ClientOf, chair: Person, health_lead: Person, outsider: Person
) -> None:
    said = client_of(chair).get(page("people")).content.decode()

    for words in (chair.name, "Independent chair", health_lead.name, "Agency lead", "County Health"):
        assert words in said
    assert outsider.name not in said


def test_invitations_are_listed_for_the_manager_alone(
    client_of: ClientOf, chair: Person, business_manager: Person, board: Board, other_board: Board
) -> None:
    InvitationFactory(board=board, name="Ingrid Berg")
    InvitationFactory(board=other_board, name="Nils Elsewhere")

    assert "Ingrid Berg" not in client_of(chair).get(page("people")).content.decode()
    seen = client_of(business_manager).get(page("people")).content.decode()
    assert "Ingrid Berg" in seen
    assert "Nils Elsewhere" not in seen


def test_inviting_sends_a_letter_and_says_so(
    client_of: ClientOf, business_manager: Person, health: Agency
) -> None:
    given = {"name": "Ingrid", "email": "ingrid@example.org", "role": "agency_lead", "agency": health.pk}

    said = client_of(business_manager).post(page("invite"), given, follow=True).content.decode()

    assert "Invitation sent to ingrid@example.org." in said
    assert Letter.objects.get().to == "ingrid@example.org"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"name": ""}, "Enter the person’s name."),
        ({"name": ""}, "Enter a work email address."),
        ({"name": ""}, "Choose a role."),
        ({"email": "not an address"}, "Enter an email address such as"),
        ({"role": "agency_lead"}, "Choose the agency this person leads for."),
        ({"role": "king"}, "Select a valid choice"),
    ],
)
def test_a_form_that_is_not_right_says_what_to_do(
    client_of: ClientOf, business_manager: Person, given: dict[str, str], words: str
) -> None:
    answer = client_of(business_manager).post(page("invite"), given)

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Invitation.objects.exists()


def test_an_agency_without_a_seat_here_cannot_be_chosen(
    client_of: ClientOf, business_manager: Person, other_board: Board
) -> None:
    stranger = SeatFactory(board=other_board).agency
    given = {"name": "I", "email": "i@example.org", "role": "agency_lead", "agency": stranger.pk}

    client_of(business_manager).post(page("invite"), given)

    assert not Invitation.objects.exists()


def test_someone_invited_already_is_said_on_the_form(
    client_of: ClientOf, business_manager: Person, board: Board
) -> None:
    InvitationFactory(board=board, email="ingrid@example.org", role="analyst")
    given = {"name": "Ingrid", "email": "ingrid@example.org", "role": "analyst"}

    answer = client_of(business_manager).post(page("invite"), given)

    assert answer.status_code == 200
    assert "already has an invitation" in answer.content.decode()


def test_ending_a_role_asks_first_then_closes_the_board_to_that_person(
    client_of: ClientOf, business_manager: Person, analyst: Person
) -> None:
    address = page("membership-end", analyst.memberships.get().pk)
    manager, reader = client_of(business_manager), client_of(analyst)
    assert reader.get(reverse("front-page", args=["wessex"])).status_code == 200

    assert analyst.name in manager.get(address).content.decode()
    manager.post(address)

    assert reader.get(reverse("front-page", args=["wessex"])).status_code == 404
    assert standing_at(analyst, "wessex") is None
    assert Entry.objects.filter(verb="people.end_membership", words__contains=analyst.name).exists()


def test_nobody_ends_their_own_role(
    client_of: ClientOf, business_manager: Person, standing_of: Callable[[Person], Standing]
) -> None:
    own = business_manager.memberships.get()

    answer = client_of(business_manager).post(page("membership-end", own.pk))

    assert answer.status_code == 403
    assert "You cannot end your own access." in answer.content.decode()
    assert standing_of(business_manager)


def test_a_role_ended_already_is_not_ended_again(
    standing_of: Callable[[Person], Standing], business_manager: Person, analyst: Person
) -> None:
    membership = analyst.memberships.get()
    manager = standing_of(business_manager)
    acts.end_membership(membership_id=membership.pk, by=manager)

    with pytest.raises(Refused, match="already ended"):
        acts.end_membership(membership_id=membership.pk, by=manager)


def test_asking_to_end_a_role_that_has_ended_leads_back_to_the_list(
    client_of: ClientOf, business_manager: Person, analyst: Person
) -> None:
    membership = analyst.memberships.get()
    membership.until = membership.since
    membership.save()

    answer = client_of(business_manager).get(page("membership-end", membership.pk))

    assert answer["Location"] == page("people")


def test_another_boards_people_cannot_be_ended_or_taken_back_from_here(
    client_of: ClientOf, business_manager: Person, other_board: Board, other_board_manager: Person
) -> None:
    membership, invitation = other_board_manager.memberships.get(), InvitationFactory(board=other_board)
    client = client_of(business_manager)

    assert client.post(page("membership-end", membership.pk)).status_code in (403, 404)
    assert client.post(page("invitation-withdraw", invitation.pk)).status_code in (403, 404)
    membership.refresh_from_db()
    invitation.refresh_from_db()
    assert membership.until is None
    assert invitation.withdrawn_at is None


def test_after_ending_a_role_the_person_may_be_invited_to_it_again(
    standing_of: Callable[[Person], Standing], business_manager: Person, analyst: Person
) -> None:
    manager = standing_of(business_manager)
    acts.end_membership(membership_id=analyst.memberships.get().pk, by=manager)

    acts.invite(email=analyst.email, name=analyst.name, role=Role.ANALYST, agency=None, by=manager)

    assert Invitation.objects.count() == 1
