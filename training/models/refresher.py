"""After how many months a course is taken again, by what somebody works as."""

import pghistory
from django.db import models
from django.db.models import Q

from agencies.models import Board
from training.models.course import Course
from training.models.learner import Profession


@pghistory.track()
class RefresherRule(models.Model):
    """One rule of a board: a course, a profession or everybody who has no rule of their own, and the months."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "course": "official",
        "profession": "official",
        "months": "official",
        "set_at": "official",
        "set_by": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="refresher_rules")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="refresher_rules")
    #: None: for everybody who has no rule of their own.
    profession = models.ForeignKey(
        Profession, null=True, blank=True, on_delete=models.PROTECT, related_name="refresher_rules"
    )
    months = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=500)

    class Meta:
        ordering = ["course__number", "profession__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "profession"],
                nulls_distinct=False,
                name="one_refresher_rule_a_profession",
            ),
            models.CheckConstraint(
                condition=Q(months__gte=1, months__lte=120), name="refreshed_in_ten_years"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}: {self.months} months"
