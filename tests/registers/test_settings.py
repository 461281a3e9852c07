"""What a board sets for its registers, and what holds where it has set nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions import settings
from registers.models import ChiefOfficer, RegisterSettings
from registers.queries.settings import Settings, register_settings
from registers.rules.ladder import Ladder
from registers.rules.risks import Bands
from tests.factories import AgencyFactory, RegisterSettingsFactory

ADDRESS = "/wessex/registers/settings/"
#: The defaults, as the page sends them.
SOUND = {
    "reply_days": "20",
    "member_after": "5",
    "letter_after": "10",
    "paper_after": "20",
    "moderate_from": "4",
    "high_from": "8",
    "extreme_from": "15",
    "tolerance": "15",
}


def test_a_board_that_has_set_nothing_has_the_defaults(board: Board) -> None:
    assert register_settings(board.pk) == Settings(
        reply_days=20, ladder=Ladder(5, 10, 20), bands=Bands(4, 8, 15, 15)
    )


def test_a_board_has_what_it_set_and_no_other_boards(board: Board, other_board: Board) -> None:
    RegisterSettingsFactory(
        board=board,
        reply_days=10,
        member_after=2,
        letter_after=4,
        paper_after=6,
        moderate_from=5,
        high_from=10,
        extreme_from=16,
        tolerance=12,
    )

    assert register_settings(board.pk) == Settings(10, Ladder(2, 4, 6), Bands(5, 10, 16, 12))
    assert register_settings(other_board.pk) == Settings()


def test_the_office_sets_days_ladder_and_bands_on_record(
    board: Board, business_manager: Person, client_of: Callable[[Person | None], Client]
) -> None:
    bridget = client_of(business_manager)
    answer = bridget.post(ADDRESS, SOUND | {"reply_days": "10", "extreme_from": "16"}, follow=True)

    assert register_settings(board.pk).reply_days == 10
    assert register_settings(board.pk).bands == Bands(extreme=16)
    said = "Changed how the registers work: working days to reply 20, now 10; extreme from 15, now 16."
    assert said in answer.content.decode()
    assert (
        "Nothing of it was changed."
        in bridget.post(ADDRESS, SOUND | {"reply_days": "10", "extreme_from": "16"}).content.decode()
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reply_days": "0"}, "Working days to reply to a challenge: enter a whole number from 1 to 250."),
        ({"reply_days": "251"}, "Working days to reply to a challenge: enter a whole number from 1 to 250."),
        ({"reply_days": ""}, "Working days to reply to a challenge: enter a whole number from 1 to 250."),
        ({"reply_days": "soon"}, "Working days to reply to a challenge: enter a whole number from 1 to 250."),
        ({"letter_after": "5"}, "The letter comes later than telling the board member."),
        ({"paper_after": "10"}, "The board paper comes later than the letter."),
        ({"high_from": "4"}, "High begins above moderate."),
        ({"extreme_from": "8"}, "Extreme begins above high."),
        ({"extreme_from": "26"}, "Extreme from: enter a whole number from 2 to 25."),
        ({"tolerance": "0"}, "Highest score the board puts up with: enter a whole number from 1 to 25."),
    ],
)
def test_what_is_out_of_order_is_said_beside_its_field_and_nothing_is_kept(
    change: dict[str, str],
    said: str,
    board: Board,
    business_manager: Person,
    client_of: Callable[[Person | None], Client],
) -> None:
    page = client_of(business_manager).post(ADDRESS, SOUND | change).content.decode()

    assert said in page
    assert not RegisterSettings.objects.exists()


@pytest.mark.parametrize(
    ("ladder", "bands"),
    [
        (Ladder(5, 5, 20), Bands()),
        (Ladder(5, 10, 10), Bands()),
        (Ladder(0, 10, 20), Bands()),
        (Ladder(), Bands(4, 4, 15)),
        (Ladder(), Bands(1, 8, 15)),
        (Ladder(), Bands(4, 8, 26)),
        (Ladder(), Bands(tolerance=26)),
    ],
)
def test_the_tables_refuse_what_a_page_would(
    ladder: Ladder, bands: Bands, business_manager: Person, standing_of: Callable[[Person], Standing]
) -> None:
    with pytest.raises(ValidationError):
        settings.set_registers(reply_days=20, ladder=ladder, bands=bands, by=standing_of(business_manager))


def test_who_heads_an_agency_is_kept_and_changed(
    board: Board, health: Agency, business_manager: Person, client_of: Callable[[Person | None], Client]
) -> None:
    bridget = client_of(business_manager)
    address = f"{ADDRESS}chief-officers/{health.pk}/"
    sent = {
        "name": "Chris Ward",
        "title": "Chief Executive",
        "email": "chris@example.org",
        "address": "1 High St",
    }

    assert (
        "letters to County Health go to Chris Ward."
        in bridget.post(address, sent, follow=True).content.decode()
    )
    bridget.post(address, sent | {"name": "Dana Fox", "email": ""})

    found = ChiefOfficer.objects.get()
    assert (found.name, found.email, found.agency) == ("Dana Fox", "", health)
    page = bridget.get(ADDRESS).content.decode()
    assert "None: letters are printed" in page
    assert page.count("is headed by") == 2


def test_a_chief_officer_needs_a_name_a_title_and_an_address_that_is_one(
    board: Board, health: Agency, business_manager: Person, client_of: Callable[[Person | None], Client]
) -> None:
    bridget = client_of(business_manager)
    page = bridget.post(f"{ADDRESS}chief-officers/{health.pk}/", {"email": "chris"}).content.decode()

    for said in (
        "Enter the name.",
        "Enter the title, such as Chief Executive.",
        "Enter an email address, such as",
    ):
        assert said in page
    assert not ChiefOfficer.objects.exists()
    unseated = AgencyFactory()
    assert bridget.get(f"{ADDRESS}chief-officers/{unseated.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"email": "no address"}, "That is no email address"),
        ({"name": " "}, "Enter the name."),
        ({"title": ""}, "Enter the title, such as Chief Executive."),
        ({"agency": None}, "has no seat at this board today."),
    ],
)
def test_the_action_demands_the_same(
    given: dict[str, Any],
    said: str,
    health: Agency,
    business_manager: Person,
    standing_of: Callable[[Person], Standing],
) -> None:
    asked = {"agency": health, "name": "Chris Ward", "title": "Chief Executive"} | given
    asked["agency"] = asked["agency"] or AgencyFactory()

    with pytest.raises(Refused, match=said):
        settings.set_chief_officer(**asked, by=standing_of(business_manager))
