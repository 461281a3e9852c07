"""What a submission does to figures the board has already: returns restated, and figures no longer held."""

import pghistory
from django.db import models
from django.db.models import Q

from scorecard.models.figure import Figure
from scorecard.models.returns import Return
from scorecard.models.submission import Submission


@pghistory.track()
class Restatement(models.Model):
    """A released return whose figures a submission changes; released with a reason only."""

    sensitivity = {
        "id": "official",
        "submission": "official",
        "restated": "official",
        "new": "official",
        "changed": "official",
        "gone": "official",
        "reason": "official",
        "given_at": "official",
        "given_by": "official",
    }

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="restatements")
    restated = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="restatements")
    #: Figures of that return that would be new, changed, and no longer held.
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    reason = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True)
    given_by = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["restated__first", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "restated"], name="one_restatement_a_return"),
            models.CheckConstraint(
                condition=Q(given_at__isnull=True, given_by="", reason="")
                | (Q(given_at__isnull=False) & ~Q(given_by="") & ~Q(reason="")),
                name="restatement_at_by_and_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.restated}"


@pghistory.track()
class Gone(models.Model):
    """A released figure that the later file for its return no longer holds.

    It stands unless the sender withdraws it; either way somebody says why.
    """

    sensitivity = {
        "id": "official",
        "submission": "official",
        "figure": "official",
        "withdraw": "official",
        "reason": "official",
        "given_at": "official",
        "given_by": "official",
    }

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="gone")
    figure = models.ForeignKey(Figure, on_delete=models.PROTECT, related_name="+")
    withdraw = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True)
    given_by = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "gone"
        constraints = [
            models.UniqueConstraint(fields=["submission", "figure"], name="each_figure_gone_once"),
            models.CheckConstraint(
                condition=Q(given_at__isnull=True, given_by="", reason="")
                | (Q(given_at__isnull=False) & ~Q(given_by="") & ~Q(reason="")),
                name="gone_at_by_and_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.figure}"
