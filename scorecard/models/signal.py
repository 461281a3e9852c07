"""Signals: a series that moved beyond its usual variation, as it was when that was first seen."""

import pghistory
from django.db import models
from django.db.models import Q

from agencies.models import Agency
from scorecard.models.area import Area
from scorecard.models.indicator import Indicator


@pghistory.track()
class Signal(models.Model):
    """One run of unusual points on one side. It keeps the value and limits it was raised with.

    `agency` is empty for the board's own line over every agency.
    """

    sensitivity = {
        "id": "official",
        "indicator": "official",
        "agency": "official",
        "area": "official",
        "breakdown": "official",
        "side": "official",
        "special": "official",
        "first": "official",
        "last": "official",
        "latest_last": "official",
        "ended_last": "official",
        "value": "official",
        "mean": "official",
        "lower": "official",
        "upper": "official",
        "raised_at": "official",
        "raised_by": "official",
    }

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="signals")
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="signals")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="signals")
    breakdown = models.CharField(max_length=200, default="all")
    side = models.CharField(max_length=4, choices=[("high", "high"), ("low", "low")])
    special = models.CharField(max_length=20)
    #: The period it was first seen in.
    first = models.DateField()
    last = models.DateField()
    #: The last day of the latest period that still carries it; and of the clean period that ended it.
    latest_last = models.DateField()
    ended_last = models.DateField(null=True)
    value = models.DecimalField(max_digits=20, decimal_places=6)
    mean = models.DecimalField(max_digits=20, decimal_places=6)
    lower = models.DecimalField(max_digits=20, decimal_places=6)
    upper = models.DecimalField(max_digits=20, decimal_places=6)
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "agency", "area", "breakdown", "side"],
                condition=Q(ended_last__isnull=True),
                nulls_distinct=False,
                name="one_open_signal_a_side",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.side} since {self.first}"
