"""The board's ways of looking, for whoever keeps them: those in use, those retired, and all of one."""

from dataclasses import dataclass

from agencies.queries.record import Line, lines_about
from agencies.rules import clock
from agencies.rules.standing import Standing
from scorecard.models import Indicator, Perspective


@dataclass(frozen=True, slots=True)
class Kept:
    """One perspective with the indicators that are measured under it."""

    perspective: Perspective
    measured: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Perspectives:
    """Those in use, in their order, and those that are retired."""

    current: tuple[Kept, ...]
    retired: tuple[Kept, ...]


def perspectives(standing: Standing) -> Perspectives:
    """All of the board's, from two queries."""
    measured: dict[int, list[Indicator]] = {}
    for one in _measured(standing):
        measured.setdefault(one.perspective_id, []).append(one)
    kept = [
        Kept(one, tuple(measured.get(one.pk, ())))
        for one in Perspective.objects.filter(board_id=standing.board_id)
    ]
    return Perspectives(
        tuple(one for one in kept if one.perspective.retired_at is None),
        tuple(one for one in kept if one.perspective.retired_at is not None),
    )


def perspective(standing: Standing, perspective_id: int) -> tuple[Kept, tuple[Line, ...]] | None:
    """One of the board's and what was done to it; None when it has no such one."""
    found = Perspective.objects.filter(pk=perspective_id, board_id=standing.board_id).first()
    if found is None:
        return None
    measured = tuple(one for one in _measured(standing) if one.perspective_id == found.pk)
    return Kept(found, measured), lines_about(standing, "perspective", found.pk)


def _measured(standing: Standing) -> tuple[Indicator, ...]:
    found = Indicator.objects.measured_in(clock.today()).filter(board_id=standing.board_id)
    return tuple(found.order_by("order", "code"))
