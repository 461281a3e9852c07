"""What the figures that challenges watch have done since, held against what was frozen when each was raised."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from registers.models import Challenge, Evidence, Watch
from registers.rules.evidence import Kind
from registers.rules.watching import EARLIEST, Frozen, Result, Watched, counts, shown_impact, watch
from scorecard.models import Area, Break, Indicator
from scorecard.queries.overview import Assessed, assessed_line
from scorecard.queries.series import Line, lines
from scorecard.rules.figures import Kind as FigureKind
from scorecard.rules.numbers import exact
from scorecard.rules.patterns import tiny_base
from scorecard.rules.periods import Period
from scorecard.rules.series import SeriesFacts, SeriesPoint, shown_factor
from scorecard.rules.targets import Band
from scorecard.rules.variation import Footing


@dataclass(frozen=True, slots=True)
class Seen:
    """One watched figure: the line as it is now, what of it counts, and what that says.

    Values are the period's own; `factor` times them is what a page shows. `line` is None where the figures are gone.
    """

    watch: Watch
    indicator: Indicator | None
    line: Assessed | None
    said: Watched
    #: The points that count, in order, gaps as None.
    since: tuple[tuple[Period, Fraction | None], ...]
    factor: int = 1
    #: The latest figure less the one the challenge was raised about.
    change: Fraction | None = None

    @property
    def facts(self) -> SeriesFacts | None:
        """What a page needs to print the figure."""
        return self.line.facts if self.line else None

    @property
    def to_come(self) -> int:
        """How many points are missing before anything can be said."""
        return max(0, EARLIEST - self.said.points)


@dataclass(frozen=True, slots=True)
class Impact:
    """Whether practice is shown to have changed, and by what. `result` is None where no figure is watched."""

    result: Result | None
    kinds: tuple[Kind, ...]
    shown: bool


def watched(watches: Iterable[Watch]) -> dict[int, Seen]:
    """What each of these says today, by its challenge's id. The same number of queries, however many there are."""
    wanted = list(watches)
    boards = dict(Challenge.objects.filter(watch__in=wanted).values_list("pk", "board_id")) if wanted else {}
    indicators = _indicators({(boards[one.challenge_id], one.indicator_code) for one in wanted})
    held = _lines(indicators, {one.agency_id for one in wanted})
    rebased = _rebased(indicators.values())
    judged: dict[_Place, Assessed] = {}  # many challenges may watch one line
    return {
        one.challenge_id: _seen(
            one, indicators.get((boards[one.challenge_id], one.indicator_code)), held, rebased, judged
        )
        for one in wanted
    }


def tells(watches: Iterable[Watch]) -> frozenset[int]:
    """The challenges of those of these whose figures say something by now, whatever it is."""
    found = watched(watches).items()
    return frozenset(pk for pk, seen in found if seen.said.result is not Result.TOO_EARLY)


def impact_of(challenge: Challenge) -> Impact:
    """What a challenge comes to today: its figure, evidence of its impact on children, the chair's words."""
    found = watched(Watch.objects.filter(challenge=challenge)).get(challenge.pk)
    kinds = impact_evidence([challenge.pk]).get(challenge.pk, ())
    result = found.said.result if found else None
    shown = result is not None and shown_impact(result, evidence=kinds, chair_words=challenge.chair_words)
    return Impact(result, kinds, shown)


def impact_evidence(challenge_ids: Collection[int]) -> dict[int, tuple[Kind, ...]]:
    """The kinds of evidence of impact each challenge has: not taken back, and of files only those let through."""
    found: dict[int, list[Kind]] = {}
    rows = Evidence.objects.filter(
        challenge_id__in=challenge_ids,
        taken_back_at__isnull=True,
        scan__in=[Evidence.Scan.NONE, Evidence.Scan.CLEAN],
    )
    for challenge_id, kind in rows.values_list("challenge_id", "kind"):
        if challenge_id is not None:
            found.setdefault(challenge_id, []).append(Kind(kind))
    return {pk: tuple(kinds) for pk, kinds in found.items()}


#: A board and an indicator's code; a line of an indicator: its agency, area's code and part.
_Code = tuple[int, str]
_Place = tuple[int, int | None, str, str]


def _indicators(codes: set[_Code]) -> dict[_Code, Indicator]:
    """The newest version of each indicator: its line carries on those before."""
    found = Indicator.objects.filter(
        board_id__in={board for board, _ in codes}, code__in={code for _, code in codes}
    ).select_related("board")
    newest: dict[_Code, Indicator] = {}
    for one in found.order_by("version"):
        newest[one.board_id, one.code] = one
    return {key: one for key, one in newest.items() if key in codes}


def _lines(indicators: dict[_Code, Indicator], agency_ids: set[int | None]) -> dict[_Place, Line]:
    """The lines of these agencies; of all where somebody watches the board's own over every agency."""
    whose = None if None in agency_ids else [one for one in agency_ids if one is not None]
    held = lines(indicators.values(), agency_ids=whose) if indicators else {}
    areas = dict(Area.objects.filter(pk__in={key.area_id for key in held}).values_list("pk", "code"))
    return {
        (key.indicator_id, key.agency_id, areas[key.area_id], key.breakdown): line
        for key, line in held.items()
    }


def _seen(
    one: Watch,
    indicator: Indicator | None,
    held: dict[_Place, Line],
    rebased: set[tuple[_Code, date]],
    known: dict[_Place, Assessed],
) -> Seen:
    place = (indicator.pk if indicator else 0, one.agency_id, one.area_code, one.breakdown)
    line = held.get(place)
    if indicator is None or line is None:
        return Seen(
            one, indicator, None, Watched(Result.NOT_FROM_FIGURES, 0, "its figures are not kept any more"), ()
        )
    judged = known.setdefault(place, known.get(place) or assessed_line(indicator, line, {}))
    points = judged.assessment.tested or judged.points
    factor = shown_factor(judged.facts, points[0].period)
    counted = tuple(point for point in points if one.since and _counts(point, judged.facts, one.since))
    values = [None if tiny_base(point.denominator) else point.value for point in counted]
    frozen = Frozen(
        mean=one.mean,
        lower=one.lower,
        upper=one.upper,
        polarity=judged.facts.polarity,
        band=Band(judged.facts.band_low, judged.facts.band_high).per(factor),
        was_out=one.was_out,
        reason=one.reason or _reason(one, judged, indicator, rebased),
    )
    latest = next((point.value for point in reversed(counted) if point.value is not None), None)
    return Seen(
        watch=one,
        indicator=indicator,
        line=judged,
        said=watch(values, frozen),
        since=tuple((point.period, point.value) for point in counted),
        factor=factor,
        change=None if latest is None else latest - exact(one.value),
    )


def _counts(point: SeriesPoint, facts: SeriesFacts, since: date) -> bool:
    snapshot = facts.kind is FigureKind.SNAPSHOT
    return counts(first=point.period.first, last=point.period.last, snapshot=snapshot, since=since)


def _reason(one: Watch, judged: Assessed, indicator: Indicator, rebased: set[tuple[_Code, date]]) -> str:
    """What has come to stand in the way since: another definition, numbers that became too small."""
    key = (indicator.board_id, indicator.code)
    for first in judged.breaks:
        if first > one.last and (key, first) not in rebased:
            return f"counted differently from {first:%-d %B %Y} on"
    reading = judged.assessment.reading
    if reading is not None and reading.stage is Footing.NOT_TESTED:
        return judged.assessment.untested_because or ""
    return ""


def _rebased(indicators: Iterable[Indicator]) -> set[tuple[_Code, date]]:
    """Where people have said that a new usual level begins: the figures before and after are the same measure."""
    given = list(indicators)
    found = Break.objects.filter(
        indicator__board_id__in={one.board_id for one in given},
        indicator__code__in={one.code for one in given},
        kind=Break.Kind.REBASE,
        taken_back_at__isnull=True,
    ).values_list("indicator__board_id", "indicator__code", "first")
    return {((board_id, code), first) for board_id, code, first in found}
