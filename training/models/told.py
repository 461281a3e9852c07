"""Places told as numbers: how many of an agency's staff took a course in a period, as somebody sent it."""

import pghistory
from django.db import models
from django.db.models import F, Q

from agencies.models import Agency, Board
from training.models.course import Course
from training.models.intake import Intake


@pghistory.track()
class PlacesTold(models.Model):
    """One cell of a matrix of courses by agencies. It names nobody, and stands beside the records: never added to them.

    A corrected file changes it, and its history keeps what it was.
    """

    sensitivity = {
        "id": "official",
        "board": "official",
        "course": "official",
        "agency": "official",
        "first": "official",
        "last": "official",
        "telling": "official",
        "places": "official",
        "intake": "official",
        "sheet": "official",
        "cell": "official",
        "told_at": "official",
        "told_by": "official",
    }

    class Telling(models.TextChoices):
        """What the cell told."""

        PLACES = "places", "a number"
        NOT_TOLD = "not told", "not told"
        NOT_APPLICABLE = "not applicable", "does not apply"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="places_told")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="places_told")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="places_told")
    #: The period's days, both in it.
    first = models.DateField()
    last = models.DateField()
    telling = models.CharField(max_length=16, choices=Telling)
    places = models.PositiveIntegerField(null=True)
    #: The file, and where in it, that told so last.
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="places_told")
    sheet = models.CharField(max_length=200, blank=True)
    cell = models.CharField(max_length=20)
    told_at = models.DateTimeField()
    told_by = models.CharField(max_length=500)

    class Meta:
        verbose_name_plural = "places told"
        ordering = ["-first", "course__title", "agency__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "agency", "first", "last"], name="places_told_once_a_period"
            ),
            models.CheckConstraint(
                condition=Q(telling="places", places__isnull=False)
                | (~Q(telling="places") & Q(places__isnull=True)),
                name="places_told_are_a_number_or_none",
            ),
            models.CheckConstraint(condition=Q(last__gt=F("first")), name="places_told_of_a_period"),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.agency_id} {self.first}: {self.places}"
