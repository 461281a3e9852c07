"""The scales standards are scored by, and the standards a board starts from."""

import pytest

from registers.rules.section_11.principles import PRINCIPLES, YEARS, principles_of
from registers.rules.section_11.scales import LEVELS, SCALE_WORDS, Scale, level, top


@pytest.mark.parametrize(
    ("scale", "words"),
    [
        (Scale.NOUGHT_TO_THREE, ["0", "1", "2", "3"]),
        (Scale.RED_AMBER_GREEN, ["Red", "Amber", "Green"]),
        (Scale.MET_PARTLY_NOT, ["Not met", "Partly met", "Met"]),
    ],
)
def test_levels_stand_from_the_worst_up_each_kept_as_its_place(scale: Scale, words: list[str]) -> None:
    assert top(scale) == len(words) - 1
    assert [level(scale, value).word for value in range(len(words))] == words
    assert [one.value for one in LEVELS[scale]] == list(range(len(words)))


@pytest.mark.parametrize("scale", Scale)
def test_a_number_beyond_a_scale_is_no_level_of_it(scale: Scale) -> None:
    for value in (-1, top(scale) + 1):
        with pytest.raises(ValueError, match=f"{SCALE_WORDS[scale]} has no level {value}"):
            level(scale, value)


@pytest.mark.parametrize(
    ("year", "standards"),
    [(2006, 0), (2007, 8), (2012, 8), (2013, 12), (2017, 12), (2018, 13), (2026, 13)],
)
def test_each_guidance_added_to_the_eight_that_were_there(year: int, standards: int) -> None:
    assert principles_of(year) == PRINCIPLES[:standards]


def test_the_years_a_board_may_choose_are_those_in_which_guidance_asked_more() -> None:
    assert [year for year, _ in YEARS] == [2007, 2013, 2018] == sorted({one.since for one in PRINCIPLES})
