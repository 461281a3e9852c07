"""What a file does not hold: due figures, the period it should answer, rows that are no figures."""

from files.sheets import Cell
from scorecard.imports.findings import Collector, Fault
from scorecard.imports.rows import About, Context, Finding, IndicatorFacts, ReadRow, Severity, Skipped, Table
from scorecard.imports.written import SAY_WHY
from scorecard.rules.periods import Period

_MOST_NAMED = 12


class Coverage:
    """Keeps count, row by row, of what a file covers; says at the end what is missing."""

    def __init__(self, context: Context, faults: Collector, *, blind: bool = False) -> None:
        """Start with nothing covered. `blind`: in this format an error cannot be told from a blank."""
        self._blind, self._skipped = blind, list[Skipped]()
        self._context, self._faults = context, faults
        self._read: set[tuple[str, int]] = set()
        self._plain = 0
        self._unread: dict[tuple[str, int], Cell] = {}
        self._periods: dict[Period, Cell] = {}
        self._given: set[tuple[str, str, str]] = set()
        self._last_time: dict[tuple[str, str, str], None] = {}
        self._blank: dict[tuple[str, str, str], Cell] = {}
        self._named: set[str] = set()

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """What could not be checked of the figures due."""
        return tuple(self._skipped)

    @property
    def rows_read(self) -> int:
        """How many of the file's rows were taken as figures."""
        return len(self._read) + self._plain

    def row_read(self, row: ReadRow) -> None:
        """This row is of an indicator, or has figures."""
        cell = row.first_figure
        self._read.add((cell.sheet, cell.row))

    def plain_row(self) -> None:
        """A row of a long file with figures, which is the only one in its line."""
        self._plain += 1

    def holds(self, period: Period) -> bool:
        """Whether something stands in a row for this period."""
        return period in self._periods

    def row_unread(self, row: ReadRow) -> None:
        """This row has no figures and names no indicator: a heading between blocks, or a note."""
        cell = row.first_figure
        named = next(
            (one for one in (row.code, row.name, row.measure) if one is not None and one.filled), cell
        )
        self._unread.setdefault((cell.sheet, cell.row), named)

    def period_filled(self, period: Period, row: ReadRow, table: Table) -> None:
        """Something stands in a row for this period."""
        self._periods.setdefault(period, row.period or table.period or row.first_figure)

    def indicator_named(self, facts: IndicatorFacts, period: Period | None) -> None:
        """The file has a place for a figure of this indicator for this period."""
        if period is not None and period == self._context.period:
            self._named.add(facts.code)

    def given(self, facts: IndicatorFacts, period: Period, area: str, breakdown: str) -> None:
        """A figure stands there, sound or not, or the reason why there is none."""
        if period == self._context.period:
            self._given.add((facts.code, area, breakdown))
        elif facts.due and self._context.period is not None and period == self._context.period.previous():
            self._last_time[facts.code, area, breakdown] = None

    def blank(self, row: ReadRow, facts: IndicatorFacts, period: Period, area: str, breakdown: str) -> None:
        """Nothing stands where a figure could be."""
        if facts.due and period == self._context.period:
            self._blank.setdefault((facts.code, area, breakdown), row.first_figure)

    def conclude(self, tables: tuple[Table, ...]) -> None:
        """Say what is missing. What follows from a fault already named is not said again."""
        self._say_unread()
        if self._blind:
            self._say_blind(tables[0])
        if self._context.period is None:
            self._skip_due("it is not known which return the file answers")
        if not self.rows_read:
            self._say_no_figures(tables[0])
            return
        if any(map(self._faults.found, ("wrong-agency", "unknown-agency"))):
            self._skip_due("the file says that it is another agency’s")
            return
        missing = {key: cell for key, cell in self._blank.items() if key not in self._given}
        for (code, _, _), cell in missing.items():
            title = self._context.indicators[code].title
            self._faults.add(cell, self._due_blank(title))
        unsure = any(map(self._faults.found, ("period-unclear", "period-of-another-length")))
        if unsure and self._context.period is not None:
            self._skip_due("the period of some figures is not clear")
        if not self._periods and not missing and not unsure:
            self._say_no_figures(tables[0])
            return
        answered = self._context.period in self._periods or bool(missing)
        if self._context.period is not None and not answered and not unsure:
            self._say_wrong_period(self._context.period)
        elif self._context.period is not None and not unsure:
            self._say_not_named(self._context.period)
            self._say_part_gone(self._context.period)

    def _skip_due(self, why: str) -> None:
        self._skipped.append(Skipped("figures due", why))

    def _due_blank(self, title: str) -> Fault:
        if not self._blind:
            return Fault("due-figure-blank", f"“{title}” is due and no reason is given", SAY_WHY)
        says = f"“{title}” is due, and in this format an error such as #DIV/0! looks like a blank cell"
        return Fault(
            "blank-or-error", says, "Save the file as an Excel workbook (XLSX) and send that, or say why not."
        )

    def _say_blind(self, table: Table) -> None:
        self._faults.add_file(
            Finding(
                "errors-look-blank",
                Severity.NOTE,
                table.sheet,
                f"A{table.heading_row}",
                "",
                "In the format of this file an error such as #DIV/0! cannot be told from a blank cell.",
                "Nothing, if no formula shows an error. An Excel workbook (XLSX) tells the two apart.",
            )
        )

    def _say_unread(self) -> None:
        unread = {key: cell for key, cell in self._unread.items() if key not in self._read}
        for (sheet, _), cell in unread.items():
            self._faults.add_once(
                cell,
                Fault(
                    "row-not-read",
                    "the row has no figures and names no indicator, so it was taken as a heading or a note",
                    "Nothing, unless it should hold figures.",
                    Severity.NOTE,
                ),
                sheet,
            )

    def _say_no_figures(self, table: Table) -> None:
        where = f"row {table.heading_row} of sheet “{table.sheet}”"
        self._faults.add_file(
            Finding(
                "no-figures",
                Severity.ERROR,
                table.sheet,
                f"A{table.heading_row}",
                "",
                f"The headings stand in {where}, but no figures below them.",
                "Send the file with the figures, or a nil return if there are none.",
            )
        )

    def _say_wrong_period(self, answered: Period) -> None:
        held = sorted(self._periods)
        cell = self._periods[held[-1]]
        span = held[0].label if len(held) == 1 else f"{held[0].label} up to {held[-1].label}"
        self._faults.add(
            cell,
            Fault(
                "wrong-period",
                f"the file holds figures for {span}, and none for {answered.label}, which this return is for",
                f"Send the figures for {answered.short}, or send this file with the return it belongs to.",
            ),
        )

    def _say_not_named(self, answered: Period) -> None:
        for facts in self._context.indicators.values():
            if facts.due and facts.owned and facts.code not in self._named:
                self._faults.add_file(
                    Finding(
                        "due-figure-missing",
                        Severity.EXPLAIN,
                        "",
                        "",
                        facts.code,
                        f"No row is for {facts.code} “{facts.title}”, which is due for {answered.label}.",
                        "Add the row, or explain why there is none.",
                        About(facts.code, self._context.default_area, "all", answered),
                    )
                )

    def _say_part_gone(self, answered: Period) -> None:
        """Name what the file itself gives for the quarter before and not for this one, of an indicator it has."""
        for key in self._last_time:
            code, area, breakdown = key
            if key in self._given or key in self._blank or code not in self._named:
                continue
            of = f"“{self._context.indicators[code].title}”{'' if breakdown == 'all' else f', {breakdown}'}"
            self._faults.add_file(
                Finding(
                    "due-figure-missing",
                    Severity.EXPLAIN,
                    "",
                    "",
                    code,
                    f"{code} {of}, is given for {answered.previous().label} and not for {answered.label}.",
                    "Add the row, or explain why there is none.",
                    About(code, area, breakdown, answered),
                )
            )
