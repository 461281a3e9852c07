"""What the registers of a busy board hold, written straight into the tables: challenges and risks of every sort.

As in `boards`, only reading is measured here: who may do what when is not asked on the way.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from agencies.models import Agency, Board, Person
from agencies.rules import clock
from registers.models import (
    Action,
    Asked,
    CaseAudit,
    Challenge,
    Control,
    Evidence,
    Meeting,
    Reply,
    Risk,
    RiskLink,
    RiskReview,
    RungReached,
    Score,
    Watch,
)
from registers.rules.challenges import State
from scorecard.models import Indicator

_BY = "The benchmark"
_ASKED_ABOUT = "Why has this changed, who knows why, and what will be different by the summer?"
_SAID = (
    "Demand rose through the winter as it does each year. Two teams book in diaries of their own, and the rooms were "
    "shut from March. From June one desk will do it for all; the audit planned for July will say more."
)
#: In which state how many of twenty challenges are.
_STATES = (
    *[State.AWAITING] * 6,
    *[State.RESPONDED] * 2,
    *[State.UNDER_WAY] * 3,
    *[State.WATCHING] * 3,
    *[State.CLOSED] * 4,
    State.WITHDRAWN,
    State.RAISED,
)
_ANSWERED = frozenset({State.RESPONDED, State.UNDER_WAY, State.WATCHING, State.CLOSED})
_JUDGED = _ANSWERED - {State.RESPONDED}
_ORIGINS = ("signal", "risk", "audit", "meeting", "blank")


@dataclass(frozen=True, slots=True)
class _Parts:
    """What everything is made from."""

    board: Board
    agencies: Sequence[Agency]
    writer: Person
    indicators: Sequence[Indicator]
    area_code: str
    now: datetime
    dice: random.Random

    @property
    def today(self) -> date:
        """The day it is."""
        return self.now.date()

    def ago(self, most: int) -> datetime:
        """Some day up to so many days ago."""
        return self.now - timedelta(days=self.dice.randint(1, most))


def fill(board: Board, *, challenges: int, risks: int, writer: Person) -> None:
    """Fill the registers of a board that has agencies and indicators."""
    parts = _Parts(
        board=board,
        agencies=list(Agency.objects.filter(seats__board=board).order_by("pk")),
        writer=writer,
        indicators=list(
            Indicator.objects.filter(board=board, until=None).select_related("owner").order_by("pk")
        ),
        area_code=board.area_code,
        now=clock.now(),
        dice=random.Random(board.code),
    )
    meetings, audits = _meetings(parts), _audits(parts)
    made = _risks(parts, risks)
    asked = _challenges(parts, challenges, {"risk": made, "audit": audits, "meeting": meetings})
    _ask(parts, asked)
    _watch(parts, asked)
    _agree(parts, "challenge", [one for one in asked if State(one.state) in _JUDGED])
    _bear_out(parts, asked, audits)
    _score(parts, made)
    _hold(parts, made, asked)
    _agree(parts, "risk", made[::2])


def _meetings(parts: _Parts) -> list[Meeting]:
    return Meeting.objects.bulk_create(
        Meeting(
            board=parts.board,
            number=n,
            held_on=parts.today - timedelta(days=91 * n),
            called_at=parts.now,
            called_by=_BY,
        )
        for n in range(1, 13)
    )


def _audits(parts: _Parts) -> list[CaseAudit]:
    return CaseAudit.objects.bulk_create(
        CaseAudit(
            board=parts.board,
            number=n,
            theme="Neglect",
            held_on=parts.today - timedelta(days=60 * n),
            cases=12,
            showed=_SAID,
            recorded_at=parts.now,
            recorded_by=_BY,
        )
        for n in range(1, 13)
    )


def _risks(parts: _Parts, count: int) -> list[Risk]:
    """One in ten is archived, one in ten tolerated."""
    return Risk.objects.bulk_create(
        Risk(
            board=parts.board,
            number=n,
            title=f"Children wait longer than they should for help number {n}",
            cause=_SAID,
            event=_SAID,
            consequence=_SAID,
            agency=parts.agencies[n % len(parts.agencies)] if n % 7 else None,
            owner=parts.writer if n % 9 == 0 else None,
            response=Risk.Response.TOLERATE if n % 10 == 3 else Risk.Response.TREAT,
            accepted_until=parts.today + timedelta(days=n % 60 - 30) if n % 10 == 3 else None,
            accepted_at=parts.ago(200) if n % 10 == 3 else None,
            review_on=parts.today + timedelta(days=n % 120 - 30),
            archived_at=parts.ago(200) if n % 10 == 5 else None,
            archived_why="It is over." if n % 10 == 5 else "",
            raised_at=parts.now - timedelta(days=1_000 - n),
            raised_by=_BY,
        )
        for n in range(1, count + 1)
    )


def _challenges(
    parts: _Parts, count: int, from_what: dict[str, Sequence[Risk | CaseAudit | Meeting]]
) -> list[Challenge]:
    return Challenge.objects.bulk_create(
        _challenge(parts, n, _ORIGINS[n % len(_ORIGINS)], from_what) for n in range(1, count + 1)
    )


def _challenge(
    parts: _Parts, n: int, origin: str, from_what: dict[str, Sequence[Risk | CaseAudit | Meeting]]
) -> Challenge:
    state, raised = _STATES[n % len(_STATES)], parts.now - timedelta(days=1_200 - n % 1_150)
    things = from_what.get(origin, ())
    key = str(things[n % len(things)].pk) if things else ("1" if origin == "signal" else "")
    ended = parts.ago(40)
    return Challenge(
        board=parts.board,
        number=n,
        title=f"Why has figure {n} changed, and what will be different?",
        question=_ASKED_ABOUT,
        why=_SAID,
        forum="Board meeting",
        origin_kind=origin,
        origin_key=key,
        origin_words="" if origin == "blank" else f"What it came from, number {n}",
        state=state.value,
        due_on=parts.today + timedelta(days=n % 60 - 30) if state is State.AWAITING else None,
        raised_at=raised,
        raised_by=_BY,
        sent_at=None if state is State.RAISED else raised,
        moved_at=parts.ago(90),
        moved_by=_BY,
        outcome=_SAID if state is State.CLOSED else "",
        closed_at=ended if state is State.CLOSED else None,
        closed_result="improved" if state is State.CLOSED else "",
        shown_impact=state is State.CLOSED and n % 3 == 0,
        withdrawn_at=ended if state is State.WITHDRAWN else None,
        withdrawn_why="Asked twice." if state is State.WITHDRAWN else "",
    )


def _ask(parts: _Parts, challenges: Sequence[Challenge]) -> None:
    """One to three agencies each; those that answered did so twice where the first reply was not accepted."""
    asked = Asked.objects.bulk_create(
        Asked(
            challenge=one,
            agency=parts.agencies[(one.number + place) % len(parts.agencies)],
            lead=place == 0,
            due_on=one.due_on,
            replied=State(one.state) in _ANSWERED,
            verdict="accepted" if State(one.state) in _JUDGED else "",
        )
        for one in challenges
        for place in range(1 + one.number % 3)
    )
    Reply.objects.bulk_create(
        _reply(parts, one, "not_accepted" if again else one.verdict)
        for one in asked
        if one.replied
        for again in ([True, False] if one.challenge.number % 4 == 0 else [False])
    )
    RungReached.objects.bulk_create(
        RungReached(
            board=parts.board,
            agency_id=one.agency_id,
            kind="reply",
            key=str(one.pk),
            reference=one.challenge.reference,
            due_on=one.due_on,
            rung=rung,
            reached_at=parts.now,
            reached_by=_BY,
        )
        for one in asked
        if one.due_on and one.due_on < parts.today
        for rung in (1, 2)
    )


def _reply(parts: _Parts, asked: Asked, verdict: str) -> Reply:
    turned_down = verdict == "not_accepted"
    return Reply(
        asked=asked,
        text=_SAID,
        due_on=asked.challenge.raised_at.date() + timedelta(days=28),
        replied_at=asked.challenge.raised_at + timedelta(days=30),
        replied_by=parts.writer,
        replied_words=_BY,
        verdict=verdict,
        missing="Since when?" if turned_down else "",
        new_due_on=parts.today if turned_down else None,
        judged_at=asked.challenge.raised_at + timedelta(days=33) if verdict else None,
    )


def _watch(parts: _Parts, challenges: Iterable[Challenge]) -> None:
    """Those raised from a signal, and all whose result is watched, watch a line that has figures."""
    found = []
    for one in challenges:
        if one.origin_kind == "signal" or one.state == State.WATCHING:
            indicator = parts.indicators[one.number % len(parts.indicators)]
            agency = indicator.owner or parts.agencies[one.number % len(parts.agencies)]
            since = parts.today - timedelta(days=400) if State(one.state) in _JUDGED else None
            found.append(
                Watch(
                    challenge=one,
                    indicator_code=indicator.code,
                    agency=agency,
                    area_code=parts.area_code,
                    first=date(2017, 1, 1),
                    last=date(2017, 3, 31),
                    value=Decimal(60),
                    mean=Decimal(50),
                    lower=Decimal(45),
                    upper=Decimal(55),
                    was_out=True,
                    since=since,
                )
            )
    Watch.objects.bulk_create(found)


def _agree(parts: _Parts, kind: str, things: Sequence[Challenge | Risk]) -> None:
    """Two actions each: open ones where something is under way, else finished, and half of these seen to have stuck."""
    already = Action.objects.filter(board=parts.board).count()
    found = []
    for place, one in enumerate(things):
        opened = kind == "risk" or one.state == State.UNDER_WAY
        for more in range(2):
            state = "open" if opened else ("complete", "embedded")[place % 2]
            number = already + len(found) + 1
            agency = parts.agencies[(place + more) % len(parts.agencies)]
            found.append(
                Action(
                    board=parts.board,
                    number=number,
                    text="Open one desk that books every conference on the day the enquiry ends.",
                    origin_kind=kind,
                    origin_key=str(one.pk),
                    origin_words=f"{one}: {one.title}",
                    agency=agency,
                    owner_words=agency.name,
                    due_on=parts.today + timedelta(days=number % 90 - 20),
                    state=state,
                    agreed_at=parts.ago(500),
                    agreed_by=_BY,
                    completed_at=None if opened else parts.ago(400),
                    completed_by=None if opened else parts.writer,
                    check_on=None if opened else parts.today + timedelta(days=number % 90 - 20),
                    checked_at=parts.ago(100) if state == "embedded" else None,
                )
            )
    Action.objects.bulk_create(found)


def _bear_out(parts: _Parts, challenges: Iterable[Challenge], audits: Sequence[CaseAudit]) -> None:
    Evidence.objects.bulk_create(
        Evidence(
            challenge=one,
            kind="reaudit",
            words=_SAID,
            audit=audits[one.number % len(audits)],
            sender=parts.writer,
            added_at=parts.now,
            added_by=_BY,
        )
        for one in challenges
        if one.state == State.CLOSED
    )


def _score(parts: _Parts, risks: Iterable[Risk]) -> None:
    """Before controls, the target, and as it was four times."""
    Score.objects.bulk_create(
        Score(
            risk=one,
            moment=moment,
            likelihood=parts.dice.randint(1, 5),
            impact=parts.dice.randint(3, 5),
            why=_SAID,
            scored_at=parts.now - timedelta(days=days),
            scored_by=_BY,
        )
        for one in risks
        for moment, days in (
            ("before", 900),
            ("target", 900),
            ("now", 900),
            ("now", 500),
            ("now", 200),
            ("now", 5),
        )
    )


def _hold(parts: _Parts, risks: Sequence[Risk], challenges: Sequence[Challenge]) -> None:
    """Two controls, two links and two reviews each."""
    Control.objects.bulk_create(
        Control(risk=one, text=_SAID, gap="Not in August.", added_at=parts.ago(800), added_by=_BY)
        for one in risks
        for _ in range(2)
    )
    RiskLink.objects.bulk_create(
        RiskLink(risk=one, kind=kind, key=key, linked_at=parts.now, linked_by=_BY)
        for place, one in enumerate(risks)
        for kind, key in (
            ("indicator", parts.indicators[place % len(parts.indicators)].code),
            ("challenge", str(challenges[place % len(challenges)].number)),
        )
    )
    RiskReview.objects.bulk_create(
        RiskReview(risk=one, text=_SAID, next_on=one.review_on, reviewed_at=parts.ago(300), reviewed_by=_BY)
        for one in risks
        for _ in range(2)
    )
