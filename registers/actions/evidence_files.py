"""Files sent as evidence: looked at, kept apart until they are scanned, and handed out only then.

Where no scanner is set up they are kept at once. One that is set up and does not answer lets nothing pass: files wait.
"""

import logging
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from agencies import keeping, mail
from agencies.actions import record
from agencies.queries.people import emails_with
from agencies.rules import clock
from agencies.rules.roles import Permission
from agencies.rules.standing import Actor
from agencies.rules.verdict import Refused
from files.errors import Unreadable
from files.kinds import LARGEST, FileKind
from files.looking import look_apart
from files.reading import NoChild
from files.scanning import ScannerAway, found_in
from registers.models import Evidence
from registers.queries.evidence import thing_of

log = logging.getLogger(__name__)

SCANNER = Actor(None, "The job that has files scanned for viruses")
#: The corner of quarantine where evidence waits, and the folder it is kept in.
CORNER = FOLDER = "evidence"
#: In seconds: a file lies in quarantine before its transaction ends, but never so long.
_IN_HAND = 3_600


@dataclass(frozen=True, slots=True)
class Looked:
    """A file whose bytes were looked at: what it is, and the name it may have."""

    name: str
    data: bytes
    kind: FileKind


def looked_at(*, name: str, data: bytes) -> Looked:
    """The file, if it may be evidence. Takes seconds, so it comes before any transaction. Raises `Refused` with why."""
    if len(data) > LARGEST:
        raise Refused(
            f"“{name}” is larger than {LARGEST // 1024 // 1024} MB. Send the pages that matter alone."
        )
    try:
        kind = look_apart(data)
    except Unreadable as refusal:
        raise Refused(f"“{name}” was not taken. {refusal.message} {refusal.remedy}") from None
    except NoChild:
        raise Refused("Files cannot be looked at just now. Try again in a few minutes.") from None
    return Looked(kind.named(name), data, kind)


def put(evidence: Evidence, file: Looked) -> None:
    """Keep the file with its evidence, in the caller's transaction: apart where it is to be scanned, else for good."""
    waits = bool(settings.CLAMAV)
    if waits:
        evidence.stored, evidence.sha256 = keeping.set_apart(file.data, CORNER)
    else:
        evidence.stored, evidence.sha256 = _kept(file.data)
    evidence.file_name, evidence.size, evidence.file_kind = file.name, len(file.data), file.kind.value
    evidence.scan = Evidence.Scan.WAITING if waits else Evidence.Scan.NONE


def delete(evidence: Evidence) -> None:
    """Delete the file when the caller's transaction ends; name, size and hash stay. The caller saves."""
    where, evidence.stored = evidence.stored, ""
    if where:
        removed = keeping.remove if keeping.in_quarantine(where) else keeping.discard
        transaction.on_commit(lambda: removed(where))


def scan_waiting() -> int:
    """Have every file that waits scanned; returns how many were settled. Stops where the scanner does not answer."""
    if not settings.CLAMAV:
        return 0
    waiting = Evidence.objects.filter(scan=Evidence.Scan.WAITING).exclude(stored="").order_by("pk")
    settled = 0
    for pk in list(waiting.values_list("pk", flat=True)):
        try:
            settled += scan(evidence_id=pk)
        except ScannerAway as away:
            log.warning("%s Files sent as evidence wait.", away)
            break
    return settled


@transaction.atomic
def scan(*, evidence_id: int) -> bool:
    """Have one file scanned, and let it through or delete it; whether it was settled. Raises ScannerAway.

    Two that scan at once settle it once: the second finds it settled.
    """
    chosen = Evidence.objects.select_for_update(of=("self",), skip_locked=True)
    evidence = chosen.filter(pk=evidence_id, scan=Evidence.Scan.WAITING).exclude(stored="").first()
    if evidence is None or not settings.CLAMAV:
        return False
    try:
        data = keeping.kept(evidence.stored, size=evidence.size, sha256=evidence.sha256)
    except keeping.Damaged as trouble:
        log.error("Evidence %s: %s", evidence.pk, trouble)
        return False
    virus = found_in(data, settings.CLAMAV)
    if virus:
        _refuse(evidence, virus)
    else:
        _let_through(evidence, data)
    return True


def clear_out() -> int:
    """Delete what killed processes left in quarantine, which no evidence knows of; returns how much."""
    left = [
        where
        for where in keeping.left_in_quarantine(seconds=_IN_HAND, corner=CORNER)
        if not Evidence.objects.filter(stored=where).exists()
    ]
    for where in left:
        keeping.remove(where)
    return len(left)


def _kept(data: bytes) -> tuple[str, str]:
    """Under a name of its own, so that taking one back touches no other."""
    return keeping.keep(f"{FOLDER}/{secrets.token_hex(8)}", data)


def _let_through(evidence: Evidence, data: bytes) -> None:
    waited = evidence.stored
    evidence.stored, _ = _kept(data)
    evidence.scan = Evidence.Scan.CLEAN
    evidence.save(update_fields=["stored", "scan"])
    transaction.on_commit(lambda: keeping.remove(waited))
    _enter(evidence, "let_through", f"Found no virus in “{evidence.file_name}”.")


def _refuse(evidence: Evidence, virus: str) -> None:
    delete(evidence)
    evidence.scan = Evidence.Scan.INFECTED
    evidence.save(update_fields=["stored", "scan"])
    why = f"The virus scanner found {virus} in it."
    _enter(evidence, "refuse", f"Deleted “{evidence.file_name}”. {why}")
    thing = thing_of(evidence)
    office = emails_with(thing.board.pk, Permission.CHALLENGE_KEEP)
    sender = [evidence.sender.email] if evidence.sender and evidence.sender.is_active else []
    for to in dict.fromkeys([*sender, *office]):
        mail.queue(
            to=to,
            subject=f"{thing.board.name}: a file sent for {thing.reference} was deleted",
            text=(
                f"“{evidence.file_name}” ({evidence.size:,} bytes), sent as evidence for {thing.reference} on "
                f"{clock.now():%-d %B %Y}, was deleted and never handed out. {why}\n\n"
                f"Have the computer looked at that it came from. What was written beside it stands:\n"
                f"{settings.PUBLIC_URL}{thing.url}\n"
            ),
        )


def _enter(evidence: Evidence, verb: str, words: str) -> None:
    thing = thing_of(evidence)
    record.enter(
        by=SCANNER,
        verb=f"evidence.{verb}",
        kind=thing.kind,
        reference=thing.key,
        board_code=thing.board.code,
        words=words,
        details={"evidence": evidence.pk, "sha256": evidence.sha256},
    )
