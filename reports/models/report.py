"""Reports: what was gathered, frozen, and the PDF printed from it, each with its hash."""

import pghistory
from django.db import models
from django.db.models import Q

from agencies.models import Board


@pghistory.track(exclude=["data"])
class Report(models.Model):
    """One printing of a report. The stored PDF is the record; `data` is what it was printed from."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "kind": "official",
        "year": "official",
        "state": "official",
        "step": "official",
        "steps_done": "official",
        "steps_total": "official",
        "asked_at": "official",
        "asked_by": "official",
        "begun_on": "official",
        "built_on": "official",
        "attempts": "official",
        "data": "official",
        "data_sha256": "official",
        "stored": "official",
        "sha256": "official",
        "pages": "official",
        "trouble": "official",
    }

    class State(models.TextChoices):
        """How far it has come. ASKED and BUILDING are unfinished: a sweep takes them up again."""

        ASKED = "asked", "waiting to be built"
        BUILDING = "building", "being built"
        BUILT = "built", "draft"
        FAILED = "failed", "could not be built"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=20, default="annual", choices=[("annual", "annual report")])
    #: The year's first calendar year: 2017 is April 2017 to March 2018.
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    step = models.CharField(max_length=120, blank=True)
    steps_done = models.PositiveSmallIntegerField(default=0)
    steps_total = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=500)
    begun_on = models.DateTimeField(null=True)
    built_on = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    data = models.JSONField(null=True)
    data_sha256 = models.CharField(max_length=64, blank=True)
    stored = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField(null=True)
    trouble = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="built") | (~Q(stored="") & ~Q(sha256="") & Q(pages__gt=0)),
                name="built_report_has_its_pdf",
            ),
            models.UniqueConstraint(
                fields=["board", "kind", "year"],
                condition=Q(state__in=["asked", "building"]),
                name="one_report_building_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} report {self.year} of {self.board}"
