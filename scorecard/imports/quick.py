"""The quick way through a long file: a row whose labels were understood before, and whose cells are plain digits.

It makes no cells and says nothing: whatever is not plainly ordinary goes the one ordinary way (`check`), which finds
the same rows where both could go (ADR 0015). The arithmetic is that of `values`, in whole numbers.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from files.sheets import column_letters
from scorecard.imports.findings import Collector
from scorecard.imports.gaps import Coverage
from scorecard.imports.headings import Role, only_compares
from scorecard.imports.labels import Labels
from scorecard.imports.long import LongTable
from scorecard.imports.rows import Context, IndicatorFacts, ReadRow, Table
from scorecard.imports.spool import NOTHING, Spool, escaped
from scorecard.imports.written import is_blank, visible
from scorecard.rules.figures import Stage, Status, Unit
from scorecard.rules.numbers import KEPT
from scorecard.rules.periods import Period

#: Labels remembered at most; of a file with more different ones the rest goes the ordinary way.
_REMEMBERED = 100_000
_WHOLE = re.compile(r"0|[1-9]\d{0,11}", re.ASCII)
_DECIMAL = re.compile(r"(0|[1-9]\d{0,8})\.(\d{1,6})", re.ASCII)
_LABELS = (Role.CODE, Role.NAME, Role.BREAKDOWN, Role.AREA, Role.AGENCY)
#: What a share of one is multiplied by. Rates hang on the population on record: they go the ordinary way.
_PER = {Unit.PERCENT: 100, Unit.MEAN: 1}
_SCALE = 10**KEPT


@dataclass(slots=True, eq=False)
class Line:
    """A line of figures, and in `seen` a bit for each period one stands there for."""

    facts: IndicatorFacts
    area: str
    breakdown: str
    beginning: str
    seen: int = 0


class Lines:
    """The lines of a file and the bits of its periods: what tells a second figure, in a few bytes a figure."""

    def __init__(self, indicators: Context) -> None:
        """Start with none."""
        self._indicators = indicators.indicators
        self._lines: dict[tuple[str, str, str], Line] = {}
        self._bits: dict[Period, int] = {}

    def line(self, code: str, area: str, breakdown: str) -> Line:
        """The line of this indicator, area and part."""
        key = (code, area, breakdown)
        if key not in self._lines:
            self._lines[key] = Line(self._indicators[code], area, breakdown, "\t".join(map(escaped, key)))
        return self._lines[key]

    def bit(self, period: Period) -> int:
        """The period's bit."""
        if period not in self._bits:
            self._bits[period] = 1 << len(self._bits)
        return self._bits[period]


@dataclass(frozen=True, slots=True)
class _Span:
    """A period as quick rows need it: its bit and the middle of their lines. `near`: answered, or just before it."""

    period: Period
    bit: int
    text: str
    near: bool


class Quick:
    """Takes the plain rows of one long table into the spool."""

    def __init__(
        self, rows: LongTable, table: Table, context: Context, coverage: Coverage, lines: Lines, spool: Spool
    ) -> None:
        """Find the columns; nothing is remembered yet."""
        self._rows, self._table, self._context = rows, table, context
        self._coverage, self._lines, self._spool = coverage, lines, spool
        roles = {role: column - 1 for role, column in rows.headings.roles.items()}
        self._n, self._d, self._v = (roles.get(one) for one in (Role.NUMERATOR, Role.DENOMINATOR, Role.VALUE))
        self._period = roles.get(Role.PERIOD)
        self._silent = tuple(roles[one] for one in (Role.STATUS, Role.COMMENTARY) if one in roles)
        self._label = itemgetter(*(roles[one] for one in _LABELS if one in roles))
        self._width = max(roles.values()) + 1
        self._letters = {one: column_letters(one + 1) for one in (self._n, self._v) if one is not None}
        self._known: dict[str | tuple[str, ...], Line | None] = {}
        self._spans: dict[str, _Span | None] = {}
        self._sheet = escaped(table.sheet)
        self._labels = Labels(context, Collector(()))

    def took(self, number: int, fields: Sequence[str]) -> bool:
        """Whether this line was plain, and is taken; nothing was done with any other."""
        if self._period is None or len(fields) < self._width:
            return False
        if any(fields[one] for one in self._silent):
            return False
        label = self._label(fields)
        line = self._known.get(label) or self._learn(label, number, fields)
        span = self._spans.get(fields[self._period]) or self._learn_span(fields[self._period])
        if line is None or span is None or line.seen & span.bit:
            return False
        if span.period.kind is not line.facts.frequency:
            return False
        figure = self._figure(line.facts.unit, fields)
        if figure is None:
            return False
        numbers, status, column = figure
        line.seen |= span.bit
        words = f"{line.facts.basis.value}\t{numbers}\t{status}\t{Stage.FINAL.value}"
        self._spool.periods.add(span.period)
        self._spool.write(
            f"{line.beginning}\t{span.text}\t{words}\t{self._sheet}\t{self._letters[column]}{number}\t"
        )
        self._coverage.plain_row()
        if span.near:
            self._coverage.indicator_named(line.facts, span.period)
            self._coverage.given(line.facts, span.period, line.area, line.breakdown)
        return True

    def _figure(self, unit: Unit, fields: Sequence[str]) -> tuple[str, Status, int] | None:
        """Number, base and value as the line has them, with the column that is pointed at; None when not plain."""
        n, d, v = ("" if one is None else fields[one] for one in (self._n, self._d, self._v))
        if unit is Unit.COUNT:
            return None if d else self._count(n, v)
        per = _PER.get(unit)
        if per is None or not (_WHOLE.fullmatch(n) and _WHOLE.fullmatch(d)):
            return None
        part, whole = int(n), int(d)
        if not whole or (part > whole and unit is Unit.PERCENT) or (v and not _says(v, part * per, whole)):
            return None
        value = (2 * part * per * _SCALE + whole) // (2 * whole)
        shown = f"{n}\t{d}\t{value // _SCALE}.{value % _SCALE:0{KEPT}d}"
        return shown, Status.REPORTED if value else Status.TRUE_ZERO, self._n or 0

    def _count(self, n: str, v: str) -> tuple[str, Status, int] | None:
        count = n or v
        if not _WHOLE.fullmatch(count) or (n and v and n != v):
            return None
        column = self._n if n else self._v
        status = Status.TRUE_ZERO if count == "0" else Status.REPORTED
        return f"{count}\t{NOTHING}\t{count}", status, column or 0

    def _learn(self, label: str | tuple[str, ...], number: int, fields: Sequence[str]) -> Line | None:
        """The line these labels name; None when anything about them wants saying."""
        if label in self._known or len(self._known) >= _REMEMBERED:
            return self._known.get(label)
        row = self._rows.row(number, fields)
        line = self._known[label] = self._understood(row) if row is not None else None
        return line

    def _understood(self, row: ReadRow) -> Line | None:
        labels = self._labels
        if is_blank(row.code) and row.name is not None and only_compares(visible(row.name)):
            return None
        facts = labels.indicator(row)
        whose = row.agency if not is_blank(row.agency) else self._table.agency
        if (
            facts is None
            or facts.retired_from
            or facts.counted_from
            or not facts.owned
            or not labels.agency_is_ours(whose)
        ):
            return None
        area, breakdown = labels.area(row.area), labels.breakdown(row.breakdown, facts)
        if area is None or breakdown is None:
            return None
        return self._lines.line(facts.code, area, breakdown)

    def _learn_span(self, text: str) -> _Span | None:
        """The period a text names, once a row of it has gone the ordinary way; None while none has."""
        if text in self._spans or len(self._spans) >= _REMEMBERED:
            return None
        row = self._rows.row(0, ["" if one != self._period else text for one in range(self._width)])
        if row is None or is_blank(row.period):
            return None
        period = self._labels.period(row, self._table)
        if period is None or period.last >= self._context.today or period.first < self._context.earliest:
            self._spans[text] = None
            return None
        if not self._coverage.holds(period):
            return None
        middle = f"{period.kind.value}\t{period.first.isoformat()}\t{period.last.isoformat()}"
        due = self._context.period
        near = due is not None and period in (due, due.previous())
        span = _Span(period, self._lines.bit(period), middle, near)
        self._spans[text] = span
        return span


def _says(text: str, top: int, bottom: int) -> bool:
    """Whether a written result is `top` over `bottom`, to half of its last place (`values`)."""
    found = _DECIMAL.fullmatch(text)
    places = len(found[2]) if found else 0
    if found is None and not _WHOLE.fullmatch(text):
        return False
    unit: int = 10**places
    return abs(int(text.replace(".", "")) * bottom - top * unit) * 2 <= bottom
