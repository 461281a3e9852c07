"""A cycle of 120 organisations: 30 Section 11 bodies, 60 schools, 30 invited; what each does by the dice."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from agencies.models import Agency, AgencyKind, Board, Person
from agencies.queries.standings import standing_at
from agencies.rules import clock
from agencies.rules.kinds import KINDS
from agencies.rules.roles import Role
from agencies.rules.standing import Standing
from registers.actions.dates import keep_change
from registers.actions.section_11 import cycles, organisations
from registers.models import Answer, Assessment, Assignment, Cycle, Standard
from tests import factories
from tests.registers.section_11.cycle_oracle import Oracle, Org, works

LAUNCHED, DUE, REPORT = date(2018, 9, 3), date(2018, 10, 26), date(2018, 12, 14)
MANAGER_EMAIL = "bridget@example.org"
_KINDS = [
    *[("section_11", code) for code in ("police", "acute_trust", "community_trust", "probation", "prison")]
    * 6,
    *[("own_duty", code) for code in ("maintained_school",) * 3 + ("academy",) * 2 + ("independent_schools",)]
    * 10,
    *[("invited", code) for code in ("voluntary_sector", "faith", "sport")] * 10,
]
#: Working days after its day on which an organisation signs off, and how often; None is never.
_WHEN: tuple[tuple[tuple[int, int] | None, int], ...] = (
    ((-20, -1), 40),
    ((0, 0), 8),
    ((1, 4), 14),
    ((6, 9), 12),
    ((11, 18), 10),
    ((21, 27), 6),
    (None, 10),
)


class World:
    """The board, its cycle, and the same in plain Python for the oracle."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.board: Board = factories.BoardFactory(code="wessex", name="Wessex Board")
        self.manager = self._person("Bridget Marsh", Role.BUSINESS_MANAGER, None, MANAGER_EMAIL)
        self._person("Charlotte Adeyemi", Role.INDEPENDENT_CHAIR, None, "charlotte@example.org")
        standards = factories.StandardSetFactory(board=self.board)
        self.standards: list[Standard] = [
            factories.StandardFactory(standards=standards, number=n, title=f"Standard {n}") for n in (1, 2, 3)
        ]
        self.cycle: Cycle = factories.CycleFactory(
            board=self.board, name="2018-19", standards=standards, opens_on=LAUNCHED, due_on=DUE,
            launched_at=None, launched_by="", report_on=REPORT,
        )  # fmt: skip
        facts = {one.code: one for one in KINDS}
        kinds: dict[str, AgencyKind] = {
            code: factories.AgencyKindFactory(
                code=code, name=facts[code].name, duty=facts[code].duty, kindly=facts[code].kindly
            )
            for _, code in dict.fromkeys(_KINDS)
        }
        self.assessments: dict[int, Assessment] = {}
        self.orgs = [
            self._ask(number, duty, kinds[code], facts[code].kindly)
            for number, (duty, code) in enumerate(_KINDS, 1)
        ]
        self.oracle = Oracle(self.orgs, LAUNCHED)

    @property
    def office(self) -> Standing:
        """The business manager, today."""
        found = standing_at(self.manager, self.board.code)
        assert found is not None
        return found

    def launch(self) -> None:
        """Send everybody's letter."""
        cycles.launch(cycle_id=self.cycle.pk, by=self.office)

    def morning(self, day: date) -> None:
        """Let happen what happens on this day, before the round."""
        for one in self.orgs:
            pk = self.assessments[one.number].pk
            if one.left_out_on == day:
                organisations.leave_out(assessment_id=pk, reason="It has closed.", by=self.office)
            if one.out(day):
                continue
            if day in one.given and one.comes_to.get(day) != "sent_back":
                organisations.give_time(
                    assessment_id=pk, due_on=one.given[day], reason="They asked for it.", by=self.office
                )
            if day in one.comes_to:
                self._come_to(pk, one, one.comes_to[day], day)
        self.oracle.morning(day)

    def _come_to(self, pk: int, org: Org, state: str, day: date) -> None:
        found, now = Assessment.objects.get(pk=pk), clock.now()
        found.state = state
        if state == "submitted":
            found.submitted_at, found.submitted_by = now, "The executive"
            for standard in self.standards:
                Answer.objects.update_or_create(
                    assessment=found, standard=standard, defaults={"score": self.dice.randint(0, 3)}
                )
        if state == "sent_back":
            found.sent_back_at, found.sent_back_why = now, "No evidence."
            self._move(found, org.given[day])
        found.save()

    def _move(self, found: Assessment, due: date) -> None:
        keep_change(
            board_id=self.board.pk, kind="assessment", key=found.pk, was=found.due_on, becomes=due,
            reason="Sent back.", by=self.office.actor,
        )  # fmt: skip
        found.due_on = due

    def _person(self, name: str, role: Role, agency: Agency | None, email: str) -> Person:
        person: Person = factories.PersonFactory(name=name, email=email, told_news=False)
        factories.MembershipFactory(person=person, board=self.board, role=role.value, agency=agency)
        return person

    def _ask(self, number: int, duty: str, kind: AgencyKind, kindly: bool) -> Org:
        org = Org(number, duty, kind.code, kindly, DUE)
        agency = factories.AgencyFactory(code=f"org-{number:03}", name=org.name, kind=kind)
        asked = factories.AssessmentFactory(
            cycle=self.cycle, agency=agency, duty=duty, kindly=kindly, due_on=DUE, basis=""
        )
        self.assessments[number] = asked
        self._people(org, asked, agency)
        if "author" not in org.links and not org.account and "substitute" not in org.links:
            org.state = "not_sent"
        else:
            self._script(org)
        return org

    def _people(self, org: Org, asked: Assessment, agency: Agency) -> None:
        """An author, by a link or, at every fifth body, with an account; some stand in; bodies and schools sign."""
        if org.number in (40, 100):  # nobody is known there
            return
        person = None
        if org.duty == "section_11":
            factories.SeatFactory(board=self.board, agency=agency)
            if org.number % 5 == 0:
                org.account = f"author-{org.number}@body.example"
                person = self._person(f"Author {org.number}", Role.AGENCY_LEAD, agency, org.account)
        if org.number % 17:
            self._assign(asked, org, "author", person)
        if self.dice.random() < 0.5 or not org.number % 17:
            self._assign(asked, org, "substitute", None)
        if org.duty != "invited":
            self._assign(asked, org, "executive", None)

    def _assign(self, asked: Assessment, org: Org, part: str, person: Person | None) -> None:
        email = person.email if person else f"{part}-{org.number}@org.example"
        Assignment.objects.create(
            assessment=asked, part=part, name=f"{part} {org.number}", email=email, person=person,
            since=date(2018, 8, 1), added_at=clock.now(), added_by="Bridget Marsh",
        )  # fmt: skip
        if person is None:
            org.links[part] = email

    def _script(self, org: Org) -> None:
        """When it opens, writes and signs off; a few have more time, are sent back, or leave."""
        dice = self.dice
        (span,) = dice.choices([when for when, _ in _WHEN], [often for _, often in _WHEN])
        if span is None:
            if dice.random() < 0.5:
                org.comes_to[_shifted(LAUNCHED, dice.randint(1, 20))] = "opened"
            if dice.random() < 0.2:
                org.left_out_on = _shifted(DUE, dice.randint(-10, 12))
            return
        signed = _shifted(DUE, dice.randint(*span))
        asked_on = _shifted(DUE, dice.choice([-6, -2, 3]))
        if dice.random() < 0.2 and asked_on < signed:
            org.given[asked_on] = _shifted(DUE, dice.choice([8, 12]))
        org.comes_to = {_shifted(LAUNCHED, 3): "opened", _shifted(LAUNCHED, 9): "draft", signed: "submitted"}
        if dice.random() < 0.25 and signed < date(2018, 11, 12):
            back = _shifted(signed, 4)
            org.comes_to[back] = "sent_back"
            org.given[back] = _shifted(max(back, *org.given.values(), DUE), 7)
            if dice.random() < 0.7:
                org.comes_to[_shifted(back, dice.choice([6, 12]))] = "submitted"
        elif dice.random() < 0.6:
            org.comes_to[_shifted(signed, 6)] = "moderated"
            org.comes_to[_shifted(signed, 8)] = "agreed"


def days() -> Iterator[date]:
    """Every day from the day after the launch to the board's report."""
    day = LAUNCHED + timedelta(days=1)
    while day <= REPORT:
        yield day
        day += timedelta(days=1)


def _shifted(day: date, number: int) -> date:
    step = timedelta(days=1 if number > 0 else -1)
    for _ in range(abs(number)):
        day += step
        while not works(day):
            day += step
    return day
