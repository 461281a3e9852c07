"""What a board sets for its scorecard: whom it compares itself with, how small a number it hides."""

import pghistory
from django.db import models
from django.db.models import Q

from agencies.models import Agency, Board


@pghistory.track()
class ComparatorSet(models.Model):
    """Authorities a board compares itself with, such as its statistical neighbours."""

    sensitivity = {
        "id": "public",
        "board": "public",
        "name": "public",
        "area_codes": "public",
        "set_at": "official",
        "set_by": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="comparator_sets")
    name = models.CharField(max_length=120)
    #: ONS codes, in the order they are shown.
    area_codes = models.JSONField(default=list)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=500)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["board", "name"], name="one_set_a_name")]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class SmallNumbers(models.Model):
    """Which counts a board hides from the public; for one agency's figures, by its source's stricter rule."""

    sensitivity = {
        "id": "public",
        "board": "public",
        "agency": "public",
        "highest": "public",
        "round_to": "public",
        "set_at": "official",
        "set_by": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="small_numbers")
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="+")
    #: Counts from one to this are hidden; zero is shown.
    highest = models.PositiveSmallIntegerField()
    #: All other counts are rounded to the nearest of this.
    round_to = models.PositiveSmallIntegerField(default=1)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=500)

    class Meta:
        verbose_name_plural = "small numbers"
        constraints = [
            models.UniqueConstraint(
                fields=["board", "agency"], nulls_distinct=False, name="one_rule_of_small_numbers"
            ),
            models.CheckConstraint(
                condition=Q(highest__gte=5, round_to__gte=1),
                name="small_numbers_hide_enough",
                violation_error_message="Counts of one to five are always hidden.",
            ),
        ]

    def __str__(self) -> str:
        return f"1 to {self.highest}"
