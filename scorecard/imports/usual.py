"""Sound figures held against the agency's own past: what may be right and yet wants explaining. Stops nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from scorecard.imports.findings import Fault
from scorecard.imports.pasts import MOST_HELD, TOO_MANY, Past, Point, pasts_of
from scorecard.imports.rows import CleanRow, Context, IndicatorFacts, LineKey, Severity, Skipped
from scorecard.rules.doubts import (
    builds_up,
    looks_summed,
    looks_year_so_far,
    never_nought,
    parts_miss,
    too_alike,
)
from scorecard.rules.figures import Basis, Kind, Stage, Unit
from scorecard.rules.periods import Period, PeriodKind
from scorecard.rules.series import SeriesFacts, SeriesPoint, assess, filled, shown_factor, value_of
from scorecard.rules.variation import MINIMUM
from scorecard.rules.words import number, suffix

Doubt = tuple[CleanRow, Fault]
#: A return of fewer figures than this is the same as the last one by chance.
_FEWEST_ALIKE = 3


class Usual:
    """The checks of one file's sound figures against what is on file. `skipped` fills while `doubts` is read."""

    def __init__(self, rows: Sequence[CleanRow], context: Context) -> None:
        """Put the file's figures into the agency's lines."""
        self._context = context
        self._too_many = context.no_history or (TOO_MANY if len(rows) > MOST_HELD else "")
        self._pasts = {} if self._too_many else pasts_of(rows, context.history)
        self._period = context.period
        self._missed: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """What could not be checked, with the indicators it could not be checked of."""
        if self._too_many:
            return (Skipped("usual range and changes", self._too_many),)
        return tuple(
            Skipped(check, f"{why}: {_few(list(codes))}") for (check, why), codes in self._missed.items()
        )

    def doubts(self) -> Iterator[Doubt]:
        """Everything to explain. A figure that says what is on file already is not asked about again."""
        for key, past in self._pasts.items():
            facts = self._context.indicators[key[0]]
            yield from self._changed(past)
            yield from _of_older_definition(past, facts)
            yield from self._of_line(past, facts)
        yield from self._all_zeros()
        yield from self._same_again()
        yield from self._parts()

    def _changed(self, past: Past) -> Iterator[Doubt]:
        """A figure that differs from the one on file; one that was provisional was going to."""
        for period, row in past.new.items():
            held = past.held.get(period)
            if held is None or held.value is None or held.stage is Stage.PROVISIONAL:
                continue
            if (held.numerator, held.denominator, held.value) != (row.numerator, row.denominator, row.value):
                was = _numbers(held)
                says = f"the figure on file for {period.label} is {was}"
                yield row, _ask("changed-since-last-sent", says, "Say why the figure has changed.")

    def _of_line(self, past: Past, facts: IndicatorFacts) -> Iterator[Doubt]:
        """What the newest figure of a line, or the one of the period answered, looks like beside its past."""
        row = past.new.get(self._period) if self._period else past.newest
        if row is None or row.value is None or past.is_on_file(row):
            return
        before = past.before(row.period)
        yield from self._outside(row, facts, before)
        if facts.frequency is PeriodKind.QUARTER and row.period.kind is PeriodKind.QUARTER:
            yield from self._summed(row, facts, past, before)
            if before and facts.kind is Kind.FLOW and facts.unit in (Unit.PERCENT, Unit.MEAN):
                yield from _alike(row, before[-1])

    def _outside(self, row: CleanRow, facts: IndicatorFacts, before: Sequence[Point]) -> Iterator[Doubt]:
        if facts.basis is Basis.YEAR_TO_DATE:
            self._skip("usual range", "figures of the year so far", facts)
            return
        with_value = [point for point in before if point.value is not None]
        if len(with_value) < MINIMUM:
            self._skip("usual range", f"fewer than {MINIMUM} figures on file", facts)
            return
        series = SeriesFacts(
            facts.unit, facts.kind, basis=facts.basis, per=facts.per, decimals=facts.decimals
        )
        points = filled(_series_point(point, series) for point in before)
        judged = assess(points, series)
        reading = judged.reading
        if reading is None or reading.lower is None or reading.upper is None:
            self._skip("usual range", judged.untested_because or "figures that do not vary", facts)
            return
        value = _exact_value(row, series)
        if value is None or reading.lower <= value <= reading.upper:
            return
        factor = shown_factor(series, row.period)
        mark = suffix(facts.unit)
        low, high = (max(edge, Fraction(0)) * factor for edge in (reading.lower, reading.upper))
        if facts.unit is Unit.PERCENT:
            high = min(high, Fraction(100))
        yearly = ", as a rate a year" if factor > 1 else ""
        says = (
            f"{number(value * factor, facts.decimals)}{mark}{yearly} is outside the usual range of "
            f"{number(low, facts.decimals)}{mark} to {number(high, facts.decimals)}{mark}"
        )
        yield row, _ask("outside-usual-range", says, "Check the figure; if it is right, say what happened.")

    def _summed(
        self, row: CleanRow, facts: IndicatorFacts, past: Past, before: Sequence[Point]
    ) -> Iterator[Doubt]:
        """A running total where the quarter's own count is due, or counts of several days added up."""
        count, of_year = row.count, past.of_year(row.period)
        if count is None or of_year is None or facts.unit in (Unit.MEAN, Unit.MEDIAN):
            return
        if facts.kind is Kind.SNAPSHOT or facts.basis is Basis.SNAPSHOT:
            if looks_summed(count, of_year):
                says = f"it is about the sum of the year’s earlier counts, {_list(of_year)}"
                remedy = "Give the number on the last day of the quarter; if it is right, say so."
                yield row, _ask("stock-summed", says, remedy)
            return
        if facts.basis is Basis.YEAR_TO_DATE and count < of_year[-1]:
            says = f"a total of the year so far cannot fall, and the quarter before it was {number(of_year[-1], 0)}"
            remedy = "Give the total since April; if it is that, say why it fell."
            yield row, _ask("year-so-far-fell", says, remedy)
        if facts.basis is not Basis.IN_PERIOD:
            return
        counts = [point.count for point in before if point.count is not None]
        left = looks_year_so_far(count, of_year, counts)
        nothing_held = not past.held and builds_up([*of_year, count])
        if left is not None or nothing_held:
            rest = f"; without the earlier quarters it would be {number(left, 0)}" if left is not None else ""
            says = f"it may be the total of the year so far{rest}"
            remedy = "Give the quarter’s own number; if it is that, say so."
            yield row, _ask("cumulative-as-quarter", says, remedy)

    def _all_zeros(self) -> Iterator[Doubt]:
        """Every figure of an indicator is nought where none ever was."""
        by_indicator: dict[tuple[str, Period], list[tuple[CleanRow, Past]]] = defaultdict(list)
        for key, past in self._pasts.items():
            row = past.new.get(self._period) if self._period else past.newest
            if row is not None and row.value is not None and not past.is_on_file(row):
                by_indicator[key[0], row.period].append((row, past))
        for (_, period), rows in by_indicator.items():
            if any(row.value != 0 for row, _ in rows):
                continue
            counts = [one.count for _, past in rows for one in past.before(period) if one.count is not None]
            if never_nought(counts):
                says = f"it is nought, and never was in the {len(counts)} figures on file"
                remedy = "If nothing was recorded, write “not supplied” instead; if it is nought, say so."
                yield rows[0][0], _ask("all-zeros", says, remedy)

    def _same_again(self) -> Iterator[Doubt]:
        """Every number of the return is that of the last quarter, to the digit."""
        alike: list[CleanRow] = []
        for key, past in self._pasts.items():
            row = past.new.get(self._period) if self._period else past.newest
            if (
                row is None
                or row.value is None
                or self._context.indicators[key[0]].frequency is PeriodKind.YEAR
            ):
                continue
            last = past.at(row.period.previous())
            if past.is_on_file(row) or last is None or not _same(row, last):
                return
            alike.append(row)
        if len(alike) >= _FEWEST_ALIKE and any((row.count or 0) >= 10 for row in alike):
            says = f"all {len(alike)} figures are those of {alike[0].period.previous().label}, to the digit"
            yield (
                alike[0],
                _ask("same-as-last-quarter", says, "Check that this is the new file; if so, say so."),
            )

    def _parts(self) -> Iterator[Doubt]:
        """Parts that do not add up to the figure for all, where they ever did or nothing says that they overlap."""
        totals = [
            (key, row) for key, past in self._pasts.items() if key[2] == "all" for row in past.new.values()
        ]
        for key, row in totals:
            facts = self._context.indicators[key[0]]
            if not facts.breakdowns or row.count is None or facts.unit in (Unit.MEAN, Unit.MEDIAN):
                continue
            found = self._parts_at(facts, key, row.period, lambda past, at: past.at(at))
            if found is None:
                self._skip("parts and their total", "a part is missing or has no number", facts)
            elif parts_miss(row.count, found) and not self._always_missed(facts, key, row.period):
                says = f"its parts add up to {number(sum(found), 0)}"
                yield row, _ask("parts-miss-total", says, "Correct the wrong one, or say why they differ.")

    def _parts_at(
        self, facts: IndicatorFacts, key: LineKey, period: Period, at: Callable[[Past, Period], Point | None]
    ) -> list[Decimal] | None:
        """The counts of all parts in a period; None when one of them has none."""
        found = []
        for part in facts.breakdowns:
            past = self._pasts.get((key[0], key[1], part))
            point = at(past, period) if past else None
            if point is None or point.count is None:
                return None
            found.append(point.count)
        return found

    def _always_missed(self, facts: IndicatorFacts, key: LineKey, period: Period) -> bool:
        """Whether the parts have missed their total in every earlier period on file: then they overlap."""
        earlier = []
        for point in self._pasts[key].before(period):
            parts = self._parts_at(facts, key, point.period, lambda past, at: past.held.get(at))
            if parts is not None and point.count is not None:
                earlier.append(parts_miss(point.count, parts))
        return bool(earlier) and all(earlier)

    def _skip(self, check: str, why: str, facts: IndicatorFacts) -> None:
        self._missed[check, why][facts.code] = None


def _alike(row: CleanRow, last: Point) -> Iterator[Doubt]:
    if last.period == row.period.previous() and too_alike(_pair(row), _pair(last)):
        says = f"it and what it is out of are those of {last.period.label}, to the digit"
        yield row, _ask("same-as-last-quarter", says, "Check that this is the new figure; if so, say so.")


def _of_older_definition(past: Past, facts: IndicatorFacts) -> Iterator[Doubt]:
    """Figures of a time in which the board defined the measure otherwise: asked once, at the latest of them."""
    since = facts.since
    older = [
        row for period, row in past.new.items() if since and period.first < since and not past.is_on_file(row)
    ]
    if since and older:
        says = f"the board has defined this measure otherwise since {since:%-d %B %Y}"
        remedy = "Say by which definition figures of before then were counted, or leave them out."
        yield max(older, key=lambda row: row.period), _ask("older-definition", says, remedy)


def _ask(code: str, says: str, remedy: str) -> Fault:
    return Fault(code, says, remedy, Severity.EXPLAIN)


def _pair(point: Point) -> tuple[Decimal | None, Decimal | None]:
    return point.numerator, point.denominator


def _same(row: Point, last: Point) -> bool:
    """Whether the numbers are the same; the value alone where nothing was counted."""
    return _pair(row) == _pair(last) and (row.numerator is not None or row.value == last.value)


def _exact_value(point: Point, series: SeriesFacts) -> Fraction | None:
    own = value_of(point.numerator, point.denominator, series)
    return Fraction(point.value) if own is None and point.value is not None else own


def _series_point(point: Point, series: SeriesFacts) -> SeriesPoint:
    value = _exact_value(point, series)
    return SeriesPoint(point.period, value, point.numerator, point.denominator, point.status)


def _numbers(point: Point) -> str:
    if point.numerator is not None and point.denominator is not None:
        return f"{point.numerator:,f} of {point.denominator:,f}"
    return f"{point.value:,f}" if point.value is not None else "none"


def _list(counts: Sequence[Decimal]) -> str:
    return " and ".join(f"{one:,f}" for one in counts)


def _few(codes: list[str]) -> str:
    more = f" and {len(codes) - 8} more" if len(codes) > 8 else ""
    return f"{', '.join(codes[:8])}{more}"
