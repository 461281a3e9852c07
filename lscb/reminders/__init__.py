"""One digest a person a day at most, from what every room says is owed, and what moved. How it reads is `digest`'s.

Who answers without an account is in no digest: the registers write to them with their link, in the same round.

It is written on working days, in working hours, where there is a reason to. What was written but surely not sent, or
not known to be, is no reason to be silent on the next day.

A person may choose not to be reminded of what no law asks for, and not to be told what moved. What the law asks for
(replies, returns, explanations) is always told, and so is what an agency owes and is late with: the ladder says that it
was.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from agencies import thread
from agencies.models import Board, Letter, Person
from agencies.queries.standings import standings_of
from agencies.rules import clock
from agencies.rules.clock import LONDON
from agencies.rules.roles import Permission, Role
from agencies.rules.standing import Standing
from agencies.rules.working_days import is_working_day
from agencies.thread import Moved, Obligation
from lscb.reminders.digest import Item, news_of, write
from registers.actions.chasing import climb
from registers.actions.section_11.reminding import remind
from registers.queries.chasing import rungs_of
from registers.rules.ladder import Mention, Rung, mention, offset, speaks_since

#: Who was never written to is told what moved in so long.
NEWS_GOES_BACK = timedelta(days=7)
#: What is younger than this waits for the next digest: the work that entered it may not be saved yet.
SETTLES = timedelta(minutes=15)
#: What is owed and has no day is named again after so long.
AGAIN_AFTER = timedelta(days=7)
Key = tuple[int, str, str, date]


@dataclass(frozen=True, slots=True)
class _AtBoard:
    """What is known of one board today: what is owed, what has come to its members, what moved."""

    owed: tuple[Obligation, ...]
    at_members: frozenset[Key]
    moved: tuple[Moved, ...]


def chase() -> int:
    """Take late things up the ladder, send links again, and write today's digests; how many of these were written.

    Done again on the same day it writes to nobody twice.
    """
    today = clock.today()
    if not is_working_day(today):
        return 0
    told, until = _last_told(), clock.now() - SETTLES
    since = min((_moment(one) for one in told.values()), default=until)
    boards: dict[int, _AtBoard] = {}
    for board in Board.objects.order_by("pk"):
        owed = thread.obligations(board.pk)
        climb(board=board, owed=owed)
        remind(board=board)
        moved = thread.moved(board.pk, since=min(since, until - NEWS_GOES_BACK) - SETTLES, until=until)
        boards[board.pk] = _AtBoard(owed, _at_members(board.pk), moved)
    there = set(Letter.objects.filter(day=today).values_list("person_id", flat=True))
    return sum(
        _write(person, boards, told.get(person.pk), today)
        for person in Person.objects.filter(is_active=True, memberships__isnull=False)
        .distinct()
        .order_by("pk")
        if person.pk not in there
    )


def _last_told() -> dict[int, Letter]:
    """The latest digest of each person that surely went."""
    sent = Letter.objects.filter(day__isnull=False, state=Letter.State.SENT)
    latest = sent.order_by("person_id", "-day").distinct("person_id")
    return {one.person_id: one for one in latest if one.person_id is not None}


def _moment(told: Letter) -> datetime:
    """When a digest was written, by the board's clock: on its day, at the machine's time of day."""
    if told.day is None:
        raise ValueError(f"{told} is no digest.")
    return datetime.combine(told.day, timezone.localtime(told.written_on, LONDON).time(), LONDON)


def _at_members(board_id: int) -> frozenset[Key]:
    """What has come to the rung of the agency's board member."""
    return frozenset(key for key, rungs in rungs_of(board_id).items() if len(rungs) >= Rung.MEMBER)


def _write(person: Person, boards: dict[int, _AtBoard], told: Letter | None, today: date) -> bool:
    """One person's digest, if there is a reason for one."""
    items, moved, reason = list[Item](), list[Moved](), False
    last = told.day if told else None
    after = (_moment(told) if told else clock.now() - NEWS_GOES_BACK) - SETTLES
    for standing in standings_of(person):
        known = boards.get(standing.board_id)
        if known is None:
            continue
        for one in known.owed:
            if _is_told(one, standing, known.at_members, person, today):
                items.append(Item(one.kind, one.reference, one.due, one.url, max(offset(one.due, today), 0)))
                reason = reason or speaks_since(one.due, told=last, today=today)
        for other in thread.owed(standing):
            if other.due is None and (person.reminded or other.statutory):
                items.append(item := Item(other.kind, other.reference, None, other.url))
                reason = reason or _new(item, told, today)
        if person.told_news:
            moved += [one for one in known.moved if one.at > after and _follows(one, standing)]
    news = news_of(moved)
    return bool(((reason and items) or news) and write(person, items, news, today))


def _is_told(
    one: Obligation, standing: Standing, at_members: frozenset[Key], person: Person, today: date
) -> bool:
    """Whether it stands in this person's digest today: it is theirs, near enough, and they may not or do not refuse."""
    when = mention(one.due, today)
    if when is Mention.NOT_YET or not _theirs(one, standing, at_members):
        return False
    on_the_ladder = one.agency_id is not None and when is Mention.OVERDUE
    return person.reminded or one.statutory or on_the_ladder


def _theirs(one: Obligation, standing: Standing, at_members: frozenset[Key]) -> bool:
    """Whether a person owes it: by name, else as the agency's lead; once late enough, as its board member as well."""
    if standing.person_id in one.people:
        return True
    if one.agency_id is None:
        return False
    if not one.people and one.agency_id in standing.agencies_with(Permission.CHALLENGE_REPLY):
        return True
    member = any(hat.role is Role.BOARD_MEMBER and hat.agency_id == one.agency_id for hat in standing.hats)
    return member and (one.agency_id, one.kind, one.key, one.due) in at_members


def _follows(one: Moved, standing: Standing) -> bool:
    """Whether what moved is followed by this person, who did not do it: keeps the registers, answers for an agency
    it is about, or is named."""
    if one.by_id == standing.person_id:
        return False
    if standing.may(Permission.CHALLENGE_RAISE) or standing.person_id in one.people:
        return True
    answering = (Role.AGENCY_LEAD, Role.BOARD_MEMBER)
    return any(hat.agency_id in one.agencies for hat in standing.hats if hat.role in answering)


def _new(item: Item, told: Letter | None, today: date) -> bool:
    """Whether something without a date was not in the last digest, or that was a week ago."""
    if told is None or told.day is None:
        return True
    return item.name not in told.about or told.day <= today - AGAIN_AFTER
