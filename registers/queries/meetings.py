"""Meetings: the list, one of them with who came and what was decided, and those still to be written up."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from agencies.queries.record import Line, lines_about
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Verdict
from agencies.thread import Owed
from registers.models import Decision, Invited, Meeting
from registers.permissions import can_do_to_meeting, can_keep_meetings
from registers.queries.actions import ActionRow, actions_from
from registers.rules.meetings import Verb

A_PAGE = 50
#: Who keeps the board's papers, in words.
OFFICE = "The board’s office"


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting in a list: how many seats were invited, came, and how many decisions it made."""

    number: int
    reference: str
    title: str
    held_on: date
    place: str
    invited: int
    came: int
    decisions: int
    closed: bool
    to_come: bool


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """A meeting, who was invited and came, what was decided, what was agreed to be done."""

    meeting: Meeting
    to_come: bool
    invited: tuple[Invited, ...]
    came: int
    decisions: tuple[Decision, ...]
    actions: tuple[ActionRow, ...]
    record: tuple[Line, ...]
    may: dict[Verb, Verdict]


def meetings_of(
    standing: Standing, *, page: str | int | None = 1
) -> "tuple[Page[Any], tuple[MeetingRow, ...]]":
    """The board's meetings, latest first: a page of them, in two queries."""
    rows = _meetings(standing).annotate(
        many=Count("invited", distinct=True),
        there=Count("invited", filter=Q(invited__came=Invited.Came.YES), distinct=True),
        decided=Count("decisions", distinct=True),
    )
    found = Paginator(rows.order_by("-held_on", "-number"), A_PAGE).get_page(page)
    today = clock.today()
    return found, tuple(_row(one, today) for one in found)


def _row(one: Any, today: date) -> MeetingRow:
    """A meeting with its counts."""
    return MeetingRow(
        number=one.number,
        reference=one.reference,
        title=one.title,
        held_on=one.held_on,
        place=one.place,
        invited=one.many,
        came=one.there,
        decisions=one.decided,
        closed=one.closed_at is not None,
        to_come=one.held_on > today,
    )


def meeting_seen(standing: Standing, number: int) -> Meeting | None:
    """The board's meeting of this number."""
    return _meetings(standing).select_related("board").filter(number=number).first()


def decision_seen(standing: Standing, decision_id: int) -> Decision | None:
    """One decision of a meeting of this board."""
    rows = Decision.objects.filter(meeting__board_id=standing.board_id, pk=decision_id)
    return rows.select_related("meeting__board").first()


def meeting_page(standing: Standing, meeting: Meeting) -> MeetingPage:
    """The page of a meeting."""
    invited = tuple(Invited.objects.filter(meeting=meeting).select_related("agency").order_by("agency__name"))
    return MeetingPage(
        meeting=meeting,
        to_come=meeting.held_on > clock.today(),
        invited=invited,
        came=sum(one.came == Invited.Came.YES for one in invited),
        decisions=tuple(Decision.objects.filter(meeting=meeting).order_by("pk")),
        actions=actions_from(standing, "meeting", meeting.pk),
        record=lines_about(standing, "meeting", meeting.pk),
        may={verb: can_do_to_meeting(verb, standing, meeting) for verb in Verb},
    )


def changed_since(standing: Standing, meeting: Meeting, seen: int) -> tuple[Line, ...]:
    """What others did to it since the version somebody has looked at."""
    lines = lines_about(standing, "meeting", meeting.pk)
    return tuple(one for one in lines if one.details.get("version", 0) > seen)


def owed(standing: Standing) -> tuple[Owed, ...]:
    """The meetings that were held and are still to be written up and closed, for those who keep them."""
    if not can_keep_meetings(standing):
        return ()
    rows = _meetings(standing).filter(held_on__lt=clock.today(), closed_at__isnull=True)
    return tuple(
        Owed(
            person_id=standing.person_id,
            agency=OFFICE,
            kind="meeting",
            reference=one.reference,
            words=f"Write up and close meeting {one.reference}",
            due=None,
            url=reverse("registers:meeting", args=[standing.board_code, one.number]),
        )
        for one in rows.order_by("held_on", "number")
    )


def _meetings(standing: Standing) -> QuerySet[Meeting]:
    return Meeting.objects.filter(board_id=standing.board_id)
