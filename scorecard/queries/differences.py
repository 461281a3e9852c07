"""What releasing a submission would change. No writes."""

from dataclasses import dataclass

from django.db import connection

from scorecard.models import CheckedRow, Figure

KEY = ["indicator_id", "area_id", "breakdown", "period_kind", "first", "last", "basis"]
FACTS = ["numerator", "denominator", "value", "status", "stage"]


@dataclass(frozen=True)
class Difference:
    """What releasing would do, or did: figures new to the board, changed, and the same as on file."""

    new: int
    changed: int
    same: int


def same(names: list[str], left: str, right: str, how: str = "=") -> str:
    """SQL that compares these columns of two tables as a row."""
    return f"({', '.join(f'{left}.{n}' for n in names)}) {how} ({', '.join(f'{right}.{n}' for n in names)})"


def difference(submission_id: int, agency_id: int) -> Difference:
    """Hold the staged rows against the agency's current figures, changing nothing."""
    sql = f"""
        SELECT count(*) FILTER (WHERE f.id IS NULL),
               count(*) FILTER (WHERE f.id IS NOT NULL AND {same(FACTS, "f", "r", "IS DISTINCT FROM")}),
               count(*) FILTER (WHERE f.id IS NOT NULL AND {same(FACTS, "f", "r", "IS NOT DISTINCT FROM")})
        FROM {CheckedRow._meta.db_table} r
        LEFT JOIN {Figure._meta.db_table} f
          ON f.superseded_by_id IS NULL AND f.agency_id = %s AND {same(KEY, "f", "r")}
        WHERE r.submission_id = %s
    """  # noqa: S608 - the names of our own tables and columns only
    with connection.cursor() as cursor:
        cursor.execute(sql, [agency_id, submission_id])
        return Difference(*cursor.fetchone())
