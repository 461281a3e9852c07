"""Board meetings: who was invited and came, what was decided about what."""

import pghistory
from django.db import models
from django.db.models import Q

from agencies.models import Agency, Board


@pghistory.track()
class Meeting(models.Model):
    """One meeting of the board or of a group of it."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "number": "official",
        "title": "official",
        "held_on": "official",
        "place": "official",
        "counts": "official",
        "closed_at": "official",
        "closed_by": "official",
        "version": "official",
        "called_at": "official",
        "called_by": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120, default="Board meeting")
    held_on = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    #: Whether attendance counts towards W10a: meetings of the board itself do.
    counts = models.BooleanField(default=True)
    #: Its attendance and decisions are settled.
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    called_at = models.DateTimeField()
    called_by = models.CharField(max_length=500)

    class Meta:
        ordering = ["board", "held_on", "number"]
        constraints = [models.UniqueConstraint(fields=["board", "number"], name="one_meeting_a_number")]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What people call it: M-7."""
        return f"M-{self.number}"


@pghistory.track()
class Invited(models.Model):
    """A seat's invitation to a meeting, and who came for it."""

    sensitivity = {
        "id": "official",
        "meeting": "official",
        "agency": "official",
        "came": "official",
        "who": "personal",
        "substitute": "official",
    }

    class Came(models.TextChoices):
        """Whether anybody sat there."""

        UNKNOWN = "", "not noted"
        YES = "yes", "attended"
        APOLOGIES = "apologies", "sent apologies"
        NO = "no", "absent"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invited")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="invited")
    came = models.CharField(max_length=10, choices=Came, default=Came.UNKNOWN, blank=True)
    who = models.CharField(max_length=200, blank=True)
    substitute = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "invited"
        constraints = [models.UniqueConstraint(fields=["meeting", "agency"], name="one_invitation_a_seat")]

    def __str__(self) -> str:
        return f"{self.agency_id} to {self.meeting_id}"


@pghistory.track()
class Decision(models.Model):
    """What a meeting decided, and about what: a challenge, a risk, an action, an indicator, or none of these."""

    sensitivity = {
        "id": "official",
        "meeting": "official",
        "minute": "official",
        "text": "official",
        "kind": "official",
        "key": "official",
        "about": "official",
        "url": "official",
        "decided_at": "official",
        "decided_by": "official",
    }

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    minute = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    kind = models.CharField(max_length=20, blank=True)
    key = models.CharField(max_length=80, blank=True)
    about = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=500)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="", key="") | (~Q(kind="") & ~Q(key="")), name="decision_about_a_thing"
            )
        ]
        indexes = [models.Index(fields=["kind", "key"], name="decisions_of_a_thing")]

    def __str__(self) -> str:
        return self.text[:60]
