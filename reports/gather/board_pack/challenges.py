"""The challenge log as the board looks at it: what is late, what waits for the chair, what was closed and with what."""

from collections.abc import Iterable

from agencies.rules.vocabulary import Idea
from registers.presenters.challenge_log import OWNER_WORDS, RowWords, closed_words, names, row_words
from registers.presenters.risk_words import stopped
from registers.queries.challenges import LogRow
from registers.rules.steps import Owner
from reports.gather.board_pack.facts import Facts, is_late
from reports.gather.board_pack.words import are, day, many, nothing, present, short, table
from reports.rules.blocks import Cell, Column, Paragraph, Section

TITLE = "Challenges"
_COLUMNS = (
    Column("Challenge"),
    Column("Where it stands"),
    Column("Next step"),
    Column("Working days since asked"),
)
_CLOSED = (Column("Challenge"), Column("Put to"), Column("How it ended"))


def challenges_section(facts: Facts) -> Section:
    """Overdue ones first, then what waits for the chair, then the others; last those closed since the last meeting."""
    chair = str(facts.standing.word(Idea.CHAIR))
    late = [one for one in facts.challenges if is_late(one, facts.today)]
    judge = [one for one in facts.challenges if one not in late and waits_for_chair(one)]
    others = [one for one in facts.challenges if one not in late and one not in judge]
    found = present(
        Paragraph(summary(facts), see=("challenges-late", "challenges-chair")),
        table("challenges-late", "Replies that are overdue", _COLUMNS, _rows(late, chair))
        or nothing("No reply is overdue."),
        table("challenges-chair", f"With the {chair[:1].lower()}{chair[1:]}", _COLUMNS, _rows(judge, chair)),
        table("challenges-open", "Other open challenges", _COLUMNS, _rows(others, chair)),
        table(
            "challenges-closed",
            f"Closed since {day(facts.register.since.day)}",
            _CLOSED,
            _ended(facts.closed),
        ),
    )
    return Section("pack-challenges", TITLE, found)


def waits_for_chair(one: LogRow) -> bool:
    """Whether the next step is the chair's."""
    return bool(one.steps) and one.steps[0].owner is Owner.CHAIR


def summary(facts: Facts) -> str:
    """How many are open, how many late, how many were closed and with what."""
    late, shown = len(facts.late_replies), sum(one.challenge.shown_impact for one in facts.closed)
    said = f"{many(len(facts.challenges), 'challenge')} {are(len(facts.challenges))} open"
    said += f", {late} of them with a reply overdue." if late else "; no reply is overdue."
    if not facts.closed:
        return said
    ended = len(facts.closed)
    were = "was" if ended == 1 else "were"
    return f"{said} {ended} {were} closed since the last meeting, {shown or 'none'} with shown impact."


def late_words(facts: Facts) -> list[str]:
    """Each late challenge in a line."""
    rows = row_words(facts.late_replies, str(facts.standing.word(Idea.CHAIR)))
    return [f"{one.reference}, to {short(one.to)}: {stopped(one.title)} {one.days}." for one in rows]


def _rows(found: Iterable[LogRow], chair: str) -> list[tuple[Cell, ...]]:
    return [_row(one) for one in row_words(found, chair)]


def _row(one: RowWords) -> tuple[Cell, ...]:
    origin = f", from {one.origin}" if one.origin else ""
    more = f"and {one.more} more" if one.more else ""
    step = next_words(one.next_owner, one.next_what)
    return (
        Cell(
            f"{one.reference} {one.title}", quiet=f"to {short(one.to)}; raised {day(one.raised_on)}{origin}"
        ),
        Cell(one.state, quiet=one.rung),
        Cell(step, quiet=more),
        Cell(one.days),
    )


def next_words(owner: str, what: str) -> str:
    """Who is to do what next; where it is nobody's turn, what is waited for."""
    if owner == OWNER_WORDS[Owner.NOBODY]:
        return f"{what[:1].upper()}{what[1:]}"
    return f"{short(owner)}: {what}" if owner else ""


def _ended(found: Iterable[LogRow]) -> list[tuple[Cell, ...]]:
    return [
        (
            Cell(f"{one.challenge.reference} {one.challenge.title}"),
            Cell(short(names([asking.agency for asking in one.progress.askings]))),
            Cell(closed_words(one.challenge), quiet=one.challenge.outcome),
        )
        for one in found
    ]
