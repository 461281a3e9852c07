"""The one assessment of a series that every page, chart, PDF and API shows. The points are `points`'."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from scorecard.rules.figures import Basis, Kind, Unit
from scorecard.rules.numbers import Number
from scorecard.rules.patterns import TOO_SMALL, Pattern, PatternWord, pattern_of, tiny, tiny_base, untestable
from scorecard.rules.periods import PeriodKind
from scorecard.rules.series.own_periods import own_periods
from scorecard.rules.series.points import SeriesFacts, SeriesPoint, shown_factor
from scorecard.rules.targets import Against, Band, against_target
from scorecard.rules.variation import MINIMUM, Footing, Reading, Special, analyse, run_line, segments


@dataclass(frozen=True, slots=True)
class Assessment:
    """What is said of a series everywhere: table, chart, check page, PDF and API.

    `latest` is the last point that has a value, at `latest_index`; `last_missing` says the very last point
    has none. `previous` is the point just before `latest` (None when that one is a gap or of another
    definition), and `change` the unrounded difference in the unit a page shows. `readings` match the points
    one to one, in the period's own unit: `factor` times them is what a page shows (`shown` rounds too).
    `notes` are sentences that belong beside the pattern.
    """

    latest: SeriesPoint | None
    latest_index: int | None
    last_missing: bool
    previous: SeriesPoint | None
    change: Fraction | None
    factor: int
    readings: tuple[Reading, ...]
    pattern: Pattern
    against: Against
    untested_because: str | None
    notes: tuple[str, ...]
    #: What the readings are of: the points, or each period's own figure where they build up through the year.
    tested: tuple[SeriesPoint, ...]
    #: Its target is a whole year's, and its latest figure is of the year so far: they are not compared.
    target_differs: bool

    @property
    def reading(self) -> Reading | None:
        """The latest point's reading."""
        return None if self.latest_index is None else self.readings[self.latest_index]


#: The year of English public bodies ends on 31 March.
_LAST_MONTH = 3
SHARED_CHILDREN = "Neighbouring {noun}s share children."
OWN_FIGURES = "The pattern is of each {noun}’s own figure: the year so far less the {noun} before."
NO_OWN_FIGURE = "no figure of its own: no pattern test"
#: Periods within a year, through which a figure may build up.
_BUILD_UP = (PeriodKind.QUARTER, PeriodKind.MONTH)
TRIAL_LIMITS = "Trial limits: they settle at 20 {noun}s."


def assess(
    points: Sequence[SeriesPoint],
    facts: SeriesFacts,
    *,
    breaks: Collection[int] = (),
    minimum: int = MINIMUM,
) -> Assessment:
    """Judge a series: its latest figure, the change, every point's variation, the pattern and the target.

    `points` follow each other without a hole (`filled` sees to that): ValueError otherwise, so that a run
    never crosses a quarter nobody sent. `breaks` are the indices of the first points of new definitions.
    """
    _demand_no_hole(points, facts)
    tested, falls, reason = _testable(points, facts)
    readings, because = _readings(tested, facts, breaks, minimum, reason)
    index = max((i for i, point in enumerate(points) if point.value is not None), default=None)
    factor = _factor(points, facts)
    latest = None if index is None else points[index]
    previous = _previous(points, index, breaks)
    value, before = _shown_value(latest, factor), _shown_value(previous, factor)
    builds_up = facts.basis is Basis.YEAR_TO_DATE
    part = builds_up and not _ends_year(latest)
    if index is not None and tested[index].value is None:
        because[index] = NO_OWN_FIGURE
    reason = None if index is None else because.get(index)
    return Assessment(
        latest=latest,
        latest_index=index,
        last_missing=bool(points) and points[-1].value is None,
        previous=previous,
        change=None if builds_up or value is None or before is None else value - before,
        factor=factor,
        readings=readings,
        pattern=_pattern(_current(readings, index, breaks), facts, points, minimum, reason),
        against=against_target(
            None if part else value,
            facts.target,
            tolerance=facts.tolerance,
            polarity=facts.polarity,
            band=Band(facts.band_low, facts.band_high),
        ),
        untested_because=reason,
        notes=(*_notes(facts, None if index is None else readings[index].stage, _noun(points)), *falls),
        tested=tested,
        target_differs=part and value is not None and facts.target is not None,
    )


def _testable(
    points: Sequence[SeriesPoint], facts: SeriesFacts
) -> tuple[tuple[SeriesPoint, ...], tuple[str, ...], str | None]:
    """The points a pattern can be seen in, what is to be said of them, and why there is no test if there is none."""
    if facts.basis is Basis.YEAR_TO_DATE and all(point.period.kind in _BUILD_UP for point in points):
        own, falls = own_periods(points, facts)
        return own, (OWN_FIGURES.format(noun=_noun(points)), *falls), None
    return tuple(points), (), untestable(facts.basis)


def _ends_year(point: SeriesPoint | None) -> bool:
    """Whether a figure that builds up through the year is whole: only then can a year's target judge it."""
    return point is not None and point.period.last.month == _LAST_MONTH


def _noun(points: Sequence[SeriesPoint]) -> str:
    return next((str(point.period.kind) for point in points), "quarter")


def _factor(points: Sequence[SeriesPoint], facts: SeriesFacts) -> int:
    return next((shown_factor(facts, point.period) for point in points), 1)


def _previous(
    points: Sequence[SeriesPoint], index: int | None, breaks: Collection[int]
) -> SeriesPoint | None:
    """The point just before the latest, if it can be compared: has a value, by the same definition."""
    if not index or index in breaks or points[index - 1].value is None:
        return None
    return points[index - 1]


def _pattern(
    readings: Sequence[Reading],
    facts: SeriesFacts,
    points: Sequence[SeriesPoint],
    minimum: int,
    reason: str | None,
) -> Pattern:
    if reason:
        return Pattern(PatternWord.NOT_TESTED, detail=reason)
    factor = _factor(points, facts)
    band = Band(facts.band_low, facts.band_high).per(factor)
    return pattern_of(readings, polarity=facts.polarity, band=band, noun=_noun(points), minimum=minimum)


def _shown_value(point: SeriesPoint | None, factor: int) -> Fraction | None:
    return None if point is None or point.value is None else point.value * factor


def _demand_no_hole(points: Sequence[SeriesPoint], facts: SeriesFacts) -> None:
    """Windows that overlap, as rolling years do, need only be in order; all others must follow each other."""
    overlapping = untestable(facts.basis) is not None
    for one, other in pairwise(points):
        in_order = one.period < other.period
        if not in_order or (not overlapping and one.period.next() != other.period):
            raise ValueError(
                f"{other.period.key} does not follow {one.period.key}: a missing period must be a point "
                "without a value."
            )


def _current(readings: Sequence[Reading], index: int | None, breaks: Collection[int]) -> Sequence[Reading]:
    """The readings of the segment the latest point lies in."""
    spans = segments(len(readings), breaks)
    return next((readings[a:b] for a, b in spans if index is not None and a <= index < b), ())


def _readings(
    points: Sequence[SeriesPoint],
    facts: SeriesFacts,
    breaks: Collection[int],
    minimum: int,
    reason: str | None,
) -> tuple[tuple[Reading, ...], dict[int, str]]:
    """Every point's reading, and why the points that were not tested were not; all for the `reason` if there is one."""
    readings: list[Reading] = []
    because: dict[int, str] = {}
    for first, end in segments(len(points), breaks):
        stretch = points[first:end]
        values = [point.value for point in stretch]
        small = tiny(facts.unit, [(_counted(point, facts), point.denominator) for point in stretch])
        if reason or small:
            readings.extend(run_line(values))
            because.update(dict.fromkeys(range(first, end), reason or TOO_SMALL))
            continue
        for index, reading in enumerate(analyse(values, minimum=minimum), start=first):
            if tiny_base(points[index].denominator):
                reading = replace(reading, special=Special.NONE)
                because[index] = TOO_SMALL
            readings.append(reading)
    return tuple(readings), because


def _counted(point: SeriesPoint, facts: SeriesFacts) -> Number | None:
    """The children counted: of a plain count, that is the value itself."""
    if point.numerator is None and facts.unit is Unit.COUNT:
        return point.value
    return point.numerator


def _notes(facts: SeriesFacts, stage: Footing | None, noun: str) -> tuple[str, ...]:
    notes = []
    if facts.kind is Kind.SNAPSHOT or facts.basis is Basis.SNAPSHOT:
        notes.append(SHARED_CHILDREN.format(noun=noun))
    if stage is Footing.TRIAL:
        notes.append(TRIAL_LIMITS.format(noun=noun))
    return tuple(notes)
