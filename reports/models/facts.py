"""What no other room holds and the year's report must tell: money, sub-groups, what children and families said."""

import pghistory
from django.db import models
from django.db.models import Q

from agencies.models import Agency, Board


@pghistory.track()
class Contribution(models.Model):
    """What one partner gave in one year, in money or in kind."""

    sensitivity = {
        "id": "public",
        "board": "public",
        "agency": "public",
        "source": "public",
        "year": "public",
        "amount": "public",
        "in_kind": "public",
        "version": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="contributions")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    #: Who gave it where it was no agency: “Carried forward from last year”.
    source = models.CharField(max_length=200, blank=True)
    #: The year April to March by its first calendar year.
    year = models.PositiveSmallIntegerField()
    #: In pounds; empty where it was given in kind alone.
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    in_kind = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["board", "year", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agency__isnull=False) | ~Q(source=""), name="contribution_has_a_giver"
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | ~Q(in_kind=""), name="contribution_has_a_gift"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency or self.source} {self.year}"


@pghistory.track()
class Cost(models.Model):
    """One line of what the board spent in one year."""

    sensitivity = {
        "id": "public",
        "board": "public",
        "year": "public",
        "line": "public",
        "about": "public",
        "amount": "public",
        "version": "official",
    }

    class About(models.TextChoices):
        """What the guidance wants told apart."""

        RUNNING = "running", "Running the board"
        REVIEWS = "reviews", "Case reviews"
        CHILD_DEATHS = "child_deaths", "Child death reviews"
        TRAINING = "training", "Training"
        OTHER = "other", "Other"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="costs")
    year = models.PositiveSmallIntegerField()
    line = models.CharField(max_length=200)
    about = models.CharField(max_length=12, choices=About, default=About.RUNNING)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["board", "year", "pk"]

    def __str__(self) -> str:
        return f"{self.line} {self.year}"


@pghistory.track()
class SubGroup(models.Model):
    """One of the board's groups in one year: who led it, how often it met, what it did."""

    sensitivity = {
        "id": "public",
        "board": "public",
        "year": "public",
        "name": "public",
        "chair": "public",
        "meetings": "public",
        "purpose": "public",
        "did": "public",
        "version": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="sub_groups")
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    #: Who leads it: an office or organisation.
    chair = models.CharField(max_length=200, blank=True)
    meetings = models.PositiveSmallIntegerField(null=True, blank=True)
    purpose = models.TextField(blank=True)
    did = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["board", "year", "name"]
        constraints = [models.UniqueConstraint(fields=["board", "year", "name"], name="one_sub_group_a_year")]

    def __str__(self) -> str:
        return f"{self.name} {self.year}"


@pghistory.track()
class Voice(models.Model):
    """What children, young people or families said, anonymous, where and when, and what the board did about it."""

    sensitivity = {
        "id": "public",
        "board": "public",
        "said_on": "public",
        "who": "public",
        "source": "public",
        "said": "public",
        "did": "public",
        "version": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="voices")
    said_on = models.DateField()
    #: A group, never a person: “Young people who had been in care”.
    who = models.CharField(max_length=200)
    source = models.CharField(max_length=200)
    said = models.TextField()
    did = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["board", "said_on", "pk"]

    def __str__(self) -> str:
        return f"{self.who}, {self.said_on:%-d %B %Y}"
