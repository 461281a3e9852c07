"""Hats, what they allow together, and answers with their reasons."""

import pytest

from agencies.rules.roles import BUNDLES, Permission, Role
from agencies.rules.standing import Hat, Standing
from agencies.rules.verdict import ALLOWED, Refused, Verdict, refused


def standing(*hats: Hat) -> Standing:
    """Somebody with these hats."""
    return Standing(1, "Sam Marsh", "sam@example.org", 2, "wessex", "Wessex", "E10000014", hats)


def test_only_an_agency_lead_is_one_for_an_agency() -> None:
    assert [role for role in Role if BUNDLES[role].needs_agency] == [Role.AGENCY_LEAD]


def test_what_either_hat_allows_is_allowed_for_the_agency_of_that_hat_only() -> None:
    both = standing(Hat(Role.BOARD_MEMBER), Hat(Role.AGENCY_LEAD, 7, "County Health"))

    assert both.may(Permission.RETURN_SEND)
    assert both.may(Permission.FIGURES_SEE_ALL)
    assert not both.may(Permission.RETURN_ACCEPT)
    assert both.agencies_with(Permission.RETURN_SEND) == {7}
    assert both.agencies_with(Permission.FIGURES_SEE_ALL) == frozenset(), "a member speaks for no agency"
    assert both.agencies_with(Permission.RETURN_ACCEPT) == frozenset()


def test_a_hat_is_worn_by_whoever_holds_the_role() -> None:
    chair = standing(Hat(Role.INDEPENDENT_CHAIR))

    assert chair.wears(Role.INDEPENDENT_CHAIR)
    assert not chair.wears(Role.BUSINESS_MANAGER)
    assert not standing().wears(Role.INDEPENDENT_CHAIR)


def test_the_record_names_a_person_with_every_hat() -> None:
    both = standing(Hat(Role.BOARD_MEMBER), Hat(Role.AGENCY_LEAD, 7, "County Health"))

    assert both.actor.person_id == 1
    assert both.actor.words == "Sam Marsh (Board member; Agency lead, County Health)"


def test_a_board_is_a_real_one_unless_it_is_said_to_be_invented() -> None:
    assert not standing().synthetic


def test_what_is_allowed_goes_ahead_and_what_is_not_stops_with_its_reason() -> None:
    ALLOWED.demand()
    assert Verdict(allowed=True) == ALLOWED

    no = refused("Only the chair may.")

    assert not no
    with pytest.raises(Refused, match=r"^Only the chair may\.$"):
        no.demand()
