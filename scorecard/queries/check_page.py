"""What the check page holds a file against: what is on file, last quarter's figure, the usual range."""

from dataclasses import dataclass
from datetime import date, timedelta

from agencies.queries.record import Line as RecordLine
from agencies.queries.record import lines_about
from agencies.rules.standing import Standing
from scorecard.models import (
    CheckedRow,
    Figure,
    Finding,
    Gone,
    Indicator,
    Progress,
    Restatement,
    Submission,
)
from scorecard.permissions import can_see_checked_rows, can_see_findings
from scorecard.queries.differences import Difference, difference
from scorecard.queries.form import rows_of
from scorecard.queries.overview import Assessed, assessed_line
from scorecard.queries.restatements import Overlap, overlaps
from scorecard.queries.series import lines
from scorecard.queries.template import template_for
from scorecard.rules.form import Row

#: So many rows are listed on the check page; the rest are counted.
ROWS_SHOWN = 300

FigureKey = tuple[int, int, str, date, date]


@dataclass(frozen=True, slots=True)
class CheckPage:
    """A submission with all that this person may know of it. Rows are empty for those who may not see them."""

    submission: Submission
    findings: tuple[Finding, ...]
    rows: tuple[CheckedRow, ...]
    rows_in_all: int
    on_file: dict[FigureKey, Figure]
    before: dict[FigureKey, Figure]
    lines: dict[tuple[int, int, str], Assessed]
    changes: Difference | None
    record: tuple[RecordLine, ...]
    restatements: tuple[Restatement, ...] = ()
    gone: tuple[Gone, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    progress: Progress | None = None
    #: The rows of the web form it was typed in; none for a file.
    boxes: tuple[Row, ...] = ()


def check_page(standing: Standing, submission: Submission) -> CheckPage:
    """The check page's contents. Of a file with many quarters the newest come first."""
    released = submission.released_at is not None
    may_see_rows = bool(can_see_checked_rows(standing, submission.agency_id))
    may_see_findings = bool(can_see_findings(standing, submission.agency_id, released=released))
    sees = may_see_rows or (released and may_see_findings)
    staged = submission.checked_rows.select_related("indicator").order_by(
        "-last", "indicator__order", "breakdown", "pk"
    )
    loading = submission.state == Submission.State.LOADING
    rows = tuple(staged[:ROWS_SHOWN]) if may_see_rows and not loading else ()
    on_file = _on_file(submission, rows)
    return CheckPage(
        submission=submission,
        findings=tuple(submission.findings.all()) if may_see_findings else (),
        rows=rows,
        rows_in_all=staged.count() if rows else 0,
        on_file=on_file,
        before=_before(rows, on_file),
        lines=_lines(submission, rows),
        changes=difference(submission.pk, submission.agency_id) if rows else None,
        record=lines_about(standing, "submission", submission.pk),
        restatements=tuple(submission.restatements.select_related("restated")) if sees else (),
        gone=tuple(submission.gone.select_related("figure__indicator").order_by("pk")) if sees else (),
        overlaps=overlaps(submission) if rows and submission.state == Submission.State.READY else (),
        progress=progress_of(submission),
        boxes=_boxes(submission) if may_see_findings or may_see_rows else (),
    )


def _boxes(submission: Submission) -> tuple[Row, ...]:
    if submission.origin != Submission.Origin.FORM or submission.answers is None:
        return ()
    return rows_of(template_for(submission.answers))


def progress_of(submission: Submission) -> Progress | None:
    """How far the work on it is, while there is any."""
    return Progress.objects.filter(submission=submission).first()


def _on_file(submission: Submission, rows: tuple[CheckedRow, ...]) -> dict[FigureKey, Figure]:
    """The agency's current figures of the staged indicators."""
    return {
        (one.indicator_id, one.area_id, one.breakdown, one.first, one.last): one
        for one in Figure.objects.current().filter(
            agency_id=submission.agency_id, indicator_id__in={row.indicator_id for row in rows}
        )
    }


def _before(rows: tuple[CheckedRow, ...], on_file: dict[FigureKey, Figure]) -> dict[FigureKey, Figure]:
    """For each staged row, the figure on file of the period that ended the day before it began."""
    ended = {(key[0], key[1], key[2], key[4]): figure for key, figure in on_file.items()}
    found = {}
    for row in rows:
        previous = ended.get((row.indicator_id, row.area_id, row.breakdown, row.first - timedelta(days=1)))
        if previous is not None:
            found[row.indicator_id, row.area_id, row.breakdown, row.first, row.last] = previous
    return found


def _lines(submission: Submission, rows: tuple[CheckedRow, ...]) -> dict[tuple[int, int, str], Assessed]:
    """The agency's own lines of the staged indicators, for their usual ranges."""
    indicators = {
        one.pk: one
        for one in Indicator.objects.filter(pk__in={row.indicator_id for row in rows}).select_related("owner")
    }
    held = lines(indicators.values(), agency_ids=[submission.agency_id])
    return {
        (key.indicator_id, key.area_id, key.breakdown): assessed_line(indicators[key.indicator_id], line, {})
        for key, line in held.items()
    }
