"""The risk register: risks, how they were scored each time, what holds them, and what was said in review."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q

from agencies.models import Agency, Board, Person, Priority


@pghistory.track()
class Risk(models.Model):
    """Something that may happen, why, and what it would mean for children. Its scores are `Score`s."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "number": "official",
        "title": "official",
        "cause": "official",
        "event": "official",
        "consequence": "official",
        "priority": "official",
        "agency": "official",
        "owner": "personal",
        "response": "official",
        "accepted_until": "official",
        "accepted_at": "official",
        "accepted_by": "official",
        "accepted_why": "official",
        "review_on": "official",
        "archived_at": "official",
        "archived_by": "official",
        "archived_why": "official",
        "version": "official",
        "raised_at": "official",
        "raised_by": "official",
    }

    class Response(models.TextChoices):
        """What the board does about it."""

        TREAT = "treat", "Treat"
        TOLERATE = "tolerate", "Tolerate"
        TRANSFER = "transfer", "Transfer"
        TERMINATE = "terminate", "Terminate"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="risks")
    #: Counts up from 1 at each board: R-07.
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    cause = models.TextField()
    event = models.TextField()
    consequence = models.TextField()
    priority = models.ForeignKey(
        Priority, null=True, blank=True, on_delete=models.PROTECT, related_name="risks"
    )
    #: The agency that owns it; empty for the board's own office.
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="risks")
    owner = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="risks")
    response = models.CharField(max_length=10, choices=Response, default=Response.TREAT)
    #: A tolerated risk is accepted until this day, then goes back for review.
    accepted_until = models.DateField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.CharField(max_length=500, blank=True)
    accepted_why = models.TextField(blank=True)
    review_on = models.DateField()
    archived_at = models.DateTimeField(null=True)
    archived_by = models.CharField(max_length=500, blank=True)
    archived_why = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=500)

    class Meta:
        ordering = ["board", "number"]
        constraints = [
            models.UniqueConstraint(fields=["board", "number"], name="one_risk_a_number"),
            models.CheckConstraint(
                condition=Q(archived_at__isnull=True) | ~Q(archived_why=""), name="archived_risk_says_why"
            ),
            models.CheckConstraint(
                condition=Q(response="tolerate") | Q(accepted_until__isnull=True, accepted_at__isnull=True),
                name="only_tolerated_risks_are_accepted",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What people call it: R-07."""
        return f"R-{self.number:02}"


class Score(models.Model):
    """Likelihood and impact as somebody judged them on a day. A later score never overwrites one."""

    sensitivity = {
        "id": "official",
        "risk": "official",
        "moment": "official",
        "likelihood": "official",
        "impact": "official",
        "score": "official",
        "why": "official",
        "scored_at": "official",
        "scored_by": "official",
    }

    class Moment(models.TextChoices):
        """What was scored: the risk without its controls, as it is now, as the board wants it."""

        BEFORE = "before", "before controls"
        NOW = "now", "now"
        TARGET = "target", "target"

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="scores")
    moment = models.CharField(max_length=6, choices=Moment)
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    score = models.GeneratedField(
        expression=F("likelihood") * F("impact"),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )
    why = models.TextField(blank=True)
    scored_at = models.DateTimeField()
    scored_by = models.CharField(max_length=500)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["risk", "moment", "-id"], name="latest_score")]
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__gte=1, likelihood__lte=5, impact__gte=1, impact__lte=5),
                name="scores_from_one_to_five",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="scores_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.likelihood} × {self.impact}"


@pghistory.track()
class Control(models.Model):
    """What makes a risk less likely or less grave, how the board knows that it works, and what it leaves open."""

    sensitivity = {
        "id": "official",
        "risk": "official",
        "text": "official",
        "assurance": "official",
        "gap": "official",
        "added_at": "official",
        "added_by": "official",
        "ended_at": "official",
        "ended_by": "official",
        "ended_why": "official",
    }

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="controls")
    text = models.TextField()
    assurance = models.TextField(blank=True)
    gap = models.TextField(blank=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=500)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=500, blank=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]


@pghistory.track()
class RiskLink(models.Model):
    """An indicator or challenge a risk has to do with."""

    sensitivity = {
        "id": "official",
        "risk": "official",
        "kind": "official",
        "key": "official",
        "linked_at": "official",
        "linked_by": "official",
    }

    class Kind(models.TextChoices):
        """What it is linked to."""

        INDICATOR = "indicator", "indicator"
        CHALLENGE = "challenge", "challenge"

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="links")
    kind = models.CharField(max_length=10, choices=Kind)
    #: An indicator's code, or a challenge's number at this board.
    key = models.CharField(max_length=40)
    linked_at = models.DateTimeField()
    linked_by = models.CharField(max_length=500)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["risk", "kind", "key"], name="one_link_a_thing")]
        indexes = [models.Index(fields=["kind", "key"], name="risks_of_a_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class RiskReview(models.Model):
    """What was said when a risk was last looked at, and when it will be again."""

    sensitivity = {
        "id": "official",
        "risk": "official",
        "text": "official",
        "next_on": "official",
        "reviewed_at": "official",
        "reviewed_by": "official",
    }

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="reviews")
    text = models.TextField()
    next_on = models.DateField()
    reviewed_at = models.DateTimeField()
    reviewed_by = models.CharField(max_length=500)

    class Meta:
        ordering = ["pk"]
        triggers = [
            pgtrigger.Protect(name="reviews_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"Review of {self.risk_id}"


@pghistory.track()
class Dismissal(models.Model):
    """A finding of the standing checks that somebody has looked at and let stand, with a reason."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "check_code": "official",
        "kind": "official",
        "key": "official",
        "mark": "official",
        "reason": "official",
        "dismissed_at": "official",
        "dismissed_by": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="dismissals")
    check_code = models.CharField(max_length=40)
    #: What the finding is about: `risk` or `action`, and its id.
    kind = models.CharField(max_length=10)
    key = models.CharField(max_length=80)
    #: What made it so, such as the id of the score: a new cause is a new finding.
    mark = models.CharField(max_length=80, blank=True)
    reason = models.TextField()
    dismissed_at = models.DateTimeField()
    dismissed_by = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["board", "check_code", "kind", "key", "mark"], name="one_dismissal_a_finding"
            )
        ]

    def __str__(self) -> str:
        return f"{self.check_code} of {self.kind} {self.key}"
