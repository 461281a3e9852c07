"""Places and how many people live there. Shared by every board."""

import pghistory
from django.db import models


@pghistory.track()
class Area(models.Model):
    """A country, region, authority or district, by its ONS code."""

    sensitivity = {"id": "public", "code": "public", "name": "public", "kind": "public", "parent": "public"}

    class Kind(models.TextChoices):
        """How large a place it is."""

        COUNTRY = "country"
        REGION = "region"
        AUTHORITY = "authority"
        DISTRICT = "district"

    code = models.CharField(max_length=9, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Population(models.Model):
    """How many people of these ages lived in an area at mid-year, as one source said at one time."""

    sensitivity = {
        "id": "public",
        "area": "public",
        "mid_year": "public",
        "ages": "public",
        "people": "public",
        "source": "public",
        "sheet": "public",
        "cell": "public",
        "published_on": "public",
    }

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="populations")
    #: The year of the mid-year (30 June) estimate.
    mid_year = models.PositiveSmallIntegerField()
    #: Ages in words, such as `0-17`.
    ages = models.CharField(max_length=10)
    people = models.PositiveIntegerField()
    source = models.CharField(max_length=300)
    sheet = models.CharField(max_length=60, blank=True)
    cell = models.CharField(max_length=20, blank=True)
    published_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "mid_year", "ages", "published_on"], name="one_population_a_vintage"
            )
        ]

    def __str__(self) -> str:
        return f"{self.area}, mid-{self.mid_year}, {self.ages}: {self.people:,}"
