"""The last cycle's answers carried forward into this one, by the crosswalk between the versions of the standards."""

from django.db import transaction

from agencies.rules import clock
from agencies.rules.verdict import Refused
from registers.actions.section_11 import improvements
from registers.actions.section_11.writing import answer_of, enter, taken, wrote
from registers.models import Answer, Assessment
from registers.queries.section_11.earlier import Earlier, earlier_of
from registers.queries.section_11.missing import written_of
from registers.queries.section_11.writers import Writer
from registers.rules.section_11.carrying import carried
from registers.rules.section_11.states import Verb


@transaction.atomic
def carry_forward(*, assessment_id: int, by: Writer) -> tuple[int, ...]:
    """Begin what is still empty with what stood in the last cycle; the numbers of the standards that were begun so.

    What somebody has written already stays. Improvements that are still to be done come along; evidence does not: it
    bore out the last cycle's answer.
    """
    assessment = taken(Verb.WRITE, assessment_id, by)
    earlier = earlier_of(assessment)
    if earlier is None:
        raise Refused("There is no self-assessment of an earlier cycle to carry forward.")
    begun = tuple(
        number
        for number in earlier.forebears
        if _begin(assessment, number=number, earlier=earlier, by=by) is not None
    )
    if not begun:
        raise Refused("There is nothing to carry forward: every standard has been written in, or is new.")
    assessment.carried_from_id = earlier.assessment.pk
    assessment.save(update_fields=["carried_from"])
    wrote(assessment)
    told = ", ".join(str(number) for number in begun)
    words = f"Carried forward what stood in {earlier.assessment.cycle}: standards {told}."
    enter(assessment, "carry_forward", words, by, earlier=earlier.assessment.pk)
    return begun


def _begin(assessment: Assessment, *, number: int, earlier: Earlier, by: Writer) -> Answer | None:
    """Begin one answer; None where it was written in already, or nothing stood under what it takes up."""
    from_answers = earlier.forebears[number]
    began = carried([written_of(one) for one in from_answers], same_scale=earlier.same_scale)
    if not began.begun:
        return None
    answer = answer_of(assessment, number)
    if written_of(answer).begun:
        return None
    answer.score, answer.not_applicable = began.score, began.not_applicable
    answer.why_not, answer.words = began.why_not, began.words
    answer.carried_from_id = from_answers[0].pk
    answer.written_at, answer.written_by = clock.now(), by.words
    answer.authors = [by.words]
    answer.version += 1
    answer.save()
    for one in from_answers:
        improvements.carry(earlier=one, answer=answer, by=by)
    return answer
