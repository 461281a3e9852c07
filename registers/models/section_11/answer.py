"""Answers: what an organisation says of itself under each standard, what moderation made of it, what will improve."""

import pghistory
from django.db import models
from django.db.models import Q

from agencies.models import Person
from registers.models.action import Action
from registers.models.section_11.assessment import Assessment
from registers.models.section_11.cycle import Standard


@pghistory.track()
class Answer(models.Model):
    """Under one standard: the organisation's own score and words, beside the moderated score and its reason.

    Scores are the numbers of the cycle's scale, from 0 the worst. None is not answered yet, never the worst.
    """

    sensitivity = {
        "id": "official",
        "assessment": "official",
        "standard": "official",
        "score": "official",
        "not_applicable": "official",
        "why_not": "official",
        "words": "official",
        "carried_from": "official",
        "version": "official",
        "written_at": "official",
        "written_by": "official",
        "authors": "official",
        "moderated_score": "official",
        "moderated_why": "official",
        "moderated_at": "official",
        "moderated_by": "official",
    }

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="answers")
    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="answers")
    score = models.PositiveSmallIntegerField(null=True)
    #: The standard does not apply, for a reason that is given.
    not_applicable = models.BooleanField(default=False)
    why_not = models.TextField(blank=True)
    words = models.TextField(blank=True)
    #: The answer of an earlier cycle it began as. New, changed or same is told by comparing.
    carried_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="carried_to")
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField(null=True)
    #: Who wrote last, and everybody who wrote, in the order they began.
    written_by = models.CharField(max_length=500, blank=True)
    authors = models.JSONField(default=list)
    moderated_score = models.PositiveSmallIntegerField(null=True)
    moderated_why = models.TextField(blank=True)
    moderated_at = models.DateTimeField(null=True)
    moderated_by = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["assessment", "standard__number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "standard"], name="one_answer_a_standard"),
            models.CheckConstraint(
                condition=Q(not_applicable=False) | Q(score__isnull=True),
                name="what_does_not_apply_has_no_score",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__lte=3), name="scores_are_on_a_scale"
            ),
            models.CheckConstraint(
                condition=Q(moderated_score__isnull=True) | (Q(moderated_score__lte=3) & ~Q(moderated_by="")),
                name="moderated_scores_are_on_a_scale",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id}: {self.standard_id}"


@pghistory.track()
class Improvement(models.Model):
    """What an organisation will do about a standard, who, and by when; once taken up, an action of the registers."""

    sensitivity = {
        "id": "official",
        "answer": "official",
        "text": "official",
        "owner": "personal",
        "owner_words": "official",
        "due_on": "official",
        "action": "official",
        "carried_from": "official",
        "added_at": "official",
        "added_by": "official",
        "taken_back_at": "official",
        "taken_back_by": "official",
    }

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="improvements")
    text = models.CharField(max_length=500)
    #: The person, where they have an account; `owner_words` says who in any case.
    owner = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    owner_words = models.CharField(max_length=200)
    due_on = models.DateField()
    action = models.ForeignKey(Action, null=True, on_delete=models.PROTECT, related_name="improvements")
    carried_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="carried_to")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=500)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]
