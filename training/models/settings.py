"""What a board sets for its training; a board without a row has the defaults."""

import pghistory
from django.db import models
from django.db.models import Q

from agencies.models import Board


@pghistory.track()
class TrainingSettings(models.Model):
    """When people are reminded, and how long it is kept who was trained and what they wrote, at one board."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "remind_days": "official",
        "names_kept": "official",
        "words_kept": "official",
        "set_at": "official",
        "set_by": "official",
    }

    board = models.OneToOneField(Board, on_delete=models.PROTECT, related_name="training_settings")
    #: Working days before a session on which those who are booked are reminded of it.
    remind_days = models.PositiveSmallIntegerField(default=3)
    #: Days after somebody's last session for which name and address are kept: four years, so that a certificate that
    #: lasts three can be renewed.
    names_kept = models.PositiveSmallIntegerField(default=1461)
    #: Days after a session for which free text about it is kept: what evaluations say, why somebody cancelled.
    words_kept = models.PositiveSmallIntegerField(default=731)
    set_at = models.DateTimeField(null=True)
    set_by = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "training settings"
        constraints = [
            models.CheckConstraint(condition=Q(remind_days__lte=20), name="reminded_within_weeks"),
            models.CheckConstraint(condition=Q(names_kept__gte=30), name="names_kept_a_month"),
            models.CheckConstraint(condition=Q(words_kept__gte=30), name="words_kept_a_month"),
            models.CheckConstraint(
                condition=Q(set_at__isnull=True, set_by="") | (Q(set_at__isnull=False) & ~Q(set_by="")),
                name="training_set_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"Training at {self.board_id}"
