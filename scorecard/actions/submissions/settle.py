"""What a finished check means: refused, to correct, the same as on file, or ready; written in one transaction."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localtime

from agencies.actions import record
from agencies.rules import clock
from agencies.rules.standing import Actor
from scorecard.actions.submissions import letters, progress, restate
from scorecard.actions.submissions.release import fills, held_by, release_for_feed
from scorecard.actions.submissions.standing import move, reconsider
from scorecard.imports import load
from scorecard.imports.context import Knowledge
from scorecard.imports.rows import Checked, Severity
from scorecard.imports.spool import Spool
from scorecard.models import CheckedRow, Feed, Finding, Submission
from scorecard.queries.differences import KEY, difference
from scorecard.rules import life
from scorecard.rules.life import Event

CHECKER = Actor(None, "The import check")


@transaction.atomic
def refuse(submission: Submission, why: str) -> None:
    """Nothing could be read as a table: say why; the file stays."""
    submission.state = Submission.State.REFUSED
    submission.remark = why
    submission.checked_at = clock.now()
    submission.checked_by = CHECKER.words
    submission.save(update_fields=["state", "remark", "checked_at", "checked_by"])
    _enter(submission, f"Could not read “{submission.file_name}”: {why}")
    move(submission, Event.FIND_ERRORS)
    progress.over(submission)
    letters.could_not_load(submission, why)


@transaction.atomic
def conclude(submission: Submission, checked: Checked, knowledge: Knowledge) -> None:
    """Write the findings and stage the rows; decide where the submission stands."""
    errors = sum(one.severity is Severity.ERROR for one in checked.findings)
    Finding.objects.filter(submission=submission).delete()
    Finding.objects.bulk_create(
        Finding(
            submission=submission,
            order=order,
            code=one.code,
            severity=one.severity.value,
            sheet=one.sheet,
            cell=one.cell,
            value=one.value,
            message=one.message,
            remedy=one.remedy,
            **knowledge.asked_of(one),
        )
        for order, one in enumerate(checked.findings)
    )
    submission.layout = checked.layout
    submission.rows_read = checked.rows_read
    submission.figures_found = len(checked.rows)
    submission.errors_found = errors
    submission.skipped = [{"check": one.check, "why": one.why} for one in checked.skipped]
    submission.checked_at = clock.now()
    submission.checked_by = CHECKER.words
    submission.checked_rows.all().delete()
    if isinstance(checked.rows, Spool):
        load.stage_lines(submission.pk, knowledge.staged_lines(checked.rows))
    else:
        load.stage(submission.pk, knowledge.staged(checked.rows))
    progress.over(submission)
    if errors:
        submission.state = Submission.State.TO_CORRECT
        submission.save()
        _enter(submission, f"Checked “{submission.file_name}”: {errors} to correct.")
        move(submission, Event.FIND_ERRORS)
        if submission.origin == Submission.Origin.FEED:
            letters.could_not_load(submission, f"{errors} to correct. Nothing was loaded.")
        return
    _settle(submission)


def _settle(submission: Submission) -> None:
    """No error stands: the same as on file, or ready, or released by its feed."""
    changes = difference(submission.pk, submission.agency_id)
    before = _same_bytes_before(submission)
    if before is not None and not changes.new and not changes.changed:
        submission.state = Submission.State.UNCHANGED
        submission.remark = (
            f"This is the file received on {localtime(before.received_at):%-d %B %Y}, byte for byte, "
            "and its figures stand. Nothing has changed."
        )
        _leave_its_return(submission)
        submission.checked_rows.all().delete()
        submission.save()
        _enter(submission, submission.remark)
        return
    if before is not None:
        submission.remark = f"This is the file of {localtime(before.received_at):%-d %B} again."
    submission.state = Submission.State.READY
    submission.save()
    _enter(
        submission,
        f"Checked “{submission.file_name}”: no error; {changes.new} new, {changes.changed} changed, "
        f"{changes.same} as on file.",
    )
    _set_aside_earlier(submission)
    move(submission, Event.FIND_NONE)
    restate.take_stock(submission)
    if submission.feed is not None:
        _as_its_feed_says(submission, submission.feed)


def _leave_its_return(submission: Submission) -> None:
    """A file that changes nothing: a return opened after the board had all its figures is in; others stay."""
    owed = submission.answers
    if owed is None or owed.state not in life.OPEN:
        return
    if fills(owed, held_by(submission).get((owed.first, owed.last), set())):
        move(submission, Event.RELEASE)
    else:
        reconsider(submission)


def _as_its_feed_says(submission: Submission, feed: Feed) -> None:
    """Release it, or tell those who may that it waits: for them, or for the reasons of what it restates."""
    if feed.policy == Feed.Policy.WAIT:
        letters.ready_to_release(submission)
        return
    wanted = restate.unreasoned(submission)
    if wanted:
        _enter(submission, f"Not released by itself: it restates {', '.join(wanted)} and waits for reasons.")
        letters.reasons_wanted(submission, wanted)
        return
    release_for_feed(submission)


def _same_bytes_before(submission: Submission) -> Submission | None:
    """The last released submission of this agency with the same bytes."""
    return (
        Submission.objects.filter(
            board_id=submission.board_id,
            agency_id=submission.agency_id,
            sha256=submission.sha256,
            state=Submission.State.RELEASED,
            pk__lt=submission.pk,
        )
        .order_by("-pk")
        .first()
    )


def _set_aside_earlier(submission: Submission) -> None:
    """A later file without an error takes the place of one for the same return that it makes needless.

    One to correct is needless; one ready to release only when every figure it holds is in the later file too:
    an agency may send its figures in several files. One being released just now is waited for, and then no
    longer waits.
    """
    earlier = Submission.objects.select_for_update(of=("self",), no_key=True).filter(
        board_id=submission.board_id,
        agency_id=submission.agency_id,
        answers_id=submission.answers_id,
        state__in=[Submission.State.READY, Submission.State.TO_CORRECT],
        pk__lt=submission.pk,
    )
    if submission.answers_id is None:
        earlier = earlier.filter(file_name=submission.file_name, feed=submission.feed)
    for one in earlier:
        if one.state == Submission.State.READY and _keys(one).difference(_keys(submission)).exists():
            continue
        one.checked_rows.all().delete()
        one.state = Submission.State.SET_ASIDE
        one.save(update_fields=["state"])
        _enter(one, f"Set aside “{one.file_name}”: “{submission.file_name}” came after it.")


def _keys(submission: Submission) -> QuerySet[CheckedRow, tuple[Any, ...]]:
    """What its staged rows are figures of."""
    return submission.checked_rows.values_list(*KEY)


def _enter(submission: Submission, words: str) -> None:
    record.enter(
        by=CHECKER,
        verb="submissions.check",
        kind="submission",
        reference=submission.pk,
        board_code=submission.board.code,
        words=words,
    )
