"""Where a series begins anew: a changed definition, or a person's decision to judge it from a date on."""

import pghistory
from django.db import models
from django.db.models import Q

from scorecard.models.indicator import Indicator


@pghistory.track()
class Break(models.Model):
    """From `first` on an indicator's lines are judged by themselves. Taken back, never deleted."""

    sensitivity = {
        "id": "official",
        "indicator": "official",
        "first": "official",
        "kind": "official",
        "reason": "official",
        "made_at": "official",
        "made_by": "official",
        "taken_back_at": "official",
        "taken_back_by": "official",
    }

    class Kind(models.TextChoices):
        """Why it begins anew."""

        DEFINITION = "definition", "counted differently"
        REBASE = "rebase", "a new usual level"

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="breaks")
    #: The first day of the first period of the new stretch.
    first = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=500)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["first", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "first"],
                condition=Q(taken_back_at__isnull=True),
                name="one_break_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} from {self.first}: {self.reason[:40]}"
