"""Imports point down only, and no room escapes being asked."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.house import FLOORS, NOT_ROOMS, ROOMS, ROOT, modules, tracked

LINT = Path(sys.executable).with_name("lint-imports")


def contracts() -> tuple[dict[str, object], ...]:
    """The floors, as pyproject.toml has them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    return (settings, *settings["contracts"])


def contract(name: str) -> dict[str, object]:
    return next(one for one in contracts()[1:] if one["id"] == name)


def rooms_that_exist() -> set[str]:
    return {room for room in ROOMS if (ROOT / room / "__init__.py").exists()}


def test_every_contract_of_the_floors_holds() -> None:
    asked = subprocess.run([LINT, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert asked.returncode == 0, asked.stdout + asked.stderr
    assert "0 broken" in asked.stdout


def test_every_folder_of_python_is_a_room_or_known_not_to_be_one() -> None:
    folders = {
        path.relative_to(ROOT).parts[0]
        for path in tracked()
        if path.suffix == ".py" and len(path.relative_to(ROOT).parts) > 1
    }

    assert folders - set(ROOMS) - set(NOT_ROOMS) == set()


def test_every_room_that_exists_is_asked_about() -> None:
    assert set(contracts()[0]["root_packages"]) == rooms_that_exist()  # type: ignore[call-overload]


def test_the_contract_has_the_rooms_in_the_houses_order() -> None:
    layers = contract("house")["layers"]
    assert isinstance(layers, list)
    named = tuple(tuple(one.strip(" ()") for one in layer.split("|")) for layer in layers)

    assert named == FLOORS


def test_every_room_with_models_has_its_floors_checked_and_nothing_in_it_is_exempt() -> None:
    floors = contract("floors")

    with_models = {room for room in rooms_that_exist() if (ROOT / room / "models").exists()}
    assert set(floors["containers"]) == with_models  # type: ignore[call-overload]
    assert floors["exhaustive"] is True
    assert set(floors["exhaustive_ignores"]) == {"apps", "migrations", "templatetags"}  # type: ignore[call-overload]


def test_no_contract_ignores_an_import() -> None:
    assert [one["id"] for one in contracts()[1:] if "ignore_imports" in one] == []


def test_every_rooms_rules_are_under_the_contract_of_purity() -> None:
    rules = {f"{room}.rules" for room in rooms_that_exist() if (ROOT / room / "rules").exists()}

    pure = contract("rules")["source_modules"]
    assert rules - set(pure) == set(), "Add the room's rules to the contract “rules”."  # type: ignore[call-overload]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_named_for_being_left_over(path: Path) -> None:
    """A module is named for what it holds. Tests may be called after what they start."""
    leftovers = {
        "utils",
        "util",
        "helpers",
        "helper",
        "common",
        "services",
        "service",
        "manager",
        "managers",
        "data2",
    }

    assert set(path.relative_to(ROOT).with_suffix("").parts) & leftovers == set()


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_hand_written_outgrows_reading(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 400
