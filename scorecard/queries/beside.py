"""What is published elsewhere, to set beside a board's lines."""

from collections.abc import Iterable
from dataclasses import dataclass

from scorecard.models import Area, Indicator
from scorecard.queries.comparators import ENGLAND, Comparator, counted_as, published, similar_areas
from scorecard.rules.comparisons import counted_alike


@dataclass(frozen=True, slots=True)
class Beside:
    """A published value, and whether it may stand beside a line's figure: one counted differently is never compared."""

    published: Comparator
    comparable: bool


def beside_of(board_id: int, indicators: Iterable[Indicator]) -> dict[int, tuple[Beside, ...]]:
    """What is published of England, the region, the board's own area and those it compares itself with."""
    every = tuple(indicators)
    own = {one.board.area_code for one in every}
    region = Area.objects.filter(code__in=own).values_list("parent__code", flat=True)
    places = dict.fromkeys(
        code for code in (ENGLAND, *region, *sorted(own), *similar_areas(board_id)) if code
    )
    found = published([one.code for one in every], list(places))
    return {
        one.pk: tuple(
            Beside(value, counted_alike(counted_as(one, value.last), value.counted))
            for place in places
            for value in found.get((one.code, place), ())
        )
        for one in every
    }
