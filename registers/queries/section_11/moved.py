"""What moved in Section 11 since a moment, from the record, for the digest: never whose, nor how anybody does.

Sixty schools may submit in a week. So submissions are one line a day and cycle, which leads to the page of all of them;
what becomes of one is a line of its own, for its organisation.
"""

from collections.abc import Iterable
from datetime import datetime

from agencies.models import Board, Entry
from agencies.thread import Moved
from registers.models import Assessment, Assignment, Cycle
from registers.queries.section_11.addresses import assessment_address, landing_address
from registers.queries.section_11.awaited import ASSESSMENT
from registers.rules.section_11.parts import WRITERS

CYCLE = "section_11_cycle"
SUBMITTED = "assessments.sign_off"
#: What the record calls it, and what a digest does.
OF_CYCLE = {
    "section_11.launch": "Section 11 self-assessments sent out",
    "section_11.close": "Section 11 cycle closed",
}
OF_ONE = {
    SUBMITTED: "Section 11 self-assessments submitted",
    "moderation.send_back": "Section 11 self-assessment sent back",
    "moderation.agree": "Section 11 self-assessment agreed",
    "moderation.reopen": "Section 11 self-assessment opened again",
}


def moved(board_id: int, since: datetime, until: datetime) -> tuple[Moved, ...]:
    """What happened after `since`, up to `until`: from at most five queries."""
    code = Board.objects.values_list("code", flat=True).get(pk=board_id)
    entries = list(
        Entry.objects.filter(
            board_code=code, at__gt=since, at__lte=until, verb__in=[*OF_CYCLE, *OF_ONE]
        ).order_by("at", "pk")
    )
    cycles = Cycle.objects.in_bulk(_ids(entries, CYCLE))
    assessments = Assessment.objects.select_related("cycle__board", "agency").in_bulk(
        _ids(entries, ASSESSMENT)
    )
    writing = _writing(assessments)
    found = []
    for one in entries:
        cycle = cycles.get(int(one.reference)) if one.kind == CYCLE else None
        assessment = assessments.get(int(one.reference)) if one.kind == ASSESSMENT else None
        if cycle is not None:
            found.append(_moved(OF_CYCLE[one.verb], cycle.name, landing_address(code), one))
        elif assessment is not None:
            alone = one.verb != SUBMITTED
            page = assessment_address(assessment) if alone else landing_address(code)
            found.append(
                _moved(
                    OF_ONE[one.verb],
                    assessment.cycle.name,
                    page,
                    one,
                    agencies=frozenset({assessment.agency_id}),
                    people=writing.get(assessment.pk, frozenset()),
                )
            )
    return tuple(found)


def _ids(entries: Iterable[Entry], kind: str) -> set[int]:
    return {int(one.reference) for one in entries if one.kind == kind}


def _writing(those: Iterable[int]) -> dict[int, frozenset[int]]:
    """Who has a part in each of these and an account."""
    rows = Assignment.objects.filter(
        assessment_id__in=list(those), ended_at__isnull=True, person__isnull=False, part__in=list(WRITERS)
    )
    found: dict[int, frozenset[int]] = {}
    for assessment_id, person_id in rows.values_list("assessment_id", "person_id"):
        if person_id is not None:
            found[assessment_id] = found.get(assessment_id, frozenset()) | {person_id}
    return found


def _moved(
    words: str,
    reference: str,
    url: str,
    entry: Entry,
    *,
    agencies: frozenset[int] = frozenset(),
    people: frozenset[int] = frozenset(),
) -> Moved:
    return Moved(
        words=words,
        reference=reference,
        at=entry.at,
        url=url,
        agencies=agencies,
        people=people,
        by_id=entry.by_id,
    )
