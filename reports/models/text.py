"""The words people write into a report: each saving is a version; who was asked to write, comments, signing off."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q

from agencies.models import Person
from reports.models.report import Report


class ReportText(models.Model):
    """One version of one section's text. None is overwritten."""

    sensitivity = {
        "id": "official",
        "report": "official",
        "section": "official",
        "text": "official",
        "written_at": "official",
        "written_by": "official",
        "author": "personal",
        "as_chair": "official",
    }

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="texts")
    section = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=500)
    author = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    #: Whether the chair wrote it: then the business manager confirms the draft before the chair approves it.
    as_chair = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]
        triggers = [
            pgtrigger.Protect(name="report_texts_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.section} of {self.report}"


@pghistory.track()
class Authorship(models.Model):
    """Somebody who was asked to write one section, by when, and whether they have signed it off."""

    sensitivity = {
        "id": "official",
        "report": "official",
        "section": "official",
        "author": "personal",
        "due_on": "official",
        "asked_at": "official",
        "asked_by": "official",
        "ended_at": "official",
        "ended_by": "official",
        "signed_off": "official",
        "signed_off_at": "official",
    }

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="authorships")
    section = models.CharField(max_length=40)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="authorships")
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=500)
    #: No longer asked to.
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=500, blank=True)
    #: The version they signed off; a later one undoes it.
    signed_off = models.ForeignKey(ReportText, null=True, on_delete=models.PROTECT, related_name="+")
    signed_off_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["report", "section", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "section", "author"],
                condition=Q(ended_at__isnull=True),
                name="one_authorship_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.author} on {self.section}"


@pghistory.track()
class Comment(models.Model):
    """A remark on one section's text, until somebody has settled it."""

    sensitivity = {
        "id": "official",
        "report": "official",
        "section": "official",
        "text": "official",
        "written_at": "official",
        "written_by": "official",
        "settled_at": "official",
        "settled_by": "official",
        "answer": "official",
    }

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="comments")
    section = models.CharField(max_length=40)
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=500)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=500, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["report", "section", "pk"]

    def __str__(self) -> str:
        return f"comment on {self.section}"
