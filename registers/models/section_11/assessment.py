"""Self-assessments: one an organisation a cycle, and who has a part in it."""

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from agencies.models import Agency, AgencyKind, Person
from registers.models.section_11.cycle import Cycle
from registers.rules.section_11.parts import PART_WORDS, Part
from registers.rules.section_11.states import STATE_WORDS, State


@pghistory.track()
class Assessment(models.Model):
    """What one organisation is asked in one cycle, and where its answer stands."""

    sensitivity = {
        "id": "official",
        "cycle": "official",
        "agency": "official",
        "duty": "official",
        "basis": "official",
        "kindly": "official",
        "due_on": "official",
        "state": "official",
        "version": "official",
        "carried_from": "official",
        "sent_at": "official",
        "sent_by": "official",
        "opened_at": "official",
        "opened_by": "official",
        "submitted_at": "official",
        "submitted_by": "official",
        "statement": "official",
        "sent_back_at": "official",
        "sent_back_by": "official",
        "sent_back_why": "official",
        "moderated_at": "official",
        "moderated_by": "official",
        "agreed_at": "official",
        "agreed_by": "official",
        "left_out_at": "official",
        "left_out_by": "official",
        "left_out_why": "official",
    }

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="assessments")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="assessments")
    #: By what right it is asked, as its kind of organisation was when it was added.
    duty = models.CharField(max_length=12, choices=AgencyKind.Duty)
    basis = models.CharField(max_length=200, blank=True)
    kindly = models.BooleanField(default=False)
    #: The cycle's day, unless this organisation has more time.
    due_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=[(one.value, STATE_WORDS[one]) for one in State], default=State.NOT_SENT.value
    )
    version = models.PositiveIntegerField(default=1)
    #: The same organisation's of an earlier cycle, once its answers were carried forward.
    carried_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="carried_to")
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=500, blank=True)
    opened_at = models.DateTimeField(null=True)
    opened_by = models.CharField(max_length=500, blank=True)
    #: Signed off: by whom, and in which words.
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.CharField(max_length=500, blank=True)
    statement = models.TextField(blank=True)
    sent_back_at = models.DateTimeField(null=True)
    sent_back_by = models.CharField(max_length=500, blank=True)
    sent_back_why = models.TextField(blank=True)
    moderated_at = models.DateTimeField(null=True)
    moderated_by = models.CharField(max_length=500, blank=True)
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.CharField(max_length=500, blank=True)
    #: It no longer takes part in this cycle: it closed, or was asked by mistake. What it wrote stays.
    left_out_at = models.DateTimeField(null=True)
    left_out_by = models.CharField(max_length=500, blank=True)
    left_out_why = models.TextField(blank=True)

    class Meta:
        ordering = ["cycle", "agency__name"]
        constraints = [
            models.UniqueConstraint(fields=["cycle", "agency"], name="one_assessment_an_organisation"),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "moderated", "agreed"]) | Q(submitted_at__isnull=False),
                name="submitted_assessment_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent_back") | ~Q(sent_back_why=""), name="sent_back_assessment_says_why"
            ),
            models.CheckConstraint(
                condition=Q(left_out_at__isnull=True) | ~Q(left_out_why=""),
                name="left_out_assessment_says_why",
            ),
        ]
        indexes = [models.Index(fields=["cycle", "state", "due_on"], name="assessments_by_state")]

    def __str__(self) -> str:
        return f"{self.agency}, {self.cycle.name}"


@pghistory.track(exclude=["name", "email"])
class Assignment(models.Model):
    """Somebody's part in one self-assessment, from when until when: with an account or by an address alone."""

    sensitivity = {
        "id": "official",
        "assessment": "official",
        "part": "official",
        "name": "personal",
        "email": "personal",
        "person": "personal",
        "since": "official",
        "until": "official",
        "added_at": "official",
        "added_by": "official",
        "ended_at": "official",
        "ended_by": "official",
    }

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="assignments")
    part = models.CharField(max_length=10, choices=[(one.value, PART_WORDS[one]) for one in Part])
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254)
    #: Who has an account at the board. Others come by a signed link.
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="assignments")
    since = models.DateField()
    #: The first day on which it is theirs no longer.
    until = models.DateField(null=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=500)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["assessment", "part", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "part", "email"],
                condition=Q(ended_at__isnull=True),
                name="one_part_once_an_address",
            ),
            models.UniqueConstraint(
                fields=["assessment"],
                condition=Q(ended_at__isnull=True, part="executive"),
                name="one_executive_an_assessment",
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="assigned_email_in_lower_case"),
            models.CheckConstraint(
                condition=~Q(part="moderator") | Q(person__isnull=False), name="moderators_have_accounts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()} of {self.assessment_id}"
