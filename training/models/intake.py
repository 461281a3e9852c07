"""Files from agencies' own learning systems: what one held, and its rows while somebody decides on them."""

import pghistory
from django.db import models
from django.db.models import Q

from agencies.models import Agency, Board
from training.models.course import Course, Session
from training.models.learner import Learner, Profession


@pghistory.track(exclude=["findings", "waiting"])
class Intake(models.Model):
    """One file that was looked at. Its bytes are not kept: once its rows are loaded, the records are the truth."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "kind": "official",
        "agency": "official",
        "file_name": "official",
        "sha256": "official",
        "size": "official",
        "state": "official",
        "rows_read": "official",
        "counts": "official",
        "waiting": "official",
        "findings": "personal",
        "received_at": "official",
        "received_by": "official",
        "settled_at": "official",
        "settled_by": "official",
    }

    class State(models.TextChoices):
        """What became of it."""

        TO_CORRECT = "to_correct", "to correct: nothing of it can be loaded"
        READY = "ready", "read, and waiting for a yes"
        LOADED = "loaded", "loaded"
        DISCARDED = "discarded", "thrown away"

    class Kind(models.TextChoices):
        """What it holds: a row a booking, or numbers of places and nobody's name."""

        ATTENDANCE = "attendance", "attendance, a row a booking"
        PLACES = "places", "places, courses by agencies"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="intakes")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.ATTENDANCE)
    #: Whose staff rows are of that name no agency.
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="intakes")
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State)
    rows_read = models.PositiveIntegerField(default=0)
    #: What loading would do, or did, by word.
    counts = models.JSONField(default=dict)
    #: Numbers of places that wait for a yes: course, agency, period, number, and where each stands.
    waiting = models.JSONField(default=list)
    #: What was found, with cells as written: gone once it is settled, for a name may stand in it.
    findings = models.JSONField(default=list)
    received_at = models.DateTimeField()
    received_by = models.CharField(max_length=500)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | Q(findings=[]), name="settled_intake_names_nobody"
            )
        ]

    def __str__(self) -> str:
        return self.file_name


class IntakeRow(models.Model):
    """One sound row that waits; it goes when the file is settled, or has waited too long.

    Many thousands are written at once, so the database holds them to nothing and finds them by their file alone: what
    becomes of them is held to its agency, course and session.
    """

    sensitivity = {
        "id": "official",
        "intake": "official",
        "key": "official",
        "email": "personal",
        "name": "personal",
        "agency": "official",
        "profession": "official",
        "course": "official",
        "session": "official",
        "starts": "official",
        "capacity": "official",
        "state": "official",
        "walk_in": "official",
        "followed_up_on": "official",
        "changed": "official",
    }
    tracked = "rows wait a few days at most: a history would keep names that are to go"

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="rows", db_index=False)
    #: What tells the row from others, so that the same one again changes nothing; names nobody.
    key = models.CharField(max_length=64)
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200, blank=True)
    agency = models.ForeignKey(
        Agency, on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    profession = models.ForeignKey(
        Profession, null=True, on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    course = models.ForeignKey(
        Course, on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    #: The session kept here that it names by its reference.
    session = models.ForeignKey(
        Session, null=True, on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    starts = models.DateTimeField()
    #: Places of the session, where the file tells.
    capacity = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=16)
    walk_in = models.BooleanField(default=False)
    #: When a three-month follow-up was sent, and whether practice had changed; None unanswered.
    followed_up_on = models.DateField(null=True)
    changed = models.BooleanField(null=True)

    class Meta:
        indexes = [models.Index(fields=["intake", "email"], name="intake_rows_by_address")]

    def __str__(self) -> str:
        return f"Row {self.pk} of {self.intake_id}"


@pghistory.track()
class NotTheSame(models.Model):
    """Two learners of one name who are two people: nobody is asked about them again."""

    sensitivity = {
        "id": "official",
        "one": "official",
        "other": "official",
        "said_at": "official",
        "said_by": "official",
    }

    one = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Learner, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=500)

    class Meta:
        verbose_name_plural = "not the same"
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="said_once_of_two")]

    def __str__(self) -> str:
        return f"{self.one_id} is not {self.other_id}"
