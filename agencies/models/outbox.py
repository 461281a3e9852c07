"""Letters waiting to be sent: written in the same transaction as what they tell of."""

import pghistory
from django.db import models
from django.db.models import Q


@pghistory.track(exclude=["text"])
class Letter(models.Model):
    """An email, waiting or sent. A lost mail server loses no letter."""

    sensitivity = {
        "id": "official",
        "to": "personal",
        "subject": "official",
        "text": "personal",
        "written_on": "official",
        "sent_on": "official",
        "tries": "official",
        "last_error": "official",
    }

    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    written_on = models.DateTimeField()
    sent_on = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["id"], condition=Q(sent_on__isnull=True), name="letters_waiting")]

    def __str__(self) -> str:
        return self.subject
