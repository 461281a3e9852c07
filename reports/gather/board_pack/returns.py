"""Which figures the board does not have: by agency and quarter, with how long they have been awaited."""

from reports.gather.board_pack.facts import IN, Facts
from reports.gather.board_pack.words import are, day, days_late, many, nothing, present, short, table
from reports.rules.blocks import Cell, Column, Paragraph, Section
from scorecard.queries.returns import ReturnRow

TITLE = "Returns the board does not have"
_COLUMNS = (Column("Agency"), Column("Quarter"), Column("Was due"), Column("State"))


def returns_section(facts: Facts) -> Section:
    """Missing returns by name; then those that are in and not accepted yet."""
    missing = [_missing(one) for one in facts.missing]
    waiting = [_waiting(one) for one in facts.returns if one.state in IN and one.state != "accepted"]
    blocks = present(
        Paragraph(summary(facts), see=("returns-missing",)),
        table("returns-missing", "Returns that are overdue, the longest awaited first", _COLUMNS, missing)
        or nothing("No return is overdue."),
        Paragraph(_MEANING) if missing else None,
        table(
            "returns-waiting",
            "Returns that are in, and that the board’s office has not accepted yet",
            _COLUMNS[:2] + _COLUMNS[3:],
            waiting,
        ),
    )
    return Section("pack-returns", TITLE, blocks)


_MEANING = (
    "A figure that rests on a missing return has a gap where the quarter should be. A gap is no nought: it is neither "
    "better nor worse than usual, and nothing below says that it is."
)


def summary(facts: Facts) -> str:
    """How many of the quarter's returns are in."""
    owed, came = counts(facts)
    if not owed:
        return f"No return was asked for {facts.until.label}."
    missing = len(facts.missing)
    late = f" {many(missing, 'return')} of this and earlier quarters {are(missing)} overdue."
    return f"{came} of {many(owed, 'return')} for {facts.until.label} {are(came)} in.{late}"


def counts(facts: Facts) -> tuple[int, int]:
    """How many returns the quarter asks for, and how many of them are in."""
    quarter = [one for one in facts.returns if one.last == facts.until.last]
    return len(quarter), sum(one.state in IN for one in quarter)


def missing_words(one: ReturnRow) -> str:
    """One missing return in a sentence."""
    return f"{short(one.agency)}, {one.label}: {days_late(one.overdue_days)}."


def _missing(one: ReturnRow) -> tuple[Cell, ...]:
    return (
        Cell(short(one.agency)),
        Cell(one.label),
        Cell(day(one.due_on), quiet=days_late(one.overdue_days)),
        Cell(f"{one.state_words[:1].upper()}{one.state_words[1:]}"),
    )


def _waiting(one: ReturnRow) -> tuple[Cell, ...]:
    state = f"{one.state_words[:1].upper()}{one.state_words[1:]}"
    return (
        Cell(short(one.agency)),
        Cell(one.label),
        Cell(state, quiet="nothing to report" if one.nil else ""),
    )
