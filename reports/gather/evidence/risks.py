"""The history of risks: each with every score it was given, when and why, from its first day on."""

from collections.abc import Iterator

from agencies.rules.clock import LONDON
from agencies.rules.standing import Standing
from registers.models import Score
from registers.presenters.risk_words import LEVEL_WORDS, OFFICE, judged_words
from registers.queries.risks import Row, register
from registers.rules.risks import Bands
from reports.gather.board_pack.words import are, day, many, nothing, present, short, table
from reports.rules.blocks import Cell, Column, Paragraph, Section
from scorecard.rules.periods import Period

_HISTORY = (Column("Risk"), Column("Day"), Column("Score", number=True), Column("Judged"), Column("Why"))
_NOW = (
    Column("Risk"),
    Column("Before controls", number=True),
    Column("Now", number=True),
    Column("Target", number=True),
    Column("What holds it"),
)


def risks_section(standing: Standing, period: Period) -> Section:
    """How each risk stands, and how it came there."""
    held = register(standing)
    rows = [
        *held.rows,
        *(one for one in held.archived if one.archived_on and one.archived_on >= period.first),
    ]
    number = len(rows)
    since = f"those in the register, and those archived since {day(period.first)}"
    said = f"{many(number, 'risk')} {are(number)} told of: {since}."
    blocks = present(
        Paragraph(said),
        table("risks-now", "How risks stand", _NOW, [_now(one) for one in rows])
        or nothing("No risk is in the register."),
        table(
            "risks-history",
            "Every score of these risks, the first one first",
            _HISTORY,
            list(_history(rows, held.settings.bands)),
        ),
    )
    return Section("risk-history", "History of risks", blocks)


def _now(one: Row) -> tuple[Cell, ...]:
    ended = (
        f"archived {day(one.archived_on)}: {one.archived_why}"
        if one.archived_on
        else short(one.agency or OFFICE)
    )
    return (
        Cell(f"{one.reference} {one.title}", quiet=ended),
        Cell(str(one.before.score) if one.before else "–"),
        Cell(str(one.score), quiet=LEVEL_WORDS[one.level].lower(), bold=True),
        Cell(str(one.target.score) if one.target else "–"),
        Cell(one.control.text if one.control else "No control is recorded."),
    )


def _history(rows: list[Row], bands: Bands) -> Iterator[tuple[Cell, ...]]:
    references = {one.key: f"{one.reference} {one.title}" for one in rows}
    scores = Score.objects.filter(risk_id__in=references, moment=Score.Moment.NOW).order_by(
        "risk__number", "pk"
    )
    for one in scores:
        yield (
            Cell(references[one.risk_id]),
            Cell(day(one.scored_at.astimezone(LONDON).date())),
            Cell(str(one.score), quiet=LEVEL_WORDS[bands.level(one.score)].lower()),
            Cell(judged_words(one.likelihood, one.impact)),
            Cell(one.why),
        )
