"""A board whose agencies owe it things for a year: who they are, what is owed, and what becomes of it by the dice.

What the portal is told through its factories and actions is noted here in plain Python, too, for the oracle.
"""

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from agencies.models import Agency, Membership, Person
from agencies.queries.standings import standing_at
from agencies.rules.roles import Role
from agencies.rules.standing import Standing
from registers.actions import challenges, follow_through
from registers.models import Action, Challenge, Reply, Risk
from registers.rules.challenges import Verb
from scorecard.models import Return
from scorecard.rules.periods import quarter
from tests import factories
from tests.soak.year_oracle import Event, Oracle, Thing, Waiting, Who

#: Words that no email may hold.
SECRET = "A title that nobody else should read"
_SENT = datetime(2018, 4, 1, 9, tzinfo=UTC)
#: Working days after its day on which something is settled, and how often; None is never.
_WHEN: tuple[tuple[tuple[int, int] | None, int], ...] = (
    ((-8, -1), 35),
    ((0, 0), 8),
    ((1, 4), 20),
    ((6, 9), 14),
    ((11, 18), 10),
    ((22, 30), 8),
    (None, 5),
)
_KINDS = ("reply", "reply", "return", "return", "action", "action", "review")


@dataclass
class World:
    """The board, and on which mornings something is done at it."""

    dice: random.Random
    oracle: Oracle
    days: list[date]
    deeds: dict[date, list[Callable[[date], None]]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.board = factories.BoardFactory(code="wessex", name="Wessex Board")
        self.agencies: list[Agency] = []
        self.persons: dict[int, Person] = {}

    def furnish(self, *, people: int, obligations: int) -> None:
        """Three people an agency, and the board's own four; then what is owed."""
        for number in range((people - 4) // 3):
            agency = factories.AgencyFactory(code=f"agency-{number}", name=f"County Service {number}")
            factories.SeatFactory(board=self.board, agency=agency)
            self.agencies.append(agency)
            for role in (Role.AGENCY_LEAD, Role.AGENCY_LEAD, Role.BOARD_MEMBER):
                self._enter(role, agency)
        for role in (Role.INDEPENDENT_CHAIR, Role.BUSINESS_MANAGER, Role.BUSINESS_MANAGER, Role.ANALYST):
            self._enter(role, None)
        for agency in self.agencies[::4]:
            self._will_leave(self._of(agency, Role.AGENCY_LEAD)[1])
        for number in range(obligations):
            self._owe(number)

    def morning(self, day: date) -> None:
        """Do what is done on this day before the first round."""
        for deed in self.deeds[day]:
            deed(day)

    def _enter(self, role: Role, agency: Agency | None) -> None:
        number = len(self.persons) + 1
        plain = role in (Role.INDEPENDENT_CHAIR, Role.BUSINESS_MANAGER)
        person = factories.PersonFactory(
            email=f"person-{number}@example.org",
            name=f"Person {number}",
            reminded=plain or self.dice.random() > 0.15,
            told_news=plain or self.dice.random() > 0.15,
        )
        factories.MembershipFactory(
            person=person, board=self.board, role=role.value, agency=agency, since=date(2017, 1, 1)
        )
        self.persons[person.pk] = person
        at = agency.pk if agency else None
        self.oracle.people.append(
            Who(person.pk, person.email, role.value, at, person.reminded, person.told_news)
        )

    def _will_leave(self, who: Who) -> None:
        def leave(day: date) -> None:
            Membership.objects.filter(person_id=who.pk).update(until=day)
            who.left = day

        self.deeds[self.dice.choice(self.days[len(self.days) // 3 :])].append(leave)

    def _of(self, agency: Agency | None, role: Role) -> list[Who]:
        at = agency.pk if agency else None
        return [one for one in self.oracle.people if (one.role, one.agency) == (role.value, at)]

    def _standing(self, who: Who) -> Standing:
        found = standing_at(self.persons[who.pk], self.board.code)
        assert found is not None
        return found

    def _owe(self, number: int) -> None:
        """Something owed by a day of the year, and the day on which it is settled."""
        kind, agency = _KINDS[number % len(_KINDS)], self.dice.choice(self.agencies)
        due = self.dice.choice(self.days[3:])
        thing, settle = getattr(self, f"_{kind}")(number + 1, agency, due)
        self.oracle.things.append(thing)
        self._will_settle(thing, due, settle)

    def _will_settle(self, thing: Thing, due: date, settle: Callable[[date], None]) -> None:
        (span,) = self.dice.choices([one for one, _ in _WHEN], [often for _, often in _WHEN])
        if span is None:
            return
        day = self.oracle.shifted(due, self.dice.randint(*span))
        self.deeds[max(day, self.days[0])].append(settle)

    def _happened(self, day: date, words: str, thing: Thing, by: Who, people: tuple[int, ...] = ()) -> None:
        self.oracle.events.append(Event(day, words, thing.reference, thing.url, thing.agency, people, by.pk))

    def _reply(self, number: int, agency: Agency, due: date) -> tuple[Thing, Callable[[date], None]]:
        challenge = factories.ChallengeFactory(
            board=self.board,
            number=number,
            title=SECRET,
            state="awaiting",
            sent_at=_SENT,
            sent_by="B",
            due_on=due,
        )
        asked = factories.AskedFactory(challenge=challenge, agency=agency, due_on=due)
        thing = Thing(
            "reply", str(asked.pk), f"CH-{number}", f"/wessex/challenges/{number}/", agency.pk, (), True, due
        )
        waits = Waiting(f"Challenge to close: {thing.reference}", thing.url, Role.INDEPENDENT_CHAIR.value)
        (chair,), lead = self._of(None, Role.INDEPENDENT_CHAIR), self._of(agency, Role.AGENCY_LEAD)[0]

        def settle(day: date) -> None:
            challenges.reply(
                challenge_id=challenge.pk, agency_id=agency.pk, text=SECRET, by=self._standing(lead)
            )
            self._happened(day, "Reply came", thing, lead)
            reply = Reply.objects.get(asked=asked)
            challenges.judge(reply_id=reply.pk, verdict=Verb.ACCEPT, by=self._standing(chair))
            self._happened(day, "Reply judged", thing, chair)
            thing.due = None
            self.oracle.waiting.add(waits)
            if self.dice.random() < 0.8:
                self.deeds[self.oracle.shifted(day, self.dice.randint(1, 15))].append(close)

        def close(day: date) -> None:
            seen, by = Challenge.objects.get(pk=challenge.pk).version, self._standing(chair)
            challenges.tell_impact(
                challenge_id=challenge.pk, outcome=SECRET, impact=SECRET, chair_words="", seen=seen, by=by
            )
            challenges.close(challenge_id=challenge.pk, by=by)
            self._happened(day, "Challenge closed", thing, chair)
            self.oracle.waiting.remove(waits)

        def move(day: date) -> None:
            if thing.due is None:
                return
            later = self.oracle.shifted(day, 12)
            challenges.change_date(asked_id=asked.pk, due_on=later, reason=SECRET, by=self._standing(chair))
            self._happened(day, "Date of a reply changed", thing, chair)
            thing.due = later

        if self.dice.random() < 0.2:
            self.deeds[self.oracle.shifted(due, self.dice.randint(1, 12))].append(move)
        return thing, settle

    def _return(self, number: int, agency: Agency, due: date) -> tuple[Thing, Callable[[date], None]]:
        period = quarter(1980 + number, 1)
        owed = factories.ReturnFactory(
            board=self.board, agency=agency, first=period.first, last=period.last, due_on=due
        )
        thing = Thing(
            "return", str(owed.pk), period.short, f"/wessex/returns/{owed.pk}/", agency.pk, (), True, due
        )

        def settle(day: date) -> None:
            Return.objects.filter(pk=owed.pk).update(state="accepted", accepted_at=_SENT, accepted_by="B")
            thing.due = None

        return thing, settle

    def _action(self, number: int, agency: Agency, due: date) -> tuple[Thing, Callable[[date], None]]:
        leads = self._of(agency, Role.AGENCY_LEAD)
        owner = leads[1] if self.dice.random() < 0.4 else None
        action = factories.ActionFactory(
            board=self.board,
            number=number,
            agency=agency,
            owner_id=owner.pk if owner else None,
            due_on=due,
            text=SECRET,
        )
        named = (owner.pk,) if owner else ()
        url = f"/wessex/actions/{number}/"
        thing = Thing("action", str(action.pk), f"A-{number}", url, agency.pk, named, False, due)

        def settle(day: date) -> None:
            check_on = self.oracle.shifted(day, self.dice.randint(8, 40))
            seen = Action.objects.get(pk=action.pk).version
            follow_through.complete(
                action_id=action.pk, words=SECRET, seen=seen, check_on=check_on, by=self._standing(leads[0])
            )
            self._happened(day, "Action finished", thing, leads[0], named)
            thing.due = None
            self._check(action, thing, check_on, named)

        return thing, settle

    def _check(self, action: Action, of: Thing, due: date, named: tuple[int, ...]) -> None:
        """Somebody of the office is to look whether it stuck."""
        office = self._of(None, Role.BUSINESS_MANAGER)
        people = tuple(one.pk for one in office)
        check = Thing("check", of.key, of.reference, of.url, None, people, False, due)
        self.oracle.things.append(check)

        def settle(day: date) -> None:
            seen = Action.objects.get(pk=action.pk).version
            follow_through.embed(action_id=action.pk, words=SECRET, seen=seen, by=self._standing(office[0]))
            self._happened(day, "Action checked", of, office[0], named)
            check.due = None

        self._will_settle(check, due, settle)

    def _review(self, number: int, agency: Agency, due: date) -> tuple[Thing, Callable[[date], None]]:
        (owner,) = self._of(agency, Role.BOARD_MEMBER)
        risk = factories.RiskFactory(
            board=self.board, number=number, owner_id=owner.pk, title=SECRET, review_on=due
        )
        thing = Thing(
            "review",
            str(risk.pk),
            risk.reference,
            f"/wessex/risks/{number}/",
            None,
            (owner.pk,),
            False,
            due,
        )

        def settle(day: date) -> None:
            thing.due = day + timedelta(days=3650)
            Risk.objects.filter(pk=risk.pk).update(review_on=thing.due)

        return thing, settle
