"""What a register says in sentences: how many are extreme, and what has moved. From the data alone, never typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from registers.presenters.risk_words import (
    link_url,
    listed,
    quarters_words,
    s,
    shift_words,
    since_words,
    stopped,
)
from registers.queries.risks import Register, Row
from registers.rules.risks import GRAVE, Level, Move, quarters_between


@dataclass(frozen=True, slots=True)
class Moved:
    """One sentence about one risk: what became of it in bold, then why, then what to look at."""

    url: str
    lead: str
    said: str
    links: tuple[tuple[str, str], ...]


def summary(register: Register) -> str:
    """The register in one sentence or two: how many are extreme, what has risen, what has fallen."""
    rows = register.rows
    if not rows:
        return "No risk is in the register."
    extreme = sum(row.level is Level.EXTREME for row in rows)
    many = f"{extreme or 'None'} of {len(rows)} risk{s(len(rows))} {'is' if extreme <= 1 else 'are'} extreme."
    since = since_words(register.since, register.today)
    risen, fallen = _named(rows, Move.UP), _named(rows, Move.DOWN)
    if not risen and not fallen:
        return f"{many} {'None has' if len(rows) > 1 else 'It has not'} moved since {since}."
    parts = []
    if risen:
        parts.append(f"{listed(risen)} {_has(risen)} risen since {since}")
    if fallen:
        when = "" if risen else f" since {since}"
        parts.append(f"{listed(fallen)} {_has(fallen)} fallen{when}")
    return f"{many} {'; '.join(parts)}."


def moving(register: Register) -> list[Row]:
    """What has moved: risen, fallen, stuck beyond the tolerance, new; in each the highest first."""
    order = (Move.UP, Move.DOWN, Move.SAME, Move.NEW)
    worth = [row for row in register.rows if row.move is not Move.SAME or row.beyond or _shifted(row)]
    return sorted(worth, key=lambda row: (order.index(row.move), -row.score, row.number))


def moved_words(row: Row, register: Register, board_code: str) -> Moved:
    """What is said of one of them."""
    return Moved(
        url=reverse("registers:risk", args=[board_code, row.number]),
        lead=f"{row.reference} {_lead(row)}",
        said=_said(row, register),
        links=tuple((one.title or one.reference, link_url(board_code, one)) for one in row.links),
    )


def says_impact_is_grave(register: Register) -> bool:
    """Whether to say that impact is not what falls: there is a risk whose impact is grave, whatever is done."""
    return any(row.now.impact >= GRAVE for row in register.rows)


def _named(rows: Sequence[Row], move: Move) -> list[str]:
    found = sorted((row for row in rows if row.move is move), key=lambda row: (-row.score, row.number))
    return [row.reference for row in found]


def _has(names: Sequence[str]) -> str:
    return "has" if len(names) == 1 else "have"


def _shifted(row: Row) -> bool:
    """Whether it moved on the map, if only to a cell of the same score."""
    return row.then is not None and bool(shift_words(row.now, row.then))


def _lead(row: Row) -> str:
    if row.move is Move.NEW:
        return f"new at {row.score}"
    if row.move is Move.SAME:
        return f"{'still' if _shifted(row) else 'unchanged at'} {row.score}"
    assert row.then is not None  # noqa: S101 - what is not new was there then
    return f"{row.move}, {row.then.score} to {row.score}"


def _said(row: Row, register: Register) -> str:
    """What follows the lead: what of it moved and why it was scored so, or how long it has stood; what is done."""
    if row.move is Move.NEW:
        return f". {stopped(row.title)}"
    if row.move is Move.SAME and not _shifted(row):
        long = quarters_words(quarters_between(row.held_since, register.today))
        return f"{long}, above the board’s tolerance of {register.settings.bands.tolerance}.{_undone(row)}"
    parts = [shift_words(row.now, row.then), stopped(row.now.why)]
    return f". {' '.join(filter(None, parts))}{_undone(row) if row.move is Move.UP else ''}"


def _undone(row: Row) -> str:
    return "" if row.open_actions else " No action is under way."
