"""Agencies, what kind each is, what else they are called, and where they sit."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from agencies.models.board import Board


@pghistory.track()
class AgencyKind(models.Model):
    """A kind of agency as data, with the years it existed: PCTs until 2013, CCGs until 2022, then ICBs."""

    sensitivity = {
        "id": "public",
        "code": "public",
        "name": "public",
        "statutory": "public",
        "duty": "public",
        "basis": "public",
        "kindly": "public",
        "since": "public",
        "until": "public",
        "followed_by": "public",
    }

    class Duty(models.TextChoices):
        """What binds bodies of this kind to look at their own safeguarding, and whether a board may require it."""

        SECTION_11 = "section_11", "Section 11 body"
        OWN_DUTY = "own_duty", "Own duty"
        INVITED = "invited", "Invited"

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    #: Whether bodies of this kind are usually statutory members; a seat says so for one board.
    statutory = models.BooleanField(default=False)
    #: For Section 11 self-assessments; empty for what is no organisation of its own, such as the board's office.
    duty = models.CharField(max_length=12, choices=Duty, blank=True)
    #: The law that binds their arrangements, such as “section 175, Education Act 2002”.
    basis = models.CharField(max_length=200, blank=True)
    #: Whether they are asked again in friendly words only, whatever binds them.
    kindly = models.BooleanField(default=False)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    followed_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed"
    )

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Agency(models.Model):
    """A body that sends figures or sits on boards. Shared: police and health straddle boards."""

    sensitivity = {
        "id": "public",
        "code": "public",
        "name": "public",
        "kind": "public",
        "since": "public",
        "until": "public",
    }

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    kind = models.ForeignKey(AgencyKind, on_delete=models.PROTECT, related_name="agencies")
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "agencies"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="agency_dates_in_order",
                violation_error_message="An agency cannot end before it began.",
            )
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class AgencyAlias(models.Model):
    """Another name people write for an agency: an abbreviation, an old name."""

    sensitivity = {"id": "public", "agency": "public", "name": "public"}

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "agency aliases"
        constraints = [models.UniqueConstraint(Lower("name"), name="one_agency_an_alias")]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Seat(models.Model):
    """An agency's place at a board, from when until when, and whether the law puts it there."""

    sensitivity = {
        "id": "public",
        "board": "public",
        "agency": "public",
        "statutory": "public",
        "since": "public",
        "until": "public",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="seats")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="seats")
    statutory = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["board", "agency", "since"], name="one_seat_an_agency_from_a_day"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="seat_dates_in_order",
                violation_error_message="A seat cannot end before it began.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} at {self.board}"
