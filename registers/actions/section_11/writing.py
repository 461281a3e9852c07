"""What every change inside a self-assessment does first and last: one at a time, by who may, entered in the record."""

from typing import Any

from agencies.actions import record
from agencies.rules.verdict import Refused
from registers.actions.section_11.held import locked
from registers.models import Answer, Assessment
from registers.permissions.section_11 import can_do
from registers.queries.section_11.writers import Writer
from registers.rules.section_11.states import State, Verb, after


def taken(verb: Verb, assessment_id: int, by: Writer) -> Assessment:
    """The assessment, held until this transaction ends, for whoever may do this to it now."""
    found = locked(assessment_id, by.board_id)
    if found is None or by.assessment_id != assessment_id:
        raise Refused("No such self-assessment of yours.")
    can_do(verb, found, by.parts, keeps=False).demand()
    return found


def answer_of(assessment: Assessment, number: int) -> Answer:
    """The answer under a standard's number, made where nothing stands there yet. The assessment is held."""
    standard = assessment.cycle.standards.standards.filter(number=number).first()
    if standard is None:
        raise Refused(f"There is no standard {number} in this cycle.")
    found, _ = Answer.objects.get_or_create(assessment=assessment, standard=standard)
    return found


def wrote(assessment: Assessment) -> None:
    """Note that something was written: where it stands, and that what was seen before is overtaken."""
    assessment.state = after(Verb.WRITE, State(assessment.state)).value
    assessment.version += 1
    assessment.save(update_fields=["state", "version"])


def enter(assessment: Assessment, verb: str, words: str, by: Writer, **details: Any) -> None:
    """Enter it with the self-assessment it was done to."""
    record.enter(
        by=by.actor,
        verb=f"assessments.{verb}",
        kind="assessment",
        reference=assessment.pk,
        board_code=by.board_code,
        words=words,
        details=details,
    )
