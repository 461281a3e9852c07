"""The check page, ready to print."""

from dataclasses import dataclass

from agencies.queries.record import Line as RecordLine
from scorecard.models import CheckedRow, Finding, Submission
from scorecard.presenters.facts import usual_range
from scorecard.queries.check_page import CheckPage
from scorecard.queries.differences import Difference
from scorecard.rules import words
from scorecard.rules.figures import Status, Unit
from scorecard.rules.periods import Period, PeriodKind


@dataclass(frozen=True, slots=True)
class RowWords:
    """One figure of the file beside what is on file and what is usual."""

    code: str
    title: str
    part: str
    period: str
    cell: str
    sheet: str
    numerator: str
    denominator: str
    result: str
    on_file: str
    changed: bool
    before: str
    usual: str


@dataclass(frozen=True, slots=True)
class SubmissionWords:
    """The whole page."""

    submission: Submission
    checking: bool
    errors: tuple[Finding, ...]
    explains: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    error_links: tuple[tuple[str, str], ...]
    rows: tuple[RowWords, ...]
    other_rows: int
    changes: Difference | None
    record: tuple[RecordLine, ...]
    lead: str


def page_words(page: CheckPage) -> SubmissionWords:
    """Everything the check page prints."""
    submission = page.submission
    by_severity = {
        severity: tuple(one for one in page.findings if one.severity == severity)
        for severity in ("error", "explain", "note")
    }
    return SubmissionWords(
        submission=submission,
        checking=submission.state in (Submission.State.RECEIVED, Submission.State.CHECKING),
        errors=by_severity["error"],
        explains=by_severity["explain"],
        notes=by_severity["note"],
        error_links=tuple((_link_words(one), f"#finding-{one.order}") for one in by_severity["error"]),
        rows=tuple(_row(one, page) for one in page.rows),
        other_rows=page.rows_in_all - len(page.rows),
        changes=page.changes,
        record=page.record,
        lead=_lead(submission),
    )


def _link_words(finding: Finding) -> str:
    place = f"Cell {finding.cell}: " if finding.cell else ""
    return f"{place}{finding.message}"


def _lead(submission: Submission) -> str:
    state = Submission.State(submission.state)
    errors = submission.errors_found
    cells = "this problem" if errors == 1 else f"these {errors} problems"
    return {
        Submission.State.RECEIVED: "Your file is waiting to be checked.",
        Submission.State.CHECKING: "Your file is being checked.",
        Submission.State.TO_CORRECT: f"Correct {cells} in your spreadsheet and upload it again. "
        "Nothing has been loaded and nothing is shared with the board.",
        Submission.State.READY: "No error stands. Nothing is shared with the board until you release it.",
        Submission.State.RELEASED: "The board has these figures.",
        Submission.State.UNCHANGED: submission.remark,
        Submission.State.REFUSED: f"This file could not be read. {submission.remark} "
        "Nothing was loaded; the file is kept.",
        Submission.State.SET_ASIDE: "A later file took this one’s place. Nothing of it was loaded.",
    }[state]


def _row(one: CheckedRow, page: CheckPage) -> RowWords:
    key = (one.indicator_id, one.area_id, one.breakdown, one.first, one.last)
    on_file = page.on_file.get(key)
    line = page.lines.get((one.indicator_id, one.area_id, one.breakdown))
    unit, decimals = Unit(one.indicator.unit), one.indicator.decimals
    result = _result(one.value, one.status, unit, decimals)
    filed = _result(on_file.value, on_file.status, unit, decimals) if on_file else ""
    before = page.before.get(key)
    return RowWords(
        code=one.indicator.code,
        title=one.indicator.title,
        part="" if one.breakdown == "all" else one.breakdown,
        period=Period(one.first, one.last, PeriodKind(one.period_kind)).label,
        cell=one.cell,
        sheet=one.sheet,
        numerator=words.whole(one.numerator),
        denominator=words.whole(one.denominator),
        result=result,
        on_file=filed,
        changed=on_file is not None
        and (on_file.numerator, on_file.denominator, on_file.value, on_file.status)
        != (one.numerator, one.denominator, one.value, one.status),
        before=_result(before.value, before.status, unit, decimals) if before else words.NONE,
        usual=usual_range(line) if line else "",
    )


def _result(value: object, status: str, unit: Unit, decimals: int) -> str:
    """The value as sent: a quarter's own, not yet shown as a rate a year."""
    if value is None:
        return words.STATUS_WORDS[Status(status)]
    shown = words.whole(value) if unit is Unit.COUNT else words.number(value, decimals)  # type: ignore[arg-type]
    return f"{shown}{words.suffix(unit)}"
