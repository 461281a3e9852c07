"""What releasing a submission would change. No writes."""

from dataclasses import dataclass

from django.db import connection

from scorecard.models import CheckedRow, Figure, Gone, Indicator, Submission
from scorecard.rules.periods import Period, PeriodKind

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


@dataclass(frozen=True, slots=True)
class Sides:
    """One figure a submission changes: what it is of, and both sides with their cell; None where there is none."""

    indicator: Indicator
    part: str
    period: Period
    old: Figure | None
    new: CheckedRow | Figure | None


@dataclass(frozen=True, slots=True)
class Changes:
    """A page of the figures that change, in order of period and indicator, and how many there are in all."""

    rows: tuple[Sides, ...]
    in_all: int


def changes(submission: Submission, *, start: int = 0, most: int = 200) -> Changes:
    """Figure by figure, what releasing a submission would change; once it is released, what it did change."""
    pairs, total = _pairs(submission, start, most)
    olds = Figure.objects.select_related("indicator", "submission").in_bulk([old for old, _ in pairs if old])
    kind = Figure if submission.released_at else CheckedRow
    found = kind.objects.select_related("indicator").in_bulk([new for _, new in pairs if new])
    rows = []
    for old_id, new_id in pairs:
        old, new = olds.get(old_id or 0), found.get(new_id or 0)
        one = new or old
        if one is None:
            continue
        part = "" if one.breakdown == "all" else one.breakdown
        period = Period(one.first, one.last, PeriodKind(one.period_kind))
        rows.append(Sides(one.indicator, part, period, old, new))
    return Changes(tuple(rows), total)


def _pairs(submission: Submission, start: int, most: int) -> tuple[list[tuple[int | None, int | None]], int]:
    """Ids of the old figure and the new row or figure, and how many pairs there are."""
    names = {"submission": submission.pk, "agency": submission.agency_id, "start": start, "most": most}
    joined = _AFTER if submission.released_at else _BEFORE
    sql = f"""
        SELECT old, new, count(*) OVER () FROM ({joined}) pairs
        ORDER BY last DESC, indicator_id, breakdown, old, new OFFSET %(start)s LIMIT %(most)s
    """  # noqa: S608 - the names of our own tables and columns only
    with connection.cursor() as cursor:
        cursor.execute(sql, names)
        found = cursor.fetchall()
    return [(old, new) for old, new, _ in found], found[0][2] if found else 0


#: Staged rows beside the agency's current figures, and what the sender withdraws.
_BEFORE = f"""
    SELECT f.id AS old, r.id AS new, r.last, r.indicator_id, r.breakdown
    FROM {CheckedRow._meta.db_table} r
    LEFT JOIN {Figure._meta.db_table} f
      ON f.superseded_by_id IS NULL AND f.agency_id = %(agency)s AND {same(KEY, "f", "r")}
    WHERE r.submission_id = %(submission)s AND (f.id IS NULL OR {same(FACTS, "f", "r", "IS DISTINCT FROM")})
    UNION ALL
    SELECT f.id, NULL, f.last, f.indicator_id, f.breakdown
    FROM {Gone._meta.db_table} g JOIN {Figure._meta.db_table} f ON f.id = g.figure_id
    WHERE g.submission_id = %(submission)s AND g.withdraw
"""  # noqa: S608 - the names of our own tables and columns only
#: The submission's own figures beside those it superseded; a withdrawn one has no other side.
_AFTER = f"""
    SELECT o.id AS old, n.id AS new, coalesce(n.last, o.last) AS last,
           coalesce(n.indicator_id, o.indicator_id) AS indicator_id, coalesce(n.breakdown, o.breakdown) AS breakdown
    FROM (SELECT * FROM {Figure._meta.db_table} WHERE submission_id = %(submission)s) n
    FULL JOIN (SELECT * FROM {Figure._meta.db_table}
               WHERE superseded_by_id = %(submission)s AND agency_id = %(agency)s) o ON {same(KEY, "o", "n")}
"""  # noqa: S608 - the names of our own tables and columns only
