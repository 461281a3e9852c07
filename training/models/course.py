"""Courses, the sessions they are held in, who trains, and each agency's share of the places."""

import pghistory
from django.db import models
from django.db.models import F, Q

from agencies.models import Agency, Board, Priority
from training.models.review import Lesson


@pghistory.track()
class Course(models.Model):
    """Something the board teaches, to whom and why: which lessons and priorities it serves."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "number": "official",
        "title": "official",
        "about": "official",
        "level": "official",
        "audience": "official",
        "hours": "official",
        "needs_approval": "official",
        "price": "official",
        "charges": "official",
        "notice_days": "official",
        "retired_on": "official",
        "version": "official",
        "added_at": "official",
        "added_by": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="courses")
    #: Counts up from 1 at each board: C-7.
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    #: 1 for everybody, to 4 for those who lead.
    level = models.PositiveSmallIntegerField()
    audience = models.CharField(max_length=200, blank=True)
    #: Taught hours.
    hours = models.DecimalField(max_digits=4, decimal_places=1)
    #: Whether a manager says yes before a place is given.
    needs_approval = models.BooleanField(default=False)
    #: Pounds a place, 0 where it is free; whom it is charged to, in words.
    price = models.DecimalField(max_digits=7, decimal_places=2, default=0)
    charges = models.TextField(blank=True)
    #: A cancellation is in time when it comes so many working days before the day, or earlier.
    notice_days = models.PositiveSmallIntegerField(default=5)
    lessons = models.ManyToManyField(Lesson, through="CourseLesson", related_name="courses")
    priorities = models.ManyToManyField(Priority, through="CoursePriority", related_name="courses")
    retired_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=500)

    class Meta:
        ordering = ["board", "number"]
        constraints = [
            models.UniqueConstraint(fields=["board", "number"], name="one_course_a_number"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=4), name="course_levels_are_four"),
            models.CheckConstraint(condition=Q(hours__gt=0), name="a_course_takes_hours"),
            models.CheckConstraint(condition=Q(price__gte=0), name="a_price_is_no_gift"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What people call it: C-7."""
        return f"C-{self.number}"


@pghistory.track()
class CourseLesson(models.Model):
    """A lesson a course passes on."""

    sensitivity = {"id": "official", "course": "official", "lesson": "official"}

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="lesson_links")
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="course_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "lesson"], name="one_link_a_lesson_of_a_course")
        ]

    def __str__(self) -> str:
        return f"{self.course_id}: {self.lesson_id}"


@pghistory.track()
class CoursePriority(models.Model):
    """A priority of the board that a course serves."""

    sensitivity = {"id": "official", "course": "official", "priority": "official"}

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="priority_links")
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="course_links")

    class Meta:
        verbose_name_plural = "course priorities"
        constraints = [
            models.UniqueConstraint(fields=["course", "priority"], name="one_link_a_priority_of_a_course")
        ]

    def __str__(self) -> str:
        return f"{self.course_id}: {self.priority_id}"


@pghistory.track()
class Session(models.Model):
    """A course held on a day: for frontline staff, or for councillors."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "number": "official",
        "course": "official",
        "starts": "official",
        "ends": "official",
        "venue": "official",
        "online": "official",
        "joining": "official",
        "capacity": "official",
        "audience": "official",
        "chair_introduces": "official",
        "introduced": "official",
        "shared_until": "official",
        "shares_released_on": "official",
        "code_secret": "personal",
        "closed_at": "official",
        "closed_by": "official",
        "cancelled_at": "official",
        "cancelled_by": "official",
        "cancelled_why": "official",
        "version": "official",
        "planned_at": "official",
        "planned_by": "official",
    }

    class Audience(models.TextChoices):
        """Whom it is for."""

        STAFF = "staff", "frontline staff"
        COUNCILLORS = "councillors", "councillors"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="sessions")
    #: Counts up from 1 at each board: S-41.
    number = models.PositiveIntegerField()
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="sessions")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    venue = models.CharField(max_length=200, blank=True)
    online = models.URLField(max_length=500, blank=True)
    #: Where to park, what to bring: goes into the joining instructions.
    joining = models.TextField(blank=True)
    capacity = models.PositiveSmallIntegerField()
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.STAFF)
    #: Whether the chair of the board opens it: the page of sessions and staff met counts these.
    chair_introduces = models.BooleanField(default=False)
    #: Who opens the day, in words: “Independent chair”. Empty where nobody but the trainers does.
    introduced = models.CharField(max_length=200, blank=True)
    #: Until this day places are kept for agencies by their shares; none where they are not shared.
    shared_until = models.DateField(null=True)
    shares_released_on = models.DateField(null=True)
    #: What the codes on the trainer's screen are drawn from.
    code_secret = models.CharField(max_length=64, blank=True)
    #: When the attendance list was closed: its numbers stand.
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=500, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.CharField(max_length=500, blank=True)
    cancelled_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    planned_at = models.DateTimeField()
    planned_by = models.CharField(max_length=500)

    class Meta:
        ordering = ["starts", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["board", "number"], name="one_session_a_number"),
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="a_session_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="a_session_has_places"),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | ~Q(cancelled_why=""),
                name="cancelled_session_says_why",
            ),
        ]
        indexes = [models.Index(fields=["board", "starts"], name="sessions_by_day")]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What people call it: S-41."""
        return f"S-{self.number}"


@pghistory.track()
class Trainer(models.Model):
    """Who teaches a session, and for which agency they work."""

    sensitivity = {
        "id": "official",
        "session": "official",
        "name": "personal",
        "email": "personal",
        "agency": "official",
    }

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="trainers")
    name = models.CharField(max_length=200)
    #: Where the link to the attendance list is sent.
    email = models.EmailField(max_length=254, blank=True)
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="trainers")

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Share(models.Model):
    """How many places of a session are kept for an agency, until unused ones are released."""

    sensitivity = {"id": "official", "session": "official", "agency": "official", "places": "official"}

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="shares")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="shares")
    places = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "agency"], name="one_share_an_agency")]

    def __str__(self) -> str:
        return f"{self.places} for {self.agency_id}"
