"""What may be published: which figures are hidden as small, which to protect them, and the proof nothing leaks."""

from scorecard.rules.suppression.elsewhere import Elsewhere
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
from scorecard.rules.suppression.printed import Counted, Printed
from scorecard.rules.suppression.protecting import Protected, protected
from scorecard.rules.suppression.secondary import suppress

__all__ = [
    "NHS",
    "STANDARD",
    "Counted",
    "Elsewhere",
    "Leak",
    "Printed",
    "Protected",
    "SuppressionRule",
    "hides_count",
    "hides_share",
    "leaks",
    "protected",
    "publish",
    "stricter",
    "suppress",
]
