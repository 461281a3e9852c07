"""Cycles and self-assessments by what their addresses name, for those who may see them."""

from django.http import Http404

from agencies.rules.standing import Standing
from registers.models import Assessment, Cycle
from registers.queries.section_11.moderation import assessment_at
from registers.queries.section_11.panel import cycle_at


def cycle_or_404(standing: Standing, number: int) -> Cycle:
    """The board's cycle of this number."""
    found = cycle_at(standing, number)
    if found is None:
        raise Http404("No such cycle at this board.")
    return found


def assessment_or_404(standing: Standing, cycle: int, agency: str) -> Assessment:
    """An organisation's self-assessment in a cycle of the board."""
    found = assessment_at(standing, cycle, agency)
    if found is None:
        raise Http404("No such self-assessment at this board.")
    return found
