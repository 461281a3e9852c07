"""Standards, words of letters and kinds set by clicking."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from agencies.models import AgencyKind, Board, Person
from registers.models import Cycle
from tests.registers.section_11.clicking import got, posted

ClientOf = Callable[[Person | None], Client]


def test_standards_are_begun_and_edited_by_clicking(
    board: Board, business_manager: Person, board_member: Person, client_of: ClientOf
) -> None:
    client = client_of(business_manager)
    assert "is begun" in posted(client, "section-11-begin", {"source": "year-2007"})
    assert "is begun" in posted(client, "section-11-begin", {"source": "version"})
    given = {"title": "Missing children", "asks": "Who goes missing?", "do": "save"}
    assert "9. Missing children" in posted(client, "section-11-standard-add", given, 2)
    assert "It has moved up." in posted(client, "section-11-standard", {"do": "up"}, 2, 9)
    assert "It is the first already." in posted(client, "section-11-standard", {"do": "up"}, 2, 1)
    assert "The standard is changed." in posted(
        client, "section-11-standard", given | {"title": "Missing"}, 2, 8
    )
    assert "It is taken out." in posted(client, "section-11-standard", {"do": "remove"}, 2, 1)
    assert "The name is changed." in posted(client, "section-11-rename", {"name": "Ours"}, 2)
    said = got(client_of(board_member), "section-11-version", 2)
    assert "Not taken up" in said
    assert "Add a standard" not in said


def test_words_and_kinds_are_set_by_clicking(
    board: Board, charity_kind: AgencyKind, business_manager: Person, client_of: ClientOf
) -> None:
    client = client_of(business_manager)
    given = {"legal": "You need not.", "asking": "Would you, by {due}?", "again": "There is time."}
    assert "Check with your solicitor." in got(client, "section-11-wordings")
    assert "Hello Ada Author," in got(client, "section-11-wording", "invited")
    assert "You need not." in posted(client, "section-11-wording", given, "invited")
    assert "Say in what is asked by when" in posted(
        client, "section-11-wording", given | {"asking": "Would you?"}, "invited"
    )
    assert "(has its own)" in posted(
        client, "section-11-kind-words", given | {"legal": "For charities."}, "charity"
    )
    assert "Changed, for letters to come." in posted(
        client, "section-11-kind-words", {"reset": "yes"}, "charity"
    )
    assert "the usual words already" in posted(client, "section-11-kind-words", {"reset": "yes"}, "charity")
    said = posted(client, "section-11-kind", {"duty": "own_duty", "basis": ""}, "charity")
    assert "Name the law" in said
    said = posted(client, "section-11-kind", {"duty": "own_duty", "basis": "section 11"}, "charity")
    assert "is changed, for cycles to come." in said
    for name, wrong in (("section-11-wording", "nobody"), ("section-11-kind", "no-kind")):
        assert client.get(reverse(f"registers:{name}", args=["wessex", wrong])).status_code == 404


def test_standards_that_are_settled_or_not_there_open_no_form(
    planned: Cycle, business_manager: Person, client_of: ClientOf
) -> None:
    client = client_of(business_manager)
    assert "1. Commitment of senior leaders" in got(client, "section-11-version", 1)
    planned.standards.settled_at = planned.standards.made_at
    planned.standards.save()
    for name, args in (
        ("section-11-standard", (1, 1)),
        ("section-11-standard-add", (1,)),
        ("section-11-version", (9,)),
        ("section-11-rename", (9,)),
    ):
        address = reverse(f"registers:{name}", args=["wessex", *args])
        assert client.get(address).status_code == 404, name
    assert "so it stays as it is" in got(client, "section-11-version", 1)
