"""Evidence: files, links, figures and words that bear out a reply, an outcome, a finished action or an answer."""

import pghistory
from django.db import models
from django.db.models import Q

from agencies.models import Person
from registers.models.action import Action
from registers.models.audit import CaseAudit
from registers.models.challenge import Challenge, Reply
from registers.models.section_11 import Answer
from registers.rules.evidence import KIND_WORDS, STRENGTH, STRENGTH_WORDS, Kind


def _just_one(*names: str) -> Q:
    """That just one of these is there."""
    found = Q()
    for name in names:
        found |= Q(**{f"{one}__isnull": one != name for one in names})
    return found


@pghistory.track()
class Evidence(models.Model):
    """One item, of a kind, about just one of: a reply, a challenge's impact, an action, an answer in a
    Section 11 self-assessment.
    """

    sensitivity = {
        "id": "official",
        "challenge": "official",
        "reply": "official",
        "action": "official",
        "answer": "official",
        "kind": "official",
        "words": "official",
        "link": "official",
        "figure": "official",
        "audit": "official",
        "file_name": "official",
        "stored": "official",
        "size": "official",
        "sha256": "official",
        "file_kind": "official",
        "scan": "official",
        "sender": "personal",
        "added_at": "official",
        "added_by": "official",
        "taken_back_at": "official",
        "taken_back_by": "official",
        "taken_back_why": "official",
    }

    class Scan(models.TextChoices):
        """Whether its file may be handed out."""

        NONE = "", "no file, or no scanner is set up"
        WAITING = "waiting", "waiting to be scanned for viruses"
        CLEAN = "clean", "scanned for viruses"
        INFECTED = "infected", "refused by the virus scanner"

    challenge = models.ForeignKey(Challenge, null=True, on_delete=models.PROTECT, related_name="evidence")
    reply = models.ForeignKey(Reply, null=True, on_delete=models.PROTECT, related_name="evidence")
    action = models.ForeignKey(Action, null=True, on_delete=models.PROTECT, related_name="evidence")
    answer = models.ForeignKey(Answer, null=True, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=12, choices=[(one.value, KIND_WORDS[one]) for one in Kind])
    words = models.TextField()
    link = models.URLField(max_length=500, blank=True)
    #: A figure of the scorecard as it was then, “D03: Repeat plans: 23.0%, January to March 2018”; a case audit of this
    #: board's.
    figure = models.CharField(max_length=200, blank=True)
    audit = models.ForeignKey(CaseAudit, null=True, on_delete=models.PROTECT, related_name="evidence")
    file_name = models.CharField(max_length=255, blank=True)
    stored = models.CharField(max_length=200, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    #: What the bytes are, by looking at them: “PDF”, “Word document”.
    file_kind = models.CharField(max_length=40, blank=True)
    scan = models.CharField(max_length=10, choices=Scan, default=Scan.NONE, blank=True)
    #: Who added it, to be written to when its file is refused.
    sender = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=500)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.CharField(max_length=500, blank=True)
    taken_back_why = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=_just_one("challenge", "reply", "action", "answer"),
                name="evidence_is_about_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.words[:60]}"

    @property
    def figure_code(self) -> str:
        """The code of the indicator whose figure it is."""
        return self.figure.partition(":")[0]

    @property
    def strength_words(self) -> str:
        """How strong it is: strong, fair or weak."""
        return STRENGTH_WORDS[self.strength]

    @property
    def may_be_handed_out(self) -> bool:
        """Whether its file is there, was not taken back, and was let through."""
        return (
            bool(self.stored)
            and self.taken_back_at is None
            and self.scan in (self.Scan.NONE, self.Scan.CLEAN)
        )

    @property
    def strength(self) -> int:
        """3 strong, 2 fair, 1 weak, by its kind."""
        return STRENGTH[Kind(self.kind)]
