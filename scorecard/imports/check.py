"""Rows to findings and sound rows: everything wrong in one pass, each fault at its cell. Loads nothing."""

from dataclasses import replace
from typing import NamedTuple

from files.sheets import Cell
from scorecard.imports.duplicates import Duplicates
from scorecard.imports.figure import figure_of
from scorecard.imports.findings import Collector, Fault, capped
from scorecard.imports.gaps import Coverage
from scorecard.imports.headings import only_compares
from scorecard.imports.labels import Labels
from scorecard.imports.lengths import Lengths
from scorecard.imports.long import LongTable
from scorecard.imports.once import LongDuplicates
from scorecard.imports.percents import settle_percent, without_share
from scorecard.imports.placed import layout_of, placed
from scorecard.imports.quick import Lines, Quick
from scorecard.imports.rows import (
    About,
    Checked,
    CleanRow,
    Context,
    IndicatorFacts,
    Layout,
    ReadRow,
    Severity,
    Skipped,
    Table,
    Tables,
)
from scorecard.imports.soundness import Parts, Wrong
from scorecard.imports.spool import Spool
from scorecard.imports.statuses import Standing, standing
from scorecard.imports.symbols import Signs, signs_for
from scorecard.imports.tag import faults as template_faults
from scorecard.imports.usual import Usual
from scorecard.imports.values import Sound, notes_on
from scorecard.imports.written import is_blank, understand, visible
from scorecard.rules.figures import Status, Unit
from scorecard.rules.periods import Period


def check(tables: Tables, context: Context) -> Checked:
    """Check what was read against what the board expects. Without a table, why not is the only finding."""
    tables = placed(tables, context)
    if not tables.tables:
        skipped = (Skipped("figures", "no table could be recognised, so nothing below was checked"),)
        return Checked((), capped(tables.findings, context.max_findings), "", 0, skipped)
    checker = _Checker(tables, context)
    for table in tables.tables:
        if isinstance(table.rows, LongTable):
            checker.long(table, table.rows)
            continue
        for row in table.rows:
            checker.row(row, table)
    return checker.outcome()


class _Key(NamedTuple):
    """What a figure is of."""

    facts: IndicatorFacts
    period: Period
    area: str
    breakdown: str


class _Checker:
    """One file being checked."""

    def __init__(self, tables: Tables, context: Context) -> None:
        self._tables, self._context = tables, context
        self._faults = Collector(
            dict.fromkeys(table.sheet for table in tables.tables), most=context.max_findings
        )
        self._signs = {table.source: signs_for(table.source, context.answers) for table in tables.tables}
        self._labels = Labels(context, self._faults)
        self._lengths = Lengths(self._faults)
        self._coverage = Coverage(context, self._faults, blind=tables.blind)
        self._lines, self._spool = Lines(context), Spool()
        rows = tables.tables[0].rows
        self._duplicates: Duplicates = (
            LongDuplicates(self._faults, rows, self._lines, self._spool)
            if isinstance(rows, LongTable)
            else Duplicates(self._faults)
        )

    def outcome(self) -> Checked:
        self._coverage.conclude(self._tables.tables)
        for finding in template_faults(self._tables.tag, self._context):
            self._faults.add_file(finding)
        usual = Usual(self._duplicates.rows, self._context)
        doubts = list(usual.doubts())
        places = self._duplicates.places([clean for clean, _ in doubts])
        for (clean, fault), place in zip(doubts, places, strict=True):
            of = About(clean.indicator_code, clean.area_code, clean.breakdown, clean.period)
            self._faults.add(place, replace(fault, about=of))
        findings = self._faults.findings(self._tables.findings, self._context.max_findings)
        skipped = (*self._coverage.skipped, *usual.skipped)
        layout = layout_of(self._tables)
        return Checked(self._duplicates.rows, findings, layout, self._coverage.rows_read, skipped)

    def long(self, table: Table, rows: LongTable) -> None:
        """Take the lines of a long file: the plain ones the quick way, every other as any row."""
        quick = Quick(rows, table, self._context, self._coverage, self._lines, self._spool)
        for number, fields in rows.lines():
            if not quick.took(number, fields):
                row = rows.row(number, fields)
                if row is not None:
                    self.row(row, table)

    def row(self, row: ReadRow, table: Table) -> None:
        """Take one row as far as it is understood."""
        facts = self._labels.indicator(row)
        period = self._labels.period(row, table)
        speaks = table.layout is Layout.ROW_PER_FIGURE or (
            period is not None and period == self._context.period
        )
        filled = any(not is_blank(cell) for cell in row.figures) or (speaks and not is_blank(row.status))
        if (facts is None and not filled) or (
            row.measure is not None and only_compares(visible(row.measure))
        ):
            self._coverage.row_unread(row)
            return
        self._coverage.row_read(row)
        if not filled:
            if facts is not None and period is not None:
                self._blank(row, facts, period, table)
        elif row.measure is not None:
            self._measure_unclear(row.measure)
        else:
            self._filled(row, facts, period, table, speaks=speaks)

    def _blank(self, row: ReadRow, facts: IndicatorFacts, period: Period, table: Table) -> None:
        """A place without a figure is a fault only where one is due, and none stands elsewhere."""
        if facts.owned and facts.due and period == self._context.period:
            self._coverage.indicator_named(facts, period)
            area, breakdown = self._labels.area(row.area), self._labels.breakdown(row.breakdown, facts)
            if area is not None and breakdown is not None:
                self._coverage.blank(row, facts, period, area, breakdown)

    def _measure_unclear(self, cell: Cell) -> None:
        remedy = "Write one of: number, out of, result."
        fault = Fault("measure-unclear", "these words name no part of a figure", remedy)
        self._faults.add_once(cell, fault, (cell.sheet, visible(cell)))

    def _filled(
        self, row: ReadRow, facts: IndicatorFacts | None, period: Period | None, table: Table, *, speaks: bool
    ) -> None:
        """Find out what a row with figures is of; everything wrong with its labels is said at once."""
        if not self._labels.agency_is_ours(row.agency if not is_blank(row.agency) else table.agency):
            return
        if facts is None:
            self._labels.name_unknown(row)
        if self._lengths.left_out(row, facts, period, table) or self._retired(row, facts, period):
            return
        if facts is not None and period is not None and self._counted_here(row, facts, period):
            self._coverage.period_filled(period, row, table)
            return
        if period is None:
            self._labels.period_unclear(row, table)
        elif facts is not None and self._lengths.wrong(row, facts, period, table):
            period = None
        else:
            self._coverage.period_filled(period, row, table)
        if facts is None or period is None:
            self._no_numbers(row, table)
            return
        self._coverage.indicator_named(facts, period)
        area, breakdown = self._labels.area(row.area), self._labels.breakdown(row.breakdown, facts)
        if self._labels.indicator_is_ours(row, facts) and area is not None and breakdown is not None:
            self._figure(row, _Key(facts, period, area, breakdown), table, speaks=speaks)

    def _retired(self, row: ReadRow, facts: IndicatorFacts | None, period: Period | None) -> bool:
        """Whether the figure is of a period in which its indicator was no longer measured; noted, and not taken."""
        ended = facts.retired_from if facts is not None else None
        if facts is None or period is None or ended is None or period.first < ended:
            return False
        says = f"“{facts.title}” is no longer measured from {ended:%-d %B %Y} on, so the figure was not taken"
        fault = Fault("no-longer-measured", says, "Nothing; the row can be left out.", Severity.NOTE)
        self._faults.add_once(row.first_figure, fault, facts.code)
        return True

    def _counted_here(self, row: ReadRow, facts: IndicatorFacts, period: Period) -> bool:
        """Whether the figure is one the board counts from its own records; noted, and not taken."""
        if facts.counted_from is None or period.first < facts.counted_from:
            return False
        says = (
            f"“{facts.title}” is counted from {facts.counted_source} from {facts.counted_from:%-d %B %Y} on, so the "
            "figure was not taken"
        )
        fault = Fault("counted-here", says, "Nothing; the row can be left out.", Severity.NOTE)
        self._faults.add_once(row.first_figure, fault, facts.code)
        return True

    def _no_numbers(self, row: ReadRow, table: Table) -> None:
        """Of a row that cannot be placed, say at least which cells hold no number."""
        for cell in row.figures:
            fault = understand(cell, self._signs[table.source]).wrong
            if fault is not None:
                self._faults.add(cell, fault)

    def _figure(self, row: ReadRow, key: _Key, table: Table, *, speaks: bool) -> None:
        """Judge the figure of a row whose labels are understood, and keep it when it is sound."""
        facts, period, area, breakdown = key
        signs = self._signs[table.source]
        parts, told = self._settled(self._parts(row, key, signs), key, table)
        words = standing(row, parts, use_column=speaks, signs=signs)
        if self._out_of_time(row, period, words):
            return
        outcome = figure_of(parts, words, facts)
        for cell, fault in (*told, *outcome.wrong):
            asks = fault.severity is Severity.EXPLAIN or fault.code == "percent-or-fraction"
            of = About(facts.code, area, breakdown, period) if asks else None
            self._faults.add(cell, replace(fault, about=of))
        if outcome.nothing:
            self._coverage.blank(row, facts, period, area, breakdown)
            return
        self._coverage.given(facts, period, area, breakdown)
        clean = None
        if outcome.sound is not None:
            for cell, fault in notes_on(parts, facts):
                self._faults.add_once(cell, fault, cell.sheet)
            clean = _clean(row, key, outcome.sound, words, visible(row.commentary) if speaks else "")
        self._duplicates.add((facts.code, area, breakdown, period), clean, row, words.cell)

    def _settled(self, parts: Parts, key: _Key, table: Table) -> tuple[Parts, list[Wrong]]:
        """The parts with a lone percentage read the one way it can be meant, if there is one."""
        if key.facts.unit is Unit.COUNT:
            parts, told = without_share(parts, table.shares)
            for cell, fault in told:
                self._faults.add_once(cell, fault, cell.sheet)
            return parts, []
        if key.facts.unit is not Unit.PERCENT:
            return parts, []
        line = self._context.history.get((key.facts.code, key.area, key.breakdown), ())
        held = [one.value for one in line if one.value is not None and one.period != key.period]
        return settle_percent(parts, key.facts, self._context.answers.percents.get(key.facts.code), held)

    def _parts(self, row: ReadRow, key: _Key, signs: Signs) -> Parts:
        rate = key.facts.unit is Unit.RATE
        return Parts(
            numerator=understand(row.numerator, signs),
            denominator=understand(row.denominator, signs),
            value=understand(row.value, signs),
            population=self._context.population(key.area, key.facts.ages, key.period) if rate else None,
            periods_a_year=key.period.kind.a_year,
        )

    def _out_of_time(self, row: ReadRow, period: Period, words: Standing) -> bool:
        """Whether the period is one no figure can be of yet, or was before the board's record begins."""
        if period.last >= self._context.today:
            if words.status is not Status.NOT_YET_DUE:
                says = f"{period.label} has not ended, so there can be no figure for it"
                fault = Fault("period-not-finished", says, "Leave it blank until the period has ended.")
                self._faults.add_once(row.first_figure, fault, period)
            return True
        if period.first < self._context.earliest:
            says = f"{period.label} is before the board's figures begin, {self._context.earliest:%B %Y}"
            fault = Fault("period-too-early", says, "Check the year; leave earlier periods out.")
            self._faults.add_once(row.first_figure, fault, period)
            return True
        return False


def _clean(row: ReadRow, key: _Key, sound: Sound, words: Standing, commentary: str) -> CleanRow:
    """The sound figure, traced to its number's cell, or to the words why there is none."""
    status = Status.TRUE_ZERO if sound.value == 0 else Status.REPORTED
    place = row.first_figure if sound.value is not None or words.cell is None else words.cell
    return CleanRow(
        indicator_code=key.facts.code,
        area_code=key.area,
        breakdown=key.breakdown,
        period=key.period,
        basis=key.facts.basis,
        numerator=sound.numerator,
        denominator=sound.denominator,
        value=sound.value,
        status=words.status or status,
        stage=words.stage,
        sheet=place.sheet,
        cell=place.address,
        commentary="\n".join(filter(None, (words.remark, commentary))),
    )
