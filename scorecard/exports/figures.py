"""Chosen lines as a table: a figure a row, with its counts, limits and target, and where it was read."""

from collections.abc import Collection, Iterator

from scorecard import charts
from scorecard.exports.tables import Held, Table
from scorecard.models import Indicator
from scorecard.queries.comparators import ENGLAND, Comparator, differs, for_period
from scorecard.queries.explored import Beside, Drawn, DrawnPoint
from scorecard.queries.overview import Marks, mark_on
from scorecard.queries.sources import Sources
from scorecard.rules import words
from scorecard.rules.figures import Polarity, Stage, Unit
from scorecard.rules.numbers import plain
from scorecard.rules.variation import Special

_TONES = {"worse": "worse than usual", "better": "better than usual", "unusual": "unusual"}
#: Each row is a figure of the board's, or one published elsewhere.
OURS, PUBLISHED = "figure", "published"
HEADINGS = (
    "row",
    "indicator_code",
    "indicator",
    "perspective",
    "agency_code",
    "agency",
    "area_code",
    "area",
    "breakdown",
    "period",
    "period_first",
    "period_last",
    "numerator",
    "denominator",
    "value",
    "unit",
    "decimals_shown",
    "status",
    "note",
    "tested_value",
    "mean",
    "lower_limit",
    "upper_limit",
    "special_cause",
    "pattern",
    "target",
    "band_low",
    "band_high",
    "agencies_in",
    "agencies_expected",
    "england",
    "england_first",
    "england_last",
    "england_published_on",
    "england_note",
    "source_file",
    "source_sheet",
    "source_cell",
    "source_date",
)


def figures_table(
    drawn: Collection[Drawn], sources: Sources, marks: Marks, *, name: str, synthetic: bool = False
) -> Table:
    """The lines as one long table, each indicator's published values after its own figures."""
    rows: list[tuple[Held, ...]] = []
    waiting: Drawn | None = None
    for line in drawn:
        if waiting is not None and waiting.indicator.pk != line.indicator.pk:
            rows.extend(_published(waiting))
        rows.extend(_figures(line, sources, marks))
        waiting = line
    if waiting is not None:
        rows.extend(_published(waiting))
    return Table(name, HEADINGS, rows, sensitive=any(line.small for line in drawn), synthetic=synthetic)


def _figures(line: Drawn, sources: Sources, marks: Marks) -> Iterator[tuple[Held, ...]]:
    one = line.indicator
    tones = charts.tones(line.line)[line.start :]
    whose = (line.agency_code, line.agency_name, line.area.code, line.area.name, line.breakdown)
    ends = (plain(one.band_low), plain(one.band_high))
    for point, tone in zip(line.points, tones, strict=False):
        period = point.period
        source = sources.get((line.line.key, period))
        read: tuple[Held, ...] = (None,) * 4
        if source is not None:
            read = (source.file_name, source.sheet, source.cell, source.received_on)
        yield (
            *(OURS, one.code, one.title, one.perspective.title, *whose),
            *(period.short, period.first, period.last),
            *(plain(point.numerator), plain(point.denominator), plain(point.value)),
            *(one.counted_in, one.decimals, words.STATUS_WORDS[point.status]),
            _note(line, point, marks, "" if source is None else source.stage),
            *(plain(point.tested), plain(point.mean), plain(point.lower), plain(point.upper)),
            None if point.special is Special.NONE else point.special.value,
            _TONES.get(tone),
            *(plain(point.target), *ends),
            *(point.agencies_in or (None, None)),
            *_england(line.beside, one, point),
            *read,
        )


def _note(line: Drawn, point: DrawnPoint, marks: Marks, stage: str) -> str | None:
    """What a page says beside a figure: not yet accepted, provisional."""
    if point.value is None:
        return None
    said = [
        mark_on(marks, line.line.key.agency_id, point.period.last),
        stage if stage != Stage.FINAL else "",
    ]
    return ", ".join(one for one in said if one) or None


def _england(beside: Collection[Beside], indicator: Indicator, point: DrawnPoint) -> tuple[Held, ...]:
    """England's value for the figure's period, its year and when it was published; a note where bases differ."""
    theirs = [one.published for one in beside if one.published.area_code == ENGLAND]
    last = point.period.last
    return england_cells(for_period(theirs, indicator, last), differs=differs(theirs, indicator, last))


def england_cells(found: Comparator | None, *, differs: bool) -> tuple[Held, ...]:
    """The five cells that set England beside a figure; where there is none, whether it is for its `differs` basis."""
    if found is None:
        return (None, None, None, None, words.DIFFERENT if differs else None)
    return (plain(found.value), found.first, found.last, found.published_on, None)


def _published(line: Drawn) -> Iterator[tuple[Held, ...]]:
    one = line.indicator
    for beside in line.beside:
        said = beside.published
        filled: dict[str, Held] = {
            "row": PUBLISHED,
            "indicator_code": one.code,
            "indicator": one.title,
            "perspective": one.perspective.title,
            "area_code": said.area_code,
            "area": said.area_name,
            "breakdown": "all",
            "period_first": said.first,
            "period_last": said.last,
            "value": plain(said.value),
            "unit": _their_unit(beside, one),
            "status": "published" if said.value is not None else said.status.replace("_", " "),
            "note": None if beside.comparable else words.DIFFERENT,
            "source_file": said.source,
            "source_sheet": said.sheet,
            "source_cell": said.cell,
            "source_date": said.published_on,
        }
        yield tuple(filled.get(heading) for heading in HEADINGS)


def _their_unit(beside: Beside, indicator: Indicator) -> str:
    if beside.comparable:
        return indicator.counted_in
    return words.unit_words(
        Unit(beside.published.unit), Polarity.CONTEXT, per=indicator.per or 10_000, yearly=False
    )
