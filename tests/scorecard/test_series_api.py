"""`GET /api/v1/series`: what the reader's own pages show, as numbers, and nothing of anybody else's."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from agencies.actions import tokens
from agencies.models import Agency, Board, Person
from agencies.rules.roles import Role
from agencies.rules.standing import Standing
from scorecard.models import Indicator
from scorecard.presenters.indicator import page_words
from scorecard.queries.indicator_page import indicator_page
from scorecard.rules.words import SENSITIVE
from tests.factories import BenchmarkFactory, MembershipFactory, TargetFactory
from tests.scorecard.test_explored import WOBBLE, tell

ClientOf = Callable[[Person | None], Client]
HOME = "/api/v1/series"


@pytest.fixture
def told(scorecard: dict[str, Indicator], health: Agency, police: Agency) -> dict[str, Indicator]:
    """H02 of County Health with sixteen quarters, P01 of County Police with a gap and a small number."""
    tell(scorecard["H02"], health, *WOBBLE)
    tell(scorecard["P01"], police, 60, None, 2)
    return scorecard


def codes(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [one["indicator"]["code"] for one in answer.json()["series"]]


def test_a_line_is_answered_as_its_page_shows_it(
    told: dict[str, Indicator], analyst: Person, member: Standing, client_of: ClientOf
) -> None:
    TargetFactory(indicator=told["H02"], year=2017, value=Decimal(20))
    BenchmarkFactory(indicator_code="H02", value=Decimal("18.7"))
    page = indicator_page(member, "H02")
    assert page is not None

    answer = client_of(analyst).get(HOME, {"indicator": "H02"})
    (line,) = answer.json()["series"]

    assert answer["Content-Type"] == "application/json"
    assert "no-store" in answer["Cache-Control"]
    shown = [row.value for row in reversed(page_words(page).rows)]
    assert [f"{point['value']:.1f}%" for point in line["points"]] == shown
    last = line["points"][-1]
    assert (last["numerator"], last["denominator"], last["value"]) == (80, 100, 80)
    assert (last["special"], last["target"]) == ("above_limit", 20)
    assert last["period"] == {
        "first": "2018-01-01",
        "last": "2018-03-31",
        "label": "January to March 2018",
        "short": "Q4 2017/18",
    }
    assert (line["pattern"]["word"], line["against_target"]["word"]) == ("worse", "off")
    assert (line["indicator"]["unit"], line["indicator"]["unit_words"]) == ("percent", "%")
    assert line["published"][0]["value"] == 18.7
    assert line["published"][0]["published_on"] == "2017-11-02"
    assert answer.json()["marking"] is None


def test_what_is_missing_is_null_with_its_reason_and_small_numbers_are_marked(
    told: dict[str, Indicator], analyst: Person, client_of: ClientOf
) -> None:
    found = client_of(analyst).get(HOME, {"indicator": "P01"}).json()

    gap = found["series"][0]["points"][1]
    assert (gap["value"], gap["status"], gap["status_words"]) == (None, "not_supplied", "not supplied")
    assert found["marking"] == SENSITIVE
    assert found["series"][0]["contains_small_numbers"] is True


def test_the_filters_narrow(told: dict[str, Indicator], analyst: Person, client_of: ClientOf) -> None:
    browser = client_of(analyst)

    assert codes(browser.get(HOME)) == ["H02", "P01"]
    assert codes(browser.get(HOME, {"indicator": ["P01", "H02"]})) == ["H02", "P01"]
    assert codes(browser.get(HOME, {"agency": "pol"})) == ["P01"]
    found = browser.get(HOME, {"indicator": "H02", "since": "Q3 2017/18", "until": "2018-03-31"}).json()
    assert [point["value"] for point in found["series"][0]["points"]] == [41, 80]


@pytest.mark.parametrize(
    ("query", "code", "said"),
    [
        ({"indicator": "H99"}, "indicator-not-known", "H99"),
        ({"agency": "nobody"}, "agency-not-known", "nobody"),
        ({"area": "E07999999"}, "area-not-known", "E07999999"),
        ({"indicator": "H02", "breakdown": "moon"}, "breakdown-not-known", "moon"),
        ({"since": "soon"}, "since-not-known", "since=soon"),
        ({"since": "2018-01-01", "until": "2017-01-01"}, "since-not-known", "later than"),
        ({"comparators": "perhaps"}, "comparators-not-known", "comparators=perhaps"),
        ({"indicators": "H02"}, "indicators-not-known", "“indicators”"),
    ],
)
def test_what_cannot_be_answered_is_named(
    told: dict[str, Indicator],
    analyst: Person,
    client_of: ClientOf,
    query: dict[str, str],
    code: str,
    said: str,
) -> None:
    answer = client_of(analyst).get(HOME, query)

    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert said in answer.json()["message"]


def test_a_lead_gets_the_own_agencys_figures_alone(
    told: dict[str, Indicator], health_lead: Person, client_of: ClientOf
) -> None:
    browser = client_of(health_lead)

    assert codes(browser.get(HOME)) == ["H02"]
    hidden = browser.get(HOME, {"indicator": "P01"})
    absent = browser.get(HOME, {"indicator": "P99"})
    assert (hidden.status_code, absent.status_code) == (400, 400)
    assert hidden.json()["message"].replace("P01", "P99") == absent.json()["message"]
    assert browser.get(HOME, {"agency": "pol"}).status_code == 400


def test_a_key_gets_its_agencys_figures_alone(
    told: dict[str, Indicator],
    board: Board,
    health: Agency,
    other_board: Board,
    health_lead: Person,
    standing_of: Callable[[Person], Standing],
) -> None:
    text = tokens.make(board=board, agency=health, name="Case system", by=standing_of(health_lead))[1]
    program = Client(headers={"authorization": f"Bearer {text}"}, enforce_csrf_checks=True)

    assert codes(program.get(HOME)) == ["H02"]
    assert "no-store" in program.get(HOME)["Cache-Control"]
    assert codes(program.get(HOME, {"board": board.code})) == ["H02"]
    assert program.get(HOME, {"board": other_board.code}).status_code == 404
    assert program.get(HOME, {"indicator": "P01"}).status_code == 400
    assert Client(headers={"authorization": "Bearer lscb_guess"}).get(HOME).status_code == 401


def test_a_wrong_key_is_not_mended_by_a_session(
    told: dict[str, Indicator], analyst: Person, client_of: ClientOf
) -> None:
    assert client_of(analyst).get(HOME, headers={"authorization": "Bearer lscb_guess"}).status_code == 401


def test_who_sees_no_scorecard_gets_no_series(
    told: dict[str, Indicator],
    councillor: Person,
    outsider: Person,
    other_board_manager: Person,
    client_of: ClientOf,
) -> None:
    assert client_of(None).get(HOME).status_code == 401
    assert client_of(councillor).get(HOME).status_code == 403
    assert client_of(outsider).get(HOME).status_code == 404
    assert client_of(other_board_manager).get(HOME, {"board": "wessex"}).status_code == 404
    assert codes(client_of(other_board_manager).get(HOME)) == []
    refused = client_of(councillor).get(HOME).json()
    assert set(refused) == {"code", "message"}


def test_who_sits_at_two_boards_says_which(
    told: dict[str, Indicator], analyst: Person, other_board: Board, client_of: ClientOf
) -> None:
    MembershipFactory(person=analyst, board=other_board, role=Role.ANALYST.value)
    browser = client_of(analyst)

    unclear = browser.get(HOME)
    assert (unclear.status_code, unclear.json()["code"]) == (400, "board-not-known")
    assert codes(browser.get(HOME, {"board": "wessex"})) == ["H02", "P01"]
    assert codes(browser.get(HOME, {"board": "mercia"})) == []


def test_nothing_is_posted_there(told: dict[str, Indicator], analyst: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(analyst)

    assert strict.post(HOME, {}).status_code == 403
