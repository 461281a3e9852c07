"""Whose figure a row is: its agency, indicator, period, area and breakdown, found or said to be wrong."""

from difflib import get_close_matches
from functools import lru_cache

from files.sheets import Cell
from scorecard.imports.findings import Collector, Fault, quoted
from scorecard.imports.headings import tidy, without_marks
from scorecard.imports.places import place_key, places_of
from scorecard.imports.rows import Context, IndicatorFacts, ReadRow, Table
from scorecard.imports.written import is_blank, visible
from scorecard.rules.periods import Period, PeriodUnclear, parse, years_end_in

_MOST_LOOKED_FOR = 100
_ALL = frozenset({"all", "total", "overall", "all children", "all ages"})


@lru_cache(maxsize=4096)
def period_named(text: str, years_end: int | None = None) -> Period | None:
    """The period a text names, with or without a note mark behind it; None when that is not clear.

    A lone year names one only where the table says in which month its years end.
    """
    try:
        return parse(without_marks(text), years_end=years_end)
    except PeriodUnclear:
        return None


def _why_unclear(text: str) -> str:
    try:
        parse(text)
    except PeriodUnclear as unclear:
        return str(unclear)
    return ""


def _compact(code: str) -> str:
    return "".join(without_marks(code).split()).upper()


class Labels:
    """Understands labels against one context; a wrong one is said at its first cell, with a count."""

    def __init__(self, context: Context, faults: Collector) -> None:
        """Index every name a file may use."""
        self._context, self._faults = context, faults
        self._looked_for = 0
        self._codes = {_compact(code): facts for code, facts in context.indicators.items()}
        self._titles: dict[str, list[IndicatorFacts]] = {}
        for facts in context.indicators.values():
            self._titles.setdefault(tidy(facts.title), []).append(facts)
        said = context.answers.periods
        self._said_periods = {text: period for text, key in said.items() if (period := period_named(key))}
        self._areas = places_of(context.areas)
        self._ours = self._names(context.agency.code, context.agency.name, *context.agency.aliases)
        self._agencies = {
            name: one.name
            for one in (context.agency, *context.other_agencies)
            for name in self._names(one.code, one.name, *one.aliases)
        }
        self._others = {
            name: one.name
            for one in context.other_agencies
            for name in self._names(one.code, one.name, *one.aliases)
        }

    @staticmethod
    def _names(*names: str) -> set[str]:
        """Names as compared, with and without what stands in brackets after them."""
        return {tidy(form) for name in names for form in (name, name.partition("(")[0]) if tidy(form)}

    def agency_is_ours(self, cell: Cell | None) -> bool:
        """Whether this cell (or no cell at all) says the sending agency; a fault when it says another."""
        name = tidy(visible(cell))
        if name not in self._agencies:
            name = tidy(visible(cell).partition("(")[0]) or name
        if cell is None or not name or name in self._ours:
            return True
        ours = self._context.agency.name
        if name in self._others:
            self._faults.add_once(
                cell,
                Fault(
                    "wrong-agency",
                    f"these figures are {self._others[name]}'s, and this return is {ours}'s",
                    f"Send the file of {ours}, or have {self._others[name]} send this one.",
                ),
                name,
            )
        else:
            self._faults.add_once(
                cell,
                Fault("unknown-agency", "no agency of this board goes by that name", f"Write “{ours}”."),
                name,
            )
        return False

    def indicator(self, row: ReadRow) -> IndicatorFacts | None:
        """The indicator a row names: by what its sender said the label means, by code, by title, or by a code
        before its title; None if none.
        """
        for cell in (row.code, row.name):
            text = visible(cell)
            if not text:
                continue
            facts = (
                self._as_said(text)
                or self._codes.get(_compact(text))
                or self._by_title(text)
                or self._codes.get(text.split()[0].upper())
            )
            if facts is not None:
                return facts
            if cell is row.code:
                return None
        return None

    def _as_said(self, text: str) -> IndicatorFacts | None:
        return self._context.indicators.get(self._context.answers.indicators.get(tidy(text), ""))

    def _by_title(self, text: str) -> IndicatorFacts | None:
        found = self._titles.get(tidy(text), [])
        return found[0] if len(found) == 1 else None

    def indicator_is_ours(self, row: ReadRow, facts: IndicatorFacts) -> bool:
        """Whether the sending agency reports it; a fault when another does."""
        if facts.owned:
            return True
        owner = facts.owner or "another agency"
        cell = row.code if not is_blank(row.code) else row.name
        if cell is not None:
            self._faults.add_once(
                cell,
                Fault(
                    "indicator-of-another-agency",
                    f"“{facts.title}” is reported by {owner}, not by {self._context.agency.name}",
                    f"Remove the row, or have {owner} send it.",
                ),
                facts.code,
            )
        return False

    def name_unknown(self, row: ReadRow) -> None:
        """Say that a row with figures names no indicator we know."""
        cell = row.code if not is_blank(row.code) else row.name
        if cell is None or is_blank(cell):
            remedy = "Write the indicator's reference beside its figures, or remove them."
            self._faults.add_once(
                row.first_figure,
                Fault("indicator-missing", "it does not say which indicator it is of", remedy),
                (row.first_figure.sheet, row.first_figure.row),
            )
            return
        text = visible(cell)
        near = self._nearest(text)
        meant = f" Is “{near.code}” meant?" if near else ""
        self._faults.add_once(
            cell,
            Fault(
                "unknown-indicator",
                "the board has no indicator of that reference or name",
                f"Write the reference from the board's list of indicators.{meant}",
            ),
            text,
        )

    def _nearest(self, text: str) -> IndicatorFacts | None:
        """The indicator whose code or title is most like this; looked for a few times only, as it is slow."""
        self._looked_for += 1
        if self._looked_for > _MOST_LOOKED_FOR:
            return None
        for code in get_close_matches(_compact(text), list(self._codes), n=1):
            return self._codes[code]
        for title in get_close_matches(tidy(text), list(self._titles), n=1):
            return self._titles[title][0]
        return None

    def period(self, row: ReadRow, table: Table) -> Period | None:
        """The period of a row: its own, else its table's, else the one answered; None when unclear."""
        if row.span is not None:
            return row.span
        years_end = years_end_in(visible(table.period))
        cell = row.period if not is_blank(row.period) else table.period if years_end is None else None
        if cell is None:
            return self._context.period if row.period is None else None
        return self._said_periods.get(visible(cell)) or period_named(visible(cell), years_end)

    def period_unclear(self, row: ReadRow, table: Table) -> None:
        """Say that a row with figures has no clear period."""
        given = row.period if not is_blank(row.period) else table.period
        cell = given or row.period or row.first_figure
        if given is None:
            remedy = "Write the period, such as “Q1 2013/14”, beside the figures or above the table."
            fault = Fault("period-unclear", "nothing says which period it is of", remedy)
        else:
            fault = Fault("period-unclear", "the period is not clear", _why_unclear(visible(given)))
        self._faults.add_once(cell, fault, (cell.sheet, visible(given)))

    def area(self, cell: Cell | None) -> str | None:
        """The area a cell names; the board's own when it is blank; a fault when it names none we know."""
        if cell is None or is_blank(cell):
            return self._context.default_area
        code = self._areas.get(place_key(visible(cell)))
        if code is None:
            names = ", ".join(
                names[0] if names else code for code, names in list(self._context.areas.items())[:12]
            )
            self._faults.add_once(
                cell,
                Fault(
                    "unknown-area", "the board has no area of that name or code", f"Write one of: {names}."
                ),
                visible(cell),
            )
        return code

    def breakdown(self, cell: Cell | None, facts: IndicatorFacts) -> str | None:
        """The part of an indicator a cell names, "all" when blank; a fault when there is no such part."""
        text = tidy(visible(cell))
        if cell is None or not text or text in _ALL:
            return "all"
        for value in facts.breakdowns:
            if tidy(value) in (text, tidy(self._agencies.get(text, ""))):
                return value
        known = ", ".join(quoted(value) for value in facts.breakdowns)
        self._faults.add_once(
            cell,
            Fault(
                "unknown-breakdown",
                f"“{facts.title}” has no such part" if known else f"“{facts.title}” is not broken down",
                f"Write one of: all, {known}." if known else "Leave it blank, and give one figure for all.",
            ),
            (facts.code, text),
        )
        return None
