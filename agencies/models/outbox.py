"""Letters waiting to be sent: written in the same transaction as what they tell of."""

import pghistory
from django.db import models
from django.db.models import Q

from agencies.models.person import Person


@pghistory.track(exclude=["text", "html", "to", "last_error", "calendar"])
class Letter(models.Model):
    """An email, waiting or sent. A lost mail server loses no letter.

    A daily digest has the person and day it is for: the database allows one a person a day.
    """

    sensitivity = {
        "id": "official",
        "to": "personal",
        "subject": "official",
        "text": "personal",
        "html": "personal",
        "calendar": "official",
        "attached": "official",
        "attached_name": "official",
        "person": "personal",
        "day": "official",
        "about": "official",
        "state": "official",
        "written_on": "official",
        "claimed_on": "official",
        "sent_on": "official",
        "tries": "official",
        "last_error": "personal",
    }

    class State(models.TextChoices):
        """How far it has come. CLAIMED: a worker is about to send it, or died over it."""

        WAITING = "waiting", "waiting"
        CLAIMED = "claimed", "being sent"
        SENT = "sent", "sent"
        UNKNOWN = "unknown", "unknown: it may have been sent or not"
        REFUSED = "refused", "refused by the mail server"
        LAPSED = "lapsed", "not sent that day; the next day’s says the same"

    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    #: An iCalendar file that goes with it, whole.
    calendar = models.TextField(blank=True)
    #: A kept file that goes with it, and what it is called there.
    attached = models.CharField(max_length=200, blank=True)
    attached_name = models.CharField(max_length=120, blank=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="digests")
    day = models.DateField(null=True)
    #: What a digest names: each thing's kind, reference and page.
    about = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    written_on = models.DateTimeField()
    claimed_on = models.DateTimeField(null=True)
    sent_on = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "day"], condition=Q(day__isnull=False), name="one_digest_a_person_a_day"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True, day__isnull=True)
                | Q(person__isnull=False, day__isnull=False),
                name="digest_has_person_and_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_on__isnull=False), name="sent_letter_says_when"
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(state__in=["waiting", "claimed", "unknown"]), name="letters_unsent"
            )
        ]

    def __str__(self) -> str:
        return self.subject
