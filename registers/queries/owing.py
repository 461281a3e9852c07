"""Who owes the next step in the challenge log: each agency, the chair and the office, with how many and how late."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

from agencies.rules import clock
from agencies.rules.clock import LONDON
from agencies.rules.standing import Standing
from agencies.rules.vocabulary import Idea
from registers.models import Action, Asked, Challenge, OriginKind, Reply
from registers.permissions import agencies_seen
from registers.queries.challenges import with_chair
from registers.queries.seen import challenges_seen
from registers.rules.actions import State as ActionState
from registers.rules.challenges import OPEN, State
from registers.rules.ladder import days_overdue


@dataclass(frozen=True, slots=True)
class Owing:
    """One who owes next steps: on how many challenges, on how many of these late, the latest by how many working days.

    `agency_code` is empty for the chair and the office, of whom `kind` says which.
    """

    kind: str
    name: str
    agency_code: str
    number: int
    overdue: int
    days: int


@dataclass(frozen=True, slots=True)
class OwedReplies:
    """The log in one sentence: how many are open, how many replies are late, and whose is the latest."""

    open: int
    overdue: int
    oldest_agency: str
    oldest_days: int


def who_owes(standing: Standing, telling: frozenset[int]) -> tuple[Owing, ...]:
    """Agencies first, the latest first; then the chair and the office. As many queries for one challenge as for all.

    `telling` are the challenges whose watched figures say something by now.
    """
    live = challenges_seen(standing).filter(state__in=OPEN)
    owed = _owed(live, agencies_seen(standing))
    today = clock.today()
    agencies = [_owing(code, name, dues, today) for (code, name), dues in owed.items()]
    agencies.sort(key=lambda one: (-one.days, -one.number, one.name))
    return (*agencies, _chair(live, str(standing.word(Idea.CHAIR)), telling), *_office(live))


def replies_overdue(standing: Standing) -> OwedReplies:
    """The late replies among what this person sees."""
    live = challenges_seen(standing).filter(state__in=OPEN)
    seen = agencies_seen(standing)
    late = Asked.objects.filter(challenge__in=live, due_on__lt=clock.today())
    if seen is not None:
        late = late.filter(agency_id__in=seen)
    rows = list(late.order_by("due_on", "pk").values_list("due_on", "agency__name"))
    oldest = rows[0] if rows else (None, "")
    days = days_overdue(oldest[0], clock.today()) if oldest[0] else 0
    return OwedReplies(live.count(), len(rows), oldest[1], days)


#: By agency: each challenge on which it owes something, and the earliest day of that.
_Owed = dict[tuple[str, str], dict[int, date]]


def _owed(live: "QuerySet[Challenge]", seen: frozenset[int] | None) -> _Owed:
    found: _Owed = defaultdict(dict)
    replies = Asked.objects.filter(challenge__in=live, due_on__isnull=False)
    keys = live.annotate(key=Cast("pk", CharField())).values("key")
    actions = Action.objects.filter(
        origin_kind=OriginKind.CHALLENGE,
        origin_key__in=keys,
        state=ActionState.OPEN.value,
        agency__isnull=False,
    )
    if seen is not None:
        replies, actions = replies.filter(agency_id__in=seen), actions.filter(agency_id__in=seen)
    _add(found, replies.values_list("agency__code", "agency__name", "challenge_id", "due_on"))
    rows = actions.values_list("agency__code", "agency__name", "origin_key", "due_on")
    _add(found, ((code, name, int(key), due_on) for code, name, key, due_on in rows))
    return found


def _add(found: _Owed, rows: Iterable[tuple[str, str, int, date | None]]) -> None:
    for code, name, challenge_id, due_on in rows:
        if due_on is not None:
            dues = found[code, name]
            dues[challenge_id] = min(due_on, dues.get(challenge_id, due_on))


def _owing(code: str, name: str, dues: dict[int, date], today: date) -> Owing:
    late = [one for one in dues.values() if one < today]
    return Owing("agency", name, code, len(dues), len(late), days_overdue(min(late), today) if late else 0)


def _chair(live: "QuerySet[Challenge]", name: str, telling: frozenset[int]) -> Owing:
    """What waits for the chair, and for how many working days the oldest reply has."""
    waiting = Reply.objects.filter(asked__challenge__in=live, verdict=Asked.Verdict.NONE)
    oldest = waiting.order_by("replied_at").values_list("replied_at", flat=True).first()
    number = live.filter(with_chair(telling)).count()
    days = days_overdue(oldest.astimezone(LONDON).date(), clock.today()) if oldest else 0
    return Owing("chair", name, "", number, 0, days)


def _office(live: "QuerySet[Challenge]") -> tuple[Owing, ...]:
    number = live.filter(state=State.RAISED).count()
    return (Owing("office", "Board’s office", "", number, 0, 0),) if number else ()
