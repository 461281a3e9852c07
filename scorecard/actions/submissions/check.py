"""Checking: a file is read and everything wrong found in one pass. What follows from that is `settle`'s."""

from django.db import transaction

from agencies.keeping import Damaged, in_quarantine, kept
from agencies.locks import Work, only_one
from agencies.rules import clock
from scorecard.actions import layouts
from scorecard.actions.submissions import quarantine
from scorecard.actions.submissions.progress import Meter, Step
from scorecard.actions.submissions.settle import conclude, refuse
from scorecard.actions.submissions.standing import move
from scorecard.imports.check import check as check_tables
from scorecard.imports.context import knowledge_for
from scorecard.imports.examine import Screened, examine
from scorecard.imports.rows import Checked
from scorecard.imports.spool import Spool
from scorecard.models import Return, Submission
from scorecard.rules.life import Event
from scorecard.rules.periods import PeriodKind

#: A file that has stopped the worker itself this often is refused.
MOST_ATTEMPTS = 3
_UNFINISHED = (Submission.State.RECEIVED, Submission.State.CHECKING)


def take_up(*, board_id: int, agency_id: int) -> int:
    """Check one agency's unfinished submissions in the order they came; returns how many.

    Only one worker does so at a time for an agency: the lock is the connection's, so a worker that is
    killed lets go of it, and the sweep takes the rest up again.
    """
    done = 0
    with only_one(Work.CHECKING, board_id * 1_000_003 + agency_id) as held:
        while held:
            waiting = (
                Submission.objects.filter(board_id=board_id, agency_id=agency_id, state__in=_UNFINISHED)
                .order_by("pk")
                .values_list("pk", flat=True)
                .first()
            )
            if waiting is None:
                break
            check(submission_id=waiting)
            done += 1
    return done


def check(*, submission_id: int) -> None:
    """Read, check and stage one submission; a feed that may then releases it, in the same transaction.

    Doing it again, after a worker was killed, gives the same result: nothing is written until the end.
    """
    with transaction.atomic():
        submission = Submission.objects.select_for_update(no_key=True).get(pk=submission_id)
        if submission.state not in _UNFINISHED:
            return
        submission.state = Submission.State.CHECKING
        submission.attempts += 1
        submission.save(update_fields=["state", "attempts"])
        move(submission, Event.CHECK)
    if submission.attempts > MOST_ATTEMPTS:
        refuse(
            submission, "This file stopped the import three times. It is kept; ask the board office to look."
        )
        return
    with Meter(submission) as meter:
        _read_and_conclude(submission, meter)


def _read_and_conclude(submission: Submission, meter: Meter) -> None:
    """Look at the file, and do with it what that says: delete it, hold it for its words, refuse it or conclude."""
    meter.tell(Step.READ)
    try:
        data = kept(submission.stored, size=submission.size, sha256=submission.sha256)
    except Damaged as trouble:
        refuse(submission, f"{trouble} Send it again, and ask the board office to look.")
        return
    # What is kept for good has been screened: it is checked again by new answers, never stopped again.
    let_stand = submission.let_stand_at is not None or not in_quarantine(submission.stored)
    looked = examine(data, lambda _: knowledge_for(submission), today=clock.today(), let_stand=let_stand)
    screened = looked.screened
    if screened.children is not None:
        quarantine.refuse_children(submission, screened.children)
        return
    if screened.unreadable is not None:
        _refuse_unreadable(submission, screened, data)
        return
    if looked.checked is None or looked.knowledge is None or looked.tables is None:
        quarantine.stop(submission, screened.hits)
        return
    quarantine.keep_for_good(submission, data)
    rows = sum(len(table.rows) for table in looked.tables.tables)
    meter.tell(Step.READ, rows, rows)
    submission.layout_version = looked.knowledge.context.answers.version or None
    checked, knowledge = looked.checked, looked.knowledge
    if submission.answers is None and _answer(submission, checked):
        knowledge = knowledge_for(submission)
        checked = check_tables(looked.tables, knowledge.context)
    conclude(submission, checked, knowledge)
    quarantine.mended_by(submission)
    if submission.state in (Submission.State.READY, Submission.State.RELEASED):
        layouts.notice(submission=submission, tables=looked.tables)


def _refuse_unreadable(submission: Submission, screened: Screened, data: bytes) -> None:
    """A file nobody can read is kept, unless the text it is made of names a child."""
    trouble = screened.unreadable
    why = f"{trouble.message} {trouble.remedy}".strip() if trouble else ""
    if screened.hits:
        quarantine.refuse_unread(submission, trouble.message if trouble else why)
        return
    quarantine.keep_for_good(submission, data)
    refuse(submission, why)


def _answer(submission: Submission, checked: Checked) -> bool:
    """A file nobody named a return for answers the one of its latest quarter, if it is still owed."""
    rows = checked.rows
    periods = rows.periods if isinstance(rows, Spool) else {row.period for row in rows}
    quarters = {one for one in periods if one.kind is PeriodKind.QUARTER}
    if not quarters:
        return False
    latest = max(quarters)
    submission.answers = (
        Return.objects.filter(
            board_id=submission.board_id, agency_id=submission.agency_id, first=latest.first, last=latest.last
        )
        .exclude(state__in=[Return.State.RELEASED, Return.State.ACCEPTED])
        .first()
    )
    return submission.answers is not None
