"""People, the hats they wear at boards, and invitations to come in."""

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from agencies.models.agency import Agency
from agencies.models.board import Board
from agencies.rules.roles import BUNDLES, Role


class People(BaseUserManager["Person"]):
    """Finds people by email whatever its case. People are made by actions, never here."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person with this email address, in any case."""
        return self.get(email__iexact=username)


@pghistory.track(exclude=["password", "last_login"])
class Person(AbstractBaseUser):
    """Someone who may sign in. Shared across boards; what they may do comes from memberships alone."""

    sensitivity = {
        "id": "official",
        "password": "personal",
        "last_login": "personal",
        "email": "personal",
        "name": "personal",
        "job_title": "personal",
        "is_active": "official",
        "reminded": "personal",
        "told_news": "personal",
    }

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200)
    job_title = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    #: What this person chose of the daily email: to be reminded of what no law asks for; to be told what moved.
    reminded = models.BooleanField(default=True)
    told_news = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = People()

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="email_in_lower_case",
                violation_error_message="Email addresses are kept in lower case.",
            )
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Membership(models.Model):
    """A person's role at a board and, where the role has one, the agency it is for."""

    sensitivity = {
        "id": "official",
        "person": "personal",
        "board": "official",
        "role": "official",
        "agency": "official",
        "since": "official",
        "until": "official",
    }

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40, choices=[(role.value, BUNDLES[role].title) for role in Role])
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "board", "role", "agency"],
                nulls_distinct=False,
                condition=Q(until__isnull=True),
                name="one_open_membership_a_role",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.AGENCY_LEAD.value) | Q(agency__isnull=False),
                name="agency_lead_has_an_agency",
                violation_error_message="An agency lead needs an agency.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.role} at {self.board}"


@pghistory.track(exclude=["token_hash"])
class Invitation(models.Model):
    """An invitation by a business manager. There is no open sign-up. Only the token's hash is kept."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "email": "personal",
        "name": "personal",
        "role": "official",
        "agency": "official",
        "token_hash": "personal",
        "sent_at": "official",
        "sent_by": "personal",
        "expires_at": "official",
        "accepted_at": "official",
        "accepted_by": "personal",
        "withdrawn_at": "official",
        "withdrawn_by": "personal",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=40, choices=[(role.value, BUNDLES[role].title) for role in Role])
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="invitation_withdrawn_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} invited to {self.board}"
