"""The command that opens a board leaves alone what is there, and shares agencies that straddle boards."""

from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command

from agencies.models import Agency, Board, Person
from scorecard.management.commands.create_board import RESERVED
from scorecard.models import Area, Indicator
from tests.architecture.routes import routes
from tests.factories import AreaFactory


@pytest.fixture
def create(db: None, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Run the command for a board with this code."""
    monkeypatch.setattr("getpass.getpass", lambda *_: "three random words")

    def run(code: str, *more: str, area: str = "E10000099") -> None:
        call_command(
            "create_board",
            code,
            f"The board {code}",
            f"--area={area}",
            "--area-name=Mended",
            "--manager-email=office@example.org",
            "--manager-name=Molly Field",
            *more,
            verbosity=0,
        )

    return run


def test_an_area_that_is_known_keeps_its_name_and_parent(create: Callable[..., None]) -> None:
    region = AreaFactory(code="E12000008", name="South East")
    AreaFactory(code="E10000099", name="Midshire", parent=region)

    create("midshire")

    area = Area.objects.get(code="E10000099")
    assert (area.name, area.parent) == ("Midshire", region)


def test_an_area_that_is_not_known_is_entered(create: Callable[..., None]) -> None:
    create("midshire")

    assert Area.objects.get(code="E10000099").name == "Mended"


def test_an_agency_that_straddles_boards_stays_one(create: Callable[..., None]) -> None:
    create("midshire", "--agency=pol=police=Midshire Police")
    create("newshire", "--agency=pol==midshire-pol", area="E10000098")

    police = Agency.objects.get()
    assert {seat.board.code for seat in police.seats.all()} == {"midshire", "newshire"}
    assert {seat.statutory for seat in police.seats.all()} == {True}
    assert Indicator.objects.filter(board__code="newshire", owner=police).exists()


@pytest.mark.parametrize(
    ("code", "more", "words"),
    [
        ("two words", (), "valid"),
        ("mid/shire", (), "valid"),
        ("", (), "valid"),
        ("m" * 41, (), "at most 40 characters"),
        *((code, (), "A board cannot be called") for code in sorted(RESERVED)),
        ("midshire", ("--agency=pol==nobody",), "there is no agency with the code nobody; there are: none"),
        ("midshire", ("--agency=pol==",), "OWNER==CODE"),
        ("midshire", ("--agency=zzz==x",), "OWNER==CODE"),
    ],
)
def test_a_board_with_an_impossible_code_or_agency_is_not_opened(
    create: Callable[..., None], code: str, more: tuple[str, ...], words: str
) -> None:
    with pytest.raises(CommandError, match=words):
        create(code, *more)

    assert not Board.objects.exists()
    assert not Person.objects.exists()


def test_an_area_code_too_long_for_its_column_is_told_and_changes_nothing(
    create: Callable[..., None],
) -> None:
    with pytest.raises(CommandError, match="Nothing was changed"):
        create("midshire", area="E" * 40)

    assert not Board.objects.exists()


def test_no_address_of_the_portal_itself_can_be_a_boards() -> None:
    firsts = {one.pattern.split("/")[1] for one in routes()}

    assert {one for one in firsts if one and "<" not in one} <= RESERVED
