"""Every address × method × person matches the one committed table, so that a new address fails until listed.

`access.csv` has a line an address and method, and a column a member of the cast. Its words: a status (200 the
page, 302 done and led on, 403 refused with a reason, 404 not for you, 405 not so), or `sign-in`: asked to.
Pages are checked on the way for anything the content security policy would stop.
"""

import csv
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Person
from tests.architecture.routes import Route, routes
from tests.architecture.samples import samples
from tests.conftest import CAST

TABLE = Path(__file__).with_name("access.csv")
METHODS = ("GET", "POST")
ROUTES = routes()
#: So many addresses are tried on one furnished board: furnishing costs as much as trying one of them.
_TOGETHER = 48
SHELVES = tuple(ROUTES[start : start + _TOGETHER] for start in range(0, len(ROUTES), _TOGETHER))

#: What a signed link opens: they answer with the way to its code, and that page itself with 200.
LED_TO_A_CODE = {route.pattern for route in ROUTES if {"link", "day", "part"} & set(route.arguments)}

#: What a board has published; of a report that is not out yet they answer as of one that never was.
PUBLISHED = {route.pattern for route in ROUTES if route.pattern.startswith("/published/")}

#: What is posted, by route; an empty form elsewhere. Enough to tell who may from who may not.
BODIES: dict[str, dict[str, Any]] = {
    "scorecard:comment": {"text": "We looked into it."},
    "scorecard:let-stand": {"why": "It is the name of a team."},
    "scorecard:explain": {"text": "A team was counted twice."},
    "scorecard:feed-policy": {"policy": "release"},
    "reports:open": {"report": "annual/2017-04-01/2018-03-31"},
    "reports:text": {"text": "It was a busy year."},
}


def table() -> dict[tuple[str, str], dict[str, str]]:
    """The committed table: (method, address) to what each person gets."""
    with TABLE.open(newline="") as lines:
        rows = [[cell.strip() for cell in row] for row in csv.reader(lines) if row]
    assert rows[0] == ["method", "address", *CAST], "The table's columns are the cast, in its order."
    listed = {(row[0], row[1]): dict(zip(CAST, row[2:], strict=True)) for row in rows[1:]}
    assert len(listed) == len(rows) - 1, "An address is listed twice."
    return listed


@pytest.fixture
def arguments(
    board: Board, health: Agency, health_lead: Person, analyst: Person, chair: Person
) -> dict[str, Any]:
    """One sample of every argument an address may take: things of the board, and of County Health's."""
    return samples(board, health, health_lead=health_lead, analyst=analyst, chair=chair)


def outcome(answer: HttpResponse) -> str:
    """What a person gets, in the table's words."""
    if answer.status_code == 302 and answer["Location"].startswith(reverse("agencies:sign-in") + "?next="):
        return "sign-in"
    return str(answer.status_code)


def held_to_the_policy(answer: HttpResponse) -> None:
    """Nothing of the page is something its own content security policy stops."""
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    if not answer.streaming and answer.get("Content-Type", "").startswith("text/html"):
        page = answer.content.decode()
        inline = re.findall(r"<style|<script(?![^>]*\bsrc=)|<[^>]*\s(?:style|on[a-z]+)\s*=|javascript:", page)
        assert inline == []
        assert re.findall(r"""(?:src|href|action)=["'](?:https?:)?//[^"']*""", page) == []


def address_of(route: Route, arguments: dict[str, Any]) -> str:
    missing = set(route.arguments) - set(arguments)
    assert not missing, f"Give a sample of {missing} in the fixture `arguments`."
    return reverse(route.name, kwargs={name: arguments[name] for name in route.arguments})


def _from_to(shelf: Sequence[Route]) -> str:
    return f"{shelf[0].name} to {shelf[-1].name}"


@pytest.mark.parametrize("shelf", SHELVES, ids=_from_to)
def test_each_person_gets_what_the_table_says(
    shelf: Sequence[Route],
    arguments: dict[str, Any],
    cast: dict[str, Person | None],
    client_of: Callable[[Person | None], Client],
) -> None:
    listed = table()
    found: dict[tuple[str, str], dict[str, str]] = {}
    for route in shelf:
        found |= _outcomes(route, arguments, cast, client_of)

    wrong = {key: outcomes for key, outcomes in found.items() if outcomes != listed.get(key)}
    assert wrong == {}, "\n" + "\n".join(_line(key, outcomes) for key, outcomes in wrong.items())


def _outcomes(
    route: Route,
    arguments: dict[str, Any],
    cast: dict[str, Person | None],
    client_of: Callable[[Person | None], Client],
) -> dict[tuple[str, str], dict[str, str]]:
    """What each person gets at an address, by method; whatever they do there is undone."""
    address = address_of(route, arguments)
    if route.name == "agencies:password-new":
        assert cast["chair"] is not None
        address = address.replace(
            arguments["token"].replace("'", "%27").replace(" ", "%20"),
            default_token_generator.make_token(cast["chair"]),
        )
    found: dict[tuple[str, str], dict[str, str]] = {(method, route.pattern): {} for method in METHODS}
    for name in CAST:
        client = client_of(cast[name])
        for method in METHODS:
            with transaction.atomic():
                answer = _ask(client, method, address, BODIES.get(route.name, {}))
                transaction.set_rollback(True)
            held_to_the_policy(answer)
            found[method, route.pattern][name] = outcome(answer)
    return found


def _ask(client: Client, method: str, address: str, body: dict[str, Any]) -> HttpResponse:
    answer = (
        client.get(address) if method == "GET" else client.post(address, {"csrfmiddlewaretoken": "", **body})
    )
    if isinstance(answer, FileResponse):
        answer.getvalue()  # read to its end, the client closes the file
    return answer


def _line(key: tuple[str, str], outcomes: dict[str, str]) -> str:
    """How the table would have to read, for whoever has thought about whether it should."""
    widths = [6, 62, *(max(7, len(name)) for name in CAST)]
    cells = [*key, *(outcomes[name] for name in CAST)]
    return ", ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


@pytest.mark.parametrize("shelf", SHELVES, ids=_from_to)
def test_every_date_on_a_page_is_the_boards_and_none_the_machines(
    shelf: Sequence[Route],
    arguments: dict[str, Any],
    business_manager: Person,
    chair: Person,
    client_of: Callable[[Person | None], Client],
) -> None:
    """One clock gives every date a page shows; the machine's, here far off, is for expiry and locks alone."""
    addresses = [address_of(route, arguments) for route in shelf]
    with time_machine.travel(datetime(2093, 7, 14, 11, 30, tzinfo=UTC)):
        answers = [
            _ask(client_of(person), "GET", address, {})
            for address in addresses
            for person in (business_manager, chair, None)
        ]

    for answer in answers:
        if not isinstance(answer, FileResponse):
            assert re.findall(r"[^<>]{0,40}\b2093\b[^<>]{0,40}", answer.content.decode()) == []


def test_the_table_lists_no_address_that_is_gone() -> None:
    assert {address for _, address in table()} - {route.pattern for route in ROUTES} == set()


def test_the_table_lists_every_method_of_every_address() -> None:
    assert {(method, route.pattern) for method in METHODS for route in ROUTES} - set(table()) == set()


def test_a_stranger_to_the_board_gets_nothing_of_it() -> None:
    """Read off the table: whoever has no part in a board meets 404 on every address under it."""
    under = {key: outcomes for key, outcomes in table().items() if key[1].startswith("/<slug:board>/")}

    assert len(under) > 40
    for key, outcomes in under.items():
        assert outcomes["nobody"] in ("sign-in", "405"), key
        assert outcomes["outsider"] == outcomes["other_board_manager"], key
        assert outcomes["outsider"] in ("404", "405"), key


def test_every_address_has_a_name_of_its_own() -> None:
    names = [route.name for route in ROUTES]

    assert len(set(names)) == len(names)
    assert not [name for name in names if name.endswith("None")]


def test_an_invitations_key_is_never_in_a_page_that_leads_elsewhere(
    client: Client, arguments: dict[str, Any]
) -> None:
    """The key stands in the address: no page that has one may send its address to another host."""
    page = client.get(reverse("agencies:invitation", args=[arguments["token"]]))

    assert page["Referrer-Policy"] == "same-origin"


def test_a_page_nobody_made_is_404_for_those_inside_and_asks_others_in(
    client_of: Callable[[Person | None], Client], chair: Person
) -> None:
    assert client_of(chair).get("/wessex/no-such-page/").status_code == 404
    assert client_of(None).get("/wessex/no-such-page/").status_code == 404


def test_open_addresses_are_few_and_named() -> None:
    """Whatever answers somebody who is not signed in is on this list."""
    opened = {key[1] for key, outcomes in table().items() if outcomes["nobody"] in ("200", "302", "404")}

    assert opened == {
        "/alive/",
        "/pages/<slug:page>/",
        "/sign-in/",
        "/password/",
        "/password/sent/",
        "/password/new/<uidb64>/<token>/",
        "/password/done/",
        "/invitation/accepted/",
        "/invitation/<str:token>/",
        "/assess/ask/<slug:board>/",
        "/assess/ask/<slug:board>/sent/",
        "/learn/ask/<slug:board>/",
        "/learn/ask/<slug:board>/sent/",
        "/learn/day/offline/",
        "/learn/day/worker.js",
        "/certificates/<str:word>/",
        "/survey/<str:place>/",
        "/survey/<str:place>/thanks/",
        *PUBLISHED,
        *LED_TO_A_CODE,
    }


def test_a_link_alone_leads_to_its_code_and_nowhere_else() -> None:
    """Whoever has a link and not its code gets no page of what it opens, signed in or not, whatever they do."""
    behind = {key: set(outcomes.values()) for key, outcomes in table().items() if key[1] in LED_TO_A_CODE}

    assert len(behind) > 40
    for (_, address), outcomes in behind.items():
        assert outcomes <= {"302", "405"} or address.endswith("/code/"), address
