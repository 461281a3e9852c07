"""What is owed of reports: a look at the pack that built itself, approval, confirmation, and that it is released."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from agencies.rules.clock import LONDON
from agencies.rules.roles import BUNDLES, Permission, Role
from agencies.rules.standing import Standing
from agencies.thread import Obligation, Owed
from registers.queries.challenges_owed import CHAIR, OFFICE
from registers.queries.chasing import standing_members
from reports.models import Report
from reports.queries.approval import is_unconfirmed
from reports.queries.packs import packs_ready
from reports.queries.titles import called
from reports.rules.deadlines import owed_by
from reports.rules.states import Life

PACK, APPROVAL, CONFIRMATION, RELEASE = "pack", "approval", "confirmation", "release"
#: Whose each is, what the list calls them, and what they are asked to do.
_WHOSE = {
    PACK: (Permission.REPORT_BUILD, OFFICE, "Look at it, and circulate it before its meeting"),
    APPROVAL: (Permission.REPORT_APPROVE, CHAIR, "Read and approve"),
    CONFIRMATION: (Permission.REPORT_CONFIRM, OFFICE, "Confirm what the chair wrote"),
    RELEASE: (Permission.REPORT_CONFIRM, OFFICE, "Circulate or publish"),
}


@dataclass(frozen=True, slots=True)
class _Waits:
    """One report that waits for somebody."""

    report: Report
    kind: str
    due: date


def owed(standing: Standing) -> tuple[Owed, ...]:
    """The reports that wait for this person to look at, approve, confirm or release them."""
    if not any(standing.may(permission) for permission, _, _ in _WHOSE.values()):
        return ()
    return tuple(
        Owed(
            person_id=standing.person_id,
            agency=_WHOSE[one.kind][1],
            kind=one.kind,
            reference=called(one.report).text,
            words=_words(one),
            due=one.due,
            url=_page(one.report),
        )
        for one in _waiting(standing.board_id)
        if standing.may(_WHOSE[one.kind][0])
    )


def obligations(board_id: int) -> tuple[Obligation, ...]:
    """Every report that waits for the chair or the office, by its day."""
    waiting = tuple(_waiting(board_id))
    people = {kind: _people(board_id, _WHOSE[kind][0]) for kind in {one.kind for one in waiting}}
    return tuple(
        Obligation(
            board_id=board_id,
            agency_id=None,
            agency=_WHOSE[one.kind][1],
            people=people[one.kind],
            kind=one.kind,
            key=str(one.report.pk),
            reference=called(one.report).text,
            words=_words(one),
            due=one.due,
            url=_page(one.report),
        )
        for one in waiting
    )


def _waiting(board_id: int) -> Iterator[_Waits]:
    for pack in packs_ready(board_id):
        if pack.report.state == Life.DRAFT:
            yield _Waits(pack.report, PACK, owed_by(_day(pack.built_at), pack.meeting.held_on))
    found = Report.objects.filter(board_id=board_id, state__in=(Life.IN_REVIEW, Life.APPROVED))
    for report in found.select_related("board", "meeting").order_by("pk"):
        meeting_on = report.meeting.held_on if report.meeting else None
        if report.state == Life.APPROVED:
            yield _Waits(report, RELEASE, owed_by(_day(report.approved_at), meeting_on))
        else:
            kind = CONFIRMATION if is_unconfirmed(report) else APPROVAL
            yield _Waits(report, kind, owed_by(_day(report.submitted_at), meeting_on))


def _day(at: datetime | None) -> date:
    assert at is not None  # noqa: S101 - set by what brought it here
    return at.astimezone(LONDON).date()


def _people(board_id: int, permission: Permission) -> tuple[int, ...]:
    roles = [role.value for role in Role if permission in BUNDLES[role].permissions]
    return tuple(dict.fromkeys(one.person_id for one in standing_members(board_id, roles=roles)))


def _words(one: _Waits) -> str:
    return f"{_WHOSE[one.kind][2]}: {called(one.report).inside}"


def _page(report: Report) -> str:
    return reverse("reports:report", args=[report.board.code, report.pk])
