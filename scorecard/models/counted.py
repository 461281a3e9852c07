"""Indicators that are counted from the board's own records: from when on their figures come from nowhere else."""

import pghistory
from django.db import models

from agencies.models import Board


@pghistory.track()
class CountedHere(models.Model):
    """From its day on, an indicator's figures are worked out from records kept here; what a return says is not taken.

    By code, not by version: a definition that changes does not change where the figures come from.
    """

    sensitivity = {
        "id": "official",
        "board": "official",
        "code": "official",
        "since": "official",
        "source": "official",
        "set_at": "official",
        "set_by": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="counted_here")
    code = models.CharField(max_length=20)
    #: The first day of the first quarter counted here.
    since = models.DateField()
    #: From what, in words: “the board’s training records”.
    source = models.CharField(max_length=120)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=500)

    class Meta:
        verbose_name_plural = "counted here"
        constraints = [models.UniqueConstraint(fields=["board", "code"], name="one_beginning_an_indicator")]

    def __str__(self) -> str:
        return f"{self.code} since {self.since}"
