"""The starting catalogue is whole, says what each measure is, and is refused when it contradicts itself."""

from collections import Counter
from decimal import Decimal

import pytest

from scorecard.catalogue import catalogue
from scorecard.catalogue.catalogue import CatalogueWrong, by_code, indicator_from, load, perspectives
from scorecard.rules.figures import Basis, Kind, Polarity, Unit

SEVERAL = {
    "D07": "ab",
    "D14": "ab",
    "M02": "abc",
    "M12": "ab",
    "O01": "ab",
    "O08": "ab",
    "O12": "ab",
    "O15": "ab",
    "O17": "ab",
    "W04": "ab",
    "W08": "ab",
    "W10": "abcd",
}
ROWS = {"D": 14, "T": 13, "M": 13, "O": 20, "W": 10}
SOUND = {
    "code": "X01",
    "title": "Things",
    "unit": "percent",
    "kind": "flow",
    "polarity": "higher",
    "owner": "csc",
    "perspective": "children",
    "numerator": "Good things",
    "denominator": "Things",
    "why": "Because.",
    "questions": ["Why?"],
    "comparator": "None.",
    "varies_because": "It varies.",
}


def test_every_row_of_the_table_is_here_and_a_row_of_several_measures_is_one_indicator_each():
    rows = [f"{letter}{number:02}" for letter, size in ROWS.items() for number in range(1, size + 1)]
    expected = [row + part for row in rows for part in SEVERAL.get(row, " ")]

    assert [one.code for one in load()] == [code.strip() for code in expected]
    assert len(load()) == 85


def test_mix_rows_are_one_indicator_with_a_breakdown():
    broken_down = {one.code: (one.breakdown, len(one.breakdown_values)) for one in load() if one.breakdown}

    assert broken_down == {
        "D05": ("source", 11),
        "D13": ("category", 5),
        "O04": ("level", 3),
        "O18": ("sector", 7),
        "W05": ("agency", 0),
        "W06": ("agency", 0),
    }


def test_perspectives_are_the_four_tiles_and_each_measure_hangs_under_the_right_one():
    elsewhere = {"T13", "M09", "W10a", "W10b", "W10c", "W10d"}
    letters = {"children": "DO", "practice": "TM", "workforce": "W"}

    assert [one.code for one in perspectives()] == ["children", "practice", "workforce", "partnership"]
    for one in load():
        if one.code in elsewhere:
            assert one.perspective == "partnership", one.code
        else:
            assert one.code[0] in letters[one.perspective], one.code


def test_repeat_plans_are_counted_over_plans_started_and_are_good_within_a_band():
    repeat = by_code("T05")

    assert repeat.numerator == "Plans started in the period for a child with any earlier plan"
    assert repeat.denominator == "Child protection plans started in the period"
    assert (repeat.polarity, repeat.band_low, repeat.band_high) == (Polarity.BAND, Decimal(10), Decimal(15))


def test_bases_other_than_the_usual_ones_are_said():
    unusual = {
        one.code: one.basis
        for one in load()
        if one.basis is not (Basis.SNAPSHOT if one.kind is Kind.SNAPSHOT else Basis.IN_PERIOD)
    }

    assert unusual == {"O14": Basis.YEAR_TO_DATE, "O16": Basis.ROLLING}


def test_what_is_not_quarterly_is_said():
    assert {one.code: one.frequency for one in load() if one.frequency != "quarter"} == {
        "O06": "year",
        "O11": "term",
        "O12a": "term",
        "O12b": "term",
        "O19": "year",
        "W10b": "year",
    }


def test_only_posts_and_days_come_in_parts():
    assert {one.code for one in load() if not one.whole} == {"W01", "W02", "W03", "W04a", "W04b"}


def test_rates_are_per_people_of_stated_ages():
    rates = {one.code: (one.per, one.ages) for one in load() if one.unit is Unit.RATE}

    assert rates.pop("O06") == (100_000, "10-24")
    assert rates.pop("O16") == (100_000, "10-17")
    assert set(rates.values()) == {(10_000, "0-17")}


def test_every_measure_can_be_read_by_someone_who_has_never_seen_it():
    for one in load():
        assert one.title == one.title.strip()
        assert len(one.title) <= 60, one.code
        for sentence in (one.why, one.comparator, one.varies_because):
            assert sentence.endswith("."), one.code
        assert all(question.endswith("?") for question in one.questions), one.code
    assert max(Counter(one.title for one in load()).values()) == 1


def test_a_code_that_is_not_in_the_catalogue_is_a_key_error():
    with pytest.raises(KeyError):
        by_code("Z99")


def test_what_a_row_leaves_out_follows_from_its_kind_and_unit():
    one = indicator_from(SOUND)

    assert (one.basis, one.frequency, one.decimals, one.tolerance) == (Basis.IN_PERIOD, "quarter", 1, 0)
    assert indicator_from({**SOUND, "kind": "snapshot"}).basis is Basis.SNAPSHOT


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"unit": "per cent"}, "per cent"),
        ({"colour": "red"}, "colour"),
        ({"questions": []}, "between one and three questions"),
        ({"perspective": "weather"}, "weather"),
        ({"owner": "fire"}, "fire"),
        ({"frequency": "week"}, "week"),
        ({"unit": "rate"}, "`per` and `ages`"),
        ({"per": 10_000, "ages": "0-17"}, "`per` and `ages`"),
        ({"kind": "snapshot", "basis": "rolling"}, "snapshot's basis"),
        ({"basis": "snapshot"}, "snapshot's basis"),
        ({"denominator": ""}, "needs a denominator"),
        ({"unit": "count"}, "needs a denominator"),
        ({"polarity": "band"}, "both its ends"),
        ({"band_low": 1, "band_high": 2}, "both its ends"),
        ({"polarity": "band", "band_low": 15, "band_high": 10}, "the lower first"),
        ({"breakdown_values": ["one"]}, "breakdown's name"),
    ],
)
def test_a_contradiction_is_refused_naming_the_indicator_and_what_is_wrong(change, words):
    with pytest.raises(CatalogueWrong, match="X01") as refusal:
        indicator_from({**SOUND, **change})

    assert words in str(refusal.value)


def test_a_missing_word_is_refused():
    with pytest.raises(CatalogueWrong, match="unit"):
        indicator_from({name: value for name, value in SOUND.items() if name != "unit"})


def test_a_code_given_twice_is_refused(tmp_path, monkeypatch):
    (tmp_path / "indicators").mkdir()
    table = "\n".join(f"{name} = {value!r}" for name, value in SOUND.items()).replace("'", '"')
    for name in ("1.toml", "2.toml"):
        (tmp_path / "indicators" / name).write_text(f"[[indicator]]\n{table}\n")
    monkeypatch.setattr(catalogue, "_HERE", tmp_path)

    assert perspectives()
    with pytest.raises(CatalogueWrong, match=r"Given twice: X01\."):
        load.__wrapped__()
