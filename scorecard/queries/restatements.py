"""What releasing a submission would do to figures the board has already. No writes.

A file is *for* the return it answers, or that of its latest quarter; every other return it touches it restates.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Max

from scorecard.models import CheckedRow, Figure, Return, Submission
from scorecard.queries.differences import FACTS, KEY, same

#: Returns whose figures the board works with. One sent back waits to be changed, so nobody asks why.
_SETTLED = (Return.State.RELEASED, Return.State.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Touched:
    """What a file does to one return: figures new and changed."""

    return_id: int
    new: int
    changed: int


def own_return(submission: Submission) -> Return | None:
    """The return a file is for: the one it answers, else that of the latest quarter it holds figures of."""
    if submission.answers_id is not None:
        return submission.answers
    latest = submission.checked_rows.filter(period_kind="quarter").aggregate(last=Max("last"))["last"]
    return Return.objects.filter(
        board_id=submission.board_id, agency_id=submission.agency_id, last=latest
    ).first()


def touched(submission: Submission) -> tuple[Touched, ...]:
    """The returns this file restates: the board has them, and the file adds to their figures or changes them.

    Its own return is corrected, not restated, unless the board has accepted it.
    """
    own = own_return(submission)
    settled = Return.objects.filter(
        board_id=submission.board_id, agency_id=submission.agency_id, state__in=_SETTLED
    )
    if own is not None and own.state != Return.State.ACCEPTED:
        settled = settled.exclude(pk=own.pk)
    ids = list(settled.values_list("pk", flat=True))
    if not ids:
        return ()
    # Nothing below comes from outside: the names of our own tables and columns only.
    sql = f"""
        SELECT t.id, count(*) FILTER (WHERE f.id IS NULL),
               count(*) FILTER (WHERE f.id IS NOT NULL AND {same(FACTS, "f", "r", "IS DISTINCT FROM")})
        FROM {CheckedRow._meta.db_table} r
        JOIN {Return._meta.db_table} t ON t.id = ANY(%s) AND r.first >= t.first AND r.last <= t.last
        LEFT JOIN {Figure._meta.db_table} f
          ON f.superseded_by_id IS NULL AND f.agency_id = %s AND {same(KEY, "f", "r")}
        WHERE r.submission_id = %s
        GROUP BY t.id
    """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [ids, submission.agency_id, submission.pk])
        found = [Touched(*row) for row in cursor.fetchall()]
    return tuple(one for one in found if one.new or one.changed)


def no_longer_held(submission: Submission) -> tuple[tuple[int, date, date], ...]:
    """Current figures the file lacks though it takes the place of the file that brought them: (id, first, last).

    Only of the periods it holds figures of. A file that shares no figure with an earlier one is another part of
    the return and takes nothing's place.
    """
    missing = _missing(submission)
    if not missing:
        return ()
    replaced = _replaced(submission)
    return tuple((pk, first, last) for pk, first, last, brought_by in missing if brought_by in replaced)


def _missing(submission: Submission) -> list[tuple[int, date, date, int]]:
    sql = f"""
        SELECT f.id, f.first, f.last, f.submission_id
        FROM {Figure._meta.db_table} f
        JOIN (SELECT DISTINCT period_kind, first, last FROM {CheckedRow._meta.db_table}
              WHERE submission_id = %(submission)s) p USING (period_kind, first, last)
        WHERE f.superseded_by_id IS NULL AND f.agency_id = %(agency)s AND NOT EXISTS (
            SELECT 1 FROM {CheckedRow._meta.db_table} r
            WHERE r.submission_id = %(submission)s AND {same(KEY, "f", "r")})
        ORDER BY f.first, f.id
    """  # noqa: S608 - the names of our own tables and columns only
    with connection.cursor() as cursor:
        cursor.execute(sql, {"submission": submission.pk, "agency": submission.agency_id})
        return list(cursor.fetchall())


def _replaced(submission: Submission) -> frozenset[int]:
    """The submissions this one takes the place of: it holds a figure of theirs, or of one they replaced in turn."""
    sql = f"""
        SELECT DISTINCT f.submission_id
        FROM {Figure._meta.db_table} f
        JOIN {CheckedRow._meta.db_table} r ON r.submission_id = %s AND {same(KEY, "f", "r")}
        WHERE f.agency_id = %s
    """  # noqa: S608 - the names of our own tables and columns only
    with connection.cursor() as cursor:
        cursor.execute(sql, [submission.pk, submission.agency_id])
        reached = {row[0] for row in cursor.fetchall()}
    beside: dict[int, set[int]] = defaultdict(set)
    for old, new in (
        Figure.objects.filter(agency_id=submission.agency_id, superseded_by__isnull=False)
        .order_by()
        .values_list("submission_id", "superseded_by_id")
        .distinct()
    ):
        beside[old].add(new)
        beside[new].add(old)
    waiting = list(reached)
    while waiting:
        for other in beside[waiting.pop()] - reached:
            reached.add(other)
            waiting.append(other)
    return frozenset(reached)


@dataclass(frozen=True, slots=True)
class Overlap:
    """Another file of the agency that holds other values of the same figures: released, or waiting too."""

    submission: Submission
    figures: int
    #: Whether it came after this one.
    later: bool


def overlaps(submission: Submission) -> tuple[Overlap, ...]:
    """The files that wait for release, and later ones released, with other values of this one's figures; by age."""
    waiting = f"""
        SELECT o.submission_id, count(*) FROM {CheckedRow._meta.db_table} r
        JOIN {CheckedRow._meta.db_table} o ON o.submission_id = ANY(%s) AND {same(KEY, "o", "r")}
        WHERE r.submission_id = %s AND {same(FACTS, "o", "r", "IS DISTINCT FROM")} GROUP BY 1
    """  # noqa: S608 - the names of our own tables and columns only
    released = f"""
        SELECT f.submission_id, count(*) FROM {CheckedRow._meta.db_table} r
        JOIN {Figure._meta.db_table} f
          ON f.superseded_by_id IS NULL AND f.agency_id = %s AND {same(KEY, "f", "r")}
        WHERE f.submission_id > %s AND r.submission_id = %s AND {same(FACTS, "f", "r", "IS DISTINCT FROM")}
        GROUP BY 1
    """  # noqa: S608 - the names of our own tables and columns only
    theirs = Submission.objects.filter(board_id=submission.board_id, agency_id=submission.agency_id)
    others = list(
        theirs.filter(state=Submission.State.READY).exclude(pk=submission.pk).values_list("pk", flat=True)
    )
    found: list[tuple[int, int]] = []
    with connection.cursor() as cursor:
        if others:
            cursor.execute(waiting, [others, submission.pk])
            found += cursor.fetchall()
        if theirs.filter(state=Submission.State.RELEASED, pk__gt=submission.pk).exists():
            cursor.execute(released, [submission.agency_id, submission.pk, submission.pk])
            found += cursor.fetchall()
    named = theirs.in_bulk([pk for pk, _ in found])
    return tuple(
        Overlap(named[pk], figures, later=pk > submission.pk) for pk, figures in sorted(found) if pk in named
    )


def puts_back(submission: Submission) -> tuple[Overlap, ...]:
    """Later files that are released, whose figures releasing this older one would put back."""
    return tuple(
        one for one in overlaps(submission) if one.later and one.submission.state == Submission.State.RELEASED
    )
