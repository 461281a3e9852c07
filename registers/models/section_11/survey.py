"""The front-line survey: counted the moment it is answered. No answer of one person is ever kept, so none can be found.

Nothing here says who answered, when, from where, or in what order: an answer adds one to a tally, and its parts are not
tied to each other. So no history is kept either, and no entry is made for an answer: both would tell when each came.
"""

import pghistory
from django.db import models
from django.db.models import F, Q

from agencies.models import Agency
from registers.models.section_11.cycle import Cycle, Standard


@pghistory.track()
class Survey(models.Model):
    """A short survey of those who work with children, beside a cycle of self-assessments."""

    sensitivity = {
        "id": "official",
        "cycle": "official",
        "title": "official",
        "opens_on": "official",
        "closes_on": "official",
        "made_at": "official",
        "made_by": "official",
    }

    cycle = models.OneToOneField(Cycle, on_delete=models.PROTECT, related_name="survey")
    title = models.CharField(max_length=200)
    opens_on = models.DateField()
    #: The last day on which it can be answered. Results are shown only after it.
    closes_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="survey_days_in_order",
                violation_error_message="It closes on the day it opens, or later.",
            )
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class SurveyQuestion(models.Model):
    """A statement staff agree with or not, about one standard."""

    sensitivity = {
        "id": "official",
        "survey": "official",
        "number": "official",
        "text": "official",
        "standard": "official",
    }

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    standard = models.ForeignKey(
        Standard, null=True, on_delete=models.PROTECT, related_name="survey_questions"
    )

    class Meta:
        ordering = ["survey", "number"]
        constraints = [models.UniqueConstraint(fields=["survey", "number"], name="one_question_a_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class SurveyPlace(models.Model):
    """The link that one organisation passes to its staff, and how many answered by it."""

    tracked = (
        "A history would tell when each answer came, and so whose it was. How many answered is all there is."
    )
    sensitivity = {
        "id": "official",
        "survey": "official",
        "agency": "official",
        "word": "official",
        "answers": "official",
    }

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="places")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="survey_places")
    #: Random, in the link.
    word = models.CharField(max_length=40, unique=True)
    answers = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["survey", "agency__name"]
        constraints = [models.UniqueConstraint(fields=["survey", "agency"], name="one_link_an_organisation")]

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.agency_id}"


class Tally(models.Model):
    """How many of an organisation's staff chose one answer to one question."""

    tracked = (
        "A history would tell when each answer came, and so whose it was. How many chose it is all there is."
    )
    sensitivity = {
        "id": "official",
        "question": "official",
        "place": "official",
        "choice": "official",
        "number": "official",
    }

    class Choice(models.TextChoices):
        """What can be said of a statement."""

        AGREE_STRONGLY = "agree_strongly", "Agree strongly"
        AGREE = "agree", "Agree"
        DISAGREE = "disagree", "Disagree"
        DISAGREE_STRONGLY = "disagree_strongly", "Disagree strongly"
        DO_NOT_KNOW = "do_not_know", "I do not know"

    question = models.ForeignKey(SurveyQuestion, on_delete=models.CASCADE, related_name="tallies")
    place = models.ForeignKey(SurveyPlace, on_delete=models.CASCADE, related_name="tallies")
    choice = models.CharField(max_length=20, choices=Choice)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "tallies"
        ordering = ["question", "place", "choice"]
        constraints = [
            models.UniqueConstraint(fields=["question", "place", "choice"], name="one_tally_a_choice")
        ]

    def __str__(self) -> str:
        return f"{self.question_id}, {self.place_id}: {self.choice}"
