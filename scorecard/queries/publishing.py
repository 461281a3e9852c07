"""What of a board's figures may be published: small counts hidden, with what they could be worked out from.

The board's own lines are protected together, as one reader has them all before him, with the national tables that are
on record for its area. Figures nobody prints, such as another agency's, are under the rule for small counts alone.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import cast

from agencies.models import Board
from scorecard.models import Indicator, SmallNumbers
from scorecard.queries.comparators import published
from scorecard.queries.series import Line, SeriesKey, board_lines, facts_of
from scorecard.rules.figures import Status, Unit
from scorecard.rules.periods import Period
from scorecard.rules.series import SeriesPoint, shown
from scorecard.rules.suppression import (
    STANDARD,
    Counted,
    Elsewhere,
    Leak,
    Printed,
    SuppressionRule,
    protected,
    publish,
    stricter,
)

#: So many cells that are given away are named; the rest are counted.
NAMED = 5


class GivesAway(ValueError):
    """What would be published gives hidden counts away; the text names them, and the numbers that do."""


@dataclass(frozen=True, slots=True)
class Rules:
    """A board's rule for small counts, and the stricter ones for figures of some agencies."""

    board: SuppressionRule
    agencies: Mapping[int, SuppressionRule]

    def of(self, agency_id: int | None) -> SuppressionRule:
        """The rule for an agency's figures; for what every agency reports, the strictest of all."""
        if agency_id is None:
            return reduce(stricter, self.agencies.values(), self.board)
        return self.agencies.get(agency_id, self.board)


@dataclass(frozen=True, slots=True)
class Publishing:
    """What may be published. Called with a line, it gives the line as the public may see it."""

    rules: Rules
    hidden: frozenset[tuple[SeriesKey, Period]]
    #: Sentences naming each hidden count that is given away all the same.
    leaks: tuple[str, ...]

    def __call__(self, indicator: Indicator, line: Line) -> Line:
        """The line with what is hidden without value; what is printed is rounded as the rule says."""
        facts, rule = facts_of(indicator), self.rules.of(line.key.agency_id)
        points = (
            SeriesPoint(point.period, None, status=Status.SUPPRESSED)
            if (line.key, point.period) in self.hidden
            else publish(point, facts, rule)
            for point in line.points
        )
        return replace(line, points=tuple(points))


def rules_of(board_id: int) -> Rules:
    """What the board has set, never less than the standard."""
    board = STANDARD
    agencies: dict[int, SuppressionRule] = {}
    for one in SmallNumbers.objects.filter(board_id=board_id):
        rule = SuppressionRule(1, one.highest, one.round_to)
        if one.agency_id is None:
            board = stricter(STANDARD, rule)
        else:
            agencies[one.agency_id] = rule
    return Rules(board, {one: stricter(board, rule) for one, rule in agencies.items()})


def stricter_words(board_id: int) -> tuple[str, ...]:
    """What a reader must know of rules other than the standard, a sentence each: whose, what is hidden, how rounded."""
    found = SmallNumbers.objects.filter(board_id=board_id).select_related("agency").order_by("agency__name")
    return tuple(
        f"Of {f'the figures of {one.agency.name}' if one.agency else 'all figures'}, counts of 1 to {one.highest} are "
        f"hidden{f', and others are given to the nearest {one.round_to}' if one.round_to > 1 else ''}. "
        "What every agency reports follows the strictest rule."
        for one in found
        if one.agency is not None or one.round_to > 1
    )


@dataclass(frozen=True, slots=True)
class Held:
    """Everything that is protected together: the board's lines as they are, and what national tables say of them."""

    rules: Rules
    lines: tuple[Printed, ...]
    said: Mapping[SeriesKey, Sequence[Elsewhere]]

    def elsewhere(self, key: object) -> Sequence[Elsewhere]:
        """What national tables print of a line."""
        return self.said.get(cast(SeriesKey, key), ())


def held_of(board: Board, until: date) -> Held:
    """The board's own lines up to a day, with their true figures: for hiding them, never for showing them."""
    indicators = {
        one.pk: one
        for one in Indicator.objects.filter(board=board, until__isnull=True).select_related("board", "owner")
    }
    rules = rules_of(board.pk)
    held = board_lines(indicators.values(), until=until)
    lines = tuple(_printed(indicators[key.indicator_id], line, rules) for key, line in held.items())
    return Held(rules, lines, _said(board, indicators, held))


#: What was published before: each value as it was printed, by indicator's code, part, and the period's days.
Before = Mapping[tuple[str, str, date, date], Collection[Decimal]]


def publishing(board: Board, until: date, before: Before | None = None) -> Publishing:
    """What may be published of the board's own lines up to a day.

    `before` is what a reader has of earlier publications: where a figure still stands it cannot be hidden any more, so
    others are, and what it gives away all the same is a leak.
    """
    held = held_of(board, until)
    out = frozenset(_still_standing(board, held, before or {}))
    found = protected(held.lines, held.elsewhere, out)
    titles = {one.key: one.title for one in held.lines}
    return Publishing(
        held.rules,
        frozenset((cast(SeriesKey, key), period) for key, period in found.hidden),
        tuple(_leak_words(leak, titles) for leak in found.leaks),
    )


def _still_standing(board: Board, held: Held, before: Before) -> Iterator[tuple[SeriesKey, Period]]:
    """The points that were printed before as they would be printed today."""
    if not before:
        return
    codes = dict(Indicator.objects.filter(board=board).values_list("pk", "code"))
    for line in held.lines:
        key = cast(SeriesKey, line.key)
        for point in line.points:
            where = (codes[key.indicator_id], key.breakdown, point.period.first, point.period.last)
            told = before.get(where, ())
            if point.value is not None and _as_printed(line, point) & set(told):
                yield key, point.period


def _as_printed(line: Printed, point: SeriesPoint) -> set[Decimal | None]:
    """The value as it is printed, by today's rule for rounding and without one."""
    rounded = publish(point, line.facts, line.rule).value
    return {shown(value, line.facts, point.period) for value in (point.value, rounded)} - {None}


def demand_no_leak(found: Publishing) -> Publishing:
    """The same, or GivesAway."""
    if not found.leaks:
        return found
    more = len(found.leaks) - NAMED
    words = " ".join(found.leaks[:NAMED]) + (f" And {more} more." if more > 0 else "")
    raise GivesAway(
        f"Nothing was printed, because hidden small numbers could be worked out from it. {words} "
        "Correct the figures, or ask for wider hiding under Similar areas and small numbers."
    )


def _printed(indicator: Indicator, line: Line, rules: Rules) -> Printed:
    whole = line.key.breakdown == "all"
    return Printed(
        key=line.key,
        family=(line.key.indicator_id, line.key.agency_id, line.key.area_id),
        title=indicator.title if whole else f"{indicator.title}, {line.key.breakdown}",
        facts=facts_of(indicator),
        points=line.points,
        rule=rules.of(line.key.agency_id),
        whole=whole,
        in_ones=indicator.whole,
        top=indicator.numerator if whole else "",
        bottom=indicator.denominator,
    )


def _said(
    board: Board, indicators: Mapping[int, Indicator], held: Mapping[SeriesKey, Line]
) -> dict[SeriesKey, list[Elsewhere]]:
    """What the national tables on record say of the board's own area, by line."""
    tables = published([one.code for one in indicators.values()], [board.area_code])
    found: dict[SeriesKey, list[Elsewhere]] = defaultdict(list)
    for key in held:
        if key.breakdown == "all":
            for one in tables.get((indicators[key.indicator_id].code, board.area_code), ()):
                if one.value is not None:
                    found[key].append(Elsewhere(one.first, one.last, Unit(one.unit), one.value, one.source))
    return found


def _leak_words(leak: Leak, titles: Mapping[object, str]) -> str:
    key = cast(Counted, leak.key)
    because = (
        "; ".join(dict.fromkeys(relation.name for relation in leak.relations)) or "itself, printed elsewhere"
    )
    return f"{titles[key.line]}, {key.period.label}, is hidden but can be worked out from: {because}."
