"""What stands between a self-assessment and its sign-off."""

from agencies.rules import clock
from registers.models import Answer, Assessment, Standard
from registers.rules.section_11.answering import Written
from registers.rules.section_11.missing import Missing, Promise, missing_from


def missing_of(assessment: Assessment) -> tuple[Missing, ...]:
    """Everything that is missing, in order of the standards."""
    rows = assessment.answers.prefetch_related("improvements").select_related("standard")
    answers: dict[int, Answer] = {one.standard_id: one for one in rows}
    standards = Standard.objects.filter(standards=assessment.cycle.standards_id).order_by("number")
    return tuple(missing for one in standards for missing in _under(one, answers.get(one.pk)))


def _under(standard: Standard, answer: Answer | None) -> tuple[Missing, ...]:
    if answer is None:
        return missing_from(standard.number, Written(), (), clock.today())
    promises = [
        Promise(one.text, one.due_on, one.action_id is not None)
        for one in answer.improvements.all()
        if one.taken_back_at is None
    ]
    return missing_from(standard.number, written_of(answer), promises, clock.today())


def written_of(answer: Answer) -> Written:
    """What stands in an answer."""
    return Written(answer.score, answer.not_applicable, answer.why_not, answer.words)
