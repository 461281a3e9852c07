"""Cycles of self-assessment: when, by which standards, on which scale; and the words each group is asked in."""

import pghistory
from django.db import models
from django.db.models import F, Q

from agencies.models import AgencyKind, Board
from registers.rules.section_11.scales import SCALE_WORDS, Scale


@pghistory.track()
class StandardSet(models.Model):
    """One version of a board's standards. Edited until a cycle that asks by it is launched; then a new version."""

    sensitivity = {
        "id": "public",
        "board": "public",
        "version": "public",
        "name": "public",
        "made_at": "official",
        "made_by": "official",
        "settled_at": "official",
        "settled_by": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="standard_sets")
    #: Counts up from 1 at each board.
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=500)
    #: Since when it stays as it is, because a cycle asks by it.
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["board", "version"]
        constraints = [
            models.UniqueConstraint(fields=["board", "version"], name="one_standard_set_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


@pghistory.track()
class Standard(models.Model):
    """One standard of a version: its number there, what is asked, and what may be shown as evidence."""

    sensitivity = {
        "id": "public",
        "standards": "public",
        "number": "public",
        "title": "public",
        "asks": "public",
        "prompts": "public",
    }

    standards = models.ForeignKey(StandardSet, on_delete=models.CASCADE, related_name="standards")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    asks = models.TextField()
    #: Prompts for evidence, one a line.
    prompts = models.TextField(blank=True)

    class Meta:
        ordering = ["standards", "number"]
        constraints = [models.UniqueConstraint(fields=["standards", "number"], name="one_standard_a_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


@pghistory.track()
class Crosswalk(models.Model):
    """That a standard takes up one of an earlier version, so that answers can be carried forward and compared."""

    sensitivity = {"id": "public", "standard": "public", "earlier": "public"}

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="takes_up")
    earlier = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="taken_up_by")

    class Meta:
        ordering = ["standard", "earlier"]
        constraints = [
            models.UniqueConstraint(fields=["standard", "earlier"], name="taken_up_once"),
            models.CheckConstraint(condition=~Q(standard=F("earlier")), name="takes_up_another"),
        ]

    def __str__(self) -> str:
        return f"{self.standard_id} takes up {self.earlier_id}"


@pghistory.track()
class Cycle(models.Model):
    """One round of self-assessments: planned, launched, closed."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "number": "official",
        "name": "official",
        "standards": "official",
        "scale": "official",
        "opens_on": "official",
        "due_on": "official",
        "panel_on": "official",
        "report_on": "official",
        "launched_at": "official",
        "launched_by": "official",
        "closed_at": "official",
        "closed_by": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="section_11_cycles")
    #: Counts up from 1 at each board.
    number = models.PositiveIntegerField()
    #: What people call it: “2017-18”.
    name = models.CharField(max_length=80)
    standards = models.ForeignKey(StandardSet, on_delete=models.PROTECT, related_name="cycles")
    scale = models.CharField(max_length=20, choices=[(one.value, SCALE_WORDS[one]) for one in Scale])
    opens_on = models.DateField()
    due_on = models.DateField()
    #: The challenge day, on which a panel goes through what came; the day the board is told.
    panel_on = models.DateField(null=True)
    report_on = models.DateField(null=True)
    launched_at = models.DateTimeField(null=True)
    launched_by = models.CharField(max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["board", "number"]
        constraints = [
            models.UniqueConstraint(fields=["board", "number"], name="one_cycle_a_number"),
            models.UniqueConstraint(fields=["board", "name"], name="one_cycle_a_name"),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("opens_on"))
                & (Q(panel_on__isnull=True) | Q(panel_on__gt=F("due_on")))
                & (Q(report_on__isnull=True) | Q(report_on__gt=F("due_on"))),
                name="cycle_days_in_order",
                violation_error_message="It opens first, is due after that, and is looked at after that.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(launched_at__isnull=False),
                name="closed_cycle_was_launched",
            ),
        ]

    def __str__(self) -> str:
        return f"Section 11, {self.name}"


@pghistory.track()
class DutyWording(models.Model):
    """What a board tells a group of organisations, or one kind in it, in place of the words it starts with."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "duty": "official",
        "kind": "official",
        "legal": "official",
        "asking": "official",
        "again": "official",
        "set_at": "official",
        "set_by": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="duty_wordings")
    duty = models.CharField(max_length=12, choices=AgencyKind.Duty)
    #: One kind of organisation only; empty for the whole group.
    kind = models.ForeignKey(AgencyKind, null=True, on_delete=models.PROTECT, related_name="+")
    legal = models.TextField()
    asking = models.TextField()
    again = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=500)

    class Meta:
        ordering = ["board", "duty", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "duty", "kind"], name="one_wording_a_group", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.duty} at {self.board_id}"
