"""Boards, their priorities and the words they use."""

import pghistory
from django.db import models
from django.db.models import F, Q


@pghistory.track()
class Board(models.Model):
    """A board: the boundary of what is said. Nothing assumes there is only one."""

    sensitivity = {
        "id": "public",
        "code": "public",
        "name": "public",
        "area_code": "public",
        "synthetic": "public",
    }

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    #: The ONS code of the area the board covers, such as E10000014.
    area_code = models.CharField(max_length=9)
    #: Demo boards say so on every page and every PDF.
    synthetic = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Priority(models.Model):
    """What the board set out to improve, for which years."""

    sensitivity = {
        "id": "public",
        "board": "public",
        "title": "public",
        "first_year": "public",
        "last_year": "public",
        "owner": "public",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="priorities")
    title = models.CharField(max_length=200)
    #: The years April to March by their first calendar year.
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    owner = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "priorities"
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")),
                name="priority_years_in_order",
                violation_error_message="The last year of a priority cannot come before its first.",
            )
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class Term(models.Model):
    """What a board calls an idea, from when until when: “Independent chair”, later “Independent scrutineer”."""

    sensitivity = {
        "id": "public",
        "board": "public",
        "idea": "public",
        "word": "public",
        "since": "public",
        "until": "public",
        "set_at": "official",
        "set_by": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="terms")
    #: One of `agencies.rules.vocabulary.Idea`.
    idea = models.CharField(max_length=60)
    word = models.CharField(max_length=120)
    since = models.DateField()
    #: Where the board's next word for the idea begins.
    until = models.DateField(null=True, blank=True)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["board", "idea", "since"], name="one_word_an_idea_from_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.idea}: {self.word}"
