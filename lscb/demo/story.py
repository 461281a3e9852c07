"""The demonstration's figures: every indicator of the catalogue, April 2012 to March 2018, from fixed numbers.

The story: more and more children come back onto a child protection plan; conferences fell behind in 2016 and
recovered; children who had been missing were talked to too late, and since July 2017 sooner than ever; police come to
fewer conferences lately; most else is steady. How files are written is `files`'.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from lscb.demo import partners
from lscb.demo.districts import by_district
from lscb.demo.partners import Count, Number, Series
from lscb.demo.reference import BOARD_AREA, populations
from lscb.demo.social_care import QUARTERS as QUARTER_COUNT
from lscb.demo.social_care import counts
from scorecard.catalogue.catalogue import by_code, load
from scorecard.rules.figures import Status, Unit
from scorecard.rules.periods import Period, financial_year, quarter, term

#: The demonstration's agencies by code.
AGENCIES: Mapping[str, str] = {
    "csc": "County Children’s Social Care (demo)",
    "eh": "County Early Help (demo)",
    "pol": "County Police (demo)",
    "hlt": "County Community Health (demo)",
    "acu": "County Acute Hospitals (demo)",
    "cam": "County CAMHS (demo)",
    "ccg": "County Clinical Commissioning Group (demo)",
    "edu": "County Schools and Education (demo)",
    "yot": "County Youth Offending Team (demo)",
    "prb": "County Probation (demo)",
    "dap": "County Domestic Abuse Partnership (demo)",
    "lado": "County LADO Service (demo)",
    "dcs": "County District Councils (demo)",
    "brd": "Board Business Unit (demo)",
}
FIRST_YEAR = 2012
QUARTERS: tuple[Period, ...] = tuple(
    quarter(FIRST_YEAR + place // 4, place % 4 + 1) for place in range(QUARTER_COUNT)
)
YEARS: tuple[Period, ...] = tuple(financial_year(FIRST_YEAR + later) for later in range(QUARTER_COUNT // 4))
#: School terms that lie wholly within those years.
TERMS: tuple[Period, ...] = tuple(
    one
    for year in range(FIRST_YEAR - 1, FIRST_YEAR + len(YEARS))
    for one in (term(year, name) for name in ("autumn", "spring", "summer"))
    if one.first >= QUARTERS[0].first and one.last <= QUARTERS[-1].last
)
PERIODS: Mapping[str, tuple[Period, ...]] = {"quarter": QUARTERS, "term": TERMS, "year": YEARS}

#: Social care's indicators from its counts: the number, and what it is out of.
_FROM_COUNTS = {
    "D01": ("contacts", ""),
    "D02": ("referrals", ""),
    "D03": ("referred_again", "referrals"),
    "D04": ("no_further_action", "referrals"),
    "D08": ("need_open", ""),
    "D09": ("enquiries", ""),
    "D10": ("conferences", "enquiries"),
    "D11": ("children_at_conferences", ""),
    "D12": ("plans_open", ""),
    "D14a": ("plans_started", ""),
    "D14b": ("plans_ended", ""),
    "T01": ("within_45", "assessments"),
    "T02": ("within_15", "conferences"),
    "T04": ("reviewed_in_time", "on_three_months"),
    "T05": ("second_plans", "plans_started"),
    "T06": ("ended_after_two_years", "plans_ended"),
    "T07": ("open_two_years", "plans_open"),
    "T08": ("ended_within_three_months", "plans_ended"),
    "O13": ("looked_after", ""),
}
_MIXES = {"D05": ("sources", "referrals"), "D13": ("categories", "plans_open")}


@dataclass(frozen=True, slots=True)
class StoryFigure:
    """One figure as its agency would report it. `value` is given for a median only.

    A rate per children has no `denominator`: agencies send the count, and the population is the board's. `area` is a
    district's code, and empty where the figure is of the whole county.
    """

    code: str
    agency: str
    breakdown: str
    period: Period
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    status: Status
    area: str = ""


@cache
def figures() -> tuple[StoryFigure, ...]:
    """All figures, by indicator in the catalogue's order, then agency, area, breakdown and period."""
    return tuple(figure for series in _series() for figure in _figures(series))


@cache
def figures_of(agency: str) -> tuple[StoryFigure, ...]:
    """One agency's figures, in the same order."""
    return tuple(figure for figure in figures() if figure.agency == agency)


def _series() -> list[Series]:
    places = {
        code: [Fraction((one.last - QUARTERS[0].last).days, 91) for one in PERIODS[by_code(code).frequency]]
        for code in ("O06", "O11", "O12a", "O12b", "O19", "W10b")
    }
    whole = [*_social_care(), *partners.lines(places), *partners.everyone(), *partners.trained(AGENCIES)]
    found = [*whole, *(part for series in whole for part in by_district(series))]
    agencies, order = list(AGENCIES), {one.code: place for place, one in enumerate(load())}
    return sorted(found, key=lambda series: (order[series.code], agencies.index(series.agency)))


def _social_care() -> Iterator[Series]:
    known = counts()
    for code, (number, out_of) in _FROM_COUNTS.items():
        wholes: Sequence[int | None] = known[out_of] if out_of else [None] * QUARTER_COUNT
        yield Series(code, "csc", "all", tuple(map(Count, known[number], wholes)))
    for code, (mix, out_of) in _MIXES.items():
        for name, series in known.items():
            if name.startswith(f"{mix}/"):
                yield Series(code, "csc", name.partition("/")[2], tuple(map(Count, series, known[out_of])))
    shares = (
        Fraction(100 * part, whole)
        for part, whole in zip(known["within_15"], known["conferences"], strict=True)
    )
    yield Series("T03", "csc", "all", tuple(Count(value=_median_days(share)) for share in shares))


def _median_days(within_15: Fraction) -> Fraction:
    """A median that can stand beside this share within 15 days: over half within them puts it at 15 or below."""
    return Fraction(13 if within_15 >= 80 else 14 if within_15 >= 68 else 15)


def _figures(series: Series) -> Iterator[StoryFigure]:
    indicator = by_code(series.code)
    for period, count in zip(PERIODS[indicator.frequency], series.counts, strict=True):
        out_of = None if indicator.unit is Unit.COUNT else count.out_of
        if indicator.unit is Unit.RATE and indicator.ages != "0-17":
            out_of = _people(indicator.ages, period)
        number, value = _decimal(count.number), _decimal(count.value)
        told = value if number is None else number
        status = Status.NOT_APPLICABLE if told is None else Status.REPORTED if told else Status.TRUE_ZERO
        yield StoryFigure(
            series.code,
            series.agency,
            series.breakdown,
            period,
            number,
            _decimal(out_of),
            value,
            status,
            series.area,
        )


def _people(ages: str, period: Period) -> int:
    return next(
        one.people
        for one in populations()
        if (one.area_code, one.ages, one.mid_year) == (BOARD_AREA, ages, period.year_start)
    )


def _decimal(number: Number | None) -> Decimal | None:
    """The same number with at most one decimal place: halves are the only parts there are."""
    if number is None:
        return None
    exact = Fraction(number)
    return Decimal(exact.numerator) / exact.denominator
