"""The words people write into a report. Each saving is a version; none is overwritten."""

import pgtrigger
from django.db import models

from agencies.models import Board


class ReportText(models.Model):
    """One version of one section's text for one year."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "year": "official",
        "section": "official",
        "text": "official",
        "written_at": "official",
        "written_by": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="report_texts")
    year = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=500)

    class Meta:
        ordering = ["-pk"]
        triggers = [
            pgtrigger.Protect(name="report_texts_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.year}"
