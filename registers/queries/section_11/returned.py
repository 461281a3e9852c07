"""The self-assessments that were due in a year, for the measure of how many came in time (W10b; docs/adr/0021)."""

from collections import defaultdict
from datetime import date

from django.apps import apps
from django.db.models import Min

from agencies.models import Board
from agencies.rules.clock import LONDON
from registers.models import Assessment, DateChange
from registers.queries.section_11.awaited import ASSESSMENT
from registers.rules.kept_dates import Moved, Promise, promised_day
from registers.rules.section_11.duties import Duty
from registers.rules.section_11.states import State
from scorecard.rules.periods import Period


def assessments_due(board: Board, period: Period) -> tuple[Promise, ...] | None:
    """Each that was due in the year, and the day on which it was first signed off; None before the first cycle.

    From the invited nothing is due; who was never written to, or is left out, was not asked. What is sent back came
    when it first came.
    """
    rows = (
        Assessment.objects.filter(
            cycle__board=board, cycle__launched_at__isnull=False, left_out_at__isnull=True
        )
        .exclude(duty=Duty.INVITED.value)
        .exclude(state=State.NOT_SENT.value)
        .select_related("agency", "cycle")
        .order_by("cycle__number", "agency__name")
    )
    every = list(rows)
    came, moves = _came(every), _moves(board)
    found = [
        Promise(
            f"Self-assessment of {one.agency.name}, {one.cycle.name}",
            promised_day(one.due_on, moves[str(one.pk)]),
            came.get(one.pk),
        )
        for one in every
    ]
    if not any(one.due_on <= period.last for one in found):
        return None
    return tuple(one for one in found if period.first <= one.due_on <= period.last)


def _came(every: list[Assessment]) -> dict[int, date]:
    """The day each was first signed off: signing off again after it was sent back is in its history."""
    history = apps.get_model("registers", "AssessmentEvent").objects
    events = history.filter(pgh_obj__in=[one.pk for one in every], submitted_at__isnull=False)
    found = events.order_by().values("pgh_obj_id").annotate(first=Min("submitted_at"))
    return {pk: first.astimezone(LONDON).date() for pk, first in found.values_list("pgh_obj_id", "first")}


def _moves(board: Board) -> dict[str, list[Moved]]:
    found: dict[str, list[Moved]] = defaultdict(list)
    for one in DateChange.objects.filter(board=board, kind=ASSESSMENT).order_by("pk"):
        if one.was_on and one.becomes_on:
            found[one.key].append(Moved(one.was_on, one.becomes_on, one.changed_at.astimezone(LONDON).date()))
    return found
