"""Whatever numbers a sound file holds come out exactly, in both layouts and both formats."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecard.rules.numbers import rounded
from scorecard.rules.periods import Period, quarter
from tests.scorecard.imports.board import CHILDREN, FORMATS, checked, told

QUARTERS = [quarter(2012, n) for n in (1, 2, 3, 4)] + [quarter(2013, 1)]
COUNT = st.integers(0, 10**9)
TENTHS = st.integers(0, 10**7).map(lambda n: Decimal(n) / 10)


@st.composite
def share(draw) -> tuple[Decimal, Decimal]:
    whole = draw(st.integers(1, 10**7))
    return Decimal(draw(st.integers(0, whole))), Decimal(whole)


FIGURES = st.fixed_dictionaries(
    {},
    optional={
        "D01": COUNT.map(lambda n: (Decimal(n), None, None)),
        "D02": st.integers(0, CHILDREN).map(lambda n: (Decimal(n), None, None)),
        "T05": share().map(lambda pair: (*pair, None)),
        "W01": st.decimals(Decimal("1.01"), 100, places=4).map(lambda value: (None, None, value)),
        "W03": st.tuples(TENTHS, TENTHS.filter(bool)).map(lambda pair: (*pair, None)),
        "T03": TENTHS.map(lambda value: (None, None, value)),
    },
).filter(bool)
FILES = st.dictionaries(st.sampled_from(QUARTERS), FIGURES, min_size=1).filter(
    lambda held: QUARTERS[-1] in held
)
Held = dict[Period, dict[str, tuple[Decimal | None, Decimal | None, Decimal | None]]]


def expected(held: Held):
    """What must come out, worked out the long way from what was put in."""
    for period, figures in held.items():
        for code, (n, d, value) in figures.items():
            if code == "D01":
                yield code, period, n, None, n
            elif code == "D02":
                yield code, period, n, Decimal(CHILDREN), rounded(Fraction(n) * 10_000 / CHILDREN, 6)
            elif n is None:
                yield code, period, n, d, value
            else:
                times = 100 if code == "T05" else 1
                yield code, period, n, d, rounded(Fraction(n) / Fraction(d) * times, 6)


def row_per_figure(held: Held):
    yield ["Ref", "Quarter", "Number", "Out of", "Result"]
    for period, figures in held.items():
        for code, parts in figures.items():
            yield [code, period.short, *parts]


def period_columns(held: Held):
    periods = sorted(held)
    yield ["Ref", "Measure", *(period.label for period in periods)]
    for code in sorted({code for figures in held.values() for code in figures}):
        for number, part in enumerate(("number", "out of", "result")):
            yield [code, part, *(held[period].get(code, (None, None, None))[number] for period in periods)]


@pytest.mark.parametrize("file_as", FORMATS.values(), ids=FORMATS)
@pytest.mark.parametrize("layout", [row_per_figure, period_columns])
@settings(deadline=None, max_examples=25)
@given(held=FILES)
def test_every_number_comes_back_exactly(file_as, layout, held):
    outcome = checked(file_as(list(layout(held))))

    assert [one for one in outcome.findings if one.severity == "error"] == []
    came = {
        (row.indicator_code, row.period, row.numerator, row.denominator, row.value) for row in outcome.rows
    }
    assert came == set(expected(held))
    assert len(outcome.rows) == len(came)


@settings(deadline=None, max_examples=60)
@given(pair=share())
def test_a_result_a_spreadsheet_divided_itself_never_differs_from_its_parts(pair):
    n, d = pair
    rows = [["Ref", "Number", "Out of", "Result"], ["T05", n, d, float(n) / float(d) * 100]]
    outcome = checked(FORMATS["xlsx"](rows))

    assert told(outcome) == []
    assert outcome.rows[0].value == rounded(Fraction(n) / Fraction(d) * 100, 6)
