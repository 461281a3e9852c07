"""Everything a board pack tells, asked once: with the eyes of a board member, as it stands on the day it is built."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F

from agencies.queries.standings import as_members_see
from agencies.rules import clock
from agencies.rules.standing import Standing
from registers.models import Challenge
from registers.queries.actions import ActionRow, actions_seen, rows_of
from registers.queries.challenges import LogRow
from registers.queries.challenges import rows_of as log_rows
from registers.queries.risks import Register, end_of, register
from registers.queries.section_11.cycle_progress import (
    CycleProgress,
    cycle_progress,
    cycles_under_way,
    latest_cycle,
)
from registers.queries.seen import challenges_seen
from registers.rules.actions import State as ActionState
from registers.rules.challenges import OPEN
from reports.models import Report
from reports.queries.close import at_close
from scorecard.presenters.overview import RowWords, row_words
from scorecard.queries.overview import Overview, Row
from scorecard.queries.returns import ReturnRow, returns_of
from scorecard.rules import life
from scorecard.rules.periods import Period

#: Actions due within so many days of the meeting are told beforehand.
AHEAD = timedelta(days=42)
#: Returns of earlier quarters are still asked for so long.
BACK = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Actions:
    """The actions the board looks at: late, due soon, finished and waiting to be checked."""

    late: tuple[ActionRow, ...]
    soon: tuple[ActionRow, ...]
    to_check: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One indicator in words, with the challenge it has led to where one is open."""

    row: Row
    said: RowWords
    challenge: LogRow | None

    @property
    def unasked(self) -> bool:
        """Whether nobody has asked or explained it yet."""
        return self.challenge is None and self.said.unasked


@dataclass(frozen=True, slots=True)
class Facts:
    """What the sections of a pack are made of. `returns` are of a year back, the latest quarter first."""

    standing: Standing
    until: Period
    today: date
    seen: Overview
    told: tuple[Told, ...]
    returns: tuple[ReturnRow, ...]
    challenges: tuple[LogRow, ...]
    #: Closed since the last meeting.
    closed: tuple[LogRow, ...]
    actions: Actions
    register: Register
    cycles: tuple[CycleProgress, ...]

    @property
    def missing(self) -> tuple[ReturnRow, ...]:
        """The returns the board should have and does not, the longest awaited first."""
        late = [one for one in self.returns if one.overdue_days]
        return tuple(sorted(late, key=lambda one: (-one.overdue_days, one.agency)))

    @property
    def late_replies(self) -> tuple[LogRow, ...]:
        """The challenges on which something is owed and late, the longest overdue first."""
        return tuple(one for one in self.challenges if is_late(one, self.today))


def is_late(one: LogRow, today: date) -> bool:
    """Whether a reply to a challenge is overdue."""
    return one.challenge.due_on is not None and one.challenge.due_on < today


def facts_of(report: Report) -> Facts:
    """What there is to tell at the report's board today, of its quarter."""
    standing, today = as_members_see(report.board), clock.today()
    held, challenges = register(standing), _opened(standing)
    seen = at_close(report.board_id, report.period, seen_as=None)
    return Facts(
        standing=standing,
        until=report.period,
        today=today,
        seen=seen,
        told=_told(seen, challenges),
        returns=_returns(standing, report.period),
        challenges=challenges,
        closed=_closed(standing, held.since.day),
        actions=_actions(standing, report.meeting.held_on if report.meeting else today),
        register=held,
        cycles=_cycles(report.board_id),
    )


def _told(seen: Overview, challenges: tuple[LogRow, ...]) -> tuple[Told, ...]:
    known = {one.challenge.reference: one for one in challenges}
    return tuple(
        Told(row, row_words(row, seen.period), known.get(row.follow.challenge) if row.follow else None)
        for row in seen.rows
    )


def _returns(standing: Standing, until: Period) -> tuple[ReturnRow, ...]:
    every = returns_of(standing)
    return tuple(one for one in every if until.last - BACK < one.last <= until.last)


def _opened(standing: Standing) -> tuple[LogRow, ...]:
    rows = challenges_seen(standing).filter(state__in=OPEN).select_related("priority")
    return _log(standing, list(rows.order_by(F("due_on").asc(nulls_last=True), "sent_at", "number")))


def _closed(standing: Standing, since: date) -> tuple[LogRow, ...]:
    rows = challenges_seen(standing).filter(closed_at__gte=end_of(since), state="closed")
    return _log(standing, list(rows.select_related("priority").order_by("closed_at", "number")))


def _log(standing: Standing, found: list[Challenge]) -> tuple[LogRow, ...]:
    return log_rows(standing, found) if found else ()


def _actions(standing: Standing, meeting_on: date) -> Actions:
    every, today = actions_seen(standing), clock.today()
    opened = every.filter(state=ActionState.OPEN.value).order_by("due_on", "number")
    complete = every.filter(state=ActionState.COMPLETE.value, check_on__lte=meeting_on)
    return Actions(
        late=rows_of(opened.filter(due_on__lt=today), today),
        soon=rows_of(opened.filter(due_on__range=(today, max(today, meeting_on) + AHEAD)), today),
        to_check=rows_of(complete.order_by("check_on", "number"), today),
    )


def _cycles(board_id: int) -> tuple[CycleProgress, ...]:
    """The cycles under way; with none, the last one."""
    under_way = cycles_under_way(board_id)
    if under_way:
        return under_way
    last = latest_cycle(board_id)
    return (cycle_progress(last),) if last else ()


#: A return of one of these states is with the board.
IN = frozenset(life.IN)
