"""What an agency said once about how its own files are to be read: one row a version, never changed."""

import pgtrigger
from django.db import models

from agencies.models import Agency, Board


class Layout(models.Model):
    """The answers of one agency, in one version; the highest counts. `answers` is `Answers` as JSON.

    `headings_seen` are the headings of the file they were given for: a later file's are held against them.
    """

    sensitivity = {
        "id": "official",
        "board": "official",
        "agency": "official",
        "version": "official",
        "answers": "official",
        "headings_seen": "official",
        "made_at": "official",
        "made_by": "official",
    }
    tracked = "never changed: each version is a row of its own"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="layouts")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="layouts")
    version = models.PositiveIntegerField()
    answers = models.JSONField(default=dict)
    headings_seen = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=500)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["board", "agency", "version"], name="one_layout_a_version")
        ]
        triggers = [pgtrigger.Protect(name="layouts_stay", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.agency}, version {self.version}"
