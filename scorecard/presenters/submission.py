"""The check page, ready to print."""

from dataclasses import dataclass

from agencies.queries.record import Line as RecordLine
from files.sheets import CSV_SHEET
from scorecard.models import CheckedRow, Finding, Progress, Submission
from scorecard.presenters.changes import (
    GoneWords,
    RestatementWords,
    gone_words,
    overlap_words,
    progress_words,
    puts_back_words,
    restatement_words,
    result_words,
)
from scorecard.presenters.facts import usual_range
from scorecard.presenters.findings import box_words, in_boxes, said
from scorecard.queries.check_page import CheckPage
from scorecard.queries.differences import Difference
from scorecard.queries.series import facts_of
from scorecard.rules import words
from scorecard.rules.periods import Period, PeriodKind
from scorecard.rules.series import shown_factor

#: A worker is at it, or will be: the page looks again by itself.
WORKED_ON = (Submission.State.RECEIVED, Submission.State.CHECKING, Submission.State.LOADING)
_UNREAD = "This file could not be read. {}"
#: So many errors are named at the top of the page; the rest stand in the table alone.
ERRORS_NAMED = 10


@dataclass(frozen=True, slots=True)
class FindingWords:
    """One finding as a row: its place and what was written stand apart from what is to be said of it."""

    id: str
    sheet: str
    cell: str
    value: str
    said: str
    remedy: str
    order: int
    answer: str


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
    errors: tuple[FindingWords, ...]
    explains: tuple[FindingWords, ...]
    notes: tuple[FindingWords, ...]
    error_links: tuple[tuple[str, str], ...]
    rows: tuple[RowWords, ...]
    other_rows: int
    changes: Difference | None
    record: tuple[RecordLine, ...]
    lead: str
    seen: str
    restatements: tuple[RestatementWords, ...]
    gone: tuple[GoneWords, ...]
    overlaps: tuple[str, ...]
    puts_back: str


def page_words(page: CheckPage, *, own: bool) -> SubmissionWords:
    """Everything the check page prints. `own`: the reader is who sent the file, or may send another."""
    submission = page.submission
    waiting = waiting_words(submission, page.progress, own=own)
    by_severity = {
        severity: tuple(_finding(one, page) for one in page.findings if one.severity == severity)
        for severity in ("error", "explain", "note")
    }
    return SubmissionWords(
        submission=submission,
        checking=submission.state in WORKED_ON,
        errors=by_severity["error"],
        explains=by_severity["explain"],
        notes=by_severity["note"],
        error_links=_error_links(page) if own else (),
        rows=tuple(_row(one, page) for one in page.rows),
        other_rows=page.rows_in_all - len(page.rows),
        changes=page.changes,
        record=page.record,
        lead=waiting.lead,
        seen=waiting.seen,
        restatements=tuple(restatement_words(one) for one in page.restatements),
        gone=tuple(gone_words(one) for one in page.gone),
        overlaps=tuple(overlap_words(one) for one in page.overlaps),
        puts_back=puts_back_words(page.overlaps),
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a page that waits prints; `seen` changes whenever there is something new to print."""

    submission: Submission
    lead: str
    seen: str


def waiting_words(submission: Submission, progress: Progress | None, *, own: bool) -> Waiting:
    """How far the work on a file is: cheap enough to be asked every second, however long the file is."""
    lead = progress_words(progress) or (_lead(submission) if own else _lead_for_others(submission))
    seen = f"{submission.state}-{progress.step}-{progress.done}" if progress else submission.state
    return Waiting(submission, lead, seen)


def _finding(one: Finding, page: CheckPage) -> FindingWords:
    box = box_words(page.boxes, one.cell)
    return FindingWords(
        id=f"finding-{one.order}",
        sheet=box or (one.sheet if one.sheet != CSV_SHEET else ""),
        cell="" if box else one.cell,
        value=one.value,
        said=said(one),
        remedy=one.remedy,
        order=one.order,
        answer=one.answer,
    )


def _error_links(page: CheckPage) -> tuple[tuple[str, str], ...]:
    """The first errors, each leading to its row, then how many more there are; or why nothing could be read."""
    if page.submission.state == Submission.State.REFUSED:
        return ((_refused(page.submission), ""),)
    if page.submission.state != Submission.State.TO_CORRECT:
        return ()
    errors = [one for one in page.findings if one.severity == "error"]
    named = tuple(
        (in_boxes(one, page.boxes) if page.boxes else one.message, f"#finding-{one.order}")
        for one in errors[:ERRORS_NAMED]
    )
    more = len(errors) - len(named)
    return (*named, (f"{more:,} more, listed below", "#findings")) if more > 0 else named


def _refused(submission: Submission) -> str:
    """Why nothing of it was taken: it could not be read, or must not be."""
    return submission.remark if submission.deleted_at else _UNREAD.format(submission.remark)


def _kept(submission: Submission) -> str:
    return "was deleted" if submission.deleted_at else "is kept"


def _where_to_correct(submission: Submission) -> str:
    if submission.origin == Submission.Origin.FORM:
        return "the web form and send it again"
    return "your spreadsheet and upload it again"


def _lead(submission: Submission) -> str:
    state = Submission.State(submission.state)
    errors = submission.errors_found
    cells = "this problem" if errors == 1 else f"these {errors} problems"
    return {
        Submission.State.RECEIVED: "Your file is waiting to be checked.",
        Submission.State.CHECKING: "Your file is being checked.",
        Submission.State.TO_CORRECT: f"Correct {cells} in {_where_to_correct(submission)}. "
        "Nothing has been loaded and nothing is shared with the board.",
        Submission.State.LOADING: "Your figures are being loaded.",
        Submission.State.READY: "No error stands. Nothing is shared with the board until you release it.",
        Submission.State.RELEASED: "The board has these figures.",
        Submission.State.UNCHANGED: submission.remark,
        Submission.State.REFUSED: f"Nothing was loaded; the file {_kept(submission)}.",
        Submission.State.SET_ASIDE: "A later file took this one’s place. Nothing of it was loaded.",
        Submission.State.STOPPED: "Words in this file could identify a child, so it is held apart. Nothing was loaded.",
        Submission.State.WITHDRAWN: "This file was withdrawn and deleted. Nothing of it was loaded.",
    }[state]


def _lead_for_others(submission: Submission) -> str:
    """The same for somebody of the board, who can correct or release nothing."""
    errors = submission.errors_found
    return {
        Submission.State.RECEIVED: "The file is waiting to be checked.",
        Submission.State.CHECKING: "The file is being checked.",
        Submission.State.LOADING: "The agency released the file; its figures are being loaded.",
        Submission.State.TO_CORRECT: f"{errors} {'problem' if errors == 1 else 'problems'} to correct: the agency "
        "sends the file again. Nothing has been loaded.",
        Submission.State.REFUSED: f"{_refused(submission)} Nothing was loaded; the file {_kept(submission)}.",
        Submission.State.READY: "The check found no error. The board sees the figures when the agency releases them.",
    }.get(Submission.State(submission.state), _lead(submission))


def _row(one: CheckedRow, page: CheckPage) -> RowWords:
    key = (one.indicator_id, one.area_id, one.breakdown, one.first, one.last)
    on_file = page.on_file.get(key)
    line = page.lines.get((one.indicator_id, one.area_id, one.breakdown))
    period = Period(one.first, one.last, PeriodKind(one.period_kind))
    facts = facts_of(one.indicator)
    factor = shown_factor(facts, period)
    before = page.before.get(key)
    return RowWords(
        code=one.indicator.code,
        title=one.indicator.title,
        part="" if one.breakdown == "all" else one.breakdown,
        period=period.label,
        cell="" if page.boxes else one.cell,
        sheet=one.sheet,
        numerator=words.whole(one.numerator),
        denominator=words.whole(one.denominator),
        result=f"{result_words(one, facts, factor)}{' a year' if factor > 1 and one.value is not None else ''}",
        on_file=result_words(on_file, facts, factor) if on_file else "",
        changed=on_file is not None
        and (on_file.numerator, on_file.denominator, on_file.value, on_file.status)
        != (one.numerator, one.denominator, one.value, one.status),
        before=result_words(before, facts, factor) if before else words.NONE,
        usual=usual_range(line) if line else "",
    )
