"""Reviews, the lessons learnt in them, what they recommend, and whether that stuck. Never a child."""

import pghistory
from django.db import models
from django.db.models import Q

from agencies.models import Agency, Board, Person
from registers.models import Action, CaseAudit
from training.rules.reviews import KIND_WORDS, STEP_WORDS, Kind, Step


@pghistory.track()
class Theme(models.Model):
    """What lessons of several reviews have in common, in this board's words: “Fathers are left out”."""

    sensitivity = {"id": "official", "board": "official", "title": "official"}

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="themes")
    title = models.CharField(max_length=120)

    class Meta:
        ordering = ["title"]
        constraints = [models.UniqueConstraint(fields=["board", "title"], name="one_theme_a_title")]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class Review(models.Model):
    """A look back at how agencies worked together. Restricted until it is published; its reference names nobody."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "number": "official",
        "kind": "official",
        "title": "official",
        "about": "official",
        "known_on": "official",
        "lead": "official",
        "published_on": "official",
        "published_url": "official",
        "ended_on": "official",
        "ended_why": "official",
        "version": "official",
        "opened_at": "official",
        "opened_by": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="reviews")
    #: Counts up from 1 at each board: RV-4.
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=[(one.value, KIND_WORDS[one]) for one in Kind])
    #: The anonymised name: “Child F”, “Family W”.
    title = models.CharField(max_length=120)
    #: What it looks at, in general words.
    about = models.TextField(blank=True)
    #: The day the board came to know of what happened: its clocks run from here.
    known_on = models.DateField()
    #: The agency that leads it, where one does.
    lead = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews")
    published_on = models.DateField(null=True)
    published_url = models.URLField(max_length=500, blank=True)
    #: When it ended without a report: it was decided not to hold it, and why.
    ended_on = models.DateField(null=True)
    ended_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=500)

    class Meta:
        ordering = ["board", "number"]
        constraints = [
            models.UniqueConstraint(fields=["board", "number"], name="one_review_a_number"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(ended_why=""), name="ended_review_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What people call it: RV-4."""
        return f"RV-{self.number}"


@pghistory.track()
class Milestone(models.Model):
    """A step of a review that its kind's clock asks for: by which day, and when it was done."""

    sensitivity = {
        "id": "official",
        "review": "official",
        "step": "official",
        "due_on": "official",
        "done_on": "official",
        "words": "official",
        "noted_at": "official",
        "noted_by": "official",
    }

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="milestones")
    step = models.CharField(max_length=20, choices=[(one.value, STEP_WORDS[one]) for one in Step])
    #: None where guidance names no day for it.
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    #: What came of it: “to hold a review”.
    words = models.TextField(blank=True)
    noted_at = models.DateTimeField(null=True)
    noted_by = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["review", "step"], name="one_milestone_a_step")]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.step}"


@pghistory.track()
class Lesson(models.Model):
    """What a review found that others should know."""

    sensitivity = {
        "id": "official",
        "review": "official",
        "number": "official",
        "text": "official",
        "version": "official",
        "written_at": "official",
        "written_by": "official",
    }

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="lessons")
    #: Counts up from 1 in each review: RV-4 lesson 2.
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    themes = models.ManyToManyField(Theme, through="LessonTheme", related_name="lessons")
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=500)

    class Meta:
        ordering = ["review", "number"]
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="one_lesson_a_number")]

    def __str__(self) -> str:
        return f"Lesson {self.number} of RV-{self.review.number}"


@pghistory.track()
class LessonTheme(models.Model):
    """A theme a lesson belongs to."""

    sensitivity = {"id": "official", "lesson": "official", "theme": "official"}

    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="theme_links")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="lesson_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lesson", "theme"], name="one_link_a_theme_of_a_lesson")
        ]

    def __str__(self) -> str:
        return f"{self.lesson_id}: {self.theme_id}"


@pghistory.track()
class Recommendation(models.Model):
    """What a review says is to be done. Its actions are the registers'; it owns the links down to them."""

    sensitivity = {
        "id": "official",
        "review": "official",
        "lesson": "official",
        "number": "official",
        "text": "official",
        "multi_agency": "official",
        "lead": "official",
        "revisit_on": "official",
        "version": "official",
        "written_at": "official",
        "written_by": "official",
    }

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="recommendations")
    lesson = models.ForeignKey(Lesson, null=True, on_delete=models.PROTECT, related_name="recommendations")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    #: For several agencies together, or for the lead alone.
    multi_agency = models.BooleanField()
    lead = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="recommendations")
    #: The day to look whether it stuck.
    revisit_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=500)

    class Meta:
        ordering = ["review", "number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="one_recommendation_a_number")
        ]

    def __str__(self) -> str:
        return f"Recommendation {self.number} of RV-{self.review.number}"


@pghistory.track()
class RecommendedAction(models.Model):
    """The link down from a recommendation to an action that carries it out."""

    sensitivity = {"id": "official", "recommendation": "official", "action": "official"}

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="action_links")
    action = models.OneToOneField(Action, on_delete=models.PROTECT, related_name="recommended")

    def __str__(self) -> str:
        return f"{self.recommendation_id}: {self.action_id}"


@pghistory.track()
class EmbeddedTest(models.Model):
    """A later look at whether a recommendation stuck: a re-audit or a survey, and what it showed."""

    sensitivity = {
        "id": "official",
        "recommendation": "official",
        "how": "official",
        "audit": "official",
        "tested_on": "official",
        "embedded": "official",
        "words": "official",
        "tested_at": "official",
        "tested_by": "official",
        "tester": "personal",
    }

    class How(models.TextChoices):
        """What was looked at."""

        AUDIT = "audit", "a re-audit"
        SURVEY = "survey", "a survey of staff"
        OBSERVATION = "observation", "observation of practice"
        FEEDBACK = "feedback", "what children and families say"

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="tests")
    how = models.CharField(max_length=12, choices=How)
    audit = models.ForeignKey(CaseAudit, null=True, on_delete=models.PROTECT, related_name="embedded_tests")
    tested_on = models.DateField()
    embedded = models.BooleanField()
    words = models.TextField()
    tested_at = models.DateTimeField()
    tested_by = models.CharField(max_length=500)
    tester = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["tested_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(how="audit") | Q(audit__isnull=False), name="tested_by_audit_names_it"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id}: {self.how}, {self.tested_on}"
