"""Which indicators a board counts from its own records, and from when on."""

from collections.abc import Mapping

from scorecard.models import CountedHere


def counted_here(board_id: int) -> Mapping[str, CountedHere]:
    """By code; none while everything is reported in returns."""
    return {one.code: one for one in CountedHere.objects.filter(board_id=board_id)}
