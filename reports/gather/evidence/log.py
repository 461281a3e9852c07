"""The challenge log of the year: every challenge that was open in it, with who was asked and what came of it."""

from agencies.rules.clock import LONDON
from agencies.rules.standing import Standing
from registers.presenters.challenge_log import names, state_words
from registers.queries.challenges import LogRow, rows_of
from reports.gather.board_pack.words import are, day, many, nothing, present, short, table
from reports.queries.choosable import open_in
from reports.rules.blocks import Cell, Column, Paragraph, Section
from scorecard.rules.periods import Period

_COLUMNS = (
    Column("Challenge"),
    Column("Put to"),
    Column("Raised"),
    Column("First reply"),
    Column("What came of it"),
)


def log_section(standing: Standing, period: Period) -> Section:
    """Every challenge that was open at some time of the period, in the order raised."""
    rows = _rows(standing, period)
    closed = [one for one in rows if one.challenge.closed_at]
    shown = sum(one.challenge.shown_impact for one in closed)
    said = (
        f"{many(len(rows), 'challenge')} {are(len(rows))} in the log for {period.label}; {len(closed)} closed by now, "
        f"{shown or 'none'} with shown impact."
    )
    blocks = present(
        Paragraph(said),
        table("log", "The challenge log", _COLUMNS, [_row(one) for one in rows])
        or nothing("No challenge was open in that time."),
    )
    return Section("challenge-log", "Challenge log", blocks)


def _rows(standing: Standing, period: Period) -> tuple[LogRow, ...]:
    rows = list(open_in(standing, period).select_related("priority"))
    return rows_of(standing, rows) if rows else ()


def _row(one: LogRow) -> tuple[Cell, ...]:
    challenge, lead = one.challenge, next((each for each in one.progress.askings if each.lead), None)
    replied = day(lead.first_replied_on) if lead and lead.first_replied_on else "none yet"
    return (
        Cell(
            f"{challenge.reference} {challenge.title}",
            quiet=f"from {challenge.origin_words}" if challenge.origin_words else "",
        ),
        Cell(short(names([each.agency for each in one.progress.askings]))),
        Cell(day(challenge.raised_at.astimezone(LONDON).date())),
        Cell(replied),
        Cell(state_words(one), quiet=challenge.outcome),
    )
