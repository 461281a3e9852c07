"""The priorities a board has now."""

from django.db.models import Q

from agencies.models import Priority
from agencies.rules import clock
from agencies.rules.standing import Standing

_APRIL = 4


def priorities_now(standing: Standing, *, also: int | None = None) -> tuple[Priority, ...]:
    """Those whose years, April to March, the day lies in, and the one that is chosen already, as they were set."""
    day = clock.today()
    year = day.year - (day.month < _APRIL)
    now = Q(first_year__lte=year, last_year__gte=year) | Q(pk=also)
    return tuple(Priority.objects.filter(now, board_id=standing.board_id).order_by("pk"))
