"""Whether a figure's period is as long as its indicator is reported by; totals beside the quarters are passed over."""

import re
import unicodedata

from files.sheets import Cell
from scorecard.imports.findings import Collector, Fault, quoted
from scorecard.imports.labels import period_named
from scorecard.imports.rows import IndicatorFacts, Layout, ReadRow, Severity, Table
from scorecard.imports.written import is_blank, visible
from scorecard.rules.periods import Period, PeriodKind, financial_year, quarter_holding, term

#: Headings of a year so far, or of a whole one, that name no period of ours: "Apr-Dec 17", "Q1-Q3 2017/18", "2017".
_TOTAL = re.compile(
    r"apr(?:il)?\b.*?(?:-|to) ?(?:sept?(?:ember)?|dec(?:ember)?)\b.*"
    r"|q(?:uarter|tr)? ?1\b.*?(?:-|to) ?q(?:uarter|tr)? ?[2-4]\b.*"
    r"|(?:19|20)\d\d"
)
_DASHES = re.compile("[\u2010-\u2015\u2212]")


class Lengths:
    """Holds the periods of one file against what its indicators are reported by."""

    def __init__(self, faults: Collector) -> None:
        """Start with no table looked at."""
        self._faults = faults
        self._kinds: dict[tuple[str, int], frozenset[PeriodKind]] = {}

    def left_out(
        self, row: ReadRow, facts: IndicatorFacts | None, period: Period | None, table: Table
    ) -> bool:
        """Whether a figure stands in a column of totals beside those of the indicator's own length; noted."""
        if table.layout is not Layout.PERIOD_COLUMNS or row.period is None:
            return False
        own = facts.frequency if facts is not None else PeriodKind.QUARTER
        total = _is_total(visible(row.period)) if period is None else period.kind.months > own.months
        if not total or (facts is None and period is not None) or own not in self._kinds_of(table):
            return False
        fault = Fault(
            "total-not-read",
            f"it heads a total column beside the {own}s, and the total column was not read",
            f"Nothing; the figures of each {own} are taken.",
            Severity.NOTE,
        )
        self._faults.add_once(row.period, fault, (row.period.sheet, row.period.address))
        return True

    def wrong(self, row: ReadRow, facts: IndicatorFacts, period: Period, table: Table) -> bool:
        """Whether the period is longer or shorter than those the indicator is reported by; said as an error."""
        own = facts.frequency
        if period.kind is own:
            return False
        reported = f"and this indicator is reported by {own}"
        remedy = f"Write the {own}, such as “{_such_as(own, period).short}”."
        if table.layout is Layout.PERIOD_COLUMNS:
            cell = row.first_figure
            says = f"it stands under “{quoted(visible(row.period))}”, which is a {period.kind}, {reported}"
            remedy = f"Move it under a {own}, such as “{_such_as(own, period).short}”, or leave it out."
        elif row.period is not None and not is_blank(row.period):
            cell, says = row.period, f"that is a {period.kind}, {reported}"
        else:
            cell, remedy = _name_of(row), f"{remedy[:-1]} in a column headed “Period”."
            says = f"the figures are for {period.short}, which is a {period.kind}, {reported}"
        self._faults.add_once(
            cell, Fault("period-of-another-length", says, remedy), (cell.sheet, period, own)
        )
        return True

    def _kinds_of(self, table: Table) -> frozenset[PeriodKind]:
        """The lengths of the periods that head a table's columns."""
        key = (table.sheet, table.heading_row)
        if key not in self._kinds:
            headings = {visible(row.period) for row in table.rows}
            named = (period_named(heading) for heading in headings)
            self._kinds[key] = frozenset(one.kind for one in named if one is not None)
        return self._kinds[key]


def _is_total(heading: str) -> bool:
    folded = _DASHES.sub("-", unicodedata.normalize("NFKC", heading)).lower()
    return _TOTAL.fullmatch(" ".join(folded.split())) is not None


def _name_of(row: ReadRow) -> Cell:
    """The cell that says which indicator a row is of, to name the row by."""
    return next(
        (cell for cell in (row.code, row.name) if cell is not None and not is_blank(cell)), row.first_figure
    )


def _such_as(kind: PeriodKind, period: Period) -> Period:
    """The period of this length in which the other ends."""
    last = period.last
    if kind is PeriodKind.TERM:
        name = "autumn" if last.month >= 9 else "spring" if last.month <= 4 else "summer"
        return term(last.year - (last.month < 9), name)
    return financial_year(period.year_start) if kind is PeriodKind.YEAR else quarter_holding(last)
