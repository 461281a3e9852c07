"""Deliveries: the file as it came, what was found in it, and the checked rows that wait for release."""

import pghistory
from django.db import models
from django.db.models import Q

from agencies.models import Agency, Board, Person
from scorecard.models.area import Area
from scorecard.models.indicator import Indicator
from scorecard.models.returns import Return
from scorecard.rules.figures import Stage, Status


@pghistory.track()
class Submission(models.Model):
    """One delivery by one agency: its bytes, hash and origin. It may answer one return and restate others."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "agency": "official",
        "answers": "official",
        "origin": "official",
        "feed": "official",
        "file_name": "official",
        "stored": "official",
        "size": "official",
        "sha256": "official",
        "received_at": "official",
        "received_by": "personal",
        "state": "official",
        "checked_at": "official",
        "checked_by": "official",
        "layout": "official",
        "rows_read": "official",
        "figures_found": "official",
        "errors_found": "official",
        "remark": "official",
        "released_at": "official",
        "released_by": "official",
        "attempts": "official",
        "refusal": "official",
        "deleted_at": "official",
        "deleted_by": "official",
        "let_stand_at": "official",
        "let_stand_by": "personal",
        "let_stand_why": "official",
        "layout_version": "official",
        "blind": "official",
        "skipped": "official",
        "release_asked_at": "official",
        "release_asked_by": "official",
        "release_asked_by_id": "personal",
    }

    class Origin(models.TextChoices):
        """How it came."""

        FILE = "file", "uploaded file"
        FEED = "feed", "scheduled import"
        FORM = "form", "web form"
        API = "api", "API"
        NIL = "nil", "nil return"
        COMPUTED = "computed", "computed"

    class State(models.TextChoices):
        """Where it stands. RECEIVED and CHECKING are unfinished: a sweep takes them up again."""

        RECEIVED = "received", "received"
        CHECKING = "checking", "being checked"
        TO_CORRECT = "to_correct", "to correct"
        READY = "ready", "ready to release"
        RELEASED = "released", "released"
        UNCHANGED = "unchanged", "the same as on file"
        REFUSED = "refused", "could not be read"
        SET_ASIDE = "set_aside", "set aside for a later one"
        STOPPED = "stopped", "stopped for its words"
        WITHDRAWN = "withdrawn", "withdrawn by its sender"
        LOADING = "loading", "being loaded"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="submissions")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="submissions")
    answers = models.ForeignKey(Return, null=True, on_delete=models.PROTECT, related_name="submissions")
    origin = models.CharField(max_length=10, choices=Origin)
    feed = models.ForeignKey(
        "scorecard.Feed", null=True, on_delete=models.PROTECT, related_name="submissions"
    )
    file_name = models.CharField(max_length=255)
    #: Where the bytes lie under the files folder, or in quarantine; named by hash, never by what was sent. Empty once
    #: they are deleted.
    stored = models.CharField(max_length=200, blank=True)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.RECEIVED)
    checked_at = models.DateTimeField(null=True)
    checked_by = models.CharField(max_length=500, blank=True)
    layout = models.CharField(max_length=40, blank=True)
    rows_read = models.PositiveIntegerField(default=0)
    figures_found = models.PositiveIntegerField(default=0)
    errors_found = models.PositiveIntegerField(default=0)
    #: One sentence about the whole file: why it was refused, or that it is an earlier file again.
    remark = models.TextField(blank=True)
    released_at = models.DateTimeField(null=True)
    released_by = models.CharField(max_length=500, blank=True)
    #: How often the check was begun; a file that fails the worker itself is refused in the end.
    attempts = models.PositiveSmallIntegerField(default=0)
    #: The stable code of why nothing of it was taken; empty when something was.
    refusal = models.CharField(max_length=60, blank=True)
    #: When its bytes were deleted, and by whom or which job; name, size, hash, time, sender and reason stay.
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.CharField(max_length=500, blank=True)
    #: A business manager's word that what the screen stopped identifies no child.
    let_stand_at = models.DateTimeField(null=True)
    let_stand_by = models.CharField(max_length=500, blank=True)
    let_stand_why = models.TextField(blank=True)
    #: The version of the agency's layout it was read by; null when nothing had been said.
    layout_version = models.PositiveIntegerField(null=True)
    #: Whether errors cannot be told from blanks in its format.
    blind = models.BooleanField(default=False)
    #: The checks that could not be made, each with the reason: {"check", "why"}.
    skipped = models.JSONField(default=list, blank=True)
    #: Who had a large file released, in words and by id: a worker loads it, in their name.
    release_asked_at = models.DateTimeField(null=True)
    release_asked_by = models.CharField(max_length=500, blank=True)
    release_asked_by_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["board", "agency", "sha256"], name="submission_by_hash"),
            models.Index(
                fields=["id"],
                condition=Q(state__in=["received", "checking", "loading"]),
                name="submissions_unfinished",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, released_by="")
                | (Q(released_at__isnull=False) & ~Q(released_by="")),
                name="submission_released_at_and_by",
            ),
            models.CheckConstraint(
                condition=~Q(state="released") | Q(released_at__isnull=False),
                name="released_submission_says_when",
            ),
            models.CheckConstraint(
                condition=Q(deleted_at__isnull=True, deleted_by="")
                | (Q(deleted_at__isnull=False) & ~Q(deleted_by="")),
                name="submission_deleted_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(let_stand_at__isnull=True, let_stand_by="", let_stand_why="")
                | (Q(let_stand_at__isnull=False) & ~Q(let_stand_by="") & ~Q(let_stand_why="")),
                name="submission_let_stand_at_by_and_why",
            ),
            models.CheckConstraint(
                condition=Q(release_asked_at__isnull=True, release_asked_by="")
                | (Q(release_asked_at__isnull=False) & ~Q(release_asked_by="")),
                name="submission_release_asked_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} from {self.agency}"


class Finding(models.Model):
    """Something wrong or noteworthy in a file, at its cell. Written once with the check; replaced by a new check."""

    sensitivity = {
        "id": "official",
        "submission": "official",
        "order": "official",
        "code": "official",
        "severity": "official",
        "sheet": "official",
        "cell": "official",
        "value": "official",
        "message": "official",
        "remedy": "official",
        "indicator": "official",
        "area": "official",
        "breakdown": "official",
        "first": "official",
        "last": "official",
        "answer": "official",
        "answered_at": "official",
        "answered_by": "official",
    }
    tracked = (
        "with its submission: a check is on record, and what answers a finding becomes a tracked explanation"
    )

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="findings")
    order = models.PositiveIntegerField()
    code = models.CharField(max_length=60)
    severity = models.CharField(
        max_length=10,
        choices=[("error", "to correct"), ("explain", "to explain"), ("note", "for information")],
    )
    sheet = models.CharField(max_length=120, blank=True)
    cell = models.CharField(max_length=20, blank=True)
    value = models.TextField(blank=True)
    message = models.TextField()
    remedy = models.TextField(blank=True)
    #: The figure an explanation is asked of; none where it is of no one figure.
    indicator = models.ForeignKey(Indicator, null=True, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+")
    breakdown = models.CharField(max_length=200, blank=True)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    #: What the sender said of it before release.
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "order"], name="findings_in_order"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by="", answer="")
                | (Q(answered_at__isnull=False) & ~Q(answered_by="") & ~Q(answer="")),
                name="finding_answer_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.message


class CheckedRow(models.Model):
    """A clean row waiting with its submission for release; the sender's alone until then."""

    sensitivity = {
        "id": "official",
        "submission": "official",
        "indicator": "official",
        "area": "official",
        "breakdown": "official",
        "period_kind": "official",
        "first": "official",
        "last": "official",
        "basis": "official",
        "numerator": "official",
        "denominator": "official",
        "value": "official",
        "status": "official",
        "stage": "official",
        "sheet": "official",
        "cell": "official",
        "commentary": "official",
    }
    tracked = "with its submission: rows are written once with a check and go when they are loaded"

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="checked_rows")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    breakdown = models.CharField(max_length=200, default="all")
    period_kind = models.CharField(max_length=10)
    first = models.DateField()
    last = models.DateField()
    basis = models.CharField(max_length=20)
    numerator = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    denominator = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    status = models.CharField(max_length=20, choices=[(status.value, status.value) for status in Status])
    stage = models.CharField(max_length=12, choices=[(stage.value, stage.value) for stage in Stage])
    sheet = models.CharField(max_length=120)
    cell = models.CharField(max_length=20)
    #: What the file says beside the figure; becomes the agency's commentary on release.
    commentary = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "submission",
                    "indicator",
                    "area",
                    "breakdown",
                    "period_kind",
                    "first",
                    "last",
                    "basis",
                ],
                name="one_checked_row_a_key",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.first} {self.breakdown}"


class Progress(models.Model):
    """What is being done with a submission just now; gone when it is done. Written outside the work's transaction."""

    sensitivity = {
        "id": "official",
        "submission": "official",
        "step": "official",
        "done": "official",
        "of": "official",
        "moved_on": "official",
    }
    tracked = "a meter that moves every second while a file is worked on; what comes of it is on record"

    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="progress")
    #: "read", "checked" or "loaded".
    step = models.CharField(max_length=20)
    #: Rows done, of how many; 0 when that is not known.
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    moved_on = models.DateTimeField()

    class Meta:
        verbose_name_plural = "progress"

    def __str__(self) -> str:
        return f"{self.done} {self.step}"
