"""What a definition must hold, which of its changes begin a new version, and what a code is."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest

from scorecard.catalogue import catalogue
from scorecard.rules.definitions import (
    CALLED,
    COUNTED,
    COUNTED_IN_WORDS,
    DEFINITION,
    WORDS,
    changed,
    code_fault,
    faults,
    listed,
)

SOUND: dict[str, Any] = {
    "title": "Children seen within ten days",
    "why": "",
    "varies_because": "",
    "questions": [],
    "perspective": 1,
    "owner": None,
    "tolerance": Decimal(0),
    "decimals": 1,
    "numerator": "Those seen within ten days",
    "denominator": "All",
    "unit": "percent",
    "per": None,
    "ages": "",
    "kind": "flow",
    "basis": "in_period",
    "frequency": "quarter",
    "polarity": "higher",
    "band_low": None,
    "band_high": None,
    "breakdown": "",
    "breakdown_values": [],
    "whole": True,
}
RATE = {"unit": "rate", "per": 10_000, "ages": "0-17"}


def test_a_sound_definition_has_no_fault() -> None:
    assert set(SOUND) == {*WORDS, *DEFINITION} == set(CALLED)
    assert faults(SOUND) == {}
    assert faults(SOUND | RATE) == {}
    assert faults(SOUND | {"polarity": "band", "band_low": Decimal(1), "band_high": Decimal(2)}) == {}
    assert faults(SOUND | {"kind": "snapshot", "basis": "snapshot"}) == {}
    assert faults(SOUND | {"unit": "count", "denominator": ""}) == {}
    assert faults(SOUND | {"breakdown": "age", "breakdown_values": ["0-4", "5-9"]}) == {}
    assert faults(SOUND | {"breakdown": "agency"}) == {}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": "  "}, "title"),
        ({"numerator": ""}, "numerator"),
        ({"denominator": ""}, "denominator"),
        ({"unit": "count"}, "denominator"),
        ({"unit": "median"}, "denominator"),
        ({"per": 1000}, "per"),
        ({"ages": "0-17"}, "ages"),
        (RATE | {"per": None}, "per"),
        (RATE | {"per": 0}, "per"),
        (RATE | {"ages": ""}, "ages"),
        (RATE | {"ages": "17-0"}, "ages"),
        (RATE | {"ages": "children"}, "ages"),
        ({"kind": "snapshot"}, "basis"),
        ({"basis": "snapshot"}, "basis"),
        ({"band_low": Decimal(1)}, "band_low"),
        ({"polarity": "band"}, "band_low"),
        ({"polarity": "band", "band_low": Decimal(2), "band_high": Decimal(2)}, "band_low"),
        ({"polarity": "band", "band_low": Decimal(2), "band_high": None}, "band_low"),
        ({"breakdown_values": ["0-4"]}, "breakdown"),
        ({"breakdown": "age", "breakdown_values": ["Boys", "boys"]}, "breakdown_values"),
        ({"breakdown": "age", "breakdown_values": ["All"]}, "breakdown_values"),
        ({"breakdown": "age", "breakdown_values": [str(one) for one in range(41)]}, "breakdown_values"),
        ({"breakdown": "age", "breakdown_values": ["x" * 201]}, "breakdown_values"),
        ({"questions": ["Why?"] * 4}, "questions"),
        ({"questions": ["x" * 201]}, "questions"),
        ({"tolerance": Decimal(-1)}, "tolerance"),
        ({"tolerance": None}, "tolerance"),
        ({"decimals": 4}, "decimals"),
        ({"decimals": None}, "decimals"),
        ({"decimals": -1}, "decimals"),
    ],
)
def test_what_contradicts_itself_is_said_of_its_field_in_a_sentence(
    given: dict[str, Any], field: str
) -> None:
    found = faults(SOUND | given)

    assert list(found) == [field]
    assert found[field].endswith(".")


@pytest.mark.parametrize(
    "given",
    [
        RATE | {"per": 1},
        RATE | {"ages": "16-16"},
        {"breakdown": "age", "breakdown_values": [str(one) for one in range(40)]},
        {"breakdown": "age", "breakdown_values": ["x" * 200]},
        {"questions": ["x" * 200] * 3},
        {"tolerance": Decimal(0), "decimals": 0},
        {"decimals": 3},
    ],
    ids=["one", "one year", "forty parts", "a long part", "long questions", "noughts", "three places"],
)
def test_what_just_fits_is_sound(given: dict[str, Any]) -> None:
    assert faults(SOUND | given) == {}


def test_every_fault_is_found_at_once() -> None:
    assert set(faults(SOUND | {"title": "", "per": 5, "basis": "snapshot"})) == {"title", "per", "basis"}


def test_the_whole_catalogue_is_sound() -> None:
    for one in catalogue.load():
        given = {name: getattr(one, name) for name in DEFINITION if name != "breakdown_values"}
        words = {"title": one.title, "tolerance": one.tolerance, "decimals": one.decimals}
        values = {"breakdown_values": list(one.breakdown_values), "questions": list(one.questions)}
        assert faults(given | words | values) == {}, one.code


@pytest.mark.parametrize(
    ("code", "sound"),
    [
        ("L01", True),
        ("W03a", True),
        ("ABCD1234", True),
        ("", False),
        ("add", False),
        ("catalogue", False),
        ("l01", False),
        ("L", False),
        ("L01/", False),
        ("L01\n", False),
        ("ABCDE1", False),
        ("L٣", False),
    ],
)
def test_a_code_is_capitals_and_a_number(code: str, sound: bool) -> None:
    assert (code_fault(code) == "") is sound


def test_every_code_of_the_catalogue_is_one() -> None:
    assert [one.code for one in catalogue.load() if code_fault(one.code)] == []


@dataclass
class Held:
    """What an indicator has of two fields."""

    unit: str = "percent"
    title: str = "A title"


def test_what_changed_is_named_in_words_and_what_is_not_given_has_not_changed() -> None:
    assert changed(Held(), {"unit": "rate", "title": "A title"}, ("title", "unit")) == ("unit",)
    assert changed(Held(), {}, ("title", "unit")) == ()
    assert listed(("unit", "numerator")) == "unit, what is counted"


def test_no_field_is_both_a_word_and_a_part_of_the_definition() -> None:
    assert not set(WORDS) & set(DEFINITION)
    assert not set(COUNTED) & set(COUNTED_IN_WORDS)
