"""One digest a person a day at most, from what every room says is owed. Kind, reference, date and link: no more.

It is written on working days, in working hours, where there is a reason to. What was written but surely not sent, or
not known to be, is no reason to be silent on the next day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string

from agencies import mail, thread
from agencies.models import Board, Letter, Person
from agencies.queries.standings import standings_of
from agencies.rules import clock
from agencies.rules.roles import Permission, Role
from agencies.rules.standing import Standing
from agencies.rules.working_days import is_working_day
from agencies.thread import Obligation
from registers.actions.chasing import climb
from registers.queries.chasing import rungs_of
from registers.rules.ladder import Mention, Rung, mention, offset, speaks_since

#: What each kind is called in a line.
NOUNS = {
    "reply": "Reply",
    "return": "Return",
    "action": "Action",
    "check": "Check of an action",
    "review": "Risk review",
    "explanation": "Explanation",
    "challenge": "Challenge",
    "letter": "Letter",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a digest."""

    kind: str
    reference: str
    due: date | None
    url: str
    overdue: int = 0

    @property
    def words(self) -> str:
        """Such as “Reply due 4 March 2018: CH-29”."""
        noun = NOUNS.get(self.kind, self.kind.capitalize())
        if self.due is None:
            return f"{noun}: {self.reference}"
        late = f", {self.overdue} working day{'' if self.overdue == 1 else 's'} late" if self.overdue else ""
        return f"{noun} due {self.due:%-d %B %Y}{late}: {self.reference}"


def chase() -> int:
    """Take late things up the ladder, and write today's digests; returns how many were written. For each board.

    Done again on the same day it writes to nobody twice.
    """
    today = clock.today()
    if not is_working_day(today):
        return 0
    owed: dict[int, tuple[Obligation, ...]] = {}
    for board in Board.objects.order_by("pk"):
        owed[board.pk] = thread.obligations(board.pk)
        climb(board=board, owed=owed[board.pk])
    late = {pk: _at_members(pk) for pk in owed}
    told = _last_told()
    there = set(Letter.objects.filter(day=today).values_list("person_id", flat=True))
    written = 0
    for person in Person.objects.filter(is_active=True, memberships__isnull=False).distinct().order_by("pk"):
        if person.pk not in there:
            written += _write(person, owed, late, told.get(person.pk), today)
    return written


def _last_told() -> dict[int, Letter]:
    """The latest digest of each person that surely went."""
    found: dict[int, Letter] = {}
    for one in Letter.objects.filter(day__isnull=False, state=Letter.State.SENT).order_by("day"):
        if one.person_id is not None:
            found[one.person_id] = one
    return found


def _at_members(board_id: int) -> frozenset[tuple[int, str, str, date]]:
    """What has come to the rung of the agency's board member."""
    return frozenset(key for key, rungs in rungs_of(board_id).items() if len(rungs) >= Rung.MEMBER)


def _write(
    person: Person,
    owed: dict[int, tuple[Obligation, ...]],
    late: dict[int, frozenset[tuple[int, str, str, date]]],
    told: Letter | None,
    today: date,
) -> bool:
    """One person's digest, if there is a reason for one."""
    items, reason = list[Item](), False
    last = told.day if told else None
    for standing in standings_of(person):
        for one in owed.get(standing.board_id, ()):
            if (
                not _theirs(one, standing, late[standing.board_id])
                or mention(one.due, today) is Mention.NOT_YET
            ):
                continue
            items.append(Item(one.kind, one.reference, one.due, one.url, max(offset(one.due, today), 0)))
            reason = reason or speaks_since(one.due, told=last, today=today)
        for other in thread.owed(standing):
            if other.due is None:
                items.append(Item(other.kind, other.reference, None, other.url))
                reason = reason or _new(other.reference, told, today)
    return bool(reason and items and _queue(person, items, today))


def _new(reference: str, told: Letter | None, today: date) -> bool:
    """Whether something without a date was not in the last digest, or that was a week ago."""
    if told is None or told.day is None:
        return True
    return reference not in told.about or told.day <= today - timedelta(days=7)


def _theirs(one: Obligation, standing: Standing, at_members: frozenset[tuple[int, str, str, date]]) -> bool:
    """Whether a person owes it: by name, else as the agency's lead; once late enough, as its board member as well."""
    if standing.person_id in one.people:
        return True
    if one.agency_id is None:
        return False
    if not one.people and one.agency_id in standing.agencies_with(Permission.CHALLENGE_REPLY):
        return True
    member = any(hat.role is Role.BOARD_MEMBER and hat.agency_id == one.agency_id for hat in standing.hats)
    return member and (one.agency_id, one.kind, one.key, one.due) in at_members


def _queue(person: Person, items: Sequence[Item], today: date) -> bool:
    """Put the digest into the outbox; False where another worker was first."""
    given = {"late": _only(items, True), "others": _only(items, False), "public_url": settings.PUBLIC_URL}
    context = given | {"name": person.name, "today": today}
    number = len(items)
    try:
        with transaction.atomic():
            mail.queue(
                to=person.email,
                subject=f"{number} thing{'' if number == 1 else 's'} the safeguarding board waits for",
                text=render_to_string("lscb/mail/digest.txt", context),
                html=render_to_string("lscb/mail/digest.html", context),
                person_id=person.pk,
                day=today,
                about=sorted({one.reference for one in items}),
            )
    except IntegrityError:
        return False
    return True


def _only(items: Iterable[Item], late: bool) -> list[Item]:
    chosen = [one for one in items if bool(one.overdue) is late]
    return sorted(chosen, key=lambda one: (one.due is None, one.due or date.max, one.reference))
