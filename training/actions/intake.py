"""Files from agencies' own learning systems: looked at, loaded whole after a yes, or thrown away."""

import hashlib
from dataclasses import asdict
from datetime import timedelta

from django.db import transaction

from agencies.actions import record
from agencies.models import Agency, Board
from agencies.rules import clock
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from files.errors import Unreadable
from files.reading import read_apart
from registers.actions.numbering import next_number
from scorecard.imports.rows import Finding, Severity
from training.imports import load as loading
from training.imports.check import check
from training.imports.known import known_to
from training.imports.read import read
from training.imports.rows import Checked
from training.models import Intake, Session
from training.permissions import can_keep_training

#: In bytes.
LARGEST_FILE = 20 * 1024 * 1024
#: Days a file waits for a yes; then its rows go, for names stand in them.
WAITS = timedelta(days=7)
JOB = Actor(None, "The nightly job that clears files nobody decided on")


@transaction.atomic
def look(*, board: Board, data: bytes, file_name: str, agency: Agency | None, by: Standing | Actor) -> Intake:
    """Read and check a file; its sound rows wait for a yes. One fault, and nothing of it can be loaded.

    `agency` is whose staff rows are of that name none.
    """
    actor = _may(by)
    if len(data) > LARGEST_FILE:
        raise Refused(f"The file is larger than {LARGEST_FILE // 1024 // 1024} MB.")
    checked = _checked(board, data, agency)
    intake = Intake.objects.create(
        board=board,
        agency=agency,
        file_name=file_name[-255:],
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        state=Intake.State.READY if checked.sound else Intake.State.TO_CORRECT,
        rows_read=checked.rows_read,
        findings=[_kept(one) for one in checked.findings],
        received_at=clock.now(),
        received_by=actor.words,
    )
    if checked.sound:
        loading.stage(intake, checked.rows)
        intake.counts = asdict(loading.changes(intake))
        intake.save(update_fields=["counts"])
    words = f"Looked at “{intake.file_name}”, {checked.rows_read:,} rows: {intake.get_state_display()}."
    _enter(intake, "look", words, actor)
    return intake


def _checked(board: Board, data: bytes, agency: Agency | None) -> Checked:
    try:
        book = read_apart(data)
    except Unreadable as refusal:
        told = Finding(refusal.code, Severity.ERROR, "", "", "", refusal.message, refusal.remedy)
        return Checked((), (told,), 0)
    return check(read(book), known_to(board, agency.pk if agency else None))


def _kept(one: Finding) -> dict[str, str]:
    return {
        "severity": one.severity.value,
        "code": one.code,
        "sheet": one.sheet,
        "cell": one.cell,
        "value": one.value,
        "message": one.message,
        "remedy": one.remedy,
    }


@transaction.atomic
def confirm(*, intake_id: int, by: Standing | Actor) -> Intake:
    """Load all of a file: new people and sessions, bookings, outcomes. Doing it again changes nothing."""
    actor = _may(by)
    intake = _waiting(intake_id, by)
    if intake.state != Intake.State.READY:
        raise Refused("This file has faults: correct them in it and send it again. Nothing of it was loaded.")
    number = next_number(Session, intake.board_id)  # two loads of one board never run at once
    found = loading.load(intake, actor, number=number)
    _settle(intake, Intake.State.LOADED, actor)
    intake.counts = asdict(found)
    intake.save(update_fields=["counts"])
    words = (
        f"Loaded “{intake.file_name}”: {found.new:,} new rows, {found.corrected:,} corrected, {found.same:,} as on "
        f"file; {found.people:,} people and {found.sessions:,} sessions that were not kept here before."
    )
    _enter(intake, "load", words, actor)
    return intake


@transaction.atomic
def discard(*, intake_id: int, by: Standing | Actor) -> Intake:
    """Throw a file's rows away; nothing of it was loaded."""
    actor = _may(by)
    intake = _waiting(intake_id, by)
    intake.rows.all().delete()
    _settle(intake, Intake.State.DISCARDED, actor)
    _enter(intake, "discard", f"Threw “{intake.file_name}” away; nothing of it was loaded.", actor)
    return intake


def clear_old() -> int:
    """Throw away what has waited too long, at every board; returns how many files."""
    waiting = Intake.objects.filter(settled_at__isnull=True, received_at__lt=clock.now() - WAITS)
    ids = list(waiting.values_list("pk", flat=True))
    for pk in ids:
        discard(intake_id=pk, by=JOB)
    return len(ids)


def _may(by: Standing | Actor) -> Actor:
    """Who it is, once it is known that they may; a job or a command is trusted."""
    if isinstance(by, Standing):
        can_keep_training(by).demand()
        return by.actor
    return by


def _waiting(intake_id: int, by: Standing | Actor) -> Intake:
    rows = Intake.objects.select_for_update(of=("self",)).select_related("board")
    if isinstance(by, Standing):
        rows = rows.filter(board_id=by.board_id)
    intake = rows.filter(pk=intake_id).first()
    if intake is None:
        raise Refused("No such file.")
    if intake.settled_at is not None:
        raise Refused(f"This file was {intake.get_state_display()} already.")
    return intake


def _settle(intake: Intake, state: Intake.State, by: Actor) -> None:
    intake.state, intake.findings = state, []
    intake.settled_at, intake.settled_by = clock.now(), by.words
    intake.save(update_fields=["state", "findings", "settled_at", "settled_by"])


def _enter(intake: Intake, verb: str, words: str, by: Actor) -> None:
    record.enter(
        by=by,
        verb=f"intake.{verb}",
        kind="intake",
        reference=intake.pk,
        board_code=intake.board.code,
        words=words,
        details={"sha256": intake.sha256},
    )
