"""What is owed of Section 11: self-assessments by those who are asked, and by the office to send what was not sent."""

from collections import defaultdict
from datetime import date

from agencies.models import Board
from agencies.rules.clock import LONDON
from agencies.rules.roles import Permission, Role
from agencies.rules.standing import Standing
from agencies.thread import Obligation, Owed
from registers.models import Assessment
from registers.queries.actions_owed import OFFICE
from registers.queries.chasing import LEADS, standing_members
from registers.queries.section_11.addresses import assessment_address, landing_address
from registers.queries.section_11.awaited import ASSESSMENT, SENDING, Awaited, awaited, awaited_of, not_sent
from registers.rules.section_11.duties import Duty


def owed(standing: Standing) -> tuple[Owed, ...]:
    """The self-assessments this person writes or signs off, by name or, where nobody with an account does, as an
    agency's lead; for the office, those that could not be sent."""
    leading = standing.agencies_with(Permission.CHALLENGE_REPLY)
    found = [
        Owed(
            person_id=standing.person_id,
            agency=one.assessment.agency.name,
            kind=ASSESSMENT,
            reference=one.reference,
            words=f"Section 11 self-assessment of {one.assessment.agency.name}",
            due=one.assessment.due_on,
            url=assessment_address(one.assessment),
            statutory=one.assessment.duty == Duty.SECTION_11,
        )
        for one in awaited_of(standing)
        if standing.person_id in one.writers or (not one.writers and one.assessment.agency_id in leading)
    ]
    waiting = not_sent(standing.board_id) if standing.wears(Role.BUSINESS_MANAGER) else ()
    if waiting:
        found.append(
            Owed(
                person_id=standing.person_id,
                agency=OFFICE,
                kind=SENDING,
                reference=waiting[0].cycle.name,
                words=f"Say who answers: {len(waiting)} Section 11 self-assessment"
                f"{' was' if len(waiting) == 1 else 's were'} not sent",
                due=_launched(waiting[0]),
                url=landing_address(standing.board_code),
            )
        )
    return tuple(found)


def obligations(board_id: int) -> tuple[Obligation, ...]:
    """Every self-assessment that is awaited, by its day, and one for the office where any could not be sent.

    Once the day has passed, an agency's leads hear of it beside those who write: the ladder says that they were told.
    """
    code = Board.objects.values_list("code", flat=True).get(pk=board_id)
    leads: dict[int, list[int]] = defaultdict(list)
    for one in standing_members(board_id, roles=LEADS):
        if one.agency_id is not None:
            leads[one.agency_id].append(one.person_id)
    found = [_obligation(board_id, one, leads) for one in awaited(board_id)]
    office = tuple(one.person_id for one in standing_members(board_id, roles=[Role.BUSINESS_MANAGER.value]))
    waiting: dict[int, Assessment] = {}
    for each in not_sent(board_id):
        waiting.setdefault(each.cycle_id, each)
    return (*found, *(_to_send(board_id, code, each, office) for each in waiting.values()))


def _obligation(board_id: int, one: Awaited, leads: dict[int, list[int]]) -> Obligation:
    asked = one.assessment
    people = one.people
    if one.late and people:
        people = tuple(dict.fromkeys([*people, *leads.get(asked.agency_id, ())]))
    return Obligation(
        board_id=board_id,
        agency_id=asked.agency_id,
        agency=asked.agency.name,
        people=people,
        kind=ASSESSMENT,
        key=str(asked.pk),
        reference=one.reference,
        words=f"Section 11 self-assessment, {one.reference}",
        due=asked.due_on,
        url=assessment_address(asked),
        statutory=asked.duty == Duty.SECTION_11,
        kindly=asked.kindly,
        linked=one.linked,
    )


def _to_send(board_id: int, code: str, one: Assessment, office: tuple[int, ...]) -> Obligation:
    return Obligation(
        board_id=board_id,
        agency_id=None,
        agency=OFFICE,
        people=office,
        kind=SENDING,
        key=str(one.cycle_id),
        reference=one.cycle.name,
        words=f"Section 11 self-assessments to send, {one.cycle.name}",
        due=_launched(one),
        url=landing_address(code),
    )


def _launched(one: Assessment) -> date:
    launched = one.cycle.launched_at
    return launched.astimezone(LONDON).date() if launched else one.cycle.opens_on
