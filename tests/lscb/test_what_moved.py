"""What moved since a person's last digest, in it: to whom it is told, once, and never a title or how anybody does."""

from collections.abc import Iterator
from datetime import date, datetime, time

import pytest
import time_machine

from agencies import mail, thread
from agencies.models import Agency, Board, Letter, Person
from agencies.rules import clock
from agencies.rules.clock import LONDON
from agencies.rules.roles import Role
from agencies.thread import Moved
from lscb import reminders
from lscb.reminders.digest import NEWS_SHOWN
from tests.factories import MembershipFactory, PersonFactory

MONDAY = date(2018, 5, 21)


@pytest.fixture(autouse=True)
def moved(monkeypatch: pytest.MonkeyPatch, board: Board) -> list[Moved]:
    """What moved; nothing is owed."""
    happened: list[Moved] = []

    def source(board_id: int, since: datetime, until: datetime) -> tuple[Moved, ...]:
        return tuple(one for one in happened if board_id == board.pk and since < one.at <= until)

    monkeypatch.setattr(thread, "obligation_sources", [])
    monkeypatch.setattr(thread, "owed_sources", [])
    monkeypatch.setattr(thread, "moved_sources", [source])
    return happened


@pytest.fixture(autouse=True)
def _machine() -> Iterator[None]:
    """Let the machine's clock go with the board's."""
    with time_machine.travel(datetime(2018, 5, 21, 9, tzinfo=LONDON), tick=False):
        yield


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), LONDON)


def chase_at(day: date, hour: int, minute: int = 0) -> list[str]:
    """Chase, and send what was written; the texts of the digests written, by whom they go to."""
    clock.fix(day)
    with time_machine.travel(at(day, hour, minute), tick=False):
        before = set(Letter.objects.values_list("pk", flat=True))
        reminders.chase()
        texts = [one.to + "\n" + one.text for one in Letter.objects.exclude(pk__in=before).order_by("to")]
        mail.send_waiting()
    return texts


def reply(when: datetime, agency: Agency, *, by: Person | None = None, number: int = 29) -> Moved:
    url = f"/wessex/challenges/{number}/"
    return Moved("Reply came", f"CH-{number}", when, url, frozenset({agency.pk}), by_id=by.pk if by else None)


def test_chair_office_and_the_agency_are_told_and_nobody_else_nor_who_did_it(
    moved: list[Moved],
    chair: Person,
    business_manager: Person,
    board_member: Person,
    analyst: Person,
    health: Agency,
    health_lead: Person,
    police_lead: Person,
    board: Board,
) -> None:
    member = PersonFactory(email="mary@example.org")
    MembershipFactory(person=member, board=board, role=Role.BOARD_MEMBER.value, agency=health)
    moved.append(reply(at(MONDAY, 8), health, by=health_lead))

    texts = chase_at(MONDAY, 9)

    assert [one.partition("@")[0] for one in texts] == ["bridget", "charlotte", "mary"]
    assert all("What moved\n- Reply came 21 May 2018: CH-29\n" in one for one in texts)
    assert all("/wessex/challenges/29/" in one for one in texts)
    assert all(health.name not in one for one in texts)
    letter = Letter.objects.latest("pk")
    assert letter.subject == "What moved at the safeguarding board"


def test_who_is_named_follows_it_whatever_their_agency(
    moved: list[Moved], health: Agency, police_lead: Person
) -> None:
    moved.append(
        Moved(
            "Action checked", "A-3", at(MONDAY, 8), "/wessex/actions/3/", people=frozenset({police_lead.pk})
        )
    )

    assert len(chase_at(MONDAY, 9)) == 1


def test_it_is_told_once_and_what_has_come_since_the_next_time(
    moved: list[Moved], chair: Person, health: Agency
) -> None:
    moved.append(reply(at(MONDAY, 8), health))
    assert len(chase_at(MONDAY, 9)) == 1

    moved.append(reply(at(MONDAY, 9, 1), health, number=30))
    assert chase_at(MONDAY, 17) == []  # one a day
    (second,) = chase_at(date(2018, 5, 22), 8)
    assert "CH-30" in second
    assert "CH-29" not in second
    assert chase_at(date(2018, 5, 23), 8) == []


def test_what_happened_a_moment_before_a_digest_is_in_the_next(
    moved: list[Moved], chair: Person, health: Agency
) -> None:
    moved.append(reply(at(MONDAY, 8), health))
    moved.append(reply(at(MONDAY, 8, 50), health, number=30))  # perhaps not saved when the digest was written

    (first,) = chase_at(MONDAY, 9)
    (second,) = chase_at(date(2018, 5, 22), 9)

    assert "CH-30" not in first
    assert "CH-30" in second


def test_what_a_digest_that_did_not_go_said_is_said_again(
    moved: list[Moved], chair: Person, health: Agency
) -> None:
    moved.append(reply(at(MONDAY, 8), health))
    clock.fix(MONDAY)
    reminders.chase()
    Letter.objects.update(state=Letter.State.UNKNOWN)

    (again,) = chase_at(date(2018, 5, 22), 9)
    assert "CH-29" in again


def test_who_does_not_want_to_be_told_is_not(moved: list[Moved], chair: Person, health: Agency) -> None:
    Person.objects.update(told_news=False)
    moved.append(reply(at(MONDAY, 8), health))

    assert chase_at(MONDAY, 9) == []


def test_a_long_list_is_cut_to_the_newest_and_says_how_many_more(
    moved: list[Moved], chair: Person, health: Agency
) -> None:
    moved += [reply(at(MONDAY, 7, n), health, number=n) for n in range(NEWS_SHOWN + 2)]

    (text,) = chase_at(MONDAY, 9)

    assert text.count("Reply came") == NEWS_SHOWN
    assert "- and 2 earlier" in text
    assert f"CH-{NEWS_SHOWN + 1}\n" in text
    assert "CH-1\n" not in text
