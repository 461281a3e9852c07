"""The scorecard and an indicator's page: what they show, to whom, and where each figure was read."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from agencies.models import Agency, Board, Person
from agencies.rules.roles import Role
from agencies.rules.standing import Actor, Standing
from scorecard.actions.indicators import set_target
from scorecard.models import Commentary, Indicator
from tests.building import BEFORE, LAST, a_return, load, series
from tests.factories import BenchmarkFactory, IndicatorFactory, MembershipFactory

ClientOf = Callable[[Person | None], Client]


def page(name: str, *args: object) -> str:
    return reverse(f"scorecard:{name}", args=["wessex", *args])


@pytest.fixture
def read(client_of: ClientOf) -> Callable[..., str]:
    """What a page says to a person; the page must be there."""

    def said(person: Person, name: str, *args: object, **query: str) -> str:
        answer = client_of(person).get(page(name, *args), query)
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    return said


def test_before_anything_is_sent_both_pages_say_so(
    read: Callable[..., str], board_member: Person, scorecard: dict[str, Indicator]
) -> None:
    assert "none sent" in read(board_member, "overview")
    assert "No figure has been sent yet." in read(board_member, "indicator", "H02")


def test_a_released_figure_is_on_the_scorecard_with_its_target_change_and_england(
    read: Callable[..., str],
    board_member: Person,
    scorecard: dict[str, Indicator],
    health: Agency,
    helen: Standing,
) -> None:
    set_target(indicator=scorecard["H02"], year=2017, value=Decimal(20), by=Actor(None, "The office"))
    BenchmarkFactory(indicator_code="H02", value=Decimal("18.7"))
    load(("H02", BEFORE, 28, 120), ("H02", LAST, 30, 120), by=helen, agency=health)

    said = read(board_member, "overview")

    for words in (
        "25.0",
        "+1.7",
        "Off target",
        "18.7",
        "1 of 6 off target; none worse than usual.",
        "Too few points",
    ):
        assert words in said


def test_every_figure_on_an_indicators_page_leads_to_file_sheet_and_cell(
    read: Callable[..., str], board_member: Person, health: Agency, helen: Standing
) -> None:
    sent = load(
        ("H02", BEFORE, 28, 120), ("H02", LAST, 30, 120), by=helen, agency=health, name="health q4.csv"
    )
    load(("H01", LAST, 5), ("H02", LAST, 31, 120), by=helen, agency=health, name="health q4 corrected.csv")

    said = read(board_member, "indicator", "H02")

    assert f'href="/wessex/submissions/{sent.pk}/">health q4.csv</a>, sheet CSV, cell ' in said
    assert "health q4 corrected.csv" in said
    assert "replaced 1 earlier figure" in said
    assert "31 of 120" in said


def test_a_figure_is_marked_on_its_page_until_accepted(
    read: Callable[..., str], board_member: Person, board: Board, health: Agency, helen: Standing
) -> None:
    a_return(board, health)
    load(("H02", LAST, 30, 120), ("W01", LAST, 5, 10), by=helen, agency=health)

    for code in ("H02", "W01"):
        assert "not yet accepted" in read(board_member, "indicator", code)
    assert "not yet accepted" in read(board_member, "overview")


def test_a_flow_rate_is_shown_as_a_rate_a_year_with_the_count_beside_it(
    read: Callable[..., str], board_member: Person, health: Agency, helen: Standing
) -> None:
    load(("H03", LAST, 700), by=helen, agency=health)

    said = read(board_member, "indicator", "H03")

    assert "100.0" in said
    assert "700 in the quarter, of 280,000 people; shown as a rate a year" in said


def test_an_agency_lead_finds_only_the_own_line_of_what_every_agency_reports(
    read: Callable[..., str],
    client_of: ClientOf,
    health_lead: Person,
    board_member: Person,
    health: Agency,
    police: Agency,
    helen: Standing,
    paul: Standing,
) -> None:
    load(("W01", LAST, 10, 20), by=helen, agency=health)
    load(("W01", LAST, 9, 90), ("P01", LAST, 5, 10), by=paul, agency=police)

    own, everyones = read(health_lead, "indicator", "W01"), read(board_member, "indicator", "W01")

    assert "County Police" not in own
    assert "50.0%" in own
    assert "County Police" in everyones
    assert "17.3%" in everyones
    client = client_of(health_lead)
    assert client.get(page("indicator", "W01"), {"agency": "pol"}).status_code == 404
    assert client.get(page("indicator", "P01")).status_code == 404


def test_a_part_with_an_ampersand_in_its_name_has_a_page(
    read: Callable[..., str], board: Board, board_member: Person, health: Agency, helen: Standing
) -> None:
    names = ["drugs & alcohol", "health services", "50% or more"]
    IndicatorFactory(board=board, code="H05", owner=health, breakdown="cause", breakdown_values=names)
    load(*[("H05", LAST, 10 + i, 100, name) for i, name in enumerate(names)], by=helen, agency=health)

    said = read(board_member, "indicator", "H05")

    for query, value in (
        ("drugs+%26+alcohol", "10.0%"),
        ("health+services", "11.0%"),
        ("50%25+or+more", "12.0%"),
    ):
        if query not in ("drugs+%26+alcohol",):  # the first part is the one shown
            assert f'href="?part={query}"' in said
        assert value in said
    assert "12.0%" in read(board_member, "indicator", "H05", part="50% or more")


def test_an_unknown_indicator_agency_or_part_is_404(
    client_of: ClientOf, board_member: Person, health: Agency, helen: Standing, other_board: Board
) -> None:
    load(("H02", LAST, 30, 120), by=helen, agency=health)
    IndicatorFactory(board=other_board, code="M99")
    client = client_of(board_member)

    assert client.get(page("indicator", "M99")).status_code == 404
    assert client.get(page("indicator", "H02"), {"agency": "nobody"}).status_code == 404
    assert client.get(page("indicator", "H02"), {"part": "nothing"}).status_code == 404


def test_commentary_is_written_by_the_owner_and_stands_beside_the_figure(
    read: Callable[..., str],
    client_of: ClientOf,
    health_lead: Person,
    board_member: Person,
    health: Agency,
    helen: Standing,
) -> None:
    load(("H02", LAST, 30, 120), by=helen, agency=health)

    said = client_of(health_lead).post(
        page("comment", "H02"), {"text": "<i>Two</i> staff left."}, follow=True
    )

    assert "Your commentary stands beside the figure." in said.content.decode()
    assert "&lt;i&gt;Two&lt;/i&gt; staff left." in read(board_member, "indicator", "H02")
    assert "Save the commentary" not in read(board_member, "indicator", "H02")
    remark = Commentary.objects.get()
    assert (remark.first, remark.last) == (LAST.first, LAST.last)


def test_an_empty_commentary_is_sent_back_and_a_strangers_refused(
    client_of: ClientOf, health_lead: Person, board_member: Person, health: Agency, helen: Standing
) -> None:
    load(("H02", LAST, 30, 120), by=helen, agency=health)

    empty = client_of(health_lead).post(page("comment", "H02"), {"text": " "})
    refused = client_of(board_member).post(page("comment", "H02"), {"text": "I think"})

    assert "Write the commentary first." in empty.content.decode()
    assert refused.status_code == 403
    assert "written by the agency that owns the figure" in refused.content.decode()
    assert not Commentary.objects.exists()


def test_one_agencys_words_are_not_read_by_anothers_lead(
    read: Callable[..., str],
    client_of: ClientOf,
    health_lead: Person,
    police_lead: Person,
    health: Agency,
    police: Agency,
    helen: Standing,
    paul: Standing,
) -> None:
    load(("W01", LAST, 10, 20), by=helen, agency=health)
    load(("W01", LAST, 9, 90), by=paul, agency=police)
    client_of(health_lead).post(page("comment", "W01"), {"text": "Our own trouble."})

    assert "Our own trouble." in read(health_lead, "indicator", "W01")
    assert "Our own trouble." not in read(police_lead, "indicator", "W01")


def test_a_published_value_on_another_basis_says_so(
    read: Callable[..., str], board_member: Person, health: Agency, helen: Standing
) -> None:
    load(("H02", LAST, 30, 120), by=helen, agency=health)
    BenchmarkFactory(indicator_code="H02", unit="count", value=Decimal(11_000))

    assert "11,000 (different basis)" in read(board_member, "indicator", "H02")


def test_no_page_shows_a_figure_of_a_quarter_that_has_not_ended(
    read: Callable[..., str], board_member: Person, health: Agency, helen: Standing
) -> None:
    load(("H02", LAST, 30, 120), by=helen, agency=health)

    assert "April to June 2018" not in read(board_member, "overview")
    assert "April to June 2018" not in read(board_member, "indicator", "H02")


def test_the_front_page_sends_each_person_to_what_they_owe(
    client_of: ClientOf,
    board: Board,
    health: Agency,
    health_lead: Person,
    councillor: Person,
    business_manager: Person,
    helen: Standing,
) -> None:
    a_return(board, health, due_on=date(2018, 5, 12))

    def front(person: Person) -> str:
        return client_of(person).get(reverse("front-page", args=["wessex"])).content.decode()

    assert "Send the return for January to March 2018" in front(health_lead)
    assert "was due 12 May" in front(health_lead)
    for person in (councillor, business_manager):
        assert "Nothing waits for you." in front(person)
    assert "Open the scorecard" not in front(councillor)


def test_someone_at_two_boards_is_asked_which_and_sees_only_that_one(
    client_of: ClientOf, board_member: Person, other_board: Board, health: Agency, helen: Standing
) -> None:
    MembershipFactory(person=board_member, board=other_board, role=Role.BOARD_MEMBER.value)
    load(("H02", LAST, 30, 120), by=helen, agency=health)
    client = client_of(board_member)

    chosen = client.get(reverse("home")).content.decode()
    theirs = client.get(reverse("scorecard:overview", args=["mercia"])).content.decode()

    assert "Wessex Safeguarding Children Board" in chosen
    assert "Mercia Safeguarding Children Board" in chosen
    assert "25.0" not in theirs


def test_an_indicators_page_asks_the_same_questions_however_long_its_series(
    client_of: ClientOf,
    board_member: Person,
    health: Agency,
    helen: Standing,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_of(board_member)
    load(("H02", LAST, 30, 120), by=helen, agency=health)
    with django_assert_max_num_queries(22) as short:
        client.get(page("indicator", "H02"))

    load(*series("H02", [30, 31] * 15, 120), by=helen, agency=health)

    with django_assert_num_queries(len(short)):
        client.get(page("indicator", "H02"))


def test_a_chart_to_zoom_says_how_a_picture_of_it_must_be_handled(
    read: Callable[..., str],
    board_member: Person,
    scorecard: dict[str, Indicator],
    health: Agency,
    helen: Standing,
) -> None:
    load(*series("H02", [40, 41, 42], 120), by=helen, agency=health)
    assert "Official-Sensitive" not in read(board_member, "indicator", "H02", chart="interactive")
    load(("H02", LAST, 3, 120), by=helen, agency=health, name="corrected.csv")

    said = read(board_member, "indicator", "H02", chart="interactive")

    assert "Official-Sensitive: contains small numbers, not for publication" in said
    assert '"name": "h02-county-health-official-sensitive"' in said
    assert "vendor/plotly" in said


def test_what_is_asked_of_a_chart_stays_asked_when_it_zooms_and_back(
    read: Callable[..., str],
    board_member: Person,
    scorecard: dict[str, Indicator],
    health: Agency,
    helen: Standing,
) -> None:
    load(("H04", LAST, 40, 120, "police"), by=helen, agency=health)

    plain = read(board_member, "indicator", "H04", part="police")
    zooming = read(board_member, "indicator", "H04", part="police", chart="interactive")

    assert 'href="?part=police&amp;chart=interactive">Zoom and explore this chart</a>' in plain
    assert "plotly" not in plain
    assert 'href="?part=police">Show the plain chart</a>' in zooming
