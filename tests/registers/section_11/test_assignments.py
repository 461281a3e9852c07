"""Parts in a self-assessment: given, told of, changed, ended; and letters sent again or shut."""

from collections.abc import Callable
from datetime import date

import pytest

from agencies.models import Agency, Board, Entry, Letter, Person, SignedLink
from agencies.rules import clock
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from registers.actions.section_11 import assignments, cycles, organisations, sending
from registers.models import Assessment, Assignment, Cycle
from registers.queries.section_11.parts import assignments_now, parts_of
from registers.queries.section_11.people import parts_kept
from registers.rules.section_11.parts import Part
from tests.conftest import TODAY
from tests.factories import AssignmentFactory

StandingOf = Callable[[Person], Standing]


@pytest.fixture
def asked(planned: Cycle, force: Agency, office: Standing) -> Assessment:
    """The force, in a cycle that runs; nobody is named yet."""
    made = organisations.add(cycle_id=planned.pk, agency=force, by=office)
    cycles.launch(cycle_id=planned.pk, by=office)
    made.refresh_from_db()
    return made


def named(asked: Assessment, office: Standing, part: Part = Part.AUTHOR, **given: object) -> Assignment:
    who = {"name": "Ada Writer", "email": "ada@force.example"} | given
    return assignments.assign(assessment_id=asked.pk, part=part, by=office, **who)  # type: ignore[arg-type]


def test_several_write_and_each_has_the_part_from_today(asked: Assessment, office: Standing) -> None:
    first = named(asked, office)
    second = named(asked, office, name="Bea Second", email="bea@force.example")
    third = named(asked, office, Part.SUBSTITUTE)

    assert assignments_now(asked) == (first, second, third)
    assert first.since == TODAY
    assert Letter.objects.count() == 3


def test_a_name_never_stands_in_the_record(asked: Assessment, office: Standing) -> None:
    made = named(asked, office)
    sending.send_again(assignment_id=made.pk, by=office)
    sending.revoke_links(assignment_id=made.pk, by=office)
    assignments.set_until(assignment_id=made.pk, until=date(2018, 6, 1), by=office)
    assignments.end(assignment_id=made.pk, by=office)

    said = [one.words for one in Entry.objects.filter(kind="assessment")]
    assert "Named the author at County Force." in said
    assert "Ended the part of the author at County Force." in said
    assert not [one for one in said if "Ada" in one or "ada@" in one]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"email": "ada"}, "That is no email address"),
        ({"email": ""}, "Enter an email address"),
        ({"name": " "}, "Enter the name"),
        ({"until": TODAY}, "That day has passed"),
        ({"part": Part.MODERATOR}, "A moderator needs an account"),
    ],
)
def test_a_part_that_does_not_fit_is_not_given(
    asked: Assessment, office: Standing, given: dict[str, object], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        named(asked, office, **given)  # type: ignore[arg-type]
    assert not Assignment.objects.exists()


def test_an_address_has_a_part_once_in_any_case(asked: Assessment, office: Standing) -> None:
    named(asked, office)

    with pytest.raises(Refused, match="is its author already"):
        named(asked, office, email="ADA@force.example")


def test_another_executive_takes_the_place_of_the_one_before(asked: Assessment, office: Standing) -> None:
    before = named(asked, office, Part.EXECUTIVE)
    after = named(asked, office, Part.EXECUTIVE, name="Eve New", email="eve@force.example")

    assert assignments_now(asked) == (after,)
    before.refresh_from_db()
    assert before.ended_at is not None
    assert SignedLink.objects.get(key=str(before.pk)).revoked_at is not None
    assert SignedLink.objects.get(key=str(after.pk)).revoked_at is None


def test_somebody_with_an_account_here_has_their_part_by_it_and_one_elsewhere_comes_by_link(
    asked: Assessment,
    office: Standing,
    police_lead: Person,
    outsider: Person,
    standing_of: StandingOf,
) -> None:
    by_account = named(asked, office, name="Paul Nicholls", email=police_lead.email.upper())
    by_link = named(asked, office, name="Oliver Stone", email=outsider.email)
    moderator = named(asked, office, Part.MODERATOR, name="Paul Nicholls", email=police_lead.email)

    assert (by_account.person, by_link.person) == (police_lead, None)
    assert parts_of(standing_of(police_lead), asked) == {Part.AUTHOR, Part.MODERATOR}
    assert {one.to for one in Letter.objects.all()} == {police_lead.email, outsider.email}
    with pytest.raises(Refused, match="Moderators are not sent links"):
        sending.send_again(assignment_id=moderator.pk, by=office)


def test_a_part_given_by_address_before_the_account_is_theirs_by_it(
    asked: Assessment, health_lead: Person, standing_of: StandingOf
) -> None:
    AssignmentFactory(assessment=asked, part="executive", email=health_lead.email)

    assert parts_of(standing_of(health_lead), asked) == {Part.EXECUTIVE}


def test_a_part_ends_on_its_last_day_by_itself_and_at_once_when_it_is_ended(
    asked: Assessment, office: Standing, police_lead: Person, standing_of: StandingOf
) -> None:
    until = date(2018, 6, 1)
    made = named(asked, office, name="Paul Nicholls", email=police_lead.email, until=until)
    paul = standing_of(police_lead)
    with clock.at(date(2018, 5, 31)):
        assert parts_of(paul, asked) == {Part.AUTHOR}
    with clock.at(until):
        assert parts_of(paul, asked) == frozenset()
        with pytest.raises(Refused, match="That part has ended"):
            sending.send_again(assignment_id=made.pk, by=office)

    assignments.end(assignment_id=made.pk, by=office)

    assert parts_of(paul, asked) == frozenset()
    for act in (
        lambda: assignments.end(assignment_id=made.pk, by=office),
        lambda: assignments.set_until(assignment_id=made.pk, until=None, by=office),
        lambda: sending.revoke_links(assignment_id=made.pk, by=office),
    ):
        with pytest.raises(Refused, match="ended"):
            act()


def test_until_when_is_changed_to_a_day_to_come(asked: Assessment, office: Standing) -> None:
    made = named(asked, office)
    changed = assignments.set_until(assignment_id=made.pk, until=date(2018, 6, 1), by=office)
    assert changed.until == date(2018, 6, 1)
    with pytest.raises(Refused, match="Nothing has changed"):
        assignments.set_until(assignment_id=made.pk, until=date(2018, 6, 1), by=office)
    with pytest.raises(Refused, match="That day has passed"):
        assignments.set_until(assignment_id=made.pk, until=TODAY, by=office)
    assert assignments.set_until(assignment_id=made.pk, until=None, by=office).until is None


def test_a_letter_sent_again_speaks_as_a_reminder_and_leaves_earlier_links_open(
    asked: Assessment, office: Standing
) -> None:
    made = named(asked, office)
    sending.send_again(assignment_id=made.pk, by=office)

    again = Letter.objects.latest("pk")
    assert "a reminder" in again.subject
    assert "It is due on 29 June 2018." in again.text
    assert SignedLink.objects.filter(revoked_at__isnull=True).count() == 2
    with clock.at(date(2018, 7, 2)):
        sending.send_again(assignment_id=made.pk, by=office)
    assert "It was due on 29 June 2018." in Letter.objects.latest("pk").text


def test_the_invited_are_asked_again_in_friendly_words(
    planned: Cycle, charity: Agency, office: Standing
) -> None:
    made = organisations.add(cycle_id=planned.pk, agency=charity, by=office)
    cycles.launch(cycle_id=planned.pk, by=office)
    one = named(made, office)
    with clock.at(date(2018, 7, 2)):
        sending.send_again(assignment_id=one.pk, by=office)

    text = Letter.objects.latest("pk").text
    assert "We had hoped for it by 29 June 2018." in text
    assert "due" not in text


def test_links_are_shut_and_the_part_stays(asked: Assessment, office: Standing) -> None:
    made = named(asked, office)
    assert parts_kept(office, asked)[0].link_until is not None

    assert sending.revoke_links(assignment_id=made.pk, by=office) == 1

    assert parts_kept(office, asked)[0].link_until is None
    assert assignments_now(asked) == (made,)
    with pytest.raises(Refused, match="No link of theirs works"):
        sending.revoke_links(assignment_id=made.pk, by=office)


def test_the_daily_job_writes_to_nobody_whose_part_ended_or_who_is_no_longer_asked(
    asked: Assessment, office: Standing
) -> None:
    made = named(asked, office)
    ended = assignments.end(assignment_id=named(asked, office, Part.EXECUTIVE).pk, by=office)
    organisations.leave_out(assessment_id=asked.pk, reason="It closed.", by=office)
    before = Letter.objects.count()

    with pytest.raises(Refused, match="That part has ended"):
        sending.send_link(assignment=ended, by=Actor(None, "The daily job"))
    made.refresh_from_db()
    with pytest.raises(Refused, match="It is no longer asked for"):
        sending.send_link(assignment=made, by=Actor(None, "The daily job"))
    assert Letter.objects.count() == before


def test_before_the_launch_nobody_is_written_to(planned: Cycle, charity: Agency, office: Standing) -> None:
    made = organisations.add(cycle_id=planned.pk, agency=charity, by=office)
    one = named(made, office)

    with pytest.raises(Refused, match="when the cycle is launched"):
        sending.send_again(assignment_id=one.pk, by=office)
    assert not Letter.objects.exists()


def test_nobody_else_gives_parts_or_sends_letters(
    board: Board, asked: Assessment, office: Standing, board_member: Person, standing_of: StandingOf
) -> None:
    made, martin = named(asked, office), standing_of(board_member)
    for act in (
        lambda: named(asked, martin, email="mo@force.example"),
        lambda: assignments.end(assignment_id=made.pk, by=martin),
        lambda: assignments.set_until(assignment_id=made.pk, until=None, by=martin),
        lambda: sending.send_again(assignment_id=made.pk, by=martin),
        lambda: sending.revoke_links(assignment_id=made.pk, by=martin),
    ):
        with pytest.raises(Refused, match="Only the independent chair and the business manager"):
            act()
