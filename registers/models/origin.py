"""Where something came from: a frozen reference, never a key to another room."""

from django.db import models


class OriginKind(models.TextChoices):
    """What a challenge or action can come from. Those of upper rooms are words only here."""

    BLANK = "blank", "a blank page"
    SIGNAL = "signal", "a signal"
    FIGURE = "figure", "a figure"
    CHALLENGE = "challenge", "a challenge"
    RISK = "risk", "a risk"
    AUDIT = "audit", "a case audit"
    MEETING = "meeting", "a meeting"
    SECTION_11 = "section_11", "a Section 11 answer"
    RECOMMENDATION = "recommendation", "a review’s recommendation"
    LESSON = "lesson", "a review’s lesson"


class FromSomewhere(models.Model):
    """A thing that came from another: what kind, which one, and what it was called and where it stood then."""

    from_sensitivity = {
        "origin_kind": "official",
        "origin_key": "official",
        "origin_words": "official",
        "origin_url": "official",
    }

    origin_kind = models.CharField(max_length=20, choices=OriginKind, default=OriginKind.BLANK)
    #: Its own room's key for it; empty for a blank page.
    origin_key = models.CharField(max_length=80, blank=True)
    #: What it was called then, such as “Second or subsequent plans: 23.0%, January to March 2018”.
    origin_words = models.CharField(max_length=300, blank=True)
    #: The path of its page on this portal.
    origin_url = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
