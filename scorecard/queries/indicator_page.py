"""One indicator as its page shows it: a line, its figures with their trace, its commentary, its definition."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q

from agencies.models import Agency
from agencies.rules.standing import Standing
from agencies.thread import Step
from scorecard.models import Area, Break, Commentary, Indicator, Judgement, Signal
from scorecard.permissions import agencies_seen
from scorecard.queries.comparators import ENGLAND, Comparator, published, similar_areas
from scorecard.queries.explanations import OwedMarks, owed_marks
from scorecard.queries.followup import steps_of
from scorecard.queries.overview import Assessed, Marks, assessed_line, marks_of, targets_of
from scorecard.queries.series import SeriesKey, lines
from scorecard.queries.traces import Trace, traces_of
from scorecard.queries.versions import other_versions, version_of
from scorecard.rules.periods import Period


@dataclass(frozen=True, slots=True)
class Remark:
    """One commentary."""

    text: str
    by: str
    at: datetime
    first: date
    last: date
    agency: str
    id: int = 0
    #: What the chair made of it; nothing until judged.
    verdict: str = ""
    verdict_words: str = ""
    judged: str = ""

    @property
    def box(self) -> str:
        """The id of the box in which the chair says what is missing."""
        return f"words-{self.id}"

    @property
    def accepted(self) -> bool:
        """Whether the chair took it as the explanation of its figure."""
        return self.verdict == ACCEPTED


ACCEPTED, NOT_ACCEPTED = "Accepted as the explanation.", "Not accepted yet."


@dataclass(frozen=True, slots=True)
class Choice:
    """Another line of the same indicator: an agency's or a part's."""

    words: str
    agency_code: str
    part: str
    assessed: Assessed
    current: bool
    area_code: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """Everything the page shows. `line` is None where this reader sees no figure."""

    indicator: Indicator
    line: Assessed | None
    choices: tuple[Choice, ...]
    traces: dict[Period, Trace]
    marks: Marks
    asked: OwedMarks
    remarks: tuple[Remark, ...]
    comparators: tuple[Comparator, ...]
    targets: dict[int, Decimal]
    signals: tuple[Signal, ...]
    agency: Agency | None
    breaks: tuple[Break, ...] = ()
    #: The line's place, where it is not the board's own.
    area: Area | None = None
    #: What upper rooms know of the indicator, oldest first.
    steps: tuple[Step, ...] = ()
    #: The other versions of the indicator, newest first.
    versions: tuple[Indicator, ...] = ()
    #: What is published of each area the board compares itself with.
    similar: tuple[tuple[Comparator, ...], ...] = ()


def indicator_page(
    standing: Standing,
    code: str,
    *,
    agency_code: str = "",
    part: str = "",
    area_code: str = "",
    version: str = "",
) -> IndicatorPage | None:
    """The page of this board's open version of an indicator; None when there is none this person may see.

    `agency_code`, `part` and `area_code` choose one of its lines; by default the board's own, else the first.
    `version` is the number of an older version to read by itself.
    """
    indicator = version_of(standing, code, version)
    if indicator is None:
        return None
    seen = agencies_seen(standing)
    held = lines([indicator], agency_ids=seen)
    if seen is not None and not held:
        return None
    targets = targets_of(standing.board_id)
    assessed = {key: assessed_line(indicator, line, targets) for key, line in held.items()}
    agencies = {
        one.pk: one for one in Agency.objects.filter(pk__in=[key.agency_id for key in held if key.agency_id])
    }
    areas = {one.pk: one for one in Area.objects.filter(pk__in={key.area_id for key in held})}
    places = _Places(areas, agencies, standing.board_area_code)
    chosen = _choose(indicator, assessed, places, agency_code, part, area_code)
    if chosen is None and (agency_code or part or area_code):
        return None
    region = Area.objects.filter(code=standing.board_area_code).values_list("parent__code", flat=True).first()
    area_codes = list(dict.fromkeys(code for code in (ENGLAND, region, standing.board_area_code) if code))
    like = similar_areas(standing.board_id)
    benchmarks = published([code], [*area_codes, *like])
    return IndicatorPage(
        indicator=indicator,
        line=assessed[chosen] if chosen else None,
        choices=_choices(indicator, assessed, places, chosen),
        traces=traces_of(indicator, chosen),
        marks=marks_of(standing.board_id),
        asked=owed_marks(standing.board_id),
        remarks=_remarks(indicator, seen, chosen),
        comparators=tuple(one for area in area_codes for one in benchmarks.get((code, area), ())),
        similar=tuple(benchmarks.get((code, area), ()) for area in like),
        targets={year: value for (pk, year), value in targets.items() if pk == indicator.pk},
        signals=_signals(chosen),
        breaks=tuple(
            Break.objects.filter(indicator__board_id=standing.board_id, indicator__code=code).filter(
                taken_back_at__isnull=True
            )
        ),
        versions=other_versions(indicator),
        steps=steps_of(standing, [code]).get(code, ()),
        area=areas[chosen.area_id] if chosen and areas[chosen.area_id].code != places.own else None,
        agency=agencies.get(chosen.agency_id) if chosen and chosen.agency_id else None,
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """Whose and where an indicator's lines are; `own` is the code of the board's own area."""

    areas: dict[int, Area]
    agencies: dict[int, Agency]
    own: str

    def agency_code(self, key: SeriesKey) -> str:
        return self.agencies[key.agency_id].code if key.agency_id else ""

    def agency_name(self, key: SeriesKey) -> str:
        return self.agencies[key.agency_id].name if key.agency_id else ""

    def elsewhere(self, key: SeriesKey) -> str:
        """The name of the line's place; nothing for the board's own."""
        area = self.areas[key.area_id]
        return "" if area.code == self.own else area.name


def _choose(
    indicator: Indicator,
    assessed: dict[SeriesKey, Assessed],
    places: _Places,
    agency_code: str,
    part: str,
    area_code: str,
) -> SeriesKey | None:
    def fits(key: SeriesKey) -> bool:
        return (
            (not agency_code or places.agency_code(key) == agency_code)
            and (not part or key.breakdown == part)
            and (not area_code or places.areas[key.area_id].code == area_code)
        )

    order = {value: place for place, value in enumerate(indicator.breakdown_values)}
    fitting = sorted(
        (key for key in assessed if fits(key)),
        key=lambda key: (
            places.elsewhere(key) != "",
            key.agency_id is not None and key.agency_id != indicator.owner_id,
            key.breakdown != "all",
            order.get(key.breakdown, len(order)),
            places.agency_name(key),
            places.elsewhere(key),
        ),
    )
    return fitting[0] if fitting else None


def _choices(
    indicator: Indicator,
    assessed: dict[SeriesKey, Assessed],
    places: _Places,
    chosen: SeriesKey | None,
) -> tuple[Choice, ...]:
    """The indicator's other lines by name, when there is more than one."""
    if len(assessed) < 2:
        return ()
    order = {value: place for place, value in enumerate(indicator.breakdown_values)}

    def place(key: SeriesKey) -> tuple[str, bool, str, int, str]:
        part = (order.get(key.breakdown, -1), key.breakdown)
        return (places.elsewhere(key), key.agency_id is not None, places.agency_name(key), *part)

    return tuple(
        Choice(
            words=_choice_words(indicator, key, places),
            agency_code=places.agency_code(key) if indicator.owner_id is None else "",
            part="" if key.breakdown == "all" else key.breakdown,
            area_code=places.areas[key.area_id].code if places.elsewhere(key) else "",
            assessed=assessed[key],
            current=key == chosen,
        )
        for key in sorted(assessed, key=place)
    )


def _choice_words(indicator: Indicator, key: SeriesKey, places: _Places) -> str:
    words = [places.elsewhere(key)] if places.elsewhere(key) else []
    if indicator.owner_id is None:
        words.append(places.agency_name(key) or "All agencies together")
    if key.breakdown != "all":
        words.append(key.breakdown[:1].upper() + key.breakdown[1:])
    return ", ".join(words) or "All"


def _remarks(
    indicator: Indicator, seen: frozenset[int] | None, chosen: SeriesKey | None
) -> tuple[Remark, ...]:
    found = Commentary.objects.filter(indicator__board_id=indicator.board_id, indicator__code=indicator.code)
    if seen is not None:
        found = found.filter(agency_id__in=seen)
    if chosen is not None and chosen.agency_id is not None:
        found = found.filter(agency_id=chosen.agency_id)
    return tuple(_remark(one) for one in found.select_related("agency", "judgement"))


def _remark(one: Commentary) -> Remark:
    told = Remark(one.text, one.written_words, one.written_at, one.first, one.last, one.agency.name, one.pk)
    judgement: Judgement | None = getattr(one, "judgement", None)
    if judgement is None:
        return told
    return replace(
        told,
        verdict=ACCEPTED if judgement.accepted else NOT_ACCEPTED,
        verdict_words=judgement.words,
        judged=f"{judgement.judged_words}, {judgement.judged_at:%-d %B %Y}",
    )


def _signals(chosen: SeriesKey | None) -> tuple[Signal, ...]:
    if chosen is None:
        return ()
    whose = Q(agency__isnull=True) if chosen.agency_id is None else Q(agency_id=chosen.agency_id)
    found = Signal.objects.filter(
        whose, indicator_id=chosen.indicator_id, area_id=chosen.area_id, breakdown=chosen.breakdown
    )
    return tuple(found.order_by("first"))
