"""Invitations: the only way in. Each opens once, for a fortnight, unless taken back."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.actions import people as acts
from agencies.models import Agency, Board, Entry, Invitation, Letter, Membership, Person
from agencies.queries.people import waiting_invitations
from agencies.rules.roles import Role
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from tests.factories import MembershipFactory, PersonFactory

PASSWORD = "three random words"


@pytest.fixture
def manager(business_manager: Person, standing_of: Callable[[Person], Standing]) -> Standing:
    return standing_of(business_manager)


@pytest.fixture
def invite(manager: Standing) -> Callable[..., str]:
    """Invite somebody; the token in the letter."""

    def invited(
        email: str = "ingrid@example.org", role: Role = Role.ANALYST, agency: Agency | None = None
    ) -> str:
        acts.invite(email=email, name="Ingrid Berg", role=role, agency=agency, by=manager)
        letter = Letter.objects.latest("pk")
        assert letter.to == email.lower()
        found = re.search(r"/invitation/([^/]+)/", letter.text)
        assert found is not None
        return found[1]

    return invited


def test_taking_one_up_makes_a_person_with_the_role_and_the_password_chosen(
    board: Board, health: Agency, invite: Callable[..., str]
) -> None:
    person = acts.accept(token=invite(role=Role.AGENCY_LEAD, agency=health), password=PASSWORD)

    membership = Membership.objects.get(person=person)
    assert (membership.board, membership.role, membership.agency) == (board, "agency_lead", health)
    assert person.email == "ingrid@example.org"
    assert person.check_password(PASSWORD)


def test_it_opens_once(invite: Callable[..., str]) -> None:
    token = invite()
    acts.accept(token=token, password=PASSWORD)

    with pytest.raises(Refused, match="used or taken back"):
        acts.accept(token=token, password="another three words")

    assert Membership.objects.filter(role=Role.ANALYST.value).count() == 1


@pytest.mark.parametrize(("days", "opens"), [(13.9, True), (14.1, False)])
def test_it_opens_for_a_fortnight(invite: Callable[..., str], days: float, opens: bool) -> None:
    token = invite()

    with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
        assert (acts.invitation_for(token) is not None) == opens
        if opens:
            acts.accept(token=token, password=PASSWORD)
        else:
            with pytest.raises(Refused, match="more than 14 days old"):
                acts.accept(token=token, password=PASSWORD)


def test_one_taken_back_never_opens(invite: Callable[..., str], manager: Standing) -> None:
    token = invite()
    acts.withdraw_invitation(invitation_id=Invitation.objects.get().pk, by=manager)

    assert acts.invitation_for(token) is None
    with pytest.raises(Refused, match="used or taken back"):
        acts.accept(token=token, password=PASSWORD)
    assert waiting_invitations(manager) == ()


def test_one_taken_up_cannot_be_taken_back(invite: Callable[..., str], manager: Standing) -> None:
    acts.accept(token=invite(), password=PASSWORD)

    with pytest.raises(Refused, match="already been used"):
        acts.withdraw_invitation(invitation_id=Invitation.objects.get().pk, by=manager)


def test_an_invitation_never_changes_the_password_of_someone_who_has_one(
    invite: Callable[..., str], outsider: Person, board: Board
) -> None:
    outsider.set_password("the password I know")
    outsider.save()

    person = acts.accept(token=invite(email="Oliver@Example.org"), password="what a thief would choose")

    outsider.refresh_from_db()
    assert person == outsider
    assert outsider.check_password("the password I know")
    assert Membership.objects.filter(person=outsider, board=board, role="analyst").exists()


def test_someone_entered_without_a_password_chooses_one(invite: Callable[..., str], outsider: Person) -> None:
    acts.accept(token=invite(email=outsider.email), password=PASSWORD)

    outsider.refresh_from_db()
    assert outsider.check_password(PASSWORD)


def test_an_agency_lead_needs_an_agency_and_others_are_given_none(
    invite: Callable[..., str], manager: Standing, health: Agency
) -> None:
    with pytest.raises(Refused, match="Choose the agency"):
        acts.invite(email="a@example.org", name="A", role=Role.AGENCY_LEAD, agency=None, by=manager)

    invite(role=Role.COUNCILLOR, agency=health)

    assert Invitation.objects.get().agency is None


def test_nobody_is_invited_to_what_they_hold_or_are_invited_to(
    invite: Callable[..., str], manager: Standing, chair: Person
) -> None:
    invite()

    for email, role, why in (
        ("INGRID@example.org", Role.ANALYST, "already has an invitation"),
        (chair.email.upper(), Role.INDEPENDENT_CHAIR, "already is independent chair"),
    ):
        with pytest.raises(Refused, match=why):
            acts.invite(email=email, name="Again", role=role, agency=None, by=manager)

    invite(role=Role.COUNCILLOR)
    assert Invitation.objects.count() == 2


def test_only_the_business_manager_invites(
    standing_of: Callable[[Person], Standing], chair: Person, board: Board
) -> None:
    with pytest.raises(Refused, match="Only the business manager"):
        acts.invite(email="a@example.org", name="A", role=Role.ANALYST, agency=None, by=standing_of(chair))

    assert not Invitation.objects.exists()
    assert not Letter.objects.exists()


def test_the_token_is_kept_nowhere_but_in_the_letter(invite: Callable[..., str]) -> None:
    token = invite()

    kept = Invitation.objects.get()
    entries = " ".join(f"{one.words} {one.details} {one.reference}" for one in Entry.objects.all())
    assert token not in kept.token_hash
    assert token not in entries


def test_the_page_takes_the_password_and_leads_to_signing_in(
    client: Client, invite: Callable[..., str]
) -> None:
    address = reverse("agencies:invitation", args=[invite()])

    assert "Welcome, Ingrid Berg" in client.get(address).content.decode()
    answer = client.post(address, {"password": PASSWORD})

    assert answer["Location"] == reverse("agencies:invitation-accepted")
    assert "_auth_user_id" not in client.session
    assert Person.objects.get(email="ingrid@example.org").check_password(PASSWORD)


def test_the_page_refuses_a_short_password_and_stays_open(client: Client, invite: Callable[..., str]) -> None:
    address = reverse("agencies:invitation", args=[invite()])

    page = client.post(address, {"password": "short"}).content.decode()

    assert "at least 12 characters" in page
    assert client.get(address).status_code == 200


def test_a_used_or_invented_link_opens_nothing(client: Client, invite: Callable[..., str]) -> None:
    token = invite()
    acts.accept(token=token, password=PASSWORD)

    for wrong in (token, "invented"):
        assert client.get(reverse("agencies:invitation", args=[wrong])).status_code == 404
        answer = client.post(reverse("agencies:invitation", args=[wrong]), {"password": PASSWORD})
        assert answer.status_code == 404


def test_the_page_says_so_when_the_role_is_held_already(
    client: Client, invite: Callable[..., str], board: Board
) -> None:
    address = reverse("agencies:invitation", args=[invite()])
    MembershipFactory(person=PersonFactory(email="ingrid@example.org"), board=board, role="analyst")

    answer = client.post(address, {"password": PASSWORD})

    assert answer.status_code == 403
    assert "You already have this role." in answer.content.decode()


def test_someone_may_hold_two_roles_by_two_invitations(invite: Callable[..., str], board: Board) -> None:
    acts.accept(token=invite(), password=PASSWORD)
    acts.accept(token=invite(role=Role.COUNCILLOR), password=PASSWORD)

    roles = set(Membership.objects.filter(person__email="ingrid@example.org").values_list("role", flat=True))
    assert roles == {"analyst", "councillor"}


def test_given_the_role_meanwhile_the_link_says_so_instead_of_breaking(
    invite: Callable[..., str], board: Board
) -> None:
    token = invite()
    MembershipFactory(person=PersonFactory(email="ingrid@example.org"), board=board, role="analyst")

    with pytest.raises(Refused, match="already"):
        acts.accept(token=token, password=PASSWORD)
