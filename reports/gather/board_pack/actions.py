"""Actions: what is late, what is due soon, and what is finished and still to be looked at."""

from collections.abc import Iterable

from registers.presenters.actions import row_words
from registers.queries.actions import ActionRow
from reports.gather.board_pack.facts import Facts
from reports.gather.board_pack.words import are, day, days_late, many, nothing, present, short, table
from reports.rules.blocks import Cell, Column, Paragraph, Section

TITLE = "Actions"
_COLUMNS = (Column("Action"), Column("Whose"), Column("Due"))
_CHECKS = (Column("Action"), Column("Whose"), Column("To be checked"))


def actions_section(facts: Facts) -> Section:
    """Late ones first, the longest overdue at the top."""
    found = present(
        Paragraph(summary(facts), see=("actions-late",)),
        table("actions-late", "Overdue", _COLUMNS, _rows(facts.actions.late))
        or nothing("No action is overdue."),
        table("actions-soon", "Due in the weeks to come", _COLUMNS, _rows(facts.actions.soon)),
        table("actions-check", "Finished: has it stuck?", _CHECKS, _checks(facts.actions.to_check)),
    )
    return Section("pack-actions", TITLE, found)


def summary(facts: Facts) -> str:
    """How many are late, due soon, and to be checked."""
    one = facts.actions
    late = f"{many(len(one.late), 'action')} {are(len(one.late))} overdue"
    said = f"{late}; {len(one.soon) or 'none'} more {are(len(one.soon))} due in the weeks to come."
    finished = len(one.to_check)
    if not finished:
        return said
    return f"{said} {many(finished, 'action')} {are(finished)} finished and still to be checked."


def late_words(one: ActionRow) -> str:
    """A late action in a line."""
    return f"{one.reference}, {short(one.owner)}: {one.text.rstrip('.')}. {days_late(one.overdue)}."


def _rows(found: Iterable[ActionRow]) -> list[tuple[Cell, ...]]:
    return [
        (
            Cell(f"{one.reference} {one.text}", quiet=_origin(one)),
            Cell(short(one.owner)),
            Cell(day(one.due_on), quiet=row_words(one).due_note),
        )
        for one in found
    ]


def _checks(found: Iterable[ActionRow]) -> list[tuple[Cell, ...]]:
    return [
        (
            Cell(f"{one.reference} {one.text}", quiet=_origin(one)),
            Cell(short(one.owner)),
            Cell(day(one.check_on) if one.check_on else "", quiet=days_late(one.check_late)),
        )
        for one in found
    ]


def _origin(one: ActionRow) -> str:
    return f"from {one.origin_words}" if one.origin_words else ""
