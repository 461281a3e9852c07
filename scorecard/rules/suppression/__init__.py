"""What may be published: which figures are hidden as small, which to protect them, and the proof nothing leaks."""

from scorecard.rules.suppression.primary import (
    NHS,
    STANDARD,
    SuppressionRule,
    hides_count,
    hides_share,
    publish,
    stricter,
)

__all__ = [
    "NHS",
    "STANDARD",
    "SuppressionRule",
    "hides_count",
    "hides_share",
    "publish",
    "stricter",
]
