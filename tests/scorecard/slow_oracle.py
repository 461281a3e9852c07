"""A slow and obvious second answer to what the scorecard shows, from the figures that were sent.

It knows no tables and shares no arithmetic with the portal: rows of plain dictionaries, loops, fractions. Only the
names of special causes come from elsewhere, from the rules' own oracle.
"""

from dataclasses import dataclass
from fractions import Fraction

from scorecard.rules.periods import Period
from tests.scorecard.rules.variation_oracle import expected

CHILDREN = 280_000
#: What each indicator of the small scorecard is: its unit, whether a high value is good, whether it may be tested.
FACTS = {
    "H01": ("count", None),
    "H02": ("percent", False),
    "H03": ("rate", None),
    "P01": ("percent", True),
    "W01": ("percent", True),
}


@dataclass(frozen=True)
class Sent:
    """One figure as an agency sent it. Later ones for the same quarter correct earlier ones."""

    code: str
    agency: str
    period: Period
    number: int
    out_of: int | None


@dataclass(frozen=True)
class Shown:
    """What a row of the scorecard says: of which quarter, the value, the change, the target, the pattern."""

    period: Period
    value: Fraction
    change: Fraction | None
    against: str
    pattern: str


def row(sent: list[Sent], code: str, *, whose: list[str], target: Fraction | None = None) -> Shown | None:
    """The row of an indicator over these agencies' figures together."""
    unit, high_is_good = FACTS[code]
    values = _by_quarter([one for one in sent if one.code == code and one.agency in whose], whose, unit)
    known = [number for number, value in enumerate(values) if value[1] is not None]
    if not known:
        return None
    latest = known[-1]
    period, value = values[latest]
    before = values[latest - 1][1] if latest else None
    yearly = 4 if unit == "rate" else 1
    assert value is not None
    shown = value * yearly
    return Shown(
        period,
        shown,
        None if before is None else shown - before * yearly,
        _against(shown, target, high_is_good),
        _pattern([value for _, value in values[: latest + 1]], high_is_good, _small(sent, code, whose)),
    )


def _by_quarter(sent: list[Sent], whose: list[str], unit: str) -> list[tuple[Period, Fraction | None]]:
    """Every quarter from the first to the last with its value, None where one expected agency is missing."""
    last_word: dict[tuple[str, Period], Sent] = {}
    for one in sent:
        last_word[one.agency, one.period] = one
    quarters = sorted({one.period for one in sent})
    answer = []
    period = quarters[0]
    while period <= quarters[-1]:
        expected_now = [
            name for name in whose if any(one.agency == name and one.period <= period for one in sent)
        ]
        given = [last_word[name, period] for name in expected_now if (name, period) in last_word]
        whole = bool(given) and len(given) == len(expected_now)
        answer.append((period, _value(given, unit) if whole else None))
        period = period.next()
    return answer


def _value(given: list[Sent], unit: str) -> Fraction:
    number = sum(one.number for one in given)
    if unit == "count":
        return Fraction(number)
    if unit == "rate":
        return Fraction(number * 10_000, CHILDREN)
    return Fraction(number * 100, sum(one.out_of or 0 for one in given))


def _against(value: Fraction, target: Fraction | None, high_is_good: bool | None) -> str:
    if target is None or high_is_good is None:
        return "none"
    return "on" if (value >= target if high_is_good else value <= target) else "off"


def _small(sent: list[Sent], code: str, whose: list[str]) -> bool:
    """Whether so few were counted, or left over, on average that no pattern may be told."""
    rows = list(
        {(one.agency, one.period): one for one in sent if one.code == code and one.agency in whose}.values()
    )
    quarters = len({one.period for one in rows})
    counted = sum(one.number for one in rows)
    left = sum((one.out_of or 10**9) - one.number for one in rows)
    return counted < 10 * quarters or left < 10 * quarters


def _pattern(values: list[Fraction | None], high_is_good: bool | None, small: bool) -> str:
    if small:
        return "not_tested"
    if len([value for value in values if value is not None]) < 13:
        return "too_few"
    special = expected(values)[-1][3]
    if special == "none":
        return "no_change"
    high = special in ("above_limit", "run_above", "trend_up", "two_of_three_above")
    if high_is_good is None:
        return "unusual"
    return "better" if high == high_is_good else "worse"
