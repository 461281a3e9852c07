"""Which organisations a board knows: those with a seat there, and those it asked before."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from agencies.models import Agency, Seat
from agencies.rules import clock
from agencies.rules.standing import Standing
from registers.models import Assessment, Cycle
from registers.rules.section_11.columns import plain


def known_here(board_id: int) -> QuerySet[Agency]:
    """Organisations with a seat at the board today or asked in one of its cycles, by name."""
    today = clock.today()
    seats = Seat.objects.filter(
        Q(until__isnull=True) | Q(until__gt=today), agency=OuterRef("pk"), board_id=board_id, since__lte=today
    )
    asked = Assessment.objects.filter(agency=OuterRef("pk"), cycle__board_id=board_id)
    return Agency.objects.filter(Exists(seats) | Exists(asked)).order_by("name", "pk")


def names_known(board_id: int) -> dict[str, int]:
    """Every name people write for the organisations known here, plain, and whose it is."""
    rows = known_here(board_id).prefetch_related("aliases")
    aliases = {plain(other.name): one.pk for one in rows for other in one.aliases.all()}
    return aliases | {plain(one.name): one.pk for one in rows}


def addable(standing: Standing, cycle: Cycle) -> QuerySet[Agency]:
    """Organisations known here that a cycle does not have yet and could ask, by name."""
    there = Assessment.objects.filter(cycle=cycle).values("agency_id")
    return (
        known_here(standing.board_id)
        .exclude(pk__in=there)
        .exclude(until__lt=cycle.due_on)
        .exclude(kind__duty="")
        .select_related("kind")
    )
