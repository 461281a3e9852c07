"""Boards: opening one, what it set out to improve. What it calls things is `words`'."""

from django.db import transaction

from agencies.actions import record
from agencies.models import Board, Priority
from agencies.rules.standing import Actor


@transaction.atomic
def open_board(*, code: str, name: str, area_code: str, by: Actor, synthetic: bool = False) -> Board:
    """Open a board, whose figures, people and reports are then its own."""
    board = Board.objects.create(code=code, name=name, area_code=area_code, synthetic=synthetic)
    record.enter(
        by=by,
        verb="boards.open",
        kind="board",
        reference=board.pk,
        board_code=code,
        words=f"Opened the board “{name}”.",
    )
    return board


@transaction.atomic
def set_priority(
    *, board: Board, title: str, first_year: int, last_year: int, owner: str, by: Actor
) -> Priority:
    """Record what the board set out to improve, for which years (April to March, by first calendar year)."""
    priority = Priority.objects.create(
        board=board, title=title, first_year=first_year, last_year=last_year, owner=owner
    )
    record.enter(
        by=by,
        verb="boards.set_priority",
        kind="priority",
        reference=priority.pk,
        board_code=board.code,
        words=f"Set the priority “{title}” for {first_year} to {last_year + 1}.",
    )
    return priority
