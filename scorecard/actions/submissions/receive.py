"""Receiving: the bytes go into quarantine first, whatever they turn out to be; checking takes them on."""

from django.db import transaction

from agencies.actions import record
from agencies.keeping import set_apart
from agencies.models import Agency, Board
from agencies.rules import clock
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from scorecard.actions.submissions.standing import move
from scorecard.models import Feed, Return, Submission
from scorecard.permissions import can_send
from scorecard.rules.life import Event

#: In bytes: a quarterly return is far smaller.
LARGEST_FILE = 20 * 1024 * 1024


@transaction.atomic
def receive(
    *,
    board: Board,
    agency: Agency,
    data: bytes,
    file_name: str,
    by: Standing | Actor,
    answers: Return | None = None,
    feed: Feed | None = None,
    origin: Submission.Origin | None = None,
) -> Submission:
    """Put a file an agency sent into quarantine and enter it as received; a worker checks it next.

    `by` is the person who sends it, or the job of the feed that found it. Raises `Refused` when that person
    may not send for the agency, the return is another agency's, or the file is larger than `LARGEST_FILE`.
    """
    if isinstance(by, Standing):
        can_send(by, agency.pk).demand()
    if answers is not None and (answers.agency_id != agency.pk or answers.board_id != board.pk):
        raise Refused("That return is owed by another agency.")
    if len(data) > LARGEST_FILE:
        raise Refused(f"The file is larger than {LARGEST_FILE // 1024 // 1024} MB. Send the figures alone.")
    where, sha256 = set_apart(data)
    actor = by.actor if isinstance(by, Standing) else by
    submission = Submission.objects.create(
        board=board,
        agency=agency,
        answers=answers,
        origin=origin or (Submission.Origin.FEED if feed else Submission.Origin.FILE),
        feed=feed,
        file_name=file_name[-255:],
        stored=where,
        size=len(data),
        sha256=sha256,
        received_at=clock.now(),
        received_by_id=by.person_id if isinstance(by, Standing) else None,
    )
    move(submission, Event.RECEIVE)
    record.enter(
        by=actor,
        verb="submissions.receive",
        kind="submission",
        reference=submission.pk,
        board_code=board.code,
        words=f"Received “{submission.file_name}” from {agency.name} ({len(data):,} bytes).",
        details={"sha256": sha256},
    )
    return submission
