"""What agencies wrote about their figures."""

from collections import defaultdict
from datetime import date

from scorecard.models import Commentary


def latest_of_board(board_id: int, until: date) -> dict[str, tuple[tuple[str, str], ...]]:
    """By indicator code, each agency's latest remark on a period that ended by `until`: (text, whose and when)."""
    latest: dict[tuple[str, int], Commentary] = {}
    rows = (
        Commentary.objects.filter(indicator__board_id=board_id, last__lte=until)
        .select_related("indicator", "agency")
        .order_by("last", "pk")
    )
    for row in rows:
        latest[row.indicator.code, row.agency_id] = row
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for (code, _), row in sorted(latest.items(), key=lambda item: (item[0][0], item[1].agency.name)):
        found[code].append((row.text, f"{row.agency.name}, {row.written_at:%-d %B %Y}"))
    return {code: tuple(remarks) for code, remarks in found.items()}
