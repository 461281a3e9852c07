"""Actions: one kind for challenges, risks, meetings, Section 11 gaps and reviews' recommendations."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q

from agencies.models import Agency, Board, Person
from registers.models.origin import FromSomewhere
from registers.rules.actions import STATE_WORDS, State


@pghistory.track()
class Action(FromSomewhere):
    """Something an agency or a person will do by a day: complete when done, embedded when it is seen to stick."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "number": "official",
        "text": "official",
        **FromSomewhere.from_sensitivity,
        "agency": "official",
        "owner": "personal",
        "owner_words": "official",
        "due_on": "official",
        "state": "official",
        "version": "official",
        "agreed_at": "official",
        "agreed_by": "official",
        "completed_at": "official",
        "completed_by": "personal",
        "completed_words": "official",
        "check_on": "official",
        "checked_at": "official",
        "checked_by": "personal",
        "checked_words": "official",
        "dropped_at": "official",
        "dropped_by": "official",
        "dropped_why": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="actions")
    #: Counts up from 1 at each board: A-12.
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=500)
    #: The agency that does it; empty for the board's own office.
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="actions")
    #: The person, where one is named; else the agency's leads answer for it.
    owner = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="actions")
    owner_words = models.CharField(max_length=200, blank=True)
    due_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=[(one.value, STATE_WORDS[one]) for one in State], default=State.OPEN.value
    )
    version = models.PositiveIntegerField(default=1)
    agreed_at = models.DateTimeField()
    agreed_by = models.CharField(max_length=500)
    completed_at = models.DateTimeField(null=True)
    completed_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    completed_words = models.TextField(blank=True)
    #: The day on which to look whether it stuck.
    check_on = models.DateField(null=True)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    checked_words = models.TextField(blank=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_by = models.CharField(max_length=500, blank=True)
    dropped_why = models.TextField(blank=True)

    class Meta:
        ordering = ["board", "number"]
        constraints = [
            models.UniqueConstraint(fields=["board", "number"], name="one_action_a_number"),
            models.CheckConstraint(
                condition=~Q(state__in=["complete", "embedded"]) | Q(completed_at__isnull=False),
                name="finished_action_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="embedded") | Q(checked_at__isnull=False),
                name="embedded_action_was_checked",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | (Q(dropped_at__isnull=False) & ~Q(dropped_why="")),
                name="dropped_action_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["board", "origin_kind", "origin_key"], name="actions_by_origin"),
            models.Index(fields=["board", "state", "due_on"], name="actions_by_state"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What people call it: A-12."""
        return f"A-{self.number}"


class ProgressNote(models.Model):
    """What somebody said about how an action goes."""

    sensitivity = {
        "id": "official",
        "action": "official",
        "text": "official",
        "noted_at": "official",
        "noted_by": "official",
    }
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField()
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=500)

    class Meta:
        ordering = ["pk"]
        triggers = [
            pgtrigger.Protect(name="notes_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"Note {self.pk} on {self.action_id}"
