"""The scores of answers, as rules know them."""

from registers.models import Answer
from registers.rules.section_11.moderation import Scored


def scored_of(answer: Answer | None) -> Scored:
    """What stands under one standard; nothing where there is no answer."""
    if answer is None:
        return Scored(own=None)
    return Scored(
        own=answer.score,
        not_applicable=answer.not_applicable,
        moderated=answer.moderated_score,
        looked_at=answer.moderated_at is not None,
    )
