"""What moved in reports since a moment, from the record: for the digest of those who make and read them."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.urls import reverse

from agencies.models import Board, Entry
from agencies.rules.roles import BUNDLES, Permission, Role
from agencies.thread import Moved
from registers.queries.chasing import standing_members
from reports.models import Report
from reports.permissions import is_out
from reports.queries.packs import Ready, packs_ready
from reports.queries.titles import called
from reports.rules.states import RELEASED, Life

#: What the record calls it, and what a digest does.
WORDS = {
    "reports.submit": "Report given to the chair to review",
    "reports.send_back": "Report sent back",
    "reports.approve": "Report approved",
    "reports.take_back": "Approval of a report taken back",
    "reports.release": "Report released",
    "reports.correct": "Correction of a report begun",
}
#: When a pack has built itself.
BUILT = "Pack built"
#: When what was held back may be read.
OUT = "Report is out"


def moved(board_id: int, since: datetime, until: datetime) -> tuple[Moved, ...]:
    """What happened after `since`, up to `until`. What is out is told to everybody who may read it."""
    code = Board.objects.values_list("code", flat=True).get(pk=board_id)
    entries = list(
        Entry.objects.filter(board_code=code, at__gt=since, at__lte=until, verb__in=WORDS).order_by(
            "at", "pk"
        )
    )
    ended = list(
        Report.objects.filter(
            board_id=board_id, state__in=RELEASED, embargo_until__gt=since, embargo_until__lte=until
        ).select_related("board")
    )
    ready = [one for one in packs_ready(board_id) if since < one.built_at <= until]
    if not entries and not ended and not ready:
        return ()
    found = Report.objects.select_related("board").in_bulk([int(one.reference) for one in entries])
    readers = _people(board_id, Permission.REPORT_SEE_PUBLISHED)
    members = _people(board_id, Permission.REPORT_SEE_DRAFT)
    done = [
        _moved(report, WORDS[one.verb], one.at, _told(one.verb, report, readers, members), by_id=one.by_id)
        for one in entries
        if (report := found.get(int(one.reference))) is not None
    ]
    return (
        *done,
        *(_moved(one, OUT, one.embargo_until, readers) for one in ended if one.embargo_until),
        *_built(board_id, ready),
    )


def _built(board_id: int, ready: Iterable[Ready]) -> Iterator[Moved]:
    """That a pack is there, told to those who are to look at it."""
    makers = _people(board_id, Permission.REPORT_BUILD)
    for one in ready:
        yield _moved(one.report, BUILT, one.built_at, makers)


def _moved(
    report: Report, words: str, at: datetime, people: frozenset[int], *, by_id: int | None = None
) -> Moved:
    return Moved(
        words=words,
        reference=called(report).text,
        at=at,
        url=reverse("reports:report", args=[report.board.code, report.pk]),
        people=people,
        by_id=by_id,
    )


def _told(verb: str, report: Report, readers: frozenset[int], members: frozenset[int]) -> frozenset[int]:
    """Whom it is told to besides those who keep the registers: nobody, until it is out."""
    if verb != "reports.release":
        return frozenset()
    if report.state == Life.CIRCULATED:
        return members
    return readers if is_out(report) else frozenset()


def _people(board_id: int, permission: Permission) -> frozenset[int]:
    roles = [role.value for role in Role if permission in BUNDLES[role].permissions]
    return frozenset(one.person_id for one in standing_members(board_id, roles=roles))
