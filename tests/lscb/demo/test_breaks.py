"""Where the demonstration's lines begin anew, the figures have moved as the reasons say."""

from fractions import Fraction

from lscb.demo.breaks import breaks
from lscb.demo.story import PERIODS, figures
from scorecard.catalogue.catalogue import by_code
from scorecard.rules.variation import Footing, analyse


def values(code):
    line = [one for one in figures() if (one.code, one.breakdown, one.area) == (code, "all", "")]
    return [Fraction(one.numerator) / Fraction(one.denominator or 1) for one in line]


def stretches(one):
    """The line before the break and after it."""
    place = [period.first for period in PERIODS[by_code(one.code).frequency]].index(one.first)
    line = values(one.code)
    return line[:place], line[place:]


def test_there_are_changed_definitions_and_a_new_usual_level_each_with_its_reason():
    assert [(one.code, one.kind) for one in breaks()] == [
        ("T01", "definition"),
        ("O11", "definition"),
        ("D06", "rebase"),
    ]
    assert all(one.reason.endswith(".") for one in breaks())


def test_each_line_moves_where_it_begins_anew_and_not_afterwards():
    for one in breaks():
        before, after = stretches(one)
        assert max(before) < min(after), one.code
        assert analyse(after)[-1].special.side is None, one.code


def test_early_help_starts_about_a_fifth_more_than_before_its_hubs():
    before, after = stretches(next(one for one in breaks() if one.code == "D06"))
    more = sum(after) / len(after) / (sum(before) / len(before))

    assert Fraction(117, 100) < more < Fraction(123, 100)


def test_what_follows_the_break_in_2013_is_long_enough_for_a_usual_range():
    _, after = stretches(breaks()[0])

    assert analyse(after)[-1].stage is not Footing.TOO_FEW
