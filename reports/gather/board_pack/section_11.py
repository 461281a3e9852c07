"""Organisations' own checks of their safeguarding (Section 11): who replied, who has not, what is weakest."""

from collections.abc import Iterator

from registers.presenters.section_11.replies import replies
from registers.presenters.section_11.results import standards
from registers.queries.section_11.cycle_progress import CycleProgress
from registers.queries.section_11.cycle_results import cycle_results
from reports.gather.board_pack.facts import Facts
from reports.gather.board_pack.words import are, day, days_late, many, nothing, short, table
from reports.rules.blocks import Block, Cell, Column, Heading, Paragraph, Section

TITLE = "Section 11"
#: So many standards are told, the weakest first.
WEAKEST = 5
_RATES = (
    Column("Who was asked"),
    Column("Replied", number=True),
    Column("Share", number=True),
    Column("Overdue", number=True),
)
_SILENT = (Column("Organisation"), Column("Kind"), Column("Was due"), Column("State"))
_WEAK = (Column("Standard"), Column("Fully met by", number=True), Column("Since the last time"))


def section_11_section(facts: Facts) -> Section:
    """Each cycle under way; with none, the last one."""
    blocks = tuple(block for one in facts.cycles for block in _cycle(facts, one))
    return Section(
        "pack-section-11", TITLE, blocks or (nothing("No self-assessment has been asked for yet."),)
    )


def silent_words(facts: Facts) -> list[str]:
    """A sentence on each cycle with organisations that had to reply and have not."""
    return [
        f"{many(len(one.silent), 'self-assessment')} for {one.cycle.name} {are(len(one.silent))} awaited from: "
        f"{'; '.join(short(place.name) for place in one.silent)}."
        for one in facts.cycles
        if one.silent
    ]


def _cycle(facts: Facts, found: CycleProgress) -> Iterator[Block]:
    said, key = replies(found, facts.today), found.cycle.number
    yield Heading(found.cycle.name, f"cycle-{key}")
    yield Paragraph(said.summary, see=(f"silent-{key}",))
    rates = [
        (
            Cell(one.name),
            Cell(one.replied),
            Cell(one.percent),
            Cell(str(one.overdue)),
        )
        for one in said.rows
        if not one.within
    ]
    yield from filter(None, (table(f"rates-{key}", "Who has replied", _RATES, rates),))
    late = [
        (
            Cell(short(one.name)),
            Cell(one.kind),
            Cell(day(one.due), quiet=days_late(one.late)),
            Cell(one.state_words),
        )
        for one in said.silent
    ]
    yield from filter(None, (table(f"silent-{key}", "Had to reply and have not", _SILENT, late),))
    if said.hoped_for:
        names = "; ".join(short(one.name) for one in said.hoped_for)
        yield Paragraph(f"Invited, and still hoped for: {names}.")
    yield from _weakest(found)
    if said.left_out:
        yield Paragraph(said.left_out, "quiet")


def _weakest(found: CycleProgress) -> Iterator[Block]:
    results = cycle_results(found.cycle)
    if not results.lines:
        return
    rows = [
        (Cell(one.title), Cell(one.fully, quiet=one.percent), Cell(one.change or "not compared"))
        for one in standards(results)
    ]
    caption = "The standards that are met least often"
    yield from filter(None, (table(f"weakest-{found.cycle.number}", caption, _WEAK, rows[:WEAKEST]),))
    if results.unmoderated:
        yield Paragraph(
            f"{results.unmoderated} of {len(results.lines)} {are(results.unmoderated)} not moderated yet: there, the "
            "organisation’s own score counts.",
            "quiet",
        )
