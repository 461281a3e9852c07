"""Files from agencies' own learning systems: looked at, loaded whole after a yes, or thrown away."""

import hashlib
from collections.abc import Iterable
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
from files.sheets import Book
from registers.actions.numbering import next_number
from scorecard.imports.rows import Finding, Severity
from scorecard.rules.periods import Period
from training.imports import load as loading
from training.imports import load_told
from training.imports.check import check
from training.imports.known import known_to, names_in_matrices, records_of
from training.imports.read import read
from training.imports.rows import Checked
from training.imports.told import Read, told
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
    checked = _checked(board, data, agency)
    intake = _received(
        Intake(board=board, kind=Intake.Kind.ATTENDANCE, agency=agency, rows_read=checked.rows_read),
        data,
        file_name,
        checked.findings,
        actor,
        sound=checked.sound,
    )
    if checked.sound:
        loading.stage(intake, checked.rows)
        intake.counts = asdict(loading.changes(intake))
        intake.save(update_fields=["counts"])
    _enter_look(intake, f"{checked.rows_read:,} rows", actor)
    return intake


@transaction.atomic
def look_at_places(
    *, board: Board, data: bytes, file_name: str, period: Period | None, by: Standing | Actor
) -> Intake:
    """Read and check matrices of courses by agencies; their numbers wait for a yes, of a sound file only.

    `period` is what the numbers are of where the file does not say.
    """
    actor = _may(by)
    found = _places_in(board, data, period)
    intake = _received(
        Intake(board=board, kind=Intake.Kind.PLACES, rows_read=found.cells),
        data,
        file_name,
        found.findings,
        actor,
        sound=found.sound,
    )
    if found.sound:
        intake.waiting = load_told.waiting(found.lines)
        intake.counts = _counted(load_told.changes(intake))
        intake.save(update_fields=["waiting", "counts"])
    _enter_look(intake, f"{found.cells:,} numbers of places", actor)
    return intake


def _received(
    intake: Intake,
    data: bytes,
    file_name: str,
    findings: tuple[Finding, ...],
    by: Actor,
    *,
    sound: bool,
) -> Intake:
    intake.file_name, intake.size = file_name[-255:], len(data)
    intake.sha256 = hashlib.sha256(data).hexdigest()
    intake.state = Intake.State.READY if sound else Intake.State.TO_CORRECT
    intake.findings = [_kept(one) for one in findings]
    intake.received_at, intake.received_by = clock.now(), by.words
    intake.save()
    return intake


def _places_in(board: Board, data: bytes, period: Period | None) -> Read:
    try:
        book = _book(data)
    except Unreadable as refusal:
        return Read((), (_refused(refusal),), 0)
    return told(book, names_in_matrices(board, period), records_of(board))


def _book(data: bytes) -> Book:
    if len(data) > LARGEST_FILE:
        raise Refused(f"The file is larger than {LARGEST_FILE // 1024 // 1024} MB.")
    return read_apart(data)


def _refused(refusal: Unreadable) -> Finding:
    return Finding(refusal.code, Severity.ERROR, "", "", "", refusal.message, refusal.remedy)


def _counted(changes: Iterable[load_told.Change]) -> dict[str, int]:
    found = tuple(changes)
    return {
        "rows": len(found),
        "new": sum(one.was is None for one in found),
        "corrected": sum(one.was is not None and not one.same for one in found),
        "same": sum(one.same for one in found),
    }


def _checked(board: Board, data: bytes, agency: Agency | None) -> Checked:
    try:
        book = _book(data)
    except Unreadable as refusal:
        return Checked((), (_refused(refusal),), 0)
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
    load = _load_places if intake.kind == Intake.Kind.PLACES else _load_rows
    words, details = load(intake, actor, number)
    _settle(intake, Intake.State.LOADED, actor)
    _enter(intake, "load", words, actor, **details)
    return intake


def _load_rows(intake: Intake, by: Actor, number: int) -> tuple[str, dict[str, object]]:
    found = loading.load(intake, by, number=number)
    intake.counts = asdict(found)
    words = (
        f"Loaded “{intake.file_name}”: {found.new:,} new rows, {found.corrected:,} corrected, {found.same:,} as on "
        f"file; {found.people:,} people and {found.sessions:,} sessions that were not kept here before."
    )
    return words, {}


def _load_places(intake: Intake, by: Actor, _number: int) -> tuple[str, dict[str, object]]:
    """What was restated stands in the entry, line by line: what each said before, and says now."""
    found = load_told.changes(intake)
    load_told.load(intake, by)
    counts = intake.counts = _counted(found)
    words = (
        f"Loaded “{intake.file_name}”: places told as numbers, {counts['new']:,} new, {counts['corrected']:,} "
        f"restated, {counts['same']:,} as on file."
    )
    restated = [
        f"{one.course}, {one.agency}, {one.period}: {one.was}, now {one.now}"
        for one in found
        if one.was is not None and not one.same
    ]
    return words, {"restated": restated}


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
    intake.state, intake.findings, intake.waiting = state, [], []
    intake.settled_at, intake.settled_by = clock.now(), by.words
    intake.save(update_fields=["state", "counts", "findings", "waiting", "settled_at", "settled_by"])


def _enter_look(intake: Intake, held: str, by: Actor) -> None:
    words = f"Looked at “{intake.file_name}”, {held}: {intake.get_state_display()}."
    _enter(intake, "look", words, by)


def _enter(intake: Intake, verb: str, words: str, by: Actor, **details: object) -> None:
    record.enter(
        by=by,
        verb=f"intake.{verb}",
        kind="intake",
        reference=intake.pk,
        board_code=intake.board.code,
        words=words,
        details={"sha256": intake.sha256, **details},
    )
