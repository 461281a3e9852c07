"""Tokens: keys that let an agency's own program send figures in its name."""

import pghistory
from django.db import models
from django.db.models import Q

from agencies.models.agency import Agency
from agencies.models.board import Board


@pghistory.track(exclude=["token_hash"])
class Token(models.Model):
    """One agency's key at one board. The key itself is shown once and kept as its hash."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "agency": "official",
        "name": "official",
        "hint": "official",
        "token_hash": "personal",
        "made_at": "official",
        "made_by": "official",
        "made_by_id": "personal",
        "revoked_at": "official",
        "revoked_by": "official",
        "last_used_on": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="tokens")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=100)
    #: The first characters of the key, to tell keys apart by.
    hint = models.CharField(max_length=20)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=500)
    #: Who answers for what comes by it.
    made_by_id = models.BigIntegerField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=500, blank=True)
    #: The day it was last used, so that a forgotten key is noticed.
    last_used_on = models.DateField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_by="")),
                name="token_revoked_at_and_by",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}…)"
