"""What may stand beside a figure: only what is counted as it is, over as long."""

import pytest

from scorecard.rules.comparisons import Counted, counted_alike
from scorecard.rules.figures import Basis, Unit

MARCH, JUNE, DECEMBER = 3, 6, 12
PERCENT, RATE, COUNT, MEDIAN = Unit.PERCENT, Unit.RATE, Unit.COUNT, Unit.MEDIAN
IN_PERIOD, SNAPSHOT, SO_FAR, ROLLING = Basis.IN_PERIOD, Basis.SNAPSHOT, Basis.YEAR_TO_DATE, Basis.ROLLING


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("ours", Basis)
@pytest.mark.parametrize("theirs", Basis)
def test_a_value_on_another_basis_never_stands_beside(unit: Unit, ours: Basis, theirs: Basis) -> None:
    one, other = (Counted(unit, basis, 12, MARCH) for basis in (ours, theirs))

    assert counted_alike(one, other) is (ours is theirs)


@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize("ours", Unit)
@pytest.mark.parametrize("theirs", Unit)
def test_nor_does_one_in_another_unit(basis: Basis, ours: Unit, theirs: Unit) -> None:
    one, other = (Counted(unit, basis, 12, MARCH) for unit in (ours, theirs))

    assert counted_alike(one, other) is (ours is theirs)


@pytest.mark.parametrize(
    ("unit", "basis", "ours", "theirs", "alike"),
    [
        (RATE, IN_PERIOD, (3, DECEMBER), (12, MARCH), True),  # shown a year
        (RATE, IN_PERIOD, (3, DECEMBER), (3, DECEMBER), False),  # theirs is a quarter's
        (RATE, SNAPSHOT, (3, DECEMBER), (12, MARCH), True),
        (RATE, ROLLING, (12, DECEMBER), (12, MARCH), True),
        (RATE, ROLLING, (12, DECEMBER), (6, MARCH), False),
        (COUNT, IN_PERIOD, (3, MARCH), (12, MARCH), False),
        (COUNT, IN_PERIOD, (3, MARCH), (3, DECEMBER), True),
        (COUNT, SNAPSHOT, (3, DECEMBER), (12, MARCH), True),
        (PERCENT, IN_PERIOD, (3, DECEMBER), (12, MARCH), True),
        (MEDIAN, IN_PERIOD, (3, DECEMBER), (12, MARCH), True),
        (PERCENT, SO_FAR, (3, DECEMBER), (12, MARCH), False),
        (PERCENT, SO_FAR, (3, MARCH), (12, MARCH), True),
        (COUNT, SO_FAR, (3, JUNE), (3, JUNE), True),
        (COUNT, ROLLING, (12, JUNE), (12, MARCH), True),
    ],
)
def test_how_long_each_is_of_counts_where_a_value_grows_with_it(
    unit: Unit, basis: Basis, ours: tuple[int, int], theirs: tuple[int, int], alike: bool
) -> None:
    assert counted_alike(Counted(unit, basis, *ours), Counted(unit, basis, *theirs)) is alike


def test_a_rate_of_another_base_never_stands_beside() -> None:
    of = {per: Counted(RATE, SNAPSHOT, 12, MARCH, per) for per in (10_000, 100_000, None)}

    assert not counted_alike(of[10_000], of[100_000])
    assert counted_alike(of[10_000], of[10_000])
    assert counted_alike(of[10_000], of[None])
