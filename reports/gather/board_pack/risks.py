"""The risk register: what has moved since the last meeting and why, and what is graver than the board puts up with."""

from registers.presenters.risk_moves import moved_words, moving, says_impact_is_grave, summary
from registers.presenters.risk_words import LEVEL_WORDS, OFFICE, change_words, where_from
from registers.queries.risks import Row
from reports.gather.board_pack.facts import Facts
from reports.gather.board_pack.words import day, many, nothing, present, short, table
from reports.rules.blocks import Cell, Column, Paragraph, Section

TITLE = "Risks"
_MOVED = (Column("Risk"), Column("Score", number=True), Column("Since then"), Column("What moved and why"))
_BEYOND = (
    Column("Risk"),
    Column("Score", number=True),
    Column("Owner"),
    Column("What holds it"),
    Column("Still open"),
)
_GRAVE = (
    "What may happen to a child stays grave whatever anybody does: of such a risk only the likelihood can be brought "
    "down, and a high impact is no failure."
)


def risks_section(facts: Facts) -> Section:
    """Movement first; then every risk above the board's tolerance."""
    held = facts.register
    moved, beyond = moving(held), [row for row in held.rows if row.beyond]
    found = present(
        Paragraph(summary(held), see=("risks-moved",)),
        Paragraph(_GRAVE, "quiet") if says_impact_is_grave(held) else None,
        table(
            "risks-moved",
            f"How risks stand against how they stood {where_from(held.since)}",
            _MOVED,
            [_moved(facts, row) for row in moved],
        )
        or nothing("No risk has moved."),
        table(
            "risks-beyond",
            f"Above the board’s tolerance of {held.settings.bands.tolerance}",
            _BEYOND,
            [_beyond(row) for row in beyond],
        ),
    )
    return Section("pack-risks", TITLE, found)


def moved_lines(facts: Facts) -> list[str]:
    """What has moved, a sentence each."""
    told = (moved_words(row, facts.register, facts.standing.board_code) for row in moving(facts.register))
    return [f"{one.lead}{one.said}" for one in told]


def _moved(facts: Facts, row: Row) -> tuple[Cell, ...]:
    said = moved_words(row, facts.register, facts.standing.board_code).said.lstrip(". ")
    return (
        Cell(f"{row.reference} {row.title}", quiet=short(row.agency or OFFICE)),
        Cell(str(row.score), quiet=LEVEL_WORDS[row.level].lower(), bold=True),
        Cell(change_words(row.score, row.then.score if row.then else None, row.move)),
        Cell(f"{said[:1].upper()}{said[1:]}"),
    )


def _beyond(row: Row) -> tuple[Cell, ...]:
    gap = f"Gap: {row.control.gap}" if row.control and row.control.gap else ""
    return (
        Cell(f"{row.reference} {row.title}", quiet=f"to be reviewed {day(row.review_on)}"),
        Cell(str(row.score), bold=True),
        Cell(short(row.owner or row.agency or OFFICE)),
        Cell(row.control.text if row.control else "No control is recorded.", quiet=gap),
        Cell(many(row.open_actions, "action")),
    )
