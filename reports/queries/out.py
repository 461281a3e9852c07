"""What of a board's figures is out: printed in anything it published before, whatever was printed since."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from operator import itemgetter

from reports.models import Printing, Report
from reports.rules.states import Life
from scorecard.queries.publishing import Before, demand_no_leak, publishing

#: The columns of the open data that say which figure a row is, and what it is.
_WHICH = ("Code", "Part", "First day", "Last day", "Value")

Rows = Iterable[tuple[str, ...] | list[str]]


def out_before(report: Report) -> Before:
    """Every figure that other publications of its board print, under an embargo too: they will be read together."""
    records = Printing.objects.filter(
        report__board_id=report.board_id,
        report__state__in=(Life.PUBLISHED, Life.SUPERSEDED),
        final=True,
        state=Printing.State.BUILT,
    ).exclude(report=report)
    return _told(data.get("figures", ()) for data in records.values_list("data", flat=True) if data)


def demand_nothing_given_away(report: Report, printing: Printing) -> None:
    """GivesAway when a hidden number could be worked out from this printing and all that is published already.

    Asked again just before it is published: another may have come out since it was printed.
    """
    assert printing.data is not None  # noqa: S101 - asked of what is built
    before, own = out_before(report), _told([printing.data.get("figures", ())])
    every = {where: {*before.get(where, ()), *own.get(where, ())} for where in {*before, *own}}
    demand_no_leak(publishing(report.board, report.last, every))


def _told(tables: Iterable[Rows]) -> Before:
    found: dict[tuple[str, str, date, date], set[Decimal]] = defaultdict(set)
    for headings, *rows in (tuple(table) for table in tables if table):
        if not set(_WHICH) <= set(headings):
            continue
        for row in rows:
            code, part, first, last, value = itemgetter(*_WHICH)(dict(zip(headings, row, strict=True)))
            if value:
                where = code, part, date.fromisoformat(first), date.fromisoformat(last)
                found[where].add(Decimal(value))
    return dict(found)
