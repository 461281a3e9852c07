"""The signals of a board as one person sees them, and how many there are of each kind."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from agencies.rules import clock
from agencies.rules.standing import Standing
from scorecard.models import Signal
from scorecard.permissions import agencies_seen

#: The filters of the page: what each is called in the address.
KINDS = ("open", "new", "seen", "explained", "challenged", "ended")


@dataclass(frozen=True, slots=True)
class Signals:
    """The chosen ones, newest first, not fetched yet; and how many there are of each kind."""

    chosen: "QuerySet[Signal]"
    counts: dict[str, int]


def signals_of(standing: Standing, kind: str) -> Signals:
    """The signals of this kind among those of figures this person sees.

    What no longer is measured, or not as it was, has none that still stand open: nothing can end them.
    """
    day = clock.today()
    measured = Q(indicator__retired_from__isnull=True) | Q(indicator__retired_from__gt=day)
    live = Q(indicator__until__isnull=True) & measured
    found = Signal.objects.filter(live | Q(ended_last__isnull=False), indicator__board_id=standing.board_id)
    seen = agencies_seen(standing)
    if seen is not None:
        found = found.filter(agency_id__in=seen)
    counts = Counter[str]()
    for state, ended in found.order_by().values_list("state", "ended_last"):
        counts["ended" if ended else "open"] += 1
        if not ended:
            counts[state] += 1
    chosen = found.filter(ended_last__isnull=kind != "ended")
    if kind not in ("open", "ended"):
        chosen = chosen.filter(state=kind)
    chosen = chosen.select_related("indicator", "agency", "area").order_by("-last", "indicator__order", "pk")
    return Signals(chosen, {one: counts[one] for one in KINDS})
