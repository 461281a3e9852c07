"""Signals: a series that moved beyond its usual variation, as it was when that was first seen."""

import pghistory
from django.db import models
from django.db.models import Q

from agencies.models import Agency
from scorecard.models.area import Area
from scorecard.models.commentary import Commentary
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
        "state": "official",
        "seen_at": "official",
        "seen_by": "official",
        "settled_at": "official",
        "settled_by": "official",
        "commentary": "official",
        "challenge": "official",
    }

    class State(models.TextChoices):
        """What became of it."""

        NEW = "new", "new"
        SEEN = "seen", "seen"
        EXPLAINED = "explained", "explained"
        CHALLENGED = "challenged", "challenged"

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
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    seen_at = models.DateTimeField(null=True)
    seen_by = models.CharField(max_length=500, blank=True)
    #: When it was explained or challenged, by whom, and with what.
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=500, blank=True)
    commentary = models.ForeignKey(Commentary, null=True, on_delete=models.PROTECT, related_name="explains")
    #: The reference of the challenge it led to, such as “CH-29”: the registers room's own.
    challenge = models.CharField(max_length=40, blank=True)

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
