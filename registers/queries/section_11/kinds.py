"""Kinds of organisation: by what right each is asked, and how many of it a board knows."""

from dataclasses import dataclass

from django.db.models import Count, Q

from agencies.models import AgencyKind, Seat
from agencies.rules import clock
from agencies.rules.standing import Standing
from registers.models import Assessment, Cycle
from registers.queries.section_11.organisations import addable, known_here


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind that exists today, and how many of it the board knows."""

    kind: AgencyKind
    known: int


@dataclass(frozen=True, slots=True)
class KindLeft:
    """A kind some of which a cycle could ask and does not."""

    kind: AgencyKind
    left: int


def kinds(standing: Standing) -> tuple[KindRow, ...]:
    """Every kind that exists today, by group and name."""
    today = clock.today()
    there = AgencyKind.objects.filter(Q(since__isnull=True) | Q(since__lte=today)).filter(
        Q(until__isnull=True) | Q(until__gte=today)
    )
    counted = _counts(standing.board_id)
    return tuple(KindRow(one, counted.get(one.pk, 0)) for one in there.order_by("name"))


def kind_seen(standing: Standing, code: str) -> KindRow | None:
    """One kind by its code."""
    return next((one for one in kinds(standing) if one.kind.code == code), None)


def kinds_asked(standing: Standing) -> tuple[AgencyKind, ...]:
    """The kinds that exist today and are in a group: a new organisation is of one of them."""
    return tuple(one.kind for one in kinds(standing) if one.kind.duty)


def kinds_left(standing: Standing, cycle: Cycle) -> tuple[KindLeft, ...]:
    """The kinds of which organisations known here are not in a cycle yet, by name."""
    left = dict(addable(standing, cycle).order_by().values_list("kind_id").annotate(many=Count("pk")))
    found = AgencyKind.objects.filter(pk__in=left).order_by("name")
    return tuple(KindLeft(one, left[one.pk]) for one in found)


def used_elsewhere(kind: AgencyKind, board_id: int) -> bool:
    """Whether another board has organisations of this kind at its table, or asked some."""
    seated = Seat.objects.filter(agency__kind=kind).exclude(board_id=board_id)
    asked = Assessment.objects.filter(agency__kind=kind).exclude(cycle__board_id=board_id)
    return seated.exists() or asked.exists()


def _counts(board_id: int) -> dict[int, int]:
    rows = known_here(board_id).order_by().values_list("kind_id").annotate(many=Count("pk"))
    return dict(rows)
