"""Evaluations: what those who came said before, at the end and three months on, and what their managers saw."""

import pghistory
from django.db import models
from django.db.models import Q

from training.models.booking import Booking


@pghistory.track(exclude=["text"])
class Evaluation(models.Model):
    """One asking of one person about one session, and the answer when there is one."""

    sensitivity = {
        "id": "official",
        "booking": "official",
        "stage": "official",
        "asked_at": "official",
        "asked_by": "official",
        "answered_at": "official",
        "answered_by": "official",
        "knowledge": "official",
        "confidence": "official",
        "useful": "official",
        "changed": "official",
        "text": "personal",
    }

    class Stage(models.TextChoices):
        """When it is asked, and of whom."""

        BEFORE = "before", "before"
        END = "end", "at the end"
        THREE_MONTHS = "three_months", "three months on"
        MANAGER = "manager", "the manager’s view"

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="evaluations")
    stage = models.CharField(max_length=12, choices=Stage)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=500)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=500, blank=True)
    #: From 1 not at all to 5 very.
    knowledge = models.PositiveSmallIntegerField(null=True)
    confidence = models.PositiveSmallIntegerField(null=True)
    useful = models.PositiveSmallIntegerField(null=True)
    #: Whether practice changed; asked three months on, and of managers.
    changed = models.BooleanField(null=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["booking", "stage"], name="asked_once_a_stage"),
            models.CheckConstraint(
                condition=(Q(knowledge__isnull=True) | Q(knowledge__gte=1, knowledge__lte=5))
                & (Q(confidence__isnull=True) | Q(confidence__gte=1, confidence__lte=5))
                & (Q(useful__isnull=True) | Q(useful__gte=1, useful__lte=5)),
                name="scales_go_from_one_to_five",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booking_id}: {self.stage}"


@pghistory.track()
class Certificate(models.Model):
    """That somebody attended a course: anybody who holds its word may check it."""

    sensitivity = {
        "id": "official",
        "booking": "official",
        "word": "personal",
        "issued_at": "official",
        "issued_by": "official",
    }

    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, related_name="certificate")
    #: Random, long, and in the link that is printed on it.
    word = models.CharField(max_length=40, unique=True)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=500)

    def __str__(self) -> str:
        return f"Certificate {self.pk}"
