"""Explanations: what an agency owes a word about, and the word once it is given."""

import pghistory
from django.db import models
from django.db.models import Q

from agencies.models import Agency, Board
from scorecard.models.area import Area
from scorecard.models.indicator import Indicator
from scorecard.models.submission import Submission


@pghistory.track()
class Explanation(models.Model):
    """One thing to explain about a figure; owed while `text` is empty. `code` is the finding's."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "agency": "official",
        "indicator": "official",
        "area": "official",
        "breakdown": "official",
        "first": "official",
        "last": "official",
        "code": "official",
        "asked": "official",
        "submission": "official",
        "asked_at": "official",
        "asked_by": "official",
        "text": "official",
        "explained_at": "official",
        "explained_by": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="explanations")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="explanations")
    #: Null when it is about a whole return, such as a row that is missing.
    indicator = models.ForeignKey(Indicator, null=True, on_delete=models.PROTECT, related_name="explanations")
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")
    breakdown = models.CharField(max_length=200, default="all")
    first = models.DateField()
    last = models.DateField()
    code = models.CharField(max_length=60)
    asked = models.TextField()
    #: Null where the chair asks, of a figure already released.
    submission = models.ForeignKey(
        Submission, null=True, on_delete=models.PROTECT, related_name="explanations"
    )
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=500)
    text = models.TextField(blank=True)
    explained_at = models.DateTimeField(null=True)
    explained_by = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["board", "agency"], condition=Q(text=""), name="explanations_owed")]
        constraints = [
            models.CheckConstraint(
                condition=Q(explained_at__isnull=True, explained_by="", text="")
                | (Q(explained_at__isnull=False) & ~Q(explained_by="") & ~Q(text="")),
                name="explanation_at_by_and_text",
            )
        ]

    def __str__(self) -> str:
        return self.asked
