"""Learners: staff who are trained. They have no account; what is held of them is the least that counts need."""

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from agencies.models import Agency, Board


@pghistory.track()
class Profession(models.Model):
    """What somebody works as, in a board's list: “Health visitors and school nurses”."""

    sensitivity = {"id": "public", "board": "public", "code": "public", "name": "public", "order": "public"}

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="professions")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]
        constraints = [models.UniqueConstraint(fields=["board", "code"], name="one_profession_a_code")]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class WorkDomain(models.Model):
    """What work addresses of an agency end with: links are sent to no others."""

    sensitivity = {
        "id": "official",
        "agency": "official",
        "domain": "official",
        "added_at": "official",
        "added_by": "official",
    }

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="work_domains")
    domain = models.CharField(max_length=253)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "domain"], name="one_line_a_domain_of_an_agency"),
            models.CheckConstraint(condition=Q(domain=Lower("domain")), name="domain_in_lower_case"),
        ]

    def __str__(self) -> str:
        return self.domain


@pghistory.track()
class Headcount(models.Model):
    """How many staff an agency has, in all or of one profession, on a day: what reach is a share of."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "agency": "official",
        "profession": "official",
        "number": "official",
        "as_of": "official",
        "source": "official",
        "told_at": "official",
        "told_by": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="headcounts")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="headcounts")
    profession = models.ForeignKey(
        Profession, null=True, blank=True, on_delete=models.PROTECT, related_name="headcounts"
    )
    number = models.PositiveIntegerField()
    as_of = models.DateField()
    source = models.CharField(max_length=200, blank=True)
    told_at = models.DateTimeField()
    told_by = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["board", "agency", "profession", "as_of"],
                nulls_distinct=False,
                name="one_headcount_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} at {self.agency_id}, {self.as_of}"


@pghistory.track(exclude=["email", "name"])
class Learner(models.Model):
    """Somebody who is trained: a work address, an agency, a profession. Erased, a random name stands for them."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "pseudonym": "official",
        "email": "personal",
        "name": "personal",
        "agency": "official",
        "profession": "official",
        "added_at": "official",
        "added_by": "official",
        "erased_at": "official",
        "erased_by": "official",
        "merged_into": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="learners")
    #: Random, and all that is left of who it was when erased; counts stand on it.
    pseudonym = models.CharField(max_length=20, unique=True)
    email = models.EmailField(max_length=254, blank=True)
    name = models.CharField(max_length=200, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="learners")
    profession = models.ForeignKey(
        Profession, null=True, blank=True, on_delete=models.PROTECT, related_name="learners"
    )
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=500)
    erased_at = models.DateTimeField(null=True)
    erased_by = models.CharField(max_length=500, blank=True)
    #: Somebody entered twice: the one who stays.
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["board", "email"], condition=~Q(email=""), name="one_learner_an_address"
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="learner_email_in_lower_case"),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(email="", name=""), name="erased_learner_has_no_name"
            ),
        ]
        indexes = [models.Index(fields=["board", "agency"], name="learners_by_agency")]

    def __str__(self) -> str:
        return self.name or f"Somebody erased ({self.pseudonym})"
