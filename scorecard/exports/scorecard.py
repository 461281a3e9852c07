"""The scorecard as a table: the latest figure of each line, with the verdicts that stand beside it."""

from collections.abc import Collection, Iterator

from scorecard.exports.figures import england_cells
from scorecard.exports.tables import Held, Table
from scorecard.queries.explored import rests_on_small
from scorecard.queries.overview import Assessed, Row
from scorecard.queries.publishing import Rules
from scorecard.rules import words
from scorecard.rules.figures import Basis
from scorecard.rules.numbers import plain

HEADINGS = (
    "indicator_code",
    "indicator",
    "perspective",
    "agency",
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
    "change",
    "target",
    "band_low",
    "band_high",
    "against_target",
    "pattern",
    "pattern_detail",
    "mean",
    "lower_limit",
    "upper_limit",
    "agencies_in",
    "agencies_expected",
    "england",
    "england_first",
    "england_last",
    "england_published_on",
    "england_note",
    "similar_areas",
    "similar_areas_number",
    "similar_areas_last",
    "similar_areas_note",
    "explanation_owed",
    "follow_up",
)
NONE_SENT = "none sent"


def scorecard_table(
    rows: Collection[Row],
    follow: dict[tuple[str, int | None], str],
    rules: Rules,
    *,
    name: str,
    synthetic: bool = False,
) -> Table:
    """The rows of the scorecard, a mix of parts with a row a part. `follow` is what is done about each row."""
    told = [line for row in rows for line in row.lines]
    return Table(
        name,
        HEADINGS,
        [one for row in rows for one in _rows(row, follow)],
        sensitive=any(rests_on_small(line, rules) for line in told),
        synthetic=synthetic,
    )


def _rows(row: Row, follow: dict[tuple[str, int | None], str]) -> Iterator[tuple[Held, ...]]:
    one = row.indicator
    similar = row.similar
    beside = england_cells(row.england, differs=row.england_differs)
    alike: tuple[Held, ...] = (None, None, None, words.DIFFERENT if row.similar_differs else None)
    if similar is not None:
        alike = (plain(similar.value), similar.areas, similar.last, None)
    last = ("yes" if row.owed else "no", follow.get((one.code, row.agency_id)) or None)
    named = (one.code, one.title, one.perspective.title, row.agency_name or "All agencies")
    for line in row.lines or (None,):
        yield (
            *named,
            "all" if line is None else line.key.breakdown,
            *_figure(row, line),
            *beside,
            *alike,
            *last,
        )


def _figure(row: Row, line: Assessed | None) -> tuple[Held, ...]:
    """From the period to how many agencies are in it."""
    one = row.indicator
    ends = (plain(one.band_low), plain(one.band_high))
    if line is None or line.assessment.latest is None:
        empty: tuple[Held, ...] = (None,) * 6
        verdicts: tuple[Held, ...] = (None,) * 8
        return (*empty, one.counted_in, one.decimals, NONE_SENT, None, None, None, *ends, *verdicts)
    said, latest = line.assessment, line.assessment.latest
    factor, reading = said.factor, said.reading
    value = None if latest.value is None else plain(latest.value * factor)
    # As on the page: what is not tested has no usual range, and a range of quarters says nothing of a year so far.
    ranged = said.untested_because is None and line.facts.basis is not Basis.YEAR_TO_DATE
    limits = (reading.mean, reading.lower, reading.upper) if reading and ranged else (None, None, None)
    return (
        *(latest.period.short, latest.period.first, latest.period.last),
        *(plain(latest.numerator), plain(latest.denominator), value),
        *(one.counted_in, one.decimals, words.STATUS_WORDS[latest.status], row.mark or None),
        None if said.change is None else plain(said.change),
        *(plain(line.facts.target), *ends),
        words.against_words(said.against, differs=said.target_differs),
        *(words.PATTERN_WORDS[said.pattern.word], said.pattern.detail),
        *(None if limit is None else plain(limit * factor) for limit in limits),
        *(line.agencies_in.get(latest.period) or (None, None)),
    )
