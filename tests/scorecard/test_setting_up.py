"""Setting a board up: what it measures, where it is, what it wants; the commands that do so; published figures."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from agencies.models import Agency, Board, Entry, Membership, Person
from agencies.queries.standings import standing_at
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from scorecard.actions import commentary, indicators, places
from scorecard.catalogue import catalogue
from scorecard.models import Area, Benchmark, Commentary, Indicator, Perspective, Population, Target
from tests.building import LAST
from tests.factories import HAMPSHIRE, AreaFactory
from tests.scorecard.imports.benchmarks import build

OFFICE = Actor(None, "The office")


def test_a_board_takes_over_what_its_agencies_can_report(
    board: Board, health: Agency, police: Agency
) -> None:
    wanted = {"hlt", "pol", "all"}

    adopted = indicators.adopt_catalogue(
        board=board, owners={"hlt": health, "pol": police}, since=date(2012, 4, 1), by=OFFICE
    )

    listed = [one for one in catalogue.load() if one.owner in wanted]
    assert [one.code for one in adopted] == [one.code for one in listed]
    assert list(Indicator.objects.filter(board=board).values_list("code", flat=True)) == [
        one.code for one in listed
    ]
    kept = {one.code: one for one in Indicator.objects.select_related("owner")}
    for one in listed:
        assert kept[one.code].owner == {"hlt": health, "pol": police, "all": None}[one.owner]
        assert (kept[one.code].unit, kept[one.code].polarity) == (one.unit.value, one.polarity.value)
    assert Perspective.objects.filter(board=board).count() == len(catalogue.perspectives())


def test_taking_the_catalogue_over_twice_changes_nothing_the_second_time(
    board: Board, health: Agency
) -> None:
    def adopt() -> None:
        indicators.adopt_catalogue(board=board, owners={"hlt": health}, since=date(2012, 4, 1), by=OFFICE)

    adopt()
    before = Indicator.objects.count()
    with pytest.raises(IntegrityError), transaction.atomic():
        adopt()

    assert Indicator.objects.count() == before


def test_a_target_is_set_once_a_year_and_a_later_word_replaces_it(scorecard: dict[str, Indicator]) -> None:
    for value in (20, 18):
        indicators.set_target(indicator=scorecard["H02"], year=2017, value=Decimal(value), by=OFFICE)

    target = Target.objects.get()
    assert (target.value, target.set_by) == (18, "The office")
    assert Entry.objects.filter(verb="indicators.set_target").count() == 2


def test_places_and_people_are_entered_with_their_source(db: None) -> None:
    county = places.enter_area(code=HAMPSHIRE, name="Hampshir", kind="authority", by=OFFICE)
    places.enter_area(code=HAMPSHIRE, name="Hampshire", kind="authority", by=OFFICE)
    places.enter_population(
        area=county,
        mid_year=2017,
        ages="0-17",
        people=284_002,
        source="A publication",
        published_on=date(2018, 6, 28),
        by=OFFICE,
        sheet="B1",
        cell="C9",
    )

    assert Area.objects.get().name == "Hampshire"
    kept = Population.objects.get()
    assert (kept.people, kept.source, kept.sheet, kept.cell) == (284_002, "A publication", "B1", "C9")
    assert Entry.objects.filter(words__startswith="Mended the area Hampshire").exists()


def test_commentary_is_the_owners_word_and_never_empty(
    scorecard: dict[str, Indicator], health: Agency, helen: Standing, paul: Standing, police: Agency
) -> None:
    def write(code: str, agency: Agency, by: Standing, text: str = "Two staff left.") -> Commentary:
        return commentary.write(indicator=scorecard[code], agency_id=agency.pk, period=LAST, text=text, by=by)

    for code, agency, by, text, why in (
        ("H02", health, paul, "x", "written by the agency that owns"),
        ("P01", health, helen, "x", "written by the agency that owns"),
        ("H02", health, helen, "  ", "Write the commentary first"),
    ):
        with pytest.raises(Refused, match=why):
            write(code, agency, by, text)
    write("W01", police, paul)
    write("H02", health, helen)

    assert Commentary.objects.count() == 2
    assert Entry.objects.filter(verb="commentary.write").count() == 2


@pytest.fixture
def create(db: None, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Run `create_board`, typing this password."""

    def run(*more: str, password: str = "three random words") -> str:
        monkeypatch.setattr("getpass.getpass", lambda *_: password)
        out = StringIO()
        call_command(
            "create_board",
            "midshire",
            "Midshire Safeguarding Children Board",
            "--area=E10000099",
            "--area-name=Midshire",
            "--manager-email=Office@Midshire.example",
            "--manager-name=Molly Field",
            *more,
            stdout=out,
        )
        return out.getvalue()

    return run


def test_the_command_opens_a_board_whose_manager_can_sign_in_and_invite(create: Callable[..., str]) -> None:
    said = create("--agency=hlt=community_trust=Midshire Health", "--agency=pol=police=Midshire Police")

    manager = Person.objects.get(email="office@midshire.example")
    standing = standing_at(manager, "midshire")
    assert "Midshire Safeguarding Children Board is open." in said
    assert manager.check_password("three random words")
    assert standing is not None
    assert standing.words == "Business manager"
    assert not standing.synthetic
    assert {one.agency.name for one in Board.objects.get().seats.all()} == {
        "Midshire Health",
        "Midshire Police",
    }
    assert Indicator.objects.filter(board__code="midshire").exists()


@pytest.mark.parametrize(
    ("more", "password", "words"),
    [
        ((), "short", "at least 12 characters"),
        (("--agency=hlt",), "three random words", "write OWNER=KIND=NAME"),
        (("--agency=zzz=police=X",), "three random words", "write OWNER=KIND=NAME"),
        (("--agency=pol=fairy=X",), "three random words", "write OWNER=KIND=NAME"),
    ],
)
def test_a_command_that_cannot_be_carried_out_changes_nothing(
    create: Callable[..., str], more: tuple[str, ...], password: str, words: str
) -> None:
    with pytest.raises(CommandError, match=words):
        create(*more, password=password)

    assert not Board.objects.exists()
    assert not Person.objects.exists()
    assert not Membership.objects.exists()


def test_a_board_is_not_opened_twice(create: Callable[..., str]) -> None:
    create()

    with pytest.raises(CommandError, match="There is a board called midshire already"):
        create()

    assert Board.objects.count() == 1


def load_workbook(folder: Path, data: bytes | None = None, *more: str) -> str:
    """Run `import_benchmarks` on a workbook built by code; what it says."""
    path = folder / "tables.xlsx"
    path.write_bytes(build.workbook() if data is None else data)
    out = StringIO()
    call_command("import_benchmarks", str(path), *more, stdout=out)
    return out.getvalue()


def test_the_command_loads_published_figures_once_and_says_what_it_took_and_left(
    db: None, tmp_path: Path
) -> None:
    first = load_workbook(tmp_path)
    held = Benchmark.objects.count()
    second = load_workbook(tmp_path)

    assert f"{held} published values loaded, 0 were held already." in first
    assert f"0 published values loaded, {held} were held already." in second
    assert "took" in first
    assert "left" in first
    assert held > 0
    assert Benchmark.objects.count() == held
    for one in Benchmark.objects.all():
        assert one.source
        assert one.sheet
        assert one.cell
        assert one.published_on
    assert Entry.objects.filter(verb="benchmarks.load").count() == 2


def test_a_file_that_is_no_workbook_or_is_not_there_loads_nothing(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"tables\.xlsx"):
        load_workbook(tmp_path, b"no workbook at all")
    with pytest.raises(CommandError, match="could not be opened"):
        call_command("import_benchmarks", str(tmp_path / "nowhere.xlsx"))

    assert not Benchmark.objects.exists()


def test_published_figures_are_loaded_for_the_area_of_every_board(
    db: None, board: Board, tmp_path: Path
) -> None:
    AreaFactory(code=HAMPSHIRE, name="Hampshire")

    load_workbook(tmp_path)

    assert Benchmark.objects.filter(area__code=HAMPSHIRE).exists()
