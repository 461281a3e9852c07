"""What moderators owe: to look at what was submitted, by the panel's day; the board's office where nobody is named."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from agencies.models import Board
from agencies.rules.roles import Permission
from agencies.rules.standing import Standing
from agencies.thread import Obligation, Owed
from registers.models import Assessment
from registers.queries.risk_owners import people_with
from registers.queries.section_11.moderation import moderation_due
from registers.queries.section_11.parts import in_force
from registers.rules.section_11.parts import Part
from registers.rules.section_11.states import State

MODERATION = "moderation"


@dataclass(frozen=True, slots=True)
class _Look:
    """One self-assessment to moderate, by a day; by the office where `people` is empty."""

    assessment: Assessment
    due: date
    people: tuple[int, ...]


def owed(standing: Standing) -> tuple[Owed, ...]:
    """What this person has to moderate: by name, or as the office where nobody is named."""
    office = standing.may(Permission.REGISTERS_SET)
    return tuple(
        Owed(
            person_id=standing.person_id,
            agency=one.assessment.agency.name,
            kind=MODERATION,
            reference=_reference(one.assessment),
            words=_words(one.assessment),
            due=one.due,
            url=_url(standing.board_code, one.assessment),
        )
        for one in _looks(standing.board_id)
        if standing.person_id in one.people or (office and not one.people)
    )


def obligations(board_id: int) -> tuple[Obligation, ...]:
    """Every self-assessment that waits for its moderator: from four queries."""
    looks = tuple(_looks(board_id))
    if not looks:
        return ()
    code = Board.objects.values_list("code", flat=True).get(pk=board_id)
    office = tuple(people_with(board_id, Permission.REGISTERS_SET).values_list("pk", flat=True))
    return tuple(
        Obligation(
            board_id=board_id,
            agency_id=None,
            agency="",
            people=one.people or office,
            kind=MODERATION,
            key=str(one.assessment.pk),
            reference=_reference(one.assessment),
            words=_words(one.assessment),
            due=one.due,
            url=_url(code, one.assessment),
        )
        for one in looks
    )


def _looks(board_id: int) -> Iterator[_Look]:
    rows = Assessment.objects.filter(
        cycle__board_id=board_id,
        cycle__closed_at__isnull=True,
        state=State.SUBMITTED,
        left_out_at__isnull=True,
    )
    waiting = tuple(rows.select_related("cycle", "agency").order_by("agency__name", "pk"))
    people = _moderators(waiting)
    for one in waiting:
        due = moderation_due(one)
        if due is not None:
            yield _Look(one, due, tuple(people.get(one.pk, ())))


def _moderators(waiting: tuple[Assessment, ...]) -> dict[int, list[int]]:
    """Who moderates which, of those who may still come in."""
    rows = in_force().filter(
        assessment__in=[one.pk for one in waiting], part=Part.MODERATOR, person__is_active=True
    )
    found: dict[int, list[int]] = defaultdict(list)
    for assessment_id, person_id in rows.order_by("pk").values_list("assessment_id", "person_id"):
        if person_id is not None:
            found[assessment_id].append(person_id)
    return found


def _reference(one: Assessment) -> str:
    return f"Section 11, {one.cycle.name}"


def _words(one: Assessment) -> str:
    return f"Moderate the self-assessment of {one.agency.name}"


def _url(code: str, one: Assessment) -> str:
    return reverse("registers:section-11-moderation", args=[code, one.cycle.number, one.agency.code])
