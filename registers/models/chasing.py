"""Chasing: which rung a late obligation has reached, when, and the chair's letters."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q

from agencies.models import Agency, Board


class RungReached(models.Model):
    """A late obligation taken up a rung, on a day: who was told. Every rung is dated and stays."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "agency": "official",
        "kind": "official",
        "key": "official",
        "reference": "official",
        "due_on": "official",
        "rung": "official",
        "reached_at": "official",
        "reached_by": "official",
        "told": "personal",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="rungs")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="rungs")
    #: What is owed: `reply`, `action`, `return`, …, its room's key for it, and what people call it.
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    reference = models.CharField(max_length=40)
    #: The date that was missed: a new date begins a new climb.
    due_on = models.DateField()
    rung = models.PositiveSmallIntegerField()
    reached_at = models.DateTimeField()
    reached_by = models.CharField(max_length=500)
    #: The names of those who were told.
    told = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "rungs reached"
        constraints = [
            models.UniqueConstraint(
                fields=["board", "agency", "kind", "key", "due_on", "rung"], name="one_rung_a_missed_date"
            ),
            models.CheckConstraint(condition=Q(rung__gte=1, rung__lte=4), name="rungs_one_to_four"),
        ]
        indexes = [models.Index(fields=["board", "kind", "key"], name="rungs_of_a_thing")]
        triggers = [
            pgtrigger.Protect(name="rungs_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: rung {self.rung}"


@pghistory.track()
class ChairLetter(models.Model):
    """A letter of the chair to a chief officer about what the agency owes: drafted, edited in versions, sent once."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "number": "official",
        "agency": "official",
        "officer": "personal",
        "title": "official",
        "email": "personal",
        "address": "official",
        "about": "official",
        "state": "official",
        "version": "official",
        "drafted_at": "official",
        "drafted_by": "official",
        "sent_at": "official",
        "sent_by": "official",
        "how": "official",
        "stored": "official",
        "sha256": "official",
        "dropped_at": "official",
        "dropped_by": "official",
        "dropped_why": "official",
    }

    class State(models.TextChoices):
        """How far it has come."""

        DRAFT = "draft", "draft"
        SENT = "sent", "sent"
        DROPPED = "dropped", "not sent"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="chair_letters")
    #: Counts up from 1 at each board: L-4.
    number = models.PositiveIntegerField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="chair_letters")
    officer = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    address = models.TextField(blank=True)
    #: The references it is about, as people call them: ["CH-29"].
    about = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    #: The newest of its versions.
    version = models.PositiveIntegerField(default=1)
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=500)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=500, blank=True)
    how = models.CharField(max_length=10, blank=True, choices=[("email", "by email"), ("post", "by post")])
    #: The PDF as it was sent.
    stored = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_by = models.CharField(max_length=500, blank=True)
    dropped_why = models.TextField(blank=True)

    class Meta:
        ordering = ["board", "number"]
        constraints = [
            models.UniqueConstraint(fields=["board", "number"], name="one_letter_a_number"),
            models.CheckConstraint(
                condition=~Q(state="sent") | (Q(sent_at__isnull=False) & ~Q(sha256="")),
                name="sent_letter_has_its_pdf",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What people call it: L-4."""
        return f"L-{self.number}"


class LetterVersion(models.Model):
    """The words of a letter as somebody left them. None is overwritten."""

    sensitivity = {
        "id": "official",
        "letter": "official",
        "version": "official",
        "text": "official",
        "written_at": "official",
        "written_by": "official",
    }

    letter = models.ForeignKey(ChairLetter, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=500)

    class Meta:
        ordering = ["letter", "version"]
        constraints = [models.UniqueConstraint(fields=["letter", "version"], name="one_text_a_version")]
        triggers = [
            pgtrigger.Protect(name="versions_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"Version {self.version} of {self.letter_id}"
