"""Clean rows to tables: staged with COPY, then superseding, in the transaction of the action that calls."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice

from django.db import connection
from django.db.models import Max, Min

from scorecard.models import CheckedRow, Figure
from scorecard.queries.differences import FACTS, KEY, Difference, difference, same

_COLUMNS = (
    "submission_id",
    "indicator_id",
    "area_id",
    "breakdown",
    "period_kind",
    "first",
    "last",
    "basis",
    "numerator",
    "denominator",
    "value",
    "status",
    "stage",
    "sheet",
    "cell",
)


@dataclass(frozen=True)
class StagedRow:
    """One row as it will lie in the table: ids, not words."""

    indicator_id: int
    area_id: int
    breakdown: str
    period_kind: str
    first: date
    last: date
    basis: str
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    status: str
    stage: str
    sheet: str
    cell: str
    commentary: str


def stage(submission_id: int, rows: Iterable[StagedRow]) -> None:
    """Write the checked rows of a submission with COPY; they wait there for release."""
    staged, written = (*_COLUMNS, "commentary"), 0
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {CheckedRow._meta.db_table} ({', '.join(staged)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row((submission_id, *(getattr(row, name) for name in staged[1:])))
            written += 1
    if written >= MANY:
        _take_statistics(CheckedRow)


def stage_lines(submission_id: int, lines: Iterable[str]) -> None:
    """Write the checked rows of a long file: each a line as COPY takes it, with its ids."""
    columns = (*_COLUMNS, "commentary")
    written, left = 0, iter(lines)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {CheckedRow._meta.db_table} ({', '.join(columns)}) FROM STDIN") as copy,
    ):
        while piece := list(islice(left, MANY)):
            copy.write("".join(f"{submission_id}\t{line}\n" for line in piece))
            written += len(piece)
    if written >= MANY:
        _take_statistics(CheckedRow)


#: So many rows come or go at once that PostgreSQL must know before it next plans how to join them.
MANY = 5_000


def _take_statistics(table: type[CheckedRow] | type[Figure]) -> None:
    """Tell the planner what a table holds now: by what it knew before, it would go through it row by row.

    50,000 figures took 198 seconds to release with the statistics of an empty table, and take 5 with these.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {table._meta.db_table}")


def _join_in_bulk() -> None:
    """For the rest of a load, join whole tables, not row by row: what it writes itself is in no statistics yet."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")


@dataclass(frozen=True)
class Loaded:
    """What a load did: the difference it made, of which indicators, in which periods (first and last day)."""

    difference: Difference
    indicator_ids: frozenset[int]
    periods: frozenset[tuple[date, date]]


#: Staged rows loaded by one statement; between two, somebody who waits is told how many are done.
ROWS_AT_ONCE = 50_000


def supersede(
    submission_id: int, agency_id: int, *, told: Callable[[int], None] = lambda done: None
) -> Loaded:
    """Load the staged rows: mark what they replace, then insert them.

    Figures the same as on file stay as they are: their trace points to where they were first said. `told` is
    called with the number of rows done so far.
    """
    staged = CheckedRow.objects.filter(submission_id=submission_id)
    if staged[:MANY].count() == MANY:
        _join_in_bulk()
    found = difference(submission_id, agency_id)
    # Nothing below comes from outside: the names of our own tables and columns only.
    mark = f"""
        UPDATE {Figure._meta.db_table} f SET superseded_by_id = %(submission)s
        FROM {CheckedRow._meta.db_table} r
        WHERE r.submission_id = %(submission)s AND r.id BETWEEN %(first)s AND %(last)s
          AND f.superseded_by_id IS NULL AND f.agency_id = %(agency)s
          AND {same(KEY, "f", "r")} AND {same(FACTS, "f", "r", "IS DISTINCT FROM")}
    """  # noqa: S608
    columns = (*_COLUMNS, "agency_id")
    insert = f"""
        INSERT INTO {Figure._meta.db_table} ({", ".join(columns)})
        SELECT {", ".join(f"r.{name}" for name in _COLUMNS)}, %(agency)s
        FROM {CheckedRow._meta.db_table} r
        WHERE r.submission_id = %(submission)s AND r.id BETWEEN %(first)s AND %(last)s AND NOT EXISTS (
            SELECT 1 FROM {Figure._meta.db_table} f
            WHERE f.superseded_by_id IS NULL AND f.agency_id = %(agency)s AND {same(KEY, "f", "r")}
        )
        RETURNING indicator_id, first, last
    """  # noqa: S608
    ends = staged.aggregate(first=Min("pk"), last=Max("pk"))
    inserted: set[tuple[int, date, date]] = set()
    with connection.cursor() as cursor:
        for first in range(ends["first"] or 1, (ends["last"] or 0) + 1, ROWS_AT_ONCE):
            last = min(first + ROWS_AT_ONCE - 1, ends["last"])
            names = {"submission": submission_id, "agency": agency_id, "first": first, "last": last}
            cursor.execute(mark, names)
            cursor.execute(insert, names)
            inserted.update(cursor)
            told(last - ends["first"] + 1)
        cursor.execute("SET LOCAL enable_nestloop TO DEFAULT")
    staged.delete()
    if found.new + found.changed >= MANY:
        _take_statistics(Figure)
    return Loaded(
        found, frozenset(row[0] for row in inserted), frozenset((row[1], row[2]) for row in inserted)
    )
