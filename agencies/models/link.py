"""Signed links: how people without an account reach what is theirs, with a code sent to the same address."""

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from agencies.models.board import Board


@pghistory.track(exclude=["token_hash", "email"])
class SignedLink(models.Model):
    """A link sent to one work address, which opens one thing of one room until a day. Only its token's hash is kept."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "purpose": "official",
        "key": "official",
        "email": "personal",
        "token_hash": "personal",
        "sent_at": "official",
        "sent_by": "official",
        "expires_at": "official",
        "revoked_at": "official",
        "revoked_by": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="signed_links")
    #: What it opens, in its room's own words: `learner`, `team`, `trainer`.
    purpose = models.SlugField(max_length=20)
    #: Which one: that room's key.
    key = models.CharField(max_length=80)
    email = models.EmailField(max_length=254)
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    sent_by = models.CharField(max_length=500)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_by="")),
                name="link_revoked_at_and_by",
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="link_email_in_lower_case"),
        ]
        indexes = [models.Index(fields=["board", "purpose", "key"], name="links_by_what_they_open")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.key}"


class OneTimeCode(models.Model):
    """Six figures sent to a link's address: they open it once, within minutes, and only a few may be tried."""

    tracked = "It lives for minutes, and its use is entered in the record by the action that accepts it."
    sensitivity = {
        "id": "official",
        "link": "official",
        "code_hash": "personal",
        "sent_on": "official",
        "expires_on": "official",
        "tries": "official",
        "used_on": "official",
    }

    link = models.ForeignKey(SignedLink, on_delete=models.CASCADE, related_name="codes")
    code_hash = models.CharField(max_length=64)
    sent_on = models.DateTimeField()
    expires_on = models.DateTimeField()
    #: Wrong codes typed against it.
    tries = models.PositiveSmallIntegerField(default=0)
    used_on = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Code for link {self.link_id}"
