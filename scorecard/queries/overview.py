"""The scorecard: every indicator of a board as this person may see it, assessed. A handful of queries in all."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from agencies.models import Agency
from agencies.rules import clock
from agencies.rules.standing import Standing
from scorecard.models import Indicator, Perspective, Return, Target
from scorecard.permissions import agencies_seen
from scorecard.queries.comparators import (
    ENGLAND,
    Comparator,
    Similar,
    differs,
    for_period,
    mean_of,
    published,
    similar_areas,
)
from scorecard.queries.explanations import OwedMarks, is_owed, owed_marks
from scorecard.queries.followup import Open, open_signals
from scorecard.queries.series import Line, SeenAs, SeriesKey, board_lines, facts_of, lines
from scorecard.rules.periods import Period, quarter_holding
from scorecard.rules.series import Assessment, SeriesFacts, SeriesPoint, assess


@dataclass(frozen=True, slots=True)
class Assessed:
    """One line with what the rules say of it."""

    key: SeriesKey
    points: tuple[SeriesPoint, ...]
    facts: SeriesFacts
    assessment: Assessment
    agencies_in: Mapping[Period, tuple[int, int]]
    #: The first days of new stretches, and the indices of their first points.
    breaks: tuple[date, ...] = ()
    starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the scorecard. `line` is None where nothing was ever sent; `parts` are a mix's own lines."""

    indicator: Indicator
    agency_name: str
    line: Assessed | None
    parts: tuple[Assessed, ...]
    england: Comparator | None
    #: “not yet accepted”, “sent back”, or nothing.
    mark: str
    owed: bool
    agency_id: int | None = None
    #: The mean of what is published of the areas the board compares itself with, and of how many.
    similar: Similar | None = None
    #: England, or the similar areas, are published, but not as this figure is counted.
    england_differs: bool = False
    similar_differs: bool = False
    follow: Open | None = None

    @property
    def lines(self) -> tuple[Assessed, ...]:
        """What it shows: its line, or those of its parts."""
        return (self.line,) if self.line is not None else self.parts

    @property
    def accepted(self) -> bool:
        """Whether the board's office stands by its latest figure."""
        return not self.mark


@dataclass(frozen=True, slots=True)
class Tile:
    """One perspective with its rows."""

    perspective: Perspective
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole scorecard. `period` is the quarter that has ended last."""

    period: Period
    tiles: tuple[Tile, ...]
    own_only: bool

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row in order."""
        return tuple(row for tile in self.tiles for row in tile.rows)


def overview(standing: Standing) -> Overview:
    """The scorecard of this person's board: the board's lines, or for an agency lead the own agency's alone."""
    seen = agencies_seen(standing)
    return board_overview(standing.board_id, seen)


def board_overview(
    board_id: int,
    agency_ids: frozenset[int] | None = None,
    *,
    until: Period | None = None,
    seen_as: SeenAs | None = None,
) -> Overview:
    """The scorecard of a board, narrowed to some agencies' figures when `agency_ids` is given.

    `until` is the last quarter to look at (by default the one that ended last). With `seen_as`
    everything is worked out from what may be published: a hidden value counts as missing.
    """
    period = until or quarter_holding(clock.today()).previous()
    indicators = list(
        Indicator.objects.measured_in(period.first)
        .filter(board_id=board_id)
        .select_related("owner", "perspective", "board")
    )
    if agency_ids is None:
        held = board_lines(indicators, until=period.last, seen_as=seen_as)
    else:
        held = lines(indicators, agency_ids=agency_ids, until=period.last, seen_as=seen_as, own_area=True)
    targets = targets_of(board_id)
    like = similar_areas(board_id)
    benchmarks = published([one.code for one in indicators], [ENGLAND, *like])
    signals = open_signals(board_id)
    marks = marks_of(board_id)
    asked = owed_marks(board_id)
    names = dict(Agency.objects.filter(pk__in=agency_ids or ()).values_list("pk", "name"))
    rows: dict[int, list[Row]] = defaultdict(list)
    by_indicator: dict[int, list[Line]] = defaultdict(list)
    for key, line in held.items():
        by_indicator[key.indicator_id].append(line)
    for indicator in indicators:
        theirs = by_indicator[indicator.pk]
        for agency_id, chosen in _chosen(indicator, theirs, agency_ids):
            assessed = tuple(assessed_line(indicator, line, targets) for line in chosen)
            england = benchmarks.get((indicator.code, ENGLAND), ())
            whose = indicator.owner.name if indicator.owner else names.get(agency_id or 0, "")
            row = _row(indicator, whose, agency_id, assessed, marks, asked)
            row = replace(row, agency_id=agency_id, follow=signals.get((indicator.pk, agency_id)))
            others = [benchmarks.get((indicator.code, code), ()) for code in like]
            rows[indicator.perspective_id].append(_with_published(row, england, others))
    tiles = tuple(
        Tile(perspective, tuple(rows[perspective.pk]))
        for perspective in Perspective.objects.filter(board_id=board_id)
        if rows[perspective.pk]
    )
    return Overview(period, tiles, own_only=agency_ids is not None)


def _with_published(
    row: Row, england: Collection[Comparator], others: Collection[Collection[Comparator]]
) -> Row:
    """The row with what is published to set beside its latest figure, and what of that is counted differently."""
    latest = row.line.assessment.latest if row.line else None
    if latest is None:
        return row
    last = latest.period.last
    similar = mean_of(others, row.indicator, last)
    return replace(
        row,
        england=for_period(england, row.indicator, last),
        england_differs=differs(england, row.indicator, last),
        similar=similar,
        similar_differs=similar is None and any(differs(one, row.indicator, last) for one in others),
    )


def targets_of(board_id: int) -> dict[tuple[int, int], Decimal]:
    """A board's targets by (indicator id, year)."""
    return {
        (indicator_id, year): value
        for indicator_id, year, value in Target.objects.filter(indicator__board_id=board_id).values_list(
            "indicator_id", "year", "value"
        )
    }


#: Whose return, and its last day, to how its figures are marked.
Marks = Mapping[tuple[int, date], str]
NOT_ACCEPTED, SENT_BACK = "not yet accepted", "sent back"
_MARKS = {Return.State.RELEASED: NOT_ACCEPTED, Return.State.SENT_BACK: SENT_BACK}


def marks_of(board_id: int) -> Marks:
    """How figures of returns the board has seen but its office does not stand by are marked."""
    found = Return.objects.filter(board_id=board_id, state__in=list(_MARKS))
    return {
        (agency_id, last): _MARKS[Return.State(state)]
        for agency_id, last, state in found.values_list("agency_id", "last", "state")
    }


def mark_on(marks: Marks, agency_id: int | None, last: date) -> str:
    """The mark of a figure, empty when it has none; the board's own line rests on every agency's return."""
    found = {mark for (who, day), mark in marks.items() if day == last and agency_id in (None, who)}
    return SENT_BACK if SENT_BACK in found else NOT_ACCEPTED if found else ""


def assessed_line(indicator: Indicator, line: Line, targets: Mapping[tuple[int, int], Decimal]) -> Assessed:
    """What the rules say of a line, against the target of its latest period's year."""
    latest = next((point for point in reversed(line.points) if point.value is not None), None)
    target = targets.get((indicator.pk, latest.period.year_start)) if latest else None
    facts = facts_of(indicator, target)
    judged = assess(line.points, facts, breaks=line.starts)
    return Assessed(line.key, line.points, facts, judged, line.agencies_in, line.breaks, line.starts)


def _chosen(
    indicator: Indicator, theirs: Iterable[Line], agency_ids: frozenset[int] | None
) -> list[tuple[int | None, list[Line]]]:
    """The lines a reader's rows show: the board's one, or one row an agency for who sees only some agencies."""
    if agency_ids is None:
        board_line = indicator.owner_id
        return [(board_line, [line for line in theirs if line.key.agency_id == board_line])]
    own: dict[int | None, list[Line]] = defaultdict(list)
    for line in theirs:
        own[line.key.agency_id].append(line)
    return sorted(own.items(), key=lambda item: item[0] or 0)


def _row(
    indicator: Indicator,
    whose: str,
    agency_id: int | None,
    assessed: tuple[Assessed, ...],
    marks: Marks,
    asked: OwedMarks,
) -> Row:
    whole = next((one for one in assessed if one.key.breakdown == "all"), None)
    parts = tuple(sorted((one for one in assessed if one.key.breakdown != "all"), key=_in_order(indicator)))
    latest = whole.assessment.latest if whole else None
    return Row(
        indicator=indicator,
        agency_name=whose,
        line=whole,
        parts=parts,
        england=None,
        mark=mark_on(marks, agency_id, latest.period.last) if latest else "",
        owed=any(is_owed(asked, indicator.pk, agency_id, last) for last in _latest_days(assessed)),
    )


def _latest_days(assessed: Iterable[Assessed]) -> set[date]:
    """The last days of the figures a row shows: its line's latest, and those of its parts."""
    return {one.assessment.latest.period.last for one in assessed if one.assessment.latest is not None}


def _in_order(indicator: Indicator):  # type: ignore[no-untyped-def]
    order = {value: place for place, value in enumerate(indicator.breakdown_values)}
    return lambda one: (order.get(one.key.breakdown, len(order)), one.key.breakdown)
