"""What organisations said of their own safeguarding in the year: who replied, how the standards are met.

For the public: bodies that must report when asked are named where they have not replied. Nobody else is, and of the
invited it is said only how many took part. No child is counted here, so no number is hidden.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agencies.models import Board
from agencies.rules import clock
from registers.models import Cycle
from registers.presenters.section_11.results import standards
from registers.queries.section_11.cycle_progress import CycleProgress, cycle_progress
from registers.queries.section_11.cycle_results import cycle_results
from registers.rules.section_11.duties import Duty
from registers.rules.section_11.progress import Group
from reports.rules.blocks import Cell, Column, Paragraph, Section, Table
from scorecard.rules.periods import financial_year

_NAMES = {
    Duty.SECTION_11: "Bodies that must report when the board asks (section 11, Children Act 2004)",
    Duty.OWN_DUTY: "Organisations with a safeguarding duty of their own, such as schools",
    Duty.INVITED: "Organisations that were invited",
}
_SCORES = (
    "Each organisation scored itself under each standard. Where the board moderated a score, the moderated one counts. "
    "Only what an organisation’s executive signed off is counted."
)


@dataclass(frozen=True, slots=True)
class Section11Year:
    """What the report prints of it; all empty where no cycle was due in the year."""

    summary: str = ""
    groups: tuple[tuple[str, str, str], ...] = ()
    silent: tuple[str, ...] = ()
    standards: tuple[tuple[str, str, str, str], ...] = ()
    notes: tuple[str, ...] = ()


def section_11_section(board: Board, year: int) -> Section | None:
    """The section that prints it; None for a year without a cycle."""
    return as_section(section_11_year(board, year))


def as_section(found: Section11Year) -> Section | None:
    """What was found, as a section; None where there was no cycle."""
    if not found.summary:
        return None
    silent = "; ".join(found.silent)
    blocks = (
        Paragraph(found.summary),
        Table("section-11-replies", "Who replied", _REPLIES, _rows(found.groups), look="parts"),
        Paragraph(f"These must report when the board asks, and had not: {silent}.") if silent else None,
        Table("section-11-standards", _WEAKEST, _STANDARDS, _standards(found), look="parts")
        if found.standards
        else None,
        *(Paragraph(note, "note") for note in found.notes),
    )
    return Section("section-11", _TITLE, tuple(block for block in blocks if block is not None))


_TITLE = "How organisations see their own safeguarding"
_WEAKEST = "How the standards are met, the weakest first"
_REPLIES = (Column("Who was asked"), Column("Replied", number=True), Column("Share", number=True))
_STANDARDS = (
    Column("Standard"),
    Column("Fully met by", number=True),
    Column("Share", number=True),
    Column("Since the last time"),
)


def _rows(lines: Iterable[tuple[str, ...]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(map(Cell, line)) for line in lines)


def _standards(found: Section11Year) -> tuple[tuple[Cell, ...], ...]:
    return _rows(
        (title, fully, share or "–", change or "not compared")
        for title, fully, share, change in found.standards
    )


def section_11_year(board: Board, year: int) -> Section11Year:
    """The cycle that was due in the year April to March, the latest if there were two, as far as it has come."""
    whole = financial_year(year)
    cycles = Cycle.objects.filter(
        board=board, launched_at__isnull=False, due_on__range=(whole.first, whole.last)
    )
    cycle = cycles.select_related("board").order_by("-number").first()
    if cycle is None:
        return Section11Year()
    came, results = cycle_progress(cycle), cycle_results(cycle)
    return Section11Year(
        summary=_summary(came),
        groups=tuple((_NAMES[one.duty], *_replied(one)) for one in came.progress.groups),
        silent=tuple(one.name for one in came.silent if one.duty is Duty.SECTION_11),
        standards=tuple((one.title, one.fully, one.percent, one.change) for one in standards(results))
        if results.lines
        else (),
        notes=tuple(_notes(came, len(results.lines), results.unmoderated)),
    )


def _summary(came: CycleProgress) -> str:
    """Who replied of those who owe an answer or have a duty; of the invited, how many took part."""
    said = [
        f"{one.whole.replied} of {one.whole.asked} {_IN_SHORT[one.duty]}"
        for one in came.progress.groups
        if one.duty is not Duty.INVITED
    ]
    invited = next((one.whole.replied for one in came.progress.groups if one.duty is Duty.INVITED), 0)
    if invited:
        said.append(f"{invited} invited organisation{'' if invited == 1 else 's'}")
    if not said:
        return ""
    return f"A self-assessment for {came.cycle.name} came from {_joined(said)}."


_IN_SHORT = {
    Duty.SECTION_11: "bodies that must report when asked",
    Duty.OWN_DUTY: "organisations with a duty of their own",
}


def _joined(said: list[str]) -> str:
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def _replied(group: Group) -> tuple[str, str]:
    """How many replied, and the share; of the invited the number alone."""
    if group.duty is Duty.INVITED:
        return f"{group.whole.replied} took part", "–"
    return f"{group.whole.replied} of {group.whole.asked}", f"{group.whole.percent}%"


def _notes(came: CycleProgress, replied: int, unmoderated: int) -> Iterator[str]:
    yield _SCORES
    yield f"Asked for by {came.cycle.due_on:%-d %B %Y}; as it stood on {clock.today():%-d %B %Y}."
    if unmoderated:
        yield f"{unmoderated} of {replied} were not moderated yet."
