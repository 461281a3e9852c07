"""Releasing: staged rows become the board's figures in one transaction, by a person or by a feed's policy."""

from collections import defaultdict
from datetime import date

from django.db import transaction

from agencies.actions import record
from agencies.locks import Work, one_after_another
from agencies.rules import clock
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from scorecard.actions import signals
from scorecard.imports import load
from scorecard.models import CheckedRow, Commentary, Indicator, Return, Submission
from scorecard.permissions import can_release
from scorecard.queries.differences import Difference

#: Periods by their first and last day.
Spans = frozenset[tuple[date, date]]
#: The indicators a file holds figures of, by the period's first and last day.
Held = dict[tuple[date, date], set[int]]


@transaction.atomic
def release(*, submission_id: int, by: Standing) -> Difference:
    """Let the board see a checked submission's figures. Raises `Refused` when it may not be, with the reason."""
    submission = Submission.objects.select_for_update(of=("self",)).get(
        pk=submission_id, board_id=by.board_id
    )
    can_release(by, submission.agency_id).demand()
    return _release(submission, by.actor)


def release_for_feed(submission: Submission) -> Difference:
    """Release what a feed found, as its policy says; entered as the feed's, naming who set the policy.

    The caller holds the submission and the transaction.
    """
    feed = submission.feed
    if feed is None:
        raise Refused("This submission came by no feed.")
    actor = Actor(feed.policy_set_by_id, f"Feed “{feed.folder}”, as set by {feed.policy_set_by}")
    return _release(submission, actor)


def _release(submission: Submission, actor: Actor) -> Difference:
    if submission.state != Submission.State.READY:
        raise Refused(f"This file is {submission.get_state_display()}, so there is nothing to release.")
    # Two submissions of one agency never load at once: the second waits for the first.
    one_after_another(Work.LOADING, submission.agency_id)
    held = _held(submission)
    remarks = _remarks(submission, actor)
    loaded = load.supersede(submission.pk, submission.agency_id)
    changes = loaded.difference
    Commentary.objects.bulk_create(remarks)
    submission.state = Submission.State.RELEASED
    submission.released_at = clock.now()
    submission.released_by = actor.words
    submission.save(update_fields=["state", "released_at", "released_by"])
    _answer(submission, held, loaded.periods, actor)
    record.enter(
        by=actor,
        verb="submissions.release",
        kind="submission",
        reference=submission.pk,
        board_code=submission.board.code,
        words=(
            f"Released “{submission.file_name}”: {changes.new} new figure{'' if changes.new == 1 else 's'}, "
            f"{changes.changed} changed, {changes.same} as on file."
        ),
        details={"new": changes.new, "changed": changes.changed, "same": changes.same},
    )
    signals.recompute(board=submission.board, indicator_ids=loaded.indicator_ids, by=actor)
    return changes


def _remarks(submission: Submission, actor: Actor) -> list[Commentary]:
    """What the file says beside its figures, unless the agency has said just that of them before."""
    rows = CheckedRow.objects.filter(submission=submission).exclude(commentary="").order_by("pk")
    whose = f"{submission.agency.name}, in “{submission.file_name}”, released by {actor.words}"[:500]
    said = set(
        Commentary.objects.filter(agency_id=submission.agency_id).values_list(
            "indicator_id", "first", "last", "text"
        )
    )
    return [
        Commentary(
            indicator_id=row.indicator_id,
            agency_id=submission.agency_id,
            first=row.first,
            last=row.last,
            text=row.commentary,
            written_at=clock.now(),
            written_words=whose,
        )
        for row in rows
        if (row.indicator_id, row.first, row.last, row.commentary) not in said
    ]


def _held(submission: Submission) -> Held:
    held: Held = defaultdict(set)
    for indicator_id, first, last in submission.checked_rows.values_list("indicator_id", "first", "last"):
        held[first, last].add(indicator_id)
    return held


def _answer(submission: Submission, held: Held, changed: Spans, actor: Actor) -> None:
    """Release the return this answers, and every other one of the agency that the file fills.

    Those the board has already stay with it; an accepted one waits to be accepted anew if its figures changed.
    """
    owed = Return.objects.select_for_update().filter(
        board_id=submission.board_id, agency_id=submission.agency_id
    )
    for one in owed:
        span = (one.first, one.last)
        if one.state == Return.State.ACCEPTED:
            if span in changed:
                _reopen(one, submission, actor)
        elif one.pk == submission.answers_id or _fills(one, held.get(span, set())):
            one.state = Return.State.RELEASED
            one.save(update_fields=["state"])


def _reopen(accepted: Return, submission: Submission, actor: Actor) -> None:
    """An accepted return whose figures changed waits to be accepted anew; the record names the file."""
    was = accepted.accepted_by
    accepted.state = Return.State.RELEASED
    accepted.accepted_at = None
    accepted.accepted_by = ""
    accepted.save(update_fields=["state", "accepted_at", "accepted_by"])
    record.enter(
        by=actor,
        verb="returns.reopen",
        kind="return",
        reference=accepted.pk,
        board_code=submission.board.code,
        words=(
            f"“{submission.file_name}” changed figures of this return, which {was} had accepted: "
            "it waits to be accepted again."
        ),
        details={"submission": submission.pk},
    )


def _fills(owed: Return, held: set[int]) -> bool:
    """Whether figures of these indicators are all of a return: one restated figure is no return.

    All are the quarterly indicators the agency owns, if they began by then; of an agency that owns none, any.
    """
    due = Indicator.objects.filter(
        board_id=owed.board_id,
        owner_id=owed.agency_id,
        frequency="quarter",
        until__isnull=True,
        since__lte=owed.last,
    )
    return bool(held) and held.issuperset(due.values_list("pk", flat=True))
