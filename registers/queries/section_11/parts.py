"""Who has which part in a self-assessment today, by account or by a signed link."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from agencies.queries.links import Link
from agencies.rules import clock
from agencies.rules.standing import Standing
from registers.models import Assessment, Assignment
from registers.rules.section_11.parts import Part

#: What a signed link to a self-assessment is for; its key is the assignment's.
PURPOSE = "assessment"


def in_force() -> QuerySet[Assignment]:
    """Parts that somebody has today: begun, not ended, not past their last day."""
    today = clock.today()
    return Assignment.objects.filter(
        Q(until__isnull=True) | Q(until__gt=today), ended_at__isnull=True, since__lte=today
    )


def parts_of(standing: Standing, assessment: Assessment) -> frozenset[Part]:
    """The parts this person has in it today: by account, or by address where the part was given before the account."""
    own = own_parts(standing).filter(assessment=assessment, assessment__cycle__board_id=standing.board_id)
    return frozenset(Part(one) for one in own.values_list("part", flat=True))


def parts_in(standing: Standing, assessments: Iterable[int]) -> dict[int, frozenset[Part]]:
    """The same for several, by their ids, from one query; those without a part are not there."""
    found: dict[int, set[Part]] = {}
    own = own_parts(standing).filter(
        assessment_id__in=list(assessments), assessment__cycle__board_id=standing.board_id
    )
    for assessment_id, part in own.values_list("assessment_id", "part"):
        found.setdefault(assessment_id, set()).add(Part(part))
    return {pk: frozenset(parts) for pk, parts in found.items()}


def assignments_now(assessment: Assessment) -> tuple[Assignment, ...]:
    """Who has a part in it today, in the order of the parts."""
    order = list(Part)
    found = in_force().filter(assessment=assessment).select_related("person")
    return tuple(sorted(found, key=lambda one: (order.index(Part(one.part)), one.pk)))


def assignment_opened(link: Link) -> Assignment | None:
    """Whose part a signed link opens; None once it ended, the organisation was left out, or the cycle is closed.

    Links are shut then, too: this holds where a day alone ended it.
    """
    if link.purpose != PURPOSE or not link.key.isdecimal():
        return None
    return (
        in_force()
        .filter(
            pk=int(link.key),
            email=link.email,
            assessment__cycle__board=link.board,
            assessment__left_out_at__isnull=True,
            assessment__cycle__closed_at__isnull=True,
        )
        .exclude(part=Part.MODERATOR)
        .select_related("assessment__cycle__board", "assessment__agency")
        .first()
    )


def own_parts(standing: Standing) -> QuerySet[Assignment]:
    """Parts this person has today, at any board: by account, or by address where the part came before it."""
    by_address = Q(person__isnull=True, email=standing.email.strip().lower())
    return in_force().filter(Q(person_id=standing.person_id) | by_address)
