"""Bookings: who asked for a place, in which order, and what became of it."""

import pghistory
from django.db import models
from django.db.models import Q

from agencies.models import Agency
from training.models.course import Session
from training.models.learner import Learner, Profession
from training.rules.bookings import STATE_WORDS, State


@pghistory.track(exclude=["manager_email", "ended_why"])
class Booking(models.Model):
    """A person and a session. Primary keys tell the order in which the database accepted them."""

    sensitivity = {
        "id": "official",
        "session": "official",
        "learner": "official",
        "agency": "official",
        "profession": "official",
        "state": "official",
        "walk_in": "official",
        "manager_email": "personal",
        "substitute_for": "official",
        "booked_at": "official",
        "booked_by": "official",
        "approved_at": "official",
        "approved_by": "official",
        "ended_at": "official",
        "ended_by": "official",
        "ended_why": "personal",
        "attended_how": "official",
        "code_tries": "official",
        "imported": "official",
        "reminded_on": "official",
    }

    class How(models.TextChoices):
        """How it is known that somebody came."""

        NONE = "", "not known to have come"
        LIST = "list", "the trainer’s list"
        CODE = "code", "the code on the trainer’s screen"
        PAPER = "paper", "a paper list"
        IMPORT = "import", "an agency’s own system"

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="bookings")
    learner = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="bookings")
    #: Where they worked, and as what, then: people move, counts do not.
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="bookings")
    profession = models.ForeignKey(Profession, null=True, on_delete=models.PROTECT, related_name="bookings")
    state = models.CharField(max_length=16, choices=[(one.value, STATE_WORDS[one]) for one in State])
    #: Came without a booking.
    walk_in = models.BooleanField(default=False)
    manager_email = models.EmailField(max_length=254, blank=True)
    #: Whose place this person took.
    substitute_for = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="substitute"
    )
    booked_at = models.DateTimeField()
    booked_by = models.CharField(max_length=500)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=500, blank=True)
    #: When it came to its outcome, by whom or by what.
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=500, blank=True)
    ended_why = models.CharField(max_length=1000, blank=True)
    attended_how = models.CharField(max_length=8, choices=How, default=How.NONE, blank=True)
    #: Wrong codes typed against it on the day.
    code_tries = models.PositiveSmallIntegerField(default=0)
    #: The key of the row it came by, where it came from an agency's own system: the same row again changes nothing.
    imported = models.CharField(max_length=120, blank=True)
    #: The day the reminder was written: none is written twice.
    reminded_on = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "learner"],
                condition=Q(state__in=["asked", "waiting", "booked", "attended", "no_show"]),
                name="one_booking_a_person_in_a_session",
            ),
            models.UniqueConstraint(
                fields=["imported"], condition=~Q(imported=""), name="one_booking_an_imported_row"
            ),
            models.CheckConstraint(
                condition=Q(walk_in=False) | Q(state="attended"), name="a_walk_in_has_come"
            ),
        ]
        indexes = [
            models.Index(fields=["session", "state"], name="bookings_by_state"),
            models.Index(fields=["learner"], name="bookings_by_learner"),
        ]

    def __str__(self) -> str:
        return f"{self.learner_id} in {self.session_id}: {self.state}"
