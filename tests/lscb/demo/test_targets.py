"""The demonstration's targets are for indicators that have a good direction, in their own units."""

from lscb.demo.targets import targets
from scorecard.catalogue.catalogue import by_code
from scorecard.rules.figures import Polarity, Unit


def test_every_target_is_for_six_years():
    years = {}
    for one in targets():
        years.setdefault(one.code, []).append(one.year)

    assert len(years) > 40
    assert set(map(tuple, years.values())) == {(2012, 2013, 2014, 2015, 2016, 2017)}


def test_only_indicators_with_one_good_direction_have_a_target():
    for one in targets():
        assert by_code(one.code).polarity in {Polarity.HIGHER, Polarity.LOWER}, one.code


def test_targets_of_percentages_are_percentages():
    for one in targets():
        if by_code(one.code).unit is Unit.PERCENT:
            assert 0 < one.value <= 100


def test_targets_may_move_from_year_to_year():
    moving = [one.value for one in targets() if one.code == "M05"]

    assert moving == sorted(moving)
    assert len(set(moving)) > 1
