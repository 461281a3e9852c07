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
        "sent_back_at": "official",
        "sent_back_by": "official",
        "sent_back_why": "official",
    }

    class State(models.TextChoices):
        """How far it has come. Whether it is overdue is asked of the clock, not stored."""

        DUE = "due", "due"
        RECEIVED = "received", "received"
        CHECKING = "checking", "being checked"
        TO_CORRECT = "to_correct", "to correct"
        READY = "ready", "ready to release"
        RELEASED = "released", "released, not yet accepted"
        ACCEPTED = "accepted", "accepted"
        SENT_BACK = "sent_back", "sent back"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="returns")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="returns")
    first = models.DateField()
    last = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=12, choices=State, default=State.DUE)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.CharField(max_length=500, blank=True)
    #: Its figures stand, marked, until superseded.
    sent_back_at = models.DateTimeField(null=True)
    sent_back_by = models.CharField(max_length=500, blank=True)
    sent_back_why = models.TextField(blank=True)

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
            models.CheckConstraint(
                condition=Q(sent_back_at__isnull=True, sent_back_by="", sent_back_why="")
                | (Q(sent_back_at__isnull=False) & ~Q(sent_back_by="") & ~Q(sent_back_why="")),
                name="return_sent_back_at_by_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}, {self.first} to {self.last}"
