"""The challenge log: what was asked, of whom, what each replied, what the chair made of it, and what it watches."""

import pghistory
from django.db import models
from django.db.models import Q

from agencies.models import Agency, Board, Person, Priority
from registers.models.origin import FromSomewhere
from registers.rules.challenges import OPEN, STATE_WORDS, State


@pghistory.track()
class Challenge(FromSomewhere):
    """One question to one or several agencies, from the day it was raised to what came of it."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "number": "official",
        "title": "official",
        "question": "official",
        "why": "official",
        "priority": "official",
        "forum": "official",
        "minute": "official",
        **FromSomewhere.from_sensitivity,
        "state": "official",
        "version": "official",
        "due_on": "official",
        "rung": "official",
        "outcome": "official",
        "impact": "official",
        "chair_words": "official",
        "raised_at": "official",
        "raised_by": "official",
        "sent_at": "official",
        "sent_by": "official",
        "moved_at": "official",
        "moved_by": "official",
        "closed_at": "official",
        "closed_by": "official",
        "closed_result": "official",
        "shown_impact": "official",
        "reopened_at": "official",
        "reopened_by": "official",
        "reopened_why": "official",
        "withdrawn_at": "official",
        "withdrawn_by": "official",
        "withdrawn_why": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="challenges")
    #: Counts up from 1 at each board: CH-29.
    number = models.PositiveIntegerField()
    #: The question in a line, as lists show it.
    title = models.CharField(max_length=200)
    question = models.TextField()
    why = models.TextField(blank=True)
    priority = models.ForeignKey(
        Priority, null=True, blank=True, on_delete=models.PROTECT, related_name="challenges"
    )
    #: Where it was raised, and the minute that says so.
    forum = models.CharField(max_length=120, blank=True)
    minute = models.CharField(max_length=80, blank=True)
    state = models.CharField(
        max_length=12, choices=[(one.value, STATE_WORDS[one]) for one in State], default=State.RAISED.value
    )
    #: Goes up with every change of its words: who saves against an older one is shown the newer.
    version = models.PositiveIntegerField(default=1)
    #: The earliest day anything is still owed on it by an agency; empty when nothing is.
    due_on = models.DateField(null=True)
    #: How far it has been taken up: 0 nobody, 1 the lead, 2 the board member, 3 the chief officer, 4 a board paper.
    rung = models.PositiveSmallIntegerField(default=0)
    outcome = models.TextField(blank=True)
    impact = models.TextField(blank=True)
    #: The chair's own words on whether children are better off.
    chair_words = models.TextField(blank=True)
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=500)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=500, blank=True)
    #: The last time anything happened to it.
    moved_at = models.DateTimeField()
    moved_by = models.CharField(max_length=500)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=500, blank=True)
    #: What the figure said on the day it was closed; empty where none is watched.
    closed_result = models.CharField(max_length=20, blank=True)
    shown_impact = models.BooleanField(default=False)
    #: The last time it was opened again; what was said of its result before stays in the record.
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.CharField(max_length=500, blank=True)
    reopened_why = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=500, blank=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        ordering = ["board", "number"]
        constraints = [
            models.UniqueConstraint(fields=["board", "number"], name="one_challenge_a_number"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False) | ~Q(state="closed"), name="closed_challenge_says_when"
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why="")),
                name="withdrawn_challenge_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["board", "state", "due_on"], name="challenges_by_state"),
            models.Index(fields=["board", "origin_kind", "origin_key"], name="challenges_by_origin"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What people call it: CH-29."""
        return f"CH-{self.number}"

    @property
    def open(self) -> bool:
        """Whether anything is still waited for."""
        return State(self.state) in OPEN


@pghistory.track()
class Asked(models.Model):
    """One agency a challenge was put to. Each owes its own reply; one of them leads."""

    sensitivity = {
        "id": "official",
        "challenge": "official",
        "agency": "official",
        "lead": "official",
        "due_on": "official",
        "lacking": "official",
        "replied": "official",
        "verdict": "official",
        "taken_back_at": "official",
        "taken_back_by": "official",
        "taken_back_why": "official",
    }

    class Verdict(models.TextChoices):
        """What the chair has made of its replies since it was last asked."""

        NONE = "", "not judged"
        ACCEPTED = "accepted", "accepted"
        PARTLY = "partly", "accepted in part"
        NOT_ACCEPTED = "not_accepted", "not accepted"

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="asked")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="challenges_asked")
    lead = models.BooleanField(default=False)
    #: When its reply, or the rest of one, is owed; empty when nothing is owed, or nothing has been sent yet.
    due_on = models.DateField(null=True)
    #: What is missing of a reply that was not, or only partly, accepted.
    lacking = models.TextField(blank=True)
    #: It has replied since it was last asked.
    replied = models.BooleanField(default=False)
    verdict = models.CharField(max_length=12, choices=Verdict, default=Verdict.NONE, blank=True)
    #: The chair no longer asks this agency, and why: what it owed is owed no more.
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.CharField(max_length=500, blank=True)
    taken_back_why = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "asked"
        constraints = [
            models.UniqueConstraint(fields=["challenge", "agency"], name="one_asking_an_agency"),
            models.UniqueConstraint(
                fields=["challenge"], condition=Q(lead=True), name="one_lead_a_challenge"
            ),
        ]
        indexes = [models.Index(fields=["agency", "due_on"], name="replies_owed")]

    def __str__(self) -> str:
        return f"{self.challenge_id}: {self.agency_id}"


@pghistory.track()
class Reply(models.Model):
    """What an agency said, and what the chair made of it. Its text never changes; a later reply says more."""

    sensitivity = {
        "id": "official",
        "asked": "official",
        "text": "official",
        "due_on": "official",
        "replied_at": "official",
        "replied_by": "personal",
        "replied_words": "official",
        "verdict": "official",
        "missing": "official",
        "chair_words": "official",
        "new_due_on": "official",
        "judged_at": "official",
        "judged_by": "official",
    }

    asked = models.ForeignKey(Asked, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField()
    #: The day it was owed by.
    due_on = models.DateField(null=True)
    replied_at = models.DateTimeField()
    replied_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="replies")
    replied_words = models.CharField(max_length=500)
    verdict = models.CharField(max_length=12, choices=Asked.Verdict, default=Asked.Verdict.NONE, blank=True)
    #: What it lacks, and by when that is owed; the chair's words where it was accepted.
    missing = models.TextField(blank=True)
    new_due_on = models.DateField(null=True)
    chair_words = models.TextField(blank=True)
    judged_at = models.DateTimeField(null=True)
    judged_by = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "replies"
        constraints = [
            models.CheckConstraint(
                condition=~Q(verdict__in=["partly", "not_accepted"])
                | (~Q(missing="") & Q(new_due_on__isnull=False)),
                name="reply_turned_down_says_what_is_missing",
            )
        ]

    def __str__(self) -> str:
        return f"Reply {self.pk}"


@pghistory.track()
class Watch(models.Model):
    """The figure a challenge watches, with the mean and limits frozen when it was raised."""

    sensitivity = {
        "id": "official",
        "challenge": "official",
        "indicator_code": "official",
        "agency": "official",
        "area_code": "official",
        "breakdown": "official",
        "signal_id": "official",
        "first": "official",
        "last": "official",
        "value": "official",
        "mean": "official",
        "lower": "official",
        "upper": "official",
        "was_out": "official",
        "reason": "official",
        "since": "official",
        "asked_again_at": "official",
        "asked_again_by": "official",
    }

    challenge = models.OneToOneField(Challenge, on_delete=models.PROTECT, related_name="watch")
    indicator_code = models.CharField(max_length=20)
    #: Empty for the board's own line over every agency.
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="watched")
    area_code = models.CharField(max_length=9)
    breakdown = models.CharField(max_length=200, default="all")
    #: The signal it was raised from, where it was one.
    signal_id = models.BigIntegerField(null=True)
    #: The figure it was raised about.
    first = models.DateField()
    last = models.DateField()
    #: In the figure's own unit, exact to six places, as a signal keeps them; limits empty where there were none.
    value = models.DecimalField(max_digits=20, decimal_places=6)
    mean = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    lower = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    upper = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    #: Whether it was out of the ordinary then: only what was out can be back.
    was_out = models.BooleanField(default=False)
    #: Why the figure can't be judged; empty where it can.
    reason = models.CharField(max_length=200, blank=True)
    #: Points after this day count: the first agreed action was finished, or the reply accepted. Empty until then.
    since = models.DateField(null=True)
    #: The challenge was opened again and its lead asked anew: what was agreed and accepted before no longer counts.
    asked_again_at = models.DateTimeField(null=True)
    asked_again_by = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "watches"
        indexes = [models.Index(fields=["indicator_code"], name="watches_by_indicator")]

    def __str__(self) -> str:
        return f"{self.indicator_code} for {self.challenge_id}"
