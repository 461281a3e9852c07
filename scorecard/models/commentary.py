"""What an agency says about its own figure, never edited; and whether the chair takes it as the explanation."""

import pghistory
import pgtrigger
from django.db import models

from agencies.models import Agency, Person
from scorecard.models.indicator import Indicator


class Commentary(models.Model):
    """One remark on an indicator for one period, by the agency that owns the figure."""

    sensitivity = {
        "id": "official",
        "indicator": "official",
        "agency": "official",
        "first": "official",
        "last": "official",
        "text": "official",
        "written_at": "official",
        "written_by": "personal",
        "written_words": "personal",
    }

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="commentaries")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="commentaries")
    first = models.DateField()
    last = models.DateField()
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    written_words = models.CharField(max_length=500)

    class Meta:
        verbose_name_plural = "commentaries"
        ordering = ["-last", "-pk"]
        triggers = [
            pgtrigger.Protect(name="commentaries_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.text[:60]


@pghistory.track()
class Judgement(models.Model):
    """Whether the chair takes a commentary as the explanation of its figure; the last word counts."""

    sensitivity = {
        "id": "official",
        "commentary": "official",
        "accepted": "official",
        "words": "official",
        "judged_at": "official",
        "judged_by": "personal",
        "judged_words": "personal",
    }

    commentary = models.OneToOneField(Commentary, on_delete=models.PROTECT, related_name="judgement")
    accepted = models.BooleanField()
    words = models.TextField(blank=True)
    judged_at = models.DateTimeField()
    judged_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    judged_words = models.CharField(max_length=500)

    def __str__(self) -> str:
        return "accepted" if self.accepted else f"not accepted: {self.words[:60]}"
