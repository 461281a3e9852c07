"""Reports: what is reported over which time, how far its life has come, and each printing of it with its hashes."""

import pghistory
from django.db import models
from django.db.models import Q

from agencies.models import Board
from registers.models import Meeting
from reports.rules.kinds import KINDS, Kind
from reports.rules.states import LIFE_WORDS, Life
from scorecard.rules.periods import Period, spanning


@pghistory.track()
class Report(models.Model):
    """One edition of a report. A correction of a published one is the next edition."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "kind": "official",
        "first": "official",
        "last": "official",
        "edition": "official",
        "correction": "official",
        "meeting": "official",
        "chosen": "official",
        "guidance": "official",
        "state": "official",
        "due_on": "official",
        "embargo_until": "official",
        "opened_at": "official",
        "opened_by": "official",
        "submitted_at": "official",
        "submitted_by": "official",
        "confirmed_at": "official",
        "confirmed_by": "official",
        "approved_at": "official",
        "approved_by": "official",
        "released_at": "official",
        "released_by": "official",
        "version": "official",
    }

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    first = models.DateField()
    last = models.DateField()
    edition = models.PositiveSmallIntegerField(default=1)
    #: What this edition puts right; empty for the first.
    correction = models.TextField(blank=True)
    #: The meeting a board pack is for.
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="packs")
    #: What was chosen for an evidence pack: references of threads, as (kind, reference) pairs.
    chosen = models.JSONField(default=list, blank=True)
    #: Which statutory guidance its contents are held against: `rules.guidance`; empty for other kinds.
    guidance = models.CharField(max_length=20, blank=True)
    state = models.CharField(
        max_length=12, choices=[(one.value, one.value) for one in Life], default=Life.DRAFT
    )
    #: By when its texts are due.
    due_on = models.DateField(null=True)
    embargo_until = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=500)
    #: Since when the chair is asked to review it.
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.CharField(max_length=500, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=500, blank=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=500, blank=True)
    released_at = models.DateTimeField(null=True)
    released_by = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-last", "kind", "-edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "kind", "first", "last", "edition"], name="one_report_an_edition"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "in_review"]) | Q(approved_at__isnull=False),
                name="report_is_approved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first} to {self.last} of {self.board}"

    @property
    def period(self) -> Period:
        """What it reports on: a quarter, or a year April to March."""
        return spanning(self.first, self.last)

    @property
    def year(self) -> int:
        """The first calendar year of its year April to March."""
        return self.period.year_start

    @property
    def state_words(self) -> str:
        """Where it is in its life, for a page."""
        return LIFE_WORDS[Life(self.state)]

    @property
    def is_for_the_public(self) -> bool:
        """Whether it ends as a publication, of suppressed figures."""
        return KINDS[Kind(self.kind)].published


@pghistory.track(exclude=["data"])
class Printing(models.Model):
    """One printing of a report. The stored PDF is the record; `data` is what it was printed from."""

    sensitivity = {
        "id": "official",
        "report": "official",
        "number": "official",
        "approved": "official",
        "final": "official",
        "state": "official",
        "step": "official",
        "steps_done": "official",
        "steps_total": "official",
        "asked_at": "official",
        "asked_by": "official",
        "begun_on": "official",
        "built_on": "official",
        "attempts": "official",
        "cancelled_by": "official",
        "texts_until": "official",
        "data": "official",
        "data_sha256": "official",
        "stored": "official",
        "sha256": "official",
        "pages": "official",
        "trouble": "official",
    }

    class State(models.TextChoices):
        """How far it has come. ASKED and BUILDING are unfinished: a sweep takes them up again."""

        ASKED = "asked", "waiting to be built"
        BUILDING = "building", "being built"
        BUILT = "built", "built"
        FAILED = "failed", "could not be built"
        CANCELLED = "cancelled", "cancelled"

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="printings")
    number = models.PositiveIntegerField()
    #: The draft that the chair approved: its frozen data are printed as the record.
    approved = models.BooleanField(default=False)
    #: Printed as the record, from the approved draft's data, without a draft's mark.
    final = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    step = models.CharField(max_length=120, blank=True)
    steps_done = models.PositiveSmallIntegerField(default=0)
    steps_total = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=500)
    begun_on = models.DateTimeField(null=True)
    built_on = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    cancelled_by = models.CharField(max_length=500, blank=True)
    #: The key of the newest text there was when it was gathered; nought: none. A later one is not in it.
    texts_until = models.PositiveBigIntegerField(default=0)
    data = models.JSONField(null=True)
    data_sha256 = models.CharField(max_length=64, blank=True)
    stored = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField(null=True)
    trouble = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="built") | (~Q(stored="") & ~Q(sha256="") & Q(pages__gt=0)),
                name="built_printing_has_its_pdf",
            ),
            models.UniqueConstraint(fields=["report", "number"], name="one_printing_a_number"),
            models.UniqueConstraint(
                fields=["report"], condition=Q(approved=True), name="one_approved_draft_of_a_report"
            ),
            models.UniqueConstraint(
                fields=["report"], condition=Q(final=True, state="built"), name="one_record_of_a_report"
            ),
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(state__in=["asked", "building"]),
                name="one_printing_of_a_report_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"printing {self.number} of {self.report}"


@pghistory.track()
class Output(models.Model):
    """A file that belongs to a printing beside its PDF: slides, or the ZIP of an evidence pack."""

    sensitivity = {
        "id": "official",
        "printing": "official",
        "name": "official",
        "stored": "official",
        "sha256": "official",
        "size": "official",
    }

    printing = models.ForeignKey(Printing, on_delete=models.PROTECT, related_name="outputs")
    #: What a reader's copy is called: `wessex-councillors-2017-2018.pptx`.
    name = models.CharField(max_length=200)
    stored = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["printing", "name"]
        constraints = [models.UniqueConstraint(fields=["printing", "name"], name="one_output_a_name")]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class ReportSettings(models.Model):
    """How a board wants its reports made."""

    sensitivity = {
        "id": "official",
        "board": "official",
        "pack_days_before": "official",
        "version": "official",
    }

    board = models.OneToOneField(Board, on_delete=models.PROTECT, related_name="report_settings")
    #: So many working days before a meeting its pack is built by itself; nought: never.
    pack_days_before = models.PositiveSmallIntegerField(default=5)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "report settings"

    def __str__(self) -> str:
        return f"report settings of {self.board}"
