"""Case audits: a theme, how many cases, how they were graded, what they showed. Never a case."""

import pghistory
from django.db import models
from django.db.models import Q

from agencies.models import Agency, Board


@pghistory.track()
class CaseAudit(models.Model):
    """A look at cases by several agencies. A later one on the same theme says whether anything changed."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "number": "official",
        "theme": "official",
        "held_on": "official",
        "cases": "official",
        "showed": "official",
        "again": "official",
        "version": "official",
        "recorded_at": "official",
        "recorded_by": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="audits")
    #: Counts up from 1 at each board: AU-3.
    number = models.PositiveIntegerField()
    theme = models.CharField(max_length=200)
    held_on = models.DateField()
    cases = models.PositiveSmallIntegerField()
    showed = models.TextField()
    #: The audit this one repeats.
    again = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="repeated"
    )
    agencies = models.ManyToManyField(Agency, through="AuditedAgency", related_name="audits")
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=500)

    class Meta:
        ordering = ["board", "number"]
        constraints = [
            models.UniqueConstraint(fields=["board", "number"], name="one_audit_a_number"),
            models.CheckConstraint(condition=Q(cases__gte=1), name="an_audit_looks_at_cases"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What people call it: AU-3."""
        return f"AU-{self.number}"


@pghistory.track()
class AuditedAgency(models.Model):
    """An agency that took part in an audit."""

    sensitivity = {"id": "official", "audit": "official", "agency": "official"}

    audit = models.ForeignKey(CaseAudit, on_delete=models.PROTECT, related_name="parts")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="audit_parts")

    class Meta:
        verbose_name_plural = "audited agencies"
        constraints = [
            models.UniqueConstraint(fields=["audit", "agency"], name="one_part_an_agency_in_an_audit")
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} in {self.audit_id}"


@pghistory.track()
class AuditGrade(models.Model):
    """How many of an audit's cases were given one grade."""

    sensitivity = {"id": "official", "audit": "official", "grade": "official", "number": "official"}

    class Grade(models.TextChoices):
        """The inspectorate's four words."""

        OUTSTANDING = "outstanding", "Outstanding"
        GOOD = "good", "Good"
        REQUIRES = "requires", "Requires improvement"
        INADEQUATE = "inadequate", "Inadequate"

    audit = models.ForeignKey(CaseAudit, on_delete=models.PROTECT, related_name="grades")
    grade = models.CharField(max_length=12, choices=Grade)
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["audit", "grade"], name="one_count_a_grade")]

    def __str__(self) -> str:
        return f"{self.number} {self.grade}"
