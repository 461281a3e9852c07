"""What becomes of a file in quarantine: kept for good, stopped for its words, or deleted. See docs/adr/0010."""

from collections.abc import Sequence

from django.db import transaction

from agencies import keeping
from agencies.actions import record
from agencies.rules import clock
from agencies.rules.standing import Actor
from scorecard.actions.submissions import letters, progress
from scorecard.actions.submissions.standing import move
from scorecard.imports.childlevel import ChildLevel
from scorecard.imports.examine import Located
from scorecard.imports.findings import place
from scorecard.models import Finding, Submission
from scorecard.rules.life import Event

SCREEN = Actor(None, "The screen for words about children")
_SEND_FIGURES = "Send the figures alone: counts, not children."


@transaction.atomic
def keep_for_good(submission: Submission, data: bytes) -> None:
    """Move a screened file out of quarantine. Whoever is killed on the way does it again: it is kept before it goes."""
    waited = submission.stored
    if not keeping.in_quarantine(waited):
        return
    submission.stored, _ = keeping.keep("submissions", data)
    submission.save(update_fields=["stored"])
    transaction.on_commit(lambda: keeping.remove(waited))


@transaction.atomic
def delete(submission: Submission, by: Actor) -> None:
    """Delete the bytes and all that quotes them. Name, size, hash, time, sender and reason stay. The caller saves."""
    waited = submission.stored
    submission.stored = ""
    submission.deleted_at = clock.now()
    submission.deleted_by = by.words
    submission.findings.all().delete()
    submission.checked_rows.all().delete()
    progress.over(submission)
    if keeping.in_quarantine(waited):
        transaction.on_commit(lambda: keeping.remove(waited))


@transaction.atomic
def refuse_children(submission: Submission, children: ChildLevel) -> None:
    """A list of children is none of the board's: it is deleted at once, and no word of it repeated."""
    _refuse_and_delete(submission, "child-level", f"{children.words} It was deleted at once. {_SEND_FIGURES}")


@transaction.atomic
def refuse_unread(submission: Submission, why: str) -> None:
    """A file that is no spreadsheet and holds words about a child cannot be mended here: it is deleted."""
    _refuse_and_delete(
        submission,
        "identifies-a-child",
        f"{why} It holds words that could identify a child, so it was deleted at once. {_SEND_FIGURES}",
    )


def _refuse_and_delete(submission: Submission, code: str, why: str) -> None:
    delete(submission, SCREEN)
    submission.state = Submission.State.REFUSED
    submission.refusal = code
    submission.remark = why
    submission.checked_at = clock.now()
    submission.checked_by = SCREEN.words
    submission.save()
    _enter(submission, "submissions.delete", f"Deleted “{submission.file_name}” ({code}): {why}")
    move(submission, Event.FIND_ERRORS)
    letters.was_deleted(submission, why)


@transaction.atomic
def stop(submission: Submission, hits: Sequence[Located]) -> None:
    """Hold a file for its words. Findings say where and of what kind they are; the words stay in the file alone."""
    submission.findings.all().delete()
    Finding.objects.bulk_create(_finding(submission, order, hit) for order, hit in enumerate(hits))
    submission.checked_rows.all().delete()
    submission.state = Submission.State.STOPPED
    submission.refusal = "words-about-a-child"
    submission.errors_found = len(hits)
    submission.remark = ""
    submission.checked_at = clock.now()
    submission.checked_by = SCREEN.words
    submission.save()
    progress.over(submission)
    number = f"{len(hits)} place{'' if len(hits) == 1 else 's'}"
    _enter(
        submission,
        "submissions.stop",
        f"Stopped “{submission.file_name}”: in {number} its words could identify a child.",
    )
    move(submission, Event.FIND_ERRORS)
    letters.was_stopped(submission)


def _finding(submission: Submission, order: int, hit: Located) -> Finding:
    where = place(hit.sheet, hit.cell) if hit.cell else f"In the file, {hit.sheet or 'outside its cells'},"
    verb = "holds" if hit.cell else "stands"
    return Finding(
        submission=submission,
        order=order,
        code="could-identify-child",
        severity="error",
        sheet=hit.sheet[:120] if hit.cell else "",
        cell=hit.cell,
        message=f"{where} {verb} what could be {hit.kind.words}.",
        remedy="Take it out and send the file again. A name alone may stay, and so may counts and age groups.",
    )


@transaction.atomic
def mended_by(submission: Submission) -> int:
    """Delete what the same agency had stopped before for the same return, now that a later file came through."""
    earlier = Submission.objects.select_for_update(of=("self",)).filter(
        board_id=submission.board_id,
        agency_id=submission.agency_id,
        answers_id=submission.answers_id,
        state=Submission.State.STOPPED,
        pk__lt=submission.pk,
    )
    if submission.answers_id is None:
        earlier = earlier.filter(file_name=submission.file_name)
    done = 0
    for one in earlier:
        delete(one, SCREEN)
        one.state = Submission.State.SET_ASIDE
        one.save()
        words = (
            f"Deleted “{one.file_name}”, stopped for its words: “{submission.file_name}” came in its place."
        )
        _enter(one, "submissions.delete", words)
        done += 1
    return done


def _enter(submission: Submission, verb: str, words: str) -> None:
    record.enter(
        by=SCREEN,
        verb=verb,
        kind="submission",
        reference=submission.pk,
        board_code=submission.board.code,
        words=words,
    )
