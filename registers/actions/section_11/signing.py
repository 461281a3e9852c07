"""A self-assessment signed off by the named executive: what it says is the organisation's word from then on."""

from django.db import transaction

from agencies.rules import clock
from agencies.rules.verdict import Refused
from registers.actions.overtaken import demand_newest
from registers.actions.section_11.improvements import become_actions
from registers.actions.section_11.writing import enter, taken
from registers.actions.words import said
from registers.models import Assessment
from registers.queries.section_11.missing import missing_of
from registers.queries.section_11.writers import Writer
from registers.rules.section_11.states import State, Verb, after


@transaction.atomic
def sign_off(*, assessment_id: int, statement: str, seen: int, by: Writer) -> Assessment:
    """Sign it off, in the executive's own words; its improvements become actions.

    `seen` is the version they read. Raises `Refused` for anybody else, and while something is missing; `Overtaken` when
    somebody wrote in it meanwhile.
    """
    assessment = taken(Verb.SUBMIT, assessment_id, by)
    demand_newest(seen=seen, version=assessment.version)
    missing = missing_of(assessment)
    if missing:
        first = missing[0]
        more = f", and {len(missing) - 1} more" if len(missing) > 1 else ""
        raise Refused(f"Something is missing. Standard {first.number}: {first.words}{more}.")
    assessment.statement = said(statement, empty="Say in your own words that you sign it off.")
    again = assessment.state == State.SENT_BACK.value
    assessment.state = after(Verb.SUBMIT, State(assessment.state)).value
    assessment.submitted_at, assessment.submitted_by = clock.now(), by.words
    assessment.version += 1
    assessment.save()
    agreed = become_actions(assessment=assessment, by=by)
    told = f" {len(agreed)} of its improvements are actions now." if agreed else ""
    words = f"Signed off the self-assessment of {assessment.agency.name}{' again' if again else ''}.{told}"
    enter(assessment, "sign_off", words, by, version=assessment.version)
    return assessment
