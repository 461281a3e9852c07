"""Published figures to compare with. Shared; never edited: each publication keeps its own rows."""

import pgtrigger
from django.db import models

from scorecard.models.area import Area


class Benchmark(models.Model):
    """What one publication says of one indicator, place and period."""

    sensitivity = {
        "id": "public",
        "indicator_code": "public",
        "area": "public",
        "first": "public",
        "last": "public",
        "basis": "public",
        "numerator": "public",
        "denominator": "public",
        "value": "public",
        "status": "public",
        "unit": "public",
        "source": "public",
        "sheet": "public",
        "cell": "public",
        "published_on": "public",
        "loaded_at": "public",
        "loaded_by": "public",
    }

    #: The catalogue's code: boards' indicators keep it.
    indicator_code = models.CharField(max_length=20)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="benchmarks")
    first = models.DateField()
    last = models.DateField()
    basis = models.CharField(max_length=20)
    numerator = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    denominator = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    status = models.CharField(max_length=20)
    unit = models.CharField(max_length=10)
    source = models.CharField(max_length=300)
    sheet = models.CharField(max_length=60)
    cell = models.CharField(max_length=20)
    published_on = models.DateField()
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator_code", "area", "first", "last", "unit", "published_on", "sheet", "cell"],
                name="one_benchmark_a_cell",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="benchmarks_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_code} {self.area_id} {self.first}"
