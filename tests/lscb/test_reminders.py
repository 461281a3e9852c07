"""The daily digest: one a person a day at most, nobody forgotten, nothing told but kind, reference, date and link."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core import mail as django_mail
from django.test import Client

from agencies import mail, thread
from agencies.models import Agency, Board, Letter, Person
from agencies.rules import clock
from agencies.rules.roles import Role
from agencies.thread import Obligation, Owed
from lscb import reminders
from tests.factories import MembershipFactory, PersonFactory

Owing = Callable[..., None]


@pytest.fixture(autouse=True)
def _nothing_else_is_owed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thread, "obligation_sources", [])
    monkeypatch.setattr(thread, "owed_sources", [])
    monkeypatch.setattr(thread, "moved_sources", [])


@pytest.fixture
def owing(board: Board, health: Agency, monkeypatch: pytest.MonkeyPatch) -> Owing:
    """Let County Health, or another, owe something by a day."""

    def owe(
        due: date,
        *,
        agency: Agency | None = health,
        reference: str = "CH-29",
        people: tuple[int, ...] = (),
        statutory: bool = True,
    ) -> None:
        one = Obligation(
            board_id=board.pk,
            agency_id=agency.pk if agency else None,
            agency=agency.name if agency else "",
            people=people,
            kind="return",
            key=reference,
            reference=reference,
            words="A title that nobody else should read",
            due=due,
            url=f"/wessex/challenges/{reference}/",
            statutory=statutory,
        )
        before = thread.obligation_sources[-1] if thread.obligation_sources else lambda _: ()
        kept = (*before(board.pk), one)
        monkeypatch.setattr(
            thread, "obligation_sources", [lambda board_id: kept if board_id == board.pk else ()]
        )

    return owe


def digests() -> list[Letter]:
    return list(Letter.objects.filter(day__isnull=False).order_by("pk"))


def test_a_lead_is_told_five_working_days_before_with_no_title_and_no_agency(
    owing: Owing, health_lead: Person, health: Agency
) -> None:
    owing(date(2018, 5, 29))  # five working days on: the 28th is a bank holiday

    assert reminders.chase() == 1
    digest = digests()[0]
    assert (digest.to, digest.day) == (health_lead.email, clock.today())
    assert "Return due 29 May 2018: CH-29" in digest.text
    assert "/wessex/challenges/CH-29/" in digest.html
    assert "title" not in digest.text.lower().replace("<title>", "")
    assert health.name not in digest.text + digest.subject


def test_what_is_further_off_is_no_reason_to_write(owing: Owing, health_lead: Person) -> None:
    owing(date(2018, 6, 29))

    assert reminders.chase() == 0


def test_one_digest_holds_all_and_a_second_round_writes_none(owing: Owing, health_lead: Person) -> None:
    for number in range(3):
        owing(date(2018, 5, 21), reference=f"CH-{number}")

    assert reminders.chase() == 1
    assert reminders.chase() == 0
    assert digests()[0].about == [f"return CH-{n} /wessex/challenges/CH-{n}/" for n in range(3)]


def test_late_things_come_first_and_say_by_how_many_working_days(owing: Owing, health_lead: Person) -> None:
    owing(date(2018, 5, 21), reference="CH-1")
    owing(date(2018, 5, 14), reference="CH-2")

    reminders.chase()

    text = digests()[0].text
    assert text.index("Return due 14 May 2018, 5 working days late: CH-2") < text.index("CH-1")


def test_who_owes_by_name_is_told_and_the_agencys_leads_are_not(
    owing: Owing, health_lead: Person, board: Board, health: Agency
) -> None:
    named = PersonFactory(email="named@example.org")
    MembershipFactory(person=named, board=board, role=Role.BOARD_MEMBER.value)
    owing(date(2018, 5, 21), people=(named.pk,))

    reminders.chase()

    assert [one.to for one in digests()] == ["named@example.org"]


def test_an_agencys_board_member_hears_of_it_on_the_second_rung(
    owing: Owing, health_lead: Person, board: Board, health: Agency
) -> None:
    member = PersonFactory(email="member@example.org")
    MembershipFactory(person=member, board=board, role=Role.BOARD_MEMBER.value, agency=health)
    owing(date(2018, 5, 15))  # four working days late

    reminders.chase()
    assert "member@example.org" not in {one.to for one in digests()}

    clock.fix(date(2018, 5, 22))
    reminders.chase()
    assert "member@example.org" in {one.to for one in digests()}


def test_nobody_is_written_to_at_a_weekend_or_on_a_bank_holiday(owing: Owing, health_lead: Person) -> None:
    owing(date(2018, 5, 21))
    for day in (date(2018, 5, 26), date(2018, 5, 28)):
        clock.fix(day)
        assert reminders.chase() == 0


def test_a_digest_that_may_not_have_come_stands_in_the_next_days(owing: Owing, health_lead: Person) -> None:
    owing(date(2018, 5, 21))
    reminders.chase()
    Letter.objects.update(state=Letter.State.UNKNOWN)

    clock.fix(date(2018, 5, 22))
    assert reminders.chase() == 1


def test_a_digest_that_came_is_followed_only_when_there_is_a_reason(
    owing: Owing, health_lead: Person
) -> None:
    owing(date(2018, 5, 21))
    written = []
    for day in (21, 22, 23, 24, 25):
        clock.fix(date(2018, 5, day))
        written.append(reminders.chase())
        mail.send_waiting()

    assert written == [1, 1, 0, 0, 0]
    assert len(django_mail.outbox) == 2


def test_somebody_at_two_boards_gets_one_digest_of_both(
    owing: Owing, health_lead: Person, other_board: Board, health: Agency
) -> None:
    MembershipFactory(person=health_lead, board=other_board, role=Role.AGENCY_LEAD.value, agency=health)
    owing(date(2018, 5, 21))

    assert reminders.chase() == 1


def test_who_does_not_want_reminders_gets_those_the_law_asks_for(owing: Owing, health_lead: Person) -> None:
    Person.objects.update(reminded=False)
    owing(date(2018, 5, 21), reference="A-1", statutory=False)
    assert reminders.chase() == 0

    owing(date(2018, 5, 21), reference="CH-2")
    assert reminders.chase() == 1
    assert "CH-2" in digests()[0].text
    assert "A-1" not in digests()[0].text


def test_what_an_agency_is_late_with_is_told_whatever_was_chosen_and_what_is_ones_own_is_not(
    owing: Owing, health_lead: Person
) -> None:
    Person.objects.update(reminded=False)
    owing(date(2018, 5, 18), reference="R-1", agency=None, people=(health_lead.pk,), statutory=False)
    owing(date(2018, 5, 18), reference="A-1", statutory=False)

    assert reminders.chase() == 1
    assert "A-1" in digests()[0].text
    assert "R-1" not in digests()[0].text


@pytest.mark.parametrize(("reminded", "written"), [(True, 1), (False, 0)])
def test_what_has_no_day_is_named_to_who_wants_reminders(
    reminded: bool, written: int, chair: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    Person.objects.update(reminded=reminded)
    one = Owed(chair.pk, "County Health", "judge", "CH-29", "Judge it", None, "/wessex/challenges/29/")
    monkeypatch.setattr(thread, "owed_sources", [lambda standing: (one,)])

    assert reminders.chase() == written
    assert all("Reply to judge: CH-29" in one.text for one in digests())


def test_what_the_mail_server_refused_stands_on_the_agencys_page_with_its_reason(
    owing: Owing, health_lead: Person, chair: Person, health: Agency, client_of: Callable[..., Client]
) -> None:
    owing(date(2018, 5, 21))
    reminders.chase()
    Letter.objects.update(state=Letter.State.REFUSED, last_error="550 no such person here")

    page = client_of(chair).get(f"/wessex/owed/{health.code}/").content.decode()

    assert "refused by the mail server: 550 no such person here" in page
