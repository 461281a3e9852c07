"""What totals, differences and printed percentages say of whole numbers, beside rounding every pair there is."""

from decimal import Decimal

import pytest

from scorecard.rules.numbers import rounded
from scorecard.rules.numbers import share as exactly
from scorecard.rules.suppression.relations import complement, difference, same, share, total


def ends(relation):
    return relation.low, relation.high


def holds(relation, **values):
    sum_of = sum(values[key] * coefficient for key, coefficient in relation.terms)
    return (relation.low is None or sum_of >= relation.low) and (
        relation.high is None or sum_of <= relation.high
    )


def test_parts_less_their_whole_come_to_nothing():
    parts = total("sum", ["a", "b"], "w")

    assert parts.terms == (("a", 1), ("b", 1), ("w", -1))
    assert (ends(parts), parts.whole, parts.shown) == ((0, 0), "w", True)
    assert complement("rest", "n", "r", "d") == total("rest", ["n", "r"], "d")
    assert difference("so far", "q2", "q1", "own") == total("so far", ["q1", "own"], "q2")


def test_one_count_under_two_keys_is_no_whole_of_anything():
    alike = same("editions", "now", "then")

    assert alike.terms == (("now", 1), ("then", -1))
    assert (ends(alike), alike.whole) == ((0, 0), None)


@pytest.mark.parametrize(
    ("printed", "of", "per", "least", "most"),
    [
        ("50", 200, 100, 99, 100),  # 101 of 200 are 50.5%, and printed as 51
        ("33.3", 300, 100, 100, 100),  # 99.75 or more, less than 100.05
        ("0", 400, 100, 0, 1),  # 2 of 400 are 0.5%, and printed as 1
        ("100", 400, 100, 398, 401),
        ("46.5", 20_000, 10_000, 93, 93),
        ("1E+1", 100, 100, 10, 10),  # ten, however it is written
        ("0.25", 40_000, 10_000, 1, 1),
    ],
)
def test_of_a_number_everybody_knows_a_printed_share_says_from_where_to_where_the_count_is(
    printed, of, per, least, most
):
    (one,) = share("a rate", "n", of, Decimal(printed), per=per, place="here")

    assert (one.terms, ends(one), one.place) == ((("n", 1),), (least, most), "here")


def test_a_share_is_a_percentage_unless_it_is_told_of_how_many():
    (one,) = share("a share", "n", 200, Decimal(50), place=None)

    assert ends(one) == (99, 100)


@pytest.mark.parametrize("printed", ["0", "7", "33.3", "50.0", "62.5", "99.9", "100", "12.50"])
def test_of_two_cells_a_printed_percentage_allows_what_rounds_to_it_and_nothing_else(printed):
    value = Decimal(printed)
    places = -value.as_tuple().exponent
    told = share("a share", "n", "d", value, place="here")

    assert [one.place for one in told] == ["here", "here"]
    for d in range(1, 61):
        for n in range(d + 1):
            fits = rounded(exactly(n, d, per=100), places) == value
            assert all(holds(one, n=n, d=d) for one in told) is fits, (n, d)


def test_the_two_ends_of_a_percentage_are_told_in_whole_numbers():
    """33.3 is 33.25 or more and less than 33.35: 2000 n − 665 d is nought or more, 2000 n − 667 d is less."""
    from_here, up_to_there = share("a share", "n", "d", Decimal("33.3"), place=None)

    assert (from_here.terms, ends(from_here)) == ((("n", 2000), ("d", -665)), (0, None))
    assert (up_to_there.terms, ends(up_to_there)) == ((("n", 2000), ("d", -667)), (None, -1))
