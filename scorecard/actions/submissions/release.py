"""Releasing: staged rows become the board's figures in one transaction, by a person or by a feed's policy."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db import transaction

from agencies.actions import record
from agencies.locks import Work, one_after_another
from agencies.rules import clock
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from scorecard.actions import explanations, signals
from scorecard.actions.submissions import progress, restate
from scorecard.actions.submissions.progress import Meter, Step
from scorecard.imports import load
from scorecard.models import CheckedRow, Commentary, Indicator, Return, Submission
from scorecard.permissions import can_release
from scorecard.queries.differences import Difference
from scorecard.queries.restatements import puts_back
from scorecard.rules import life

#: Figures one request releases while its page waits; more are loaded by a worker.
MOST_AT_ONCE = 5_000

#: Periods by their first and last day.
Spans = frozenset[tuple[date, date]]
#: The indicators a file holds figures of, by the period's first and last day.
Held = dict[tuple[date, date], set[int]]


def release(*, submission_id: int, by: Standing, although_older: bool = False) -> Difference:
    """Let the board see a checked submission's figures.

    `although_older`: the person knows that a later file's figures are put back. Raises `Refused` when it may not
    be, with the reason: a restatement nobody has said why of, a later file that was released before.
    """
    with transaction.atomic():
        # What it restates may have changed since it was checked; that is listed even when it is refused below.
        restate.take_stock(_to_release(submission_id, by))
    with transaction.atomic():
        submission = _to_release(submission_id, by)
        _demand(submission, although_older=although_older)
        return _release(submission, by.actor)


def ask_release(*, submission_id: int, by: Standing, although_older: bool = False) -> Difference | None:
    """Release a submission, or have a worker do so when it holds more than `MOST_AT_ONCE` figures: then None.

    The caller rings for the worker. Raises `Refused` as `release` does.
    """
    large = Submission.objects.filter(pk=submission_id, figures_found__gt=MOST_AT_ONCE)
    if not large.exists():
        return release(submission_id=submission_id, by=by, although_older=although_older)
    with transaction.atomic():
        restate.take_stock(_to_release(submission_id, by))
    with transaction.atomic():
        submission = _to_release(submission_id, by)
        _demand(submission, although_older=although_older)
        submission.state = Submission.State.LOADING
        submission.release_asked_at = clock.now()
        submission.release_asked_by, submission.release_asked_by_id = by.actor.words, by.actor.person_id
        submission.save()
        words = f"Asked for “{submission.file_name}” to be released: {submission.figures_found:,} figures."
        _enter(submission, by.actor, "submissions.ask_release", words)
    return None


def load_asked(*, submission_id: int) -> bool:
    """Release what was asked for, in the name of who asked; whether there was anything to do.

    Doing it again, after a worker was killed, gives the same result. What has come to stand in the way since
    is said on the submission, which is ready again.
    """
    with transaction.atomic():
        submission = Submission.objects.select_for_update(of=("self",), no_key=True).get(pk=submission_id)
        if submission.state != Submission.State.LOADING:
            return False
        actor = Actor(submission.release_asked_by_id, submission.release_asked_by)
        submission.state = Submission.State.READY
        restate.take_stock(submission)
        try:
            _demand(submission, although_older=True)
        except Refused as refusal:
            submission.remark = str(refusal)
            submission.save(update_fields=["state", "remark"])
            _enter(submission, actor, "submissions.not_released", f"Not released: {refusal}")
            return True
        _release(submission, actor)
    return True


def _to_release(submission_id: int, by: Standing) -> Submission:
    submission = Submission.objects.select_for_update(of=("self",), no_key=True).get(
        pk=submission_id, board_id=by.board_id
    )
    can_release(by, submission.agency_id).demand()
    _demand_ready(submission)
    return submission


def _demand_ready(submission: Submission) -> None:
    if submission.state != Submission.State.READY:
        raise Refused(f"This file is {submission.get_state_display()}, so there is nothing to release.")


def _demand(submission: Submission, *, although_older: bool) -> None:
    """Raise `Refused` while a restatement has no reason, or a later file's figures would unknowingly be put back."""
    wanted = restate.unreasoned(submission)
    if wanted:
        raise Refused(
            f"This file changes figures the board has already, for {', '.join(wanted)}. Say why first, on its page."
        )
    later = () if although_older else puts_back(submission)
    if later:
        raise Refused(
            f"“{later[0].submission.file_name}” came after this file and its figures are on file. Releasing this "
            f"older file would put {later[0].figures} of them back: tick that you mean to."
        )


def release_for_feed(submission: Submission) -> Difference:
    """Release what a feed found, as its policy says; entered as the feed's, naming who set the policy.

    The caller holds the submission and the transaction.
    """
    feed = submission.feed
    if feed is None:
        raise Refused("This submission came by no feed.")
    actor = Actor(feed.policy_set_by_id, f"Feed “{feed.folder}”, as set by {feed.policy_set_by}")
    return _release(submission, actor)


def release_computed(submission: Submission, actor: Actor) -> Difference:
    """Release what an upper room worked out; nobody has to say why a count of its own records changed.

    In the caller's transaction.
    """
    if submission.origin != Submission.Origin.COMPUTED:
        raise Refused("Only figures the portal worked out itself are released without a person.")
    return _release(submission, actor)


def _release(submission: Submission, actor: Actor) -> Difference:
    _demand_ready(submission)
    # Two submissions of one agency never load at once: the second waits for the first.
    one_after_another(Work.LOADING, submission.agency_id)
    held = held_by(submission)
    remarks = _remarks(submission, actor)
    with Meter(submission) as meter:
        loaded = load.supersede(
            submission.pk,
            submission.agency_id,
            told=lambda done: meter.tell(Step.LOADED, done, submission.figures_found),
        )
    changes = loaded.difference
    withdrawn, spans = restate.withdraw_gone(submission)
    Commentary.objects.bulk_create(remarks)
    submission.state = Submission.State.RELEASED
    submission.released_at = clock.now()
    submission.released_by = actor.words
    submission.save(update_fields=["state", "released_at", "released_by"])
    _answer(submission, held, loaded.periods | spans, actor)
    _enter(
        submission,
        actor,
        "submissions.release",
        f"Released “{submission.file_name}”: {changes.new} new figure{'' if changes.new == 1 else 's'}, "
        f"{changes.changed} changed, {changes.same} as on file.",
        {"new": changes.new, "changed": changes.changed, "same": changes.same},
    )
    restate.tell_returns(submission, actor)
    explanations.open_for(submission, by=actor)
    progress.over(submission)
    signals.recompute(
        board=submission.board,
        indicator_ids=loaded.indicator_ids | withdrawn,
        by=actor,
        news=loaded.periods | spans,
    )
    return changes


def _enter(
    submission: Submission, actor: Actor, verb: str, words: str, details: dict[str, Any] | None = None
) -> None:
    record.enter(
        by=actor,
        verb=verb,
        kind="submission",
        reference=submission.pk,
        board_code=submission.board.code,
        words=words,
        details=details,
    )


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


def held_by(submission: Submission) -> Held:
    """The indicators a submission's waiting rows are of, by the first and last day of the period."""
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
        state = life.State(one.state)
        if life.after(state, life.Event.CHANGE) is not None:
            if span in changed:
                _reopen(one, submission, actor)
        elif one.pk == submission.answers_id or fills(one, held.get(span, set())):
            one.state = life.after(state, life.Event.RELEASE) or one.state
            one.sent_back_at, one.sent_back_by, one.sent_back_why = None, "", ""
            one.save()


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


def fills(owed: Return, held: set[int]) -> bool:
    """Whether figures of these indicators are all of a return: one restated figure is no return.

    All are the quarterly indicators the agency owns, if they began by then; of an agency that owns none, any.
    """
    due = Indicator.objects.asked_in(owed.first).filter(
        board_id=owed.board_id, owner_id=owed.agency_id, frequency="quarter", since__lte=owed.last
    )
    return bool(held) and held.issuperset(due.values_list("pk", flat=True))
