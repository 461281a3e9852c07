"""Which meetings are to come, when the pack of each builds itself, and which is there to be looked at."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import QuerySet

from agencies.rules import clock
from agencies.rules.standing import Standing
from registers.models import Meeting
from reports.models import Printing, Report, ReportSettings
from reports.rules.kinds import Kind
from reports.rules.packs import builds_on, is_due

#: What a board has that has set nothing.
DAYS_BEFORE = 5
#: So many meetings to come are told of.
A_LIST = 6


@dataclass(frozen=True, slots=True)
class Coming:
    """A meeting to come, the day its pack builds itself, and the pack once it is opened."""

    meeting: Meeting
    builds_on: date | None
    pack: Report | None


@dataclass(frozen=True, slots=True)
class Ready:
    """A pack that was built for a meeting to come, on its day or since; `built_at` is of the first such draft."""

    report: Report
    meeting: Meeting
    built_at: datetime


def days_before(board_id: int) -> int:
    """How many working days before a meeting its pack builds itself; nought: never."""
    found = (
        ReportSettings.objects.filter(board_id=board_id).values_list("pack_days_before", flat=True).first()
    )
    return DAYS_BEFORE if found is None else found


def coming(standing: Standing) -> tuple[Coming, ...]:
    """The board's own meetings to come, the next one first, each with its pack."""
    rows = list(meetings_to_come().filter(board_id=standing.board_id)[:A_LIST])
    packs = {
        one.meeting_id: one
        for one in Report.objects.filter(kind=Kind.BOARD_PACK, meeting__in=rows).order_by("edition")
    }
    days = days_before(standing.board_id)
    return tuple(Coming(one, builds_on(one.held_on, days), packs.get(one.pk)) for one in rows)


def meetings_to_come() -> QuerySet[Meeting]:
    """The boards' own meetings from today on, the next one first. Those of a board's groups have no pack."""
    rows = Meeting.objects.filter(counts=True, held_on__gte=clock.today(), closed_at__isnull=True)
    return rows.select_related("board").order_by("held_on", "pk")


def packs_due() -> tuple[Meeting, ...]:
    """The meetings whose pack is to build itself now: nobody has had one printed since its day.

    One that could not be built is tried again on another day.
    """
    today = clock.today()
    return tuple(
        one
        for one in meetings_to_come()
        if is_due(one.held_on, days := days_before(one.board_id), today)
        and not _is_there(one, builds_on(one.held_on, days) or today)
    )


def packs_ready(board_id: int) -> tuple[Ready, ...]:
    """The packs of this board that have built themselves for meetings to come, the next one first.

    A draft from before a pack's day does not count, nor does any where packs do not build themselves. One query where
    nothing is built, else two.
    """
    built = Printing.objects.filter(
        report__kind=Kind.BOARD_PACK,
        report__meeting__in=meetings_to_come().filter(board_id=board_id).order_by().values("pk"),
        final=False,
        state=Printing.State.BUILT,
    )
    drafts = list(built.defer("data").select_related("report__board", "report__meeting").order_by("built_on"))
    days = days_before(board_id) if drafts else 0
    first: dict[int, Ready] = {}
    for one in drafts if days else ():
        meeting = one.report.meeting
        day = builds_on(meeting.held_on, days) if meeting else None
        if meeting and day and one.built_on and one.asked_at >= _morning(day):
            first.setdefault(meeting.pk, Ready(one.report, meeting, one.built_on))
    return tuple(sorted(first.values(), key=lambda one: (one.meeting.held_on, one.meeting.pk)))


def _is_there(meeting: Meeting, since: date) -> bool:
    printings = Printing.objects.filter(report__kind=Kind.BOARD_PACK, report__meeting=meeting)
    asked = printings.filter(asked_at__gte=_morning(since)).exclude(state=Printing.State.FAILED)
    return asked.exists() or printings.filter(asked_at__gte=_morning(clock.today())).exists()


def _morning(day: date) -> datetime:
    return datetime.combine(day, time.min, clock.LONDON)
