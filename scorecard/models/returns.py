"""What each agency owes for each quarter, and where that stands."""

import pghistory
from django.db import models
from django.db.models import F, Q

from agencies.models import Agency, Board


@pghistory.track()
class Return(models.Model):
    """One agency's return for one period. A submission answers it."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "agency": "official",
        "first": "official",
        "last": "official",
        "due_on": "official",
        "state": "official",
        "accepted_at": "official",
        "accepted_by": "official",
    }

    class State(models.TextChoices):
        """How far it has come. Whether it is overdue is asked of the clock, not stored."""

        DUE = "due", "due"
        TO_CORRECT = "to_correct", "to correct"
        READY = "ready", "ready to release"
        RELEASED = "released", "released, not yet accepted"
        ACCEPTED = "accepted", "accepted"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="returns")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="returns")
    first = models.DateField()
    last = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=12, choices=State, default=State.DUE)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-first", "agency__name"]
        constraints = [
            models.UniqueConstraint(fields=["board", "agency", "first", "last"], name="one_return_a_period"),
            models.CheckConstraint(condition=Q(last__gt=F("first")), name="return_period_in_order"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by="")
                | (Q(accepted_at__isnull=False) & ~Q(accepted_by="")),
                name="return_accepted_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}, {self.first} to {self.last}"
