"""A risk raised from an answer in a self-assessment: put into the register, and noted with the self-assessment."""

from typing import Any

from django.db import transaction

from agencies.actions import record
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.risks import raise_risk
from registers.models import Risk
from registers.queries.section_11.gaps import gap


@transaction.atomic
def raise_from_answer(*, key: str, by: Standing, **given: Any) -> Risk:
    """Raise a risk because of the answer of this key. `given` is what `raise_risk` is given."""
    found = gap(by, key)
    if found is None:
        raise Refused("No such answer was submitted at this board.")
    risk = raise_risk(by=by, **given)
    record.enter(
        by=by.actor,
        verb="moderation.raise_risk",
        kind="assessment",
        reference=found.assessment_id,
        board_code=by.board_code,
        words=f"Raised {risk} from {found.title}.",
        details={
            "answer": found.answer_id,
            "risk": risk.number,
            "reference": risk.reference,
            "title": risk.title,
        },
    )
    return risk
