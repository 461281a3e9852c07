"""Restatements: which released returns a file changes, which figures it no longer holds, and why."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

from agencies.actions import record
from agencies.rules import clock
from agencies.rules.screening import screen
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from scorecard.models import Figure, Gone, Restatement, Return, Submission
from scorecard.permissions import can_release
from scorecard.queries.restatements import no_longer_held, touched
from scorecard.rules.periods import Period, PeriodKind

#: Characters of a reason: a paragraph.
LONGEST_REASON = 2000
_OPEN = (Submission.State.READY, Submission.State.TO_CORRECT)


def sound_reason(text: str, ask: str) -> str:
    """The reason as it is kept. Raises `Refused` with `ask` when it is empty, or with why it may not be kept."""
    reason = text.strip()
    if not reason:
        raise Refused(ask)
    if len(reason) > LONGEST_REASON:
        raise Refused(f"The reason is longer than {LONGEST_REASON:,} characters. Say it shorter.")
    hits = screen(reason)
    if hits:
        raise Refused(
            f"The reason could identify a child: “{hits[0].words}”. Write it without; nothing of it was kept."
        )
    return reason


def take_stock(submission: Submission) -> None:
    """List what the staged rows do to the board's figures; reasons given already stay with what is still true.

    In the caller's transaction.
    """
    gone = no_longer_held(submission)
    ids = {pk for pk, _, _ in gone}
    submission.gone.exclude(figure_id__in=ids).delete()
    known = set(submission.gone.values_list("figure_id", flat=True))
    Gone.objects.bulk_create(Gone(submission=submission, figure_id=pk) for pk in sorted(ids - known))
    by_span = Counter((first, last) for _, first, last in gone)
    listed = touched(submission)
    submission.restatements.exclude(restated_id__in=[one.return_id for one in listed]).delete()
    for one in listed:
        restated = Return.objects.get(pk=one.return_id)
        Restatement.objects.update_or_create(
            submission=submission,
            restated=restated,
            defaults={
                "new": one.new,
                "changed": one.changed,
                "gone": by_span[restated.first, restated.last],
            },
        )


def label_of(restated: Return) -> str:
    """The return's quarter in words."""
    return Period(restated.first, restated.last, PeriodKind.QUARTER).label


def unreasoned(submission: Submission) -> list[str]:
    """The quarters of returns the file restates without a reason so far."""
    waiting = submission.restatements.filter(reason="").select_related("restated").order_by("restated__first")
    return [label_of(one.restated) for one in waiting]


def _open_one(submission_id: int, by: Standing) -> Submission:
    submission = Submission.objects.select_for_update(of=("self",), no_key=True).get(
        pk=submission_id, board_id=by.board_id
    )
    can_release(by, submission.agency_id).demand()
    if submission.state not in _OPEN:
        raise Refused(f"This file is {submission.get_state_display()}, so nothing more can be said of it.")
    return submission


@transaction.atomic
def give_reasons(*, submission_id: int, reasons: Mapping[int, str], by: Standing) -> None:
    """Say why each restated return is restated: reasons by restatement id. Raises `Refused` when one is missing."""
    submission = _open_one(submission_id, by)
    for one in submission.restatements.select_related("restated"):
        quarter = label_of(one.restated)
        reason = sound_reason(reasons.get(one.pk, ""), f"Say why the figures for {quarter} change.")
        if reason == one.reason:
            continue
        one.reason, one.given_at, one.given_by = reason, clock.now(), by.actor.words
        one.save(update_fields=["reason", "given_at", "given_by"])
        _enter(
            by.actor,
            submission,
            "submissions.restate",
            f"Said why “{submission.file_name}” restates {quarter}: {reason}",
        )


@transaction.atomic
def say_of_gone(*, submission_id: int, withdrawn: frozenset[int], why: str, by: Standing) -> None:
    """Settle what becomes of figures the file no longer holds: those named are withdrawn, the others stand.

    `withdrawn` are ids of `Gone`. Withdrawing needs a reason; keeping needs none, for it changes nothing.
    """
    submission = _open_one(submission_id, by)
    listed = submission.gone.all()
    if not listed:
        return
    reason = why.strip()
    if withdrawn:
        reason = sound_reason(why, "Say why these figures are withdrawn: a released figure does not vanish.")
    elif reason:
        reason = sound_reason(why, "")
    given = {"reason": reason, "given_at": clock.now() if reason else None}
    given["given_by"] = by.actor.words if reason else ""
    for withdraw, rows in (
        (True, listed.filter(pk__in=withdrawn)),
        (False, listed.exclude(pk__in=withdrawn)),
    ):
        for one in rows:
            one.withdraw = withdraw
            for name, value in given.items():
                setattr(one, name, value)
            one.save(update_fields=["withdraw", *given])
    number = submission.gone.filter(withdraw=True).count()
    stand = submission.gone.count() - number
    words = (
        f"Of the figures “{submission.file_name}” no longer holds, {stand} stand and {number} are withdrawn"
    )
    _enter(by.actor, submission, "submissions.gone", f"{words}{f': {reason}' if reason else '.'}")


def withdraw_gone(submission: Submission) -> tuple[frozenset[int], frozenset[tuple[date, date]]]:
    """Take the withdrawn figures off the board, on release: their indicators, and their periods' first and last day.

    In the caller's transaction. No row takes their place: the period is a gap again.
    """
    chosen = Gone.objects.filter(submission=submission, withdraw=True, figure=OuterRef("pk"))
    figures = Figure.objects.current().filter(Exists(chosen), agency_id=submission.agency_id)
    found = list(figures.values_list("pk", "indicator_id", "first", "last"))
    Figure.objects.filter(pk__in=[row[0] for row in found]).update(superseded_by=submission)
    return frozenset(row[1] for row in found), frozenset((row[2], row[3]) for row in found)


def tell_returns(submission: Submission, actor: Actor) -> None:
    """Enter each reason with the return it is about, when the file is released. In the caller's transaction."""
    for one in submission.restatements.select_related("restated"):
        record.enter(
            by=actor,
            verb="returns.restate",
            kind="return",
            reference=one.restated_id,
            board_code=submission.board.code,
            words=f"“{submission.file_name}” restated this return: {one.reason}",
            details={"submission": submission.pk, "new": one.new, "changed": one.changed},
        )


def _enter(actor: Actor, submission: Submission, verb: str, words: str) -> None:
    record.enter(
        by=actor,
        verb=verb,
        kind="submission",
        reference=submission.pk,
        board_code=submission.board.code,
        words=words,
    )
