"""Who has, or had, a part in one self-assessment, and whether a link of theirs works."""

from dataclasses import dataclass
from datetime import datetime

from agencies.queries.links import working
from agencies.rules.standing import Standing
from registers.models import Assessment, Assignment
from registers.queries.section_11.parts import PURPOSE, in_force
from registers.rules.section_11.parts import Part


@dataclass(frozen=True, slots=True)
class PartKept:
    """Somebody's part: whether it is theirs today, and until when the latest link that works does."""

    assignment: Assignment
    now: bool
    link_until: datetime | None


def parts_kept(standing: Standing, assessment: Assessment) -> tuple[PartKept, ...]:
    """Every part anybody has or had in it: those of today first, in the order of the parts."""
    found = Assignment.objects.filter(assessment=assessment, assessment__cycle__board_id=standing.board_id)
    rows = list(found.select_related("person"))
    today = set(in_force().filter(assessment=assessment).values_list("pk", flat=True))
    links = _links(standing, rows)
    order = list(Part)
    kept = [PartKept(one, one.pk in today, links.get(str(one.pk))) for one in rows]
    return tuple(
        sorted(kept, key=lambda one: (not one.now, order.index(Part(one.assignment.part)), one.assignment.pk))
    )


def part_kept(standing: Standing, assessment: Assessment, assignment_id: int) -> PartKept | None:
    """One of them, where it has not ended."""
    found = parts_kept(standing, assessment)
    return next(
        (one for one in found if one.assignment.pk == assignment_id and one.assignment.ended_at is None),
        None,
    )


def _links(standing: Standing, rows: list[Assignment]) -> dict[str, datetime]:
    """Until when the longest link of each part works."""
    keys = [str(one.pk) for one in rows]
    found = working().filter(board_id=standing.board_id, purpose=PURPOSE, key__in=keys).order_by("expires_at")
    return dict(found.values_list("key", "expires_at"))
