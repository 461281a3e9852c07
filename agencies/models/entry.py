"""The record of what was done: one named entry an action, kept for good."""

import pgtrigger
from django.db import models


class Entry(models.Model):
    """What someone did and what it meant. No foreign keys: the record outlives its subjects."""

    sensitivity = {
        "id": "official",
        "board_code": "official",
        "at": "official",
        "by_id": "personal",
        "by": "personal",
        "verb": "official",
        "kind": "official",
        "reference": "official",
        "words": "official",
        "details": "official",
    }

    board_code = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    by = models.CharField(max_length=500)
    #: Such as `submissions.release`.
    verb = models.CharField(max_length=80)
    #: What it was done to: `submission`, `person`, …, and its id.
    kind = models.CharField(max_length=40)
    reference = models.CharField(max_length=80)
    words = models.TextField()
    details = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["at", "id"]
        indexes = [
            models.Index(fields=["kind", "reference"], name="entry_of_a_thing"),
            # A board's latest are asked for at every view of its scorecard, however long the record of all grows.
            models.Index(fields=["board_code", "id"], name="latest_entries_of_a_board"),
        ]
        triggers = [
            pgtrigger.Protect(name="entries_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.words
