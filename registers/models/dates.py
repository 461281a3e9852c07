"""Every change of a date, with its reason: slippage is normal, and must be seen."""

import pgtrigger
from django.db import models

from agencies.models import Board


class DateChange(models.Model):
    """A day something was due, moved. Nothing is overwritten: the first and every later date stay known."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "kind": "official",
        "key": "official",
        "was_on": "official",
        "becomes_on": "official",
        "reason": "official",
        "changed_at": "official",
        "changed_by": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="date_changes")
    #: What it is the date of: `reply` (an asking's key), `action`, `review` (a risk's), or an upper room's own word.
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    was_on = models.DateField(null=True)
    becomes_on = models.DateField(null=True)
    reason = models.TextField()
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=500)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["board", "kind", "key"], name="date_changes_of_a_thing")]
        triggers = [
            pgtrigger.Protect(name="dates_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.becomes_on}"
