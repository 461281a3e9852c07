"""What only its sender can say of a file: the questions, what may be answered, and whether the answers suffice."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from files.sheets import Cell
from scorecard.imports.columns import IGNORE, NOW
from scorecard.imports.findings import Collector, place, quoted
from scorecard.imports.headings import Role, spellings, tidy
from scorecard.imports.labels import Labels
from scorecard.imports.rows import Checked, Context, Finding, Tables
from scorecard.imports.written import is_blank, visible
from scorecard.rules.figures import Status
from scorecard.rules.periods import (
    Period,
    PeriodUnclear,
    financial_year,
    parse,
    quarter,
    quarter_holding,
)

#: The answer "none of the board's" to what a row or an indicator column is of.
NONE_OF_OURS = "-"
#: The codes of findings that only their sender can settle, with the kind of answer that settles them.
ASKED = {
    "symbol-unclear": "symbols",
    "period-unclear": "periods",
    "percent-unclear": "percents",
    "percent-or-fraction": "percents",
}
#: More questions than these are asked in several goes.
MOST_QUESTIONS = 200
_EXAMPLES = 3
_BARE_QUARTER = re.compile(r"\b(?:q|qtr|quarter) ?([1-4])\b")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")


@dataclass(frozen=True)
class Question:
    """One thing to ask. `key` is what the answer is remembered under; `suggestions` are likely answers, never taken
    unasked; `examples` are the first values under a heading.
    """

    kind: str
    key: str
    label: str
    sheet: str
    cell: str
    examples: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


def questions_of(tables: Tables, checked: Checked, context: Context) -> tuple[Question, ...]:
    """What is to be asked of a file as it was read and checked, each thing once, in the file's order."""
    asked: dict[tuple[str, str], Question] = {}
    for one in (*_columns(tables), *_rows(tables, context), *_unclear(checked.findings)):
        if one.key:
            asked.setdefault((one.kind, one.key), one)
    return tuple(asked.values())[:MOST_QUESTIONS]


def asks(code: str) -> bool:
    """Whether a finding of this code is one that the mapping page settles."""
    return code in ASKED or code in ("table-not-recognised", "unknown-indicator", "sheet-not-read")


def _columns(tables: Tables) -> Iterator[Question]:
    for grid in tables.grids:
        for heading in grid.headings:
            under = [cell for row in grid.rows for cell in row if cell.column == heading.column]
            yield Question(
                "headings",
                tidy(" ".join(visible(heading).split())),
                visible(heading),
                grid.sheet,
                heading.address,
                tuple(quoted(cell.written) for cell in under[:_EXAMPLES]),
                _likely_roles(visible(heading)),
            )


def _likely_roles(heading: str) -> tuple[str, ...]:
    known = spellings()
    near = get_close_matches(tidy(heading), list(known), n=1, cutoff=0.75)
    words = [known[word] for word in tidy(heading).split() if word in known]
    return tuple(dict.fromkeys(role.value for role in [*(known[one] for one in near), *words]))[:1]


def _rows(tables: Tables, context: Context) -> Iterator[Question]:
    labels = Labels(context, Collector(()))
    seen: set[str] = set()
    for row in (row for table in tables.tables for row in table.rows if row.measure is None):
        cell = row.code if not is_blank(row.code) else row.name
        if cell is None or is_blank(cell) or all(map(is_blank, row.figures)):
            continue
        key = tidy(visible(cell))
        if key in seen or len(seen) > MOST_QUESTIONS:
            continue
        if labels.indicator(row) is None:
            seen.add(key)
            examples = tuple(quoted(one.written) for one in row.figures if not is_blank(one))
            yield Question(
                "indicators",
                key,
                visible(cell),
                cell.sheet,
                cell.address,
                examples[:_EXAMPLES],
                _near(cell, context),
            )


def _near(cell: Cell, context: Context) -> tuple[str, ...]:
    titles = {tidy(one.title): one.code for one in context.indicators.values() if one.owned}
    near = get_close_matches(tidy(visible(cell)), list(titles), n=2, cutoff=0.45)
    return tuple(titles[one] for one in near)


def _unclear(findings: Iterable[Finding]) -> Iterator[Question]:
    for one in findings:
        kind = ASKED.get(one.code)
        if kind == "percents" and one.about is not None:
            yield Question(kind, one.about.indicator, one.about.indicator, one.sheet, one.cell, (one.value,))
        elif kind == "symbols":
            yield Question(kind, one.value.lower(), one.value, one.sheet, one.cell)
        elif kind == "periods":
            likely = tuple(period.key for period in likely_periods(one.value))
            if likely:
                yield Question(kind, one.value, one.value, one.sheet, one.cell, (), likely)


def likely_periods(text: str) -> tuple[Period, ...]:
    """The periods a text may mean; none when it names no year, since next year it would mean another."""
    lowered = " ".join(text.lower().split())
    named = _YEAR.search(lowered)
    if named is None:
        return ()
    year, part = int(named[1]), _BARE_QUARTER.search(lowered)
    try:
        return (parse(text),)
    except PeriodUnclear:
        pass
    if part:
        number = int(part[1])
        calendar = quarter_holding(financial_year(year).first.replace(month=3 * number))
        return (calendar, quarter(year, number), quarter(year - 1, number))
    return (financial_year(year - 1), financial_year(year))


def allowed(question: Question, answer: str, context: Context) -> bool:
    """Whether this may be answered: nothing that was not offered is taken."""
    if question.kind == "headings":
        if answer in {IGNORE, NOW, *(role.value for role in Role)}:
            return True
        return answer in {f"period {one.key}" for one in likely_periods(question.label)}
    if question.kind == "indicators":
        return answer == NONE_OF_OURS or answer in context.indicators
    if question.kind == "symbols":
        return answer in {status.value for status in Status}
    if question.kind == "percents":
        return answer in ("percent", "fraction")
    return answer in question.suggestions


def answered(
    questions: Iterable[Question], given: Mapping[str, str], context: Context, *, rest: bool
) -> dict[str, dict[str, str]]:
    """The answers of a form by kind and key. `rest`: what is left unanswered is not for the board."""
    said: dict[str, dict[str, str]] = {}
    for one in questions:
        answer = given.get(f"{one.kind}:{one.key}", "")
        if not answer and rest:
            answer = {"headings": IGNORE, "indicators": NONE_OF_OURS}.get(one.kind, "")
        if answer and allowed(one, answer, context):
            kept = "" if one.kind == "indicators" and answer == NONE_OF_OURS else answer
            said.setdefault(one.kind, {})[one.key] = kept
    return said


def still_unread(tables: Tables, said: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """(key of the first heading, why) of each table that the answers given for it do not make readable."""
    given = said.get("headings", {})
    for grid in tables.grids:
        keys = [tidy(visible(cell)) for cell in grid.headings]
        if any(given.get(key, IGNORE) != IGNORE for key in keys):
            where = place(grid.sheet, grid.headings[0].address)
            why = (
                f"The table at {where[0].lower()}{where[1:]} needs one column that says which indicator a row is of, "
                "and one that holds its number or result."
            )
            yield keys[0], why
