"""People: invited by a business manager, coming in, leaving."""

import hashlib
import secrets
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from agencies import mail
from agencies.actions import record
from agencies.models import Agency, Board, Invitation, Membership, Person
from agencies.permissions import can_invite
from agencies.queries.words import vocabulary_of
from agencies.rules import clock
from agencies.rules.roles import BUNDLES, Role
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused

#: How long an invitation opens the door.
INVITATION_LASTS = timedelta(days=14)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def add_person(
    *, email: str, name: str, by: Actor, job_title: str = "", password: str | None = None
) -> Person:
    """Enter a person who may sign in; without a password nobody can sign in as them until they set one."""
    person = Person(email=email.strip().lower(), name=name, job_title=job_title)
    person.set_password(password)
    person.save()
    record.enter(by=by, verb="people.add", kind="person", reference=person.pk, words=f"Entered {name}.")
    return person


@transaction.atomic
def set_password(*, person: Person, password: str, how: str) -> None:
    """Set the password someone chose for themselves; `how` says by which link, for the record."""
    person.set_password(password)
    person.save(update_fields=["password"])
    record.enter(
        by=Actor(person.pk, person.name),
        verb="people.set_password",
        kind="person",
        reference=person.pk,
        words=f"{person.name} set a password by {how}.",
    )


@transaction.atomic
def choose_mail(*, person: Person, reminded: bool, told_news: bool) -> bool:
    """Keep what a person chose to be told of by email; False where nothing changed.

    What the law asks for, and what an agency is late with, is told whatever is chosen.
    """
    chosen = Person.objects.select_for_update().get(pk=person.pk)
    if (chosen.reminded, chosen.told_news) == (reminded, told_news):
        return False
    chosen.reminded, chosen.told_news = reminded, told_news
    chosen.save(update_fields=["reminded", "told_news"])
    record.enter(
        by=Actor(person.pk, person.name),
        verb="people.choose_mail",
        kind="person",
        reference=person.pk,
        words=(
            f"{person.name} chose {'' if reminded else 'not '}to be reminded of what no law asks for, "
            f"and {'' if told_news else 'not '}to be told what moved."
        ),
    )
    return True


@transaction.atomic
def give_role(
    *,
    person: Person,
    board: Board,
    role: Role,
    by: Actor,
    agency: Agency | None = None,
    since: date | None = None,
) -> Membership:
    """Give a person a role at a board, for an agency where the role has one."""
    membership = Membership.objects.create(
        person=person, board=board, role=role.value, agency=agency, since=since or clock.today()
    )
    title = vocabulary_of(board).role(role, membership.since)
    record.enter(
        by=by,
        verb="people.give_role",
        kind="person",
        reference=person.pk,
        board_code=board.code,
        words=f"Made {person.name} {title}{f' for {agency.name}' if agency else ''}.",
    )
    return membership


@transaction.atomic
def invite(*, email: str, name: str, role: Role, agency: Agency | None, by: Standing) -> Invitation:
    """Invite someone by email; the link in the letter works once, for a fortnight.

    Raises `Refused` when the inviter may not, when the role needs an agency, or when that person
    already holds the role or an open invitation to it.
    """
    can_invite(by).demand()
    email = email.strip().lower()
    title = by.vocabulary.role(role, clock.today()).inside
    if BUNDLES[role].needs_agency and agency is None:
        raise Refused(f"Choose the agency this {title} is for.")
    if not BUNDLES[role].needs_agency:
        agency = None
    same = {"board_id": by.board_id, "role": role.value, "agency": agency}
    if Membership.objects.filter(person__email__iexact=email, until__isnull=True, **same).exists():
        raise Refused(f"{email} already is {title} here.")
    if Invitation.objects.filter(
        email=email,
        accepted_at__isnull=True,
        withdrawn_at__isnull=True,
        expires_at__gt=timezone.now(),
        **same,
    ).exists():
        raise Refused(f"{email} already has an invitation. Take it back first to send a new one.")
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email,
        name=name.strip(),
        token_hash=_hash(token),
        sent_at=timezone.now(),
        sent_by_id=by.person_id,
        expires_at=timezone.now() + INVITATION_LASTS,
        **same,
    )
    mail.queue(
        to=email,
        subject=f"{by.board_name}: your invitation",
        text=(
            f"Hello {name.strip()},\n\n{by.name} invites you to {by.board_name} as "
            f"{title}{f' for {agency.name}' if agency else ''}.\n\n"
            f"Choose your password here within 14 days; the link works once:\n"
            f"{settings.PUBLIC_URL}/invitation/{token}/\n\n"
            "If you did not expect this, ignore it and nothing happens.\n"
        ),
    )
    record.enter(
        by=by.actor,
        verb="people.invite",
        kind="invitation",
        reference=invitation.pk,
        board_code=by.board_code,
        words=f"Invited {name.strip()} as {title}{f' for {agency.name}' if agency else ''}.",
    )
    return invitation


def invitation_for(token: str) -> Invitation | None:
    """The invitation this token opens, if it is still open."""
    return (
        Invitation.objects.select_related("board", "agency")
        .filter(
            token_hash=_hash(token),
            accepted_at__isnull=True,
            withdrawn_at__isnull=True,
            expires_at__gt=timezone.now(),
        )
        .first()
    )


@transaction.atomic
def accept(*, token: str, password: str) -> Person:
    """Take up an invitation: the person is entered (or found by email) and given the role.

    Someone who already has a password keeps it: `password` then is ignored, so that an invitation
    sent to a known address can never be used to change that person's password.
    Raises `Refused` when the link has been used, taken back or is too old, or the role is held already.
    """
    invitation = Invitation.objects.select_for_update(of=("self",)).filter(token_hash=_hash(token)).first()
    if invitation is None or invitation.accepted_at or invitation.withdrawn_at:
        raise Refused("This invitation has been used or taken back. Ask the business manager for a new one.")
    if invitation.expires_at <= timezone.now():
        raise Refused("This invitation is more than 14 days old. Ask the business manager for a new one.")
    invited = Actor(None, f"{invitation.name} (invited)")
    person = Person.objects.filter(email__iexact=invitation.email).first()
    if person is None:
        person = add_person(email=invitation.email, name=invitation.name, by=invited)
    if not person.has_usable_password():
        set_password(person=person, password=password, how="the link in an invitation")
    if Membership.objects.filter(
        person=person,
        board=invitation.board,
        role=invitation.role,
        agency=invitation.agency,
        until__isnull=True,
    ).exists():
        raise Refused("You already have this role. Sign in with the password you have.")
    give_role(
        person=person,
        board=invitation.board,
        role=Role(invitation.role),
        agency=invitation.agency,
        by=invited,
    )
    invitation.accepted_at = timezone.now()
    invitation.accepted_by = person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    record.enter(
        by=Actor(person.pk, person.name),
        verb="people.accept",
        kind="invitation",
        reference=invitation.pk,
        board_code=invitation.board.code,
        words=f"{person.name} took up the invitation.",
    )
    return person


@transaction.atomic
def withdraw_invitation(*, invitation_id: int, by: Standing) -> None:
    """Take an invitation back: its link stops working."""
    can_invite(by).demand()
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .filter(pk=invitation_id, board_id=by.board_id, accepted_at__isnull=True, withdrawn_at__isnull=True)
        .first()
    )
    if invitation is None:
        raise Refused("That invitation has already been used or taken back.")
    invitation.withdrawn_at = timezone.now()
    invitation.withdrawn_by_id = by.person_id
    invitation.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record.enter(
        by=by.actor,
        verb="people.withdraw_invitation",
        kind="invitation",
        reference=invitation.pk,
        board_code=by.board_code,
        words=f"Took back the invitation to {invitation.name}.",
    )


@transaction.atomic
def end_membership(*, membership_id: int, by: Standing) -> None:
    """End a role from today. What the person did stays on record. Nobody ends their own."""
    can_invite(by).demand()
    membership = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("person")
        .filter(pk=membership_id, board_id=by.board_id, until__isnull=True)
        .first()
    )
    if membership is None:
        raise Refused("That role has already ended.")
    if membership.person_id == by.person_id:
        raise Refused("You cannot end your own access. Ask another business manager.")
    membership.until = clock.today()
    membership.save(update_fields=["until"])
    title = by.vocabulary.role(Role(membership.role), clock.today()).inside
    record.enter(
        by=by.actor,
        verb="people.end_membership",
        kind="person",
        reference=membership.person_id,
        board_code=by.board_code,
        words=f"Ended {membership.person.name}’s role as {title}.",
    )
