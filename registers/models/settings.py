"""What a board sets for its registers; a board without a row has the defaults."""

import pghistory
from django.db import models
from django.db.models import F, Q

from agencies.models import Agency, Board


@pghistory.track()
class RegisterSettings(models.Model):
    """How long agencies have, when a late reply climbs, and how risks are banded, at one board."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "reply_days": "official",
        "member_after": "official",
        "letter_after": "official",
        "paper_after": "official",
        "moderate_from": "official",
        "high_from": "official",
        "extreme_from": "official",
        "tolerance": "official",
        "set_at": "official",
        "set_by": "official",
    }

    board = models.OneToOneField(Board, on_delete=models.PROTECT, related_name="register_settings")
    #: Working days to reply to a challenge.
    reply_days = models.PositiveSmallIntegerField(default=20)
    #: Working days overdue at which the board member is told, a letter is drafted, a board paper names it.
    member_after = models.PositiveSmallIntegerField(default=5)
    letter_after = models.PositiveSmallIntegerField(default=10)
    paper_after = models.PositiveSmallIntegerField(default=20)
    #: The lowest score (likelihood × impact) of each band of risk, and the highest the board puts up with.
    moderate_from = models.PositiveSmallIntegerField(default=4)
    high_from = models.PositiveSmallIntegerField(default=8)
    extreme_from = models.PositiveSmallIntegerField(default=15)
    tolerance = models.PositiveSmallIntegerField(default=15)
    set_at = models.DateTimeField(null=True)
    set_by = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "register settings"
        constraints = [
            models.CheckConstraint(
                condition=Q(reply_days__gte=1, reply_days__lte=250),
                name="reply_days_are_days",
                violation_error_message="Give agencies between 1 and 250 working days.",
            ),
            models.CheckConstraint(
                condition=Q(member_after__gte=1)
                & Q(letter_after__gt=F("member_after"))
                & Q(paper_after__gt=F("letter_after")),
                name="rungs_in_order",
                violation_error_message="Each rung comes later than the one before it.",
            ),
            models.CheckConstraint(
                condition=Q(moderate_from__gt=1)
                & Q(high_from__gt=F("moderate_from"))
                & Q(extreme_from__gt=F("high_from"))
                & Q(extreme_from__lte=25)
                & Q(tolerance__gte=1, tolerance__lte=25),
                name="bands_in_order",
                violation_error_message="Each band begins above the one before it, and the highest score is 25.",
            ),
        ]

    def __str__(self) -> str:
        return f"Registers of {self.board}"


@pghistory.track()
class ChiefOfficer(models.Model):
    """Who heads an agency, for the chair's letters."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "agency": "official",
        "name": "personal",
        "title": "official",
        "email": "personal",
        "address": "official",
        "set_at": "official",
        "set_by": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="chief_officers")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="chief_officers")
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    email = models.EmailField(max_length=254, blank=True)
    address = models.TextField(blank=True)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["board", "agency"], name="one_chief_officer_an_agency_at_a_board")
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.title}"
