"""Who has which part in a self-assessment, until when. Whoever has no account is reached by a signed link."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q

from agencies.models import Person
from agencies.rules import clock
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from registers.actions.section_11.held import enter_of_assessment, held_assessment
from registers.actions.section_11.sending import send_link, shut_links
from registers.actions.words import line
from registers.models import Assessment, Assignment
from registers.rules.section_11.parts import PART_WORDS, Part
from registers.rules.section_11.states import State, Verb, after


@transaction.atomic
def assign(
    *,
    assessment_id: int,
    part: Part,
    name: str,
    email: str,
    by: Standing,
    until: date | None = None,
    tell: bool = True,
) -> Assignment:
    """Give somebody a part. In a running cycle they are written to at once, unless `tell` says not.

    Another executive takes the place of the one before. Raises `Refused` for a moderator without an account here, and
    for somebody who has the part already.
    """
    assessment = held_assessment(assessment_id, by)
    where = address_of(email)
    if until is not None and until <= clock.today():
        raise Refused("That day has passed: until when is it theirs?")
    person = person_at(by.board_id, where)
    if part is Part.MODERATOR and person is None:
        raise Refused("A moderator needs an account at this board. Invite them first, or choose another.")
    open_ones = list(
        Assignment.objects.select_for_update().filter(assessment=assessment, part=part, ended_at__isnull=True)
    )
    if any(one.email == where for one in open_ones):
        raise Refused(f"That address is its {PART_WORDS[part].lower()} already.")
    if part is Part.EXECUTIVE:
        for one in open_ones:
            end_part(one, by.actor)
    made = Assignment.objects.create(
        assessment=assessment,
        part=part.value,
        name=line(name, empty="Enter the name."),
        email=where,
        person=person,
        since=clock.today(),
        until=until,
        added_at=clock.now(),
        added_by=by.actor.words,
    )
    words = f"Named the {PART_WORDS[part].lower()} at {assessment.agency.name}."
    enter_of_assessment(assessment, "assign", words, by.actor, by.board_code)
    if tell and assessment.cycle.launched_at is not None and part is not Part.MODERATOR:
        send_link(assignment=made, by=by.actor)
        note_sent(assessment, by.actor)
    return made


@transaction.atomic
def end(*, assignment_id: int, by: Standing) -> Assignment:
    """End somebody's part today: every link they have is shut. What they wrote stays, with their name."""
    found = Assignment.objects.filter(pk=assignment_id).first()
    if found is None:
        raise Refused("No such part.")
    assessment = held_assessment(found.assessment_id, by)
    found = Assignment.objects.select_for_update().get(pk=assignment_id)
    if found.ended_at is not None:
        raise Refused("That part has ended already.")
    found.assessment = assessment
    end_part(found, by.actor)
    words = f"Ended the part of the {PART_WORDS[Part(found.part)].lower()} at {assessment.agency.name}."
    enter_of_assessment(assessment, "end_assignment", words, by.actor, by.board_code)
    return found


@transaction.atomic
def set_until(*, assignment_id: int, until: date | None, by: Standing) -> Assignment:
    """Change until when a part is somebody's; None for no day."""
    found = Assignment.objects.filter(pk=assignment_id, ended_at__isnull=True).first()
    if found is None:
        raise Refused("That part has ended.")
    assessment = held_assessment(found.assessment_id, by)
    if until == found.until:
        raise Refused("Nothing has changed.")
    if until is not None and until <= clock.today():
        raise Refused("That day has passed. To take the part away today, end it.")
    found.until = until
    found.save(update_fields=["until"])
    day = f"until {until:%-d %B %Y}" if until else "with no last day"
    words = (
        f"The part of the {PART_WORDS[Part(found.part)].lower()} at {assessment.agency.name} is theirs {day}."
    )
    enter_of_assessment(assessment, "set_until", words, by.actor, by.board_code)
    return found


def end_part(assignment: Assignment, by: Actor) -> None:
    """End a part and shut its links, inside the caller's transaction, which enters it."""
    assignment.ended_at, assignment.ended_by = clock.now(), by.words
    assignment.save(update_fields=["ended_at", "ended_by"])
    shut_links(assignment, by)


def note_sent(assessment: Assessment, by: Actor) -> None:
    """Note that an organisation was asked; the first time is kept."""
    if assessment.sent_at is not None:
        return
    assessment.state = after(Verb.SEND, State(assessment.state)).value
    assessment.sent_at, assessment.sent_by = clock.now(), by.words
    assessment.save(update_fields=["state", "sent_at", "sent_by"])


def address_of(email: str) -> str:
    """An email address as it is kept. Raises `Refused` for what is none."""
    where = line(email, empty="Enter an email address.", longest=254).lower()
    try:
        validate_email(where)
    except ValidationError:
        raise Refused("That is no email address, such as name@example.org.") from None
    return where


def person_at(board_id: int, email: str) -> Person | None:
    """Who has an account with this address and a role at the board today."""
    today = clock.today()
    return (
        Person.objects.filter(
            Q(memberships__until__isnull=True) | Q(memberships__until__gt=today),
            email=email,
            is_active=True,
            memberships__board_id=board_id,
            memberships__since__lte=today,
        )
        .distinct()
        .first()
    )
