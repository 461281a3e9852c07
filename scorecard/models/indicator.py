"""What is measured: perspectives, indicators with their versions, targets by year."""

from datetime import date

import pghistory
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from agencies.models import Agency, Board
from scorecard.models.counted import CountedHere
from scorecard.rules.figures import Basis, Kind, Polarity, Unit
from scorecard.rules.words import target_covers, unit_words


def _choices(words: type[Basis] | type[Kind] | type[Polarity] | type[Unit]) -> list[tuple[str, str]]:
    return [(word.value, word.value.replace("_", " ")) for word in words]


@pghistory.track()
class Perspective(models.Model):
    """One of the board's ways of looking: a tile of its scorecard. Data, never code."""

    sensitivity = {
        "id": "public",
        "board": "public",
        "code": "public",
        "title": "public",
        "question": "public",
        "order": "public",
        "retired_at": "official",
        "retired_by": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="perspectives")
    code = models.SlugField(max_length=40)
    title = models.CharField(max_length=120)
    question = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField(default=0)
    #: From then on nothing is put under it; what was measured under it stays there.
    retired_at = models.DateTimeField(null=True)
    retired_by = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["board", "code"], name="one_perspective_a_code"),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True, retired_by="")
                | (Q(retired_at__isnull=False) & ~Q(retired_by="")),
                name="perspective_retired_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    """Versions of indicators, by what is asked of them."""

    def measured_in(self, first: date) -> "IndicatorQuerySet":
        """The current versions that are still measured in the period that begins on this day."""
        return self.filter(Q(retired_from__isnull=True) | Q(retired_from__gt=first), until__isnull=True)

    def asked_in(self, first: date) -> "IndicatorQuerySet":
        """Those whose figures for that period agencies are asked for: what is counted here nobody sends."""
        counted = CountedHere.objects.filter(board=OuterRef("board"), code=OuterRef("code"), since__lte=first)
        return self.measured_in(first).exclude(Exists(counted))


@pghistory.track()
class Indicator(models.Model):
    """One version of what a board measures. A changed definition is a new version and breaks the series.

    `owner` is the agency that reports it; none means that every agency reports its own. One that is retired keeps
    its open version, its history and its page; nobody is asked for figures of periods that begin on
    `retired_from` or later.
    """

    sensitivity = {
        "id": "public",
        "board": "public",
        "code": "public",
        "version": "public",
        "title": "public",
        "unit": "public",
        "per": "public",
        "kind": "public",
        "basis": "public",
        "polarity": "public",
        "band_low": "public",
        "band_high": "public",
        "owner": "public",
        "perspective": "public",
        "numerator": "public",
        "denominator": "public",
        "ages": "public",
        "breakdown": "public",
        "breakdown_values": "public",
        "frequency": "public",
        "decimals": "public",
        "tolerance": "public",
        "whole": "public",
        "why": "public",
        "questions": "public",
        "varies_because": "public",
        "since": "public",
        "until": "public",
        "order": "public",
        "retired_from": "public",
        "retired_because": "public",
        "retired_at": "official",
        "retired_by": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="indicators")
    code = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=160)
    unit = models.CharField(max_length=10, choices=_choices(Unit))
    #: What a rate is per: 10,000 or 100,000 people.
    per = models.PositiveIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=10, choices=_choices(Kind))
    basis = models.CharField(max_length=20, choices=_choices(Basis))
    polarity = models.CharField(max_length=10, choices=_choices(Polarity))
    band_low = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    band_high = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    owner = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="indicators"
    )
    perspective = models.ForeignKey(Perspective, on_delete=models.PROTECT, related_name="indicators")
    numerator = models.CharField(max_length=300)
    denominator = models.CharField(max_length=300, blank=True)
    #: Ages of the population a rate is of, such as `0-17`.
    ages = models.CharField(max_length=10, blank=True)
    #: The name of the dimension it is broken down by, and the values expected.
    breakdown = models.CharField(max_length=60, blank=True)
    breakdown_values = models.JSONField(default=list, blank=True)
    frequency = models.CharField(
        max_length=10, choices=[("quarter", "every quarter"), ("term", "every term"), ("year", "every year")]
    )
    decimals = models.PositiveSmallIntegerField(default=1)
    #: How far from target still counts as near it, in the indicator's own unit.
    tolerance = models.DecimalField(max_digits=12, decimal_places=3, default=0)
    #: Whether its counts are of whole things; false for full-time equivalents and days.
    whole = models.BooleanField(default=True)
    why = models.TextField(blank=True)
    questions = models.JSONField(default=list, blank=True)
    varies_because = models.TextField(blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    #: The first day of the first period it is no longer measured in.
    retired_from = models.DateField(null=True, blank=True)
    retired_because = models.TextField(blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.CharField(max_length=500, blank=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ["order", "code", "version"]
        constraints = [
            models.UniqueConstraint(fields=["board", "code", "version"], name="one_indicator_a_version"),
            models.UniqueConstraint(
                fields=["board", "code"],
                condition=Q(until__isnull=True),
                name="one_open_version_an_indicator",
            ),
            models.CheckConstraint(
                condition=~Q(polarity=Polarity.BAND.value)
                | Q(band_low__isnull=False, band_high__gt=F("band_low")),
                name="indicator_band_has_ends",
                violation_error_message="An indicator good within a band needs both ends of it, the lower first.",
            ),
            models.CheckConstraint(
                condition=~Q(unit=Unit.RATE.value) | Q(per__isnull=False),
                name="rate_is_per_something",
                violation_error_message="A rate needs to be per something, such as 10,000.",
            ),
            models.CheckConstraint(
                condition=Q(
                    retired_from__isnull=True, retired_because="", retired_at__isnull=True, retired_by=""
                )
                | (
                    Q(retired_from__gt=F("since"), retired_at__isnull=False)
                    & ~Q(retired_because="")
                    & ~Q(retired_by="")
                ),
                name="indicator_retired_for_a_reason",
                violation_error_message="An indicator is retired from a day after it began, for a reason.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def is_yearly(self) -> bool:
        """Whether its rate is given a year though it is reported more often."""
        return self.kind == Kind.FLOW and self.frequency != "year"

    @property
    def counted_in(self) -> str:
        """What a value is counted in, such as “%” or “per 10,000 a year”."""
        return unit_words(Unit(self.unit), Polarity.CONTEXT, per=self.per, yearly=self.is_yearly)

    @property
    def target_covers(self) -> str:
        """What stretch of time a target of it is of, in a sentence; nothing where that makes no difference."""
        return target_covers(Unit(self.unit), Basis(self.basis), self.frequency)


@pghistory.track()
class Target(models.Model):
    """What the board wants an indicator to be in one year, April to March."""

    sensitivity = {
        "id": "public",
        "indicator": "public",
        "year": "public",
        "value": "public",
        "set_at": "official",
        "set_by": "official",
    }

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    #: The year's first calendar year: 2017 is April 2017 to March 2018.
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=12, decimal_places=3)
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=500)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "year"], name="one_target_a_year")]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.year}: {self.value}"
