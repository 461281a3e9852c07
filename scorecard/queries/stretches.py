"""Where lines begin anew or were not measured, and the earlier versions of indicators whose figures they carry on."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from scorecard.models import Break, Indicator

#: What two versions must share for their figures to stand on one line: the same kind of number of the same time.
_SHARED = ("unit", "per", "kind", "basis", "frequency")


def with_earlier(wanted: Mapping[int, Indicator]) -> dict[int, Indicator]:
    """The indicators by id and, beside each, its earlier versions of the same kind of number, by theirs.

    One query, and none when nothing has an earlier version.
    """
    later = {(one.board_id, one.code): one for one in wanted.values() if one.version > 1}
    if not later:
        return {}
    boards, codes = {board for board, _ in later}, {code for _, code in later}
    earlier = Indicator.objects.filter(board_id__in=boards, code__in=codes, until__isnull=False)
    return {
        one.pk: one
        for one in earlier
        if one.pk not in wanted
        and (newest := later.get((one.board_id, one.code))) is not None
        and one.version < newest.version
        and all(getattr(one, name) == getattr(newest, name) for name in _SHARED)
    }


def breaks_of(
    wanted: Mapping[int, Indicator], earlier: Mapping[int, Indicator]
) -> dict[int, tuple[date, ...]]:
    """The first days of new stretches of each indicator's lines: people's breaks, and each later version's start."""
    newest = {(one.board_id, one.code): pk for pk, one in wanted.items()}
    days: dict[int, set[date]] = defaultdict(set)
    found = Break.objects.filter(indicator_id__in=[*wanted, *earlier], taken_back_at__isnull=True)
    for indicator_id, first in found.values_list("indicator_id", "first"):
        of = wanted.get(indicator_id) or earlier[indicator_id]
        days[newest[of.board_id, of.code]].add(first)
    for pk, ordered in _versions(wanted, earlier, newest).items():
        days[pk].update(one.since for one in ordered[1:])
    return {pk: tuple(sorted(found)) for pk, found in days.items()}


def unmeasured(
    wanted: Mapping[int, Indicator], earlier: Mapping[int, Indicator]
) -> dict[int, tuple[tuple[date, date], ...]]:
    """The times between a retired version's end and the day it was brought back, by the newest version's id."""
    newest = {(one.board_id, one.code): pk for pk, one in wanted.items()}
    found: dict[int, tuple[tuple[date, date], ...]] = {}
    for pk, ordered in _versions(wanted, earlier, newest).items():
        times = ((one.until, following.since) for one, following in pairwise(ordered))
        gaps = tuple((ended, since) for ended, since in times if ended is not None and ended < since)
        if gaps:
            found[pk] = gaps
    return found


def _versions(
    wanted: Mapping[int, Indicator], earlier: Mapping[int, Indicator], newest: Mapping[tuple[int, str], int]
) -> dict[int, list[Indicator]]:
    """Every version of those that have earlier ones, oldest first, by the newest's id."""
    versions: dict[int, list[Indicator]] = defaultdict(list)
    for one in earlier.values():
        versions[newest[one.board_id, one.code]].append(one)
    return {pk: sorted([*older, wanted[pk]], key=lambda one: one.version) for pk, older in versions.items()}
