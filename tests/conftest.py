"""What every test stands on: a fixed day, two boards, and the standing cast of people."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from agencies.models import Agency, Board, Person
from agencies.queries.standings import standing_at
from agencies.rules import clock
from agencies.rules.roles import Role
from agencies.rules.standing import Standing
from tests.emptying import only_what_is_filled
from tests.factories import AgencyFactory, BoardFactory, MembershipFactory, PersonFactory, SeatFactory

#: The day it is in every test, unless the test says otherwise: the quarter that ended last is January to March.
TODAY = date(2018, 5, 21)

#: Everybody a page is tried with, in the order of the access table; `nobody` is not signed in.
CAST = (
    "nobody",
    "chair",
    "business_manager",
    "board_member",
    "health_lead",
    "police_lead",
    "training_coordinator",
    "analyst",
    "councillor",
    "outsider",
    "other_board_manager",
)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Make each worker's database from the migrated one that `tests.ready` kept."""
    connection.settings_dict["TEST"]["TEMPLATE"] = "lscb"


@pytest.fixture(scope="session", autouse=True)
def _emptied_quickly() -> None:
    """Tests that commit are cleared up after in a moment."""
    only_what_is_filled()


@pytest.fixture(autouse=True)
def the_day() -> Iterator[date]:
    """Hold the portal's clock at `TODAY`."""
    clock.fix(TODAY)
    yield TODAY
    clock.fix(None)


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Give each test folders of its own, and fast passwords: hashing is not what tests are about."""
    root = tmp_path_factory.mktemp("kept")
    settings.MEDIA_ROOT = root / "files"
    settings.QUARANTINE_ROOT = root / "quarantine"
    settings.INBOX_ROOT = root / "inbox"
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    # Looked for anew by every client otherwise. Browsers' tests are served by a server older than this test.
    settings.WHITENOISE_USE_FINDERS = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def inbox(settings: Settings) -> Path:
    """The folder that feeds look into."""
    root: Path = settings.INBOX_ROOT
    root.mkdir(parents=True, exist_ok=True)
    return root


@pytest.fixture
def board(db: None) -> Board:
    """The board most tests are about."""
    return BoardFactory(code="wessex", name="Wessex Safeguarding Children Board")


@pytest.fixture
def other_board(db: None) -> Board:
    """Another board on the same portal."""
    return BoardFactory(code="mercia", name="Mercia Safeguarding Children Board")


def _seated(board: Board, code: str, name: str) -> Agency:
    agency = AgencyFactory(code=code, name=name)
    SeatFactory(board=board, agency=agency)
    return agency


@pytest.fixture
def health(board: Board) -> Agency:
    """An agency with a seat at the board."""
    return _seated(board, "hlt", "County Health")


@pytest.fixture
def police(board: Board) -> Agency:
    """Another agency with a seat at the board."""
    return _seated(board, "pol", "County Police")


def _member(board: Board, role: Role, name: str, agency: Agency | None = None) -> Person:
    person = PersonFactory(name=name, email=f"{name.split()[0].lower()}@example.org")
    MembershipFactory(person=person, board=board, role=role.value, agency=agency)
    return person


@pytest.fixture
def chair(board: Board) -> Person:
    """The independent chair."""
    return _member(board, Role.INDEPENDENT_CHAIR, "Charlotte Adeyemi")


@pytest.fixture
def business_manager(board: Board) -> Person:
    """Runs the board's office."""
    return _member(board, Role.BUSINESS_MANAGER, "Bridget Marsh")


@pytest.fixture
def board_member(board: Board) -> Person:
    """A member without an office."""
    return _member(board, Role.BOARD_MEMBER, "Martin Okafor")


@pytest.fixture
def health_lead(board: Board, health: Agency) -> Person:
    """Sends the figures of County Health."""
    return _member(board, Role.AGENCY_LEAD, "Helen Price", health)


@pytest.fixture
def police_lead(board: Board, police: Agency) -> Person:
    """Sends the figures of County Police."""
    return _member(board, Role.AGENCY_LEAD, "Paul Nicholls", police)


@pytest.fixture
def training_coordinator(board: Board) -> Person:
    """Looks after training."""
    return _member(board, Role.TRAINING_COORDINATOR, "Tara Singh")


@pytest.fixture
def analyst(board: Board) -> Person:
    """Reads every figure."""
    return _member(board, Role.ANALYST, "Anna Kowalska")


@pytest.fixture
def councillor(board: Board) -> Person:
    """Reads what is published."""
    return _member(board, Role.COUNCILLOR, "Colin Hughes")


@pytest.fixture
def outsider(db: None) -> Person:
    """May sign in, but has no part in any board."""
    return PersonFactory(name="Oliver Stone", email="oliver@example.org")


@pytest.fixture
def other_board_manager(other_board: Board) -> Person:
    """Runs the office of the other board."""
    return _member(other_board, Role.BUSINESS_MANAGER, "Olga Brandt")


@pytest.fixture
def cast(request: pytest.FixtureRequest) -> dict[str, Person | None]:
    """Everybody, by name; `nobody` is None."""
    return {name: None if name == "nobody" else request.getfixturevalue(name) for name in CAST}


@pytest.fixture
def client_of() -> Callable[[Person | None], Client]:
    """A browser in which this person is signed in; in nobody's, no one is."""

    def signed_in(person: Person | None) -> Client:
        client = Client()
        if person is not None:
            client.force_login(person)
        return client

    return signed_in


@pytest.fixture
def standing_of(board: Board) -> Callable[[Person], Standing]:
    """The person's standing at the board, which actions and queries take."""

    def standing(person: Person) -> Standing:
        found = standing_at(person, board.code)
        assert found is not None, f"{person} has no part in {board}"
        return found

    return standing
