"""What may be published: which figures are hidden as small, which to protect them, and the proof nothing leaks."""

from scorecard.rules.suppression.leaks import Leak, leaks
from scorecard.rules.suppression.primary import (
    NHS,
    STANDARD,
    SuppressionRule,
    hides_count,
    hides_share,
    publish,
    stricter,
)
from scorecard.rules.suppression.secondary import suppress

__all__ = [
    "NHS",
    "STANDARD",
    "Leak",
    "SuppressionRule",
    "hides_count",
    "hides_share",
    "leaks",
    "publish",
    "stricter",
    "suppress",
]
