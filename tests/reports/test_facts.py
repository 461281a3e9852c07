"""The year's facts: entered, changed, removed, screened; and how the annual report tells them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Entry, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.overtaken import Overtaken
from reports.actions import facts
from reports.actions.facts_copied import copy_last_year
from reports.models import Contribution, Cost, SubGroup, Voice
from reports.queries.facts import contributions_of, costs_of, sub_groups_of, voices_of
from reports.rules.facts import Fact
from tests.factories import ContributionFactory, CostFactory, SubGroupFactory, VoiceFactory

StandingOf = Callable[[Person], Standing]
ClientOf = Callable[[Person | None], Client]


@pytest.fixture
def beth(business_manager: Person, board: Board, standing_of: StandingOf) -> Standing:
    """The business manager, who keeps the year's facts."""
    return standing_of(business_manager)


def voice(**more: object) -> dict[str, object]:
    return {
        "who": "Young carers",
        "source": "A workshop",
        "said_on": date(2017, 11, 20),
        "said": "Nobody asked us.",
        "did": "",
        **more,
    }


def test_a_contribution_is_kept_with_an_entry_and_listed_by_partner_before_other_sources(
    board: Board, health: Agency, police: Agency, beth: Standing
) -> None:
    for agency, source, amount in (
        (None, "Carried forward", 800),
        (police, "", 29_800),
        (health, "left out", 9_600),
    ):
        given = {"agency": agency, "source": source, "amount": Decimal(amount), "in_kind": ""}
        facts.keep(fact=Fact.CONTRIBUTION, board=board, year=2017, given=given, by=beth)

    listed = [(str(one.agency or ""), one.source, one.amount) for one in contributions_of(board.pk, 2017)]
    assert listed == [
        ("County Health", "", 9_600),
        ("County Police", "", 29_800),
        ("", "Carried forward", 800),
    ]
    assert Entry.objects.filter(verb="facts.keep").count() == 3
    assert contributions_of(board.pk, 2016) == ()


@pytest.mark.parametrize(
    ("fact", "given", "why"),
    [
        (Fact.CONTRIBUTION, {"source": "", "amount": Decimal(1)}, "Say who gave it"),
        (Fact.CONTRIBUTION, {"source": "Fees"}, "Enter an amount, or what was given in kind"),
        (Fact.COST, {"line": "Rent", "about": "luxury", "amount": Decimal(1)}, "what kind of cost"),
        (Fact.COST, {"line": " ", "about": "other", "amount": Decimal(1)}, "what it was spent on"),
        (Fact.SUB_GROUP, {"name": " "}, "Enter the group’s name"),
        (Fact.VOICE, voice(said=""), "Write what they said"),
        (Fact.VOICE, voice(said_on=date(2018, 4, 1)), "from April 2017 to March 2018"),
        (Fact.VOICE, voice(said="Tom, aged 7, said it."), "could identify a child"),
        (Fact.SUB_GROUP, {"name": "Cases", "did": "It met Tom, aged 7."}, "could identify a child"),
    ],
)
def test_what_is_incomplete_or_could_identify_a_child_is_refused_with_the_reason(
    fact: Fact, given: dict[str, object], why: str, board: Board, beth: Standing
) -> None:
    with pytest.raises(Refused, match=why):
        facts.keep(fact=fact, board=board, year=2017, given=given, by=beth)


def test_a_year_too_long_ago_or_to_come_and_a_group_entered_twice_are_refused(
    board: Board, beth: Standing
) -> None:
    for year in (2011, 2019):
        with pytest.raises(Refused, match="this year or one of the last five"):
            facts.keep(fact=Fact.SUB_GROUP, board=board, year=year, given={"name": "Learning"}, by=beth)
    facts.keep(fact=Fact.SUB_GROUP, board=board, year=2017, given={"name": "Learning"}, by=beth)
    with pytest.raises(Refused, match="a group of this name"):
        facts.keep(fact=Fact.SUB_GROUP, board=board, year=2017, given={"name": "Learning"}, by=beth)
    facts.keep(fact=Fact.SUB_GROUP, board=board, year=2016, given={"name": "Learning"}, by=beth)


def test_whoever_saves_second_is_told_and_nothing_is_overwritten(board: Board, beth: Standing) -> None:
    cost = CostFactory(board=board, line="Rent")
    given = {"line": "Rent and heating", "about": "running", "amount": Decimal(10)}
    facts.keep(fact=Fact.COST, board=board, year=2017, given=given, by=beth, pk=cost.pk, seen=1)

    with pytest.raises(Overtaken):
        facts.keep(
            fact=Fact.COST, board=board, year=2017, given=given | {"line": "X"}, by=beth, pk=cost.pk, seen=1
        )
    with pytest.raises(Overtaken):
        facts.remove(fact=Fact.COST, pk=cost.pk, seen=1, by=beth)

    cost.refresh_from_db()
    assert (cost.line, cost.version) == ("Rent and heating", 2)
    facts.remove(fact=Fact.COST, pk=cost.pk, seen=2, by=beth)
    assert not Cost.objects.exists()
    with pytest.raises(Refused, match="not there any more"):
        facts.remove(fact=Fact.COST, pk=cost.pk, seen=2, by=beth)


def test_another_boards_facts_are_neither_seen_nor_touched(
    board: Board, other_board: Board, beth: Standing, business_manager: Person, client_of: ClientOf
) -> None:
    theirs = VoiceFactory(board=other_board)

    assert voices_of(board.pk, 2017) == ()
    with pytest.raises(Refused, match="not there any more"):
        facts.remove(fact=Fact.VOICE, pk=theirs.pk, seen=1, by=beth)
    with pytest.raises(Refused, match="at one’s own board"):
        facts.keep(fact=Fact.VOICE, board=other_board, year=2017, given=voice(), by=beth)
    address = reverse("reports:fact-change", args=["wessex", 2017, "voice", theirs.pk])
    assert client_of(business_manager).get(address).status_code == 404
    assert Voice.objects.get() == theirs


def test_only_chair_and_office_enter_facts(
    board: Board, board_member: Person, standing_of: StandingOf
) -> None:
    with pytest.raises(Refused, match="Only the chair and the business manager"):
        facts.keep(fact=Fact.VOICE, board=board, year=2017, given=voice(), by=standing_of(board_member))


def test_the_page_of_a_year_shows_every_kind_with_its_sum_and_says_where_nothing_is_entered(
    board: Board, health: Agency, business_manager: Person, client_of: ClientOf
) -> None:
    ContributionFactory(board=board, agency=health, amount=Decimal("9600.50"))
    ContributionFactory(board=board, agency=None, source="Fees", amount=Decimal(400))
    SubGroupFactory(board=board, name="Learning group", chair="County Health", meetings=6)

    said = client_of(business_manager).get(reverse("reports:facts", args=["wessex", 2017])).content.decode()

    assert "£10,000.50" in said
    assert "Led by County Health" in said
    assert said.count("Nothing has been entered yet.") == 2
    assert client_of(business_manager).get(reverse("reports:facts", args=["wessex", 1999])).status_code == 404


def test_an_amount_is_typed_as_people_write_one_and_a_mistake_is_sent_back(
    board: Board, business_manager: Person, client_of: ClientOf
) -> None:
    client, address = client_of(business_manager), reverse("reports:fact-add", args=["wessex", 2017, "cost"])

    wrong = client.post(address, {"line": "Rent", "about": "running", "amount": "much"}).content.decode()
    right = client.post(address, {"line": "Rent", "about": "running", "amount": "£1,234.50"})

    assert "Enter the amount in pounds, in figures" in wrong
    assert right["Location"] == reverse("reports:facts", args=["wessex", 2017])
    assert Cost.objects.get().amount == Decimal("1234.50")


def test_the_second_of_two_at_one_fact_is_shown_what_the_first_saved(
    board: Board, business_manager: Person, client_of: ClientOf
) -> None:
    cost = CostFactory(board=board, line="Rent and heating", version=2)
    address = reverse("reports:fact-change", args=["wessex", 2017, "cost", cost.pk])

    said = (
        client_of(business_manager)
        .post(address, {"line": "Rent", "about": "running", "amount": "1", "seen": "1"})
        .content.decode()
    )

    assert "What it says now" in said
    assert "Rent and heating" in said
    assert 'value="Rent"' in said
    cost.refresh_from_db()
    assert cost.line == "Rent and heating"
    assert (Contribution.objects.count(), SubGroup.objects.count()) == (0, 0)


def copied(fact: Fact, board: Board, by: Standing) -> int:
    """How many lines of 2016 to 2017 begin the year 2017 to 2018."""
    return copy_last_year(fact=fact, board=board, year=2017, by=by)


def test_last_years_lines_begin_an_empty_table_with_their_amounts_and_one_entry(
    board: Board, health: Agency, beth: Standing
) -> None:
    ContributionFactory(board=board, agency=health, year=2016, amount=Decimal(9_600), in_kind="A room")
    ContributionFactory(board=board, agency=None, source="Fees", year=2016, amount=Decimal(400), in_kind="")
    CostFactory(board=board, year=2016, line="Rent", about="other", amount=Decimal(700))

    assert (copied(Fact.CONTRIBUTION, board, beth), copied(Fact.COST, board, beth)) == (2, 1)

    given = [
        (one.agency, one.source, one.amount, one.in_kind, one.version)
        for one in contributions_of(board.pk, 2017)
    ]
    assert given == [(health, "", 9_600, "A room", 1), (None, "Fees", 400, "", 1)]
    assert [(one.line, one.about, one.amount) for one in costs_of(board.pk, 2017)] == [("Rent", "other", 700)]
    assert len(contributions_of(board.pk, 2016)) == 2
    assert list(Entry.objects.filter(verb="facts.copy").order_by("pk").values_list("words", flat=True)) == [
        "Copied 2 contributions of 2016 to 2017 into the year 2017 to 2018.",
        "Copied 1 cost of 2016 to 2017 into the year 2017 to 2018.",
    ]


def test_of_a_group_its_name_and_purpose_are_copied_and_never_what_it_did(
    board: Board, beth: Standing
) -> None:
    SubGroupFactory(
        board=board,
        year=2016,
        name="Learning",
        chair="County Health",
        purpose="To learn.",
        did="Much.",
        meetings=6,
    )

    copied(Fact.SUB_GROUP, board, beth)

    (group,) = sub_groups_of(board.pk, 2017)
    assert (group.name, group.chair, group.purpose) == ("Learning", "County Health", "To learn.")
    assert (group.did, group.meetings) == ("", None)


def test_lines_are_copied_once_and_into_an_empty_table_only(
    board: Board, other_board: Board, beth: Standing, board_member: Person, standing_of: StandingOf
) -> None:
    CostFactory(board=other_board, year=2016)
    with pytest.raises(Refused, match="nothing to copy"):
        copied(Fact.COST, board, beth)
    CostFactory(board=board, year=2016)
    with pytest.raises(Refused, match="Only the chair and the business manager"):
        copied(Fact.COST, board, standing_of(board_member))
    with pytest.raises(Refused, match="at one’s own board"):
        copied(Fact.COST, other_board, beth)
    with pytest.raises(Refused, match="not copied"):
        copied(Fact.VOICE, board, beth)

    copied(Fact.COST, board, beth)

    with pytest.raises(Refused, match="into an empty table only"):
        copied(Fact.COST, board, beth)
    assert len(costs_of(board.pk, 2017)) == 1


def test_the_page_offers_to_copy_says_what_is_copied_and_then_what_is_the_same_as_it_was(
    board: Board, health: Agency, business_manager: Person, board_member: Person, client_of: ClientOf
) -> None:
    ContributionFactory(board=board, agency=health, year=2016, amount=Decimal(9_600))
    ContributionFactory(board=board, agency=None, source="Fees", year=2016, amount=Decimal(400), in_kind="")
    client, page = client_of(business_manager), reverse("reports:facts", args=["wessex", 2017])

    offered = client.get(page).content.decode()
    assert offered.count("Copy last year’s lines") == 1
    assert "The lines of 2016 to 2017 are copied with their amounts" in offered
    assert "Copy last year" not in client_of(board_member).get(page).content.decode()

    copy = reverse("reports:fact-copy", args=["wessex", 2017, "contribution"])
    said = client.post(copy, follow=True).content.decode()
    assert "2 lines are copied from 2016 to 2017. Go through each of them." in said
    assert "With the same amount as in 2016 to 2017: 2 of 2." in said
    assert "Copy last year" not in said

    Contribution.objects.filter(year=2017, agency=health).update(amount=Decimal(9_900))
    assert "With the same amount as in 2016 to 2017: 1 of 2." in client.get(page).content.decode()
    assert "into an empty table only" in client.post(copy, follow=True).content.decode()
    voice_copy = reverse("reports:fact-copy", args=["wessex", 2017, "voice"])
    assert client.post(voice_copy).status_code == 404
