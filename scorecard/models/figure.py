"""Figures: facts that never change. A later submission supersedes; nothing is overwritten."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from agencies.models import Agency
from scorecard.models.area import Area
from scorecard.models.indicator import Indicator
from scorecard.models.submission import Submission
from scorecard.rules.figures import WITH_VALUE, Basis, Stage, Status

KEY = ["indicator", "agency", "area", "breakdown", "period_kind", "first", "last", "basis"]
FACTS = [
    "indicator",
    "agency",
    "area",
    "breakdown",
    "period_kind",
    "first",
    "last",
    "basis",
    "numerator",
    "denominator",
    "value",
    "status",
    "stage",
    "sheet",
    "cell",
    "submission",
]


class FigureQuerySet(models.QuerySet["Figure"]):
    """Figures, narrowed in the words of the room."""

    def current(self) -> "FigureQuerySet":
        """Those nothing has superseded."""
        return self.filter(superseded_by__isnull=True)


class Figure(models.Model):
    """One number, or the reason there is none: of an indicator version, about an agency, area and period.

    One is current for each key. The only change a trigger lets through is `superseded_by`, once.
    `superseded_by` is the submission that replaced or withdrew it.
    """

    sensitivity = dict.fromkeys(["id", *FACTS, "superseded_by"], "official")
    tracked = "figures are their own history: triggers let nothing change but `superseded_by`, once"

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="figures")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="figures")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="figures")
    breakdown = models.CharField(max_length=200, default="all")
    period_kind = models.CharField(max_length=10)
    first = models.DateField()
    last = models.DateField()
    basis = models.CharField(max_length=20, choices=[(basis.value, basis.value) for basis in Basis])
    numerator = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    denominator = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    status = models.CharField(max_length=20, choices=[(status.value, status.value) for status in Status])
    stage = models.CharField(max_length=12, choices=[(stage.value, stage.value) for stage in Stage])
    sheet = models.CharField(max_length=120)
    cell = models.CharField(max_length=20)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="figures")
    superseded_by = models.ForeignKey(
        Submission, null=True, on_delete=models.PROTECT, related_name="superseded"
    )

    objects = FigureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=KEY, condition=Q(superseded_by__isnull=True), name="one_current_figure_a_key"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=sorted(status.value for status in WITH_VALUE))
                | Q(value__isnull=False),
                name="reported_figure_has_a_value",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.TRUE_ZERO.value) | Q(value=0), name="true_zero_is_zero"
            ),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="figure_period_in_order"),
        ]
        triggers = [
            pgtrigger.Protect(name="figures_stay", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="figures_are_facts",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("id", *FACTS),
            ),
            pgtrigger.Protect(
                name="figures_superseded_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__superseded_by__isnull=False)
                | pgtrigger.Q(new__superseded_by__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.first}: {self.value if self.value is not None else self.status}"
